using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>The calls that configure one object: a fluent chain, and the statements that begin at the same local or parameter.</summary>
internal static class CallChain
{
    public static IEnumerable<IInvocationOperation> Around(IInvocationOperation call)
    {
        var start = Start(call);
        if (HolderOf(start) is { } holder)
            return Function(call).Descendants().OfType<IInvocationOperation>().Where(other => SymbolEqualityComparer.Default.Equals(HolderOf(Start(other)), holder));
        return OneExpression(call);
    }

    private static IEnumerable<IInvocationOperation> OneExpression(IInvocationOperation call)
    {
        IOperation top = call;
        while (top.Wrapped().Parent is IInvocationOperation outer && Receiver(outer) == top)
            top = outer;
        for (var current = top; current is IInvocationOperation inner; current = Receiver(inner))
            yield return inner;
    }

    private static IOperation? Start(IInvocationOperation call)
    {
        IOperation? current = call;
        while (current is IInvocationOperation inner)
            current = Receiver(inner);
        return current;
    }

    private static IOperation? Receiver(IInvocationOperation call) =>
        (call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null))?.Unwrap();

    // var policy = new CorsPolicyBuilder().AllowAnyOrigin() begins at the local, too.
    private static ISymbol? HolderOf(IOperation? start) => start switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IObjectCreationOperation creation => DeclaredBy(creation),
        _ => null,
    };

    private static ISymbol? DeclaredBy(IOperation creation)
    {
        var top = creation;
        while (top.Wrapped().Parent is IInvocationOperation outer && Receiver(outer) == top)
            top = outer;
        return top.Wrapped().Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } ? local : null;
    }

    private static IOperation Function(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
            if (operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
                break;
        }

        return operation;
    }
}
