using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Flow;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>A command line as it is built, and the arguments it splits into.</summary>
// https://learn.microsoft.com/dotnet/api/system.diagnostics.processstartinfo.arguments
internal sealed class CommandLine
{
    // A hole with such a name holds several arguments.
    private static readonly HashSet<string> Plurals = new(StringComparer.OrdinalIgnoreCase) { "args", "arguments", "options", "flags", "switches", "parameters", "params", "extra", "command" };

    private readonly FixTarget _target;
    private readonly bool _interpolates;

    private CommandLine(BuiltText text, IReadOnlyList<IReadOnlyList<TextElement>> arguments, FixTarget target)
    {
        _target = target;
        Site = text.Site;
        _interpolates = Site is InterpolatedStringExpressionSyntax && !text.Holes.Any(h => h.Expression.ToString().Contains('\n'));
        Arguments = arguments;
    }

    public ExpressionSyntax Site { get; }

    public IReadOnlyList<IReadOnlyList<TextElement>> Arguments { get; }

    /// <summary>The arguments that are known when the code is written, in their places; null for one that is built.</summary>
    public IReadOnlyList<string?> Texts => Arguments.Select(a => a.All(e => e.Hole is null) ? new string(a.Select(e => e.Character).ToArray()) : null).ToArray();

    public static CommandLine? Of(FixTarget target)
    {
        if (target.Node is not ExpressionSyntax argument)
            return null;
        var site = argument is IdentifierNameSyntax ? GivenOnce.Value(argument, target) : argument;
        if (site is null || BuiltText.Of(site, target) is not { } text || text.HasComment(site.Span) || Split(text) is not { } arguments)
            return null;
        return site == argument || text.Holes.All(h => GivenOnce.Stays(h.Expression, site, target)) ? new CommandLine(text, arguments, target) : null;
    }

    /// <summary>The source of each argument.</summary>
    public IEnumerable<string> Expressions() => Arguments.Select(Expression);

    private string Expression(IReadOnlyList<TextElement> argument)
    {
        if (argument.All(e => e.Hole is null))
            return Generate.Quoted(new string(argument.Select(e => e.Character).ToArray()));
        if (argument.Count == 1 && argument[0].Hole is { Format: "" } hole)
            return Alone(hole);
        return _interpolates || argument.Any(e => e.Hole is { Format.Length: > 0 }) ? argument.Interpolated() : argument.Concatenated();
    }

    private string Alone(TextHole hole)
    {
        if (hole.IsText)
            return hole.MayBeNull(_target) ? TextWriting.Operand(hole.Expression) + " ?? \"\"" : hole.Expression.ToString();
        return hole.Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } ? TextWriting.Operand(hole.Expression) + ".ToString()" : new[] { new TextElement(default, null, Hole: hole) }.Interpolated();
    }

    // Space separates, and double quotes hold together. What begins to need the rest of the rules is not split.
    private static IReadOnlyList<IReadOnlyList<TextElement>>? Split(BuiltText text)
    {
        var arguments = new List<IReadOnlyList<TextElement>>();
        List<TextElement>? current = null;
        var isQuoted = false;
        for (var i = 0; i < text.Elements.Count; i++)
        {
            var element = text.Elements[i];
            if (element.Hole is null && (element.Literal is null || IsHard(text.Elements, i)))
                return null;
            if (element.Is('"'))
            {
                isQuoted = !isQuoted;
                current ??= new List<TextElement>();
            }
            else if (!isQuoted && element.Hole is null && char.IsWhiteSpace(element.Character))
            {
                if (current is not null)
                    arguments.Add(current);
                current = null;
            }
            else
            {
                if (element.Hole is { } hole && !isQuoted && MayBeSeveral(hole))
                    return null;
                (current ??= new List<TextElement>()).Add(element);
            }
        }

        if (current is not null)
            arguments.Add(current);
        return isQuoted || arguments.Count == 0 || text.Elements.All(e => e.Hole is not null) ? null : arguments;
    }

    // \" and "" are a quote, and in single quotes the writer thought of a shell. A constant has a name, which is more than its text.
    private static bool IsHard(IReadOnlyList<TextElement> text, int at) =>
        text[at].Is('\'') || char.IsControl(text[at].Character) || (text[at].Character is '\\' or '"' && at + 1 < text.Count && text[at + 1].Is('"'));

    // Or none: an argument that is there only sometimes is an empty text at other times.
    private static bool MayBeSeveral(TextHole hole) => Carriers.CanCarry(hole.Type)
        && (Words.Split(ParameterName.Of(hole.Expression)).Any(Plurals.Contains) || hole.Expression.DescendantNodesAndSelf().Any(n => n is ConditionalExpressionSyntax || IsJoin(n)));

    private static bool IsJoin(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Join" or "Aggregate" } };
}
