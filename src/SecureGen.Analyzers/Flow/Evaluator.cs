using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <summary>Evaluates the operations of a block against a state: propagators, sanitizers and sources.</summary>
internal sealed partial class Evaluator(FlowAnalysis analysis)
{
    private const int MaxDepth = 120;

    private readonly Guards _guards = new(analysis);
    private int _depth;

    public FlowState State { get; set; } = new();

    public Value Evaluate(IOperation? operation)
    {
        if (operation is null)
            return Value.Clean;
        if (!analysis.Spend() || ++_depth > MaxDepth)
        {
            analysis.GiveUp();
            return Value.Clean;
        }

        var value = Dispatch(operation);
        _depth--;
        return value;
    }

    private Value Dispatch(IOperation operation)
    {
        // By kind: a test for an interface is dear where twenty of them fail first.
        switch (operation.Kind)
        {
            case OperationKind.Literal:
                return Literal(operation);
            case OperationKind.LocalReference:
                return State[((ILocalReferenceOperation)operation).Local];
            case OperationKind.ParameterReference:
                return Parameter(((IParameterReferenceOperation)operation).Parameter);
            case OperationKind.FlowCaptureReference:
                return State[((IFlowCaptureReferenceOperation)operation).Id];
            case OperationKind.FlowCapture:
                return Capture((IFlowCaptureOperation)operation);
            case OperationKind.Conversion:
                return Converted((IConversionOperation)operation);
            case OperationKind.Parenthesized:
                return Evaluate(((IParenthesizedOperation)operation).Operand);
            case OperationKind.Await:
                return Carried(operation, Evaluate(((IAwaitOperation)operation).Operation));
            case OperationKind.FieldReference:
                return Field((IFieldReferenceOperation)operation);
            case OperationKind.PropertyReference:
                return Property((IPropertyReferenceOperation)operation);
            case OperationKind.Binary:
                return Binary((IBinaryOperation)operation);
            case OperationKind.InterpolatedString:
                return Interpolated((IInterpolatedStringOperation)operation);
            case OperationKind.Invocation:
                return Invocation((IInvocationOperation)operation);
            case OperationKind.ObjectCreation:
                return Creation((IObjectCreationOperation)operation);
            case OperationKind.SimpleAssignment:
                var assignment = (ISimpleAssignmentOperation)operation;
                return Assign(assignment.Target, Evaluate(assignment.Value), assignment.Value);
            case OperationKind.CompoundAssignment:
                return Compound((ICompoundAssignmentOperation)operation);
            case OperationKind.DeconstructionAssignment:
                return Deconstruct((IDeconstructionAssignmentOperation)operation);
            case OperationKind.FlowAnonymousFunction:
                var function = (IFlowAnonymousFunctionOperation)operation;
                analysis.Meet(function);
                analysis.Visit(function, State, isEndpoint: false);
                return Value.Clean with { Function = function };
            case OperationKind.MethodReference:
                Evaluate(((IMethodReferenceOperation)operation).Instance);
                return Value.Clean with { Function = operation };
            case OperationKind.DelegateCreation:
                return Evaluate(((IDelegateCreationOperation)operation).Target);
            case OperationKind.Tuple:
                return Tuple((ITupleOperation)operation);
            case OperationKind.AnonymousObjectCreation:
                return Anonymous((IAnonymousObjectCreationOperation)operation);
            case OperationKind.IsPattern:
                return Pattern((IIsPatternOperation)operation);
            case OperationKind.Unary when operation is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation:
                return Evaluate(negation.Operand) is { Condition: { } condition } ? Value.Clean with { Condition = condition.Negated } : Value.Clean;
            case OperationKind.YieldReturn:
                return analysis.Yield(Evaluate(((IReturnOperation)operation).ReturnedValue), State);
            case OperationKind.TranslatedQuery:
                return Evaluate(((ITranslatedQueryOperation)operation).Operation);
            default:
                return Other(operation);
        }
    }

    private static readonly Value Separator = Value.Clean with { EndsWithSeparator = true };
    private static readonly Value True = Value.Clean with { Condition = Condition.Constant(true) };
    private static readonly Value False = Value.Clean with { Condition = Condition.Constant(false) };

    private static Value Literal(IOperation literal) => literal.ConstantValue switch
    {
        { HasValue: true, Value: bool truth } => truth ? True : False,
        { HasValue: true, Value: string text } when EndsWithSeparator(text) => Separator,
        _ => Value.Clean,
    };

    // (MarkupString)text calls an operator.
    private Value Converted(IConversionOperation conversion)
    {
        var value = Evaluate(conversion.Operand);
        if (conversion.OperatorMethod is not { } method || !value.IsTainted)
            return Carried(conversion, value);
        analysis.Findings?.OfValue(method, conversion.Operand, value, conversion, State);
        return Carried(conversion, method.DeclaringSyntaxReferences.IsEmpty ? value : Called(conversion, method, Value.Clean, ImmutableArray.Create(new Passed(0, value, conversion.Operand))));
    }

    private Value Capture(IFlowCaptureOperation capture)
    {
        var value = Evaluate(capture.Value);
        analysis.Remember(capture);
        State[capture.Id] = value;
        return value;
    }

    // What stands in the way of control flow is captured first: the list and its capture are one.
    private void Hold(IOperation? instance, Value value)
    {
        if (!value.IsTainted || CallSite.SlotOf(instance) is not { } slot)
            return;
        State[slot] = State[slot].Join(value) with { EndsWithSeparator = false, Condition = null };
        if (slot is CaptureId capture)
            Hold(analysis.Captured(capture), value);
    }

    private Value Compound(ICompoundAssignmentOperation compound)
    {
        var right = Evaluate(compound.Value);
        if (compound.Type?.SpecialType != SpecialType.System_String)
            return Value.Clean;
        var head = new AddressHead();
        var value = Built(compound, head.Next(compound.Target, Evaluate(compound.Target)).Join(head.Next(compound.Value, right)));
        return Assign(compound.Target, value with { EndsWithSeparator = right.EndsWithSeparator }, compound.Value);
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        var target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        if (target is ITupleOperation left && deconstruction.Value.Unwrap() is ITupleOperation right && left.Elements.Length == right.Elements.Length)
        {
            var values = right.Elements.Select(Evaluate).ToArray();
            for (var i = 0; i < values.Length; i++)
                Assign(left.Elements[i], values[i]);
            return Value.Clean;
        }

        var value = Evaluate(deconstruction.Value);
        var elements = (target as ITupleOperation)?.Elements ?? ImmutableArray<IOperation>.Empty;
        for (var i = 0; i < elements.Length; i++)
            Assign(elements[i], Element(value, deconstruction.Value.Type, i));
        return value;
    }

    private Value Element(Value value, ITypeSymbol? type, int index)
    {
        if (type is not INamedTypeSymbol named || !value.IsTainted)
            return value;
        if (named.IsTupleType)
            return !value.IsObject ? value : index < named.TupleElements.Length ? CallSite.MemberOf(value, named.TupleElements[index]) : Value.Clean;
        var parameters = named.InstanceConstructors.OrderByDescending(static c => c.Parameters.Length).FirstOrDefault()?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty;
        if (!named.IsRecord || index >= parameters.Length)
            return value;
        return value.IsObject ? CallSite.MemberOf(value, parameters[index]) : value.Without(analysis.ClearedBy(parameters[index]));
    }

    private Value Pattern(IIsPatternOperation pattern)
    {
        var value = Evaluate(pattern.Value);
        foreach (var child in pattern.Pattern.DescendantsAndSelf())
        {
            var declared = child switch
            {
                IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
                IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
                _ => null,
            };
            if (declared is ILocalSymbol local && Carriers.CanCarry(local.Type))
                State[local] = value;
        }

        return Guards.Pattern(pattern, value) is { } condition ? Value.Clean with { Condition = condition } : Value.Clean;
    }

    private Value Assign(IOperation target, Value value, IOperation? from = null)
    {
        var source = from ?? target;
        var to = target.Unwrap();
        if (to is IDeclarationExpressionOperation declaration)
            to = declaration.Expression;
        if (to is IFlowCaptureReferenceOperation capture && analysis.Captured(capture.Id) is { } captured)
            to = captured;
        switch (to)
        {
            case ILocalReferenceOperation local:
                State[local.Local] = Carried(local, value);
                break;
            case IParameterReferenceOperation parameter:
                State[parameter.Parameter] = value;
                break;
            case IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field:
                State[field.Field] = value;
                break;
            case IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } property:
                State[property.Property] = value;
                break;
            case IMemberReferenceOperation { Instance: { } instance } member:
                Evaluate(instance);
                Hold(instance, member.Member, value);
                break;
            case IArrayElementReferenceOperation element:
                Evaluate(element);
                Hold(element.ArrayReference, null, value);
                break;
            default:
                Evaluate(to);
                break;
        }

        if (value.IsTainted && to is IPropertyReferenceOperation set)
            analysis.Findings?.OfValue(set.Property, source, value, to.Parent ?? to, State);
        return value;
    }

    // An object, a list or a builder holds what is put into it.
    private void Hold(IOperation instance, ISymbol? member, Value value)
    {
        var isAddress = member is not null && analysis.NameOf(member.ContainingType) == Addresses.UriBuilder;
        if (isAddress && Addresses.TailMembers.Contains(member!.Name))
            value = value.Without(Dangers.Address);
        Hold(instance, isAddress || member is null or IPropertySymbol { IsIndexer: true } ? value : CallSite.Holding(member!, value));
    }

    private Value Other(IOperation operation)
    {
        var value = Value.Clean;
        var isMadeOfParts = operation.Kind is OperationKind.ArrayElementReference or OperationKind.ArrayCreation or OperationKind.ArrayInitializer or OperationKind.Coalesce or OperationKind.Conditional
            or OperationKind.ImplicitIndexerReference or Operations.CollectionExpression or Operations.Spread;
        foreach (var child in operation.ChildOperations)
        {
            var part = Evaluate(child);
            if (isMadeOfParts)
                value = value.Join(part);
        }

        if (operation is IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } && IsBounded(range))
            value = value.Without(Dangers.Length);
        return value.EndsWithSeparator ? value with { EndsWithSeparator = false } : value;
    }

    private static Value Carried(IOperation operation, Value value) =>
        value.IsTainted && !Carriers.CanCarry(operation.Type) && !value.Taints.All(static taint => taint.Part == Part.Length) ? Value.Clean with { Condition = value.Condition, Function = value.Function } : value;

    private static bool IsSeparator(IFieldReferenceOperation field) =>
        field.Field.Name is "DirectorySeparatorChar" or "AltDirectorySeparatorChar" && field.Field.ContainingType.Name == "Path";

    public static bool EndsWithSeparator(string text) => text.Length > 0 && text[text.Length - 1] is '/' or '\\';
}
