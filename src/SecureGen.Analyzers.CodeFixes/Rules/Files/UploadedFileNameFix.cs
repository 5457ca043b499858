using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Files;

namespace SecureGen.Analyzers.CodeFixes.Rules.Files;

/// <summary>Stores the file under a random name, without an extension of its sender's or with one from a list.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class UploadedFileNameFix() : SecurityCodeFixProvider(UploadedFileName.Descriptor)
{
    private static readonly HelperText AllowedExtension = new(
        "AllowedExtension",
        ImmutableArray.Create("fileName"),
        """
        string NAME(string fileName)
        {
            var extension = global::System.IO.Path.GetExtension(fileName).ToLowerInvariant();
            if (global::System.Array.IndexOf(new[] { ".jpg", ".jpeg", ".png", ".webp", ".gif", ".pdf", ".txt" }, extension) < 0)
            {
                throw new global::System.InvalidOperationException("Files with this extension are not accepted.");
            }

            return extension;
        }
        """);

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not ExpressionSyntax path || !IsStoredHere(path, target))
            yield break;
        var parts = StoredNameParts.Of(path, target);
        if (parts.Count == 0)
            yield break;

        var helper = HelperMethod.For(AllowedExtension, path, target);
        if (parts.Any(part => !part.IsExtension) && (helper is not null || !parts.Any(part => part.IsExtension)))
            yield return new Fix("Store the file under a random name", "SGA4004.RandomName", editor => Rewrite(editor, parts, helper, keepsExtension: false));
        if (helper is not null && parts.All(part => part.Extended is not null))
            yield return new Fix("Accept listed extensions only", "SGA4004.AllowedExtension", editor => Rewrite(editor, parts, helper, keepsExtension: true));
    }

    // A path is all that a callee is given; of a name it may keep more.
    private static bool IsStoredHere(ExpressionSyntax path, FixTarget target) =>
        target.Sink?.Span.Contains(path.Span) == true || (target.Site is InvocationExpressionSyntax call && PathParts.IsPathCall(call, target, "Combine", "Join"));

    private static void Rewrite(DocumentEditor editor, IReadOnlyList<StoredNamePart> parts, HelperMethod? helper, bool keepsExtension)
    {
        foreach (var part in parts)
        {
            editor.ReplaceNode(part.Node, (current, _) => IsRewritten(current, helper) ? current : current.CopyAnnotationsTo(Rewritten(part, helper, keepsExtension)).WithTriviaFrom(current));
            if (part.IsExtension || keepsExtension)
                helper!.AddTo(editor);
        }
    }

    // Two findings may stand for one part.
    private static bool IsRewritten(SyntaxNode node, HelperMethod? helper) =>
        node is BinaryExpressionSyntax || helper?.IsCall(node) == true || node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetRandomFileName" } };

    private static ExpressionSyntax Rewritten(StoredNamePart part, HelperMethod? helper, bool keepsExtension)
    {
        if (part.IsExtension)
            return Extension(part, helper!);
        var name = Generate.Expression("global::System.IO.Path.GetRandomFileName()");
        var plus = SyntaxFactory.Token(SyntaxKind.PlusToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space);
        return keepsExtension ? SyntaxFactory.BinaryExpression(SyntaxKind.AddExpression, name, plus, Extension(part, helper!)) : name;
    }

    private static ExpressionSyntax Extension(StoredNamePart part, HelperMethod helper) =>
        helper.Call(SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(part.Extended!.WithoutTrivia()))));
}
