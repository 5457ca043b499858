using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.GenerativeAI;

namespace SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI;

/// <summary>Sets the limit where the options are made, or passes options that set it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class UncappedOutputFix() : SecurityCodeFixProvider(UncappedOutput.Descriptor)
{
    private const string Title = "Limit the output to 1024 tokens";
    private const string Key = "SGA7004.Limit";
    private const LanguageVersion CollectionExpressions = (LanguageVersion)1200;

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Diagnostic.Properties is not { } properties || properties[UncappedOutput.LimitProperty] is not { } limit || properties[UncappedOutput.OptionsProperty] is not { } options)
            yield break;
        var places = target.Diagnostic.AdditionalLocations;
        if (places.Count > 0 && target.Root.FindNode(places[0].SourceSpan, getInnermostNodeForTie: true) is BaseObjectCreationExpressionSyntax { Initializer: { } set } && CreationEdits.HasInnerComment(set))
            yield break;
        var edit = places.Count == 0 ? Pass(target, "new global::" + options + " { " + limit + " = 1024 }") : Set(target.Root.FindNode(places[0].SourceSpan, getInnermostNodeForTie: true), limit);
        if (edit is not null)
            yield return new Fix(Title, Key, edit);
    }

    // One object may serve several calls: the limit that one finding has set stands for the others.
    private static Action<DocumentEditor>? Set(SyntaxNode creation, string limit) => creation is BaseObjectCreationExpressionSyntax
        ? editor => editor.ReplaceNode(creation, (current, _) => CreationEdits.With((BaseObjectCreationExpressionSyntax)current, limit, SyntaxFactory.ParseExpression("1024")))
        : null;

    private static Action<DocumentEditor>? Pass(FixTarget target, string options)
    {
        if (target.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList: var list } call || target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is not IMethodSymbol method)
            return null;
        var created = Generate.Expression(options);
        var parameter = method.Parameters.FirstOrDefault(p => p.Name == "options");
        if (parameter is null)
            return method.Parameters.LastOrDefault() is { IsParams: true } many ? PassWithMessages(list, many, created, target) : null;
        var given = list.Arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == "options") ?? list.Arguments.TakeWhile(a => a.NameColon is null).ElementAtOrDefault(parameter.Ordinal);
        if (given is not null)
            return editor => editor.ReplaceNode(given.Expression, created.WithTriviaFrom(given.Expression));

        var positional = list.Arguments.TakeWhile(a => a.NameColon is null).Count();
        var argument = SyntaxFactory.Argument(created);
        return positional == parameter.Ordinal
            ? editor => editor.ReplaceNode(list, (current, _) => Inserted((ArgumentListSyntax)current, positional - 1, argument))
            : editor => editor.ReplaceNode(list, (current, _) => Inserted((ArgumentListSyntax)current, list.Arguments.Count - 1, Named(argument)));
    }

    private static ArgumentSyntax Named(ArgumentSyntax argument) =>
        argument.WithNameColon(SyntaxFactory.NameColon("options").WithTrailingTrivia(SyntaxFactory.Space));

    private static ArgumentListSyntax Inserted(ArgumentListSyntax list, int after, ArgumentSyntax argument)
    {
        list = (ArgumentListSyntax)ListInsertion.Inserted(list, after, argument.Expression);
        var inserted = list.Arguments[after + 1];
        return list.ReplaceNode(inserted, argument.WithTriviaFrom(inserted));
    }

    // CompleteChat(params ChatMessage[] messages) takes no options: the messages become the list of the overload that does.
    private static Action<DocumentEditor>? PassWithMessages(ArgumentListSyntax list, IParameterSymbol many, ExpressionSyntax options, FixTarget target)
    {
        if (list.Arguments.Count == 0 || list.Arguments.Any(a => a.NameColon is not null))
            return null;
        var isList = list.Arguments.Count == 1 && SymbolEqualityComparer.Default.Equals(target.Model.GetTypeInfo(list.Arguments[0].Expression, target.Cancellation).ConvertedType, many.Type);
        if (isList)
            return editor => editor.ReplaceNode(list, (current, _) => Inserted((ArgumentListSyntax)current, 0, SyntaxFactory.Argument(options)));
        if (many.Type is not IArrayTypeSymbol { ElementType: var element })
            return null;
        var (open, close) = ((CSharpParseOptions)list.SyntaxTree.Options).LanguageVersion >= CollectionExpressions ? ("[", "]")
            : ("new " + element.ToMinimalDisplayString(target.Model, list.SpanStart) + "[] { ", " }");
        return editor => editor.ReplaceNode(list, (current, _) => Listed((ArgumentListSyntax)current, open, close, options));
    }

    private static ArgumentListSyntax Listed(ArgumentListSyntax list, string open, string close, ExpressionSyntax options)
    {
        var start = list.OpenParenToken.TrailingTrivia.ToFullString();
        var messages = SyntaxFactory.ParseExpression(open + start + list.Arguments.ToFullString() + close);
        return list
            .WithOpenParenToken(list.OpenParenToken.WithTrailingTrivia())
            .WithArguments(SyntaxFactory.SeparatedList(
                [SyntaxFactory.Argument(messages), SyntaxFactory.Argument(options)],
                [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)]));
    }
}
