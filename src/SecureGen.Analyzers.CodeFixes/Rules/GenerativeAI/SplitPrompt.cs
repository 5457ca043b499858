using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI;

/// <summary>A prompt that ends with untrusted text, cut in two: the instructions as they are, and the text.</summary>
internal readonly record struct SplitPrompt(ExpressionSyntax Instructions, ExpressionSyntax Text)
{
    private const string Closing = ".!?\"'`”»";
    private const string Opening = "\"'`“«";

    // What may stand before text that is given elsewhere: the end of a sentence, or a label.
    private const string Ends = ".!?:;";

    public static SplitPrompt? Of(ExpressionSyntax prompt, FixTarget target) => prompt switch
    {
        InterpolatedStringExpressionSyntax interpolated => OfInterpolation(interpolated, target),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } binary => OfConcatenation(binary, target),
        _ => null,
    };

    private static SplitPrompt? OfInterpolation(InterpolatedStringExpressionSyntax prompt, FixTarget target)
    {
        var holes = prompt.Contents.OfType<InterpolationSyntax>().ToArray();
        if (holes.Length == 0 || !AreTrusted(holes.Take(holes.Length - 1).Select(hole => hole.Expression), target))
            return null;
        var last = holes[holes.Length - 1];
        var index = prompt.Contents.IndexOf(last);
        if (index == 0 || prompt.Contents[index - 1] is not InterpolatedStringTextSyntax before || !EndsSensibly(before.TextToken.ValueText)
            || !prompt.Contents.Skip(index + 1).All(rest => rest is InterpolatedStringTextSyntax text && IsClosing(text.TextToken.ValueText)))
            return null;
        if (Before(last, prompt, holes.Length > 1) is not { } instructions || Standing(last.Expression, Clauses(last), target) is not { } alone)
            return null;
        return new SplitPrompt(instructions.WithTriviaFrom(prompt), alone);
    }

    private static SplitPrompt? OfConcatenation(BinaryExpressionSyntax prompt, FixTarget target)
    {
        ExpressionSyntax current = prompt;
        while (current is BinaryExpressionSyntax { Right: var right } closed && ConstantText(right, target) is { } text && IsClosing(text))
            current = closed.Left;
        if (current is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Left: var left, Right: var untrusted } || ConstantText(untrusted, target) is not null)
            return null;
        var operands = Operands(left).ToArray();
        if (!AreTrusted(operands, target) || ConstantText(operands[operands.Length - 1], target) is not { } before || !EndsSensibly(before))
            return null;
        return Standing(untrusted, "", target) is { } alone ? new SplitPrompt(WithoutOpening(left, operands[operands.Length - 1]).WithTriviaFrom(prompt), alone) : null;
    }

    private static IEnumerable<ExpressionSyntax> Operands(ExpressionSyntax expression) =>
        expression is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } binary ? Operands(binary.Left).Append(binary.Right) : [expression];

    // Constants, numbers and the like, and what the object was made with; anything else may be as untrusted as the end.
    private static bool AreTrusted(IEnumerable<ExpressionSyntax> parts, FixTarget target) =>
        parts.All(part => target.Model.GetConstantValue(part, target.Cancellation).HasValue || !Carriers.CanCarry(target.Model.GetTypeInfo(part, target.Cancellation).Type) || IsHeld(part, target));

    private static bool IsHeld(ExpressionSyntax part, FixTarget target)
    {
        while (part is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } access && target.Model.GetSymbolInfo(access, target.Cancellation).Symbol is { IsStatic: false })
            part = access.Expression;
        return target.Model.GetSymbolInfo(part, target.Cancellation).Symbol switch
        {
            IFieldSymbol field => field.IsReadOnly,
            IPropertySymbol property => property.IsStatic,
            IParameterSymbol parameter => parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && part.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is null,
            _ => false,
        };
    }

    private static string? ConstantText(ExpressionSyntax expression, FixTarget target) => target.Model.GetConstantValue(expression, target.Cancellation).Value as string;

    private static bool IsClosing(string text) => text.All(letter => char.IsWhiteSpace(letter) || Closing.IndexOf(letter) >= 0);

    private static bool EndsSensibly(string text)
    {
        var cut = text.TrimEnd(Opening.ToCharArray());
        var trimmed = cut.TrimEnd();
        return trimmed.Length > 0 && (Ends.IndexOf(trimmed[trimmed.Length - 1]) >= 0 || cut.Substring(trimmed.Length).Contains('\n'));
    }

    // The literal up to the hole, by its text: escapes stay as they were written.
    private static ExpressionSyntax? Before(InterpolationSyntax hole, InterpolatedStringExpressionSyntax prompt, bool hasHoles)
    {
        var start = prompt.StringStartToken.Text;
        var body = prompt.ToString().Substring(start.Length, hole.SpanStart - prompt.SpanStart - start.Length);
        body = Trimmed(body, start);
        if (!hasHoles)
        {
            if (!start.Contains("\"\"\""))
                body = body.Replace("{{", "{").Replace("}}", "}");
            start = start.Replace("$", "");
        }

        return Parsed(start + body + prompt.StringEndToken.Text);
    }

    private static string Trimmed(string body, string start)
    {
        body = body.TrimEnd();
        if (body.Length == 0 || Opening.IndexOf(body[body.Length - 1]) < 0)
            return body;
        var isEscaped = body[body.Length - 1] == '"' && !start.Contains("\"\"\"");
        return body.Substring(0, body.Length - (isEscaped ? 2 : 1)).TrimEnd();
    }

    private static ExpressionSyntax WithoutOpening(ExpressionSyntax left, ExpressionSyntax last)
    {
        if (last is not LiteralExpressionSyntax { Token.Text: var text } || !text.EndsWith("\"", StringComparison.Ordinal))
            return left;
        var first = text.IndexOf('"');
        var quotes = text.Length - text.TrimEnd('"').Length;
        var (start, end) = text.StartsWith("\"\"\"", StringComparison.Ordinal) ? (new string('"', quotes), new string('"', quotes)) : (text.Substring(0, first + 1), "\"");
        if (text.IndexOf('\n') >= 0 || text.Length < start.Length + end.Length)
            return left;
        var shortened = Parsed(start + Trimmed(text.Substring(start.Length, text.Length - start.Length - end.Length), start) + end);
        return shortened is null ? left : left.ReplaceNode(last, shortened.WithTriviaFrom(last));
    }

    private static string Clauses(InterpolationSyntax hole) => hole.AlignmentClause?.ToString() + hole.FormatClause;

    // As an argument of its own: text that may be null was empty in the prompt, and anything else was formatted.
    private static ExpressionSyntax? Standing(ExpressionSyntax part, string clauses, FixTarget target)
    {
        var type = target.Model.GetTypeInfo(part, target.Cancellation);
        var bare = part.WithoutTrivia();
        if (clauses.Length > 0 || type.Type?.SpecialType != SpecialType.System_String)
            return Parsed("$\"{" + bare + clauses + "}\"");
        if (type.Nullability.FlowState != NullableFlowState.MaybeNull)
            return bare;
        var isPrimary = bare is IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or InvocationExpressionSyntax or ConditionalAccessExpressionSyntax;
        return isPrimary ? Parsed(bare + " ?? \"\"") : Parsed("$\"{" + bare + "}\"");
    }

    private static ExpressionSyntax? Parsed(string text)
    {
        var parsed = SyntaxFactory.ParseExpression(text);
        return parsed.ContainsDiagnostics || parsed.FullSpan.Length != text.Length ? null : parsed;
    }
}
