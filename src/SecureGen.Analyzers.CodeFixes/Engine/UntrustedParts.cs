using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>Which part of a text comes from a source of a finding: it names the source, or a local that was given it.</summary>
// Trace: source, place of building, sink, further sources.
internal sealed class UntrustedParts
{
    private readonly FixTarget _target;
    private readonly SyntaxNode[] _sources;
    private readonly ISymbol?[] _parameters;
    private HashSet<ISymbol>? _locals;

    public UntrustedParts(FixTarget target)
    {
        _target = target;
        _sources = target.Sources.ToArray();
        _parameters = _sources.OfType<ParameterSyntax>().Select(parameter => (ISymbol?)target.Model.GetDeclaredSymbol(parameter, target.Cancellation)).ToArray();
    }

    /// <summary>The first part that is untrusted: the index, or -1 where none is known to be.</summary>
    public int IndexIn(IReadOnlyList<ExpressionSyntax> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (IsSource(parts[i]))
                return i;
        }

        // What a local at the front was given may be a directory that has its own finding.
        for (var i = 1; i < parts.Count; i++)
        {
            if (IsGivenSource(parts[i]))
                return i;
        }

        return -1;
    }

    /// <summary>Whether the part names the source, or a local that was given it.</summary>
    public bool IsUntrusted(ExpressionSyntax part) => IsSource(part) || IsGivenSource(part);

    public bool IsSource(ExpressionSyntax part) => part.DescendantNodesAndSelf().Any(IsSourceNode);

    private bool IsSourceNode(SyntaxNode node) =>
        _sources.Any(source => source is not ParameterSyntax && node.RawKind == source.RawKind && SyntaxFactory.AreEquivalent(node, source))
        || (node is IdentifierNameSyntax identifier && _parameters.Any(parameter => identifier.Identifier.Text == parameter?.Name && Same(SymbolOf(identifier), parameter)));

    private bool IsGivenSource(ExpressionSyntax part) =>
        part.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(i => SymbolOf(i) is ILocalSymbol or IParameterSymbol && Locals.Contains(SymbolOf(i)!));

    private HashSet<ISymbol> Locals => _locals ??= FindLocals();

    private HashSet<ISymbol> FindLocals()
    {
        var locals = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var body = (SyntaxNode?)_sources.FirstOrDefault()?.Ancestors().FirstOrDefault(a => a is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? _target.Root;
        int before;
        do
        {
            before = locals.Count;
            foreach (var (declared, value) in body.DescendantNodes().SelectMany(Givings))
            {
                if (value.DescendantNodesAndSelf().Any(n => IsSourceNode(n) || (n is IdentifierNameSyntax i && SymbolOf(i) is { } symbol && locals.Contains(symbol))))
                    Add(declared, locals);
            }
        }
        while (locals.Count > before);

        return locals;
    }

    private static IEnumerable<(SyntaxNode Declared, SyntaxNode Value)> Givings(SyntaxNode node)
    {
        switch (node)
        {
            case VariableDeclaratorSyntax { Initializer: { } initializer }:
                yield return (node, initializer.Value);
                break;
            case AssignmentExpressionSyntax assignment:
                yield return (assignment.Left, assignment.Right);
                break;
            case ForEachStatementSyntax each:
                yield return (each, each.Expression);
                break;
            case IsPatternExpressionSyntax pattern:
                foreach (var designation in pattern.Pattern.DescendantNodes().OfType<SingleVariableDesignationSyntax>())
                    yield return (designation, pattern.Expression);
                break;
            case InvocationExpressionSyntax call:
                foreach (var designation in call.ArgumentList.DescendantNodes().OfType<SingleVariableDesignationSyntax>())
                    yield return (designation, call);
                break;
        }
    }

    private void Add(SyntaxNode declared, HashSet<ISymbol> locals)
    {
        foreach (var node in declared.DescendantNodesAndSelf().Where(n => n is SingleVariableDesignationSyntax or VariableDeclaratorSyntax or ForEachStatementSyntax or IdentifierNameSyntax))
        {
            if ((node is IdentifierNameSyntax ? SymbolOf(node) : _target.Model.GetDeclaredSymbol(node, _target.Cancellation)) is { } symbol)
                locals.Add(symbol);
            if (node is ForEachStatementSyntax or VariableDeclaratorSyntax)
                return;
        }
    }

    private ISymbol? SymbolOf(SyntaxNode node) => _target.Model.GetSymbolInfo(node, _target.Cancellation).Symbol;

    private static bool Same(ISymbol? left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
