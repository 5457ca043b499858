using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>Syntax that fixes insert: written with full names, shortened and imported when the edit is finished.</summary>
internal static class Generate
{
    /// <summary>Parses an expression whose types are written <c>global::Namespace.Type</c>.</summary>
    public static ExpressionSyntax Expression(string text) => Prepared(SyntaxFactory.ParseExpression(text));

    /// <summary>Parses a statement whose types are written <c>global::Namespace.Type</c>.</summary>
    public static StatementSyntax Statement(string text) => Prepared(SyntaxFactory.ParseStatement(text));

    /// <summary>Parses a member whose types are written <c>global::Namespace.Type</c>.</summary>
    public static MemberDeclarationSyntax Member(string text) => Prepared(SyntaxFactory.ParseMemberDeclaration(text)!);

    /// <summary>Marks what was made for shortening, imports and formatting.</summary>
    public static T Prepared<T>(T node)
        where T : SyntaxNode =>
        node.ReplaceNodes(
                node.DescendantNodes().Where(static n => n is MemberAccessExpressionSyntax or QualifiedNameSyntax && n.GetFirstToken().IsKind(SyntaxKind.GlobalKeyword)),
                static (_, current) => current.WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation))
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);

    /// <summary>A string literal in the plain form.</summary>
    public static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
