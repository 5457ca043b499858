using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>
/// Where a value goes: the name under which the code stores, passes or returns it, and the symbol if there is one.
/// </summary>
internal readonly record struct Target(string Name, ITypeSymbol? Type, ISymbol? Symbol)
{
    /// <summary>
    /// The target of a value: local, field, property, parameter (as argument or default), indexer or dictionary entry,
    /// tuple element, anonymous-type or object-initializer member, or, for a returned value, the member that returns it.
    /// </summary>
    public static Target? Of(IOperation value)
    {
        var outer = value.Wrapped();
        return outer.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => Symbolic(declarator.Symbol, declarator.Symbol.Type),
            IFieldInitializerOperation { InitializedFields.Length: > 0 } field => Symbolic(field.InitializedFields[0], field.InitializedFields[0].Type),
            IPropertyInitializerOperation { InitializedProperties.Length: > 0 } property => Symbolic(property.InitializedProperties[0], property.InitializedProperties[0].Type),
            IParameterInitializerOperation parameter => Symbolic(parameter.Parameter, parameter.Parameter.Type),
            IAssignmentOperation assignment when assignment.Value == outer => Assigned(assignment.Target),
            IArgumentOperation { Parameter: { } parameter, ArgumentKind: not ArgumentKind.DefaultValue } argument => Passed(argument, parameter),
            ITupleOperation tuple => Element(tuple, outer),
            IReturnOperation returned => Returned(returned),
            ICoalesceAssignmentOperation assignment when assignment.Value == outer => Assigned(assignment.Target),
            _ => null,
        };
    }

    /// <summary>The name behind an expression that is read or written: a symbol's, or the constant key of an indexer.</summary>
    public static Target? Assigned(IOperation target) => target.Unwrap() switch
    {
        ILocalReferenceOperation local => Symbolic(local.Local, local.Type),
        IParameterReferenceOperation parameter => Symbolic(parameter.Parameter, parameter.Type),
        IFieldReferenceOperation field => Symbolic(field.Field, field.Type),
        IPropertyReferenceOperation { Arguments.Length: > 0 } indexer => Indexed(indexer),
        IPropertyReferenceOperation property => Symbolic(property.Property, property.Type),
        IConditionalAccessOperation access => Assigned(access.WhenNotNull),
        _ => null,
    };

    private static Target Symbolic(ISymbol symbol, ITypeSymbol? type) => new(symbol.Name, type, symbol);

    private static Target? Indexed(IPropertyReferenceOperation indexer) =>
        indexer.Arguments.Length == 1 && indexer.Arguments[0].Value.ConstantText() is { } key ? new Target(key, indexer.Type, null) : null;

    // Task.FromResult(value) and new ValueTask<string>(value) go where the value would.
    private static Target? Passed(IArgumentOperation argument, IParameterSymbol parameter) =>
        parameter is { Name: "result", ContainingType.Name: "Task" or "ValueTask" } && argument.Parent is { } task ? Of(task) :
        KeyBefore(argument) is { } key ? new Target(key, parameter.Type, null) : Symbolic(parameter, parameter.Type);

    // dictionary.Add("api_key", value), headers.Add("X-Api-Key", value), KeyValuePair.Create("api_key", value), new("api_key", value)
    private static string? KeyBefore(IArgumentOperation argument)
    {
        var arguments = argument.Parent switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => default,
        };
        if (arguments.IsDefault)
            return null;

        foreach (var candidate in arguments)
        {
            if (candidate != argument && candidate.Parameter is { Name: "key" or "name" or "header" or "headerName" or "variable" or "propertyName" or "propertyKey" }
                && argument.Parameter is { Name: "value" or "values" or "propertyValue" })
            {
                return candidate.Value.ConstantText();
            }
        }

        return null;
    }

    private static Target? Element(ITupleOperation tuple, IOperation value)
    {
        var index = tuple.Elements.IndexOf(value);
        if (index < 0)
            return null;
        if (DeconstructedInto(tuple) is { } into)
            return index < into.Elements.Length ? Assigned(Declared(into.Elements[index])) : null;

        var type = (tuple.Parent is IConversionOperation conversion ? conversion.Type : tuple.NaturalType ?? tuple.Type) as INamedTypeSymbol;
        if (type is not { IsTupleType: true } || index >= type.TupleElements.Length)
            return null;

        var element = type.TupleElements[index];
        return element.IsExplicitlyNamedTupleElement ? Symbolic(element, element.Type) : null;
    }

    // var (user, password) = ("me", "..."); (User, Password) = (...); var (id, (user, password)) = ...
    private static ITupleOperation? DeconstructedInto(ITupleOperation tuple)
    {
        var value = tuple.Wrapped();
        return value.Parent switch
        {
            IDeconstructionAssignmentOperation assignment when assignment.Value == value => Declared(assignment.Target) as ITupleOperation,
            ITupleOperation outer when DeconstructedInto(outer) is { } into && outer.Elements.IndexOf(value) is var index and >= 0 && index < into.Elements.Length =>
                Declared(into.Elements[index]) as ITupleOperation,
            _ => null,
        };
    }

    private static IOperation Declared(IOperation target) => target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;

    private static Target? Returned(IReturnOperation returned)
    {
        var member = EnclosingMember(returned);
        return member switch
        {
            IMethodSymbol { AssociatedSymbol: IPropertySymbol property } => Symbolic(property, property.Type),
            IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method => Symbolic(method, method.ReturnType),
            _ => null,
        };
    }

    /// <summary>The method, accessor or local function whose body the operation stands in; null inside a lambda.</summary>
    public static ISymbol? EnclosingMember(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation)
                return null;
            if (current is ILocalFunctionOperation localFunction)
                return localFunction.Symbol;
        }

        return operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart);
    }
}
