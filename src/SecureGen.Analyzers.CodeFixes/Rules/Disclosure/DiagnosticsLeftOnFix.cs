using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Disclosure;

namespace SecureGen.Analyzers.CodeFixes.Rules.Disclosure;

/// <summary>Asks the environment where one can be named; else, and beside, switches the aid off.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class DiagnosticsLeftOnFix() : SecurityCodeFixProvider(DiagnosticsLeftOn.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (Environment(target) is { } environment && Edit(target, environment + ".IsDevelopment()") is { } asked)
            yield return new Fix("Switch it on in development alone", "SGA5005.Development", asked);
        if (Edit(target, null) is { } off)
            yield return new Fix("Switch it off", "SGA5005.Off", off);
    }

    private static Action<DocumentEditor>? Edit(FixTarget target, string? test)
    {
        if (target.Node is AssignmentExpressionSyntax assignment)
            return editor => editor.ReplaceNode(assignment.Right, Generate.Expression(test ?? "false").WithTriviaFrom(assignment.Right));
        if (target.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is not IMethodSymbol method)
            return null;
        return method.Name switch
        {
            "UseSetting" => SetText(call, test is null ? "\"false\"" : test + " ? \"true\" : \"false\""),
            "UseDeveloperExceptionPage" or "UseMigrationsEndPoint" => call.Parent is ExpressionStatementSyntax statement ? test is null ? Remove(statement) : Wrap(statement, test) : test is null ? Skip(call) : null,
            _ => Set(call, test ?? "false"),
        };
    }

    private static Action<DocumentEditor>? SetText(InvocationExpressionSyntax call, string value)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count != 2)
            return null;
        var given = arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "value") ?? arguments[1];
        return editor => editor.ReplaceNode(given.Expression, Generate.Expression(value).WithTriviaFrom(given.Expression));
    }

    // The chain goes on from the call: only its argument is touched.
    private static Action<DocumentEditor> Set(InvocationExpressionSyntax call, string value)
    {
        var flag = call.ArgumentList.Arguments.Count > 0 ? call.ArgumentList.Arguments[call.ArgumentList.Arguments.Count - 1] : null;
        if (flag is not null)
            return editor => editor.ReplaceNode(flag.Expression, Generate.Expression(value).WithTriviaFrom(flag.Expression));
        var added = SyntaxFactory.Argument(Generate.Expression(value));
        return editor => editor.ReplaceNode(call.ArgumentList, (current, _) => ((ArgumentListSyntax)current).AddArguments(added));
    }

    private static Action<DocumentEditor>? Skip(InvocationExpressionSyntax call) =>
        call is { Expression: MemberAccessExpressionSyntax access, Parent: MemberAccessExpressionSyntax }
            ? editor => editor.ReplaceNode(call, (current, _) => ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)current).Expression).Expression.WithTrailingTrivia(current.GetTrailingTrivia()))
            : null;

    private static Action<DocumentEditor> Remove(ExpressionStatementSyntax statement)
    {
        if (statement.Parent is not (BlockSyntax or GlobalStatementSyntax))
            return editor => editor.ReplaceNode(statement, SyntaxFactory.Block().WithTriviaFrom(statement));
        var options = HasComment(statement) ? SyntaxRemoveOptions.KeepExteriorTrivia | SyntaxRemoveOptions.KeepUnbalancedDirectives : SyntaxRemoveOptions.KeepUnbalancedDirectives;
        return editor => editor.RemoveNode(statement.Parent is GlobalStatementSyntax global ? global : statement, options);
    }

    private static bool HasComment(SyntaxNode node) =>
        node.GetLeadingTrivia().Concat(node.GetTrailingTrivia()).Any(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia));

    private static Action<DocumentEditor>? Wrap(ExpressionStatementSyntax statement, string test)
    {
        // Elsewhere an else may follow, and would be taken.
        if (statement.Parent is not (BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax))
            return null;
        var condition = Generate.Expression(test);
        var endOfLine = statement.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)).ToString() is { Length: > 0 } found ? found : "\n";
        return editor => editor.ReplaceNode(statement, (current, _) =>
            SyntaxFactory.IfStatement(condition, SyntaxFactory.Block(
                    SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.ElasticEndOfLine(endOfLine)).WithTrailingTrivia(SyntaxFactory.ElasticEndOfLine(endOfLine)),
                    SyntaxFactory.SingletonList<StatementSyntax>(((StatementSyntax)current).WithoutTrivia().WithTrailingTrivia(SyntaxFactory.ElasticEndOfLine(endOfLine))),
                    SyntaxFactory.Token(SyntaxKind.CloseBraceToken)))
                .WithTriviaFrom(current)
                .WithAdditionalAnnotations(Formatter.Annotation));
    }

    // env, builder.Environment, or a field or property of the type around.
    private static string? Environment(FixTarget target)
    {
        if (EnvironmentInScope.Find(target) is { } found)
            return found;
        var position = target.Node.SpanStart;
        if (target.Model.Compilation.GetTypeByMetadataName("Microsoft.Extensions.Hosting.IHostEnvironment") is not { } type
            || target.Model.LookupSymbols(position, type, "IsDevelopment", includeReducedExtensionMethods: true).IsEmpty
            || target.Model.GetEnclosingSymbol(position, target.Cancellation) is not IMethodSymbol { IsStatic: false })
            return null;
        return target.Model.LookupSymbols(position).OrderByDescending(static s => s.Locations.FirstOrDefault()?.SourceSpan.Start ?? 0).FirstOrDefault(symbol => !symbol.IsImplicitlyDeclared && TypeOf(symbol) is { } held
            && (SymbolEqualityComparer.Default.Equals(held, type) || held.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, type))))?.Name;
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter => parameter.Type,
        _ => null,
    };
}
