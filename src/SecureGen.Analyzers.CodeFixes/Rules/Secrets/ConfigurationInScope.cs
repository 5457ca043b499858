using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>Finds an IConfiguration, or another service, that code at a place can name.</summary>
internal static class ConfigurationInScope
{
    public static string? Find(FixTarget target) => Find(target, SettingRead.IsConfiguration, "Configuration");

    /// <summary>A local, parameter, field or property of the type, or a local that has one in the property of that name.</summary>
    public static string? Find(FixTarget target, Func<ITypeSymbol?, bool> isWanted, string property)
    {
        var position = target.Node.SpanStart;
        var inInitializer = target.Node.Ancestors().Any(node => node is EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } });
        var isStatic = target.Model.GetEnclosingSymbol(position, target.Cancellation) is not { IsStatic: false } || inInitializer;
        // They come in no order: of the nearest kind, the first one declared is chosen.
        foreach (var symbol in target.Model.LookupSymbols(position).OrderBy(Distance).ThenBy(static s => s.Locations.FirstOrDefault()?.SourceSpan.Start ?? 0).ThenBy(static s => s.Name, StringComparer.Ordinal))
        {
            if (symbol.IsImplicitlyDeclared || !IsUsable(symbol, position, isStatic, target))
                continue;
            var type = TypeOf(symbol);
            if (isWanted(type))
                return symbol.Name;
            if (symbol is ILocalSymbol or IParameterSymbol && type?.GetMembers(property).OfType<IPropertySymbol>().Any(p => isWanted(p.Type)) == true)
                return symbol.Name + "." + property;
        }

        return null;
    }

    // A parameter of the primary constructor that a field was made of is not to be kept a second time.
    private static int Distance(ISymbol symbol) => symbol switch
    {
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor, DeclaringSyntaxReferences: { Length: > 0 } declarations } } when declarations[0].GetSyntax() is TypeDeclarationSyntax => 2,
        ILocalSymbol or IParameterSymbol => 0,
        _ => 1,
    };

    private static bool IsUsable(ISymbol symbol, int position, bool isStatic, FixTarget target) => symbol switch
    {
        ILocalSymbol local => IsReachable(local, target) && local.Locations[0].SourceSpan.End < position && !IsOwnInitializer(local, target) && !InStaticFunction(target),
        IParameterSymbol parameter => !InStaticFunction(target) && parameter.RefKind == RefKind.None,
        IFieldSymbol or IPropertySymbol => symbol.IsStatic || !isStatic,
        _ => false,
    };

    // The locals of a program are looked up from every type of the project, and can be used by none.
    private static bool IsReachable(ILocalSymbol local, FixTarget target)
    {
        for (var around = target.Model.GetEnclosingSymbol(target.Node.SpanStart, target.Cancellation); around is IMethodSymbol; around = around.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(around, local.ContainingSymbol))
                return true;
        }

        return false;
    }

    private static bool IsOwnInitializer(ILocalSymbol local, FixTarget target) =>
        local.DeclaringSyntaxReferences.Any(reference => reference.Span.Contains(target.Node.Span));

    private static bool InStaticFunction(FixTarget target) => target.Node.Ancestors().Any(node => node switch
    {
        LocalFunctionStatementSyntax function => function.Modifiers.Any(m => m.ValueText == "static"),
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(m => m.ValueText == "static"),
        MemberDeclarationSyntax member and (FieldDeclarationSyntax or PropertyDeclarationSyntax) => member.Modifiers.Any(m => m.ValueText == "static"),
        _ => false,
    });

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}
