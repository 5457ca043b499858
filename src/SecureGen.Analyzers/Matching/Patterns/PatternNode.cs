using System.Collections.Generic;

namespace SecureGen.Analyzers.Matching.Patterns;

/// <summary>A part of a parsed pattern, from its first character to the one after its last.</summary>
internal abstract record PatternNode(int Start, int End)
{
    /// <summary>Whether it can match without taking a character.</summary>
    public abstract bool IsNullable { get; }

    public virtual IReadOnlyList<PatternNode> Children => [];

    public IEnumerable<PatternNode> DescendantsAndSelf()
    {
        var rest = new Stack<PatternNode>();
        rest.Push(this);
        while (rest.Count > 0)
        {
            var node = rest.Pop();
            yield return node;
            for (var i = node.Children.Count - 1; i >= 0; i--)
                rest.Push(node.Children[i]);
        }
    }
}

/// <summary>One character of a set.</summary>
internal sealed record CharactersNode(int Start, int End, CharacterSet Set) : PatternNode(Start, End)
{
    public override bool IsNullable => false;
}

internal sealed record SequenceNode(int Start, int End, IReadOnlyList<PatternNode> Items) : PatternNode(Start, End)
{
    public override bool IsNullable { get; } = All(Items);

    public override IReadOnlyList<PatternNode> Children => Items;

    private static bool All(IReadOnlyList<PatternNode> items)
    {
        foreach (var item in items)
        {
            if (!item.IsNullable)
                return false;
        }

        return true;
    }
}

internal sealed record AlternationNode(int Start, int End, IReadOnlyList<PatternNode> Branches) : PatternNode(Start, End)
{
    public override bool IsNullable { get; } = Any(Branches);

    public override IReadOnlyList<PatternNode> Children => Branches;

    private static bool Any(IReadOnlyList<PatternNode> branches)
    {
        foreach (var branch in branches)
        {
            if (branch.IsNullable)
                return true;
        }

        return false;
    }
}

// Max: null without a limit.
internal sealed record RepeatNode(int Start, int End, PatternNode Body, int Min, int? Max) : PatternNode(Start, End)
{
    public override bool IsNullable { get; } = Min == 0 || Body.IsNullable;

    public override IReadOnlyList<PatternNode> Children => [Body];
}

internal enum GroupKind
{
    Plain,
    Atomic,
    Lookaround,
}

internal sealed record GroupNode(int Start, int End, GroupKind Kind, PatternNode Body) : PatternNode(Start, End)
{
    public override bool IsNullable { get; } = Kind == GroupKind.Lookaround || Body.IsNullable;

    public override IReadOnlyList<PatternNode> Children => [Body];
}

internal enum AnchorKind
{
    /// <summary>\A, or ^ outside multiline mode.</summary>
    Start,

    /// <summary>\z.</summary>
    End,

    /// <summary>\Z, or $ outside multiline mode: before a final line feed as well.</summary>
    EndOrFinalNewline,

    LineStart,
    LineEnd,

    /// <summary>\b, \B, \G.</summary>
    Other,
}

internal sealed record AnchorNode(int Start, int End, AnchorKind Kind) : PatternNode(Start, End)
{
    public override bool IsNullable => true;
}

internal sealed record BackreferenceNode(int Start, int End) : PatternNode(Start, End)
{
    public override bool IsNullable => true;
}
