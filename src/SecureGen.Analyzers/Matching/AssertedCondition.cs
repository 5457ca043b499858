using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>Reads what the condition of an assertion speaks of: an argument, a permission, or work that has to be done.</summary>
internal static class AssertedCondition
{
    private const int Deepest = 24, MostNested = 200;

    // Assertions of the other parameters may stand between one and its check.
    private const int MostBetween = 6;

    private static readonly HashSet<string> Asking = new(StringComparer.Ordinal) { "is", "has", "can", "in", "verify", "check", "validate", "authorize", "authenticate" };

    private static readonly HashSet<string> Permissions = new(StringComparer.Ordinal)
    {
        "authorized", "authenticated", "authorization", "permission", "permissions", "permitted", "role", "claim", "admin", "administrator", "superuser", "signature", "password", "credentials",
    };

    private static readonly HashSet<string> Verdicts = new(StringComparer.Ordinal) { "AuthorizationResult", "AuthenticateResult", "SignInResult", "PolicyAuthorizationResult", "TokenValidationResult" };

    private static readonly HashSet<string> Work = new(StringComparer.Ordinal)
    {
        "add", "remove", "delete", "set", "write", "save", "update", "insert", "push", "pop", "enqueue", "dequeue", "move", "read", "consume", "acquire", "release", "register",
        "unregister", "execute", "increment", "decrement", "wait", "commit", "exchange", "signal", "start", "stop", "clear", "reset", "receive", "store", "append", "load", "init", "initialize", "apply",
    };

    // What TryX does is in X, except where it only looks or only parses.
    private static readonly HashSet<string> Looks = new(StringComparer.Ordinal) { "get", "parse", "peek", "find", "format", "copy", "convert", "cast", "resolve", "match", "create", "decode", "encode" };

    /// <summary>What asks for the caller's permission or compares a secret, by name.</summary>
    public static string? Authorization(IOperation condition, RuleOptions options) => Leaves(condition).Select(leaf => Permission(leaf, options)).FirstOrDefault(name => name is not null);

    /// <summary>The call or assignment in the condition that changes something.</summary>
    public static string? Effect(IOperation condition)
    {
        foreach (var operation in condition.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IAnonymousFunctionOperation or INameOfOperation:
                    return null;
                case IAssignmentOperation { Target: { } target } when IsLasting(target):
                    return target.Syntax.ToString();
                case IIncrementOrDecrementOperation { Target: { } target }:
                    return target.Syntax.ToString();
                case IInvocationOperation call when IsWork(call):
                    return call.TargetMethod.Name;
            }
        }

        return null;
    }

    /// <summary>
    /// The parameter of that method which the condition tests for null, emptiness, range, type or form. What a parameter has inside
    /// is an argument where strangers made it, and a belief about an object elsewhere. An argument or the state of the object
    /// (<c>name != null || _isOpen</c>) is a belief about how they belong together.
    /// </summary>
    /// <param name="condition">What is asserted.</param>
    /// <param name="expected">Whether it is to be true, as for Assert, or false, as for what stands before Fail.</param>
    /// <param name="owner">The method whose arguments are asked for.</param>
    /// <param name="looksInside">Whether the members of an argument count.</param>
    public static IParameterSymbol? Argument(IOperation condition, bool expected, IMethodSymbol owner, bool looksInside) => Argument(condition, expected, owner, looksInside, MostNested);

    private static IParameterSymbol? Argument(IOperation condition, bool expected, IMethodSymbol owner, bool looksInside, int depth)
    {
        switch (condition.Unwrap())
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not when depth > 0:
                return Argument(not.Operand, !expected, owner, looksInside, depth - 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.And or BinaryOperatorKind.Or, Type.SpecialType: SpecialType.System_Boolean } binary when depth > 0:
                var (left, right) = (Argument(binary.LeftOperand, expected, owner, looksInside, depth - 1), Argument(binary.RightOperand, expected, owner, looksInside, depth - 1));
                var needsBoth = binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And == expected;
                return needsBoth ? left ?? right : right is null ? null : left;
            case var leaf:
                return IsLaidDown(leaf, expected) ? null : Tested(leaf, owner, looksInside);
        }
    }

    // action == Action.Loaded, other == null: one value is expected, by whoever knows the callers.
    private static bool IsLaidDown(IOperation leaf, bool expected) => leaf switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal => expected && IsOneValue(equal),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } unequal => !expected && IsOneValue(unequal),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } => expected,
        _ => false,
    };

    private static bool IsOneValue(IBinaryOperation equality) => IsOneValue(equality.LeftOperand, equality.RightOperand) || IsOneValue(equality.RightOperand, equality.LeftOperand);

    private static bool IsOneValue(IOperation value, IOperation constant) =>
        value.Unwrap() is IParameterReferenceOperation { Type: { } type } && constant.Unwrap().ConstantValue is { HasValue: true, Value: var expected } && (expected is null || type.TypeKind == TypeKind.Enum || type.SpecialType == SpecialType.System_Boolean);

    /// <summary>Whether code before the assertion, or right behind it, throws for the parameter or gives it another value: then it is a belief.</summary>
    public static bool IsChecked(IParameterSymbol parameter, IOperation assertion)
    {
        for (var current = assertion; current.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalOperation conditional && conditional.Condition != current && Mentions(conditional.Condition, parameter) && assertion is IInvocationOperation { TargetMethod.Name: "Assert" })
                return true;
            if (parent is ISwitchOperation { Value: { } value } && Mentions(value, parameter))
                return true;
            if (parent is IBlockOperation block && (block.Operations.TakeWhile(statement => statement != current).Any(statement => Settles(statement, parameter)) || IsCheckedBehind(block, current, parameter)))
                return true;
        }

        return false;
    }

    // Debug.Assert(name != null); if (name == null) throw ...: the developer is to see it, and everybody is kept out.
    private static bool IsCheckedBehind(IBlockOperation block, IOperation assertion, IParameterSymbol parameter) =>
        block.Operations.SkipWhile(statement => statement != assertion).Skip(1).Take(MostBetween).Any(statement => Settles(statement, parameter) || TakesNull(statement, parameter));

    // _name = name ?? ""; handler?.Invoke(); if (handler != null) handler(): the null is taken care of.
    private static bool TakesNull(IOperation statement, IParameterSymbol parameter) => statement.DescendantsAndSelf().Any(part => part switch
    {
        ICoalesceOperation choice => Is(choice.Value, parameter),
        IConditionalAccessOperation access => Is(access.Operation, parameter),
        IConditionalOperation { Condition: { } condition } => Leaves(condition).Any(leaf => IsNullTest(leaf, parameter)),
        _ => false,
    });

    private static bool IsNullTest(IOperation leaf, IParameterSymbol parameter) => leaf switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equality =>
            (Is(equality.LeftOperand, parameter) && IsNull(equality.RightOperand)) || (Is(equality.RightOperand, parameter) && IsNull(equality.LeftOperand)),
        IIsPatternOperation test => Is(test.Value, parameter),
        IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_String, Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" } } call => Is(call.Arguments[0].Value, parameter),
        _ => false,
    };

    private static bool IsNull(IOperation operand) => operand.Unwrap().ConstantValue is { HasValue: true, Value: null };

    private static bool Is(IOperation operand, IParameterSymbol parameter) => operand.Unwrap() is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter);

    // The operands of && and ||, below negations.
    private static IEnumerable<IOperation> Leaves(IOperation condition)
    {
        var pending = new Stack<IOperation>();
        pending.Push(condition);
        while (pending.Count > 0)
        {
            switch (pending.Pop().Unwrap())
            {
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                    pending.Push(not.Operand);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.And or BinaryOperatorKind.Or, Type.SpecialType: SpecialType.System_Boolean } binary:
                    pending.Push(binary.RightOperand);
                    pending.Push(binary.LeftOperand);
                    break;
                case var leaf:
                    yield return leaf;
                    break;
            }
        }
    }

    private static string? Permission(IOperation leaf, RuleOptions options)
    {
        switch (leaf)
        {
            case IAwaitOperation awaited:
                return Permission(awaited.Operation.Unwrap(), options);
            case IConditionalAccessOperation access:
                return Permission(access.WhenNotNull.Unwrap(), options);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary when Flag(binary) is { } asked:
                return Permission(asked, options);
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool } } } test:
                return Permission(test.Value.Unwrap(), options);
            case IPropertyReferenceOperation { Property: { Name: "Succeeded" or "IsValid", ContainingType.Name: var result } } when Verdicts.Contains(result):
                return result;
            case IPropertyReferenceOperation { Property: { Type.SpecialType: SpecialType.System_Boolean, Name: var name } } when AsksPermission(name):
                return name;
            case IInvocationOperation { TargetMethod: { Name: var name } method } when AsksPermission(name) && Answers(method.ReturnType):
                return name;
            default:
                return Compared(leaf, options);
        }
    }

    private static IOperation? Flag(IBinaryOperation binary) =>
        binary.RightOperand.Unwrap().ConstantValue is { HasValue: true, Value: bool } ? binary.LeftOperand.Unwrap() : binary.LeftOperand.Unwrap().ConstantValue is { HasValue: true, Value: bool } ? binary.RightOperand.Unwrap() : null;

    private static bool Answers(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Boolean || (type is INamedTypeSymbol { TypeArguments.Length: 1, Name: "Task" or "ValueTask" } task && task.TypeArguments[0].SpecialType == SpecialType.System_Boolean);

    // IsInRole, IsAuthenticated, HasClaim, HasPermissionAsync, VerifyPassword; not RoleIsEmpty or IsPasswordBox.
    private static bool AsksPermission(string name)
    {
        var words = Words.Split(name);
        var end = words.Length > 1 && words[words.Length - 1] is "async" or "for" ? words.Length - 1 : words.Length;
        return end > 1 && Asking.Contains(words[0]) && Permissions.Contains(words[end - 1]) && !(words[0] is "is" or "in" && words[end - 1] is "claim" or "permission" or "signature" or "password" or "credentials")
            && !(words[0] == "has" && words[end - 1] is "password" or "signature");
    }

    // token == expected, CryptographicOperations.FixedTimeEquals(given, known)
    private static string? Compared(IOperation leaf, RuleOptions options)
    {
        if (leaf is not (IBinaryOperation or IInvocationOperation))
            return null;
        foreach (var operand in leaf.ChildOperations)
        {
            var side = operand is IArgumentOperation argument ? argument.Value : operand;
            if (Comparison.OtherSide(side.Unwrap()) is not { } other || other.ConstantValue.HasValue || Comparison.Named(side) is not { } named || !SecretVocabulary.CanHold(named.Type))
                continue;
            if (SecretVocabulary.IsSecret(named.Name, options) && !other.IsEmptyText())
                return named.Name;
        }

        return null;
    }

    private static bool IsEmptyText(this IOperation operation) => operation.Unwrap() is IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } };

    private static bool IsLasting(IOperation target) => target is not (IDiscardOperation or IDeclarationExpressionOperation) && target is IMemberReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IArrayElementReferenceOperation;

    private static bool IsWork(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (IsPure(method) || (method.Name == "CompareExchange" && call.Arguments.Length == 3 && call.Arguments.Skip(1).All(a => a.Value.ConstantValue.HasValue) && Equals(call.Arguments[1].Value.ConstantValue.Value, call.Arguments[2].Value.ConstantValue.Value)))
            return false;
        var words = Words.Split(method.Name);
        if (words.Length == 0 || words[words.Length - 1] is "equals" || (words[0] == "read" && !method.DeclaringSyntaxReferences.IsEmpty) || IsEndTest(call))
            return false;
        if (words[0] == "try" && words.Length > 1)
            return !Looks.Contains(words[1]);
        return Work.Contains(words[0]) || method is { Name: "CompareExchange", ContainingType.Name: "Interlocked" };
    }

    // stream.ReadByte() < 0: nothing is left to read, and nothing is taken.
    private static bool IsEndTest(IInvocationOperation call) => call.Wrapped().Parent switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan, RightOperand.ConstantValue: { HasValue: true, Value: 0 } } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, RightOperand.ConstantValue: { HasValue: true, Value: -1 } } => true,
        _ => false,
    };

    // A method of a value, a text or an immutable collection returns another one.
    private static bool IsPure(IMethodSymbol method) =>
        (method.ContainingType.IsValueType && (method.IsStatic || method.ContainingType.IsReadOnly))
        || method.ContainingType is { SpecialType: SpecialType.System_String } or { Name: "Enumerable" or "Queryable" or "Volatile" or "Math" or "Expression" or "BinaryPrimitives" or "MemoryMarshal" }
        || method.ContainingNamespace.Is("System.Collections.Immutable")
        || (method is { Name: "Read", ContainingType.Name: "Interlocked" });

    private static IParameterSymbol? Tested(IOperation leaf, IMethodSymbol owner, bool looksInside) => leaf switch
    {
        IIsPatternOperation test => Subject(test.Value, owner, looksInside),
        IIsTypeOperation test => Subject(test.ValueOperand, owner, looksInside),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equal => Equality(equal, owner, looksInside),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } range =>
            Subject(range.LeftOperand, owner, looksInside) ?? Subject(range.RightOperand, owner, looksInside),
        IInvocationOperation call when IsTest(call.TargetMethod) => call.Arguments.Select(argument => Subject(argument.Value, owner, looksInside)).Prepend(call.Instance is { } instance ? Subject(instance, owner, looksInside) : null).FirstOrDefault(p => p is not null),
        IPropertyReferenceOperation { Instance: { } holder, Property.Name: "HasValue" } => Subject(holder, owner, looksInside),
        _ => null,
    };

    // Equality with null or a constant tests an argument; equality with a field is a belief about the program.
    private static IParameterSymbol? Equality(IBinaryOperation equal, IMethodSymbol owner, bool looksInside) =>
        equal.RightOperand.ConstantValue.HasValue || equal.RightOperand.Unwrap().ConstantValue.HasValue || IsOfParameter(equal.RightOperand, owner, looksInside) ? Subject(equal.LeftOperand, owner, looksInside)
        : equal.LeftOperand.ConstantValue.HasValue || equal.LeftOperand.Unwrap().ConstantValue.HasValue ? Subject(equal.RightOperand, owner, looksInside)
        : null;

    private static bool IsOfParameter(IOperation operand, IMethodSymbol owner, bool looksInside) => operand.Unwrap() is IPropertyReferenceOperation && Subject(operand, owner, looksInside) is not null;

    private static bool IsTest(IMethodSymbol method) =>
        method.ContainingType switch
        {
            { SpecialType: SpecialType.System_String } => method.Name is "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "StartsWith" or "EndsWith" or "Contains",
            { SpecialType: SpecialType.System_Enum } => method.Name == "IsDefined",
            { SpecialType: SpecialType.System_Object } => method.Name == "ReferenceEquals",
            { Name: "Regex" } => method.Name == "IsMatch",
            { Name: "Path" } => method.Name is "IsPathRooted" or "IsPathFullyQualified",
            { Name: "Char" or "Uri" } => method.Name.StartsWith("Is", StringComparison.Ordinal),
            { Name: "Enumerable" } => method.Name is "Any" or "All" or "Contains",
            _ => method is { Name: "TryParse" or "TryParseExact", IsStatic: true },
        };

    // name, name.Length, request.Items.Count, text[0], (int)kind, offset + count
    private static IParameterSymbol? Subject(IOperation operand, IMethodSymbol owner, bool looksInside)
    {
        for (var depth = 0; depth < Deepest; depth++)
        {
            operand = operand.Unwrap();
            switch (operand)
            {
                case IParameterReferenceOperation { Parameter: { RefKind: not RefKind.Out } parameter }:
                    return SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, owner) ? parameter : null;
                case IPropertyReferenceOperation { Instance: { } holder, Property.Name: var name } when looksInside || name is "Length" or "LongLength" or "Count" or "Value":
                    operand = holder;
                    break;
                case IArrayElementReferenceOperation element:
                    operand = element.ArrayReference;
                    break;
                case IConditionalAccessOperation access:
                    operand = access.Operation;
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Remainder } sum:
                    return Subject(sum.LeftOperand, owner, looksInside) ?? Subject(sum.RightOperand, owner, looksInside);
                case IInvocationOperation { TargetMethod: { Name: "Trim" or "Count", Parameters.Length: <= 1 }, Instance: var instance } call when (instance ?? call.Arguments.FirstOrDefault()?.Value) is { } counted:
                    operand = counted;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static bool Mentions(IOperation operation, IParameterSymbol parameter) =>
        operation.DescendantsAndSelf().Any(part => part is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter));

    // if (name is null) throw ...; ArgumentNullException.ThrowIfNull(name); Guard.NotNull(name); name ??= ""; _name = name ?? throw ...
    private static bool Settles(IOperation statement, IParameterSymbol parameter) => statement switch
    {
        IConditionalOperation test => Mentions(test.Condition, parameter) && test.WhenTrue.DescendantsAndSelf().Any(part => part is IThrowOperation or IReturnOperation or ISimpleAssignmentOperation),
        IExpressionStatementOperation { Operation: IInvocationOperation call } => IsGuard(call.TargetMethod) && call.Arguments.Any(argument => Mentions(argument.Value, parameter)),
        IExpressionStatementOperation { Operation: IAssignmentOperation { Target: IParameterReferenceOperation target } } when SymbolEqualityComparer.Default.Equals(target.Parameter, parameter) => true,
        _ => statement.DescendantsAndSelf().Any(part => part is ICoalesceOperation { WhenNull: { } otherwise } choice && otherwise.Unwrap() is IThrowOperation && Mentions(choice.Value, parameter)),
    };

    private static bool IsGuard(IMethodSymbol method)
    {
        if (method is { Name: "Assert", ContainingType.Name: "Debug" or "Trace" })
            return false;
        return Words.Split(method.Name).Any(IsGuardWord) || Words.Split(method.ContainingType.Name).Any(IsGuardWord);
    }

    private static bool IsGuardWord(string word) => word is "throw" or "guard" or "ensure" or "require" or "requires" or "check" or "verify" or "validate" or "argument" or "contract" or "against" or "assert";
}
