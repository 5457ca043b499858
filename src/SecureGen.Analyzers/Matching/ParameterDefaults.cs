using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>The constant texts that the parameters of a lambda or a local function have for defaults: no operation tree holds them.</summary>
internal static class ParameterDefaults
{
    public static IEnumerable<(IParameterSymbol Parameter, string Text, ExpressionSyntax Value)> Of(IOperation function, CancellationToken cancellation)
    {
        var symbol = function is IAnonymousFunctionOperation lambda ? lambda.Symbol : ((ILocalFunctionOperation)function).Symbol;
        foreach (var parameter in symbol.Parameters)
        {
            if (parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: string text }
                && parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is ParameterSyntax { Default.Value: LiteralExpressionSyntax or BinaryExpressionSyntax or InterpolatedStringExpressionSyntax } declaration)
            {
                yield return (parameter, text, declaration.Default.Value);
            }
        }
    }
}
