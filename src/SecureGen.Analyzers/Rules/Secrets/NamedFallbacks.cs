using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Secrets;

/// <summary>A constant or local that exists to be the fallback is reported where it falls back, not where it is declared.</summary>
internal static class NamedFallbacks
{
    public static bool ServesAsFallback(IOperation literal, CancellationToken cancellation)
    {
        var declared = literal.Wrapped().Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => (ISymbol)declarator.Symbol,
            IFieldInitializerOperation { InitializedFields.Length: 1 } field when IsFixed(field.InitializedFields[0]) => field.InitializedFields[0],
            _ => null,
        };
        if (declared is null || literal.SemanticModel is not { } model || ScopeOf(literal.Syntax, declared) is not { } scope)
            return false;

        foreach (var node in scope.DescendantNodes())
        {
            if (node is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == declared.Name
                && model.GetOperation(identifier, cancellation) is { } use && Fallback.Of(use) is not null && Refers(use, declared))
                return true;
        }

        return false;
    }

    /// <summary>The text of a constant, or of a local or static read-only field given one text only, that the operation refers to.</summary>
    public static string? TextOf(IOperation reference) => reference switch
    {
        IFieldReferenceOperation { Field.IsConst: true } or ILocalReferenceOperation { Local.IsConst: true } => reference.ConstantText(),
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } => Initial(field),
        ILocalReferenceOperation local => OnlyText(local),
        _ => null,
    };

    public static bool IsFixed(IFieldSymbol field) => field.IsConst || (field.IsStatic && field.IsReadOnly);

    private static string? Initial(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences.Length == 1 && field.DeclaringSyntaxReferences[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax { Token.Value: string text } } ? text : null;

    private static string? OnlyText(ILocalReferenceOperation local)
    {
        string? text = null;
        foreach (var value in local.Local.ValuesOf(local.Root()))
        {
            if (text is not null || value.ConstantText() is not { } given)
                return null;
            text = given;
        }

        return text;
    }

    private static bool Refers(IOperation use, ISymbol symbol) => SymbolEqualityComparer.Default.Equals(
        use switch
        {
            ILocalReferenceOperation local => local.Local,
            IFieldReferenceOperation field => field.Field,
            _ => null,
        },
        symbol)
        && TextOf(use) is not null;

    private static SyntaxNode? ScopeOf(SyntaxNode literal, ISymbol symbol) => symbol is IFieldSymbol
        ? literal.FirstAncestorOrSelf<TypeDeclarationSyntax>()
        : literal.FirstAncestorOrSelf<MemberDeclarationSyntax>() is GlobalStatementSyntax global ? global.Parent : literal.FirstAncestorOrSelf<MemberDeclarationSyntax>();
}
