namespace SecureGen.Analyzers.Matching;

/// <summary>A text that is put together at run time is read with a mark in the place of what is not known.</summary>
internal static class Holes
{
    public const char Mark = '\uFFFC';
}
