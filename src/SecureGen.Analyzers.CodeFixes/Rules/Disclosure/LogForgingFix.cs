using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Rules.Disclosure;

namespace SecureGen.Analyzers.CodeFixes.Rules.Disclosure;

/// <summary>Makes the template constant: every value that is built into it becomes the argument of a named placeholder.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class LogForgingFix() : SecurityCodeFixProvider(LogForging.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not ExpressionSyntax message || ListOf(message) is not { } list || !IsTemplate(message, list, target))
            yield break;

        var arguments = list.Arguments;
        var index = arguments.IndexOf((ArgumentSyntax)message.Parent!);
        var given = arguments.Skip(index + 1).Select(argument => argument.Expression).ToArray();
        if (arguments.Any(a => a.NameColon is not null) || given.Any(value => target.Model.GetTypeInfo(value, target.Cancellation).Type is null or IArrayTypeSymbol))
            yield break;
        if (MessageTemplate.Of(message, given, target) is { } template)
            yield return new Fix("Pass the values as arguments of named placeholders", "SGA5004.Placeholder", editor => editor.ReplaceNode(list, (_, _) => Rewritten(list, index, template)));
    }

    private static ArgumentListSyntax? ListOf(ExpressionSyntax message) => (message.Parent as ArgumentSyntax)?.Parent as ArgumentListSyntax;

    private static bool IsTemplate(ExpressionSyntax message, ArgumentListSyntax list, FixTarget target) =>
        target.Model.GetSymbolInfo(list.Parent!, target.Cancellation).Symbol is IMethodSymbol method
        && list.Arguments.IndexOf((ArgumentSyntax)message.Parent!) is var index && index < method.Parameters.Length && LogSinks.IsTemplate(method.Parameters[index])
        && method.ContainingType.DeclaringSyntaxReferences.IsEmpty;

    private static ArgumentListSyntax Rewritten(ArgumentListSyntax list, int index, MessageTemplate template)
    {
        var before = list.Arguments.Take(index + 1).ToArray();
        var message = before[index].Expression;
        before[index] = before[index].WithExpression(SyntaxFactory.ParseExpression(Generate.Quoted(template.Text)).WithTriviaFrom(message));
        var commas = list.Arguments.GetSeparators().Take(index).ToList();
        commas.AddRange(Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), template.Values.Count));
        return list.WithArguments(SyntaxFactory.SeparatedList(before.Concat(template.Values.Select(value => SyntaxFactory.Argument(value.WithoutTrivia()))), commas));
    }
}
