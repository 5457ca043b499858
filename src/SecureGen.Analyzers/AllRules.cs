using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Rules.Configuration;
using SecureGen.Analyzers.Rules.Cryptography;
using SecureGen.Analyzers.Rules.Disclosure;
using SecureGen.Analyzers.Rules.Files;
using SecureGen.Analyzers.Rules.GenerativeAI;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Rules.Network;
using SecureGen.Analyzers.Rules.Options;
using SecureGen.Analyzers.Rules.Runtime;
using SecureGen.Analyzers.Rules.Secrets;

namespace SecureGen.Analyzers;

/// <summary>
/// The analyzer that the compiler and the editor load: all rules, by id. One instead of fifty, because a driver's work grows
/// with their number. Not among them is UnsafeRegex, which also speaks of members that a generator completes.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AllRules : SecurityAnalyzer
{
    private static readonly SecurityAnalyzer[] Rules =
    [
        new MalformedOption(),
        new HardcodedSecret(),
        new EmbeddedCredential(),
        new SecretFallback(),
        new HardcodedCryptographicKey(),
        new InsecureRandom(),
        new TimingUnsafeComparison(),
        new WeakHashFunction(),
        new WeakCipher(),
        new WeakKeyStrength(),
        new BindAllInterfaces(),
        new CertificateValidationOff(),
        new WeakTlsVersion(),
        new ClearTextTransport(),
        new TrustedForwardedHeader(),
        new InfiniteTimeout(),
        new UnvalidatedPathCombine(),
        new PrefixContainment(),
        new DotDotContainment(),
        new UploadedFileName(),
        new OpenFileMode(),
        new PredictableTemporaryFile(),
        new SecretLogged(),
        new ExceptionDisclosed(),
        new PrintedSecret(),
        new LogForging(),
        new DiagnosticsLeftOn(),
        new PartialMask(),
        new SqlInjection(),
        new CommandInjection(),
        new CrossSiteScripting(),
        new OpenRedirect(),
        new ExternalEntities(),
        new UnsafeDeserialization(),
        new PermissiveCors(),
        new InsecureCookie(),
        new MissingAntiforgery(),
        new RequestSizeUnlimited(),
        new JwtValidationWeakened(),
        new UndefendedService(),
        new ServerSideRequestForgery(),
        new PromptInjection(),
        new UnboundedPrompt(),
        new UncheckedModelOutput(),
        new UncappedOutput(),
        new SecretInConfiguration(),
        new BindAllInConfiguration(),
        new InsecureProductionSetting(),
        new FloatingPackageVersion(),
        new AssertAsValidation(),
        new TrojanSource(),
    ];

    public AllRules()
        : base([.. Rules.SelectMany(static rule => rule.SupportedDiagnostics)])
    {
    }

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        foreach (var rule in Rules)
        {
            if (rule.SupportedDiagnostics.Any(descriptor => IsOn(descriptor, context.Compilation)))
                rule.Register(actions, context);
        }
    }

    /// <summary>Whether the rule is on for the project or for one of its files of source; one that is not costs nothing. The driver sees to the rest: single files, #pragma, attributes.</summary>
    internal static bool IsOn(DiagnosticDescriptor descriptor, Compilation compilation)
    {
        var options = compilation.Options;
        var isOn = descriptor.IsEnabledByDefault;
        if (options.SpecificDiagnosticOptions.TryGetValue(descriptor.Id, out var severity) || options.SyntaxTreeOptionsProvider?.TryGetGlobalDiagnosticValue(descriptor.Id, CancellationToken.None, out severity) == true)
            isOn = severity != ReportDiagnostic.Suppress;

        // Off in every file of source is not off: a rule may speak of configuration.
        return isOn || (options.SyntaxTreeOptionsProvider is { } provider
            && compilation.SyntaxTrees.Any(tree => provider.TryGetDiagnosticValue(tree, descriptor.Id, CancellationToken.None, out severity) && severity != ReportDiagnostic.Suppress));
    }
}
