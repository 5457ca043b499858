using System;
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
        if (NameOf(value, options, MostCopies) is { } name)
            return name;
        if (placeholder is null)
            return null;

        var whole = placeholder.StartsWith("@", StringComparison.Ordinal);
        return whole && SecretMember(value.Type, options) is { } member ? member
            : SecretVocabulary.IsSecret(placeholder.TrimStart('@', '$'), options) && IsPlainText(value, options) ? placeholder : null;
    }

    private static string? NameOf(IOperation value, RuleOptions options, int copies)
    {
        value = value.Unwrap();
        if (value.ConstantValue.HasValue)
            return OfConstant(value, options);
        return value switch
        {
            ILocalReferenceOperation local => OfLocal(local, options, copies),
            IParameterReferenceOperation parameter => Named(parameter.Parameter.Name, value.Type, options) ?? OfRecord(value, options),
            IFieldReferenceOperation field => Named(field.Field.Name, value.Type, options) ?? OfRecord(value, options),
            IPropertyReferenceOperation property => OfProperty(property, options),
            IInvocationOperation call => OfCall(call, options, copies),
            IAwaitOperation awaited => NameOf(awaited.Operation, options, copies),
            ICoalesceOperation coalesce => NameOf(coalesce.Value, options, copies),
            IConditionalAccessOperation access => Setting(access, options) ?? OfAccess(access, options, copies),
            _ => null,
        };
    }

    // Text made in a local: "key " + apiKey.
    private static string? OfMade(IOperation value, RuleOptions options, int copies)
    {
        if (!LoggedParts.IsMade(value))
            return NameOf(value, options, copies);
        foreach (var part in LoggedParts.Of(value))
        {
            if (NameOf(part, options, copies) is { } name)
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

    private static string? OfLocal(ILocalReferenceOperation local, RuleOptions options, int copies)
    {
        var values = copies > 0 ? local.Local.ValuesOf(local.Root()).Select(v => v.Unwrap()).ToArray() : [];
        if (values.Length > 0 && values.All(v => IsDisguised(v, options) && !IsSecretText(v, local.Local.Name, options)))
            return null;
        if (Named(local.Local.Name, local.Type, options) is { } name)
            return name;
        if (!SecretVocabulary.CanHold(local.Type) && local.Type is not { IsTupleType: true } and not { IsAnonymousType: true })
            return OfRecord(local, options);

        foreach (var value in values)
        {
            if (OfMade(value, options, copies - 1) is { } copied)
                return copied;
        }

        return null;
    }

    private static string? OfProperty(IPropertyReferenceOperation property, RuleOptions options)
    {
        if (Setting(property, options) is { } setting)
            return setting;
        if (property.Arguments.Length == 1)
            return property.Arguments[0].Value.ConstantText() is { } key ? Named(key, property.Type, options) : null;
        if (IsOfModel(property.Property))
            return null;
        return Named(property.Property.Name, property.Type, options) ?? OfRecord(property, options);
    }

    private static string? OfCall(IInvocationOperation call, RuleOptions options, int copies)
    {
        if (IsDisguised(call, options) || !SecretVocabulary.CanHold(Awaited(call.Type)))
            return null;
        if (Setting(call, options) is { } setting)
            return setting;
        if (call.TargetMethod.Name is "ToString" or "Trim" or "TrimStart" or "TrimEnd" or "Substring" or "Replace" or "ToUpperInvariant" or "ToLowerInvariant" or "ToUpper" or "ToLower"
            && call.Instance is { } instance)
        {
            return NameOf(instance, options, copies);
        }

        return call.TargetMethod.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction && call.TargetMethod.Name.StartsWith("Get", StringComparison.Ordinal)
            && call.TargetMethod.Parameters.Length == 0
            ? Named(call.TargetMethod.Name, Awaited(call.Type), options)
            : null;
    }

    private static string? OfAccess(IConditionalAccessOperation access, RuleOptions options, int copies) => access.WhenNotNull.Unwrap() switch
    {
        IPropertyReferenceOperation property => OfProperty(property, options),
        IInvocationOperation { TargetMethod.Name: "ToString" or "Trim" } => NameOf(access.Operation, options, copies),
        _ => null,
    };

    // A record prints its members.
    private static string? OfRecord(IOperation value, RuleOptions options) =>
        value.Type is INamedTypeSymbol { IsRecord: true } record && !record.GetMembers("ToString").Concat(record.GetMembers("PrintMembers")).Any(m => !m.IsImplicitlyDeclared)
            ? SecretMember(record, options)
            : null;

    private static string? SecretMember(ITypeSymbol? type, RuleOptions options)
    {
        if (type is null || type.DeclaringSyntaxReferences.IsEmpty)
            return null;
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public, IsStatic: false } property && Named(property.Name, property.Type, options) is { } name)
                return name;
        }

        return null;
    }

    private static string? Setting(IOperation value, RuleOptions options) =>
        SettingRead.Of(value) is { } read && (SecretVocabulary.IsSecret(read.Key, options) || IsConnectionString(value)) ? read.Key : null;

    private static bool IsConnectionString(IOperation value) => value is IInvocationOperation { TargetMethod.Name: "GetConnectionString" };

    // The token of a language model is a piece of text, not a credential.
    private static bool IsOfModel(IPropertySymbol property) =>
        property.Name == "Token" && (property.ContainingType.Name.IndexOf("LogProb", StringComparison.OrdinalIgnoreCase) >= 0 || property.ContainingType.Name.EndsWith("TokenInfo", StringComparison.Ordinal));

    private static bool IsDisguised(IOperation value, RuleOptions options) =>
        value.ConstantValue.HasValue || (value is IInvocationOperation call && Disguise.Is(call.TargetMethod, options)) || (value is IAwaitOperation awaited && IsDisguised(awaited.Operation, options));

    // A placeholder that names a secret is believed when it shows a variable's text, not when it shows a computed remark.
    private static bool IsPlainText(IOperation value, RuleOptions options)
    {
        value = value.Unwrap();
        if (value.ConstantValue.HasValue || !SecretVocabulary.CanHold(value.Type))
            return false;
        return value switch
        {
            ILocalReferenceOperation local => !local.Local.ValuesOf(local.Root()).Any(v => IsDisguised(v.Unwrap(), options) || v.Unwrap() is IConditionalOperation),
            IParameterReferenceOperation => !HasOtherName(((IParameterReferenceOperation)value).Parameter.Name),
            IFieldReferenceOperation field => !HasOtherName(field.Field.Name),
            _ => false,
        };
    }

    // {ApiKey} filled with apiKeyName or maskedKey: the name of the argument knows better.
    private static bool HasOtherName(string name) => Words.Split(name).Any(w => w is "name" or "id" or "masked" or "redacted" or "hash" or "hashed" or "type" or "kind" or "length" or "hint" or "state" or "status");

    private static ITypeSymbol? Awaited(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments.Length: 1 } task ? task.TypeArguments[0] : type;
}
