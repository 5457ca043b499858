// The shared readers are written against the compiler, which is not there when a task runs: the two types of it that they name.
namespace Microsoft.CodeAnalysis.Text
{
    internal readonly record struct TextSpan(int Start, int Length)
    {
        public int End => Start + Length;

        public static TextSpan FromBounds(int start, int end) => new(start, end - start);
    }

    internal abstract class SourceText;
}
