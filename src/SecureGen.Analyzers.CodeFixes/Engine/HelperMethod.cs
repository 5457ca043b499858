using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>The text of a method that checks text, returns it as it may be used, and throws.</summary>
/// <param name="Name">Its name, unless something else has it.</param>
/// <param name="Parameters">The names of its parameters.</param>
/// <param name="Declaration">
/// From the return type on, with NAME in the place of the name and types written <c>global::Namespace.Type</c>.
/// <c>string?</c> loses its question mark where the code around knows no nullable text.
/// </param>
internal sealed record HelperText(string Name, ImmutableArray<string> Parameters, string Declaration);

/// <summary>A method that a fix adds once: to the type that calls it, or to top-level code as a local function.</summary>
internal sealed class HelperMethod
{
    private readonly SyntaxNode _home;
    private readonly HelperText _text;
    private readonly bool _exists;
    private readonly bool _isNullable;
    private readonly string _endOfLine;

    private HelperMethod(SyntaxNode home, string name, HelperText text, bool exists, FixTarget target)
    {
        _home = home;
        _text = text;
        _exists = exists;
        Name = name;
        _isNullable = target.Model.GetNullableContext(home.Span.End).AnnotationsEnabled();
        _endOfLine = target.Root.DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)).ToString() is { Length: > 0 } found ? found : "\n";
    }

    /// <summary>What the method is called there.</summary>
    public string Name { get; }

    /// <summary>The method that code at the node can call; null where nothing can take it.</summary>
    public static HelperMethod? For(HelperText text, SyntaxNode node, FixTarget target)
    {
        if (Home(node, target) is not { } home)
            return null;
        var name = text.Name;
        for (var number = 2; ; number++)
        {
            var taken = target.Model.LookupSymbols(node.SpanStart, name: name).Where(symbol => home is not TypeDeclarationSyntax || !IsTopLevel(symbol, target)).ToArray();
            if (taken.Any(symbol => IsHelper(symbol, text, target)))
                return new HelperMethod(home, name, text, exists: true, target);
            if (taken.Length == 0)
                return new HelperMethod(home, name, text, exists: false, target);
            name = text.Name + number;
        }
    }

    public bool IsCall(SyntaxNode node) =>
        node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax identifier } && identifier.Identifier.Text == Name;

    public InvocationExpressionSyntax Call(ArgumentListSyntax arguments) => SyntaxFactory.InvocationExpression(SyntaxFactory.IdentifierName(Name), arguments);

    public InvocationExpressionSyntax Call(ExpressionSyntax argument) => Call(SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(argument))));

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

    // Types see the local functions of top-level code and cannot call them.
    private static bool IsTopLevel(ISymbol symbol, FixTarget target) =>
        symbol.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(target.Cancellation).Parent is GlobalStatementSyntax);

    private static bool IsHelper(ISymbol symbol, HelperText text, FixTarget target) =>
        symbol is IMethodSymbol { IsStatic: true, ReturnType.SpecialType: SpecialType.System_String } method
        && method.Parameters.Select(p => p.Name).SequenceEqual(text.Parameters)
        && method.Parameters.All(p => p.Type.SpecialType == SpecialType.System_String)
        && method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(target.Cancellation).DescendantNodes().Any(n => n is ThrowStatementSyntax));

    private string Text
    {
        get
        {
            var text = _text.Declaration.Replace("NAME", Name).Replace("\r\n", "\n").Replace("\n", _endOfLine);
            return _isNullable ? text : text.Replace("string?", "string");
        }
    }

    private TypeDeclarationSyntax Added(TypeDeclarationSyntax type)
    {
        if (type.Members.OfType<MethodDeclarationSyntax>().Any(m => m.Identifier.Text == Name))
            return type;
        if (type.OpenBraceToken.RawKind == 0 || type.OpenBraceToken.IsMissing)
            type = Opened(type, _endOfLine);
        var helper = Generate.Member("private static " + Text).WithLeadingTrivia(SyntaxFactory.ElasticEndOfLine(_endOfLine));

        // A comment at the end of the type stays on a line of its own.
        return type.AddMembers(type.CloseBraceToken.LeadingTrivia.All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia)) ? helper : helper.WithTrailingTrivia(SyntaxFactory.EndOfLine(_endOfLine)));
    }

    /// <summary>The type with braces: <c>record Part(string Name) : Whole(Path.Combine("a", Name));</c> has none.</summary>
    internal static TypeDeclarationSyntax Opened(TypeDeclarationSyntax type, string endOfLine)
    {
        var after = type.SemicolonToken.TrailingTrivia;
        type = (TypeDeclarationSyntax)(type switch
        {
            RecordDeclarationSyntax record => record.WithSemicolonToken(default),
            ClassDeclarationSyntax @class => @class.WithSemicolonToken(default),
            StructDeclarationSyntax @struct => @struct.WithSemicolonToken(default),
            _ => type,
        });
        var open = SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.ElasticEndOfLine(endOfLine)).WithTrailingTrivia(SyntaxFactory.ElasticEndOfLine(endOfLine));
        return type.WithOpenBraceToken(open).WithCloseBraceToken(SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(after));
    }

    private CompilationUnitSyntax AddedLocal(CompilationUnitSyntax unit)
    {
        var statements = unit.Members.OfType<GlobalStatementSyntax>().ToArray();
        if (statements.Any(s => s.Statement is LocalFunctionStatementSyntax local && local.Identifier.Text == Name))
            return unit;
        var helper = SyntaxFactory.GlobalStatement(Generate.Statement("static " + Text)
            .WithLeadingTrivia(SyntaxFactory.ElasticEndOfLine(_endOfLine))
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(_endOfLine)));
        return unit.WithMembers(unit.Members.Insert(statements.Length, helper));
    }
}
