using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <content>What calls return, write and call in their turn.</content>
internal sealed partial class Evaluator
{
    private Value Invocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (UntrustedInput.MapMethods.Contains(method.Name) && analysis.IsEndpointMapping(method))
            return Mapping(invocation);

        var receiver = Evaluate(invocation.Instance);
        var arguments = Evaluated(invocation.Arguments);
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return Carried(invocation, Delegate(invocation, receiver, arguments));

        var inlined = method.MethodKind == MethodKind.LocalFunction ? Local(method, arguments) : null;
        var site = inlined is null && analysis.IsOwn(method) ? new CallSite(invocation, receiver, invocation.Instance is IInstanceReferenceOperation, PassedIn(arguments), State) : null;
        var summary = site is null ? null : analysis.SummaryOf(method, site);
        analysis.Findings?.OfCall(invocation, receiver, arguments, State, isKnown: summary is not null || inlined is not null);
        if (summary is not null)
            Apply(summary, site!, arguments);
        if (analysis.SourceOf(invocation, method) is { } source)
            return Carried(invocation, Value.Of(source));
        if ((Asked(method, receiver, arguments) ?? _guards.Call(invocation, receiver, arguments, State)) is { } condition)
            return Value.Clean with { Condition = condition };
        if (inlined is not null)
            return Carried(invocation, inlined);
        if (receiver.IsTainted && method.Name is "TryGetValue" or "TryGetProperty" or "TryPeek" or "TryDequeue" or "TryPop")
            return Out(invocation, receiver);
        return Carried(invocation, summary is not null ? Seen(summary, site!, receiver, method) : Result(invocation, receiver, arguments));
    }

    private (IArgumentOperation Argument, Value Value)[] Evaluated(ImmutableArray<IArgumentOperation> arguments)
    {
        var evaluated = new (IArgumentOperation, Value)[arguments.Length];
        for (var i = 0; i < evaluated.Length; i++)
            evaluated[i] = (arguments[i], Evaluate(arguments[i].Value));
        return evaluated;
    }

    // allowed.Any(x => x == extension): what the test shows of the text beside it, where one element passes.
    private Condition? Asked(IMethodSymbol method, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        if (method.Name is not ("Any" or "Exists" or "All" or "TrueForAll") || receiver.IsTainted || arguments.Any(static a => a.Value.IsTainted))
            return null;
        if (arguments.Select(static a => a.Value.Function).FirstOrDefault(static f => f is IFlowAnonymousFunctionOperation) is not { } test || Call(test, static _ => Value.Clean).Condition is not { } shown)
            return null;
        return method.Name is "Any" or "Exists"
            ? new Condition(shown.WhenTrue.IsDefault ? ImmutableArray<Fact>.Empty : shown.WhenTrue, ImmutableArray<Fact>.Empty)
            : new Condition(ImmutableArray<Fact>.Empty, shown.WhenFalse.IsDefault ? ImmutableArray<Fact>.Empty : shown.WhenFalse);
    }

    private ImmutableArray<Passed> PassedIn((IArgumentOperation Argument, Value Value)[] arguments)
    {
        var passed = ImmutableArray.CreateBuilder<Passed>(arguments.Length);
        foreach (var (argument, value) in arguments)
        {
            if (argument.Parameter is { } parameter)
                passed.Add(new Passed(parameter.Ordinal, value, argument.ArgumentKind == ArgumentKind.ParamArray && value.IsTainted ? Element(argument.Value) : argument.Value));
        }

        return passed.ToImmutable();
    }

    // Of several arguments for one parameter, the untrusted one.
    private IOperation Element(IOperation array) =>
        (array.Unwrap() as IArrayCreationOperation)?.Initializer?.ElementValues.FirstOrDefault(element => Evaluate(element).IsTainted) ?? array;

    // query.Where(a).OrderBy(b): what returns its own type returns the object, with what it was given.
    private Value Seen(Summary summary, CallSite site, Value receiver, IMethodSymbol method)
    {
        var returned = site.Seen(summary.Returned, summary).Without(analysis.Tables.ClearedBy(method));
        if (method.IsStatic || !SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType))
            return returned;
        return summary.Stored.Aggregate(returned.Join(receiver), (value, stored) => value.Join(CallSite.Holding(stored.Member, site.Seen(stored.Value, summary))));
    }

    // What a callee writes, stores and calls.
    private void Apply(Summary summary, CallSite site, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        analysis.Findings?.OfCallee(summary, site, State);
        foreach (var written in summary.Written)
        {
            foreach (var (argument, _) in arguments)
            {
                if (argument.Parameter?.Ordinal == written.Ordinal)
                    Assign(argument.Value, site.Seen(written.Value, summary));
            }
        }

        foreach (var stored in summary.Stored)
            Store(site, stored.Member, site.Seen(stored.Value, summary));
        foreach (var invoked in summary.Invoked)
        {
            foreach (var (argument, value) in arguments)
            {
                if (argument.Parameter?.Ordinal == invoked.Ordinal)
                    Call(value.Function, i => i < invoked.Arguments.Length ? site.Seen(invoked.Arguments[i], summary) : Value.Clean);
            }
        }
    }

    private void Store(CallSite site, ISymbol member, Value value)
    {
        if (site.IsOwn)
            State[member] = value;
        else
            Hold(site.Receiver, CallSite.Holding(member, value));
    }

    // A local function sees and changes the locals around it: it is followed where it is called.
    private Value? Local(IMethodSymbol function, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var inner = State.Copy();
        foreach (var (argument, value) in arguments)
        {
            if (argument.Parameter is { } parameter)
                inner[parameter.OriginalDefinition] = value;
        }

        var (returned, end) = analysis.Follow(function.OriginalDefinition, inner);
        if (end is null)
            return null;
        State = end;
        foreach (var (argument, _) in arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter)
                Assign(argument.Value, State[parameter.OriginalDefinition]);
        }

        return returned;
    }

    private Value Delegate(IInvocationOperation invocation, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var called = invocation.Instance?.Unwrap();
        if (called is IFlowCaptureReferenceOperation capture)
            called = analysis.Captured(capture.Id)?.Unwrap();
        analysis.Invoked(called, arguments.Select(static a => a.Value).ToImmutableArray());
        return Call(receiver.Function, i => i < arguments.Length ? arguments[i].Value : Value.Clean);
    }

    // What a lambda or a method group returns when it is called with these values.
    private Value Call(IOperation? function, Func<int, Value> argument)
    {
        switch (function)
        {
            case IFlowAnonymousFunctionOperation { Symbol.Parameters: var parameters } lambda:
                var inner = State.Copy();
                foreach (var parameter in parameters)
                    inner[parameter] = Carriers.CanCarry(parameter.Type) ? argument(parameter.Ordinal) : Value.Clean;
                return analysis.Follow(lambda, inner).Returned;
            case IMethodReferenceOperation { Method: { Parameters.Length: > 0 } method }:
                return Group(function, method, argument);
            default:
                return Value.Clean;
        }
    }

    private Value Group(IOperation group, IMethodSymbol method, Func<int, Value> argument)
    {
        if (analysis.IsPath(method.ContainingType))
            return PathResult(method.Name, argument(0));
        if (!Carriers.CanCarry(method.ReturnType))
            return Value.Clean;
        if (method.DeclaringSyntaxReferences.IsEmpty)
            return argument(0).Without(analysis.Tables.ClearedBy(method)) with { Condition = null };
        var passed = method.Parameters.Select(parameter => new Passed(parameter.Ordinal, argument(parameter.Ordinal), group)).ToImmutableArray();
        return Called(group, method, Value.Clean, passed);
    }

    // A method of this compilation that is called without an invocation being written.
    private Value Called(IOperation place, IMethodSymbol method, Value receiver, ImmutableArray<Passed> passed)
    {
        var site = new CallSite(place, receiver, isOwn: false, passed, State);
        if (analysis.SummaryOf(method, site) is not { } summary)
            return Value.Clean;
        analysis.Findings?.OfCallee(summary, site, State);
        return site.Seen(summary.Returned, summary);
    }

    private Value Result(IInvocationOperation invocation, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var method = invocation.TargetMethod;
        var type = method.ContainingType;
        if (analysis.IsPath(type))
            return PathCall(invocation, arguments);
        if (method.Name is "FromResult" or "WhenAll" && arguments.Length == 1)
            return arguments[0].Value;
        if (method.Name == "Replace")
            return Replaced(invocation, receiver, arguments);
        if (type.Name == "Regex" && method.Name is "Match" or "Matches")
            return Matched(invocation, arguments);
        if (method.Name == "AddQueryString" && type.Name == "QueryHelpers")
            return Queried(arguments);
        if (method.Name is "TrimStart" or "Split" && arguments.Any(a => a.Argument.Value.Syntax.ToString().Contains("GetInvalid")))
            return receiver.Without(Dangers.Path);
        // Characters that pass a test of their own.
        if (method is { Name: "Where", TypeArguments.Length: 1 } && method.TypeArguments[0].SpecialType == SpecialType.System_Char)
            return Value.Clean;
        Collect(invocation, arguments);
        if (!type.DeclaringSyntaxReferences.IsEmpty && !method.IsExtern)
            return Value.Clean;

        var value = receiver;
        foreach (var (argument, given) in arguments)
        {
            if (!IsKey(argument, method))
                value = value.Join(given);
        }

        value = value with { Condition = null, Function = null };
        if (arguments.Any(static a => a.Value.Function is not null) && (value.IsTainted || Propagators.Projections.Contains(method.Name)))
            return OfDelegates(method, value, arguments);
        if (method.Name == "Concat" && arguments.Length > 0)
            return Built(invocation, Concatenated(arguments)) with { EndsWithSeparator = arguments[arguments.Length - 1].Value.EndsWithSeparator };
        var cleared = analysis.Tables.ClearedBy(method);
        if (!value.IsTainted || !(cleared != Dangers.None || Propagators.TextKeepers.Contains(method.Name) || (method.Name == "Parse" && Propagators.Parsers.Contains(analysis.NameOf(type))) || KeepsText(method, receiver, arguments)))
            return Value.Clean;
        value = value.Without(IsCut(invocation) ? cleared | Dangers.Length : cleared);
        if (method.Name == "TryCreate" || method.Name.StartsWith("TryParse", StringComparison.Ordinal))
            return Out(invocation, value);
        if (method.Name == "Join")
            return Built(invocation, Joined(value, arguments));
        return method.Name == "Format" ? Built(invocation, Formatted(value, arguments)) : method.Name is "TrimEnd" or "Trim" or "Split" ? value with { EndsWithSeparator = false } : value;
    }

    // What is looked up is not made of what it is looked up by.
    private static bool IsKey(IArgumentOperation argument, IMethodSymbol method) =>
        argument.Parameter?.Name is "key" or "propertyName" || (argument.Parameter?.Name == "name" && method.Name == "GetProperty");

    // Text in, text out keeps the danger, unless the name says that something is looked up or made of the text.
    private static bool KeepsText(IMethodSymbol method, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        if (method.Name == "TryCreate" || method.Name.StartsWith("TryParse", StringComparison.Ordinal))
            return true;
        if (method.ContainingType.SpecialType == SpecialType.System_String)
            return Carriers.IsText(method.ReturnType);
        if (!Carriers.IsText(method.ReturnType) || Propagators.Lookups.Any(start => method.Name.StartsWith(start, StringComparison.Ordinal)))
            return false;
        return receiver.IsTainted || (method.IsStatic && arguments.Any(static a => a.Value.IsTainted && a.Argument.Value.Type is { } type && Carriers.IsText(type)));
    }

    // What LINQ and its like return of the elements they are given: what the lambda makes of them, or those that pass its test.
    private Value OfDelegates(IMethodSymbol method, Value elements, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var results = Value.Clean;
        foreach (var (_, argument) in arguments)
        {
            if (argument.Function is not { } function)
                continue;
            var result = Call(function, _ => elements);
            if (Propagators.Filters.Contains(method.Name))
                return Passed(elements, result.Condition);
            results = results.Join(result with { Condition = null });
        }

        return Propagators.Projections.Contains(method.Name) ? results : Propagators.TextKeepers.Contains(method.Name) ? elements : Value.Clean;
    }

    private static Value Passed(Value elements, Condition? condition)
    {
        if (condition is null || condition.WhenTrue.IsDefault)
            return elements;
        return condition.WhenTrue.Aggregate(elements, static (value, fact) => value.Without(source => source.Equals(fact.Source) ? fact.Checks.Cleared() : Dangers.None));
    }

    // What is added to a list or a builder stays in it.
    private void Collect(IInvocationOperation invocation, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        if (!Propagators.Collectors.Contains(invocation.TargetMethod.Name))
            return;
        foreach (var (_, value) in arguments)
            Hold(invocation.Instance, value with { EndsWithSeparator = false });
    }

    private Value Mapping(IInvocationOperation invocation)
    {
        Evaluate(invocation.Instance);
        foreach (var argument in invocation.Arguments)
        {
            switch (argument.Value.Unwrap())
            {
                case IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation function }:
                    analysis.Meet(function);
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
}
