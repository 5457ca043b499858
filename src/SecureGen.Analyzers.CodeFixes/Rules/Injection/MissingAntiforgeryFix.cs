using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Has the token checked: adds the attribute, puts it in the place of the one that ignores it, or takes the opt-out away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class MissingAntiforgeryFix() : SecurityCodeFixProvider(MissingAntiforgery.Descriptor)
{
    private const string Checked = "global::Microsoft.AspNetCore.Mvc.AutoValidateAntiforgeryToken";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        target.Diagnostic.Properties.TryGetValue(MissingAntiforgery.ActionProperty, out var action);
        var edit = action switch
        {
            "add" or "replace" when !HasFilters(target) => null,
            "add" => Add(target.Root.FindToken(target.Diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<ClassDeclarationSyntax>()),
            "replace" => Replace(target.Node.FirstAncestorOrSelf<AttributeSyntax>()),
            "remove" => IsMiddlewareUsed(target) ? Remove(target) : null,
            _ => SettingEdits.For(target),
        };
        if (edit is not null)
            yield return new Fix("Check the antiforgery token", "SGA6010.Check", edit);
    }

    // The filters are services of MVC with views: AddControllers() alone lets every request fail that should be checked.
    private static bool HasFilters(FixTarget target) =>
        !target.Model.Compilation.Names(["AddControllers"]) || target.Model.Compilation.Names(["AddControllersWithViews", "AddRazorPages", "AddMvc", "AddViews"]);

    // An end point that wants the token throws where nothing checks it.
    private static bool IsMiddlewareUsed(FixTarget target) => target.Model.Compilation.Names(["UseAntiforgery"]);

    private static Action<DocumentEditor>? Add(ClassDeclarationSyntax? type) => type is null ? null : editor => editor.ReplaceNode(type, (current, _) => WithAttribute((ClassDeclarationSyntax)current));

    // On a line of its own, above what stands there.
    private static ClassDeclarationSyntax WithAttribute(ClassDeclarationSyntax type)
    {
        var leading = type.GetLeadingTrivia();
        var indentation = leading.Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse().ToArray();
        var line = type.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(Attribute()))
            .WithLeadingTrivia(leading).WithTrailingTrivia(line.RawKind == 0 ? SyntaxFactory.ElasticLineFeed : line);
        var plain = type.WithLeadingTrivia(indentation);
        return plain.WithAttributeLists(plain.AttributeLists.Insert(0, list));
    }

    private static Action<DocumentEditor>? Replace(AttributeSyntax? attribute) =>
        attribute is null ? null : editor => editor.ReplaceNode(attribute, Attribute().WithTriviaFrom(attribute));

    private static AttributeSyntax Attribute() => Generate.Prepared(SyntaxFactory.Attribute(SyntaxFactory.ParseName(Checked)));

    // endpoint.DisableAntiforgery() becomes endpoint.
    private static Action<DocumentEditor>? Remove(FixTarget target)
    {
        if (target.Node is not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access })
            return null;
        if (target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is not IMethodSymbol { MethodKind: MethodKind.ReducedExtension })
            return Unwrap(call);
        if (call.Parent is ExpressionStatementSyntax && access.Expression is not InvocationExpressionSyntax)
            return SettingEdits.Remove(call);
        return editor => editor.ReplaceNode(call, (current, _) => current is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } }
            ? receiver.WithTrailingTrivia(receiver.GetTrailingTrivia().Where(IsComment).Concat(current.GetTrailingTrivia()))
            : current);
    }

    // Extensions.DisableAntiforgery(app.MapPost(...)) becomes app.MapPost(...).
    private static Action<DocumentEditor>? Unwrap(InvocationExpressionSyntax call) => call.ArgumentList.Arguments is { Count: 1 } arguments && (arguments[0].Expression is InvocationExpressionSyntax || call.Parent is not ExpressionStatementSyntax)
        ? editor => editor.ReplaceNode(call, (current, _) => ((InvocationExpressionSyntax)current).ArgumentList.Arguments[0].Expression.WithTriviaFrom(current))
        : null;

    private static bool IsComment(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
}
