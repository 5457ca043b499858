using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Runtime;

/// <summary>SGA9002: source that reads differently from what the compiler is given (CVE-2021-42574). Test projects are no exception.</summary>
public sealed class TrojanSource() : SecurityAnalyzer(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA9002",
        "Hidden character in source",
        "U+{0}, {1}, stands in {2}",
        Category.Runtime,
        DiagnosticSeverity.Warning,
        "Characters that turn the direction of text, or have no width, make source look like something else than the compiler reads: a comment that is code, two names that are one, a text with a part that is not seen.",
        1007, 451);

    internal override void Register(RuleActions actions, CompilationContext context) => actions.RegisterSyntaxTreeAction(Analyze);

    private static void Analyze(SyntaxTreeAnalysisContext context)
    {
        var text = context.Tree.GetText(context.CancellationToken);
        for (var position = HiddenCharacters.Next(text, 0); position >= 0; position = HiddenCharacters.Next(text, position))
        {
            // A mark of the byte order begins a file.
            position = position == 0 && text[0] == '\uFEFF' ? 1 : Judge(context, text, position);
        }
    }

    // One finding for characters in a row.
    private static int Judge(SyntaxTreeAnalysisContext context, SourceText text, int position)
    {
        var span = text.Lines.GetLineFromPosition(position).Span;
        var line = text.ToString(span);
        var token = context.Tree.GetRoot(context.CancellationToken).FindToken(position);
        var isName = token.IsKind(SyntaxKind.IdentifierToken) && token.Span.Contains(position);
        var (start, end) = (position - span.Start, position - span.Start);
        while (end < line.Length && HiddenCharacters.IsOutOfPlace(line, end, isName))
            end += HiddenCharacters.LengthAt(line, end);
        if (end == start)
            return position + 1;
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            Location.Create(context.Tree, TextSpan.FromBounds(position, span.Start + end)),
            char.ConvertToUtf32(line, start).ToString("X4"),
            HiddenCharacters.NameOf(line, start),
            Place(token, position)));
        return span.Start + end;
    }

    private static string Place(SyntaxToken token, int position) => !token.Span.Contains(position) ? "a comment" : token.IsKind(SyntaxKind.IdentifierToken) ? "a name" : "a literal";
}
