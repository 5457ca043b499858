using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>
/// Follows a random value outwards through the expressions it becomes part of, and through locals, to the names it ends under.
/// </summary>
internal sealed class RandomPurpose
{
    private const int MostLocals = 6;

    private readonly RuleOptions _options;
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    private RandomPurpose(RuleOptions options) => _options = options;

    /// <summary>The name of a sensitive target, or null.</summary>
    public string? Sensitive { get; private set; }

    /// <summary>Whether a name on the way says that nothing depends on secrecy.</summary>
    public bool IsHarmless { get; private set; }

    public static RandomPurpose Of(IInvocationOperation call, RuleOptions options)
    {
        var purpose = new RandomPurpose(options);
        if (CipherMember(call) is { } member)
            purpose.Sensitive = member;
        else if (call.TargetMethod.Name is "NextBytes" or "Shuffle" && call.Arguments.Length > 0)
            purpose.FollowFilled(call.Arguments[0].Value);
        else
            purpose.Follow(call);
        return purpose;
    }

    // GenerateKey and GenerateIV of a cipher: what the method is for is laid down by the class it overrides.
    private static string? CipherMember(IInvocationOperation call)
    {
        for (var overridden = (Target.EnclosingMember(call) as IMethodSymbol)?.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (overridden is { Name: "GenerateKey" or "GenerateIV", ContainingNamespace: { Name: "Cryptography", ContainingNamespace.Name: "Security" } })
                return overridden.Name;
        }

        return null;
    }

    // The value is written into what was passed.
    private void FollowFilled(IOperation buffer)
    {
        while (buffer.Unwrap() is IInvocationOperation { TargetMethod.Name: "AsSpan" or "Slice", Arguments.Length: > 0 } span)
            buffer = span.Instance ?? span.Arguments[0].Value;
        buffer = Converted(buffer);
        if (Target.Assigned(buffer) is { } target)
            Arrive(target.Name, target.Symbol, buffer);
    }

    private static IOperation Converted(IOperation value)
    {
        value = value.Unwrap();
        while (value is IConversionOperation conversion)
            value = conversion.Operand.Unwrap();
        return value;
    }

    private void Follow(IOperation value)
    {
        for (var current = value; current.Parent is { } parent && Sensitive is null; current = parent)
        {
            switch (parent)
            {
                case IVariableInitializerOperation or IFieldInitializerOperation or IPropertyInitializerOperation or IAssignmentOperation or ITupleOperation when Target.Of(current) is { } target:
                    Arrive(target.Name, target.Symbol, parent);
                    return;
                case IAssignmentOperation assignment when assignment.Value == current:
                    FollowElement(assignment);
                    return;
                case IReturnOperation when Lambda(parent) is { } lambda:
                    parent = lambda;
                    break;
                case IReturnOperation:
                    Returned(parent);
                    return;
                case IArgumentOperation argument when !Passes(argument, ref parent):
                    return;
                case IInvocationOperation call when Disposes(call):
                    return;
                case IBlockOperation or IExpressionStatementOperation or ILoopOperation:
                    return;
            }
        }
    }

    // characters[i] = alphabet[random.Next(...)]: the array is the target.
    private void FollowElement(IAssignmentOperation assignment)
    {
        if (assignment.Target.Unwrap() is IArrayElementReferenceOperation element && Target.Assigned(element.ArrayReference) is { } array)
            Arrive(array.Name, array.Symbol, assignment);
        else if (assignment.Target.Unwrap() is IPropertyReferenceOperation { Instance: { } owner } && Target.Assigned(owner) is { } holder)
            Arrive(holder.Name, holder.Symbol, assignment);
    }

    private static IOperation? Lambda(IOperation returned)
    {
        for (var current = returned.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation)
                return current;
            if (current is ILocalFunctionOperation)
                return null;
        }

        return null;
    }

    private void Returned(IOperation returned)
    {
        var member = Target.EnclosingMember(returned);
        var symbol = member is IMethodSymbol { AssociatedSymbol: { } property } ? property : member;
        // A local function works for the method around it.
        for (; symbol is IMethodSymbol or IPropertySymbol; symbol = symbol.ContainingSymbol)
        {
            if (Name(symbol.Name) || IsHarmless)
                return;
        }

        if (symbol is INamedTypeSymbol type && RandomUse.IsSensitive(type.Name, _options))
            Sensitive ??= type.Name;
    }

    // The value goes through a call: into its result where it is text or data, or ends at a parameter.
    private bool Passes(IArgumentOperation argument, ref IOperation parent)
    {
        if (argument.Parent is not { } call)
            return false;
        parent = call;
        if (argument.Parameter is { } parameter)
            Name(parameter.Name);
        switch (call)
        {
            case IInvocationOperation invocation:
                return Through(invocation);
            case IObjectCreationOperation creation:
                if (creation.Type is { } type && type.SpecialType != SpecialType.System_String)
                    Name(type.Name);
                return Sensitive is null;
            default:
                return call is IPropertyReferenceOperation or IArrayElementReferenceOperation;
        }
    }

    private bool Through(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.ContainingType.Name == "StringBuilder" && Target.Assigned(Receiver(call)) is { } builder)
        {
            Arrive(builder.Name, builder.Symbol, call);
            return false;
        }

        if (method.Name is "Add" or "Append" or "Set" or "TryAdd" or "Enqueue" or "Push" && call.Instance is { } owner && Target.Assigned(owner) is { } collection)
        {
            if (call.Arguments.Length == 2 && call.Arguments[0].Value.ConstantText() is { } key)
                Name(key);
            Arrive(collection.Name, collection.Symbol, call);
        }

        Name(method.Name);
        if (method.ContainingNamespace?.ToDisplayString() == "System.Security.Cryptography")
            Sensitive ??= method.ContainingType.Name;
        return Sensitive is null && !method.ReturnsVoid;
    }

    // builder.Append(...).Append(...): the builder is at the bottom of the chain.
    private static IOperation Receiver(IInvocationOperation call)
    {
        IOperation receiver = call;
        while (receiver.Unwrap() is IInvocationOperation { Instance: { } inner })
            receiver = inner;
        return receiver;
    }

    private static bool Disposes(IInvocationOperation call) => call.TargetMethod.ReturnsVoid && call.Instance is null;

    private void Arrive(string name, ISymbol? symbol, IOperation at)
    {
        // "code" alone is any code; in a type of one-time codes it is one of them.
        if (name is "code" or "Code" && symbol is ILocalSymbol or IFieldSymbol && symbol.ContainingSymbol?.ContainingType is { } owner && RandomUse.IsSensitive(owner.Name, _options))
            Sensitive ??= name;
        if (Name(name) || symbol is not ILocalSymbol local || _seen.Count >= MostLocals || !_seen.Add(local))
            return;
        foreach (var reference in local.ReferencesTo(at.Root()))
        {
            if (Sensitive is null && reference.Syntax.SpanStart != at.Syntax.SpanStart && !IsWritten(reference))
                Follow(reference);
        }
    }

    private static bool IsWritten(ILocalReferenceOperation reference) => reference.Parent is IAssignmentOperation assignment && assignment.Target == reference;

    private bool Name(string name)
    {
        if (RandomUse.IsHarmless(name))
            IsHarmless = true;
        else if (RandomUse.IsSensitive(name, _options))
            Sensitive ??= name;
        return Sensitive is not null;
    }
}
