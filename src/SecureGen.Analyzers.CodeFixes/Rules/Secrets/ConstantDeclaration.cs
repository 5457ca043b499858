using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>The const field or local whose value a literal is, and whether C# lets it become a variable.</summary>
internal sealed class ConstantDeclaration
{
    private readonly SyntaxNode _declaration;
    private readonly VariableDeclaratorSyntax _variable;

    private ConstantDeclaration(SyntaxNode declaration, VariableDeclaratorSyntax variable)
    {
        _declaration = declaration;
        _variable = variable;
    }

    public static ConstantDeclaration? Of(ExpressionSyntax literal)
    {
        if (literal.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { Parent.Parent: { } declaration } variable)
            return null;
        return declaration switch
        {
            FieldDeclarationSyntax field when ThrowContext.IsConst(field.Modifiers) => new ConstantDeclaration(field, variable),
            LocalDeclarationStatementSyntax { IsConst: true } => new ConstantDeclaration(declaration, variable),
            _ => null,
        };
    }

    public bool CanBeVariable(FixTarget target)
    {
        if (_variable is not { Parent: VariableDeclarationSyntax { Variables.Count: 1 } } || target.Model.GetDeclaredSymbol(_variable, target.Cancellation) is not { } symbol)
            return false;
        if (symbol.ContainingType is { TypeKind: TypeKind.Interface } || ((CSharpParseOptions)_variable.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp7)
            return false;

        foreach (var reference in References(symbol, target))
        {
            if (ThrowContext.RequiresConstant(reference) || (symbol is ILocalSymbol ? IsInStaticFunction(reference) : RunsBefore(reference)))
                return false;
        }

        return true;
    }

    public void MakeVariable(DocumentEditor editor) => editor.ReplaceNode(_declaration, static (current, _) => current switch
    {
        FieldDeclarationSyntax field => field.WithModifiers(StaticReadOnly(field.Modifiers)),
        LocalDeclarationStatementSyntax local => WithoutConst(local),
        _ => current,
    });

    private static SyntaxTokenList StaticReadOnly(SyntaxTokenList modifiers)
    {
        var at = modifiers.IndexOf(SyntaxKind.ConstKeyword);
        var old = modifiers[at];
        return modifiers.RemoveAt(at).InsertRange(
            at,
            [
                SyntaxFactory.Token(SyntaxKind.StaticKeyword).WithLeadingTrivia(old.LeadingTrivia).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(old.TrailingTrivia),
            ]);
    }

    private static LocalDeclarationStatementSyntax WithoutConst(LocalDeclarationStatementSyntax local)
    {
        var at = local.Modifiers.IndexOf(SyntaxKind.ConstKeyword);
        var leading = local.Modifiers[at].LeadingTrivia;
        return local.WithModifiers(local.Modifiers.RemoveAt(at)).WithLeadingTrivia(leading);
    }

    private IEnumerable<SyntaxNode> References(ISymbol symbol, FixTarget target)
    {
        foreach (var tree in Trees(symbol, target))
        {
            SemanticModel? model = null;
            foreach (var name in tree.DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (name.Identifier.ValueText != symbol.Name)
                    continue;
#pragma warning disable RS1030 // A fix looks at trees other than its own.
                model ??= tree.SyntaxTree == target.Root.SyntaxTree ? target.Model : target.Model.Compilation.GetSemanticModel(tree.SyntaxTree);
#pragma warning restore RS1030
                if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, target.Cancellation).Symbol, symbol))
                    yield return name;
            }
        }
    }

    private static IEnumerable<SyntaxNode> Trees(ISymbol symbol, FixTarget target) => symbol switch
    {
        ILocalSymbol => [target.Root],
        { DeclaredAccessibility: Accessibility.Private } => symbol.ContainingType.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(target.Cancellation)),
        _ => target.Model.Compilation.SyntaxTrees.Select(tree => tree.GetRoot(target.Cancellation)),
    };

    // A constant can be captured where a variable cannot.
    private static bool IsInStaticFunction(SyntaxNode reference) => reference.Ancestors().Any(static node => node switch
    {
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    });

    // Static fields are set in the order of the text: an earlier one would see null.
    private bool RunsBefore(SyntaxNode reference) =>
        reference.SpanStart < _variable.SpanStart
        && reference.SyntaxTree == _variable.SyntaxTree
        && reference.FirstAncestorOrSelf<MemberDeclarationSyntax>() is FieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null };
}
