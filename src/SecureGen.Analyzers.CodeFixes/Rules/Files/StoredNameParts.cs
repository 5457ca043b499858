using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Files;

/// <summary>A part of the path of a stored file that its sender chose.</summary>
// Extended: What the extension is taken from, or null where the part is a name without one.
internal readonly record struct StoredNamePart(ExpressionSyntax Node, bool IsExtension, ExpressionSyntax? Extended);

/// <summary>Finds the parts of a path that a sender chose, where they are written: in the path, or in what a local of it was given.</summary>
internal sealed class StoredNameParts
{
    private readonly FixTarget _target;
    private readonly UntrustedParts _untrusted;
    private readonly List<StoredNamePart> _parts = new();
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);
    private bool _isUnderstood = true;

    private StoredNameParts(FixTarget target)
    {
        _target = target;
        _untrusted = new UntrustedParts(target);
    }

    /// <summary>The parts; none where it is not clear how the path is built.</summary>
    public static IReadOnlyList<StoredNamePart> Of(ExpressionSyntax path, FixTarget target)
    {
        var reader = new StoredNameParts(target);
        reader.Read(path);
        return reader._isUnderstood ? reader._parts : [];
    }

    private void Read(ExpressionSyntax expression)
    {
        if (!_untrusted.IsUntrusted(expression))
            return;
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                Read(parenthesized.Expression);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                Read(sum.Left);
                Read(sum.Right);
                break;
            case InterpolatedStringExpressionSyntax text:
                foreach (var hole in text.Contents.OfType<InterpolationSyntax>())
                    Read(hole.Expression);
                break;
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } when TypeOf(expression) is { Name: "FileInfo" }:
                Read(arguments[0].Expression);
                break;
            case InvocationExpressionSyntax call when IsPath(call, "GetExtension"):
                _parts.Add(new StoredNamePart(call, IsExtension: true, call.ArgumentList.Arguments[0].Expression));
                break;
            case InvocationExpressionSyntax call when IsPath(call, "GetFileName"):
                Add(call, call.ArgumentList.Arguments[0].Expression);
                break;
            case InvocationExpressionSyntax call when IsPath(call, "GetFileNameWithoutExtension"):
                Add(call, null);
                break;
            case InvocationExpressionSyntax call when IsPath(call, "Combine", "Join", "GetFullPath", "ChangeExtension") || IsContained(call):
                foreach (var argument in call.ArgumentList.Arguments)
                    Read(argument.Expression);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.Text: "ToLower" or "ToLowerInvariant" or "ToUpper" or "ToUpperInvariant" or "Trim" or "ToString" } }:
                Read(receiver);
                break;
            case IdentifierNameSyntax identifier when SymbolOf(identifier) is ILocalSymbol local:
                ReadLocal(identifier, local);
                break;
            case MemberAccessExpressionSyntax { Name.Identifier.Text: "FileName" }:
                Add(expression, expression);
                break;
            default:
                _isUnderstood = false;
                break;
        }
    }

    // What is written twice would be two names.
    private void Add(ExpressionSyntax node, ExpressionSyntax? extended)
    {
        _isUnderstood &= node is not InvocationExpressionSyntax || BodyOf(node).DescendantNodes().Count(other => other.RawKind == node.RawKind && SyntaxFactory.AreEquivalent(other, node)) == 1;
        _parts.Add(new StoredNamePart(node, IsExtension: false, extended));
    }

    private void ReadLocal(IdentifierNameSyntax use, ILocalSymbol local)
    {
        if (!_followed.Add(local))
            return;
        if (local.DeclaringSyntaxReferences[0].GetSyntax(_target.Cancellation) is not VariableDeclaratorSyntax { Initializer.Value: var value } || IsSetAgain(local, use))
            _isUnderstood = false;
        else if (value is MemberAccessExpressionSyntax or InvocationExpressionSyntax && !IsExtension(value) && ExtensionIsTaken(local, use))
            Add(use, use);
        else
            Read(value);
    }

    private bool IsExtension(ExpressionSyntax value) => value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call => IsPath(call, "GetExtension", "Combine", "Join"));

    private bool IsSetAgain(ILocalSymbol local, SyntaxNode use) =>
        BodyOf(use).DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(set => set.Left is IdentifierNameSyntax left && left.Identifier.Text == local.Name);

    // A random name has no extension that anything could be learnt from.
    private bool ExtensionIsTaken(ILocalSymbol local, SyntaxNode use) =>
        BodyOf(use).DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => IsPath(call, "GetExtension") && call.ArgumentList.Arguments[0].Expression is IdentifierNameSyntax name && name.Identifier.Text == local.Name);

    // The helper that SGA4001's fix adds.
    private bool IsContained(InvocationExpressionSyntax call) =>
        SymbolOf(call) is IMethodSymbol { IsStatic: true, Parameters: { Length: 2 } parameters } && parameters[0].Name == "baseDirectory" && parameters[1].Name == "relativePath";

    private bool IsPath(InvocationExpressionSyntax call, params string[] names) => PathParts.IsPathCall(call, _target, names) && call.ArgumentList.Arguments.Count > 0;

    private SyntaxNode BodyOf(SyntaxNode node) => node.Ancestors().FirstOrDefault(a => a is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? _target.Root;

    private ITypeSymbol? TypeOf(ExpressionSyntax value) => _target.Model.GetTypeInfo(value, _target.Cancellation).Type;

    private ISymbol? SymbolOf(SyntaxNode node) => _target.Model.GetSymbolInfo(node, _target.Cancellation).Symbol;
}
