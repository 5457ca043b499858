using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Files;

namespace SecureGen.Analyzers.CodeFixes.Rules.Files;

/// <summary>
/// Resolves the path and throws unless it stays inside its base directory, by a helper that is added to the type once;
/// or keeps the file name alone. Both rewrite the place where the path is built, which a wrong test only names.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class UnvalidatedPathCombineFix() : SecurityCodeFixProvider(UnvalidatedPathCombine.Descriptor, DotDotContainment.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Site is not ExpressionSyntax site)
            yield break;

        var untrusted = new UntrustedParts(target);
        if (PathParts.Of(site, untrusted, target) is { } parts && ContainedPathHelper.For(site, target) is { } helper)
            yield return new Fix("Resolve the path and keep it inside its base directory", "SGA4001.Contain", editor => Contain(editor, site, parts, helper));

        if (Leaf(site, untrusted, target) is { } leaf)
            yield return new Fix("Use the file name only", "SGA4001.FileName", editor => TakeFileName(editor, leaf));
    }

    // Two findings may stand for one site: what is already a call of the helper stays.
    private static void Contain(DocumentEditor editor, ExpressionSyntax site, PathParts parts, ContainedPathHelper helper)
    {
        editor.ReplaceNode(site, (current, _) => helper.IsCall(current) ? current : parts.Split((ExpressionSyntax)current) is { } split ? helper.Call(split, current) : current);
        helper.AddTo(editor);
    }

    private static ArgumentSyntax? Leaf(ExpressionSyntax site, UntrustedParts untrusted, FixTarget target)
    {
        if (site is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } arguments } call || !PathParts.IsPathCall(call, target, "Combine", "Join"))
            return null;
        var last = arguments[arguments.Count - 1];
        return target.Model.GetTypeInfo(last.Expression, target.Cancellation).ConvertedType?.SpecialType == SpecialType.System_String
            && untrusted.IndexIn(arguments.Select(a => a.Expression).ToArray()) == arguments.Count - 1 ? last : null;
    }

    private static void TakeFileName(DocumentEditor editor, ArgumentSyntax argument) =>
        editor.ReplaceNode(argument.Expression, (current, _) => IsFileName(current) ? current : FileName((ExpressionSyntax)current));

    private static bool IsFileName(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetFileName" } };

    private static ExpressionSyntax FileName(ExpressionSyntax name) =>
        SyntaxFactory.InvocationExpression(
                Generate.Expression("global::System.IO.Path.GetFileName"),
                SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(name.WithoutTrivia()))))
            .WithTriviaFrom(name);
}
