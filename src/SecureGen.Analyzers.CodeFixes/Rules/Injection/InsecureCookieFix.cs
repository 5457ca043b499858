using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Sets what is missing where the options are made, or passes options that have it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class InsecureCookieFix() : SecurityCodeFixProvider(InsecureCookie.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        var edit = target.Diagnostic.Properties.TryGetValue(InsecureCookie.MissingProperty, out var missing) && missing is not null ? Complete(target.Node, missing.Split(',')) : SettingEdits.For(target);
        if (edit is not null)
            yield return new Fix("Protect the cookie", "SGA6009.Protect", edit);
    }

    private static Action<DocumentEditor>? Complete(SyntaxNode node, IReadOnlyList<string> missing) => node switch
    {
        BaseObjectCreationExpressionSyntax { Initializer: { } set } when CreationEdits.HasInnerComment(set) => null,
        BaseObjectCreationExpressionSyntax creation => editor => editor.ReplaceNode(creation, (current, _) => missing.Aggregate((BaseObjectCreationExpressionSyntax)current, (made, name) => CreationEdits.With(made, name, SyntaxFactory.ParseExpression("true")))),
        _ when node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { ArgumentList: { Arguments.Count: 2 } list } => editor => editor.ReplaceNode(list, (current, _) => WithOptions((ArgumentListSyntax)current, missing)),
        _ => null,
    };

    private static ArgumentListSyntax WithOptions(ArgumentListSyntax list, IReadOnlyList<string> missing)
    {
        var entries = missing.Select(static name => name + " = true").Append("SameSite = global::Microsoft.AspNetCore.Http.SameSiteMode.Lax");
        var options = Generate.Expression("new global::Microsoft.AspNetCore.Http.CookieOptions { " + string.Join(", ", entries) + " }");
        var changed = (ArgumentListSyntax)ListInsertion.Inserted(list, 1, options);
        var added = changed.Arguments[2];
        return added.NameColon is null ? changed : changed.ReplaceNode(added, added.WithNameColon(SyntaxFactory.NameColon("options").WithTrailingTrivia(SyntaxFactory.Space)));
    }
}
