using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Configuration;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Rules.Options;

/// <summary>SGA0001: an option, a line of the flow file or an entry of the baseline that could not be read, named once. It is ignored, the rules go on.</summary>
public sealed class MalformedOption : SecurityAnalyzer
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA0001",
        "Option is malformed",
        "{0} is ignored: '{1}' is not {2}",
        Category.Options,
        DiagnosticSeverity.Warning,
        "An option of SecureGen.Analyzers has a value that cannot be read, or a line of SecureGen.flow.txt or SecureGen.baseline.json is no entry. It is ignored, and the rest applies.",
        cwe: 1068);

    public MalformedOption()
        : base(Descriptor)
    {
    }

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        var reported = new ConcurrentDictionary<OptionProblem, bool>();
        actions.RegisterSyntaxTreeAction(tree => Report(tree, context, reported));
        actions.RegisterAdditionalFileAction(Report);
    }

    // The problem belongs to no line of source: every file under the same section would repeat it.
    private static void Report(SyntaxTreeAnalysisContext tree, CompilationContext context, ConcurrentDictionary<OptionProblem, bool> reported)
    {
        foreach (var problem in context.Options(tree.Tree).Problems)
        {
            if (reported.TryAdd(problem, true))
                tree.ReportDiagnostic(Diagnostic.Create(Descriptor, Location.None, "The option '" + problem.Key + "'", problem.Value, problem.Expected));
        }
    }

    private static void Report(AdditionalFileAnalysisContext file)
    {
        if (FlowFile.Is(file.AdditionalFile) && file.AdditionalFile.GetText(file.CancellationToken) is { } flow)
            ReportFlow(flow, file);
        else if (BaselineFile.Is(file.AdditionalFile.Path) && file.AdditionalFile.GetText(file.CancellationToken) is { } baseline)
            ReportBaseline(baseline, file);
    }

    private static void ReportFlow(SourceText text, AdditionalFileAnalysisContext file)
    {
        foreach (var problem in FlowFile.Parse(text, file.CancellationToken).Problems)
            file.ReportDiagnostic(Diagnostic.Create(Descriptor, Location.Create(file.AdditionalFile.Path, problem.Span, problem.Lines), "Line " + problem.Line, problem.Text, problem.Expected));
    }

    // Its text is not shown: what was pasted there by mistake may be a secret.
    private static void ReportBaseline(SourceText text, AdditionalFileAnalysisContext file)
    {
        foreach (var problem in BaselineFile.Parse(text.ToString(), file.CancellationToken).Problems)
        {
            var lines = text.Lines.GetLinePositionSpan(problem.Span);
            var location = Location.Create(file.AdditionalFile.Path, problem.Span, lines);
            file.ReportDiagnostic(Diagnostic.Create(Descriptor, location, "Line " + (lines.Start.Line + 1), "what it holds", problem.Expected));
        }
    }
}
