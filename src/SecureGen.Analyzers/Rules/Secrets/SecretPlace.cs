using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Secrets;

/// <summary>
/// Where a text stands that makes a secret of it: a target or a setter with a secret's name, a collection of secrets,
/// a comparison with a secret, a call that takes a credential.
/// </summary>
internal readonly record struct SecretPlace(Target Target, bool IsElement, bool IsCompared)
{
    private const int FewestNames = 3;

    /// <summary>The name of the secret that the text is where it stands, or null where it is none.</summary>
    public static string? NameOf(IOperation text, string value, RuleOptions options)
    {
        var outer = Literals.Outermost(text, out var isElement);
        if (CryptographicKeys.TakenAt(outer) is not null)
            return null;
        if (outer.Wrapped().Parent is IArgumentOperation argument && Credentials.HandedBy(argument) is { } handed)
            return SecretValues.IsCredential(value) ? handed : null;

        var place = Stored(outer, isElement, options) ?? Kept(outer, options) ?? Compared(outer, value, isElement, options);
        return place is { } found && found.Believes(value, options) ? found.Target.Name : null;
    }

    private static SecretPlace? Stored(IOperation value, bool isElement, RuleOptions options)
    {
        var target = Target.Of(value);
        if (target is { } named && IsCandidate(named, isElement, options))
            return new SecretPlace(named, isElement, false);
        return (Set(value) ?? Returned(value)) is { } other && IsCandidate(other, isElement, options) ? new SecretPlace(other, isElement, false) : null;
    }

    // SetPassword("x"), WithApiKey("x"): the method's name says what its only parameter is.
    private static Target? Set(IOperation value)
    {
        if (value.Wrapped().Parent is not IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { } method }, Parameter: { } parameter })
            return null;
        if (method.Parameters.Length != (method.IsExtensionMethod && method.ReducedFrom is null ? 2 : 1) || !method.Name.StartsWith("Set", System.StringComparison.Ordinal) && !method.Name.StartsWith("With", System.StringComparison.Ordinal))
            return null;
        return Words.Split(method.Name) is { Length: > 1 } words && words[0] is "set" or "with" ? new Target(method.Name, parameter.Type, method) : null;
    }

    // Func<string> getPassword = () => "x"
    private static Target? Returned(IOperation value) =>
        value.Wrapped().Parent is IReturnOperation { Parent.Parent: IAnonymousFunctionOperation { Parent: IDelegateCreationOperation made } lambda } && lambda.Body.Operations.Length == 1
            ? Target.Of(Literals.Outermost(made, out _))
            : null;

    // apiKeys["client"] = "x", new Dictionary<string, string> { ["client"] = "x" }, apiKeys.Add("client", "x")
    private static SecretPlace? Kept(IOperation value, RuleOptions options)
    {
        var collection = value.Wrapped().Parent switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: 1, Instance: { } instance } } => instance,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Arguments.Length: 2, Instance: { } instance } } argument when argument.Parameter?.Ordinal == 1 => instance,
            _ => null,
        };
        if (collection is IInstanceReferenceOperation)
            return Initialized(collection) is { } made && Target.Of(made) is { } target && IsCandidate(target, true, options) ? new SecretPlace(target, true, false) : null;
        return collection is not null && Target.Assigned(collection) is { } named && IsCandidate(named, true, options) ? new SecretPlace(named, true, false) : null;
    }

    private static IOperation? Initialized(IOperation instance)
    {
        for (var current = instance.Parent; current is not null; current = current.Parent)
        {
            if (current is IObjectOrCollectionInitializerOperation)
                return current.Parent as IObjectCreationOperation;
        }

        return null;
    }

    // What a variable with another name holds is looked for where the text looks issued: most comparisons are with words.
    private static SecretPlace? Compared(IOperation value, string text, bool isElement, RuleOptions options)
    {
        if (Comparison.OtherSide(value) is not { } other)
            return null;
        if (Comparison.Named(other) is { } named && IsCandidate(named, isElement, options))
            return new SecretPlace(named, isElement, true);
        if (SecretValues.IsSecret(text, "", SecretKind.Ambiguous) && Comparison.Origin(other) is { } origin && IsCandidate(origin, isElement, options))
            return new SecretPlace(origin, isElement, true);
        return null;
    }

    // Lists beside a secret's name are mostly lists of names; only machine-made text is believed there.
    private bool Believes(string text, RuleOptions options)
    {
        var kind = SecretVocabulary.KindOf(Target.Name, options);
        if (!SecretValues.IsSecret(text, Target.Name, IsElement || (IsCompared && kind == SecretKind.Code) ? SecretKind.Ambiguous : kind))
            return false;
        if (Target.Symbol is null && !IsCompared && SecretValues.IsLabel(text))
            return false;
        return !(Target.Symbol is IFieldSymbol { IsConst: true } constant && SecretValues.IsWord(text) && IsAmongNames(constant));
    }

    // A type most of whose constants say their own names is a list of names, and so is the one that says it in other words.
    private static bool IsAmongNames(IFieldSymbol constant)
    {
        var names = 0;
        var others = 0;
        foreach (var member in constant.ContainingType.GetMembers())
        {
            if (member is not IFieldSymbol { IsConst: true, ConstantValue: string text } || SymbolEqualityComparer.Default.Equals(member, constant))
                continue;
            if (SecretValues.SaysName(text, member.Name))
                names++;
            else
                others++;
        }

        return names >= FewestNames && names > others;
    }

    private static bool IsCandidate(Target target, bool isElement, RuleOptions options) =>
        SecretVocabulary.IsSecret(target.Name, options) && (isElement || SecretVocabulary.CanHold(target.Type) || IsTextLike(target.Type))
        && !(target.Symbol is IMethodSymbol method && Transforms(method));

    // EncodePassword(text) returns what it makes of the text; GetPassword(user) and Password() return one.
    private static bool Transforms(IMethodSymbol method) =>
        method.Parameters.Any(parameter => parameter.Type.Name != "CancellationToken")
        && Words.Split(method.Name)[0] is not ("get" or "read" or "load" or "fetch" or "find" or "resolve" or "lookup" or "retrieve" or "create" or "generate" or "build" or "make" or "set" or "with");

    // A method that returns a task of a secret, a value made on demand, a wrapper made by conversion from text.
    private static bool IsTextLike(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask" or "Lazy" or "Func", TypeArguments: { Length: > 0 } made } ? SecretVocabulary.CanHold(made[made.Length - 1])
        : type is { SpecialType: SpecialType.None, TypeKind: TypeKind.Struct or TypeKind.Class } && type.GetMembers("op_Implicit").Any(FromText);

    private static bool FromText(ISymbol member) => member is IMethodSymbol { Parameters.Length: 1 } conversion && conversion.Parameters[0].Type.SpecialType == SpecialType.System_String;
}
