using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>Decides whether an expression that is about to be shown is a secret.</summary>
internal static class SecretValue
{
    private const int MostCopies = 3;

    /// <summary>The name of the secret, or null where the value is none or is disguised.</summary>
    public static string? NameOf(IOperation value, string? placeholder, RuleOptions options)
    {
        if (NameOf(value, new Search(options), MostCopies) is { } known)
            return known;
        if (placeholder is null)
            return null;

        if (placeholder.StartsWith("@", StringComparison.Ordinal) && RecordMembers.Destructured(value.Type, options) is { } member)
            return member;

        // {Token} alone may be a piece of text.
        var name = placeholder.TrimStart('@', '$');
        return SecretVocabulary.IsSecret(name, options) && !name.Equals("token", StringComparison.OrdinalIgnoreCase) && IsPlainText(value, options) ? name : null;
    }

    private static string? NameOf(IOperation value, Search search, int copies)
    {
        value = value.Unwrap();
        if (value.ConstantValue.HasValue)
            return OfConstant(value, search.Options);
        return value switch
        {
            ILocalReferenceOperation local => OfLocal(local, search, copies),
            IParameterReferenceOperation parameter => OfParameter(parameter, search, copies),
            IFieldReferenceOperation field => OfSymbol(field, field.Field.Name, search.Options),
            IPropertyReferenceOperation property => OfProperty(property, search, copies),
            IInvocationOperation call => OfCall(call, search, copies),
            IAwaitOperation awaited => NameOf(awaited.Operation, search, copies),
            ICoalesceOperation coalesce => NameOf(coalesce.Value, search, copies) ?? NameOf(coalesce.WhenNull, search, copies),
            IConditionalAccessOperation access => NameOf(access.WhenNotNull, search, copies),
            IConditionalAccessInstanceOperation instance when instance.Receiver() is var receiver && receiver != instance => NameOf(receiver, search, copies),
            IImplicitIndexerReferenceOperation { Argument: IRangeOperation { RightOperand: null, LeftOperand: { } start }, Instance: { } whole } when start.Unwrap() is not IUnaryOperation =>
                NameOf(whole, search, copies),
            IObjectCreationOperation { Type.SpecialType: SpecialType.System_String, Arguments.Length: > 0 } text => NameOf(text.Arguments[0].Value, search, copies),
            IWithOperation copy => OfCopy(copy, search.Options),
            _ => null,
        };
    }

    // Text made in a local: "key " + apiKey.
    private static string? OfMade(IOperation value, Search search, int copies)
    {
        if (!LoggedParts.IsMade(value))
            return NameOf(value, search, copies);
        foreach (var part in LoggedParts.Of(value))
        {
            if (NameOf(part, search, copies) is { } name)
                return name;
        }

        return null;
    }

    // A constant with a secret's name mostly names one; it is one when its text looks like it.
    private static string? OfConstant(IOperation value, RuleOptions options) =>
        Target.Assigned(value) is { } constant && Named(constant.Name, value.Type, options) is { } name && IsSecretText(value, name, options) ? name : null;

    private static bool IsSecretText(IOperation value, string name, RuleOptions options) =>
        value.ConstantText() is { } text && SecretValues.IsSecret(text, name, SecretVocabulary.KindOf(name, options));

    private static string? Named(string name, ITypeSymbol? type, RuleOptions options) =>
        SecretVocabulary.CanHold(type) && SecretVocabulary.IsSecret(name, options) ? name : null;

    // The name of a local, parameter, field or property, or what a record in it prints.
    private static string? OfSymbol(IOperation value, string symbol, RuleOptions options) =>
        Named(symbol, value.Type, options) is { } name ? PieceOfText.Is(value, name, options) ? null : name : RecordMembers.Printed(value.Type, options);

    private static string? OfParameter(IParameterReferenceOperation parameter, Search search, int copies) =>
        search.Enters(parameter.Parameter, copies) ? OfSymbol(parameter, parameter.Parameter.Name, search.Options) ?? OfAdded(parameter, parameter.Parameter, search, copies) : null;

    private static string? OfLocal(ILocalReferenceOperation local, Search search, int copies)
    {
        if (!search.Enters(local.Local, copies))
            return null;
        var values = copies > 0 ? local.Local.ValuesOf(local.Root()).Select(v => v.Unwrap()).ToArray() : [];
        if (values.Length > 0 && values.All(v => IsDisguised(v, search.Options) && !IsSecretText(v, local.Local.Name, search.Options)))
            return OfAdded(local, local.Local, search, copies);
        if (OfSymbol(local, local.Local.Name, search.Options) is { } name)
            return name;
        if (!CanBeMade(local.Type))
            return null;

        foreach (var value in values)
        {
            if (OfMade(value, search, copies - 1) is { } copied)
                return copied;
        }

        return OfKey(local, search.Options) ?? OfAdded(local, local.Local, search, copies);
    }

    private static bool CanBeMade(ITypeSymbol? type) =>
        SecretVocabulary.CanHold(type) || LoggedParts.IsCarrier(type) || type is { IsTupleType: true } or { IsAnonymousType: true } or { Name: "FormattableString" };

    // headers.TryGetValue("X-Api-Key", out var value): the key names what is in the local.
    private static string? OfKey(ILocalReferenceOperation local, RuleOptions options) =>
        LocalValues.FilledBy(local.Local, local.Root()) is { } call && Key(call) is { } key ? Named(key, local.Type, options) : null;

    private static string? Key(IInvocationOperation call) =>
        (call.Arguments.ArgumentOf("key") ?? call.Arguments.ArgumentOf("name") ?? call.Arguments.ArgumentOf("propertyName"))?.ConstantText();

    // What a builder, a dictionary, a list of tags was given along the way.
    private static string? OfAdded(IOperation value, ISymbol holder, Search search, int copies)
    {
        if (copies == 0 || !LoggedParts.IsCarrier(value.Type))
            return null;
        foreach (var added in LocalValues.Added(holder, value.Root()))
        {
            if (OfMade(added, search, copies - 1) is { } name)
                return name;
        }

        return null;
    }

    private static string? OfProperty(IPropertyReferenceOperation property, Search search, int copies)
    {
        if (Setting(property, search.Options) is { } setting)
            return setting;
        if (property.Arguments.Length == 1)
            return property.Arguments[0].Value.ConstantText() is { } key ? Named(key, property.Type, search.Options) : null;
        return property switch
        {
            { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" }, Instance: { } task } => NameOf(task, search, copies),
            { Property: { Name: "Parameter", ContainingType.Name: "AuthenticationHeaderValue" } } => "Authorization",
            { Property: { Name: "Value", ContainingType.Name: "KeyVaultSecret" } } => "KeyVaultSecret",
            _ => OfSymbol(property, property.Property.Name, search.Options),
        };
    }

    private static string? OfCall(IInvocationOperation call, Search search, int copies)
    {
        if (IsDisguised(call, search.Options))
            return null;
        if (Setting(call, search.Options) is { } setting)
            return setting;
        if (Reshaping.IsSerialization(call.TargetMethod) && call.Arguments.Length > 0)
            return NameOf(call.Arguments[0].Value, search, copies) ?? RecordMembers.Destructured(call.Arguments[0].Value.Unwrap().Type, search.Options);
        if (Reshaping.Subject(call) is { } subject)
            return NameOf(subject.Receiver(), search, copies);
        if (!SecretVocabulary.CanHold(Awaited(call.Type)))
            return null;

        // document.RootElement.GetProperty("access_token").GetString()
        if (call is { TargetMethod.Name: "GetString", Instance: IInvocationOperation { TargetMethod.Name: "GetProperty" } property } && Key(property) is { } key)
            return Named(key, call.Type, search.Options);
        return IsGiver(call.TargetMethod) ? Named(call.TargetMethod.Name, Awaited(call.Type), search.Options) : null;
    }

    // GetAccessToken(), CreateToken(user), but not GetToken(4), which is the fourth piece of a text.
    private static bool IsGiver(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ReducedExtension
        && Words.Split(method.Name) is { Length: > 1 } words && words[0] is "get" or "create" or "generate" or "issue" or "load" or "fetch" or "acquire" or "decrypt"
        && !method.Parameters.Any(p => p.Type.SpecialType == SpecialType.System_Int32);

    // login with { Password = "***" } prints none, login with { User = user } still does.
    private static string? OfCopy(IWithOperation copy, RuleOptions options) =>
        RecordMembers.Printed(copy.Type, options) is { } member && copy.Initializer?.Initializers.Any(i => i is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation set } && set.Property.Name == member) != true
            ? member
            : null;

    private static string? Setting(IOperation value, RuleOptions options) =>
        SettingRead.Of(value) is { } read && (SecretVocabulary.IsSecret(read.Key, options) || IsConnectionString(value)) ? read.Key : null;

    private static bool IsConnectionString(IOperation value) => value is IInvocationOperation { TargetMethod.Name: "GetConnectionString" };

    private static bool IsDisguised(IOperation value, RuleOptions options)
    {
        value = value.Unwrap();
        return value.ConstantValue.HasValue || value switch
        {
            IInvocationOperation call => Disguise.Is(call.TargetMethod, options),
            IAwaitOperation awaited => IsDisguised(awaited.Operation, options),
            IConditionalAccessOperation access => IsDisguised(access.WhenNotNull, options),
            IConditionalOperation { WhenFalse: { } whenFalse } choice => IsDisguised(choice.WhenTrue, options) && IsDisguised(whenFalse, options),
            ISwitchExpressionOperation choice => choice.Arms.All(arm => IsDisguised(arm.Value, options)),
            _ => false,
        };
    }

    // A placeholder that names a secret is believed when it shows a variable's text, not when it shows a computed remark.
    private static bool IsPlainText(IOperation value, RuleOptions options)
    {
        value = value.Unwrap();
        if (value.ConstantValue.HasValue || !SecretVocabulary.CanHold(value.Type))
            return false;
        return value switch
        {
            ILocalReferenceOperation local => !SaysOther(local.Local.Name) && !local.Local.ValuesOf(local.Root()).Any(v => IsDisguised(v, options) || v.Unwrap() is IConditionalOperation),
            IParameterReferenceOperation parameter => !SaysOther(parameter.Parameter.Name),
            IFieldReferenceOperation field => !SaysOther(field.Field.Name),
            _ => false,
        };
    }

    // {ApiKey} filled with apiKeyName, apiKeyHeader or maskedKey: the name of the argument knows better.
    private static bool SaysOther(string name)
    {
        var words = Words.Split(name);
        return words.Any(w => w is "name" or "id" or "masked" or "redacted" or "hash" or "hashed" or "type" or "kind" or "length" or "hint" or "state" or "status")
            || words.Take(words.Length - 1).Any(SecretVocabulary.IsStem);
    }

    private static ITypeSymbol? Awaited(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task ? task.TypeArguments[0] : type;

    // Text that is put together from itself a hundred times has a hundred values, each of which leads back to it: looked into once, they say all they have to say.
    private sealed class Search(RuleOptions options)
    {
        private readonly Dictionary<ISymbol, int> _entered = new(SymbolEqualityComparer.Default);

        public RuleOptions Options { get; } = options;

        public bool Enters(ISymbol holder, int copies)
        {
            if (_entered.TryGetValue(holder, out var before) && before >= copies)
                return false;
            _entered[holder] = copies;
            return true;
        }
    }
}
