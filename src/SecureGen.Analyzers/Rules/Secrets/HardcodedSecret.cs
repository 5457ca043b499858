using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Secrets;

/// <summary>SGA1001: a literal stored in, passed to or compared with something whose name says that it is a secret.</summary>
public sealed class HardcodedSecret : SecurityAnalyzer
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA1001",
        "Secret is hard-coded",
        "The secret '{0}' is hard-coded; read it from the environment or a secret store",
        Category.Secrets,
        DiagnosticSeverity.Warning,
        "Who can read the source, its history or the built assembly has the secret, and it cannot be changed without a new release.",
        798,
        259);

    /// <summary>The diagnostic property that holds the name of the secret.</summary>
    internal const string NameProperty = "name";

    public HardcodedSecret()
        : base(Descriptor)
    {
    }

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        actions.RegisterOperationAction(operation => Judge(operation, context), OperationKind.Literal, OperationKind.Utf8String);
        actions.RegisterOperationAction(operation => JudgeDefaults(operation, context), OperationKind.AnonymousFunction, OperationKind.LocalFunction);
    }

    private static void Judge(OperationContext operation, CompilationContext context)
    {
        if (operation.Operation is ILiteralOperation { ConstantValue: not { HasValue: true, Value: string { Length: >= 3 } } })
            return;
        if (Literals.WholeConstant(operation.Operation) is not { } whole || whole.ConstantText() is not { } text || NameOf(whole, text, context) is not { } name)
            return;
        if (Fallback.Of(whole) is not null || NamedFallbacks.ServesAsFallback(whole, operation.CancellationToken))
            return;

        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, whole.Syntax.GetLocation(), Property(name), name));
    }

    /// <summary>The name of the secret that the constant is where it stands, or null where it is none or test data.</summary>
    internal static string? NameOf(IOperation whole, string text, CompilationContext context) =>
        SecretPlace.NameOf(whole, text, context.Options(whole.Syntax.SyntaxTree)) is { } name && !IsRelaxed(text, whole.Syntax.SyntaxTree, context) ? name : null;

    private static void JudgeDefaults(OperationContext operation, CompilationContext context)
    {
        foreach (var (parameter, text, value) in ParameterDefaults.Of(operation.Operation, operation.CancellationToken))
        {
            var kind = SecretVocabulary.KindOf(parameter.Name, context.Options(value.SyntaxTree));
            if (kind != SecretKind.None && !IsRelaxed(text, value.SyntaxTree, context) && SecretValues.IsSecret(text, parameter.Name, kind))
                operation.ReportDiagnostic(Diagnostic.Create(Descriptor, value.GetLocation(), Property(parameter.Name), parameter.Name));
        }
    }

    private static bool IsRelaxed(string text, SyntaxTree tree, CompilationContext context) => context.IsRelaxedTest(tree) && !SecretValues.HasCredentialFormat(text);

    internal static ImmutableDictionary<string, string?> Property(string name) => ImmutableDictionary<string, string?>.Empty.Add(NameProperty, name);
}
