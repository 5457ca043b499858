using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Configuration;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Rules.Configuration;

/// <summary>SGA8004: a package whose version is decided by the feed on the day of the build.</summary>
public sealed class FloatingPackageVersion : SecurityAnalyzer
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA8004",
        "Package version floats",
        "The version '{1}' of {0} takes whatever the feed offers; name one version",
        Category.Configuration,
        DiagnosticSeverity.Info,
        "A floating version or a range that is open above lets a new release into the build that nobody has looked at, also a malicious one. Name a version, or lock what was restored.",
        1357,
        829);

    private const string LockProperty = "RestorePackagesWithLockFile";

    public FloatingPackageVersion()
        : base(Descriptor)
    {
    }

    internal override void Register(RuleActions actions, CompilationContext context) =>
        actions.RegisterAdditionalFileAction(file => Judge(file, context));

    private static void Judge(AdditionalFileAnalysisContext file, CompilationContext context)
    {
        if (ConfigurationFile.Of(file.AdditionalFile, file.CancellationToken) is not { Kind: ConfigurationKind.Project } project)
            return;
        bool? isLocked = null;
        foreach (var package in ProjectReader.Of(project.Elements))
        {
            file.CancellationToken.ThrowIfCancellationRequested();
            if (Floats(package.Version.Text) && !(isLocked ??= IsLocked(context, file)))
                Report(file, project, package);
        }
    }

    private static void Report(AdditionalFileAnalysisContext file, ConfigurationFile project, PackageVersion package)
    {
        var version = package.Version;
        file.ReportDiagnostic(Diagnostic.Create(Descriptor, project.LocationOf(version.SpanOf(0, version.Text.Length)), package.Id.Length == 0 ? "the package" : package.Id, version.Text));
    }

    /// <summary>Whether the feed decides: <c>*</c>, <c>1.*</c>, <c>1.0-*</c>, <c>[1.0,)</c>.</summary>
    private static bool Floats(string version)
    {
        var text = version.Trim();
        if (text.Length == 0 || text.IndexOf("$(", StringComparison.Ordinal) >= 0)
            return false;
        if (text.IndexOf('*') >= 0)
            return true;
        var comma = text.IndexOf(',');
        return text[0] is '[' or '(' && comma > 0 && text[text.Length - 1] is ')' or ']' && text.Substring(comma + 1, text.Length - comma - 2).Trim().Length == 0;
    }

    // The lock file names each package with its hash; where one is asked for, the version of the reference is a wish.
    private static bool IsLocked(CompilationContext context, AdditionalFileAnalysisContext file) =>
        IsTrue(context.BuildProperty(LockProperty)) || context.AdditionalFiles.Any(candidate =>
            ConfigurationFile.Of(candidate, file.CancellationToken) is { Kind: ConfigurationKind.Project } project && IsTrue(ProjectReader.Property(project.Elements, LockProperty)));

    private static bool IsTrue(string? value) => value is not null && value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);
}
