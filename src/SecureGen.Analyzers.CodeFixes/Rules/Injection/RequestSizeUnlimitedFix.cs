using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>States a limit: ten megabytes for bodies, the default for what counts parts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class RequestSizeUnlimitedFix() : SecurityCodeFixProvider(RequestSizeUnlimited.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        var edit = target.Diagnostic.Properties.ContainsKey(RequestSizeUnlimited.AttributeProperty) ? Limit(target.Node) : SettingEdits.For(target);
        if (edit is not null)
            yield return new Fix("State a limit", "SGA6011.Limit", edit);
    }

    // [DisableRequestSizeLimit] becomes [RequestSizeLimit(10 * 1024 * 1024)], however it was qualified.
    private static Action<DocumentEditor>? Limit(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
            return null;
        var arguments = SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression("10 * 1024 * 1024"))));
        NameSyntax name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.WithRight(SyntaxFactory.IdentifierName("RequestSizeLimit")),
            var plain => SyntaxFactory.IdentifierName("RequestSizeLimit").WithTriviaFrom(plain),
        };
        return editor => editor.ReplaceNode(attribute, attribute.WithName(name.WithoutTrailingTrivia()).WithArgumentList(arguments).WithTriviaFrom(attribute));
    }
}
