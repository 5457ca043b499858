using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>A literal, or an interpolated string, that text is built with.</summary>
// Whole: With its quotes. Content: Without.
internal sealed record TextLiteral(ExpressionSyntax Syntax, TextSpan Content, string Opening, string Closing)
{
    public TextSpan Whole => Syntax.Span;

    public bool IsInterpolated => Syntax is InterpolatedStringExpressionSyntax;

    public bool IsRaw => Closing.Length > 2;

    public bool IsVerbatim => Opening.Contains('@');

    // What stands between two literals that are written in the same way can go, and they are one.
    public bool Joins(TextLiteral other) => !IsRaw && Opening == other.Opening;
}

/// <summary>An expression in the text.</summary>
// Format: Alignment and format clause, as they are written.
internal sealed record TextHole(ExpressionSyntax Expression, ITypeSymbol? Type, string Format)
{
    public bool IsText => Type?.SpecialType == SpecialType.System_String;
}

/// <summary>A character or a hole. A character of a constant that is declared elsewhere has no literal.</summary>
internal readonly record struct TextElement(TextSpan Span, TextLiteral? Literal, char Character = '\0', TextHole? Hole = null)
{
    public bool Is(char character) => Hole is null && Character == character;
}

/// <summary>
/// Text that is built by concatenation, interpolation, <c>string.Concat</c> or <c>string.Format</c>: its characters and holes in
/// order, each with its place in the source, so that it can be rewritten as it is laid out.
/// </summary>
internal sealed class BuiltText
{
    private readonly List<TextElement> _elements = new();
    private readonly FixTarget _target;
    private TextLiteral? _format;

    private BuiltText(ExpressionSyntax site, FixTarget target)
    {
        Site = site;
        _target = target;
    }

    public ExpressionSyntax Site { get; }

    public IReadOnlyList<TextElement> Elements => _elements;

    public IEnumerable<TextHole> Holes => _elements.Where(e => e.Hole is not null).Select(e => e.Hole!);

    /// <summary>The literal that is all that is left when every hole of <c>string.Format</c> has gone.</summary>
    public TextLiteral? Format => _format;

    public static BuiltText? Of(ExpressionSyntax site, FixTarget target)
    {
        var text = new BuiltText(site, target);
        return text.Add(site) && text._elements.Count > 0 ? text : null;
    }

    /// <summary>The source of the site after the edits; what they do not touch stays as it is laid out.</summary>
    public ExpressionSyntax Rewritten(IEnumerable<TextChange> edits)
    {
        var source = _target.Root.SyntaxTree.GetText(_target.Cancellation).WithChanges(edits.OrderBy(e => e.Span.Start));
        var length = Site.Span.Length + source.Length - _target.Root.FullSpan.Length;
        return SyntaxFactory.ParseExpression(source.ToString(new TextSpan(Site.SpanStart, length))).WithTriviaFrom(Site);
    }

    /// <summary>Whether the edit of that span would take a comment away; those within a hole go where the hole goes.</summary>
    public bool HasComment(TextSpan span) => Site.DescendantTrivia(descendIntoTrivia: false).Any(trivia =>
        span.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia) && !Holes.Any(h => h.Expression.Span.Contains(trivia.Span)));

    private bool Add(ExpressionSyntax part) => part switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } binary when IsText(binary) => AddAll(binary),
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => AddLiteral(literal),
        InterpolatedStringExpressionSyntax interpolated => AddInterpolated(interpolated),
        InvocationExpressionSyntax call when IsStringCall(call, "Concat") => call.ArgumentList.Arguments.All(a => a.NameColon is null && IsText(a.Expression) && Add(a.Expression)),
        InvocationExpressionSyntax call when call == Site && IsStringCall(call, "Format") => AddFormat(call),
        _ => AddOther(part),
    };

    // The left spine of a long concatenation is walked, not recursed into.
    private bool AddAll(BinaryExpressionSyntax binary)
    {
        var operands = new Stack<ExpressionSyntax>();
        ExpressionSyntax current = binary;
        while (current is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } add && IsText(add))
        {
            operands.Push(add.Right);
            current = add.Left;
        }

        return Add(current) && operands.All(Add);
    }

    private bool AddOther(ExpressionSyntax part)
    {
        if (_target.Model.GetConstantValue(part, _target.Cancellation) is { HasValue: true, Value: var constant } && constant is string or char)
        {
            foreach (var character in constant.ToString())
                _elements.Add(new TextElement(part.Span, null, character));
            return true;
        }

        _elements.Add(new TextElement(part.Span, null, Hole: new TextHole(part, TypeOf(part), "")));
        return true;
    }

    private bool AddLiteral(LiteralExpressionSyntax literal)
    {
        var source = literal.Token.Text;
        var opening = source.Substring(0, source.IndexOf('"') + 1);
        var quotes = source.Length - source.TrimEnd('"').Length;
        if (literal.Token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken) || literal.Token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken))
            opening = new string('"', quotes = source.Length - source.TrimStart('"').Length);
        else
            quotes = 1;
        var content = TextSpan.FromBounds(literal.SpanStart + opening.Length, literal.Span.End - quotes);
        return AddCharacters(new TextLiteral(literal, content, opening, new string('"', quotes)), content, braces: 0);
    }

    private bool AddInterpolated(InterpolatedStringExpressionSyntax interpolated)
    {
        var content = TextSpan.FromBounds(interpolated.StringStartToken.Span.End, interpolated.StringEndToken.SpanStart);
        var literal = new TextLiteral(interpolated, content, interpolated.StringStartToken.Text.TrimEnd(), interpolated.StringEndToken.Text.Trim());
        foreach (var part in interpolated.Contents)
        {
            if (part is InterpolationSyntax hole)
                _elements.Add(new TextElement(hole.Span, literal, Hole: new TextHole(hole.Expression, TypeOf(hole.Expression), hole.AlignmentClause?.ToString() + hole.FormatClause)));
            else if (!AddCharacters(literal, part.Span, braces: literal.IsRaw ? 0 : 1))
                return false;
        }

        return true;
    }

    // string.Format("... {0} ...", value): each value once, and nothing else in braces.
    private bool AddFormat(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Any(a => a.NameColon is not null) || arguments[0].Expression is not LiteralExpressionSyntax literal || !IsText(literal) || !AddLiteral(literal))
            return false;
        var values = new Queue<ArgumentSyntax>(arguments.Skip(1));
        var next = 0;
        for (var i = 0; i < _elements.Count; i++)
        {
            if (_elements[i].Is('}'))
                return false;
            if (!_elements[i].Is('{'))
                continue;
            if (values.Count == 0 || i + 2 >= _elements.Count || !_elements[i + 1].Is((char)('0' + next)) || !_elements[i + 2].Is('}') || TypeOf(values.Peek().Expression) is IArrayTypeSymbol)
                return false;
            var value = values.Dequeue().Expression;
            next++;
            _elements[i] = new TextElement(TextSpan.FromBounds(_elements[i].Span.Start, _elements[i + 2].Span.End), _elements[i].Literal, Hole: new TextHole(value, TypeOf(value), ""));
            _elements.RemoveRange(i + 1, 2);
        }

        _format = _elements.Count > 0 ? _elements[0].Literal : null;
        return values.Count == 0 && next is > 0 and < 10;
    }

    // Lines of a raw string are indented; space counts for nothing in what is read here, and no value has a line break.
    private bool AddCharacters(TextLiteral literal, TextSpan span, int braces)
    {
        var source = _target.Root.SyntaxTree.GetText(_target.Cancellation).ToString(span);
        for (var i = 0; i < source.Length;)
        {
            var (character, length) = literal switch
            {
                { IsRaw: true } => (source[i], 1),
                { IsVerbatim: true } => source[i] == '"' ? ('"', 2) : (source[i], 1),
                _ => Unescaped(source, i),
            };
            if (length == 0)
                return false;
            if (braces > 0 && character is '{' or '}' && source[i] == character)
                length = braces + 1;
            _elements.Add(new TextElement(new TextSpan(span.Start + i, length), literal, character));
            i += length;
        }

        return true;
    }

    private static (char Character, int Length) Unescaped(string source, int at)
    {
        if (source[at] != '\\' || at + 1 >= source.Length)
            return (source[at], 1);
        return source[at + 1] switch
        {
            'n' => ('\n', 2),
            'r' => ('\r', 2),
            't' => ('\t', 2),
            'u' when at + 6 <= source.Length && int.TryParse(source.Substring(at + 2, 4), System.Globalization.NumberStyles.HexNumber, null, out var code) => ((char)code, 6),
            '\'' or '"' or '\\' => (source[at + 1], 2),
            _ => ('\0', 0),
        };
    }

    private bool IsText(ExpressionSyntax expression) => TypeOf(expression)?.SpecialType == SpecialType.System_String;

    private ITypeSymbol? TypeOf(ExpressionSyntax expression) => _target.Model.GetTypeInfo(expression, _target.Cancellation).Type;

    private bool IsStringCall(InvocationExpressionSyntax call, string name) =>
        call.ArgumentList.Arguments.Count > 1
        && _target.Model.GetSymbolInfo(call, _target.Cancellation).Symbol is IMethodSymbol { ContainingType.SpecialType: SpecialType.System_String } method && method.Name == name;
}
