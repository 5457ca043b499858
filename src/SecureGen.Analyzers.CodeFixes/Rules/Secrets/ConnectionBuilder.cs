using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Secrets;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>
/// The connection string builder of the provider that a connection string is for: it puts the password in quotes where its
/// characters call for them.
/// </summary>
internal static class ConnectionBuilder
{
    /// <summary>Makes of the expression that reads the password the whole connection string; null where the provider is not known.</summary>
    public static Func<string, string>? Of(FixTarget target, LiteralExpressionSyntax literal, int start, int length)
    {
        if (!target.Diagnostic.Properties.TryGetValue(EmbeddedCredential.KeyProperty, out var key) || key is null || !IsPassword(key) || BuilderFor(target, literal) is not { } builder)
            return null;

        var value = literal.Token.ValueText;
        var from = value.LastIndexOf(';', start) + 1;
        var to = value.IndexOf(';', start + length);
        if (value.Substring(from, start - from).Trim() is not { Length: > 1 } field || field[field.Length - 1] != '=' || (to >= 0 ? to : value.Length) != start + length)
            return null;
        var rest = to >= 0 ? TextWithHole.Without(literal, from, to + 1 - from) : from > 0 ? TextWithHole.Without(literal, from - 1, value.Length - from + 1) : null;
        return rest is null ? null : read => $"new global::{builder}({rest}) {{ Password = {read} }}.ConnectionString";
    }

    private static bool IsPassword(string key) => key.Equals("password", StringComparison.OrdinalIgnoreCase) || key.Equals("pwd", StringComparison.OrdinalIgnoreCase);

    private static string? BuilderFor(FixTarget target, LiteralExpressionSyntax literal)
    {
        if (literal.Parent is ArgumentSyntax argument)
            return BuilderOf(target, argument);
        if (literal.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } || target.Model.GetDeclaredSymbol(variable, target.Cancellation) is not { } symbol)
            return null;

        SyntaxNode scope = variable.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type ? type : target.Root;
        return scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == symbol.Name && name.Parent is ArgumentSyntax && SymbolEqualityComparer.Default.Equals(target.Model.GetSymbolInfo(name, target.Cancellation).Symbol, symbol))
            .Select(name => BuilderOf(target, (ArgumentSyntax)name.Parent!))
            .FirstOrDefault(static builder => builder is not null);
    }

    // new SqlConnection(text) has its SqlConnectionStringBuilder beside it.
    private static string? BuilderOf(FixTarget target, ArgumentSyntax argument)
    {
        if (argument.Parent?.Parent is not BaseObjectCreationExpressionSyntax creation || target.Model.GetTypeInfo(creation, target.Cancellation).Type is not INamedTypeSymbol type || !IsConnection(type))
            return null;
        var builder = type.ContainingNamespace.GetTypeMembers(type.Name + "StringBuilder").FirstOrDefault(static candidate => candidate.DeclaredAccessibility == Accessibility.Public);
        return builder?.GetMembers("Password").Any(static member => member is IPropertySymbol { SetMethod: not null, Type.SpecialType: SpecialType.System_String }) == true ? builder.ToDisplayString() : null;
    }

    private static bool IsConnection(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.Name == "DbConnection")
                return true;
        }

        return false;
    }
}
