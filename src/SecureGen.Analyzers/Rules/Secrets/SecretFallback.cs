using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Secrets;

/// <summary>SGA1003: a secret is read from the environment or configuration, and a literal serves where it is absent.</summary>
public sealed class SecretFallback : SecurityAnalyzer
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA1003",
        "Secret has a hard-coded fallback",
        "Where '{0}' is not set, a hard-coded secret takes its place; fail instead",
        Category.Secrets,
        DiagnosticSeverity.Warning,
        "A deployment that forgets to set the secret runs with one that everybody who has the source knows, and nobody notices.",
        1392,
        798);

    public SecretFallback()
        : base(Descriptor)
    {
    }

    internal override void Register(RuleActions actions, CompilationContext context) =>
        actions.RegisterOperationAction(
            operation => Judge(operation, context),
            OperationKind.Literal,
            OperationKind.Utf8String,
            OperationKind.FieldReference,
            OperationKind.LocalReference);

    private static void Judge(OperationContext operation, CompilationContext context)
    {
        if (Candidate(operation.Operation) is { } value && NameOf(value, context) is { } name)
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, value.Syntax.GetLocation(), HardcodedSecret.Property(name), name));
    }

    /// <summary>The name of the secret for which the value is a fallback, or null where it is none or test data.</summary>
    internal static string? NameOf(IOperation value, CompilationContext context)
    {
        if (Fallback.Of(value) is not { } fallback || (value.ConstantText() ?? NamedFallbacks.TextOf(value)) is not { } text)
            return null;
        if (Named(fallback, value, context.Options(value.Syntax.SyntaxTree)) is not { } secret || !IsBelieved(text, secret.Kind, fallback))
            return null;
        return context.IsRelaxedTest(value.Syntax.SyntaxTree) && !SecretValues.HasCredentialFormat(text) ? null : secret.Name;
    }

    // The program runs with whatever stands in for a setting; beside a plain variable only what looks like a secret is one.
    private static bool IsBelieved(string text, SecretKind kind, Fallback fallback) =>
        SecretValues.IsFallback(text, kind) && (fallback.Key is not null || SecretValues.IsSecret(text, "", kind));

    private static IOperation? Candidate(IOperation operation) => operation switch
    {
        ILiteralOperation { ConstantValue: { HasValue: true, Value: string } } or IUtf8StringOperation => Literals.WholeConstant(operation),
        ILocalReferenceOperation => operation,
        IFieldReferenceOperation { Field: var field } when NamedFallbacks.IsFixed(field) => operation,
        _ => null,
    };

    // The key that was read says most; then what is tested for being absent, what is given the value, what the constant is called.
    private static (string Name, SecretKind Kind)? Named(Fallback fallback, IOperation value, RuleOptions options) =>
        AsSecret(fallback.Key, options)
        ?? AsSecret(fallback.Primary is { } primary ? NameOf(Target.Assigned(primary)) : null, options, fallback.Key)
        ?? AsSecret(NameOf(Target.Of(Literals.Outermost(fallback.Whole, out _))), options, fallback.Key)
        ?? (fallback.Key is null ? null : AsSecret(NameOf(Target.Assigned(value)), options, fallback.Key));

    private static (string Name, SecretKind Kind)? AsSecret(string? name, RuleOptions options, string? key = null) =>
        name is not null && SecretVocabulary.KindOf(name, options) is var kind && kind != SecretKind.None ? (key ?? name, kind) : null;

    private static string? NameOf(Target? target) => target is { } named && (SecretVocabulary.CanHold(named.Type) || named.Type is INamedTypeSymbol { Name: "Task" or "ValueTask" }) ? named.Name : null;
}
