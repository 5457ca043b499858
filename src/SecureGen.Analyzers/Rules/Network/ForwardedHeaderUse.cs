using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Network;

/// <summary>
/// Follows what a forwarding header holds to what it decides: through the texts made of it, locals, and the callers of a method
/// that returns it. A log, an answer or a stored entry decides nothing.
/// </summary>
/// <param name="context">Of the compilation.</param>
/// <param name="isHost">A host that is looked up in a list is checked, not trusted.</param>
internal sealed class ForwardedHeaderUse(CompilationContext context, bool isHost)
{
    private const string Key = "used as a key", Partition = "used as the key of a rate limit", Compared = "compared with what is allowed", Parsed = "parsed as the client's address", Identity = "used as the client's identity";

    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    /// <summary>What the value decides, in words of the message; null where it decides nothing.</summary>
    public string? Of(IOperation value)
    {
        while (true)
        {
            if (value is IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared })
                return Of(declared.Local, value);
            if (value is ILocalReferenceOperation { Parent: IArgumentOperation { Parameter.RefKind: RefKind.Out } } filled)
                return Of(filled.Local, value);
            if (!Passes(value))
                return Decided(value);
            value = value.Parent!;
        }
    }

    private static bool Passes(IOperation value) => value.Parent switch
    {
        IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IInterpolationOperation or IInterpolatedStringOperation => true,
        IConditionalOperation { Type: not null } choice => choice.Condition != value,
        ISwitchExpressionArmOperation arm => arm.Value == value,
        ISwitchExpressionOperation choice => choice.Value != value,
        IConditionalAccessOperation access => access.WhenNotNull == value,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } => true,
        IArrayElementReferenceOperation element => element.ArrayReference == value,
        IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Instance == value,
        IInvocationOperation call => value is IArgumentOperation || (call.Instance == value && Keeps(call.TargetMethod.Name)),
        IArgumentOperation { Parent: IInvocationOperation call } argument => IsText(call.TargetMethod) || (call.TargetMethod.IsExtensionMethod && call.Arguments[0] == argument && Keeps(call.TargetMethod.Name)),
        _ => false,
    };

    private static bool Keeps(string method) => method is "ToString" or "Split" or "Trim" or "TrimStart" or "TrimEnd" or "Substring" or "Replace" or "ToLower" or "ToLowerInvariant"
        or "ToUpper" or "ToUpperInvariant" or "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" or "ElementAt" or "ToArray" or "ToList" or "AsSpan";

    private static bool IsText(IMethodSymbol method) => method.ContainingType.SpecialType == SpecialType.System_String && method.Name is "Concat" or "Join" or "Format";

    private string? Decided(IOperation value)
    {
        switch (value.Parent)
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                return Of(local, value);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when assignment.Value == value:
                return Of(target.Local, value);
            case IConditionalAccessOperation access:
                return InstanceIn(access) is { } instance ? Of(instance) : null;
            case ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment when assignment.Value == value:
                return NamesIdentity(target.Member.Name) ? Identity : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test:
                return IsNothing(test.LeftOperand == value ? test.RightOperand : test.LeftOperand) ? null : Compared;
            case IIsPatternOperation { Pattern: var pattern }:
                return OfPattern(pattern, value);
            case ISwitchExpressionOperation:
                return Compared;
            case IInvocationOperation { Arguments.Length: > 0, TargetMethod.Name: "Equals" or "StartsWith" or "EndsWith" } call:
                return IsNothing(call.Arguments[0].Value) ? null : Compared;
            case IArgumentOperation argument:
                return OfArgument(argument);
            case IReturnOperation returned:
                return OfReturned(returned);
            default:
                return null;
        }
    }

    private string? OfPattern(IPatternOperation pattern, IOperation value) => pattern switch
    {
        IConstantPatternOperation constant => IsNothing(constant.Value) ? null : Compared,
        IBinaryPatternOperation either => OfPattern(either.LeftPattern, value) ?? OfPattern(either.RightPattern, value),
        INegatedPatternOperation not => OfPattern(not.Pattern, value),
        IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } => Of(local, value),
        IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local } => Of(local, value),
        _ => null,
    };

    private string? OfArgument(IArgumentOperation argument)
    {
        var name = argument.Parameter?.Name ?? "";
        switch (argument.Parent)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true } when name == "key":
                return isHost ? null : Key;
            case IObjectCreationOperation { Type.Name: "Claim" or "GenericIdentity" } made when name is "value" or "name":
                return context.Is(made.Type, "System.Security.Claims.Claim") || context.Is(made.Type, "System.Security.Principal.GenericIdentity") ? Identity : null;
            case IObjectCreationOperation:
                return NamesIdentity(name) ? Identity : null;
            case IInvocationOperation call:
                return OfArgument(argument, call, name);
            default:
                return null;
        }
    }

    private string? OfArgument(IArgumentOperation argument, IInvocationOperation call, string name)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        if (type.Name == "RateLimitPartition" && name == "partitionKey")
            return Partition;
        if (method.Name is "AttemptAcquire" or "AcquireAsync" && type.Name == "PartitionedRateLimiter")
            return Partition;
        if (method.Name is "Parse" or "TryParse" && context.Is(type, "System.Net.IPAddress"))
            return Parsed;
        if (isHost && method.Name is not ("Equals" or "Compare"))
            return null;
        if (method.Name is "Contains" or "Any" or "Exists" && argument.Parameter?.Type.SpecialType != SpecialType.System_Boolean && !IsNothing(argument.Value))
            return IsSource(argument, call) ? null : Compared;
        if (method.Name is "Equals" or "Compare" && type.SpecialType == SpecialType.System_String)
            return call.Arguments.Any(other => other != argument && IsNothing(other.Value)) ? null : Compared;
        if (name == "key" && type.Name is not "ILogger" && method.Name is "GetOrAdd" or "TryGetValue" or "AddOrUpdate" or "TryAdd" or "Add" or "ContainsKey" or "Get" or "Set" or "GetOrCreate" or "GetOrCreateAsync" or "GetString" or "GetStringAsync" or "SetStringAsync" or "GetAsync" or "SetAsync")
            return Key;
        if (NamesIdentity(name))
            return Identity;
        return NamesTest(method.Name) ? Compared : null;
    }

    // list.Contains(x) with the header as the list: X-Forwarded-For is searched for something.
    private static bool IsSource(IArgumentOperation argument, IInvocationOperation call) => call.TargetMethod.IsExtensionMethod && call.Arguments[0] == argument;

    // IsAllowed(ip), CheckRateLimit(ip)
    private static bool NamesTest(string method)
    {
        var words = Words.Split(method);
        return words.Any(word => word is "allowed" or "trusted" or "whitelisted" or "allowlisted" or "blocked" or "banned" or "blacklisted" or "permitted" or "throttle" or "throttled")
            || (words.Contains("rate") && words.Any(word => word is "limit" or "limited"));
    }

    private static bool NamesIdentity(string name) => name.TrimStart('_').ToLowerInvariant() is "userid" or "clientid" or "tenantid" or "callerid" or "partitionkey" or "ratelimitkey";

    private static bool IsNothing(IOperation value) => value.Unwrap() is IFieldReferenceOperation { Field.Name: "Empty" } || value.Unwrap().ConstantValue is { HasValue: true, Value: null or "" };

    private string? Of(ILocalSymbol local, IOperation within)
    {
        if (!_seen.Add(local))
            return null;
        foreach (var reference in local.ReferencesTo(within.Root()))
        {
            var isTarget = reference.Parent is IAssignmentOperation assignment && assignment.Target == reference;
            if (!isTarget && reference.Syntax.SpanStart > within.Syntax.SpanStart && reference.Parent is not IArgumentOperation { Parameter.RefKind: RefKind.Out } && Of(reference) is { } use)
                return use;
        }

        return null;
    }

    private static IOperation? InstanceIn(IConditionalAccessOperation access) =>
        access.WhenNotNull.DescendantsAndSelf().FirstOrDefault(operation => operation is IConditionalAccessInstanceOperation && operation.Receiver() == access.Operation.Unwrap());

    private string? OfReturned(IReturnOperation returned)
    {
        for (IOperation? around = returned; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation)
                return null;
            if (around is ILocalFunctionOperation { Symbol: var local })
                return _seen.Add(local) ? around.Root().Descendants().OfType<IInvocationOperation>().Where(call => SymbolEqualityComparer.Default.Equals(call.TargetMethod, local)).Select(Of).FirstOrDefault(use => use is not null) : null;
        }

        return returned.SemanticModel?.GetEnclosingSymbol(returned.Syntax.SpanStart) is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && _seen.Add(method) ? OfCallers(method) : null;
    }

    private string? OfCallers(IMethodSymbol method)
    {
        foreach (var tree in context.Compilation.SyntaxTrees)
        {
            if (tree.GetText().ToString().IndexOf(method.Name, StringComparison.Ordinal) < 0)
                continue;
            foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (Called(call) == method.Name && context.Model(tree)?.GetOperation(call) is IInvocationOperation { TargetMethod: var target } found
                    && SymbolEqualityComparer.Default.Equals(target.ReducedFrom ?? target.OriginalDefinition, method) && Of(found) is { } use)
                {
                    return use;
                }
            }
        }

        return null;
    }

    private static string? Called(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}
