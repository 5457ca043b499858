using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>Finds a host environment that code at a place can name.</summary>
internal static class EnvironmentInScope
{
    /// <summary><c>builder.Environment</c>, <c>env</c>; null where there is none, or <c>IsDevelopment()</c> is not imported.</summary>
    public static string? Find(FixTarget target)
    {
        var position = target.Node.SpanStart;
        if (target.Node.Ancestors().Any(IsStaticFunction) || !IsExtensionImported(target, position))
            return null;
        foreach (var symbol in target.Model.LookupSymbols(position))
        {
            if (symbol is not (ILocalSymbol or IParameterSymbol) || !IsReachable(symbol, target) || symbol.Locations[0].SourceSpan.End >= position)
                continue;
            var type = symbol is ILocalSymbol local ? local.Type : ((IParameterSymbol)symbol).Type;
            if (IsEnvironment(type))
                return symbol.Name;
            for (var current = type; current is not null; current = current.BaseType)
            {
                if (current.GetMembers("Environment").OfType<IPropertySymbol>().Any(p => p.DeclaredAccessibility == Accessibility.Public && IsEnvironment(p.Type)))
                    return symbol.Name + ".Environment";
            }
        }

        return null;
    }

    private static bool IsExtensionImported(FixTarget target, int position) =>
        target.Model.Compilation.GetTypeByMetadataName("Microsoft.Extensions.Hosting.IHostEnvironment") is { } type
        && !target.Model.LookupSymbols(position, type, "IsDevelopment", includeReducedExtensionMethods: true).IsEmpty;

    private static bool IsEnvironment(ITypeSymbol type) =>
        type.Name is "IHostEnvironment" or "IWebHostEnvironment" || type.AllInterfaces.Any(i => i.Name == "IHostEnvironment");

    // The locals of a program are looked up from every type of the project, and can be used by none.
    private static bool IsReachable(ISymbol symbol, FixTarget target)
    {
        for (var around = target.Model.GetEnclosingSymbol(target.Node.SpanStart, target.Cancellation); around is IMethodSymbol; around = around.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(around, symbol.ContainingSymbol))
                return true;
        }

        return false;
    }

    private static bool IsStaticFunction(SyntaxNode node) => node switch
    {
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };
}
