using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Matching;

/// <summary>What a field or property holds from the start, where its declaration says so.</summary>
internal static class MemberInitializer
{
    public static IOperation? InitialValue(this ISymbol member, CompilationContext context)
    {
        foreach (var declaration in member.DeclaringSyntaxReferences)
        {
            var value = declaration.GetSyntax() switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
                _ => null,
            };
            if (value is not null && context.Compilation.ContainsSyntaxTree(value.SyntaxTree))
                return context.Model(value.SyntaxTree)?.GetOperation(value);
        }

        return null;
    }
}
