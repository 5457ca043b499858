using System;
using Microsoft.CodeAnalysis.Editing;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>One proposal for one finding.</summary>
/// <param name="Title">What the light bulb says.</param>
/// <param name="EquivalenceKey">Constant per rule and action: <c>SGA1001.Environment</c>.</param>
/// <param name="Apply">
/// The edit. Under Fix All several edits share one editor, so a node that may contain another finding is replaced through
/// the editor's callback overload, from the current node.
/// </param>
internal sealed record Fix(string Title, string EquivalenceKey, Action<DocumentEditor> Apply);
