using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Network;

/// <summary>
/// SGA3002: a client that takes every certificate. A callback is known by its signature, not by its owner: whoever asks with
/// <c>SslPolicyErrors</c> asks about a certificate.
/// </summary>
public sealed class CertificateValidationOff() : SecurityAnalyzer(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA3002",
        "TLS certificate validation is switched off",
        "'{0}' accepts every certificate: anybody on the way can read and change the traffic",
        Category.Network,
        DiagnosticSeverity.Warning,
        "Without validation of the certificate the connection is encrypted for whoever answers. Leave the validation to the platform, and install the certificate of a private authority where one is used.",
        295);

    private const string Errors = "System.Net.Security.SslPolicyErrors";
    private const string ConnectionStringBuilder = "System.Data.Common.DbConnectionStringBuilder";

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (context.Has(Errors))
        {
            actions.RegisterOperationAction(operation => AnalyzeAssignment(operation, context), OperationKind.SimpleAssignment, OperationKind.CompoundAssignment, OperationKind.CoalesceAssignment);
            actions.RegisterOperationAction(operation => AnalyzeEvent(operation, context), OperationKind.EventAssignment);
            actions.RegisterOperationAction(operation => AnalyzeArgument(operation, context), OperationKind.Argument);
        }

        if (context.Has(ConnectionStringBuilder))
            actions.RegisterOperationAction(operation => AnalyzeText(operation, context), OperationKind.Literal);
    }

    private static void AnalyzeAssignment(OperationContext operation, CompilationContext context)
    {
        var assignment = (IAssignmentOperation)operation.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: { } property } target || assignment is ICompoundAssignmentOperation { OperatorKind: not BinaryOperatorKind.Add })
            return;
        if (assignment is ISimpleAssignmentOperation && IsTrustSetting(target) && context.IsOrInherits(target.Instance?.Type ?? property.ContainingType, ConnectionStringBuilder))
            AnalyzeSetting(operation, assignment, target, context);
        else if (context.Is(property.Type, Errors) && property.Name == "AcceptablePolicyErrors")
            AnalyzeAccepted(operation, assignment.Value, context);
        else if (Asks(property.Type, context) && !AsksForClients(property))
            AnalyzeCallback(operation, assignment.Value, context);
    }

    // SslOption.AcceptablePolicyErrors of a queue's client: what is listed there is no error any more.
    private static void AnalyzeAccepted(OperationContext operation, IOperation errors, CompilationContext context)
    {
        if (errors.Unwrap().ConstantValue is { HasValue: true, Value: int and not 0 } && !IsExcused(errors, operation, context))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, errors.Syntax.GetLocation(), Shown(operation.Operation)));
    }

    private static void AnalyzeEvent(OperationContext operation, CompilationContext context)
    {
        var assignment = (IEventAssignmentOperation)operation.Operation;
        if (assignment is { Adds: true, EventReference: IEventReferenceOperation { Event: { } raised } } && Asks(raised.Type, context))
            AnalyzeCallback(operation, assignment.HandlerValue, context);
    }

    private static void AnalyzeArgument(OperationContext operation, CompilationContext context)
    {
        var argument = (IArgumentOperation)operation.Operation;
        if (argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter: { } parameter } && Asks(parameter.Type, context))
            AnalyzeCallback(operation, argument.Value, context);
    }

    // Func<HttpRequestMessage, X509Certificate2, X509Chain, SslPolicyErrors, bool>, RemoteCertificateValidationCallback, MQTTnet's event arguments, the callback of LDAP.
    private static bool Asks(ITypeSymbol type, CompilationContext context)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Delegate, DelegateInvokeMethod: { ReturnType.SpecialType: SpecialType.System_Boolean } asked })
            return false;
        if (type.Name == "VerifyServerCertificateCallback")
            return true;
        foreach (var parameter in asked.Parameters)
        {
            if ((parameter.Type.Name == "SslPolicyErrors" && context.Is(parameter.Type, Errors)) || parameter.Type.Name.EndsWith("CertificateValidationEventArgs", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    // A server that takes any certificate of a client may judge it later, as certificate authentication does.
    private static bool AsksForClients(IPropertySymbol property) =>
        property.Name.StartsWith("ClientCertificate", StringComparison.Ordinal) || property.ContainingType.Name == "SslServerAuthenticationOptions";

    private static void AnalyzeCallback(OperationContext operation, IOperation callback, CompilationContext context)
    {
        foreach (var arm in Acceptance.Arms(callback))
        {
            if (!AcceptsEverything(arm, context) || IsExcused(arm, operation, context))
                continue;
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, arm.Syntax.GetLocation(), Shown(operation.Operation)));
        }
    }

    private static bool AcceptsEverything(IOperation callback, CompilationContext context) =>
        callback is IPropertyReferenceOperation { Property: { Name: "DangerousAcceptAnyServerCertificateValidator", ContainingType.Name: "HttpClientHandler" } } || Acceptance.IsUnconditional(callback, context);

    private static string Shown(IOperation operation) => operation switch
    {
        IAssignmentOperation { Target: IPropertyReferenceOperation target } => target.Property.Name,
        IEventAssignmentOperation { EventReference: IEventReferenceOperation target } => target.Event.Name,
        IArgumentOperation { Parameter: { } parameter } => parameter.Name,
        _ => operation.Syntax.ToString(),
    };

    // builder.TrustServerCertificate = true, builder["Trust Server Certificate"] = "yes"
    private static bool IsTrustSetting(IPropertyReferenceOperation target) =>
        target.Arguments.Length == 0 ? target.Property.Name == "TrustServerCertificate" : target.Arguments[0].Value.ConstantText() is { } key && TrustedServer.IsSetting(key);

    private static void AnalyzeSetting(OperationContext operation, IAssignmentOperation assignment, IPropertyReferenceOperation target, CompilationContext context)
    {
        var isOn = assignment.Value.Unwrap().ConstantValue switch
        {
            { HasValue: true, Value: bool value } => value,
            { HasValue: true, Value: string value } => TrustedServer.IsOn(value),
            _ => false,
        };
        if (isOn && !NamesLocalServer(assignment, target) && !IsExcused(assignment, operation, context))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, assignment.Value.Syntax.GetLocation(), "TrustServerCertificate"));
    }

    // The server is named beside it: in the same initializer, in the text the builder is made from, or on the same local.
    private static bool NamesLocalServer(IAssignmentOperation assignment, IPropertyReferenceOperation target)
    {
        var holder = (target.Instance as ILocalReferenceOperation)?.Local;
        var creation = assignment.Parent is IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation made } ? made : null;
        var body = holder is null ? creation : assignment.Root();
        return body is not null && body.DescendantsAndSelf().Any(operation => operation switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } other } given when TrustedServer.IsHostProperty(name) =>
                (other.Instance is not ILocalReferenceOperation { Local: var owner } || SymbolEqualityComparer.Default.Equals(owner, holder)) && given.Value.ConstantText() is { } server && TrustedServer.IsLocalServer(server),
            IArgumentOperation { Parent: IObjectCreationOperation } argument => argument.Value.ConstantText() is { } text && TrustedServer.IsLocal(text),
            _ => false,
        });
    }

    private static void AnalyzeText(OperationContext operation, CompilationContext context)
    {
        if (operation.Operation.ConstantValue.Value is not string text || !TrustedServer.IsTrusting(text) || IsLookedFor(operation.Operation))
            return;
        if (!TrustedServer.IsLocal(TrustedServer.Whole(operation.Operation)) && !IsExcused(operation.Operation, operation, context))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, operation.Operation.Syntax.GetLocation(), "TrustServerCertificate=True"));
    }

    private static bool IsLookedFor(IOperation text) =>
        Comparison.OtherSide(text) is not null || text.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Contains" or "IndexOf" or "Replace" or "StartsWith" or "EndsWith" or "Split" } };

    private static bool IsExcused(IOperation place, OperationContext operation, CompilationContext context) =>
        context.IsRelaxedTest(place.Syntax.SyntaxTree) || place.IsDevelopmentOnly(operation.ContainingSymbol);
}
