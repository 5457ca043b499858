using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Rules.Options;

/// <summary>SGA0001: an option that could not be read, named once per compilation. The value is ignored, the rules go on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MalformedOption : SecurityAnalyzer
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA0001",
        "Option is malformed",
        "The option '{0}' is ignored: '{1}' is not {2}",
        Category.Options,
        DiagnosticSeverity.Warning,
        "An option of SecureGen.Analyzers has a value that cannot be read. The value is ignored and the default applies.",
        cwe: 1068);

    public MalformedOption()
        : base(Descriptor)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext start, CompilationContext context)
    {
        var reported = new ConcurrentDictionary<OptionProblem, bool>();
        start.RegisterSyntaxTreeAction(tree => Report(tree, context, reported));
    }

    // The problem belongs to no line of source: every file under the same section would repeat it.
    private static void Report(SyntaxTreeAnalysisContext tree, CompilationContext context, ConcurrentDictionary<OptionProblem, bool> reported)
    {
        foreach (var problem in context.Options(tree.Tree).Problems)
        {
            if (reported.TryAdd(problem, true))
                tree.ReportDiagnostic(Diagnostic.Create(Descriptor, Location.None, problem.Key, problem.Value, problem.Expected));
        }
    }
}
