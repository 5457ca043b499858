using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.GenerativeAI;

namespace SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI;

/// <summary>
/// Keeps the constant text in the system message and hands what is untrusted to the model in a user message right after
/// it. Offered where the untrusted text ends the prompt: text cut out of the middle of a sentence would leave nonsense.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class PromptInjectionFix() : SecurityCodeFixProvider(PromptInjection.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not ExpressionSyntax content || Site(content, target) is not { } site || SplitPrompt.Of(site, target) is not { } split)
            yield break;
        if (site != content && !(IsPlain(split.Text) && !IsWrittenAfter(split.Text, site)))
            yield break;
        if (InstructionMessage.Of(content, target) is { } message && message.Place(split.Text) is { } add)
        {
            yield return new Fix("Move the text into a user message", "SGA7001.UserMessage", editor =>
            {
                editor.ReplaceNode(site, split.Instructions);
                add(editor);
            });
        }
    }

    // The text as it stands in the message, or in the local that only the message reads.
    private static ExpressionSyntax? Site(ExpressionSyntax content, FixTarget target)
    {
        if (content is not IdentifierNameSyntax)
            return content;
        if (target.Model.GetSymbolInfo(content, target.Cancellation).Symbol is not ILocalSymbol { DeclaringSyntaxReferences.Length: 1 } local
            || local.DeclaringSyntaxReferences[0].GetSyntax(target.Cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator)
            return null;
        var uses = Body(declarator).DescendantNodes().OfType<IdentifierNameSyntax>().Count(name => name.Identifier.Text == local.Name);
        return uses == 1 ? value : null;
    }

    private static SyntaxNode Body(SyntaxNode node) =>
        node.Ancestors().First(ancestor => ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax);

    private static bool IsPlain(ExpressionSyntax text) =>
        text.DescendantNodesAndSelf().All(node => node is IdentifierNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax);

    // What is read later must still be what it was.
    private static bool IsWrittenAfter(ExpressionSyntax text, ExpressionSyntax site)
    {
        var root = text.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().First().Identifier.Text;
        return Body(site).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(name => name.SpanStart > site.Span.End && name.Identifier.Text == root && IsWritten(name));
    }

    private static bool IsWritten(ExpressionSyntax name)
    {
        while (name.Parent is MemberAccessExpressionSyntax access)
            name = access;
        return name.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == name,
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
            _ => false,
        };
    }
}
