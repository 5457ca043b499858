using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Network;

/// <summary>
/// SGA3005: a header that any client can write decides who the client is. A header that is read is followed to what it decides
/// (<see cref="ForwardedHeaderUse"/>); the middleware that reads it for the program is looked at where its trust is removed.
/// </summary>
public sealed class TrustedForwardedHeader() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Property of the finding: the header that is read; absent where the middleware trusts everybody.</summary>
    internal const string HeaderProperty = "header";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA3005",
        "Forwarding header of the client is trusted",
        "'{0}' is {1}, and any client can write the header",
        Category.Network,
        DiagnosticSeverity.Warning,
        "A proxy writes X-Forwarded-For and its like, and so can any client: whoever changes the header gets past an allow-list and a rate limit. Let the forwarded headers middleware read it from proxies that are known, and use Connection.RemoteIpAddress.",
        348, 290);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!context.Has(ForwardedHeaders.HttpContext))
            return;
        actions.RegisterOperationAction(operation => AnalyzeIndexer(operation, context), OperationKind.PropertyReference);
        actions.RegisterOperationAction(operation => AnalyzeInvocation(operation, context), OperationKind.Invocation);
        if (context.Has(ForwardedHeaders.FromHeader))
            actions.RegisterOperationAction(operation => AnalyzeParameter(operation, context), OperationKind.ParameterReference);
    }

    private static void AnalyzeIndexer(OperationContext operation, CompilationContext context)
    {
        var read = (IPropertyReferenceOperation)operation.Operation;
        if (read is { Arguments.Length: 1, Property.IsIndexer: true } && HeaderOf(read.Instance, read.Arguments[0].Value, context) is { } header)
            Report(operation, read, read, header, context);
    }

    // Check([FromHeader(Name = "X-Forwarded-For")] string address)
    private static void AnalyzeParameter(OperationContext operation, CompilationContext context)
    {
        var read = (IParameterReferenceOperation)operation.Operation;
        foreach (var attribute in read.Parameter.GetAttributes())
        {
            if (context.Is(attribute.AttributeClass, ForwardedHeaders.FromHeader) && attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "Name").Value.Value is string header && ForwardedHeaders.Names.Contains(header))
                Report(operation, read, read, header, context);
        }
    }

    private static void AnalyzeInvocation(OperationContext operation, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        switch (call.TargetMethod.Name)
        {
            case "TryGetValue" when call.Arguments.Length == 2 && HeaderOf(call.Instance, call.Arguments[0].Value, context) is { } header:
                Report(operation, call, call.Arguments[1].Value, header, context);
                break;
            case "GetCommaSeparatedValues" when call.Arguments.Length == 2 && HeaderOf(call.Arguments[0].Value, call.Arguments[1].Value, context) is { } header:
                Report(operation, call, call, header, context);
                break;
            case "Clear" when ListOf(call.Instance, context) is { } list:
                AnalyzeClear(operation, call, list, context);
                break;
            case "Add" when call.Arguments.Length == 1 && IsEverybody(call.Arguments[0].Value) && ListOf(Filled(call), context) is { } list:
                AnalyzeAdd(operation, call, list, context);
                break;
        }
    }

    // The header that is read from a request; those of a response say nothing.
    private static string? HeaderOf(IOperation? headers, IOperation key, CompilationContext context)
    {
        var name = key.ConstantText() ?? (key.Unwrap() is IPropertyReferenceOperation { Property: { IsStatic: true } property } && context.Is(property.ContainingType, ForwardedHeaders.Defaults) ? ForwardedHeaders.NameOf(property.Name) : null);
        if (name is null || !ForwardedHeaders.Names.Contains(name) || headers is null)
            return null;
        var source = headers.Unwrap();
        return context.Is(source.Type, ForwardedHeaders.Dictionary) && source is not IPropertyReferenceOperation { Property.ContainingType.Name: "HttpResponse" } ? name : null;
    }

    private static void Report(OperationContext operation, IOperation read, IOperation value, string header, CompilationContext context)
    {
        var tree = read.Syntax.SyntaxTree;
        if (IsWritten(read) || context.IsRelaxedTest(tree) || read.IsDevelopmentOnly(operation.ContainingSymbol) || TestsProxy(read.Root(), context))
            return;
        if (new ForwardedHeaderUse(context, isHost: string.Equals(header, ForwardedHeaders.Host, System.StringComparison.OrdinalIgnoreCase)).Of(value) is { } use)
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, read.Syntax.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add(HeaderProperty, header), header, use));
    }

    private static bool IsWritten(IOperation read) => read.Parent is IAssignmentOperation assignment && assignment.Target == read;

    // if (proxies.Contains(context.Connection.RemoteIpAddress)): the header is believed from the program's own proxies.
    private static bool TestsProxy(IOperation body, CompilationContext context) => body.Descendants().Any(operation =>
        operation is IPropertyReferenceOperation { Property: { Name: "RemoteIpAddress", ContainingType.Name: "ConnectionInfo" } } address && IsTested(address));

    private static bool IsTested(IOperation address)
    {
        var value = address.Wrapped();
        return value.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean } } => true,
            IInvocationOperation { TargetMethod.Name: "Equals" } => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test =>
                (test.LeftOperand == value ? test.RightOperand : test.LeftOperand).Unwrap().ConstantValue is not { HasValue: true, Value: null },
            _ => false,
        };
    }

    private static IPropertyReferenceOperation? ListOf(IOperation? operation, CompilationContext context) =>
        operation?.Unwrap() is IPropertyReferenceOperation { Property: { Name: "KnownProxies" or "KnownNetworks" or "KnownIPNetworks" } property } list
        && context.Is(property.ContainingType, ForwardedHeaders.Options) ? list : null;

    // options.KnownNetworks.Add(x), { KnownNetworks = { x } }
    private static IOperation? Filled(IInvocationOperation call) =>
        call.Instance is IInstanceReferenceOperation && call.Parent is IObjectOrCollectionInitializerOperation { Parent: IMemberInitializerOperation { InitializedMember: var member } } ? member : call.Instance;

    // new IPNetwork(IPAddress.Any, 0), IPNetwork.Parse("0.0.0.0/0")
    private static bool IsEverybody(IOperation network) => network.Unwrap() switch
    {
        IObjectCreationOperation { Type.Name: "IPNetwork", Arguments: { Length: 2 } parts } => parts.ArgumentOf("prefixLength")?.ConstantValue is { HasValue: true, Value: 0 },
        IInvocationOperation { TargetMethod: { Name: "Parse", ContainingType.Name: "IPNetwork" }, Arguments: { Length: > 0 } parts } => parts[0].Value.ConstantText()?.EndsWith("/0", System.StringComparison.Ordinal) == true,
        _ => false,
    };

    private static void AnalyzeAdd(OperationContext operation, IInvocationOperation call, IPropertyReferenceOperation list, CompilationContext context)
    {
        var takesAddress = SymbolOf(list.Instance) is not { } options || !call.Root().Descendants().Any(other => Same(SymbolOf(other), options) && TakesSchemeAlone(other.Wrapped()));
        if (takesAddress && !context.IsRelaxedTest(call.Syntax.SyntaxTree) && !call.IsDevelopmentOnly(operation.ContainingSymbol))
        {
            var place = call.Syntax.GetLocation();
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, place, [place], null, list.Property.Name, "told to hold every address, so that forwarded headers are taken from everybody"));
        }
    }

    // The middleware asks who sent the header as long as one of the lists has an entry: both have to be emptied.
    private static void AnalyzeClear(OperationContext operation, IInvocationOperation call, IPropertyReferenceOperation list, CompilationContext context)
    {
        if (SymbolOf(list.Instance) is not { } options || context.IsRelaxedTest(call.Syntax.SyntaxTree) || call.IsDevelopmentOnly(operation.ContainingSymbol))
            return;
        var clears = new List<IInvocationOperation>();
        foreach (var other in call.Root().Descendants())
        {
            if (!Same(SymbolOf(other), options))
                continue;
            if (other.Wrapped().Parent is IPropertyReferenceOperation member && ListOf(member, context) is not null)
            {
                if (member.Wrapped().Parent is not IInvocationOperation { TargetMethod.Name: "Clear" or "Contains" } use)
                    return;
                if (use.TargetMethod.Name == "Clear")
                    clears.Add(use);
            }
            else if (MayTrust(other.Wrapped()))
            {
                return;
            }
        }

        if (clears.Count > 0 && clears[0] == call && clears.Any(IsOfProxies) && !clears.All(IsOfProxies))
        {
            operation.ReportDiagnostic(Diagnostic.Create(
                Descriptor, call.Syntax.GetLocation(), clears.Select(clear => clear.Syntax.GetLocation()), null, list.Property.Name, "emptied, so that forwarded headers are taken from everybody"));
        }
    }

    private static bool IsOfProxies(IInvocationOperation clear) => clear.Instance?.Unwrap() is IPropertyReferenceOperation { Property.Name: "KnownProxies" };

    // Another method may add what it knows, and the scheme of a request identifies nobody.
    private static bool MayTrust(IOperation options) => options.Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: not "UseForwardedHeaders" } } => true,
        _ => TakesSchemeAlone(options),
    };

    private static bool TakesSchemeAlone(IOperation options) =>
        options.Parent is IPropertyReferenceOperation { Property.Name: "ForwardedHeaders", Parent: ISimpleAssignmentOperation { Value.ConstantValue: { HasValue: true, Value: int flags } } } && (flags & 3) == 0;

    private static ISymbol? SymbolOf(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    private static bool Same(ISymbol? left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
