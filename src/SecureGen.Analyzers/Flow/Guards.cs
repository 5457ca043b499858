using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <summary>What tests show about the sources in the values they look at.</summary>
internal sealed class Guards(FlowAnalysis analysis)
{
    /// <summary>Comparisons: with something trusted, of an index, with true or false.</summary>
    public Condition? Comparison(IBinaryOperation binary, Value left, Value right)
    {
        (left, right) = Roles(left, right, isText: true);
        if (binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            var equal = Equality(binary, left, right);
            if (equal is not null)
                return binary.OperatorKind == BinaryOperatorKind.Equals ? equal : equal.Negated;
        }

        return Found(binary, left, right) ?? Limit(binary, left, right);
    }

    /// <summary>Patterns of constants are an allow-list, those of a length may limit it; a type or null pattern shows nothing.</summary>
    public static Condition? Pattern(IIsPatternOperation pattern, Value value) =>
        List(pattern, value) ?? (value.IsTainted ? Bounds(pattern.Pattern, value, pattern) : null);

    // text is { Length: > 0 and <= 1000 }, text.Length is 0 or > 1000
    private static Condition? Bounds(IPatternOperation pattern, Value value, IOperation test) => pattern switch
    {
        INegatedPatternOperation negated => Bounds(negated.Pattern, value, test)?.Negated,
        IBinaryPatternOperation both => Both(both.OperatorKind, Bounds(both.LeftPattern, value, test), Bounds(both.RightPattern, value, test)),
        IRelationalPatternOperation relational => value.Taints.All(static taint => taint.Part == Part.Length) ? Limit(relational.OperatorKind, value, isLeft: true, test) : null,
        IRecursivePatternOperation { PropertySubpatterns: { Length: 1 } members } when members[0] is { Member: IPropertyReferenceOperation { Property: { Name: "Length", ContainingType.SpecialType: SpecialType.System_String } } } member =>
            Bounds(member.Pattern, value.Select(static taint => taint with { Part = Part.Length }), test),
        _ => null,
    };

    private static Condition? Both(BinaryOperatorKind kind, Condition? left, Condition? right)
    {
        if (left is null && right is null)
            return null;
        var (one, other) = (left ?? Condition.Unknown, right ?? Condition.Unknown);
        return kind == BinaryOperatorKind.And
            ? new Condition(one.WhenTrue.AddRange(other.WhenTrue), ImmutableArray<Fact>.Empty)
            : new Condition(ImmutableArray<Fact>.Empty, one.WhenFalse.AddRange(other.WhenFalse));
    }

    private static Condition? List(IIsPatternOperation pattern, Value value)
    {
        if (IsNegatedList(pattern.Pattern, out var list))
            return (value.IsTainted ? List(list, value, pattern) : Truth(list, value))?.Negated;
        return value.IsTainted ? List(pattern.Pattern, value, pattern) : Truth(pattern.Pattern, value);
    }

    // is "a" or "b", is { Host: "a" or "b" }
    private static Condition? List(IPatternOperation pattern, Value value, IOperation test)
    {
        if (pattern is IRecursivePatternOperation { MatchedType.Name: "Uri" } uri)
            return uri.PropertySubpatterns.Any(IsHostList) ? WhenTrue(value, Checks.AllowedHost, test) : null;
        return IsList(pattern) ? WhenTrue(value, Checks.Allowed, test) : Truth(pattern, value);
    }

    private static bool IsHostList(IPropertySubpatternOperation member) =>
        member.Member is IPropertyReferenceOperation { Property.Name: var name } && Addresses.HostMembers.Contains(name) && IsList(member.Pattern);

    /// <summary>Calls that return a boolean, and methods of this compilation that throw.</summary>
    public Condition? Call(IInvocationOperation call, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments, FlowState state)
    {
        if (!receiver.IsTainted && !arguments.Any(a => a.Value.IsTainted))
            return null;
        if (analysis.Tables.IsGuard(call.TargetMethod))
            return Declared(call, receiver, arguments, state);
        if (OwnCheck(call, receiver, arguments, state) is { } own)
            return own;

        // An extension method's receiver is its first argument.
        var subject = call.Instance is null && arguments.Length > 0 ? arguments[0].Value : receiver;
        var rest = call.Instance is null ? arguments.Skip(1).ToArray() : arguments.ToArray();
        if (rest.Length > 0)
        {
            var isText = (call.Instance ?? arguments[0].Argument.Value).Unwrap().Type?.SpecialType == SpecialType.System_String;
            (subject, rest[0].Value) = Roles(subject, rest[0].Value, isText);
        }

        return call.TargetMethod.Name switch
        {
            "StartsWith" when subject.IsTainted && rest.Length > 0 => Prefix(call, subject, rest),
            "Equals" when rest.Length > 0 && Same(subject, rest[0].Value, call) is { } same => same,
            "Equals" when rest.Length > 0 && subject.IsTainted != rest[0].Value.IsTainted && !IsNull(rest[0].Argument.Value) =>
                WhenTrue(subject.Join(rest[0].Value), Checks.Allowed, call),
            "Contains" or "IndexOf" or "IndexOfAny" or "ContainsAny" or "EndsWith" when subject.IsTainted && rest.Length > 0 => Search(call, subject, rest),
            "IsBaseOf" when !subject.IsTainted && rest.Length > 0 => WhenTrue(rest[0].Value, Checks.AllowedHost, call),
            "Contains" or "ContainsKey" or "TryGetValue" or "IndexOf" when !subject.IsTainted && rest.Length > 0 && rest[0].Value.IsTainted => WhenTrue(rest[0].Value, Checks.Allowed, call),
            "Any" when subject.IsTainted => Any(call, subject, rest),
            "Any" or "Exists" when !subject.IsTainted && rest.Any(a => a.Value.IsTainted) => null,
            "All" or "TrueForAll" when subject.IsTainted => WhenTrue(subject, Checks.Allowed, call),
            "IsPathRooted" or "IsPathFullyQualified" when subject.IsTainted => new Condition(ImmutableArray<Fact>.Empty, Facts(subject, Checks.NotRooted, null)),
            "TryParse" or "TryParseExact" or "IsDefined" when IsOfNoText(call.TargetMethod) => WhenTrue(arguments.Aggregate(Value.Clean, static (all, next) => all.Join(next.Value)), Checks.Allowed, call),
            "ThrowIfGreaterThan" or "ThrowIfGreaterThanOrEqual" when arguments.Length > 0 => Limited(arguments[0].Value, call, state),
            "IsMatch" => Match(call, subject, arguments),
            "IsLocalUrl" when rest.Length > 0 => WhenTrue(rest[0].Value.IsTainted ? rest[0].Value : subject, Checks.LocalAddress, call),
            _ => null,
        };
    }

    // In a summary any member of the object may hold anything. Beside a parameter it is what the parameter is compared with;
    // of two members, a list and the prefix of a text are.
    private static (Value Subject, Value Other) Roles(Value subject, Value other, bool isText)
    {
        if (!subject.IsTainted || !other.IsTainted)
            return (subject, other);
        if (IsHeld(other) && (!IsHeld(subject) || isText))
            return (subject, Trusted(other));

        // A list that is passed beside the text is what the text is looked up in; the beginning of a path is what the rest of it stays in.
        if (IsHeld(subject) || (!isText && !subject.Taints.Any(taint => other.Taints.Any(taint.Source.IsSameAs))))
            return (Trusted(subject), other);
        var rest = subject with { Taints = subject.Taints.RemoveAll(taint => other.Taints.Any(taint.Source.IsSameAs)) };
        return isText && rest.IsTainted && rest.Taints.All(static taint => taint.IsFull) && !other.Taints.Any(static taint => taint.IsFull) ? (rest, Trusted(other)) : (subject, other);
    }

    private static bool IsHeld(Value value) => value.Taints.All(static taint => taint.Source.Key is IFieldSymbol or IPropertySymbol or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } });

    private static Value Trusted(Value value) => value with { Taints = ImmutableArray<Taint>.Empty };

    private static Condition? Equality(IBinaryOperation binary, Value left, Value right)
    {
        if (binary.RightOperand.Unwrap().ConstantValue is { HasValue: true, Value: bool truth } && left.Condition is { } condition)
            return truth ? condition : condition.Negated;
        if (Same(left, right, binary) is { } same)
            return same;
        if (left.IsTainted == right.IsTainted || IsNull(binary.LeftOperand) || IsNull(binary.RightOperand))
            return null;
        return binary.LeftOperand.Unwrap().Type?.SpecialType == SpecialType.System_String || binary.RightOperand.Unwrap().Type?.SpecialType == SpecialType.System_String
            ? WhenTrue(left.Join(right), Checks.Allowed, binary)
            : null;
    }

    // int.TryParse(text, out _), Enum.IsDefined(typeof(Kind), text): such a text is a number, a date or a name.
    private static bool IsOfNoText(IMethodSymbol method) => method.ContainingType is { Name: "Enum" } or { SpecialType: not SpecialType.None } || !Carriers.CanCarry(method.ContainingType) && method.ContainingType.Name != "IPAddress";

    private static Condition? Limited(Value length, IOperation call, FlowState state)
    {
        state.Learn(Facts(length, Checks.Short, call));
        return null;
    }

    // name == Path.GetFileName(name): it is what the sanitizer leaves of it.
    private static Condition? Same(Value left, Value right, IOperation test) =>
        left.IsTainted && right.IsTainted && left.Has(Dangers.Path) != right.Has(Dangers.Path) ? WhenTrue(left.Has(Dangers.Path) ? left : right, Checks.Contained, test) : null;

    // x.IndexOf("..") >= 0: the search's own condition says what holds when it is found.
    private static Condition? Found(IBinaryOperation binary, Value left, Value right)
    {
        if (left.Condition is not { } found || binary.RightOperand.Unwrap().ConstantValue is not { HasValue: true, Value: int bound })
            return null;
        return (binary.OperatorKind, bound) switch
        {
            (BinaryOperatorKind.GreaterThanOrEqual, 0) or (BinaryOperatorKind.GreaterThan, -1) or (BinaryOperatorKind.NotEquals, -1) => found,
            (BinaryOperatorKind.LessThan, 0) or (BinaryOperatorKind.Equals, -1) => found.Negated,
            _ => null,
        };
    }

    // prompt.Length > max, max < prompt.Length
    private static Condition? Limit(IBinaryOperation binary, Value left, Value right)
    {
        var (length, isLeft) = left.IsTainted ? (left, true) : (right, false);
        if (left.IsTainted == right.IsTainted || !length.Taints.All(static taint => taint.Part == Part.Length))
            return null;
        return Limit(binary.OperatorKind, length, isLeft, binary);
    }

    private static Condition? Limit(BinaryOperatorKind kind, Value length, bool isLeft, IOperation test) => kind switch
    {
        BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => isLeft ? WhenTrue(length, Checks.Short, test) : WhenFalse(length, Checks.Short, test),
        BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual => isLeft ? WhenFalse(length, Checks.Short, test) : WhenTrue(length, Checks.Short, test),
        _ => null,
    };

    private Condition? Prefix(IInvocationOperation call, Value subject, (IArgumentOperation Argument, Value Value)[] rest)
    {
        var (argument, prefix) = rest[0];
        if (Address(argument.Value, subject, call) is { } address)
            return address;
        if (StartsWithParent(argument.Value))
        {
            return subject.Taints.All(taint => taint.IsRelative)
                ? WhenFalse(subject, Checks.Contained, call)
                : WhenFalse(subject, Checks.NoDotDot, call);
        }

        if (prefix.IsTainted)
            return null;
        if (!subject.Taints.All(taint => taint.IsFull))
            return argument.Value.ConstantText() is null && argument.Value.Unwrap().Type?.SpecialType == SpecialType.System_String ? WhenTrue(subject, Checks.AllowedHost, call) : null;
        if (call.TargetMethod.ContainingType.SpecialType == SpecialType.System_String && argument.Value.Unwrap().Type?.SpecialType == SpecialType.System_Char)
            return null;
        var isRight = analysis.EndsWithSeparator(argument.Value, prefix) && IsOrdinal(call, rest);
        return WhenTrue(subject, isRight ? Checks.Contained : Checks.WrongPrefix, call);
    }

    // "https://host/" fixes the host; "/" does when what follows is neither "/" nor "\\".
    private static Condition? Address(IOperation prefix, Value subject, IInvocationOperation call) =>
        (prefix.Unwrap().ConstantValue is { HasValue: true, Value: { } constant } ? constant.ToString() : null) switch
        {
            "/" or "~/" when !subject.Taints.All(static taint => taint.IsFull) => WhenTrue(subject, Checks.LeadingSlash, call),
            "//" => WhenFalse(subject, Checks.NoDoubleSlash, call),
            "/\\" => WhenFalse(subject, Checks.NoSlashBackslash, call),
            { } text when text.Contains("://") && AddressHead.FixesHost(text) => WhenTrue(subject, Checks.AllowedHost, call),
            _ => null,
        };

    private static bool IsOrdinal(IInvocationOperation call, (IArgumentOperation Argument, Value Value)[] rest)
    {
        if (rest.Length < 2)
            return call.TargetMethod.ContainingType.SpecialType != SpecialType.System_String;
        if (rest[1].Argument.Value.Unwrap() is IFieldReferenceOperation { Field: { ContainingType.Name: "StringComparison", Name: var name } })
            return name is "Ordinal" or "OrdinalIgnoreCase";
        return rest.Length == 2;
    }

    // "..", "../", ".." + Path.DirectorySeparatorChar, $"..{separator}"
    private static bool StartsWithParent(IOperation prefix) => StartOf(prefix) is { } text && text.Contains("..");

    // The constant that a text starts with.
    private static string? StartOf(IOperation built)
    {
        var value = built.Unwrap();
        while (value is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, ConstantValue.HasValue: false } sum)
            value = sum.LeftOperand.Unwrap();
        if (value is IInterpolatedStringOperation { Parts.Length: > 0, ConstantValue.HasValue: false } interpolated && interpolated.Parts[0] is IInterpolatedStringTextOperation first)
            value = first.Text;
        return value.ConstantText();
    }

    private static Condition? Search(IInvocationOperation call, Value subject, (IArgumentOperation Argument, Value Value)[] rest)
    {
        var what = rest[0].Argument.Value.Unwrap();
        var text = what.ConstantValue is { HasValue: true, Value: { } constant } ? constant.ToString() : null;
        if (text is not null && text.Contains(".."))
            return WhenFalse(subject, Checks.NoDotDot, call);
        if (call.TargetMethod.Name == "EndsWith")
            return Ending(call, subject, IsExtension(text, rest[0].Value), StartOf(what)?.StartsWith(".", StringComparison.Ordinal) == true);

        // Without a separator only a leaf name is left; whether it is "/" or "\" depends on where the service runs.
        if (text is "/" or "\\" || what is IFieldReferenceOperation { Field.Name: "DirectorySeparatorChar" or "AltDirectorySeparatorChar" })
            return WhenFalse(subject, Checks.Contained, call);
        if (IsInvalidCharacters(what))
            return WhenFalse(subject, Checks.NoInvalidCharacter, call);
        return call.TargetMethod.Name is "IndexOfAny" or "ContainsAny" ? WhenFalse(subject, Checks.Contained, call) : null;
    }

    // "evil-example.com" ends with "example.com" as well; a file name's extension may come from a list.
    private static Condition? Ending(IInvocationOperation call, Value subject, bool isExtension, bool isSubdomain) =>
        isExtension || isSubdomain
            ? WhenTrue(subject, (isExtension ? Checks.AllowedExtension : Checks.None) | (isSubdomain ? Checks.Allowed : Checks.None), call, onlyParts: true)
            : null;

    // ".png", or one of a list of them
    private static bool IsExtension(string? text, Value value) => text is null ? !value.IsTainted : text.StartsWith(".", StringComparison.Ordinal);

    private static bool IsInvalidCharacters(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: "GetInvalidFileNameChars" or "GetInvalidPathChars" }
        || (operation is IFieldReferenceOperation { Field.Name: var name } && name.IndexOf("Invalid", StringComparison.OrdinalIgnoreCase) >= 0);

    private static Condition Any(IInvocationOperation call, Value subject, (IArgumentOperation Argument, Value Value)[] rest)
    {
        var test = rest.Length > 0 ? rest[0].Argument.Value.Syntax.ToString() : "";
        if (test.Contains("\"..\""))
            return WhenFalse(subject, Checks.NoDotDot, call);
        if (test.Contains("!") && (test.Contains("IsLetter") || test.Contains("IsAscii") || test.Contains("IsDigit")))
            return WhenFalse(subject, Checks.Allowed, call);
        return WhenFalse(subject, test.Contains("Invalid") ? Checks.NoInvalidCharacter : Checks.Contained, call);
    }

    private Condition? Match(IInvocationOperation call, Value subject, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var value = subject;
        foreach (var (_, argument) in arguments)
            value = value.Join(argument);
        var pattern = call.Instance is null ? arguments.Skip(1).Select(a => a.Argument.Value.ConstantText()).FirstOrDefault() : analysis.PatternOf(call.Instance);
        if (pattern is not null && !Patterns.IsAllowList(pattern))
            return null;
        return WhenTrue(value, pattern is null || Patterns.IsHarmless(pattern) ? Checks.Allowed : Checks.Contained, call);
    }

    // A check of this code base is judged by its body; where that cannot be read, it is believed: it returns a boolean, or throws.
    private Condition? OwnCheck(IInvocationOperation call, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments, FlowState state)
    {
        var method = call.TargetMethod;
        if (method.DeclaringSyntaxReferences.IsEmpty && method.ReducedFrom?.DeclaringSyntaxReferences.IsEmpty != false)
            return null;

        var summary = analysis.OwnChecksOf(call, arguments);
        var isQuestion = IsTruth(method.ReturnType);
        var condition = Condition.Unknown;
        foreach (var (argument, value) in arguments)
        {
            if (!value.IsTainted || argument.Parameter is not { } parameter)
                continue;
            var shown = summary?.For(method.OriginalDefinition.Parameters[parameter.Ordinal]) ?? new OwnChecks.Shown(default, default, default, IsLookedAt: true);
            if (isQuestion)
                condition = Answer(condition, value, shown, call);
            else if (shown.After != Checks.None)
                state.Learn(Facts(value, shown.After, call));
            else if (shown.IsLookedAt && method.ReturnsVoid && FlowAnalysis.Throws(method))
                state.Learn(Facts(value, Checks.Allowed, call));
        }

        if (isQuestion && receiver.IsTainted)
            condition = Answer(condition, receiver, new OwnChecks.Shown(default, default, default, IsLookedAt: true), call);
        return isQuestion ? condition : null;
    }

    // A guard of the user's file: it answers true for what is safe, or comes back at all.
    private static Condition? Declared(IInvocationOperation call, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments, FlowState state)
    {
        var all = arguments.Aggregate(receiver, static (value, next) => value.Join(next.Value));
        if (IsTruth(call.TargetMethod.ReturnType))
            return WhenTrue(all, Checks.Allowed, call);
        state.Learn(Facts(all, Checks.Allowed, call));
        return null;
    }

    private static Condition Answer(Condition condition, Value value, OwnChecks.Shown shown, IOperation call)
    {
        if (shown.WhenTrue != Checks.None || shown.WhenFalse != Checks.None)
            return new Condition(condition.WhenTrue.AddRange(Facts(value, shown.WhenTrue, call)), condition.WhenFalse.AddRange(Facts(value, shown.WhenFalse, call)));
        if (!shown.IsLookedAt)
            return condition;
        var facts = Facts(value, Checks.Allowed, call);
        return new Condition(condition.WhenTrue.AddRange(facts), condition.WhenFalse.AddRange(facts));
    }

    private static bool IsTruth(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Boolean || type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task && task.TypeArguments[0].SpecialType == SpecialType.System_Boolean;

    private static bool IsNegatedList(IPatternOperation pattern, out IPatternOperation list)
    {
        list = pattern is INegatedPatternOperation negated ? negated.Pattern : pattern;
        return pattern is INegatedPatternOperation;
    }

    private static bool IsList(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation constant => constant.Value.ConstantValue is { HasValue: true, Value: string },
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => IsList(either.LeftPattern) && IsList(either.RightPattern),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => IsList(both.LeftPattern) || IsList(both.RightPattern),
        _ => false,
    };

    private static Condition? Truth(IPatternOperation pattern, Value value) =>
        pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool truth } } ? truth ? value.Condition : value.Condition?.Negated : null;

    private static bool IsNull(IOperation operation) => operation.Unwrap().ConstantValue is { HasValue: true, Value: null };

    private static Condition WhenTrue(Value value, Checks checks, IOperation test, bool onlyParts = false) => new(Facts(value, checks, test, onlyParts), ImmutableArray<Fact>.Empty);

    private static Condition WhenFalse(Value value, Checks checks, IOperation test) => new(ImmutableArray<Fact>.Empty, Facts(value, checks, test));

    private static ImmutableArray<Fact> Facts(Value value, Checks checks, IOperation? test, bool onlyParts = false)
    {
        var facts = ImmutableArray.CreateBuilder<Fact>();
        foreach (var taint in value.Taints)
        {
            if (OfPart(taint.Part, checks, onlyParts) is var shown and not Checks.None)
                facts.Add(new Fact(taint.Source, shown, test));
        }

        return facts.ToImmutable();
    }

    // A list of hosts says that of the address; a length or a scheme that is one of a list says nothing.
    private static Checks OfPart(Part part, Checks checks, bool onlyParts) => part switch
    {
        Part.Whole => onlyParts ? checks & Checks.AllowedExtension : checks,
        Part.Host when (checks & Checks.Allowed) != 0 => Checks.AllowedHost,
        Part.Extension when (checks & Checks.Allowed) != 0 && !onlyParts => Checks.AllowedExtension,
        Part.Extension => checks & Checks.AllowedExtension,
        Part.Length => checks & Checks.Short,
        _ => Checks.None,
    };
}
