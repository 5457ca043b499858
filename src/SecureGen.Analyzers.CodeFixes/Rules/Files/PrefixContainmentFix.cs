using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Files;

namespace SecureGen.Analyzers.CodeFixes.Rules.Files;

/// <summary>Compares ordinally with the base directory and its separator. The directory is a name, so nothing runs twice.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class PrefixContainmentFix() : SecurityCodeFixProvider(PrefixContainment.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not InvocationExpressionSyntax call || call.ArgumentList.Arguments is not { Count: 1 or 2 } arguments || !IsStringCall(call, target))
            yield break;
        if (arguments.Any(a => a.NameColon is not null))
            yield break;
        yield return new Fix(
            "Compare ordinally with the directory and its separator",
            "SGA4002.Separator",
            editor => editor.ReplaceNode(call, (current, _) => Fixed((InvocationExpressionSyntax)current)));
    }

    private static bool IsStringCall(InvocationExpressionSyntax call, FixTarget target) =>
        target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is IMethodSymbol { Name: "StartsWith", ContainingType.SpecialType: SpecialType.System_String } method
        && method.Parameters[0].Type.SpecialType == SpecialType.System_String
        && method.Parameters.Length == call.ArgumentList.Arguments.Count;

    private static InvocationExpressionSyntax Fixed(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        var root = arguments[0].Expression;
        var comparison = arguments.Count == 2 && arguments[1].Expression.ToString().Contains("Ordinal")
            ? arguments[1]
            : SyntaxFactory.Argument(Generate.Expression("global::System.StringComparison.Ordinal"));
        return call.WithArgumentList(SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
            [SyntaxFactory.Argument(EndsWithSeparator(root) ? root : WithSeparator(root)), comparison],
            [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)])));
    }

    private static bool EndsWithSeparator(ExpressionSyntax root)
    {
        var text = root.ToString();
        return root is BinaryExpressionSyntax && (text.EndsWith("SeparatorChar", System.StringComparison.Ordinal) || text.EndsWith("/\"", System.StringComparison.Ordinal) || text.EndsWith("'/'", System.StringComparison.Ordinal));
    }

    private static ExpressionSyntax WithSeparator(ExpressionSyntax root)
    {
        var simple = root is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ThisExpressionSyntax;
        var text = simple ? root.WithoutTrivia().ToString() : "(" + root.WithoutTrivia() + ")";
        return Generate.Expression(text + ".TrimEnd(global::System.IO.Path.DirectorySeparatorChar) + global::System.IO.Path.DirectorySeparatorChar");
    }
}
