using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Where a statement has a value that is built into it: a quoted text with holes, or a hole after an operator.</summary>
// First, Last: Elements of the built text, with the quotes.
// Content: Without the quotes.
internal sealed record SqlValue(int First, int Last, IReadOnlyList<TextElement> Content, bool IsQuoted)
{
    public const string DatabaseNull = "global::System.DBNull.Value";

    public bool IsText => IsQuoted || Content[0].Hole!.Type?.SpecialType == SpecialType.System_String;

    /// <summary>The only hole, where there is nothing else between the quotes.</summary>
    public TextHole? Single => Content.Count == 1 ? Content[0].Hole : null;

    public IEnumerable<TextHole> Holes => Content.Where(e => e.Hole is not null).Select(e => e.Hole!);

    /// <summary>What the parameter is given: what stood between the quotes, where a null was an empty text.</summary>
    // nullValue: What a null becomes where there are no quotes.
    public string Expression(FixTarget target, string? nullValue = null)
    {
        if (IsQuoted)
            nullValue = "\"\"";
        if (Single is { Format: "" } hole)
            return Alone(hole, target, nullValue);
        if (Content.Any(e => e.Hole is { Format.Length: > 0 }))
            return Interpolated();
        var parts = Parts().ToArray();
        return string.Join(" + ", parts.Any(p => p[0] == '"') || Holes.Take(2).Any(h => h.Type?.SpecialType == SpecialType.System_String) ? parts : parts.Prepend("\"\""));
    }

    private string Alone(TextHole hole, FixTarget target, string? nullValue)
    {
        var source = hole.Expression.ToString();
        if (!Carriers.CanCarry(hole.Type))
            return hole.Type?.TypeKind == TypeKind.Enum && IsQuoted ? Operand(hole.Expression) + ".ToString()" : source;
        var isText = hole.Type?.SpecialType == SpecialType.System_String;
        var mayBeNull = hole.Type?.IsReferenceType != false && target.Model.GetTypeInfo(hole.Expression, target.Cancellation).Nullability.FlowState != NullableFlowState.NotNull;
        if (!isText)
            source = Operand(hole.Expression) + (mayBeNull ? "?.ToString()" : ".ToString()");
        if (!mayBeNull || nullValue is null)
            return source;
        var operand = isText ? Operand(hole.Expression) : source;
        return (nullValue == DatabaseNull ? "(object" + (Annotates(hole, target) ? "?" : "") + ")" : "") + operand + " ?? " + nullValue;
    }

    private static bool Annotates(TextHole hole, FixTarget target) => target.Model.GetNullableContext(hole.Expression.SpanStart).AnnotationsEnabled();

    private IEnumerable<string> Parts()
    {
        var text = new StringBuilder();
        foreach (var element in Content)
        {
            if (element.Hole is null)
            {
                text.Append(element.Character);
                continue;
            }

            if (text.Length > 0)
                yield return Generate.Quoted(text.ToString());
            text.Clear();
            yield return Operand(element.Hole.Expression);
        }

        if (text.Length > 0)
            yield return Generate.Quoted(text.ToString());
    }

    private string Interpolated()
    {
        var text = new StringBuilder("$\"");
        foreach (var element in Content)
        {
            if (element.Hole is { } hole)
                text.Append('{').Append(hole.Expression is ConditionalExpressionSyntax ? "(" + hole.Expression + ")" : hole.Expression.ToString()).Append(hole.Format).Append('}');
            else
                text.Append(element.Character is '"' ? "\\\"" : element.Character is '{' or '}' ? new string(element.Character, 2) : element.Character.ToString());
        }

        return text.Append('"').ToString();
    }

    private static string Operand(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax or ThisExpressionSyntax
            ? expression.ToString()
            : "(" + expression + ")";
}
