using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Cryptography;

/// <summary>A local or private field that holds a Random and is used for nothing else: it goes with the last use that is fixed.</summary>
internal sealed class UnusedRandom
{
    // Under Fix All the uses are fixed one after the other in one editor.
    private static readonly ConditionalWeakTable<DocumentEditor, Dictionary<SyntaxNode, int>> Fixed = new();

    private readonly SyntaxNode _declaration;
    private readonly int _uses;

    private UnusedRandom(SyntaxNode declaration, int uses) => (_declaration, _uses) = (declaration, uses);

    public static UnusedRandom? Of(FixTarget target, ExpressionSyntax source)
    {
        var symbol = target.Model.GetSymbolInfo(source, target.Cancellation).Symbol;
        if (symbol is not (ILocalSymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Private }) || symbol.DeclaringSyntaxReferences.Length != 1)
            return null;
        if (symbol.DeclaringSyntaxReferences[0].GetSyntax(target.Cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: { } declaration } } declarator
            || declaration is not (LocalDeclarationStatementSyntax or FieldDeclarationSyntax { AttributeLists.Count: 0 })
            || !IsPlain(value) || declarator.SyntaxTree != target.Root.SyntaxTree || IsPartial(declaration))
        {
            return null;
        }

        var uses = target.Root.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Count(n => n.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(target.Model.GetSymbolInfo(n, target.Cancellation).Symbol, symbol));
        return new UnusedRandom(declaration, uses);
    }

    public void CountFixed(DocumentEditor editor)
    {
        var counts = Fixed.GetOrCreateValue(editor);
        counts.TryGetValue(_declaration, out var count);
        counts[_declaration] = ++count;
        if (count != _uses)
            return;
        if (_declaration.Parent is TypeDeclarationSyntax { Members: { Count: > 1 } members } && members[0] == _declaration)
            editor.ReplaceNode(members[1], static (next, _) => WithoutBlankLines(next));
        editor.RemoveNode(_declaration.Parent is GlobalStatementSyntax global ? global : _declaration, Options());
    }

    // What set the next member apart from the field would now follow the brace.
    private static SyntaxNode WithoutBlankLines(SyntaxNode member) =>
        member.WithLeadingTrivia(member.GetLeadingTrivia().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));

    private static bool IsPlain(ExpressionSyntax value) =>
        value is BaseObjectCreationExpressionSyntax { Initializer: null } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Shared" };

    private static bool IsPartial(SyntaxNode declaration) =>
        declaration is FieldDeclarationSyntax && declaration.Parent is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword);

    private SyntaxRemoveOptions Options() =>
        _declaration.GetLeadingTrivia().Any(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia))
            ? SyntaxRemoveOptions.KeepLeadingTrivia | SyntaxRemoveOptions.KeepUnbalancedDirectives
            : SyntaxRemoveOptions.KeepUnbalancedDirectives;
}
