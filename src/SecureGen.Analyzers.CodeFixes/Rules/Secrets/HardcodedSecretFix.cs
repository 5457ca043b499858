using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Rules.Secrets;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>Reads the secret where it is used: from the environment, or from the configuration in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class HardcodedSecretFix : SecurityCodeFixProvider
{
    public HardcodedSecretFix()
        : base(HardcodedSecret.Descriptor)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (Literal(target.Node) is not { } literal)
            yield break;

        var declaration = ConstantDeclaration.Of(literal);
        if (declaration is null ? !ThrowContext.Allows(target, literal) : !declaration.CanBeVariable(target))
            yield break;

        var variable = SecretName.Environment(target);
        var read = "global::System.Environment.GetEnvironmentVariable(" + Generate.Quoted(variable) + ")";
        yield return new Fix(
            "Read it from the environment variable " + variable,
            HardcodedSecret.Descriptor.Id + ".Environment",
            editor => Apply(editor, literal, declaration, OrThrow(read, variable), target));

        if (ConfigurationInScope.Find(target) is { } configuration)
        {
            var key = SecretName.Configuration(target);
            yield return new Fix(
                "Read it from the configuration key " + key,
                HardcodedSecret.Descriptor.Id + ".Configuration",
                editor => Apply(editor, literal, declaration, OrThrow(configuration + "[" + Generate.Quoted(key) + "]", key), target));
        }
    }

    private static string OrThrow(string read, string name) =>
        read + " ?? throw new global::System.InvalidOperationException(" + Generate.Quoted(name + " is not set.") + ")";

    private static ExpressionSyntax? Literal(SyntaxNode node) => node switch
    {
        ExpressionSyntax expression => expression,
        ArgumentSyntax argument => argument.Expression,
        _ => null,
    };

    private static void Apply(DocumentEditor editor, ExpressionSyntax literal, ConstantDeclaration? declaration, string read, FixTarget target)
    {
        declaration?.MakeVariable(editor);
        editor.ReplaceNode(literal, Generate.Expression(Shaped(literal, read, target)).WithTriviaFrom(literal));
    }

    private static string Shaped(ExpressionSyntax literal, string read, FixTarget target)
    {
        if (literal.IsKind(SyntaxKind.Utf8StringLiteralExpression))
            return "global::System.Text.Encoding.UTF8.GetBytes(" + read + ")";
        if (target.Model.GetConstantValue(literal, target.Cancellation) is { Value: string text } && SecretValues.SchemeOf(text) is { Length: > 0 } scheme)
            return Parenthesized(Generate.Quoted(scheme) + " + (" + read + ")", literal);
        return Parenthesized(read, literal);
    }

    private static string Parenthesized(string text, ExpressionSyntax place) => ThrowContext.TakesAny(place) ? text : "(" + text + ")";
}
