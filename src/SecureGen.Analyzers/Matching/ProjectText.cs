using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SecureGen.Analyzers.Matching;

/// <summary>
/// Finds words in the code of a whole project, for the rules that ask what it does elsewhere. The text is searched first, and only
/// where it has the word is the tree asked which token stands there: comments and code that is switched off have none.
/// </summary>
internal static class ProjectText
{
    /// <summary>The tokens with one of the words in them, file by file.</summary>
    public static IEnumerable<SyntaxToken> TokensWith(this Compilation compilation, IReadOnlyCollection<string> words, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            var text = tree.GetText(cancellation).ToString();
            foreach (var word in words)
            {
                for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal))
                {
                    var token = tree.GetRoot(cancellation).FindToken(at);
                    if (token.Span.Contains(at))
                        yield return token;
                }
            }
        }
    }

    /// <summary>Whether code of the project mentions one of the names.</summary>
    public static bool Names(this Compilation compilation, ICollection<string> names, CancellationToken cancellation) =>
        compilation.TokensWith([.. names], cancellation).Any(token => token.IsKind(SyntaxKind.IdentifierToken) && names.Contains(token.ValueText));
}
