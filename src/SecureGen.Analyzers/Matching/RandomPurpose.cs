using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>
/// Follows a random value outwards through the expressions it becomes part of, through locals, and from a method that returns
/// it to the calls of that method in its type, to the names it ends under.
/// </summary>
internal sealed class RandomPurpose
{
    private const int MostSymbols = 10;
    private const int MostCalls = 8;

    private readonly CompilationContext _context;
    private readonly RuleOptions _options;
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    private RandomPurpose(CompilationContext context, RuleOptions options) => (_context, _options) = (context, options);

    /// <summary>The name of a sensitive target, or null.</summary>
    public string? Sensitive { get; private set; }

    /// <summary>Whether a name on the way says that nothing depends on secrecy.</summary>
    public bool IsHarmless { get; private set; }

    /// <summary>What becomes of the value that a call of a member of Random gives, or a delegate made of one.</summary>
    public static RandomPurpose Of(IOperation use, CompilationContext context)
    {
        var purpose = new RandomPurpose(context, context.Options(use.Syntax.SyntaxTree));
        if (CipherMember(use) is { } member)
            purpose.Sensitive = member;
        else if (use is IInvocationOperation { Arguments.Length: > 0, TargetMethod.Name: "NextBytes" or "Shuffle" or "GetHexString" or "GetItems", TargetMethod.ReturnsVoid: true } filling)
            purpose.Filled(filling.Arguments[filling.Arguments.Length > 1 && filling.TargetMethod.Name == "GetItems" ? 1 : 0].Value);
        else if (use is IInvocationOperation { TargetMethod.Name: "GetItems", Arguments.Length: > 0 } choice)
            purpose.Follow(choice, RandomChoice.IsOneOf(choice.TargetMethod.TypeArguments.FirstOrDefault(), choice.Arguments[0].Value, context));
        else if (RandomChoice.IsCode(use))
            purpose.Follow(use, isChoice: false, isCode: true);
        else
            purpose.Follow(use);
        return purpose;
    }

    // GenerateKey and GenerateIV of a cipher: what the method is for is laid down by the class it overrides.
    private static string? CipherMember(IOperation use)
    {
        for (var overridden = (Target.EnclosingMember(use) as IMethodSymbol)?.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (overridden is { Name: "GenerateKey" or "GenerateIV", ContainingNamespace: { Name: "Cryptography", ContainingNamespace.Name: "Security" } })
                return overridden.Name;
        }

        return null;
    }

    // The value is written into what was passed.
    private void Filled(IOperation buffer)
    {
        if (Target.Assigned(RandomChoice.Buffer(buffer)) is not { } target)
            return;
        if (target.Name is "key" or "Key" or "_key")
            Sensitive ??= target.Name;
        Arrive(target, buffer, isChoice: false);
        if (target.Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter && Sensitive is null)
        {
            foreach (var call in CallsOf(method))
            {
                if (call.Arguments.ArgumentOf(parameter.Name) is { } passed && Sensitive is null)
                    Filled(passed);
            }
        }
    }

    private void Follow(IOperation value, bool isChoice = false, bool isCode = false)
    {
        for (var current = value; current.Parent is { } parent && Sensitive is null; current = parent)
        {
            IsHarmless |= RandomChoice.IsMoment(current.Type);
            isChoice |= current.Type?.SpecialType == SpecialType.System_Boolean || RandomChoice.IsIndex(current, parent, _context);
            switch (parent)
            {
                case IVariableInitializerOperation or IFieldInitializerOperation or IPropertyInitializerOperation or IAssignmentOperation or ITupleOperation when Target.Of(current) is { } target:
                    if (isCode && target.Name is "code" or "Code" && !isChoice)
                        Sensitive ??= target.Name;
                    Arrive(target, parent, isChoice);
                    return;
                case IAssignmentOperation assignment when assignment.Value == current:
                    ArriveAtOwner(assignment, isChoice);
                    return;
                case IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } comparison when Target.Assigned(comparison.LeftOperand == current ? comparison.RightOperand : comparison.LeftOperand) is { } limit:
                    IsHarmless |= RandomUse.IsHarmless(limit.Name);
                    break;
                case IConditionalOperation { Type: not null } choice when choice.Condition == current:
                    isChoice = !RandomChoice.IsBetweenParts(choice);
                    break;
                case IReturnOperation when Lambda(parent) is { } lambda:
                    parent = lambda;
                    break;
                case IReturnOperation:
                    Returned(parent, isChoice);
                    return;
                case IArgumentOperation argument when !Passes(argument, ref parent, isChoice):
                    return;
                case IInvocationOperation { TargetMethod.Name: "CopyTo" or "TryCopyTo", Arguments.Length: > 0 } copy when copy.Instance == current:
                    Filled(copy.Arguments[0].Value);
                    return;
                case IBlockOperation or IExpressionStatementOperation or ILoopOperation or IConditionalOperation { Type: null }:
                    return;
            }
        }
    }

    // characters[i] = alphabet[random.Next(...)]: the array is the target.
    private void ArriveAtOwner(IAssignmentOperation assignment, bool isChoice)
    {
        var owner = assignment.Target.Unwrap() switch
        {
            IArrayElementReferenceOperation element => element.ArrayReference,
            IPropertyReferenceOperation property => property.Instance,
            _ => null,
        };
        if (owner is not null && Target.Assigned(owner) is { } target)
            Arrive(target, assignment, isChoice);
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

    private void Returned(IOperation returned, bool isChoice)
    {
        var member = Target.EnclosingMember(returned);
        var symbol = member is IMethodSymbol { AssociatedSymbol: { } property } ? property : member;

        // A local function works for the method around it.
        for (; symbol is IMethodSymbol or IPropertySymbol; symbol = symbol.ContainingSymbol)
        {
            if (Name(symbol.Name, TypeOf(symbol), isChoice) || RandomUse.IsHarmless(symbol.Name))
                return;
        }

        if (!isChoice && symbol is INamedTypeSymbol type && member is not null && RandomUse.SaysNothing(member.Name) && RandomUse.IsSensitive(type.Name, _options))
            Sensitive ??= type.Name;
        if (member is IMethodSymbol method)
        {
            foreach (var call in CallsOf(method))
                Follow(call, isChoice);
        }
    }

    private IEnumerable<IInvocationOperation> CallsOf(IMethodSymbol method) =>
        Enter(method) ? Mentions.Of(method, _context).OfType<IInvocationOperation>().Take(MostCalls) : [];

    private bool Enter(ISymbol symbol) => Sensitive is null && _seen.Count < MostSymbols && _seen.Add(symbol);

    // The value goes through a call: into its result where it is text or data, or ends at a parameter.
    private bool Passes(IArgumentOperation argument, ref IOperation parent, bool isChoice)
    {
        if (argument.Parent is not { } call)
            return false;
        parent = call;
        if (call is IPropertyReferenceOperation or IArrayElementReferenceOperation)
            return true;
        if (argument.Parameter is { } parameter && (Name(parameter.Name, parameter.Type, isChoice) || RandomUse.IsHarmless(parameter.Name)))
            return false;
        var isNamedByCallee = argument.Parameter is null || RandomUse.IsAnyValue(argument.Parameter.Name);
        switch (call)
        {
            case IInvocationOperation invocation:
                return Through(invocation, argument, isNamedByCallee, isChoice);
            case IObjectCreationOperation { Type: { SpecialType: not SpecialType.System_String } type }:
                if (isNamedByCallee)
                    Name(type.Name, null, isChoice);
                else
                    IsHarmless |= RandomUse.IsHarmless(type.Name);
                Reaches(argument, type, isChoice);
                return Sensitive is null;
            default:
                return call is IObjectCreationOperation;
        }
    }

    private bool Through(IInvocationOperation call, IArgumentOperation argument, bool isNamedByCallee, bool isChoice)
    {
        var method = call.TargetMethod;
        if (method.ContainingType.Name == "StringBuilder" && Target.Assigned(Receiver(call)) is { } builder)
        {
            Arrive(builder, call, isChoice);
            return false;
        }

        if (method.Name is "Copy" or "BlockCopy" or "CopyTo" && call.Arguments.FirstOrDefault(a => a.Parameter?.Name.StartsWith("dest", System.StringComparison.Ordinal) == true || a.Parameter?.Name == "dst") is { } destination && destination != argument)
        {
            Filled(destination.Value);
            return false;
        }

        if (KeyOf(call, argument) is { Length: > 0 } key)
            Name(key, argument.Parameter?.Type, isChoice);
        if (method.Name is "Add" or "Append" or "Set" or "TryAdd" or "Enqueue" or "Push" && call.Instance is { } owner && Target.Assigned(owner) is { } collection)
            Arrive(collection, call, isChoice);
        if (isNamedByCallee || !method.ReturnsVoid)
            Name(method.Name, null, isChoice || !isNamedByCallee);
        IsHarmless |= method.DeclaringSyntaxReferences.IsEmpty && RandomUse.IsHarmless(method.ContainingType.Name);
        Reaches(argument, method.ContainingType, isChoice);
        return Sensitive is null && (!method.ReturnsVoid || call.Parent is IInterpolatedStringAppendOperation);
    }

    // What a cryptographic API is given as a secret, and what a file is created under.
    private void Reaches(IArgumentOperation argument, ITypeSymbol callee, bool isChoice)
    {
        if (isChoice || argument.Parameter is not { } parameter)
            return;
        if (callee.ContainingNamespace.Is("System.Security.Cryptography") && RandomChoice.IsSecretOfAlgorithm(parameter.Name))
            Sensitive ??= callee.Name;
        else if (RandomChoice.CreatesFile(argument, callee))
            Sensitive ??= "file name";
    }

    // cache.Set("otp:" + phone, code), session.SetString("csrf", value)
    private static string? KeyOf(IInvocationOperation call, IArgumentOperation value)
    {
        var key = call.Arguments.FirstOrDefault(a => a != value && a.Parameter?.Name is "key" or "name" or "header" or "headerName");
        if (key is null)
            return null;
        var text = new StringBuilder();
        foreach (var part in key.Value.DescendantsAndSelf())
        {
            if (part is ILiteralOperation or IFieldReferenceOperation or ILocalReferenceOperation && part.ConstantText() is { } constant)
                text.Append(constant).Append(' ');
        }

        return text.ToString();
    }

    // builder.Append(...).Append(...): the builder is at the bottom of the chain.
    private static IOperation Receiver(IInvocationOperation call)
    {
        IOperation receiver = call;
        while (receiver.Unwrap() is IInvocationOperation { Instance: { } inner })
            receiver = inner;
        return receiver;
    }

    private void Arrive(Target target, IOperation at, bool isChoice)
    {
        // "code" alone is any code; in a type of one-time codes it is one of them.
        if (!isChoice && target.Name is "code" or "Code" && target.Symbol is ILocalSymbol or IFieldSymbol && target.Symbol.ContainingSymbol?.ContainingType is { } owner && RandomUse.IsSensitive(owner.Name, _options))
            Sensitive ??= target.Name;
        if (!isChoice && IsSecretOfAlgorithm(target.Symbol))
            Sensitive ??= target.Name;
        if (Name(target.Name, target.Type, isChoice) || target.Symbol is null)
            return;
        switch (target.Symbol)
        {
            case ILocalSymbol local when Enter(local):
                FollowAll(local.ReferencesTo(at.Root()), at, isChoice);
                break;
            case IFieldSymbol field when Enter(field):
                FollowAll(at.Root().Descendants().OfType<IFieldReferenceOperation>().Where(r => SymbolEqualityComparer.Default.Equals(r.Field, field)), at, isChoice);
                break;

            // string.Create(length, state, (span, state) => span[i] = ...): what the lambda fills is the result of the call.
            case IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } when Lambda(at) is { } lambda:
                Follow(lambda, isChoice);
                break;
        }
    }

    private void FollowAll(IEnumerable<IOperation> references, IOperation at, bool isChoice)
    {
        foreach (var reference in references)
        {
            if (Sensitive is null && reference.Syntax.SpanStart != at.Syntax.SpanStart && !(reference.Parent is IAssignmentOperation assignment && assignment.Target == reference))
                Follow(reference, isChoice);
        }
    }

    private static bool IsSecretOfAlgorithm(ISymbol? symbol) =>
        symbol is IPropertySymbol { Name: "Key" or "IV", ContainingNamespace: { } space } && space.Is("System.Security.Cryptography");

    private static ITypeSymbol? TypeOf(ISymbol member) => member is IMethodSymbol method ? method.ReturnType : (member as IPropertySymbol)?.Type;

    // A yes or no, a moment and a member of an enumeration are no secrets, whatever they are called.
    private bool Name(string name, ITypeSymbol? type, bool isChoice)
    {
        if (RandomUse.IsHarmless(name))
            IsHarmless = true;
        else if (!isChoice && RandomChoice.CanHoldSecret(type) && (RandomUse.IsSensitive(name, _options) || RandomUse.IsTemporaryFile(name)))
            Sensitive ??= name;
        return Sensitive is not null;
    }
}
