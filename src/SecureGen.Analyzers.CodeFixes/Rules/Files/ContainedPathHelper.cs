using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Files;

/// <summary>The method that resolves a path inside a base directory, and its calls.</summary>
internal sealed class ContainedPathHelper
{
    // The path itself may be the base directory. Windows does not tell case apart.
    private static readonly HelperText Text = new("ResolveContainedPath", ImmutableArray.Create("baseDirectory", "relativePath"), """
        string NAME(string baseDirectory, string relativePath)
        {
            var root = global::System.IO.Path.GetFullPath(global::System.IO.Path.Combine(baseDirectory, "."));
            if (!root.EndsWith(global::System.IO.Path.DirectorySeparatorChar.ToString(), global::System.StringComparison.Ordinal))
            {
                root += global::System.IO.Path.DirectorySeparatorChar;
            }

            var path = global::System.IO.Path.GetFullPath(global::System.IO.Path.Combine(root, relativePath));
            var comparison = global::System.IO.Path.DirectorySeparatorChar == '\\' ? global::System.StringComparison.OrdinalIgnoreCase : global::System.StringComparison.Ordinal;
            if (!(path + global::System.IO.Path.DirectorySeparatorChar).StartsWith(root, comparison))
            {
                throw new global::System.UnauthorizedAccessException("The path leaves its base directory.");
            }

            return path;
        }
        """);

    private readonly HelperMethod _method;

    private ContainedPathHelper(HelperMethod method) => _method = method;

    /// <summary>The helper that code at the node can call; null where nothing can take it.</summary>
    public static ContainedPathHelper? For(SyntaxNode node, FixTarget target) =>
        HelperMethod.For(Text, node, target) is { } method ? new ContainedPathHelper(method) : null;

    public bool IsCall(SyntaxNode node) => _method.IsCall(node is AssignmentExpressionSyntax assignment ? assignment.Right : node);

    public SyntaxNode Call(SplitPath path, SyntaxNode replaced)
    {
        var root = SyntaxFactory.Argument(path.Base);
        var rest = SyntaxFactory.Argument(path.Rest);
        if (path.RestIsFirst)
            (root, rest) = (Named("relativePath", rest), Named("baseDirectory", root));
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var call = _method.Call(path.Arguments ?? SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList([root, rest], [comma])));
        return replaced is AssignmentExpressionSyntax { Left: var left }
            ? SyntaxFactory.AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                left,
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
                call).WithTriviaFrom(replaced)
            : call.WithTriviaFrom(replaced);
    }

    public void AddTo(DocumentEditor editor) => _method.AddTo(editor);

    private static ArgumentSyntax Named(string name, ArgumentSyntax argument) =>
        argument.WithNameColon(SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(name)).WithTrailingTrivia(SyntaxFactory.Space));
}
