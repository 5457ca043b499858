using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Configuration;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Rules.Configuration;

/// <summary>SGA8003: a setting that helps the developer and, in production, whoever attacks.</summary>
public sealed class InsecureProductionSetting : SecurityAnalyzer
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA8003",
        "Setting is not safe in production",
        "'{0}' {1}",
        Category.Configuration,
        DiagnosticSeverity.Warning,
        "The file applies to production, and the setting shows internals to clients, writes too much into the logs, or accepts whoever answers. Keep it in the file of the development environment.",
        489,
        209,
        295);

    /// <summary>The diagnostic property that holds the secure value.</summary>
    internal const string SecureProperty = "secure";

    public InsecureProductionSetting()
        : base(Descriptor)
    {
    }

    internal override void Register(RuleActions actions, CompilationContext context) =>
        actions.RegisterAdditionalFileAction(file => Judge(file, context));

    private static void Judge(AdditionalFileAnalysisContext file, CompilationContext context)
    {
        if (ConfigurationFile.Of(file.AdditionalFile, file.CancellationToken) is not { IsForDevelopment: false, IsExample: false } configuration || context.IsRelaxedTest(file.AdditionalFile))
            return;
        foreach (var setting in configuration.Settings)
        {
            file.CancellationToken.ThrowIfCancellationRequested();
            if (InsecureSettings.Of(setting, configuration) is { } insecure && !IsReplaced(setting, insecure, configuration, context, file))
                Report(file, configuration, insecure, setting.SpanOf(0, setting.Text.Length), SettingName.LastTwoOf(setting.Path));
            foreach (var field in InsecureSettings.FieldsOf(setting, configuration))
                Report(file, configuration, field.Setting, setting.SpanOf(field.Start, field.Length), field.Key);
        }
    }

    // The template of every web project allows all hosts: a hint there, a finding where production says so.
    private static void Report(AdditionalFileAnalysisContext file, ConfigurationFile configuration, InsecureSetting insecure, TextSpan span, string name)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(SecureProperty, insecure.Secure);
        var severity = insecure.IsTemplate && !configuration.IsForProduction ? DiagnosticSeverity.Info : Descriptor.DefaultSeverity;
        file.ReportDiagnostic(Diagnostic.Create(Descriptor, configuration.LocationOf(span), severity, additionalLocations: null, properties, name, insecure.Why));
    }

    // What the file of production, or the transformation that publishing applies, sets itself is judged there.
    private static bool IsReplaced(Setting setting, InsecureSetting insecure, ConfigurationFile configuration, CompilationContext context, AdditionalFileAnalysisContext file)
    {
        if (configuration.IsForProduction || insecure.IsTemplate)
            return false;
        foreach (var other in Siblings(configuration, context, file))
        {
            if (other.Kind == ConfigurationKind.AppSettings ? other.Find(setting.Path) is not null : IsTransformed(setting, other))
                return true;
        }

        return false;
    }

    private static IEnumerable<ConfigurationFile> Siblings(ConfigurationFile configuration, CompilationContext context, AdditionalFileAnalysisContext file)
    {
        var folder = System.IO.Path.GetDirectoryName(configuration.Path);
        foreach (var candidate in context.AdditionalFiles)
        {
            if (candidate != file.AdditionalFile && System.IO.Path.GetDirectoryName(candidate.Path) == folder
                && ConfigurationFile.Of(candidate, file.CancellationToken) is { } other && other.Kind == configuration.Kind && (other.IsForProduction || other.IsForRelease))
            {
                yield return other;
            }
        }
    }

    // <compilation xdt:Transform="RemoveAttributes(debug)" />
    private static bool IsTransformed(Setting setting, ConfigurationFile transformation)
    {
        var parts = setting.Path.Split(':');
        return parts.Length > 1 && transformation.Elements.Any(element =>
            element.Is(parts[parts.Length - 2]) && element.Attribute("xdt:Transform") is { } transform
            && (transform.Text.IndexOf(setting.Key, StringComparison.OrdinalIgnoreCase) >= 0 || transform.Text.StartsWith("Remove", StringComparison.Ordinal) && transform.Text.IndexOf('(') < 0 || element.Attribute(setting.Key) is not null));
    }
}
