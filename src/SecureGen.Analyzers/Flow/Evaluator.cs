using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <summary>Evaluates the operations of a block against a state: propagators, sanitizers and sources.</summary>
internal sealed class Evaluator(FlowAnalysis analysis)
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
        switch (operation)
        {
            case ILiteralOperation:
                return Literal(operation);
            case ILocalReferenceOperation local:
                return State[local.Local];
            case IParameterReferenceOperation parameter:
                return State[parameter.Parameter];
            case IFlowCaptureReferenceOperation capture:
                return State[capture.Id];
            case IFlowCaptureOperation capture:
                return Capture(capture);
            case IConversionOperation conversion:
                return Carried(conversion, Evaluate(conversion.Operand));
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IAwaitOperation awaited:
                return Carried(awaited, Evaluate(awaited.Operation));
            case IFieldReferenceOperation field:
                return Field(field);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IBinaryOperation binary:
                return Binary(binary);
            case IInterpolatedStringOperation interpolated:
                return Interpolated(interpolated);
            case IInvocationOperation invocation:
                return Invocation(invocation);
            case IObjectCreationOperation creation:
                return Creation(creation);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, Evaluate(assignment.Value));
            case ICompoundAssignmentOperation compound:
                return Compound(compound);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction);
            case IFlowAnonymousFunctionOperation function:
                analysis.Visit(function, State, isEndpoint: false);
                return Value.Clean;
            case IIsPatternOperation pattern:
                return Pattern(pattern);
            default:
                return Other(operation);
        }
    }

    private static Value Literal(IOperation literal) => literal.ConstantValue switch
    {
        { HasValue: true, Value: bool truth } => Value.Clean with { Condition = Condition.Constant(truth) },
        { HasValue: true, Value: string text } when EndsWithSeparator(text) => Value.Clean with { EndsWithSeparator = true },
        _ => Value.Clean,
    };

    private Value Capture(IFlowCaptureOperation capture)
    {
        var value = Evaluate(capture.Value);
        analysis.Remember(capture);
        State[capture.Id] = value;
        return value;
    }

    private Value Field(IFieldReferenceOperation field)
    {
        Evaluate(field.Instance);
        if (IsSeparator(field))
            return Value.Clean with { EndsWithSeparator = true };
        var stored = State[field.Field];
        if (stored.IsTainted || stored.EndsWithSeparator)
            return stored;
        if (field.ConstantText() is { } text)
            return EndsWithSeparator(text) ? Value.Clean with { EndsWithSeparator = true } : Value.Clean;
        return analysis.EndsWithSeparator(field.Field) ? Value.Clean with { EndsWithSeparator = true } : Value.Clean;
    }

    private Value Property(IPropertyReferenceOperation property)
    {
        var receiver = Evaluate(property.Instance);
        foreach (var argument in property.Arguments)
            Evaluate(argument.Value);

        if (analysis.Words(property.Property) is { } words)
            return Value.Of(analysis.SourceOf(property, words));
        if (property.Property.Name == "BaseDirectory" && property.Property.ContainingType.Name == "AppContext")
            return Value.Clean with { EndsWithSeparator = true };
        if (property.Instance is IInstanceReferenceOperation or null)
            return OwnProperty(property);
        if (property.Property.Name == "Result" && receiver.Condition is not null)
            return receiver;
        if (!receiver.IsTainted || !Carriers.CanCarry(property.Type))
            return Value.Clean;
        return Member(property, receiver);
    }

    private Value OwnProperty(IPropertyReferenceOperation property)
    {
        if (State[property.Property] is { IsTainted: true } stored)
            return stored;
        if (analysis.EntryPoints.IsBound(property.Property) && Carriers.CanCarry(property.Type))
            return Value.Of(analysis.SourceOf(property, "bound property '" + property.Property.Name + "'"));
        return analysis.EndsWithSeparator(property.Property) ? Value.Clean with { EndsWithSeparator = true } : Value.Clean;
    }

    // Request.Query["file"] and model.Name are sources of their own; text[0..] and parts[1] are the same text.
    private Value Member(IPropertyReferenceOperation property, Value receiver)
    {
        var receiverType = property.Instance!.Type;
        if (FileSystem.PathObjects.Contains(analysis.NameOf(property.Property.ContainingType)))
            return property.Property.Name is "FullName" or "DirectoryName" or "Directory" ? receiver : Value.Clean;
        if (receiverType is null || property.Property.Name == "Current" || Carriers.IsText(receiverType) || receiverType.Name is "StringBuilder" or "Span" or "ReadOnlySpan")
            return property.Type?.SpecialType == SpecialType.System_Char ? Value.Clean : receiver;
        if (analysis.EntryPoints.IsAllowListed(property.Property))
            return Value.Clean;
        if (receiverType.IsTupleType)
            return receiver;

        var words = receiver.Taints[0].Source.Words;
        if (property.Arguments.Length == 1 && property.Arguments[0].Value.ConstantText() is { } key)
            words += " '" + key + "'";
        return Value.Of(analysis.SourceOf(property, words));
    }

    private Value Binary(IBinaryOperation binary)
    {
        if (binary.ConstantValue.HasValue)
            return Literal(binary);
        if (binary.OperatorKind != BinaryOperatorKind.Add || binary.Type?.SpecialType != SpecialType.System_String)
        {
            var left = Evaluate(binary.LeftOperand);
            var right = Evaluate(binary.RightOperand);
            return _guards.Comparison(binary, left, right) is { } condition ? Value.Clean with { Condition = condition } : Value.Clean;
        }

        // The left spine of a long concatenation is walked, not recursed into.
        var operands = new Stack<IOperation>();
        IOperation current = binary;
        while (current is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, ConstantValue.HasValue: false } add)
        {
            operands.Push(add.RightOperand);
            current = add.LeftOperand;
        }

        var taints = Evaluate(current);
        var last = taints;
        while (operands.Count > 0)
        {
            last = Evaluate(operands.Pop());
            taints = taints.Join(last);
        }

        return Built(binary, taints) with { EndsWithSeparator = last.EndsWithSeparator };
    }

    private Value Interpolated(IInterpolatedStringOperation interpolated)
    {
        var taints = Value.Clean;
        var last = Value.Clean;
        foreach (var part in interpolated.Parts)
        {
            last = part switch
            {
                IInterpolationOperation hole => Evaluate(hole.Expression),
                IInterpolatedStringTextOperation text => Literal(text.Text),
                IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments.Length: > 0 } call } => Evaluate(call.Arguments[0].Value),
                _ => Value.Clean,
            };
            taints = taints.Join(last);
        }

        return Built(interpolated, taints) with { EndsWithSeparator = last.EndsWithSeparator };
    }

    // Text with something untrusted in it is neither a full nor a relative path any more.
    private static Value Built(IOperation site, Value value) =>
        value.Select(taint => taint with { Site = taint.SiteIsPath ? taint.Site : site, IsFull = taint.IsFull && taint.SiteIsPath, IsRelative = false });

    private Value Invocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (UntrustedInput.MapMethods.Contains(method.Name) && analysis.IsEndpointMapping(method))
            return Mapping(invocation);

        var receiver = Evaluate(invocation.Instance);
        var arguments = invocation.Arguments.Select(argument => (Argument: argument, Value: Evaluate(argument.Value))).ToArray();
        var summary = arguments.Any(a => a.Value.IsTainted) ? analysis.SummaryOf(method) : null;
        analysis.CheckSink(invocation, receiver, arguments, State, isKnown: summary is not null);
        if (summary is not null)
        {
            analysis.CheckSinks(summary, arguments, State);
            Write(summary, invocation, arguments);
        }

        if (analysis.Words(method) is { } words)
            return Value.Of(analysis.SourceOf(invocation, words));
        if (_guards.Call(invocation, receiver, arguments, State) is { } condition)
            return Value.Clean with { Condition = condition };
        if (method.Name == "TryGetValue" && receiver.IsTainted)
            return Out(invocation, receiver);
        return Carried(invocation, summary is not null ? summary.ReturnedBy(invocation, arguments) : Result(invocation, receiver, arguments));
    }

    private void Write(Summary summary, IInvocationOperation invocation, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        foreach (var written in summary.Written)
        {
            foreach (var (argument, _) in arguments)
            {
                if (argument.Parameter?.Ordinal == written.Ordinal)
                    Assign(argument.Value, Summary.AtCall(written.Value, invocation, arguments));
            }
        }
    }

    private Value Result(IInvocationOperation invocation, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var method = invocation.TargetMethod;
        var type = method.ContainingType;
        if (analysis.IsPath(type))
            return PathCall(invocation, arguments);
        if (method.Name == "FromResult" && arguments.Length == 1)
            return arguments[0].Value;
        if (method.Name == "Replace")
            return Replaced(invocation, receiver, arguments);
        if (method.Name is "TrimStart" or "Split" && arguments.Any(a => a.Argument.Value.Syntax.ToString().Contains("GetInvalid")))
            return Value.Clean;
        // Characters that pass a test of their own.
        if (method is { Name: "Where", TypeArguments.Length: 1 } && method.TypeArguments[0].SpecialType == SpecialType.System_Char)
            return Value.Clean;
        Collect(invocation, arguments);
        if (!FileSystem.TextKeepers.Contains(method.Name) || !type.DeclaringSyntaxReferences.IsEmpty)
            return type.Name is "File" && method.Name.StartsWith("Open", StringComparison.Ordinal) ? Value.Clean : Value.Clean with { EndsWithSeparator = false };

        var value = receiver;
        foreach (var (_, argument) in arguments)
            value = value.Join(argument);
        value = value with { Condition = null };
        if (method.Name == "Concat" && arguments.Length > 0)
            return Built(invocation, value) with { EndsWithSeparator = arguments[arguments.Length - 1].Value.EndsWithSeparator };
        return method.Name is "Format" or "Join" ? Built(invocation, value) : method.Name is "TrimEnd" or "Trim" or "Split" ? value with { EndsWithSeparator = false } : value;
    }

    // What is added to a list or a builder stays in it.
    private void Collect(IInvocationOperation invocation, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        if (!FileSystem.Collectors.Contains(invocation.TargetMethod.Name))
            return;
        object? slot = invocation.Instance switch
        {
            ILocalReferenceOperation local => local.Local,
            IFlowCaptureReferenceOperation capture => capture.Id,
            _ => null,
        };
        if (slot is null)
            return;
        foreach (var (_, value) in arguments)
        {
            if (value.IsTainted)
                State[slot] = State[slot].Join(value) with { EndsWithSeparator = false, Condition = null };
        }
    }

    private Value PathCall(IInvocationOperation invocation, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var name = invocation.TargetMethod.Name;
        if (name is "GetInvalidFileNameChars" or "GetInvalidPathChars" && invocation.Syntax.Parent is ForEachStatementSyntax loop)
            ReplaceEach(loop);
        if (name == "GetTempPath")
            return Value.Clean with { EndsWithSeparator = true };
        if (!FileSystem.PathBuilders.Contains(name) && !FileSystem.PathKeepers.Contains(name))
            return Value.Clean;

        var value = Value.Clean;
        foreach (var (_, argument) in arguments)
            value = value.Join(argument);
        var ends = arguments.Length > 0 && arguments[arguments.Length - 1].Value.EndsWithSeparator && name != "TrimEndingDirectorySeparator";
        if (FileSystem.PathBuilders.Contains(name))
            value = value.Select(taint => taint with { Site = taint.SiteIsPath ? taint.Site : invocation, SiteIsPath = true, IsFull = false, IsRelative = false });
        else if (name == "GetFullPath")
            value = value.Select(taint => taint with { Site = taint.Site ?? invocation, IsFull = true, IsRelative = false });
        else if (name == "GetRelativePath")
            value = arguments[arguments.Length - 1].Value.Select(taint => taint with { IsRelative = true, IsFull = false });
        return value with { EndsWithSeparator = ends, Condition = null };
    }

    // foreach (var c in Path.GetInvalidFileNameChars()) name = name.Replace(c, '_'): the loop runs, and "/" is replaced on every platform.
    private void ReplaceEach(ForEachStatementSyntax loop)
    {
        foreach (var node in loop.Statement.DescendantNodesAndSelf())
        {
            if (node is AssignmentExpressionSyntax
                {
                    Left: IdentifierNameSyntax target,
                    Right: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Replace", Expression: IdentifierNameSyntax source }, ArgumentList.Arguments: { Count: 2 } arguments },
                }
                && source.Identifier.Text == target.Identifier.Text
                && arguments[0].Expression is IdentifierNameSyntax character && character.Identifier.Text == loop.Identifier.Text)
            {
                State.Clean(target.Identifier.Text);
            }
        }
    }

    // Taking ".." out contains nothing ("....//"); turning one separator into the other neither; anything else a separator becomes is harmless.
    private static Value Replaced(IInvocationOperation invocation, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        if (!receiver.IsTainted || arguments.Length < 2)
            return receiver;
        var from = Text(arguments[0].Argument.Value);
        var to = Text(arguments[1].Argument.Value);
        if (from is null)
            return invocation.TargetMethod.ContainingType.Name == "Regex" || arguments[0].Argument.Value.Syntax.ToString().Contains("Separator") ? receiver : Value.Clean;
        if (from.Contains(".."))
            return receiver.Select(taint => taint with { Removal = invocation });
        return from is "/" or "\\" && to is not ("/" or "\\" or null) ? Value.Clean : receiver;
    }

    private static string? Text(IOperation operation) => operation.Unwrap().ConstantValue switch
    {
        { HasValue: true, Value: string text } => text,
        { HasValue: true, Value: char letter } => letter.ToString(),
        _ => null,
    };

    private Value Mapping(IInvocationOperation invocation)
    {
        Evaluate(invocation.Instance);
        foreach (var argument in invocation.Arguments)
        {
            switch (argument.Value.Unwrap())
            {
                case IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation function }:
                    analysis.Visit(function, State, isEndpoint: true);
                    break;
                case IDelegateCreationOperation { Target: IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference }:
                    analysis.VisitEndpoint(reference.Method, State);
                    break;
                default:
                    Evaluate(argument.Value);
                    break;
            }
        }

        return Value.Clean;
    }

    private Value Out(IInvocationOperation invocation, Value receiver)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.RefKind == RefKind.Out && Carriers.CanCarry(argument.Parameter.Type))
                Assign(argument.Value, receiver);
        }

        return Value.Clean;
    }

    private Value Creation(IObjectCreationOperation creation)
    {
        var arguments = creation.Arguments.Select(argument => (Argument: argument, Value: Evaluate(argument.Value))).ToArray();
        analysis.CheckSink(creation, arguments, State);
        Evaluate(creation.Initializer);
        var name = analysis.NameOf(creation.Type);
        if (!FileSystem.PathObjects.Contains(name) && name is not ("System.IO.StreamReader" or "System.Text.StringBuilder" or "System.String"))
            return Value.Clean;
        var value = Value.Clean;
        foreach (var (_, argument) in arguments)
            value = value.Join(argument);
        return value with { EndsWithSeparator = false, Condition = null };
    }

    private Value Compound(ICompoundAssignmentOperation compound)
    {
        var right = Evaluate(compound.Value);
        if (compound.Type?.SpecialType != SpecialType.System_String)
            return Value.Clean;
        var value = Built(compound, Evaluate(compound.Target).Join(right));
        return Assign(compound.Target, value with { EndsWithSeparator = right.EndsWithSeparator });
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
        foreach (var element in (target as ITupleOperation)?.Elements ?? ImmutableArray<IOperation>.Empty)
            Assign(element, value);
        return value;
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

    private Value Assign(IOperation target, Value value)
    {
        var to = target.Unwrap();
        if (to is IDeclarationExpressionOperation declaration)
            to = declaration.Expression;
        if (to is IFlowCaptureReferenceOperation capture && analysis.Captured(capture.Id) is { } captured)
            to = captured;
        switch (to)
        {
            case ILocalReferenceOperation local:
                State[local.Local] = value;
                break;
            case IParameterReferenceOperation parameter:
                State[parameter.Parameter] = value;
                break;
            case IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field:
                State[field.Field] = value;
                break;
            case IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } property:
                State[property.Property] = value;
                break;
            default:
                Evaluate(to);
                break;
        }

        return value;
    }

    private Value Other(IOperation operation)
    {
        var value = Value.Clean;
        foreach (var child in operation.ChildOperations)
        {
            var part = Evaluate(child);
            if (operation is ITupleOperation or IArrayElementReferenceOperation or IArrayCreationOperation or IArrayInitializerOperation or IDelegateCreationOperation or ICoalesceOperation or IConditionalOperation
                or IImplicitIndexerReferenceOperation)
                value = value.Join(part);
        }

        if (operation is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } && operation.ChildOperations.Count == 1)
            return Evaluate(operation.ChildOperations.First()) is { Condition: { } condition } ? Value.Clean with { Condition = condition.Negated } : Value.Clean;
        return value with { EndsWithSeparator = false };
    }

    private static Value Carried(IOperation operation, Value value) =>
        value.IsTainted && !Carriers.CanCarry(operation.Type) ? Value.Clean with { Condition = value.Condition } : value;

    private static bool IsSeparator(IFieldReferenceOperation field) =>
        field.Field.Name is "DirectorySeparatorChar" or "AltDirectorySeparatorChar" && field.Field.ContainingType.Name == "Path";

    public static bool EndsWithSeparator(string text) => text.Length > 0 && text[text.Length - 1] is '/' or '\\';
}
