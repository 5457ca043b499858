using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <summary>Evaluates the operations of a block against a state: propagators, sanitizers and sources.</summary>
internal sealed class Evaluator(FlowAnalysis analysis)
{
    private const int MaxDepth = 120;

    private readonly Guards _guards = new(analysis);
    private int _depth;

    public FlowState State { get; set; } = new();

    public Value Evaluate(IOperation? operation)
    {
        if (operation is null)
            return Value.Clean;
        if (!analysis.Spend() || ++_depth > MaxDepth)
        {
            analysis.GiveUp();
            return Value.Clean;
        }

        var value = Dispatch(operation);
        _depth--;
        return value;
    }

    private Value Dispatch(IOperation operation)
    {
        switch (operation)
        {
            case ILiteralOperation:
                return Literal(operation);
            case ILocalReferenceOperation local:
                return State[local.Local];
            case IParameterReferenceOperation parameter:
                return Parameter(parameter.Parameter);
            case IFlowCaptureReferenceOperation capture:
                return State[capture.Id];
            case IFlowCaptureOperation capture:
                return Capture(capture);
            case IConversionOperation conversion:
                return Converted(conversion);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IAwaitOperation awaited:
                return Carried(awaited, Evaluate(awaited.Operation));
            case IFieldReferenceOperation field:
                return Field(field);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IBinaryOperation binary:
                return Binary(binary);
            case IInterpolatedStringOperation interpolated:
                return Interpolated(interpolated);
            case IInvocationOperation invocation:
                return Invocation(invocation);
            case IObjectCreationOperation creation:
                return Creation(creation);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, Evaluate(assignment.Value), assignment.Value);
            case ICompoundAssignmentOperation compound:
                return Compound(compound);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction);
            case IFlowAnonymousFunctionOperation function:
                analysis.Meet(function);
                analysis.Visit(function, State, isEndpoint: false);
                return Value.Clean with { Function = function };
            case IMethodReferenceOperation reference:
                Evaluate(reference.Instance);
                return Value.Clean with { Function = reference };
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);
            case ITupleOperation tuple:
                return Tuple(tuple);
            case IAnonymousObjectCreationOperation anonymous:
                return Anonymous(anonymous);
            case IIsPatternOperation pattern:
                return Pattern(pattern);
            case IReturnOperation { Kind: OperationKind.YieldReturn } yielded:
                return analysis.Yield(Evaluate(yielded.ReturnedValue), State);
            case ITranslatedQueryOperation query:
                return Evaluate(query.Operation);
            default:
                return Other(operation);
        }
    }

    private static Value Literal(IOperation literal) => literal.ConstantValue switch
    {
        { HasValue: true, Value: bool truth } => Value.Clean with { Condition = Condition.Constant(truth) },
        { HasValue: true, Value: string text } when EndsWithSeparator(text) => Value.Clean with { EndsWithSeparator = true },
        _ => Value.Clean,
    };

    // (MarkupString)text calls an operator.
    private Value Converted(IConversionOperation conversion)
    {
        var value = Evaluate(conversion.Operand);
        if (conversion.OperatorMethod is not { } method || !value.IsTainted)
            return Carried(conversion, value);
        analysis.Findings?.OfValue(method, conversion.Operand, value, conversion, State);
        return Carried(conversion, method.DeclaringSyntaxReferences.IsEmpty ? value : Called(conversion, method, Value.Clean, ImmutableArray.Create(new Passed(0, value, conversion.Operand))));
    }

    private Value Capture(IFlowCaptureOperation capture)
    {
        var value = Evaluate(capture.Value);
        analysis.Remember(capture);
        State[capture.Id] = value;
        return value;
    }

    // A parameter of a primary constructor is a field of the object.
    private Value Parameter(IParameterSymbol parameter)
    {
        if (State[parameter] is var known && (known.IsTainted || known.EndsWithSeparator || known.Condition is not null))
            return known;
        return parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? analysis.Held(parameter, parameter.Type) : known;
    }

    private Value Field(IFieldReferenceOperation field)
    {
        var receiver = Evaluate(field.Instance);
        if (receiver.IsTainted)
            return CallSite.MemberOf(receiver, field.Field);
        if (IsSeparator(field))
            return Value.Clean with { EndsWithSeparator = true };
        var stored = State[field.Field];
        if (stored.IsTainted || stored.EndsWithSeparator)
            return stored;
        if (field.ConstantText() is { } text)
            return EndsWithSeparator(text) ? Value.Clean with { EndsWithSeparator = true } : Value.Clean;
        if (analysis.EndsWithSeparator(field.Field))
            return Value.Clean with { EndsWithSeparator = true };
        return field.Instance is null or IInstanceReferenceOperation ? Own(field.Field, field.Type) : Value.Clean;
    }

    // What a summary does not know its callers do; what constructors store, all methods read.
    private Value Own(ISymbol member, ITypeSymbol? type)
    {
        if (type is null || !Carriers.IsData(type))
            return Value.Clean;
        return analysis.Held(member, type) is { IsTainted: true } held ? held : analysis.StoredByConstructors(member);
    }

    private Value Property(IPropertyReferenceOperation property)
    {
        var receiver = Evaluate(property.Instance);
        foreach (var argument in property.Arguments)
            Evaluate(argument.Value);

        if (analysis.SourceOf(property, property.Property) is { } source)
            return Value.Of(source);
        if (property.Property.Name == "BaseDirectory" && property.Property.ContainingType.Name == "AppContext")
            return Value.Clean with { EndsWithSeparator = true };
        if (property.Instance is IInstanceReferenceOperation or null)
            return OwnProperty(property, receiver);
        if (property.Property.Name == "Result" && receiver.Condition is not null)
            return receiver;
        if (!receiver.IsTainted)
            return Getter(property, receiver);
        if (property.Property.Name == "Length" && Carriers.IsText(property.Instance.Type!))
            return receiver.Select(static taint => taint with { Part = Part.Length, Dangers = Dangers.None });
        return Carriers.CanCarry(property.Type) ? Member(property, receiver) : Value.Clean;
    }

    private Value OwnProperty(IPropertyReferenceOperation property, Value receiver)
    {
        if (State[property.Property] is { IsTainted: true } stored)
            return stored;
        if (analysis.EntryPoints.IsBound(property.Property) && Carriers.CanCarry(property.Type))
            return Value.Of(analysis.SourceWithin(property, "bound property '" + property.Property.Name + "'")).Without(analysis.ClearedBy(property.Property));
        if (analysis.EndsWithSeparator(property.Property))
            return Value.Clean with { EndsWithSeparator = true };
        return Own(property.Property, property.Type) is { IsTainted: true } own ? own : Getter(property, receiver);
    }

    // A property with a body is a method.
    private Value Getter(IPropertyReferenceOperation property, Value receiver)
    {
        if (property.Property.GetMethod is not { } getter || property.Property.DeclaringSyntaxReferences.IsEmpty || !Carriers.CanCarry(property.Type))
            return Value.Clean;
        var site = new CallSite(property, receiver, property.Instance is IInstanceReferenceOperation, ImmutableArray<Passed>.Empty, State);
        return analysis.SummaryOf(getter, site) is { } summary ? site.Seen(summary.Returned, summary) : Value.Clean;
    }

    // Request.Query["file"] and model.Name are sources of their own; text[0..] and parts[1] are the same text.
    private Value Member(IPropertyReferenceOperation property, Value receiver)
    {
        var receiverType = property.Instance!.Type;
        var name = analysis.NameOf(property.Property.ContainingType);
        if (FileSystem.PathObjects.Contains(name))
            return property.Property.Name is "FullName" or "DirectoryName" or "Directory" ? receiver : Value.Clean;
        if (name == Addresses.Uri)
            return OfUri(property.Property.Name, receiver);
        if (receiverType is null || property.Property.Name is "Current" or "Result" || Carriers.IsText(receiverType) || receiverType.Name is "StringBuilder" or "Span" or "ReadOnlySpan" or "UriBuilder")
            return property.Type?.SpecialType == SpecialType.System_Char ? Value.Clean : receiver;
        if (analysis.EntryPoints.IsAllowListed(property.Property))
            return Value.Clean;
        if (receiver.Taints.Any(static taint => taint.Member is not null))
            return CallSite.MemberOf(receiver, property.Property) is { IsTainted: true } held ? held : Getter(property, receiver);
        var whole = receiver.Taints[0].Source;
        if (analysis.IsSummary && whole.Key is ISymbol symbol)
            return Value.Of(whole with { Key = new Projection(symbol, property.Property) }, receiver.Taints[0].Dangers);

        var words = whole.Words;
        if (property.Arguments.Length == 1 && property.Arguments[0].Value.ConstantText() is { } key)
            words += " '" + key + "'";
        return Value.Of(analysis.SourceWithin(property, words, whole.Origin)).Without(analysis.ClearedBy(property.Property));
    }

    private static Value OfUri(string member, Value receiver) =>
        Addresses.WholeMembers.Contains(member) ? receiver : receiver.Select(taint => taint with { Part = Addresses.HostMembers.Contains(member) ? Part.Host : Part.Other });

    private Value Tuple(ITupleOperation tuple)
    {
        var value = Value.Clean;
        var fields = (tuple.Type as INamedTypeSymbol)?.TupleElements ?? ImmutableArray<IFieldSymbol>.Empty;
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var element = Evaluate(tuple.Elements[i]);
            value = value.Join(i < fields.Length ? CallSite.Holding(fields[i], element) : element);
        }

        return value;
    }

    private Value Anonymous(IAnonymousObjectCreationOperation creation)
    {
        var value = Value.Clean;
        foreach (var initializer in creation.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment)
                value = value.Join(CallSite.Holding(property, Evaluate(assignment.Value)));
        }

        analysis.Findings?.OfMessage(creation, State, Evaluate);
        return value;
    }

    private Value Binary(IBinaryOperation binary)
    {
        if (binary.ConstantValue.HasValue)
            return Literal(binary);
        if (binary.OperatorKind != BinaryOperatorKind.Add || binary.Type?.SpecialType != SpecialType.System_String)
        {
            var left = Evaluate(binary.LeftOperand);
            var right = Evaluate(binary.RightOperand);
            return _guards.Comparison(binary, left, right) is { } condition ? Value.Clean with { Condition = condition } : Value.Clean;
        }

        // The left spine of a long concatenation is walked, not recursed into.
        var operands = new Stack<IOperation>();
        IOperation current = binary;
        while (current is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, ConstantValue.HasValue: false } add)
        {
            operands.Push(add.RightOperand);
            current = add.LeftOperand;
        }

        var head = new AddressHead();
        var taints = head.Next(current, Shown(current));
        var last = taints;
        while (operands.Count > 0)
        {
            var operand = operands.Pop();
            last = head.Next(operand, Shown(operand));
            taints = taints.Join(last);
        }

        return Built(binary, taints) with { EndsWithSeparator = last.EndsWithSeparator };
    }

    private Value Interpolated(IInterpolatedStringOperation interpolated)
    {
        var head = new AddressHead();
        var taints = Value.Clean;
        var last = Value.Clean;
        foreach (var part in interpolated.Parts)
        {
            last = part switch
            {
                IInterpolationOperation hole => head.Next(hole.Expression, Shown(hole.Expression)),
                IInterpolatedStringTextOperation text => head.Next(text.Text, Literal(text.Text)),
                IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments.Length: > 0 } call } => head.Next(call.Arguments[0].Value, Shown(call.Arguments[0].Value)),
                _ => Value.Clean,
            };
            taints = taints.Join(last);
        }

        return Built(interpolated, taints) with { EndsWithSeparator = last.EndsWithSeparator };
    }

    // A part of a text is what its ToString returns.
    private Value Shown(IOperation part)
    {
        var value = Evaluate(part);
        if (value.IsTainted || part.Unwrap().Type is not { IsReferenceType: true, SpecialType: SpecialType.None, DeclaringSyntaxReferences.IsEmpty: true } type)
            return value;
        return type.GetMembers(nameof(ToString)).FirstOrDefault() is { } method && analysis.SourceOf(part.Unwrap(), method) is { } source ? Value.Of(source) : value;
    }

    // Text with something untrusted in it is neither a full nor a relative path any more.
    private static Value Built(IOperation site, Value value)
    {
        if (value.Has(Dangers.StoredName) && IsOwnName(site))
            value = value.Without(Dangers.StoredName);
        return value.Select(taint => taint with { Site = taint.SiteIsPath ? taint.Site : site, IsFull = taint.IsFull && taint.SiteIsPath, IsRelative = false });
    }

    // $"{Guid.NewGuid()}_{name}.png": nobody else's file, and an extension of the service.
    private static bool IsOwnName(IOperation name)
    {
        string? end = null;
        var isUnique = false;
        foreach (var part in name.Descendants())
        {
            isUnique |= part.Type is { Name: "Guid", ContainingNamespace.Name: "System" } || part is IInvocationOperation { TargetMethod: { Name: "GetRandomFileName", ContainingType.Name: "Path" } };
            if (part is ILiteralOperation or IFieldReferenceOperation && part.Syntax.Span.End >= name.Syntax.Span.End - 1)
                end = part.ConstantText() ?? end;
        }

        return isUnique && end is not null && end.LastIndexOf('.') is >= 0 and var dot && dot < end.Length - 1;
    }

    private Value Invocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (UntrustedInput.MapMethods.Contains(method.Name) && analysis.IsEndpointMapping(method))
            return Mapping(invocation);

        var receiver = Evaluate(invocation.Instance);
        var arguments = invocation.Arguments.Select(argument => (Argument: argument, Value: Evaluate(argument.Value))).ToArray();
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return Carried(invocation, Delegate(invocation, receiver, arguments));

        var inlined = method.MethodKind == MethodKind.LocalFunction ? Local(method, arguments) : null;
        var site = new CallSite(invocation, receiver, invocation.Instance is IInstanceReferenceOperation, PassedIn(arguments), State);
        var summary = inlined is null ? analysis.SummaryOf(method, site) : null;
        analysis.Findings?.OfCall(invocation, receiver, arguments, State, isKnown: summary is not null || inlined is not null);
        if (summary is not null)
            Apply(summary, site, arguments);
        if (analysis.SourceOf(invocation, method) is { } source)
            return Carried(invocation, Value.Of(source));
        if ((Asked(method, receiver, arguments) ?? _guards.Call(invocation, receiver, arguments, State)) is { } condition)
            return Value.Clean with { Condition = condition };
        if (inlined is not null)
            return Carried(invocation, inlined);
        if (receiver.IsTainted && method.Name is "TryGetValue" or "TryGetProperty" or "TryPeek" or "TryDequeue" or "TryPop")
            return Out(invocation, receiver);
        return Carried(invocation, summary is not null ? site.Seen(summary.Returned, summary).Without(analysis.Tables.ClearedBy(method)) : Result(invocation, receiver, arguments));
    }

    // allowed.Any(x => x == extension): what the test shows of the text beside it, where one element passes.
    private Condition? Asked(IMethodSymbol method, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        if (method.Name is not ("Any" or "Exists" or "All" or "TrueForAll") || receiver.IsTainted || arguments.Any(static a => a.Value.IsTainted))
            return null;
        if (arguments.Select(static a => a.Value.Function).FirstOrDefault(static f => f is IFlowAnonymousFunctionOperation) is not { } test || Call(test, static _ => Value.Clean).Condition is not { } shown)
            return null;
        return method.Name is "Any" or "Exists"
            ? new Condition(shown.WhenTrue.IsDefault ? ImmutableArray<Fact>.Empty : shown.WhenTrue, ImmutableArray<Fact>.Empty)
            : new Condition(ImmutableArray<Fact>.Empty, shown.WhenFalse.IsDefault ? ImmutableArray<Fact>.Empty : shown.WhenFalse);
    }

    private ImmutableArray<Passed> PassedIn((IArgumentOperation Argument, Value Value)[] arguments)
    {
        var passed = ImmutableArray.CreateBuilder<Passed>(arguments.Length);
        foreach (var (argument, value) in arguments)
        {
            if (argument.Parameter is { } parameter)
                passed.Add(new Passed(parameter.Ordinal, value, argument.ArgumentKind == ArgumentKind.ParamArray ? Element(argument.Value) : argument.Value));
        }

        return passed.ToImmutable();
    }

    // Of several arguments for one parameter, the untrusted one.
    private IOperation Element(IOperation array) =>
        (array.Unwrap() as IArrayCreationOperation)?.Initializer?.ElementValues.FirstOrDefault(element => Evaluate(element).IsTainted) ?? array;

    // What a callee writes, stores and calls.
    private void Apply(Summary summary, CallSite site, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        analysis.Findings?.OfCallee(summary, site, State);
        foreach (var written in summary.Written)
        {
            foreach (var (argument, _) in arguments)
            {
                if (argument.Parameter?.Ordinal == written.Ordinal)
                    Assign(argument.Value, site.Seen(written.Value, summary));
            }
        }

        foreach (var stored in summary.Stored)
            Store(site, stored.Member, site.Seen(stored.Value, summary));
        foreach (var invoked in summary.Invoked)
        {
            foreach (var (argument, value) in arguments)
            {
                if (argument.Parameter?.Ordinal == invoked.Ordinal)
                    Call(value.Function, i => i < invoked.Arguments.Length ? site.Seen(invoked.Arguments[i], summary) : Value.Clean);
            }
        }
    }

    private void Store(CallSite site, ISymbol member, Value value)
    {
        if (site.IsOwn)
            State[member] = value;
        else
            Hold(site.Receiver, CallSite.Holding(member, value));
    }

    // A local function sees and changes the locals around it: it is followed where it is called.
    private Value? Local(IMethodSymbol function, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var inner = State.Copy();
        foreach (var (argument, value) in arguments)
        {
            if (argument.Parameter is { } parameter)
                inner[parameter.OriginalDefinition] = value;
        }

        var (returned, end) = analysis.Follow(function.OriginalDefinition, inner);
        if (end is null)
            return null;
        State = end;
        foreach (var (argument, _) in arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter)
                Assign(argument.Value, State[parameter.OriginalDefinition]);
        }

        return returned;
    }

    private Value Delegate(IInvocationOperation invocation, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var called = invocation.Instance?.Unwrap();
        if (called is IFlowCaptureReferenceOperation capture)
            called = analysis.Captured(capture.Id)?.Unwrap();
        analysis.Invoked(called, arguments.Select(static a => a.Value).ToImmutableArray());
        return Call(receiver.Function, i => i < arguments.Length ? arguments[i].Value : Value.Clean);
    }

    // What a lambda or a method group returns when it is called with these values.
    private Value Call(IOperation? function, Func<int, Value> argument)
    {
        switch (function)
        {
            case IFlowAnonymousFunctionOperation { Symbol.Parameters: var parameters } lambda:
                var inner = State.Copy();
                foreach (var parameter in parameters)
                    inner[parameter] = Carriers.CanCarry(parameter.Type) ? argument(parameter.Ordinal) : Value.Clean;
                return analysis.Follow(lambda, inner).Returned;
            case IMethodReferenceOperation { Method: { Parameters.Length: > 0 } method }:
                return Group(function, method, argument);
            default:
                return Value.Clean;
        }
    }

    private Value Group(IOperation group, IMethodSymbol method, Func<int, Value> argument)
    {
        if (analysis.IsPath(method.ContainingType))
            return PathResult(method.Name, argument(0));
        if (!Carriers.CanCarry(method.ReturnType))
            return Value.Clean;
        if (method.DeclaringSyntaxReferences.IsEmpty)
            return argument(0).Without(analysis.Tables.ClearedBy(method)) with { Condition = null };
        var passed = method.Parameters.Select(parameter => new Passed(parameter.Ordinal, argument(parameter.Ordinal), group)).ToImmutableArray();
        return Called(group, method, Value.Clean, passed);
    }

    // A method of this compilation that is called without an invocation being written.
    private Value Called(IOperation place, IMethodSymbol method, Value receiver, ImmutableArray<Passed> passed)
    {
        var site = new CallSite(place, receiver, isOwn: false, passed, State);
        if (analysis.SummaryOf(method, site) is not { } summary)
            return Value.Clean;
        analysis.Findings?.OfCallee(summary, site, State);
        return site.Seen(summary.Returned, summary);
    }

    private Value Result(IInvocationOperation invocation, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var method = invocation.TargetMethod;
        var type = method.ContainingType;
        if (analysis.IsPath(type))
            return PathCall(invocation, arguments);
        if (method.Name is "FromResult" or "WhenAll" && arguments.Length == 1)
            return arguments[0].Value;
        if (method.Name == "Replace")
            return Replaced(invocation, receiver, arguments);
        if (method.Name == "AddQueryString" && type.Name == "QueryHelpers")
            return Queried(arguments);
        if (method.Name is "TrimStart" or "Split" && arguments.Any(a => a.Argument.Value.Syntax.ToString().Contains("GetInvalid")))
            return receiver.Without(Dangers.Path);
        // Characters that pass a test of their own.
        if (method is { Name: "Where", TypeArguments.Length: 1 } && method.TypeArguments[0].SpecialType == SpecialType.System_Char)
            return Value.Clean;
        Collect(invocation, arguments);
        if (!type.DeclaringSyntaxReferences.IsEmpty && !method.IsExtern)
            return Value.Clean;

        var value = receiver;
        foreach (var (argument, given) in arguments)
        {
            if (!IsKey(argument, method))
                value = value.Join(given);
        }

        value = value with { Condition = null, Function = null };
        if (arguments.Any(static a => a.Value.Function is not null) && (value.IsTainted || Propagators.Projections.Contains(method.Name)))
            return OfDelegates(method, value, arguments);
        if (method.Name == "Concat" && arguments.Length > 0)
            return Built(invocation, Concatenated(arguments)) with { EndsWithSeparator = arguments[arguments.Length - 1].Value.EndsWithSeparator };
        var cleared = analysis.Tables.ClearedBy(method);
        if (!value.IsTainted || !(cleared != Dangers.None || Propagators.TextKeepers.Contains(method.Name) || (method.Name == "Parse" && Propagators.Parsers.Contains(analysis.NameOf(type))) || KeepsText(method, receiver, arguments)))
            return Value.Clean;
        value = value.Without(IsCut(invocation) ? cleared | Dangers.Length : cleared);
        if (method.Name == "TryCreate" || method.Name.StartsWith("TryParse", StringComparison.Ordinal))
            return Out(invocation, value);
        if (method.Name == "Join")
            return Built(invocation, Joined(value, arguments));
        return method.Name == "Format" ? Built(invocation, Formatted(value, arguments)) : method.Name is "TrimEnd" or "Trim" or "Split" ? value with { EndsWithSeparator = false } : value;
    }

    // What stands in the query does not decide where an address leads.
    private static Value Queried((IArgumentOperation Argument, Value Value)[] arguments) =>
        arguments.Aggregate(Value.Clean, static (value, next) => value.Join(next.Argument.Parameter?.Name == "uri" ? next.Value : next.Value.Without(Dangers.Address)));

    // What is looked up is not made of what it is looked up by.
    private static bool IsKey(IArgumentOperation argument, IMethodSymbol method) =>
        argument.Parameter?.Name is "key" or "propertyName" || (argument.Parameter?.Name == "name" && method.Name == "GetProperty");

    private static Value Concatenated((IArgumentOperation Argument, Value Value)[] arguments)
    {
        var head = new AddressHead();
        return arguments.Aggregate(Value.Clean, (value, next) => value.Join(head.Next(next.Argument.Value, next.Value)));
    }

    // string.Format("https://host/{0}", x)
    private static Value Formatted(Value value, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var format = arguments.FirstOrDefault(static a => a.Argument.Parameter?.Name == "format").Argument?.Value.ConstantText();
        return format?.IndexOf('{') is { } hole and >= 0 && AddressHead.FixesHost(format.Substring(0, hole)) ? value.Without(Dangers.Address) : value;
    }

    // string.Join("/", "https://host", x)
    private Value Joined(Value value, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        if (arguments.Length != 2 || Elements(arguments[1].Argument.Value) is not { Count: > 0 } elements)
            return value;
        var head = new AddressHead();
        var joined = Value.Clean;
        for (var i = 0; i < elements.Count; i++)
        {
            if (i > 0)
                joined = joined.Join(head.Next(arguments[0].Argument.Value, arguments[0].Value));
            joined = joined.Join(head.Next(elements[i], Evaluate(elements[i])));
        }

        return joined;
    }

    private static IReadOnlyList<IOperation>? Elements(IOperation list) => list.Unwrap() switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        { Kind: Operations.CollectionExpression } collection => collection.ChildOperations.ToArray(),
        _ => null,
    };

    // Text in, text out keeps the danger, unless the name says that something is looked up or made of the text.
    private static bool KeepsText(IMethodSymbol method, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        if (method.Name == "TryCreate" || method.Name.StartsWith("TryParse", StringComparison.Ordinal))
            return true;
        if (method.ContainingType.SpecialType == SpecialType.System_String)
            return Carriers.IsText(method.ReturnType);
        if (!Carriers.IsText(method.ReturnType) || Propagators.Lookups.Any(start => method.Name.StartsWith(start, StringComparison.Ordinal)))
            return false;
        return receiver.IsTainted || (method.IsStatic && arguments.Any(static a => a.Value.IsTainted && a.Argument.Value.Type is { } type && Carriers.IsText(type)));
    }

    // What LINQ and its like return of the elements they are given: what the lambda makes of them, or those that pass its test.
    private Value OfDelegates(IMethodSymbol method, Value elements, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var results = Value.Clean;
        foreach (var (_, argument) in arguments)
        {
            if (argument.Function is not { } function)
                continue;
            var result = Call(function, _ => elements);
            if (Propagators.Filters.Contains(method.Name))
                return Passed(elements, result.Condition);
            results = results.Join(result with { Condition = null });
        }

        return Propagators.Projections.Contains(method.Name) ? results : Propagators.TextKeepers.Contains(method.Name) ? elements : Value.Clean;
    }

    private static Value Passed(Value elements, Condition? condition)
    {
        if (condition is null || condition.WhenTrue.IsDefault)
            return elements;
        return condition.WhenTrue.Aggregate(elements, static (value, fact) => value with
        {
            Taints = ImmutableArray.CreateRange(value.Taints, taint => taint.Source.Equals(fact.Source) ? taint with { Dangers = taint.Dangers & ~fact.Checks.Cleared() } : taint).RemoveAll(static taint => taint.Dangers == Dangers.None),
        });
    }

    // What is added to a list or a builder stays in it.
    private void Collect(IInvocationOperation invocation, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        if (!Propagators.Collectors.Contains(invocation.TargetMethod.Name))
            return;
        foreach (var (_, value) in arguments)
            Hold(invocation.Instance, value with { EndsWithSeparator = false });
    }

    // What stands in the way of control flow is captured first: the list and its capture are one.
    private void Hold(IOperation? instance, Value value)
    {
        if (!value.IsTainted || CallSite.SlotOf(instance) is not { } slot)
            return;
        State[slot] = State[slot].Join(value) with { EndsWithSeparator = false, Condition = null };
        if (slot is CaptureId capture)
            Hold(analysis.Captured(capture), value);
    }

    private Value PathCall(IInvocationOperation invocation, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var name = invocation.TargetMethod.Name;
        if (name is "GetInvalidFileNameChars" or "GetInvalidPathChars" && invocation.Syntax.Parent is ForEachStatementSyntax loop)
            ReplaceEach(loop);
        if (name == "GetTempPath")
            return Value.Clean with { EndsWithSeparator = true };
        var value = Value.Clean;
        foreach (var (_, argument) in arguments)
            value = value.Join(argument);
        if (!FileSystem.PathBuilders.Contains(name) && !FileSystem.PathKeepers.Contains(name))
            return PathResult(name, value);

        var ends = arguments.Length > 0 && arguments[arguments.Length - 1].Value.EndsWithSeparator && name != "TrimEndingDirectorySeparator";
        if (FileSystem.PathBuilders.Contains(name))
            value = value.Select(taint => taint with { Site = taint.SiteIsPath ? taint.Site : invocation, SiteIsPath = true, IsFull = false, IsRelative = false });
        else if (name == "GetFullPath")
            value = value.Select(taint => taint with { Site = taint.Site ?? invocation, IsFull = true, IsRelative = false });
        else if (name == "GetRelativePath")
            value = arguments[arguments.Length - 1].Value.Select(taint => taint with { IsRelative = true, IsFull = false });
        return value with { EndsWithSeparator = ends, Condition = null };
    }

    // The last part of a path stays in its directory, whatever else can be done with it.
    private static Value PathResult(string name, Value value) => name switch
    {
        "GetFileName" or "GetFileNameWithoutExtension" => (value with { Condition = null }).Without(Dangers.Path),
        "GetExtension" => (value with { Condition = null }).Without(Dangers.Path).Select(static taint => taint with { Part = Part.Extension }),
        _ when FileSystem.PathBuilders.Contains(name) || FileSystem.PathKeepers.Contains(name) => value,
        _ => Value.Clean,
    };

    // foreach (var c in Path.GetInvalidFileNameChars()) name = name.Replace(c, '_'): the loop runs, and "/" is replaced on every platform.
    private void ReplaceEach(ForEachStatementSyntax loop)
    {
        foreach (var node in loop.Statement.DescendantNodesAndSelf())
        {
            if (node is AssignmentExpressionSyntax
                {
                    Left: IdentifierNameSyntax target,
                    Right: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Replace", Expression: IdentifierNameSyntax source }, ArgumentList.Arguments: { Count: 2 } arguments },
                }
                && source.Identifier.Text == target.Identifier.Text
                && arguments[0].Expression is IdentifierNameSyntax character && character.Identifier.Text == loop.Identifier.Text)
            {
                State.Clean(target.Identifier.Text);
            }
        }
    }

    // Taking ".." out contains nothing ("....//"); turning one separator into the other neither; anything else a separator becomes is harmless.
    private static Value Replaced(IInvocationOperation invocation, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        if (invocation.TargetMethod.ContainingType.Name == "Regex")
            return ReplacedByPattern(invocation, arguments);
        var value = arguments.Aggregate(receiver, static (all, next) => all.Join(next.Value)) with { Condition = null };
        if (!value.IsTainted || arguments.Length < 2)
            return value;
        var from = Text(arguments[0].Argument.Value);
        var to = Text(arguments[1].Argument.Value);
        if (!receiver.IsTainted)
            return Built(invocation, value);
        if (from is null)
            return arguments[0].Argument.Value.Syntax.ToString().Contains("Separator") ? value : value.Without(Dangers.Path);
        if (from.Contains(".."))
            return value.Select(taint => taint with { Removal = invocation });
        return from switch
        {
            "/" or "\\" when to is not ("/" or "\\" or null) => value.Without(Dangers.Path),
            "'" when to is "''" => value.Without(Dangers.Sql),
            "<" => value.Without(Dangers.Html),
            _ => value,
        };
    }

    // [^a-z0-9]: what a list of characters does not hold is taken out.
    private static Value ReplacedByPattern(IInvocationOperation invocation, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var value = Value.Clean;
        foreach (var (argument, taints) in arguments)
        {
            if (argument.Parameter?.Name is "input" or "replacement")
                value = value.Join(taints);
        }

        var pattern = invocation.Arguments.ArgumentOf("pattern")?.ConstantText();
        if (pattern is null && invocation.Instance is null)
            return value;
        return pattern is null || pattern.StartsWith("[^", StringComparison.Ordinal) ? Value.Clean : value with { Condition = null };
    }

    private static string? Text(IOperation operation) => operation.Unwrap().ConstantValue switch
    {
        { HasValue: true, Value: string text } => text,
        { HasValue: true, Value: char letter } => letter.ToString(),
        _ => null,
    };

    private Value Mapping(IInvocationOperation invocation)
    {
        Evaluate(invocation.Instance);
        foreach (var argument in invocation.Arguments)
        {
            switch (argument.Value.Unwrap())
            {
                case IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation function }:
                    analysis.Meet(function);
                    analysis.Visit(function, State, isEndpoint: true);
                    break;
                case IDelegateCreationOperation { Target: IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference }:
                    analysis.VisitEndpoint(reference.Method, State);
                    break;
                default:
                    Evaluate(argument.Value);
                    break;
            }
        }

        return Value.Clean;
    }

    private Value Out(IInvocationOperation invocation, Value receiver)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.RefKind == RefKind.Out && Carriers.CanCarry(argument.Parameter.Type))
                Assign(argument.Value, receiver);
        }

        return Value.Clean;
    }

    private Value Creation(IObjectCreationOperation creation)
    {
        var arguments = creation.Arguments.Select(argument => (Argument: argument, Value: Evaluate(argument.Value))).ToArray();
        analysis.Findings?.OfCreation(creation, arguments, State);
        analysis.Findings?.OfMessage(creation, State, Evaluate);
        Evaluate(creation.Initializer);
        var name = analysis.NameOf(creation.Type);
        if (!FileSystem.PathObjects.Contains(name) && !Propagators.Wrappers.Contains(name))
            return creation.Constructor is { DeclaringSyntaxReferences.IsEmpty: false } own ? OwnObject(creation, own, arguments) : Value.Clean;
        var value = Value.Clean;
        foreach (var (argument, given) in arguments)
        {
            var part = given.Function is { } function ? Call(function, static _ => Value.Clean) : given;
            value = value.Join(name == Addresses.UriBuilder && Addresses.TailParameters.Contains(argument.Parameter?.Name ?? "") ? part.Without(Dangers.Address) : part);
        }

        return value with { EndsWithSeparator = false, Condition = null, Function = null };
    }

    // A record's parameters are its properties; another primary constructor's are held as they are; any other stores what its body says.
    private Value OwnObject(IObjectCreationOperation creation, IMethodSymbol constructor, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var value = Value.Clean;
        if (constructor.DeclaringSyntaxReferences[0].GetSyntax() is TypeDeclarationSyntax)
        {
            foreach (var (argument, given) in arguments)
            {
                if (argument.Parameter is not { } parameter || !given.IsTainted)
                    continue;
                value = value.Join(CallSite.Holding(parameter, given));
                foreach (var member in constructor.ContainingType.GetMembers().Where(member => IsMadeOf(member, parameter)))
                    value = value.Join(CallSite.Holding(member, given));
            }

            return value;
        }

        var site = new CallSite(creation, Value.Clean, isOwn: false, PassedIn(arguments), State);
        if (analysis.SummaryOf(constructor, site) is not { } summary)
            return value;
        analysis.Findings?.OfCallee(summary, site, State);
        foreach (var stored in summary.Stored)
            value = value.Join(CallSite.Holding(stored.Member, site.Seen(stored.Value, summary)));
        return value;
    }

    private static bool IsMadeOf(ISymbol member, IParameterSymbol parameter) => member switch
    {
        IPropertySymbol property when property.ContainingType.IsRecord && property.Name == parameter.Name => true,
        IPropertySymbol or IFieldSymbol => member.DeclaringSyntaxReferences.Length == 1 && Initializer(member.DeclaringSyntaxReferences[0].GetSyntax()) is IdentifierNameSyntax { Identifier.Text: var name } && name == parameter.Name,
        _ => false,
    };

    private static ExpressionSyntax? Initializer(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
        PropertyDeclarationSyntax property => property.Initializer?.Value,
        _ => null,
    };

    private Value Compound(ICompoundAssignmentOperation compound)
    {
        var right = Evaluate(compound.Value);
        if (compound.Type?.SpecialType != SpecialType.System_String)
            return Value.Clean;
        var head = new AddressHead();
        var value = Built(compound, head.Next(compound.Target, Evaluate(compound.Target)).Join(head.Next(compound.Value, right)));
        return Assign(compound.Target, value with { EndsWithSeparator = right.EndsWithSeparator }, compound.Value);
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        if (target is ITupleOperation left && deconstruction.Value.Unwrap() is ITupleOperation right && left.Elements.Length == right.Elements.Length)
        {
            var values = right.Elements.Select(Evaluate).ToArray();
            for (var i = 0; i < values.Length; i++)
                Assign(left.Elements[i], values[i]);
            return Value.Clean;
        }

        var value = Evaluate(deconstruction.Value);
        var elements = (target as ITupleOperation)?.Elements ?? ImmutableArray<IOperation>.Empty;
        for (var i = 0; i < elements.Length; i++)
            Assign(elements[i], Element(value, deconstruction.Value.Type, i));
        return value;
    }

    private static Value Element(Value value, ITypeSymbol? type, int index)
    {
        if (!value.Taints.Any(static taint => taint.Member is not null) || type is not INamedTypeSymbol named)
            return value;
        if (named.IsTupleType)
            return index < named.TupleElements.Length ? CallSite.MemberOf(value, named.TupleElements[index]) : Value.Clean;
        var parameters = named.InstanceConstructors.OrderByDescending(static c => c.Parameters.Length).FirstOrDefault()?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty;
        return named.IsRecord && index < parameters.Length ? CallSite.MemberOf(value, parameters[index]) : value;
    }

    private Value Pattern(IIsPatternOperation pattern)
    {
        var value = Evaluate(pattern.Value);
        foreach (var child in pattern.Pattern.DescendantsAndSelf())
        {
            var declared = child switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                _ => null,
            };
            if (declared is ILocalSymbol local && Carriers.CanCarry(local.Type))
                State[local] = value;
        }

        return Guards.Pattern(pattern, value) is { } condition ? Value.Clean with { Condition = condition } : Value.Clean;
    }

    private Value Assign(IOperation target, Value value, IOperation? from = null)
    {
        var source = from ?? target;
        var to = target.Unwrap();
        if (to is IDeclarationExpressionOperation declaration)
            to = declaration.Expression;
        if (to is IFlowCaptureReferenceOperation capture && analysis.Captured(capture.Id) is { } captured)
            to = captured;
        switch (to)
        {
            case ILocalReferenceOperation local:
                State[local.Local] = Carried(local, value);
                break;
            case IParameterReferenceOperation parameter:
                State[parameter.Parameter] = value;
                break;
            case IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field:
                State[field.Field] = value;
                break;
            case IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } property:
                State[property.Property] = value;
                break;
            case IMemberReferenceOperation { Instance: { } instance } member:
                Evaluate(instance);
                Hold(instance, member.Member, value);
                break;
            case IArrayElementReferenceOperation element:
                Evaluate(element);
                Hold(element.ArrayReference, null, value);
                break;
            default:
                Evaluate(to);
                break;
        }

        if (value.IsTainted && to is IPropertyReferenceOperation set)
            analysis.Findings?.OfValue(set.Property, source, value, to.Parent ?? to, State);
        return value;
    }

    // An object, a list or a builder holds what is put into it.
    private void Hold(IOperation instance, ISymbol? member, Value value)
    {
        var isAddress = member is not null && analysis.NameOf(member.ContainingType) == Addresses.UriBuilder;
        if (isAddress && Addresses.TailMembers.Contains(member!.Name))
            value = value.Without(Dangers.Address);
        Hold(instance, isAddress || member is null or IPropertySymbol { IsIndexer: true } ? value : CallSite.Holding(member!, value));
    }

    private Value Other(IOperation operation)
    {
        var value = Value.Clean;
        foreach (var child in operation.ChildOperations)
        {
            var part = Evaluate(child);
            if (operation is IArrayElementReferenceOperation or IArrayCreationOperation or IArrayInitializerOperation or ICoalesceOperation or IConditionalOperation
                or IImplicitIndexerReferenceOperation || operation.Kind is Operations.CollectionExpression or Operations.Spread)
                value = value.Join(part);
        }

        if (operation is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } && operation.ChildOperations.Count == 1)
            return Evaluate(operation.ChildOperations.First()) is { Condition: { } condition } ? Value.Clean with { Condition = condition.Negated } : Value.Clean;
        if (operation is IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } && IsBounded(range))
            value = value.Without(Dangers.Length);
        return value with { EndsWithSeparator = false };
    }

    // text[..1000], text[^1000..]
    private static bool IsBounded(IRangeOperation range) =>
        range.RightOperand is { } end ? !IsFromEnd(end) && !OfLength(end) : range.LeftOperand is { } start && IsFromEnd(start);

    private static bool IsFromEnd(IOperation index) => index.Unwrap() is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat };

    // Text of a length that the call names.
    private static bool IsCut(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "Substring" or "AsSpan" or "AsMemory" or "Slice" or "Truncate" => call.Arguments.ArgumentOf("length") is { } length && !OfLength(length),
        "Remove" => call.Arguments.ArgumentOf("startIndex") is { } start && call.Arguments.ArgumentOf("count") is null && !OfLength(start),
        "Take" => call.Arguments.ArgumentOf("count") is { } count && !OfLength(count),
        _ => false,
    };

    // The length of the text itself is no limit, the lesser of it and another number is.
    private static bool OfLength(IOperation number) =>
        number.DescendantsAndSelf().Any(static part => part is IPropertyReferenceOperation { Property.Name: "Length" })
        && !number.DescendantsAndSelf().Any(static part => part is IInvocationOperation { TargetMethod.Name: "Min" or "Clamp" });

    private static Value Carried(IOperation operation, Value value) =>
        value.IsTainted && !Carriers.CanCarry(operation.Type) && !value.Taints.All(static taint => taint.Part == Part.Length) ? Value.Clean with { Condition = value.Condition, Function = value.Function } : value;

    private static bool IsSeparator(IFieldReferenceOperation field) =>
        field.Field.Name is "DirectorySeparatorChar" or "AltDirectorySeparatorChar" && field.Field.ContainingType.Name == "Path";

    public static bool EndsWithSeparator(string text) => text.Length > 0 && text[text.Length - 1] is '/' or '\\';
}
