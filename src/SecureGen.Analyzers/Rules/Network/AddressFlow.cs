using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Network;

/// <summary>
/// Follows one wildcard address forward to the call that listens on it: through text and end points built from it, locals,
/// members of the same type, and parameters of methods in the same file. Bounded by the symbols it may visit.
/// </summary>
internal sealed class AddressFlow(CompilationContext context, WildcardForm form)
{
    private const int SymbolBudget = 24;

    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);
    private bool _anyPort;
    private bool _afterOption;

    /// <summary>What listens on the value; null where nothing does.</summary>
    public ListenerKind? Listener(IOperation value)
    {
        while (true)
        {
            var outer = value.Wrapped();
            if (Fallback(outer))
                return ListenerKind.Server;
            if (Carrier(outer) is not { } carrier)
                return Used(outer);
            value = carrier;
        }
    }

    public static bool IsConstantZero(IOperation? value) => value?.Unwrap().ConstantValue is { HasValue: true, Value: 0 or 0L or (byte)0 };

    /// <summary>A datagram end that joins a group or is connected to one peer takes nothing from strangers, or cannot do without the wildcard.</summary>
    public static bool ServesNobody(IOperation call, IOperation? socket)
    {
        if (socket is null)
            return false;
        var type = call.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() as SyntaxNode ?? call.Syntax.SyntaxTree.GetRoot();
        foreach (var name in type.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (Listeners.JoinsGroup(name.Identifier.ValueText))
                return true;
        }

        var symbol = socket is IObjectCreationOperation ? Target.Of(socket)?.Symbol : Target.Assigned(socket)?.Symbol;
        return symbol is not null && call.Root().Descendants().Any(operation =>
            operation is IInvocationOperation { TargetMethod.Name: "Connect" or "ConnectAsync", Instance: { } instance }
            && SymbolEqualityComparer.Default.Equals(Target.Assigned(instance)?.Symbol, symbol));
    }

    // The larger value that the address is a part of, or null where it is used.
    private IOperation? Carrier(IOperation outer)
    {
        switch (outer.Parent)
        {
            case ICoalesceOperation coalesce:
                return coalesce;
            case IConditionalOperation conditional when conditional.Condition != outer && conditional.Type is not null:
                return conditional;
            case ISwitchExpressionArmOperation { Parent: { } selection } arm when arm.Value == outer:
                return selection;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return sum;
            case IInterpolationOperation { Parent: IInterpolatedStringOperation text }:
                return text;
            case IArrayInitializerOperation { Parent: IArrayCreationOperation array } elements:
                NoteOption(elements.ElementValues, outer);
                return array;
            case { Kind: Operations.CollectionExpression } list:
                NoteOption(list.ChildOperations, outer);
                return list;
            case IInvocationOperation invocation when invocation.Instance == outer && KeepsAddress(invocation.TargetMethod.Name):
                return invocation;
            case IArgumentOperation argument:
                return BuiltFrom(argument);
            default:
                return null;
        }
    }

    private void NoteOption(IEnumerable<IOperation> elements, IOperation element)
    {
        IOperation? previous = null;
        foreach (var candidate in elements)
        {
            if (candidate == element && previous?.ConstantText() is { Length: > 0 } option && WildcardAddress.IsAddressOption(option))
                _afterOption = true;
            previous = candidate;
        }
    }

    private static bool KeepsAddress(string method) => method is "MapToIPv6" or "ToString" or "Split" or "Trim" or "TrimEnd" or "ToLowerInvariant";

    private IOperation? BuiltFrom(IArgumentOperation argument)
    {
        switch (argument.Parent)
        {
            case IInvocationOperation { TargetMethod: { Name: "Parse", ContainingType: var type } } parse when context.Is(type, Listeners.IPAddress) || context.Is(type, Listeners.IPEndPoint):
                return parse;
            case IInvocationOperation { TargetMethod: { Name: "Format" or "Concat" or "Join", ContainingType.SpecialType: SpecialType.System_String } } text:
                return text;
            case IInvocationOperation { TargetMethod.Name: "ToArray" or "ToList" } list:
                return list;
            case IInvocationOperation { IsImplicit: true, TargetMethod.Name: "Add", Arguments.Length: 1, Parent: IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation list } }:
                return list;
            case IObjectCreationOperation creation when context.Is(creation.Type, Listeners.IPEndPoint):
                _anyPort |= IsConstantZero(creation.Arguments.ArgumentOf("port"));
                return creation;
            default:
                return null;
        }
    }

    // Environment.GetEnvironmentVariable("HOST") ?? "0.0.0.0", config["Host"] ?? ..., IsNullOrEmpty(x) ? ... : config["Host"]
    private bool Fallback(IOperation outer) => outer.Parent switch
    {
        ICoalesceOperation coalesce when coalesce.WhenNull == outer => ReadsAddress(coalesce.Value),
        IConditionalOperation { WhenFalse: { } whenFalse } conditional when conditional.WhenTrue == outer => ReadsAddress(whenFalse),
        IConditionalOperation conditional when conditional.WhenFalse == outer => ReadsAddress(conditional.WhenTrue),
        IArgumentOperation { Parameter.Name: "defaultValue", Parent: IInvocationOperation { TargetMethod.Name: "GetValue" } read } => ReadsAddress(read),
        _ => false,
    };

    private bool ReadsAddress(IOperation value)
    {
        var arguments = value.Unwrap() switch
        {
            IInvocationOperation { TargetMethod.Name: "GetEnvironmentVariable" or "GetValue" } read => read.Arguments,
            IPropertyReferenceOperation { Property.IsIndexer: true } indexer => indexer.Arguments,
            _ => default,
        };
        if (arguments.IsDefault)
            return false;
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Name is "variable" or "key" && argument.Value.ConstantText() is { } key)
                return form == WildcardForm.Url ? Listeners.IsAddressKey(key) : form != WildcardForm.Symbol && Listeners.NamesAddress(key);
        }

        return false;
    }

    private ListenerKind? Used(IOperation value)
    {
        switch (value.Parent)
        {
            case IArgumentOperation argument:
                return Passed(argument);
            case IForEachLoopOperation loop when loop.Collection == value:
                return Iterated(loop);
            case IReturnOperation:
                return Target.Of(value) is { Symbol: { } member } ? Member(member, value) : null;
        }

        return Target.Of(value) is { } target ? Stored(target, value) : null;
    }

    private ListenerKind? Passed(IArgumentOperation argument)
    {
        if (Listeners.Of(argument, context) is { } kind)
            return Accepts(kind) && !(kind == ListenerKind.LocalEnd && ServesNobodyBy(argument)) ? kind : null;
        if (KeyOf(argument) is { } key)
            return NamesListener(key) ? ListenerKind.Server : null;
        if (argument.Parameter is not { ContainingSymbol: IMethodSymbol method } parameter || parameter.RefKind is RefKind.Ref or RefKind.Out)
            return null;
        var callee = method.ReducedFrom ?? method;
        var isSource = !callee.DeclaringSyntaxReferences.IsEmpty;
        if (IsHost && !_anyPort && Listeners.NamesAddress(parameter.Name) && (isSource ? !Listeners.IsClientLike(callee.ContainingType) && !IsQuestion(callee) : TakesHost(callee)))
            return ListenerKind.Server;
        return isSource ? Parameter(parameter, callee, argument) : null;
    }

    private bool Accepts(ListenerKind kind) => kind != ListenerKind.CommandLine || form == WildcardForm.CommandLine || _afterOption;

    private bool ServesNobodyBy(IArgumentOperation argument) =>
        _anyPort || ServesNobody(argument, argument.Parent is IInvocationOperation bind ? bind.Instance : argument.Parent);

    // A library's own server, by its name; the framework's listening calls are all known.
    private static bool TakesHost(IMethodSymbol method) =>
        !method.ContainingNamespace.IsWithin("System")
        && !method.ContainingNamespace.IsWithin("Microsoft.AspNetCore")
        && Listeners.IsServerLike(method.ContainingType)
        && method.Name is ".ctor" or "Start" or "StartAsync" or "Listen" or "ListenAsync" or "Bind" or "BindAsync" or "Run" or "RunAsync";

    private static bool IsQuestion(IMethodSymbol method) => method.ReturnType.SpecialType == SpecialType.System_Boolean && method.Name.StartsWith("Is", System.StringComparison.Ordinal);

    private bool IsHost => form is WildcardForm.Host or WildcardForm.EndPoint;

    // UseSetting("urls", x), SetEnvironmentVariable("ASPNETCORE_URLS", x), { "urls", x }, KeyValuePair("urls", x)
    private static string? KeyOf(IArgumentOperation argument)
    {
        if (argument.Parameter?.Name is not ("value" or "item2"))
            return null;
        var arguments = argument.Parent switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => default,
        };
        if (arguments.IsDefault)
            return null;
        foreach (var candidate in arguments)
        {
            if (candidate.Parameter?.Name is "key" or "variable" or "name")
                return Listeners.KeyText(candidate.Value);
        }

        return null;
    }

    private bool NamesListener(string name) => form switch
    {
        WildcardForm.Url => Listeners.NamesUrls(name) || Listeners.NamesAddress(name),
        WildcardForm.Host or WildcardForm.EndPoint => !_anyPort && Listeners.NamesAddress(name),
        _ => false,
    };

    private ListenerKind? Stored(Target target, IOperation value)
    {
        if (target.Symbol is IPropertySymbol property && Listeners.Of(property, context) is { } kind)
            return Accepts(kind) ? kind : null;
        if (target.Symbol is null)
            return NamesListener(target.Name) ? ListenerKind.Server : null;
        if (HoldsAddress(target) && Addresses(target, value))
            return ListenerKind.Server;
        return target.Symbol switch
        {
            ILocalSymbol local => Local(local, value),
            IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter => Parameter(parameter, method, value),
            IFieldSymbol or IPropertySymbol => Member(target.Symbol, value),
            _ => null,
        };
    }

    private bool HoldsAddress(Target target) =>
        target.Type?.SpecialType == SpecialType.System_String || context.Is(target.Type, Listeners.IPAddress) || target.Type?.Name is "EndPoint" or "IPEndPoint";

    private bool Addresses(Target target, IOperation value)
    {
        var symbol = target.Symbol!;
        if (symbol.ContainingType is { } type && symbol is IPropertySymbol or IFieldSymbol)
        {
            if (Listeners.IsClientLike(type))
                return false;
            if (target.Type?.Name is "EndPoint" or "IPEndPoint" && symbol.Name is "EndPoint" or "Endpoint")
                return !_anyPort && Listeners.IsServerLike(type);
            if (symbol.DeclaringSyntaxReferences.IsEmpty && !Listeners.IsServerLike(type))
                return false;
        }

        return NamesListener(symbol.Name) && !IsOnlyCompared(symbol, value);
    }

    private bool IsOnlyCompared(ISymbol symbol, IOperation value)
    {
        var any = false;
        foreach (var reference in References(symbol, value))
        {
            if (!IsCompared(reference.Wrapped()))
                return false;
            any = true;
        }

        return any;
    }

    private static bool IsCompared(IOperation value) => value.Parent switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
        IConstantPatternOperation or ICaseClauseOperation => true,
        IInvocationOperation invocation => invocation.TargetMethod.Name is "Equals" or "Contains" or "StartsWith",
        IArgumentOperation { Parent: IInvocationOperation invocation } => invocation.TargetMethod.Name is "Equals" or "Contains" or "StartsWith",
        _ => false,
    };

    private static IEnumerable<IOperation> References(ISymbol symbol, IOperation value) =>
        symbol is ILocalSymbol local ? local.ReferencesTo(value.Root()).Where(IsRead) : MembersOf(symbol, value);

    private ListenerKind? Local(ILocalSymbol local, IOperation value) =>
        Enter(local) ? First(local.ReferencesTo(value.Root()).Where(IsRead)) : null;

    private ListenerKind? Iterated(IForEachLoopOperation loop)
    {
        foreach (var local in loop.Locals)
        {
            if (Local(local, loop) is { } kind)
                return kind;
        }

        return null;
    }

    private ListenerKind? Member(ISymbol member, IOperation value) =>
        member.OriginalDefinition is { DeclaringSyntaxReferences.IsEmpty: false } declared && Enter(declared) ? First(MembersOf(declared, value)) : null;

    private ListenerKind? Parameter(IParameterSymbol parameter, IMethodSymbol method, IOperation value)
    {
        if (value.SemanticModel is not { } model || !Enter(parameter.OriginalDefinition))
            return null;
        foreach (var declaration in method.OriginalDefinition.DeclaringSyntaxReferences)
        {
            if (declaration.SyntaxTree == value.Syntax.SyntaxTree
                && First(Named(parameter.Name, declaration.GetSyntax(), model).Where(o => o is IParameterReferenceOperation p && Same(p.Parameter, parameter) && IsRead(o))) is { } kind)
            {
                return kind;
            }
        }

        return null;
    }

    private bool Enter(ISymbol symbol) => _visited.Count < SymbolBudget && _visited.Add(symbol);

    private ListenerKind? First(IEnumerable<IOperation> references)
    {
        foreach (var reference in references)
        {
            if (Listener(reference) is { } kind)
                return kind;
        }

        return null;
    }

    private static IEnumerable<IOperation> MembersOf(ISymbol member, IOperation value)
    {
        if (value.SemanticModel is not { } model)
            yield break;
        foreach (var scope in Scopes(member, value))
        {
            foreach (var operation in Named(member.Name, scope, model))
            {
                if (Same(Referenced(operation), member) && IsRead(operation))
                    yield return operation;
            }
        }
    }

    private static IEnumerable<SyntaxNode> Scopes(ISymbol member, IOperation value)
    {
        var tree = value.Syntax.SyntaxTree;
        if (member is IMethodSymbol { MethodKind: MethodKind.LocalFunction })
            return [value.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? tree.GetRoot()];
        return member.ContainingType.DeclaringSyntaxReferences.Where(r => r.SyntaxTree == tree).Select(r => r.GetSyntax());
    }

    private static IEnumerable<IOperation> Named(string name, SyntaxNode scope, SemanticModel model)
    {
        foreach (var node in scope.DescendantNodes())
        {
            if (node is not IdentifierNameSyntax identifier || identifier.Identifier.ValueText != name)
                continue;
            SyntaxNode reference = identifier.Parent is MemberAccessExpressionSyntax access && access.Name == identifier ? access : identifier;
            if (reference.Parent is InvocationExpressionSyntax invocation && invocation.Expression == reference)
                reference = invocation;
            if (model.GetOperation(reference) is { } operation)
                yield return operation;
        }
    }

    private static ISymbol? Referenced(IOperation operation) => operation switch
    {
        IFieldReferenceOperation field => field.Field.OriginalDefinition,
        IPropertyReferenceOperation property => property.Property.OriginalDefinition,
        IInvocationOperation invocation => invocation.TargetMethod.OriginalDefinition,
        _ => null,
    };

    private static bool IsRead(IOperation reference) => reference.Parent is not IAssignmentOperation assignment || assignment.Target != reference;

    private static bool Same(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left?.OriginalDefinition, right?.OriginalDefinition);
}
