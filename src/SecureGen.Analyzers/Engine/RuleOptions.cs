using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SecureGen.Analyzers.Engine;

/// <summary>
/// The options of one file, read from <c>.editorconfig</c>. A malformed value is as good as absent here;
/// SGA0001 (<see cref="Rules.Options.MalformedOption"/>) says so once per compilation.
/// </summary>
internal sealed class RuleOptions
{
    public const string SecretWordsKey = "securegen.secret_words";
    public const string IgnoredWordsKey = "securegen.ignored_words";
    public const string SafeMethodsKey = "securegen.safe_methods";
    public const string EnvironmentPrefixKey = "securegen.environment_prefix";
    public const string ThreatModelKey = "securegen.threat_model";
    public const string RelaxTestProjectsKey = "securegen.relax_test_projects";

    private static readonly ConditionalWeakTable<AnalyzerConfigOptions, RuleOptions> Cache = new();

    private RuleOptions(AnalyzerConfigOptions options)
    {
        var problems = ImmutableArray.CreateBuilder<OptionProblem>();
        SecretWords = Words(options, SecretWordsKey, problems);
        IgnoredWords = Words(options, IgnoredWordsKey, problems);
        SafeMethods = Names(options, SafeMethodsKey, problems);
        EnvironmentPrefix = Prefix(options, problems);
        RelaxTestProjects = Flag(options, RelaxTestProjectsKey, whenAbsent: true, problems);
        ThreatModel = Model(options, problems);
        Problems = problems.ToImmutable();
    }

    /// <summary>Phrases (lower case, words separated by a space) that name a secret beside the built-in vocabulary.</summary>
    public ImmutableArray<string> SecretWords { get; }

    /// <summary>Phrases (lower case, words separated by a space) that never name a secret.</summary>
    public ImmutableArray<string> IgnoredWords { get; }

    /// <summary>Methods whose result shows no secret, as <c>Method</c> or <c>Type.Method</c>.</summary>
    public ImmutableArray<string> SafeMethods { get; }

    /// <summary>Put before the environment variables that fixes introduce; empty by default.</summary>
    public string EnvironmentPrefix { get; }

    public bool RelaxTestProjects { get; }

    /// <summary>Whom the untrusted-data rules distrust; <see cref="ThreatModel.Remote"/> by default.</summary>
    public ThreatModel ThreatModel { get; }

    public ImmutableArray<OptionProblem> Problems { get; }

    public static RuleOptions For(AnalyzerConfigOptions options) => Cache.GetValue(options, static o => new RuleOptions(o));

    private static ImmutableArray<string> Words(AnalyzerConfigOptions options, string key, ICollection<OptionProblem> problems) =>
        List(options, key, IsPhrase, "a comma-separated list of words such as 'wachtwoord, api geheim'", problems);

    private static ImmutableArray<string> Names(AnalyzerConfigOptions options, string key, ICollection<OptionProblem> problems) =>
        List(options, key, IsDottedName, "a comma-separated list of method names such as 'Mask, Redactor.Hide'", problems);

    private static ImmutableArray<string> List(
        AnalyzerConfigOptions options, string key, Func<string, bool> isValid, string expected, ICollection<OptionProblem> problems)
    {
        if (!options.TryGetValue(key, out var text) || string.IsNullOrWhiteSpace(text))
            return ImmutableArray<string>.Empty;

        var items = ImmutableArray.CreateBuilder<string>();
        foreach (var part in text.Split(','))
        {
            var item = part.Trim();
            if (isValid(item))
                items.Add(item);
            else
                problems.Add(new OptionProblem(key, item, expected));
        }

        return items.ToImmutable();
    }

    private static string Prefix(AnalyzerConfigOptions options, ICollection<OptionProblem> problems)
    {
        if (!options.TryGetValue(EnvironmentPrefixKey, out var text) || string.IsNullOrWhiteSpace(text))
            return "";

        var prefix = text.Trim();
        if (IsEnvironmentName(prefix))
            return prefix;

        problems.Add(new OptionProblem(EnvironmentPrefixKey, prefix, "letters, digits and underscores, not starting with a digit"));
        return "";
    }

    private static ThreatModel Model(AnalyzerConfigOptions options, ICollection<OptionProblem> problems)
    {
        if (!options.TryGetValue(ThreatModelKey, out var text) || string.IsNullOrWhiteSpace(text))
            return ThreatModel.Remote;

        switch (text.Trim().ToLowerInvariant())
        {
            case "remote":
                return ThreatModel.Remote;
            case "local":
                return ThreatModel.Local;
            case "all":
                return ThreatModel.All;
            default:
                problems.Add(new OptionProblem(ThreatModelKey, text.Trim(), "remote, local or all"));
                return ThreatModel.Remote;
        }
    }

    private static bool Flag(AnalyzerConfigOptions options, string key, bool whenAbsent, ICollection<OptionProblem> problems)
    {
        if (!options.TryGetValue(key, out var text) || string.IsNullOrWhiteSpace(text))
            return whenAbsent;

        if (bool.TryParse(text, out var value))
            return value;

        problems.Add(new OptionProblem(key, text.Trim(), "true or false"));
        return whenAbsent;
    }

    private static bool IsPhrase(string text) => All(text, static c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_');

    private static bool IsDottedName(string text) => All(text, static c => char.IsLetterOrDigit(c) || c is '.' or '_') && !char.IsDigit(text[0]);

    private static bool IsEnvironmentName(string text) =>
        All(text, static c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_') && !char.IsDigit(text[0]);

    private static bool All(string text, Func<char, bool> test)
    {
        foreach (var c in text)
        {
            if (!test(c))
                return false;
        }

        return text.Length > 0;
    }
}

/// <summary>Where data that is not trusted comes from.</summary>
[Flags]
internal enum ThreatModel
{
    /// <summary>From requests, messages, uploads and archives.</summary>
    Remote = 1,

    /// <summary>From the command line, standard input, the environment, files, databases and configuration.</summary>
    Local = 2,

    All = Remote | Local,
}

/// <summary>A value that an option cannot take.</summary>
internal sealed record OptionProblem(string Key, string Value, string Expected);
