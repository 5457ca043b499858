using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>Whether a value is text of a request, told without the flow analysis: for a rule that has something to say of other text, too.</summary>
internal static class UntrustedText
{
    private const int MaxDepth = 12;

    public static bool Is(IOperation value, CompilationContext context, int depth = 0)
    {
        if (depth > MaxDepth)
            return false;
        switch (value.Unwrap())
        {
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter } reference:
                return (IsEndpoint(method, reference) || FlowTables.Of(context).EntryPoints.IsEntryPoint(method, CancellationToken.None))
                    && FlowTables.Of(context).EntryPoints.SourceOf(parameter, method, isEndpoint: method.IsStatic || method.MethodKind == MethodKind.AnonymousFunction) is not null;
            case ILocalReferenceOperation { Local: var local }:
                return local.ValuesOf(value.Root()).Any(given => given != value && Is(given, context, depth + 1));
            case IPropertyReferenceOperation property:
                return IsSource(property.Property, context) || (property.Instance is { } instance && Is(instance.Receiver(), context, depth + 1));
            case IInvocationOperation call:
                return FlowTables.Of(context).SourceOf(call.TargetMethod) is not null
                    || (call.Type?.SpecialType == SpecialType.System_String && call.Instance is { } receiver && Is(receiver.Receiver(), context, depth + 1));
            case IConditionalAccessOperation access:
                return Is(access.WhenNotNull, context, depth + 1) || Is(access.Operation, context, depth + 1);
            case IConversionOperation conversion:
                return Is(conversion.Operand, context, depth + 1);
            case ICoalesceOperation coalesce:
                return Is(coalesce.Value, context, depth + 1);
            case IAwaitOperation awaited:
                return Is(awaited.Operation, context, depth + 1);
            default:
                return false;
        }
    }

    private static bool IsSource(IPropertySymbol property, CompilationContext context) =>
        FlowTables.Of(context).SourceOf(property) is { Origin: Origin.Remote or Origin.Upload } || (property.Type.SpecialType == SpecialType.System_String && FlowTables.Of(context).EntryPoints.IsBound(property));

    // app.MapGet("/x", (string name) => ...)
    private static bool IsEndpoint(IMethodSymbol method, IOperation inside)
    {
        if (method.MethodKind != MethodKind.AnonymousFunction)
            return false;
        for (var current = inside.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda && SymbolEqualityComparer.Default.Equals(lambda.Symbol, method))
                return lambda.Parent is IDelegateCreationOperation { Parent: var use } && (use is IConversionOperation ? use.Parent : use) is IArgumentOperation { Parent: IInvocationOperation map } && UntrustedInput.MapMethods.Contains(map.TargetMethod.Name);
        }

        return false;
    }
}
