using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.CodeFixes.Rules.Files;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Flow;
using SecureGen.Analyzers.Rules.GenerativeAI;

namespace SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI;

/// <summary>What keeps a sink from a stranger's text keeps it from a model's: the fixes are those of the rule for the sink.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class UncheckedModelOutputFix() : SecurityCodeFixProvider(UncheckedModelOutput.Descriptor)
{
    private static readonly ImmutableDictionary<string, SecurityCodeFixProvider> BySink = ImmutableDictionary.CreateRange(new KeyValuePair<string, SecurityCodeFixProvider>[]
    {
        new(nameof(Dangers.Path), new UnvalidatedPathCombineFix()),
        new(nameof(Dangers.Sql), new SqlInjectionFix()),
        new(nameof(Dangers.Command), new CommandInjectionFix()),
        new(nameof(Dangers.Html), new CrossSiteScriptingFix()),
        new(nameof(Dangers.Redirect), new OpenRedirectFix()),
        new(nameof(Dangers.Request), new ServerSideRequestForgeryFix()),
    });

    private protected override IEnumerable<Fix> FixesFor(FixTarget target) =>
        target.Diagnostic.Properties.TryGetValue(TaintAnalyzer.DangerProperty, out var danger) && danger is not null && BySink.TryGetValue(danger, out var fix) ? fix.OffersFor(target) : [];
}
