using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Network;

/// <summary>SGA3004: a client connects to another host without TLS. An address by itself is nothing; it is followed to what connects.</summary>
public sealed class ClearTextTransport() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Properties of the finding: the scheme that is written and the port behind the host.</summary>
    internal const string SchemeProperty = "scheme", PortProperty = "port";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA3004",
        "Connection is not encrypted",
        "The connection to '{0}' is not encrypted; use '{1}'",
        Category.Network,
        DiagnosticSeverity.Warning,
        "Everybody between the client and the server can read and change what is sent, with the keys and tokens in it. Use the scheme with TLS.",
        319);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!context.Has("System.Uri"))
            return;
        actions.RegisterOperationAction(operation => AnalyzeText(operation, context), OperationKind.Literal);
        if (context.Has("System.Net.Mail.SmtpClient"))
            actions.RegisterOperationAction(operation => AnalyzeMail(operation, context), OperationKind.SimpleAssignment);
    }

    private static void AnalyzeText(OperationContext operation, CompilationContext context)
    {
        var literal = operation.Operation;
        if (literal.ConstantValue.Value is not string { Length: > 6 } text || text.IndexOf("://", 2, Math.Min(6, text.Length - 2), StringComparison.Ordinal) < 0)
            return;
        if (ClearTextAddress.Of(text, IsWhole(literal)) is not { } address || Hosts.IsPrivate(address.Host) || ClearTextSchemes.IsHarmless(address.Host))
            return;
        if (!IsSetting(literal) && !new ConnectionFlow(context).Connects(literal))
            return;
        if (IsExcused(literal, operation, context) || (address.Scheme == "ftp" && IsEncryptedLater(literal)))
            return;
        var secure = ClearTextSchemes.All.First(scheme => scheme.Clear == address.Scheme).Secure;
        var properties = ImmutableDictionary<string, string?>.Empty.Add(SchemeProperty, address.Scheme).Add(PortProperty, address.Port);
        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, literal.Syntax.GetLocation(), properties, address.Host, secure));
    }

    // class ImageOptions { public string BaseUrl { get; set; } = "http://..."; }
    private static bool IsSetting(IOperation literal) =>
        Target.Of(literal.Wrapped().Parent is IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "Uri" } uri } ? uri : literal) is { Symbol: IPropertySymbol { ContainingType: { } type } setting } && ClearTextSchemes.IsSetting(setting.Name, type.Name);

    // FtpWebRequest speaks TLS over the same scheme.
    private static bool IsEncryptedLater(IOperation literal) => literal.Root().Descendants().Any(static operation =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "EnableSsl" }, Value: { } value } && value.Unwrap().ConstantValue is not { HasValue: true, Value: false });

    private static bool IsWhole(IOperation literal) => literal.Parent switch
    {
        IInterpolatedStringTextOperation { Parent: IInterpolatedStringOperation text } piece => text.Parts.IndexOf(piece) == text.Parts.Length - 1,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } => false,
        _ => true,
    };

    // SmtpClient.EnableSsl = false; port 25 of the machine itself needs none.
    private static void AnalyzeMail(OperationContext operation, CompilationContext context)
    {
        var assignment = (ISimpleAssignmentOperation)operation.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: { Name: "EnableSsl" } property } target || assignment.Value.Unwrap().ConstantValue is not { HasValue: true, Value: false } || !context.Is(property.ContainingType, "System.Net.Mail.SmtpClient"))
            return;
        if (!IsExcused(assignment, operation, context) && !SendsToOwnMachine(assignment, target))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, assignment.Value.Syntax.GetLocation(), "SmtpClient", "EnableSsl = true"));
    }

    private static bool SendsToOwnMachine(IAssignmentOperation assignment, IPropertyReferenceOperation target)
    {
        var creation = assignment.Parent is IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation made } ? made
            : target.Instance is ILocalReferenceOperation local ? local.Local.ValuesOf(local.Root()).Select(static value => value.Unwrap()).OfType<IObjectCreationOperation>().FirstOrDefault() : null;
        if (creation is null)
            return false;
        var host = creation.Arguments.ArgumentOf("host") ?? creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(static given => given.Target is IPropertyReferenceOperation { Property.Name: "Host" })?.Value;
        return host?.ConstantText() is { } name && Hosts.IsPrivate(name);
    }

    private static bool IsExcused(IOperation place, OperationContext operation, CompilationContext context) =>
        context.IsRelaxedTest(place.Syntax.SyntaxTree) || place.IsDevelopmentOnly(operation.ContainingSymbol);
}
