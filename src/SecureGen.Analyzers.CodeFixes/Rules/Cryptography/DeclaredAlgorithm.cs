using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Cryptography;

/// <summary>The variable that holds an algorithm which is exchanged for another: its declared type has to follow, and nothing else may depend on it.</summary>
internal static class DeclaredAlgorithm
{
    /// <summary>False where something depends on the type; the type to write anew, if one is written.</summary>
    public static bool TryFind(ExpressionSyntax expression, FixTarget target, Func<ITypeSymbol?, bool> isExchanged, out TypeSyntax? declared)
    {
        declared = null;
        var value = expression;
        while (value.Parent is ParenthesizedExpressionSyntax parenthesized)
            value = parenthesized;
        var info = target.Model.GetTypeInfo(expression, target.Cancellation);
        if (!isExchanged(info.Type) || value.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax)
            return true;
        if (value.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } declarator })
        {
            if (declaration.Type.IsVar)
                return IsPlain(declarator, target, isExchanged);
            if (!isExchanged(target.Model.GetTypeInfo(declaration.Type, target.Cancellation).Type))
                return true;
            declared = declaration.Type;
            return declaration.Variables.Count == 1 && IsOwn(declaration.Parent) && IsPlain(declarator, target, isExchanged);
        }

        return !isExchanged(info.ConvertedType);
    }

    /// <summary>The type of that full name, in place of the one that was written.</summary>
    public static TypeSyntax Named(string fullName, TypeSyntax place) =>
        ((ObjectCreationExpressionSyntax)Generate.Expression("new global::" + fullName + "()")).Type.WithTriviaFrom(place);

    private static bool IsOwn(SyntaxNode? declaration) =>
        declaration is not FieldDeclarationSyntax field || !field.Modifiers.Any(static m => m.IsKind(SyntaxKind.PublicKeyword) || m.IsKind(SyntaxKind.ProtectedKeyword) || m.IsKind(SyntaxKind.InternalKeyword));

    // Used for nothing but its members: whoever is passed it may ask for the type.
    private static bool IsPlain(VariableDeclaratorSyntax declarator, FixTarget target, Func<ITypeSymbol?, bool> isExchanged)
    {
        var name = declarator.Identifier.ValueText;
        return target.Root.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == name)
            .All(n => (n.Parent is MemberAccessExpressionSyntax access && (access.Expression == n || access.Parent is MemberAccessExpressionSyntax))
                || !isExchanged(target.Model.GetTypeInfo(n, target.Cancellation).ConvertedType));
    }
}
