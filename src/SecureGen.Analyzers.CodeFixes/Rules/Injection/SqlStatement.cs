using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>A statement as it is built, with the values that become parameters, and how it is written when they have.</summary>
internal sealed class SqlStatement
{
    private readonly BuiltText _text;
    private readonly FixTarget _target;
    private readonly HashSet<TextHole> _moved;

    private SqlStatement(BuiltText text, IReadOnlyList<SqlValue> values, FixTarget target)
    {
        _text = text;
        _target = target;
        Values = values;
        _moved = new HashSet<TextHole>(values.SelectMany(v => v.Holes));
    }

    public IReadOnlyList<SqlValue> Values { get; }

    public ExpressionSyntax Site => _text.Site;

    public bool HasBraces => _text.Elements.Any(e => e.Is('{') || e.Is('}'));

    private bool KeepsHoles => _text.Holes.Any(h => !_moved.Contains(h));

    /// <summary>The statement that the finding is about: as it stands at the sink, or as the local that stands there is given it.</summary>
    public static SqlStatement? Of(FixTarget target)
    {
        if (target.Node is not ExpressionSyntax argument)
            return null;
        var site = argument is IdentifierNameSyntax ? GivenOnce.Value(argument, target) : argument;
        if (site is null || BuiltText.Of(site, target) is not { } text)
            return null;
        var untrusted = new UntrustedParts(target);
        var knownToBe = text.Holes.Where(h => untrusted.IsUntrusted(h.Expression)).ToArray();
        if (SqlReader.Values(text, hole => knownToBe.Length == 0 ? Carriers.CanCarry(hole.Type) : knownToBe.Contains(hole)) is not { } values)
            return null;
        return site == argument || values.All(v => v.Holes.All(h => GivenOnce.Stays(h.Expression, site, target))) ? new SqlStatement(text, values, target) : null;
    }

    /// <summary>Names for the parameters, after what they are given; none that the statement has already.</summary>
    public IReadOnlyList<string> Names(IEnumerable<string> taken)
    {
        var statement = new string(_text.Elements.Select(e => e.Hole is null ? e.Character : ' ').ToArray());
        var names = new List<string>();
        var all = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        foreach (var value in Values)
        {
            var name = ParameterName.Of(value.Holes.First().Expression);
            var unique = name;
            for (var i = 2; all.Contains(unique) || statement.IndexOf("@" + unique, StringComparison.OrdinalIgnoreCase) >= 0; i++)
                unique = name + i;
            all.Add(unique);
            names.Add(unique);
        }

        return names;
    }

    /// <summary>The statement with a placeholder for each value; null where a comment would be lost.</summary>
    public ExpressionSyntax? WithPlaceholders(Func<int, string> placeholder)
    {
        if (_text.Format is not null && KeepsHoles)
            return null;
        var edits = new List<TextChange>();
        for (var i = 0; i < Values.Count; i++)
            edits.AddRange(EditsOf(Values[i], Doubled(placeholder(i))));
        if (_text.Format is { } format)
        {
            edits.Add(new TextChange(TextSpan.FromBounds(Site.SpanStart, format.Whole.Start), ""));
            edits.Add(new TextChange(TextSpan.FromBounds(format.Whole.End, Site.Span.End), ""));
        }

        if (!KeepsHoles && !HasBraces)
            edits.AddRange(Dollars().Where(d => !edits.Any(e => e.Span.Contains(d.Span))).ToArray());
        return edits.Any(e => _text.HasComment(e.Span)) ? null : Alone(_text.Rewritten(edits));
    }

    // string.Concat of one text is that text.
    private ExpressionSyntax Alone(ExpressionSyntax statement) =>
        Site is InvocationExpressionSyntax && statement is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } ? arguments[0].Expression.WithTriviaFrom(statement) : statement;

    /// <summary>The statement as one interpolated string whose holes are the values; null where it has something else in it.</summary>
    public ExpressionSyntax? Interpolated()
    {
        if (KeepsHoles || HasBraces || _text.Elements.Any(e => e.Hole is null && e.Literal is null) || _text.HasComment(Site.Span))
            return null;
        var literals = _text.Elements.Where(e => e.Literal is not null).Select(e => e.Literal!).Distinct().ToArray();
        var isOne = Site is InterpolatedStringExpressionSyntax;
        if (!isOne && (literals.Any(l => l.IsInterpolated || !l.Joins(literals[0])) || Site.DescendantTrivia().Any(t => t.IsKind(SyntaxKind.EndOfLineTrivia))))
            return null;
        var values = Values.Select(v => v.Expression(_target)).ToArray();
        if (values.Any(v => v.Contains('\n') || (v.Contains('"') && literals[0].IsVerbatim)) && ((CSharpParseOptions)Site.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp11)
            return null;
        return isOne
            ? _text.Rewritten(Values.Select((v, i) => new TextChange(SpanOf(v), InHole(values[i], literals[0]))))
            : SyntaxFactory.ParseExpression(Joined(literals[0], values)).WithTriviaFrom(Site);
    }

    private string Joined(TextLiteral literal, string[] values)
    {
        var source = Site.SyntaxTree.GetText(_target.Cancellation);
        var joined = new StringBuilder("$").Append(literal.Opening);
        for (var i = 0; i < _text.Elements.Count; i++)
        {
            var value = Values.Select((v, index) => (v, index)).FirstOrDefault(p => p.v.First == i);
            joined.Append(value.v is null ? source.ToString(_text.Elements[i].Span) : InHole(values[value.index], literal));
            i = value.v?.Last ?? i;
        }

        return joined.Append(literal.Closing).ToString();
    }

    private static string InHole(string value, TextLiteral literal)
    {
        var braces = Math.Max(1, literal.Opening.Count(c => c == '$'));
        return new string('{', braces) + (value.Contains(':') && value[0] != '(' ? "(" + value + ")" : value) + new string('}', braces);
    }

    private TextSpan SpanOf(SqlValue value) => TextSpan.FromBounds(_text.Elements[value.First].Span.Start, _text.Elements[value.Last].Span.End);

    private string Doubled(string placeholder) => KeepsHoles && _text.Elements.Any(e => e.Literal is { IsInterpolated: true }) ? placeholder.Replace("{", "{{").Replace("}", "}}") : placeholder;

    private IEnumerable<TextChange> EditsOf(SqlValue value, string placeholder) => value.IsQuoted ? OfQuoted(value, placeholder) : OfBare(value, placeholder);

    private IEnumerable<TextChange> OfQuoted(SqlValue value, string placeholder)
    {
        var span = SpanOf(value);
        var first = _text.Elements[value.First].Literal!;
        var last = _text.Elements[value.Last].Literal!;
        if (first == last || first.Joins(last))
        {
            yield return new TextChange(span, placeholder);
            yield break;
        }

        yield return new TextChange(TextSpan.FromBounds(span.Start, first.Content.End), placeholder);
        if (span.End == last.Content.End)
        {
            yield return new TextChange(TextSpan.FromBounds(first.Whole.End, last.Whole.End), "");
            yield break;
        }

        yield return new TextChange(TextSpan.FromBounds(first.Whole.End, last.Whole.Start), " + ");
        yield return new TextChange(TextSpan.FromBounds(last.Content.Start, span.End), "");
    }

    private IEnumerable<TextChange> OfBare(SqlValue value, string placeholder)
    {
        var hole = _text.Elements[value.First];
        var before = _text.Elements[value.First - 1].Literal!;
        var after = value.First + 1 < _text.Elements.Count ? _text.Elements[value.First + 1].Literal : null;
        if (hole.Literal is not null)
        {
            yield return new TextChange(hole.Span, placeholder);
        }
        else if (after is not null && before.Joins(after))
        {
            yield return new TextChange(TextSpan.FromBounds(before.Content.End, after.Content.Start), placeholder);
        }
        else
        {
            yield return new TextChange(new TextSpan(before.Content.End, 0), placeholder);
            yield return new TextChange(TextSpan.FromBounds(before.Whole.End, hole.Span.End), "");
        }
    }

    private IEnumerable<TextChange> Dollars() => Site.DescendantNodesAndSelf().OfType<InterpolatedStringExpressionSyntax>()
        .Where(literal => _text.Elements.Any(e => e.Literal?.Syntax == literal))
        .Select(literal => literal.StringStartToken)
        .Select(start => new TextChange(new TextSpan(start.SpanStart + start.Text.IndexOf('$'), start.Text.Count(c => c == '$')), ""));
}
