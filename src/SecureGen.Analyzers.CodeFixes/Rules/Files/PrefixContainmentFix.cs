using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Files;

namespace SecureGen.Analyzers.CodeFixes.Rules.Files;

/// <summary>Compares ordinally with the base directory and its separator; a comparison that ignores case goes on doing so.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class PrefixContainmentFix() : SecurityCodeFixProvider(PrefixContainment.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } call || arguments.Any(a => a.NameColon is not null))
            yield break;
        if (Comparison(call, target) is not { } comparison)
            yield break;
        var isTerminated = PathParts.EndsWithSeparator(arguments[0].Expression, target);
        yield return new Fix(
            "Compare ordinally with the directory and its separator",
            "SGA4002.Separator",
            editor => editor.ReplaceNode(call, (current, _) => Fixed((InvocationExpressionSyntax)current, isTerminated, comparison)));
    }

    /// <summary>The comparison of the fixed call: empty for spans, which are compared ordinally; null where the call is of another kind.</summary>
    private static string? Comparison(InvocationExpressionSyntax call, FixTarget target)
    {
        var arguments = call.ArgumentList.Arguments;
        if (target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is not IMethodSymbol { Name: "StartsWith" } method
            || target.Model.GetTypeInfo(arguments[0].Expression, target.Cancellation).Type?.SpecialType != SpecialType.System_String)
            return null;
        if (method.ContainingType.SpecialType != SpecialType.System_String)
            return method is { ContainingType.Name: "MemoryExtensions", ReducedFrom: not null } && arguments.Count == 1 ? "" : null;
        var ignoresCase = arguments.Count switch
        {
            1 => false,
            2 => target.Model.GetSymbolInfo(arguments[1].Expression, target.Cancellation).Symbol is IFieldSymbol { Name: var name } && name.EndsWith("IgnoreCase", System.StringComparison.Ordinal),
            _ => arguments[1].Expression.IsKind(SyntaxKind.TrueLiteralExpression),
        };
        return ignoresCase ? "global::System.StringComparison.OrdinalIgnoreCase" : "global::System.StringComparison.Ordinal";
    }

    private static InvocationExpressionSyntax Fixed(InvocationExpressionSyntax call, bool isTerminated, string comparison)
    {
        var root = call.ArgumentList.Arguments[0].Expression;
        var argument = SyntaxFactory.Argument(isTerminated ? root : WithSeparator(root).WithTriviaFrom(root));
        if (comparison.Length == 0)
            return call.WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SingletonSeparatedList(argument)));
        return call.WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList(
            [argument, SyntaxFactory.Argument(Generate.Expression(comparison))],
            [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)])));
    }

    private static ExpressionSyntax WithSeparator(ExpressionSyntax root)
    {
        var simple = root is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax;
        var text = simple ? root.WithoutTrivia().ToString() : "(" + root.WithoutTrivia() + ")";
        return Generate.Expression(text + ".TrimEnd(global::System.IO.Path.DirectorySeparatorChar) + global::System.IO.Path.DirectorySeparatorChar");
    }
}
