using SecureGen.Analyzers.Knowledge.Formats;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>A format with its shape read, and what can be said of the shape once and for all.</summary>
internal sealed class CompiledFormat
{
    private readonly bool[] _takesAllForward;
    private readonly bool[] _takesAllBackward;

    public CompiledFormat(CredentialFormat format, int rank)
    {
        Format = format;
        Rank = rank;
        Shape = CredentialShape.Parse(format.Shape);
        _takesAllForward = new bool[Shape.Segments.Length];
        _takesAllBackward = new bool[Shape.Segments.Length];
        for (var i = 0; i < Shape.Segments.Length; i++)
        {
            _takesAllForward[i] = TakesAll(i, 1);
            _takesAllBackward[i] = TakesAll(i, -1);
        }
    }

    public CredentialFormat Format { get; }

    /// <summary>The place in the table: of two formats that match the same text, the first wins.</summary>
    public int Rank { get; }

    public CredentialShape Shape { get; }

    public string? Keyword => Format.Keyword;

    /// <summary>Whether what follows the segment cannot begin with its characters, so that it takes all there are.</summary>
    public bool TakesAll(int segment, bool forward) => forward ? _takesAllForward[segment] : _takesAllBackward[segment];

    private bool TakesAll(int index, int direction)
    {
        var segments = Shape.Segments;
        var characters = segments[index].Characters;
        var next = index + direction;
        for (; next >= 0 && next < segments.Length; next += direction)
        {
            if (segments[next].CanTouch(characters, direction > 0))
                return false;
            if (segments[next].Shortest > 0)
                return true;
        }

        // At the end the boundary says so, which is that of the last segment.
        return next == index + direction;
    }
}
