using System.Collections.Immutable;

namespace SecureGen.Analyzers.Matching;

/// <summary>What a rule about a setting tells its fix: the value that should stand there, or that the setting should go.</summary>
internal static class SettingFixes
{
    /// <summary>Property of the finding: the expression to set, with full names.</summary>
    public const string Value = "value";

    /// <summary>The value that stands for taking the setting away.</summary>
    public const string Remove = "";

    public static ImmutableDictionary<string, string?> Properties(string? value) =>
        value is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Value, value);
}
