using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Secrets;

/// <summary>SGA1001: a literal stored in, passed to or compared with something whose name says that it is a secret.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
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

    private protected override void Register(CompilationStartAnalysisContext start, CompilationContext context) =>
        start.RegisterOperationAction(operation => Judge(operation, context), OperationKind.Literal, OperationKind.Utf8String);

    private static void Judge(OperationAnalysisContext operation, CompilationContext context)
    {
        if (operation.Operation is ILiteralOperation { ConstantValue: not { HasValue: true, Value: string { Length: >= 3 } } })
            return;
        if (Literals.WholeConstant(operation.Operation) is not { } whole || whole.ConstantText() is not { } text)
            return;

        var options = context.Options(whole.Syntax.SyntaxTree);
        if (NameOf(whole, text, options) is not { } name)
            return;
        if (context.IsRelaxedTest(whole.Syntax.SyntaxTree) && !SecretValues.HasCredentialFormat(text))
            return;
        if (Fallback.Of(whole) is not null || NamedFallbacks.ServesAsFallback(whole, operation.CancellationToken))
            return;

        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, whole.Syntax.GetLocation(), Property(name), name));
    }

    internal static ImmutableDictionary<string, string?> Property(string name) => ImmutableDictionary<string, string?>.Empty.Add(NameProperty, name);

    // The name of the secret that the text is, or null where it is none.
    private static string? NameOf(IOperation whole, string text, RuleOptions options)
    {
        var outer = Literals.Outermost(whole, out var isElement);
        if (outer.Wrapped().Parent is IArgumentOperation argument && Credentials.HandedBy(argument) is { } handed)
            return SecretValues.IsCredential(text) ? handed : null;

        var compared = false;
        var target = Target.Of(outer);
        if (target is null || !IsCandidate(target.Value, isElement, options))
        {
            target = Comparison.OtherSide(outer) is { } other ? Comparison.Named(other) : null;
            compared = true;
        }

        if (target is not { } found || !IsCandidate(found, isElement, options))
            return null;

        var kind = SecretVocabulary.KindOf(found.Name, options);
        return IsBelieved(text, found.Name, kind, isElement, compared) ? found.Name : null;
    }

    // Lists beside a secret's name are mostly lists of names; only machine-made text is believed there.
    private static bool IsBelieved(string text, string name, SecretKind kind, bool isElement, bool compared) =>
        SecretValues.IsSecret(text, name, isElement || (compared && kind == SecretKind.Code) ? SecretKind.Ambiguous : kind);

    private static bool IsCandidate(Target target, bool isElement, RuleOptions options) =>
        SecretVocabulary.IsSecret(target.Name, options) && (isElement || SecretVocabulary.CanHold(target.Type) || IsTextLike(target.Type));

    // A method that returns a task of a secret, a wrapper made by conversion from text.
    private static bool IsTextLike(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task ? SecretVocabulary.CanHold(task.TypeArguments[0])
        : type is { SpecialType: SpecialType.None, TypeKind: TypeKind.Struct or TypeKind.Class } && type.GetMembers("op_Implicit").Any(FromText);

    private static bool FromText(ISymbol member) => member is IMethodSymbol { Parameters.Length: 1 } conversion && conversion.Parameters[0].Type.SpecialType == SpecialType.System_String;
}
