using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Configuration;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Configuration;

/// <summary>SGA8002: a configuration file that makes the server listen on every interface.</summary>
public sealed class BindAllInConfiguration : SecurityAnalyzer
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA8002",
        "Configuration binds the server to every interface",
        "'{0}' makes the server listen on every network interface",
        Category.Configuration,
        DiagnosticSeverity.Warning,
        "A server that listens on every interface is reachable from every network the machine is in, also from those nobody thought of. Listen on loopback here, and let the deployment name the address it needs.",
        1327,
        668);

    public BindAllInConfiguration()
        : base(Descriptor)
    {
    }

    internal override void Register(RuleActions actions, CompilationContext context) =>
        actions.RegisterAdditionalFileAction(file => Judge(file, context));

    private static void Judge(AdditionalFileAnalysisContext file, CompilationContext context)
    {
        if (ConfigurationFile.Of(file.AdditionalFile, file.CancellationToken) is not { Kind: not (ConfigurationKind.Project or ConfigurationKind.NuGet), IsExample: false } configuration)
            return;
        if (IsForContainer(configuration) || context.IsRelaxedTest(file.AdditionalFile))
            return;
        foreach (var setting in configuration.Settings)
        {
            file.CancellationToken.ThrowIfCancellationRequested();
            if (setting.Kind == SettingKind.Text && WildcardAddress.Of(setting.Text) is not (WildcardForm.None or WildcardForm.Symbol) && Listens(setting, configuration))
                Report(file, configuration, setting);
        }
    }

    private static void Report(AdditionalFileAnalysisContext file, ConfigurationFile configuration, Setting setting)
    {
        foreach (var (start, length) in WildcardAddress.AddressesIn(setting.Text))
            file.ReportDiagnostic(Diagnostic.Create(Descriptor, configuration.LocationOf(setting.SpanOf(start, length)), setting.Text.Substring(start, length)));
    }

    // Inside a container every interface is that of the container alone.
    private static bool IsForContainer(ConfigurationFile file) =>
        file.IsForContainer || (file.Find("DOTNET_RUNNING_IN_CONTAINER") is { } flag && flag.Text.Equals("true", StringComparison.OrdinalIgnoreCase));

    private static bool Listens(Setting setting, ConfigurationFile file)
    {
        var key = SettingName.LastOf(setting.Path);
        switch (file.Kind)
        {
            case ConfigurationKind.LaunchSettings when IsContainerProfile(setting, file):
                return false;
            case ConfigurationKind.LaunchSettings when key.Equals("applicationUrl", StringComparison.OrdinalIgnoreCase):
                return true;
            case ConfigurationKind.LaunchSettings when key.Equals("commandLineArgs", StringComparison.OrdinalIgnoreCase):
                return WildcardAddress.Of(setting.Text) == WildcardForm.CommandLine;
            case ConfigurationKind.LaunchSettings:
                return After(setting.Path, "environmentVariables:") is { } variable && IsAddress(variable.Replace("__", ":"));
            case ConfigurationKind.XmlConfiguration when key.Equals("arguments", StringComparison.OrdinalIgnoreCase):
                return WildcardAddress.Of(setting.Text) == WildcardForm.CommandLine;
            case ConfigurationKind.XmlConfiguration:
                return IsAddress(After(setting.Path, "appSettings:") ?? After(setting.Path, "environmentVariables:") ?? setting.Path);
            default:
                return IsAddress(setting.Path);
        }
    }

    private static bool IsAddress(string path) => Listeners.NamesUrls(path) || Listeners.NamesAddress(SettingName.LastTwoOf(path));

    // profiles:Docker:environmentVariables:ASPNETCORE_URLS
    private static bool IsContainerProfile(Setting setting, ConfigurationFile file)
    {
        if (After(setting.Path, "profiles:") is not { } inside)
            return false;
        var profile = inside.IndexOf(':') is var colon and > 0 ? inside.Substring(0, colon) : inside;
        var command = file.Find("profiles:" + profile + ":commandName")?.Text ?? "";
        return Mentions(command, "docker") || Mentions(command, "container") || Mentions(profile, "docker") || Mentions(profile, "container");
    }

    private static bool Mentions(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    private static string? After(string path, string section) =>
        path.IndexOf(section, StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? path.Substring(at + section.Length) : null;
}
