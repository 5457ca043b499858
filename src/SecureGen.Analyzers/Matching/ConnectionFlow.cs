using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>Follows an address outwards: through text and Uri, locals, members of the type and own methods, to what connects to it.</summary>
internal sealed class ConnectionFlow(CompilationContext context)
{
    private const int MostSymbols = 8;

    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    public bool Connects(IOperation address)
    {
        for (var value = address.Wrapped(); value.Parent is { } parent; value = parent.Wrapped())
        {
            switch (parent)
            {
                case IInterpolatedStringTextOperation or IInterpolatedStringOperation or IConditionalAccessOperation:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum when sum.LeftOperand == value:
                case IConditionalOperation { Type: not null } choice when choice.Condition != value:
                case IArrayInitializerOperation or IArrayCreationOperation or { Kind: Operations.CollectionExpression }:
                case ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation:
                case IInvocationOperation { TargetMethod.Name: "Trim" or "TrimEnd" or "TrimStart" or "ToString" or "ToLowerInvariant" or "Replace" } rewritten when rewritten.Instance == value:
                    break;
                case IPropertyReferenceOperation { Property: { Name: "Uri" or "AbsoluteUri", ContainingType.Name: "UriBuilder" or "Uri" } } part when part.Instance == value:
                    break;
                case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol: { } each } } loop when loop.Collection == value:
                    return Held(each, loop);
                case IArgumentOperation { Parameter: { } parameter, Parent: { } call }:
                    if (ClearTextSchemes.IsConnecting(parameter))
                        return true;
                    if (!Passes(parameter, call))
                        return Enters(parameter);
                    parent = call;
                    break;
                case IAssignmentOperation { Target: IPropertyReferenceOperation { Property: { } property } } assignment when assignment.Value == value && ClearTextSchemes.IsConnecting(property):
                    return true;
                default:
                    return Target.Of(value) is { Symbol: { } holder } && parent is not IReturnOperation && Held(holder, parent);
            }
        }

        return false;
    }

    private static bool Passes(IParameterSymbol parameter, IOperation call) => call switch
    {
        IObjectCreationOperation { Type.Name: "Uri" or "UriBuilder" } => parameter.Ordinal == 0,
        IInvocationOperation { TargetMethod: { Name: "Format" or "Concat", ContainingType.SpecialType: SpecialType.System_String } } => parameter.Ordinal == 0,
        IInvocationOperation { TargetMethod.Name: "GetValue" } => parameter.Name == "defaultValue",
        _ => false,
    };

    private bool Enter(ISymbol symbol) => _seen.Count < MostSymbols && _seen.Add(symbol);

    private bool Held(ISymbol holder, IOperation at)
    {
        if (!Enter(holder))
            return false;
        var references = holder switch
        {
            ILocalSymbol local => local.ReferencesTo(at.Root()),
            IFieldSymbol or IPropertySymbol => Mentions.Of(holder, context),
            IParameterSymbol parameter => ReferencesTo(parameter),
            _ => [],
        };
        return references.Any(reference => !(reference.Parent is IAssignmentOperation assignment && assignment.Target == reference) && Connects(reference));
    }

    // The address is passed to a method of the project.
    private bool Enters(IParameterSymbol parameter) => Enter(parameter) && ReferencesTo(parameter).Any(Connects);

    private IEnumerable<IOperation> ReferencesTo(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { DeclaringSyntaxReferences: { Length: 1 } declarations } || !context.Compilation.ContainsSyntaxTree(declarations[0].SyntaxTree))
            return [];
        var declaration = declarations[0].GetSyntax();
        return context.Model(declaration.SyntaxTree)?.GetOperation(declaration)?.Descendants().OfType<IParameterReferenceOperation>().Where(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter.OriginalDefinition, parameter.OriginalDefinition)) ?? [];
    }
}
