using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Files;

/// <summary>The base directory and the rest of a path, each evaluated once.</summary>
// Arguments: Both as they stand in the call, with its line breaks and comments.
internal readonly record struct SplitPath(ExpressionSyntax Base, ExpressionSyntax Rest, bool RestIsFirst = false, ArgumentListSyntax? Arguments = null);

/// <summary>
/// How the place that builds a path splits into a base directory and what must stay inside: decided once from the
/// meaning, applied to the node as other edits have left it.
/// </summary>
internal sealed class PathParts
{
    private static readonly ExpressionSyntax Current = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal("."));

    private readonly Func<ExpressionSyntax, SplitPath?> _split;

    private PathParts(Func<ExpressionSyntax, SplitPath?> split) => _split = split;

    public SplitPath? Split(ExpressionSyntax site) => _split(site);

    public static PathParts? Of(ExpressionSyntax site, UntrustedParts untrusted, FixTarget target) => site switch
    {
        InvocationExpressionSyntax call when IsPathCall(call, target, "Combine", "Join") => OfCombine(call, untrusted, target),
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 or 2 } arguments } call when IsPathCall(call, target, "GetFullPath") => OfFullPath(arguments, untrusted),
        BinaryExpressionSyntax binary when IsText(binary, target) => OfConcatenation(binary, untrusted, target),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression, Left: IdentifierNameSyntax } compound when IsText(compound, target) => OfAppending(compound, untrusted, target),
        InterpolatedStringExpressionSyntax text when IsText(text, target) => OfInterpolation(text, untrusted, target),
        IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax when IsText(site, target) && untrusted.IsSource(site) => new PathParts(Whole),
        _ => null,
    };

    public static bool IsPathCall(InvocationExpressionSyntax call, FixTarget target, params string[] names) =>
        target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is IMethodSymbol { ContainingType: { Name: "Path", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } } } method
        && names.Contains(method.Name);

    // A path without a directory is relative to the current one.
    private static SplitPath? Whole(ExpressionSyntax site) => new SplitPath(Current, Bare(site));

    // Space around a part goes, a comment stays.
    private static ExpressionSyntax Bare(ExpressionSyntax part)
    {
        if (part.GetLeadingTrivia().Concat(part.GetTrailingTrivia()).All(t => t.IsKind(SyntaxKind.WhitespaceTrivia) || t.IsKind(SyntaxKind.EndOfLineTrivia)))
            return part.WithoutTrivia();
        return part.WithTrailingTrivia(part.GetTrailingTrivia().Reverse().SkipWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse());
    }

    private static bool IsText(ExpressionSyntax expression, FixTarget target) =>
        target.Model.GetTypeInfo(expression, target.Cancellation).ConvertedType?.SpecialType == SpecialType.System_String;

    private static PathParts? OfCombine(InvocationExpressionSyntax call, UntrustedParts untrusted, FixTarget target)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count < 2 || arguments.Any(a => a.NameColon is not null || !IsText(a.Expression, target)))
            return null;
        var first = untrusted.IndexIn(arguments.Select(a => a.Expression).ToArray());
        if (first == 0)
            return new PathParts(Whole);
        if (first < 0)
            first = 1;
        var isJoin = target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is { Name: "Join" };
        return new PathParts(current => current is InvocationExpressionSyntax now && now.ArgumentList.Arguments.Count == arguments.Count ? Halves(now, first, isJoin) : null);
    }

    // Join keeps a rooted second part inside; behind "." it is not rooted for the helper, which combines.
    private static SplitPath? Halves(InvocationExpressionSyntax call, int first, bool isJoin)
    {
        var arguments = call.ArgumentList.Arguments.Select(a => Bare(a.Expression)).ToArray();
        var rest = arguments.Skip(first);
        return new SplitPath(
            Joined(call, arguments.Take(first)),
            Joined(call, isJoin ? rest.Prepend(Current) : rest),
            Arguments: arguments.Length == 2 && !isJoin ? call.ArgumentList : null);
    }

    private static ExpressionSyntax Joined(InvocationExpressionSyntax call, IEnumerable<ExpressionSyntax> parts)
    {
        var arguments = parts.Select(SyntaxFactory.Argument).ToArray();
        if (arguments.Length == 1)
            return arguments[0].Expression;
        var commas = Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), arguments.Length - 1);
        return call.WithoutTrivia().WithArgumentList(SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(arguments, commas)));
    }

    private static PathParts? OfFullPath(SeparatedSyntaxList<ArgumentSyntax> arguments, UntrustedParts untrusted)
    {
        if (arguments.Any(a => a.NameColon is not null) || !untrusted.IsSource(arguments[0].Expression) && arguments.Count == 1)
            return null;
        if (arguments.Count == 2 && untrusted.IndexIn([arguments[1].Expression]) == 0)
            return null;
        return new PathParts(current => current is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } now }
            ? now.Count == 1
                ? new SplitPath(Current, Bare(now[0].Expression))
                : new SplitPath(Bare(now[1].Expression), Bare(now[0].Expression), RestIsFirst: now[1].Expression is not (IdentifierNameSyntax or LiteralExpressionSyntax))
            : null);
    }

    private static PathParts? OfConcatenation(BinaryExpressionSyntax binary, UntrustedParts untrusted, FixTarget target)
    {
        var operands = Operands(binary, node => IsTextAddition(node, target));
        var levels = operands.Count - 1;
        var first = untrusted.IndexIn(operands);
        if (first == 0)
            return new PathParts(Whole);
        if (first < 0 || !EndsDirectory(operands, first, target))
            return null;
        return new PathParts(current =>
        {
            var left = levels;
            var now = Operands(current, node => node.IsKind(SyntaxKind.AddExpression) && left-- > 0);
            return now.Count == levels + 1 ? Halves(now, first) : null;
        });
    }

    private static PathParts? OfAppending(AssignmentExpressionSyntax compound, UntrustedParts untrusted, FixTarget target)
    {
        var appended = Operands(compound.Right, node => IsTextAddition(node, target));
        var operands = appended.Prepend(compound.Left).ToArray();
        var first = untrusted.IndexIn(operands);
        if (first <= 0 || !EndsDirectory(operands, first, target))
            return null;
        return new PathParts(current =>
        {
            var left = appended.Count - 1;
            return current is AssignmentExpressionSyntax now ? Halves(Operands(now.Right, node => node.IsKind(SyntaxKind.AddExpression) && left-- > 0).Prepend(Bare(now.Left)).ToArray(), first) : null;
        });
    }

    private static bool IsTextAddition(ExpressionSyntax node, FixTarget target) =>
        node.IsKind(SyntaxKind.AddExpression) && target.Model.GetTypeInfo(node, target.Cancellation).Type?.SpecialType == SpecialType.System_String;

    private static IReadOnlyList<ExpressionSyntax> Operands(ExpressionSyntax expression, Func<ExpressionSyntax, bool> isAddition)
    {
        var operands = new List<ExpressionSyntax>();
        while (isAddition(expression))
        {
            operands.Insert(0, ((BinaryExpressionSyntax)expression).Right);
            expression = ((BinaryExpressionSyntax)expression).Left;
        }

        operands.Insert(0, expression);
        return operands;
    }

    // Only what stands before the last separator is a directory.
    private static bool EndsDirectory(IReadOnlyList<ExpressionSyntax> operands, int first, FixTarget target)
    {
        var before = operands[first - 1];
        return before is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token.ValueText: var text } ? LastSeparator(text) >= 0 : EndsWithSeparator(before, target);
    }

    /// <summary>Whether the text of the expression ends with a separator: a constant, or a member of the framework.</summary>
    public static bool EndsWithSeparator(ExpressionSyntax expression, FixTarget target) =>
        expression is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum ? EndsWithSeparator(sum.Right, target)
        : target.Model.GetConstantValue(expression, target.Cancellation).Value?.ToString() is { Length: > 0 } text ? LastSeparator(text) == text.Length - 1
        : target.Model.GetSymbolInfo(expression, target.Cancellation).Symbol is
        IFieldSymbol { Name: "DirectorySeparatorChar" or "AltDirectorySeparatorChar", ContainingType.Name: "Path" }
        or IPropertySymbol { Name: "BaseDirectory", ContainingType.Name: "AppContext" or "AppDomain" }
        or IMethodSymbol { Name: "GetTempPath", ContainingType.Name: "Path" };

    private static int LastSeparator(string text) => text.LastIndexOfAny(['/', '\\']);

    // A rooted second part of a text is not rooted in the text: "./" keeps it so.
    private static SplitPath? Halves(IReadOnlyList<ExpressionSyntax> operands, int first)
    {
        var directory = operands.Take(first).Select(o => Bare(o)).ToArray();
        var rest = operands.Skip(first).Select(o => Bare(o)).ToList();
        var start = "./";
        if (directory[first - 1] is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token.ValueText: var text } && LastSeparator(text) < text.Length - 1)
        {
            directory[first - 1] = Text(text.Substring(0, LastSeparator(text) + 1));
            start = text.Substring(LastSeparator(text) + 1);
        }

        rest.Insert(0, Text(start));
        return new SplitPath(directory.Aggregate(Sum), rest.Aggregate(Sum));
    }

    private static ExpressionSyntax Sum(ExpressionSyntax left, ExpressionSyntax right) =>
        SyntaxFactory.BinaryExpression(SyntaxKind.AddExpression, left, SyntaxFactory.Token(SyntaxKind.PlusToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space), right);

    private static LiteralExpressionSyntax Text(string value) => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(value));

    private static PathParts? OfInterpolation(InterpolatedStringExpressionSyntax text, UntrustedParts untrusted, FixTarget target)
    {
        if (text.StringStartToken.Text.Contains("\"\"\"") || text.StringStartToken.Text.Contains('@'))
            return null;
        var first = FirstHole(text, untrusted);
        if (first < 0)
            return null;
        if (first == 0)
            return new PathParts(Whole);
        var isSeparatorHole = text.Contents[first - 1] is InterpolationSyntax hole && EndsWithSeparator(hole.Expression, target);
        if (!isSeparatorHole && (text.Contents[first - 1] is not InterpolatedStringTextSyntax { TextToken.Text: var before } || Cut(before) <= 0))
            return null;
        return new PathParts(current => current is InterpolatedStringExpressionSyntax now && now.Contents.Count == text.Contents.Count ? Halves(now, first) : null);
    }

    private static int FirstHole(InterpolatedStringExpressionSyntax text, UntrustedParts untrusted)
    {
        var holes = text.Contents.OfType<InterpolationSyntax>().ToArray();
        var index = untrusted.IndexIn(holes.Select(h => h.Expression).ToArray());

        // A local in the only hole is the untrusted one; nothing else in the text could be.
        if (index < 0 && holes.Length == 1 && text.Contents[0] != holes[0])
            index = 0;
        return index < 0 ? -1 : text.Contents.IndexOf(holes[index]);
    }

    // As it is written: a backslash counts where it is escaped at the end.
    private static int Cut(string text) => text.EndsWith("\\\\", StringComparison.Ordinal) ? text.Length : text.LastIndexOf('/') + 1;

    private static SplitPath? Halves(InterpolatedStringExpressionSyntax text, int first)
    {
        var directory = text.Contents.Take(first).ToList();
        var rest = text.Contents.Skip(first).ToList();
        var start = "./";
        if (directory[first - 1] is InterpolatedStringTextSyntax { TextToken.Text: var before } && Cut(before) < before.Length)
        {
            directory[first - 1] = Content(before.Substring(0, Cut(before)));
            start = before.Substring(Cut(before));
        }

        rest.Insert(0, Content(start));
        ExpressionSyntax root = directory.Count == 1 && directory[0] is InterpolatedStringTextSyntax only && only.TextToken.Text.IndexOfAny(['{', '}']) < 0
            ? SyntaxFactory.ParseExpression("\"" + only.TextToken.Text + "\"")
            : text.WithoutTrivia().WithContents(SyntaxFactory.List(directory));
        return new SplitPath(root, text.WithoutTrivia().WithContents(SyntaxFactory.List(rest)));
    }

    private static InterpolatedStringContentSyntax Content(string text) =>
        SyntaxFactory.InterpolatedStringText(SyntaxFactory.Token(default, SyntaxKind.InterpolatedStringTextToken, text, text, default));
}
