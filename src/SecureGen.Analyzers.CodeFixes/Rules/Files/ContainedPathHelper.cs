using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Files;

/// <summary>The method that resolves a path inside a base directory: its text, its name and the type that takes it.</summary>
internal sealed class ContainedPathHelper
{
    private const string DefaultName = "ResolveContainedPath";

    // The path itself may be the base directory. Windows does not tell case apart.
    private const string Declaration = """
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
        """;

    private readonly SyntaxNode _home;
    private readonly string _name;
    private readonly bool _exists;
    private readonly string _endOfLine;

    private ContainedPathHelper(SyntaxNode home, string name, bool exists, string endOfLine)
    {
        _home = home;
        _name = name;
        _exists = exists;
        _endOfLine = endOfLine;
    }

    /// <summary>The helper that code at the node can call; null where nothing can take it.</summary>
    public static ContainedPathHelper? For(SyntaxNode node, FixTarget target)
    {
        if (Home(node, target) is not { } home)
            return null;
        var endOfLine = target.Root.DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)).ToString() is { Length: > 0 } found ? found : "\n";
        var name = DefaultName;
        for (var number = 2; ; number++)
        {
            var taken = target.Model.LookupSymbols(node.SpanStart, name: name);
            if (taken.Any(symbol => IsHelper(symbol, target)))
                return new ContainedPathHelper(home, name, exists: true, endOfLine);
            if (taken.IsEmpty)
                return new ContainedPathHelper(home, name, exists: false, endOfLine);
            name = DefaultName + number;
        }
    }

    public bool IsCall(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax identifier } => identifier.Identifier.Text == _name,
        AssignmentExpressionSyntax assignment => IsCall(assignment.Right),
        _ => false,
    };

    public SyntaxNode Call(SplitPath path, SyntaxNode replaced)
    {
        var root = SyntaxFactory.Argument(path.Base);
        var rest = SyntaxFactory.Argument(path.Rest);
        if (path.RestIsFirst)
            (root, rest) = (Named("relativePath", rest), Named("baseDirectory", root));
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var call = SyntaxFactory.InvocationExpression(SyntaxFactory.IdentifierName(_name), path.Arguments ?? SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList([root, rest], [comma])));
        return replaced is AssignmentExpressionSyntax { Left: var left }
            ? SyntaxFactory.AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                left,
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
                call).WithTriviaFrom(replaced)
            : call.WithTriviaFrom(replaced);
    }

    public void AddTo(DocumentEditor editor)
    {
        if (_exists)
            return;
        if (_home is TypeDeclarationSyntax)
            editor.ReplaceNode(_home, (current, _) => Added((TypeDeclarationSyntax)current));
        else
            editor.ReplaceNode(_home, (current, _) => AddedLocal((CompilationUnitSyntax)current));
    }

    // The parts of a partial type in one file share the first of them.
    private static SyntaxNode? Home(SyntaxNode node, FixTarget target)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case GlobalStatementSyntax:
                    return ancestor.Parent;
                case TypeDeclarationSyntax { Keyword.Text: not "extension" } type:
                    return target.Model.GetDeclaredSymbol(type, target.Cancellation)?.DeclaringSyntaxReferences
                        .FirstOrDefault(reference => reference.SyntaxTree == type.SyntaxTree)?.GetSyntax(target.Cancellation) ?? type;
            }
        }

        return null;
    }

    private static bool IsHelper(ISymbol symbol, FixTarget target) =>
        symbol is IMethodSymbol { IsStatic: true, ReturnType.SpecialType: SpecialType.System_String, Parameters.Length: 2 } method
        && method.Parameters[0].Name == "baseDirectory" && method.Parameters[1].Name == "relativePath"
        && method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(target.Cancellation).DescendantNodes().Any(n => n is ThrowStatementSyntax));

    private static ArgumentSyntax Named(string name, ArgumentSyntax argument) =>
        argument.WithNameColon(SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(name)).WithTrailingTrivia(SyntaxFactory.Space));

    private string Text => Declaration.Replace("NAME", _name).Replace("\r\n", "\n").Replace("\n", _endOfLine);

    private TypeDeclarationSyntax Added(TypeDeclarationSyntax type)
    {
        if (type.Members.OfType<MethodDeclarationSyntax>().Any(m => m.Identifier.Text == _name))
            return type;
        if (type.OpenBraceToken.RawKind == 0 || type.OpenBraceToken.IsMissing)
            type = Opened(type);
        return type.AddMembers(Generate.Member("private static " + Text).WithLeadingTrivia(SyntaxFactory.ElasticEndOfLine(_endOfLine)));
    }

    // record Part(string Name) : Whole(Path.Combine("a", Name));
    private TypeDeclarationSyntax Opened(TypeDeclarationSyntax type)
    {
        var after = type.SemicolonToken.TrailingTrivia;
        type = (TypeDeclarationSyntax)(type switch
        {
            RecordDeclarationSyntax record => record.WithSemicolonToken(default),
            ClassDeclarationSyntax @class => @class.WithSemicolonToken(default),
            StructDeclarationSyntax @struct => @struct.WithSemicolonToken(default),
            _ => type,
        });
        var open = SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.ElasticEndOfLine(_endOfLine)).WithTrailingTrivia(SyntaxFactory.ElasticEndOfLine(_endOfLine));
        return type.WithOpenBraceToken(open).WithCloseBraceToken(SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(after));
    }

    private CompilationUnitSyntax AddedLocal(CompilationUnitSyntax unit)
    {
        var statements = unit.Members.OfType<GlobalStatementSyntax>().ToArray();
        if (statements.Any(s => s.Statement is LocalFunctionStatementSyntax local && local.Identifier.Text == _name))
            return unit;
        var helper = SyntaxFactory.GlobalStatement(Generate.Statement("static " + Text)
            .WithLeadingTrivia(SyntaxFactory.ElasticEndOfLine(_endOfLine))
            .WithTrailingTrivia(SyntaxFactory.ElasticEndOfLine(_endOfLine)));
        return unit.WithMembers(unit.Members.Insert(statements.Length, helper));
    }
}
