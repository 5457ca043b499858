using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Network;

/// <summary>
/// SGA3001: a server that listens on every interface. A wildcard address by itself is nothing; it is followed to the call
/// that listens (<see cref="AddressFlow"/>), and reported where it is written.
/// </summary>
public sealed class BindAllInterfaces : SecurityAnalyzer
{
    /// <summary>Property of the finding: the address is a prefix of HttpListener or http.sys.</summary>
    internal const string PrefixProperty = "prefix";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA3001",
        "Server is bound to every interface",
        "'{0}' makes the server listen on every network interface",
        Category.Network,
        DiagnosticSeverity.Warning,
        "A server that listens on every interface is reachable from every network the machine is in, also from those nobody thought of. Listen on loopback, or let the deployment's configuration name the address.",
        cwe: [1327, 668]);

    private static readonly ImmutableDictionary<string, string?> IsPrefix = ImmutableDictionary<string, string?>.Empty.Add(PrefixProperty, "true");

    public BindAllInterfaces()
        : base(Descriptor)
    {
    }

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!context.Has(Listeners.IPAddress))
            return;
        actions.RegisterOperationAction(operation => AnalyzeLiteral(operation, context), OperationKind.Literal);
        actions.RegisterOperationAction(operation => AnalyzeField(operation, context), OperationKind.FieldReference);
        actions.RegisterOperationAction(operation => AnalyzeCreation(operation, context), OperationKind.ObjectCreation);
        actions.RegisterOperationAction(operation => AnalyzeInvocation(operation, context), OperationKind.Invocation);
    }

    private static void AnalyzeLiteral(OperationContext operation, CompilationContext context)
    {
        if (operation.Operation.ConstantValue.Value is not string text || WildcardAddress.Of(text) is var form && form == WildcardForm.None)
            return;
        var value = operation.Operation;
        if (value.Parent is IInterpolatedStringTextOperation { Parent: IInterpolatedStringOperation interpolated })
        {
            if (IsFirstWildcard(interpolated, value.Parent))
                Follow(operation, interpolated, form, context);
            return;
        }

        Follow(operation, value, form, context);
    }

    // One finding per string, though several of its parts may be wildcards.
    private static bool IsFirstWildcard(IInterpolatedStringOperation interpolated, IOperation part)
    {
        foreach (var candidate in interpolated.Parts)
        {
            if (candidate == part)
                return true;
            if (candidate is IInterpolatedStringTextOperation { Text.ConstantValue.Value: string text } && WildcardAddress.Of(text) != WildcardForm.None)
                return false;
        }

        return false;
    }

    private static void AnalyzeField(OperationContext operation, CompilationContext context)
    {
        var field = ((IFieldReferenceOperation)operation.Operation).Field;
        if (field.Name is "Any" or "IPv6Any" && context.Is(field.ContainingType, Listeners.IPAddress))
            Follow(operation, operation.Operation, WildcardForm.Host, context);
        else if (field is { IsConst: true, ConstantValue: string text } && WildcardAddress.Of(text) is var form and not WildcardForm.None && IsForeign(field, operation))
            Follow(operation, operation.Operation, form, context);
    }

    // A constant is reported where it is written, and followed from there within its type; beyond, each use counts.
    private static bool IsForeign(IFieldSymbol field, OperationContext operation)
    {
        if (Listeners.NamesAddress(field.Name) && !field.DeclaringSyntaxReferences.IsEmpty)
            return false;
        for (var type = operation.ContainingSymbol?.ContainingType; type is not null; type = type.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, field.ContainingType))
                return !IsDeclaredIn(field, operation.Operation.Syntax.SyntaxTree);
        }

        return true;
    }

    private static bool IsDeclaredIn(ISymbol symbol, SyntaxTree tree)
    {
        foreach (var declaration in symbol.DeclaringSyntaxReferences)
        {
            if (declaration.SyntaxTree == tree)
                return true;
        }

        return false;
    }

    private static void AnalyzeCreation(OperationContext operation, CompilationContext context)
    {
        var creation = (IObjectCreationOperation)operation.Operation;
        if (creation.Arguments.IsEmpty || creation.Type is null)
            return;
        switch (creation.Type.Name)
        {
            case "TcpListener" when IsPortOnly(creation) && context.Is(creation.Type, Listeners.TcpListener):
            case "UdpClient" when IsPortOnly(creation) && context.Is(creation.Type, Listeners.UdpClient) && !AddressFlow.IsConstantZero(creation.Arguments.ArgumentOf("port")) && !AddressFlow.ServesNobody(creation, creation):
                Report(operation, creation, ListenerKind.Server, context);
                break;
            case "IPAddress" when IsZero(creation) && context.Is(creation.Type, Listeners.IPAddress):
                Follow(operation, creation, WildcardForm.Host, context);
                break;
            case "IPEndPoint" when creation.Arguments.ArgumentOf("address") is { } address && IsNumber(address) && AddressFlow.IsConstantZero(address) && context.Is(creation.Type, Listeners.IPEndPoint):
                Follow(operation, address.Unwrap(), WildcardForm.Host, context);
                break;
        }
    }

    private static bool IsPortOnly(IObjectCreationOperation creation) =>
        creation.Constructor?.Parameters is { Length: 1 or 2 } parameters && parameters[0] is { Name: "port", Type.SpecialType: SpecialType.System_Int32 };

    private static bool IsNumber(IOperation address) => address.Type?.SpecialType is SpecialType.System_Int64 or SpecialType.System_Int32;

    private static bool IsZero(IObjectCreationOperation creation)
    {
        if (creation.Arguments.Length != 1)
            return false;
        var value = creation.Arguments[0].Value.Unwrap();
        if (AddressFlow.IsConstantZero(value))
            return true;
        if (value is not IArrayCreationOperation { Initializer.ElementValues: { Length: 4 or 16 } elements })
            return false;
        foreach (var element in elements)
        {
            if (!AddressFlow.IsConstantZero(element))
                return false;
        }

        return true;
    }

    private static void AnalyzeInvocation(OperationContext operation, CompilationContext context)
    {
        var invocation = (IInvocationOperation)operation.Operation;
        var method = invocation.TargetMethod;
        if ((method.Name == "ListenAnyIP" && context.IsOrInherits(method.ContainingType, Listeners.KestrelOptions))
            || (method is { Name: "Create", IsStatic: true } && context.Is(method.ContainingType, Listeners.TcpListener)))
        {
            Report(operation, invocation, ListenerKind.Server, context);
        }
    }

    private static void Follow(OperationContext operation, IOperation value, WildcardForm form, CompilationContext context)
    {
        if (!context.IsRelaxedTest(value.Syntax.SyntaxTree) && new AddressFlow(context, form).Listener(value) is { } kind)
            Report(operation, value, kind, context);
    }

    private static void Report(OperationContext operation, IOperation value, ListenerKind kind, CompilationContext context)
    {
        if (context.IsRelaxedTest(value.Syntax.SyntaxTree))
            return;
        var properties = kind == ListenerKind.Prefix ? IsPrefix : ImmutableDictionary<string, string?>.Empty;
        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, value.Syntax.GetLocation(), properties, Shown(value)));
    }

    private static string Shown(IOperation value) => value switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text,
        IInvocationOperation invocation => invocation.TargetMethod.Name,
        _ => value.Syntax.ToString().Split('\n')[0].Trim(),
    };
}
