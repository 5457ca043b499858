using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Configuration;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Rules.Configuration;

/// <summary>SGA8001: a secret in a configuration file that is kept beside the source.</summary>
public sealed class SecretInConfiguration : SecurityAnalyzer
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA8001",
        "Secret stands in a configuration file",
        "The secret '{0}' stands in {1}; keep it in user secrets, the environment or a secret store",
        Category.Configuration,
        DiagnosticSeverity.Warning,
        "A configuration file is committed, copied and published with the program. Who can read any of these has the secret.",
        798,
        260);

    public SecretInConfiguration()
        : base(Descriptor)
    {
    }

    internal override void Register(RuleActions actions, CompilationContext context) =>
        actions.RegisterAdditionalFileAction(file => Judge(file, context));

    private static void Judge(AdditionalFileAnalysisContext file, CompilationContext context)
    {
        if (ConfigurationFile.Of(file.AdditionalFile, file.CancellationToken) is not { Kind: not ConfigurationKind.Project } configuration)
            return;
        var options = context.Options(file.AdditionalFile);
        var onlyIssued = configuration.IsExample || context.IsRelaxedTest(file.AdditionalFile);
        foreach (var setting in configuration.Settings)
        {
            file.CancellationToken.ThrowIfCancellationRequested();
            if (ConfiguredSecret.In(setting, configuration, options, onlyIssued) is { } secret)
                file.ReportDiagnostic(Diagnostic.Create(Descriptor, configuration.LocationOf(setting.SpanOf(secret.Start, secret.Length)), secret.Name, configuration.Name));
        }
    }
}
