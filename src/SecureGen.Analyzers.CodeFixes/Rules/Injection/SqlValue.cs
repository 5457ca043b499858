using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Where a statement has a value that is built into it: a quoted text with holes, or a hole after an operator.</summary>
// First, Last: Elements of the built text, with the quotes.
// Content: Without the quotes.
internal sealed record SqlValue(int First, int Last, IReadOnlyList<TextElement> Content, bool IsQuoted)
{
    public const string DatabaseNull = "global::System.DBNull.Value";

    public bool IsText => IsQuoted || Content[0].Hole!.IsText;

    public IEnumerable<TextHole> Holes => Content.Where(e => e.Hole is not null).Select(e => e.Hole!);

    /// <summary>What the parameter is given: what stood between the quotes, where a null was an empty text.</summary>
    // nullValue: What a null becomes where there are no quotes.
    public string Expression(FixTarget target, string? nullValue = null)
    {
        if (Content.Count == 1 && Content[0].Hole is { Format: "" } hole)
            return Alone(hole, target, IsQuoted ? "\"\"" : nullValue);
        return Holes.Any(h => h.Format.Length > 0) ? Content.Interpolated() : Content.Concatenated();
    }

    private string Alone(TextHole hole, FixTarget target, string? nullValue)
    {
        if (!Carriers.CanCarry(hole.Type))
            return hole.Type?.TypeKind == TypeKind.Enum && IsQuoted ? TextWriting.Operand(hole.Expression) + ".ToString()" : hole.Expression.ToString();
        var mayBeNull = hole.MayBeNull(target);
        var text = hole.IsText ? "" : mayBeNull ? "?.ToString()" : ".ToString()";
        if (!mayBeNull || nullValue is null)
            return text.Length == 0 ? hole.Expression.ToString() : TextWriting.Operand(hole.Expression) + text;
        var annotation = target.Model.GetNullableContext(hole.Expression.SpanStart).AnnotationsEnabled() ? "?" : "";
        return (nullValue == DatabaseNull ? "(object" + annotation + ")" : "") + TextWriting.Operand(hole.Expression) + text + " ?? " + nullValue;
    }
}
