using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Rules.Cryptography;

namespace SecureGen.Analyzers.CodeFixes.Rules.Cryptography;

/// <summary>SHA256 or HMACSHA256 in the form that was written, and in the declared type of the variable that holds it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class WeakHashFunctionFix() : SecurityCodeFixProvider(WeakHashFunction.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Diagnostic.Properties.ContainsKey(WeakHashFunction.LaidDownProperty) || Expression(target.Node) is not { } expression)
            yield break;
        if (Replacement(expression, target) is not var (hash, text) || ReliesOnSize(expression, hash.Size) || !DeclaredAlgorithm.TryFind(expression, target, static type => WeakHashes.Of(type) is not null, out var declared))
            yield break;
        yield return new Fix(
            "Use " + hash.Replacement,
            "SGA2004.SHA256",
            editor =>
            {
                if (declared is not null)
                    editor.ReplaceNode(declared, DeclaredAlgorithm.Named(WeakHashes.Namespace + "." + hash.Replacement, declared));
                editor.ReplaceNode(expression, (current, _) => Rewritten((ExpressionSyntax)current, text));
            });
    }

    private static ExpressionSyntax? Expression(SyntaxNode node) => node is ArgumentSyntax argument ? argument.Expression : node as ExpressionSyntax;

    // The text of what replaces the callee (arguments are kept) or the whole.
    private static (WeakHash Hash, string Text)? Replacement(ExpressionSyntax expression, FixTarget target)
    {
        switch (expression)
        {
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is IMethodSymbol method:
                if (WeakHashes.Of(method.ContainingType) is { } hash)
                    return Has(hash, access.Name.Identifier.ValueText) && call.ArgumentList.Arguments.All(a => a.Expression is not LiteralExpressionSyntax) ? (hash, hash.Replacement + "." + access.Name.Identifier.ValueText) : null;
                return call.ArgumentList.Arguments.Count == 1 && target.Model.GetConstantValue(call.ArgumentList.Arguments[0].Expression) is { Value: string name } && WeakHashes.Named(name) is { IsKeyed: false } named ? (named, named.Replacement + ".Create()") : null;
            case BaseObjectCreationExpressionSyntax { Initializer: null } creation when target.Model.GetTypeInfo(creation, target.Cancellation).Type is { } type:
                if (WeakHashes.Of(type) is { } made)
                    return OfCreation(creation, made);
                return WeakHashes.Named(creation.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax literal ? literal.Token.ValueText : "") is { } renamed ? (renamed, "HashAlgorithmName.SHA256") : null;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "MD5" or "SHA1" } member:
                return WeakHashes.Named(member.Name.Identifier.ValueText) is { } chosen ? (chosen, "HashAlgorithmName.SHA256") : null;
            default:
                return null;
        }

        bool Has(WeakHash hash, string member) => target.HasMember(WeakHashes.Namespace + "." + hash.Replacement, member);
    }

    private static (WeakHash Hash, string Text)? OfCreation(BaseObjectCreationExpressionSyntax creation, WeakHash hash)
    {
        var arguments = creation.ArgumentList?.Arguments.Count ?? 0;
        if (!hash.IsKeyed)
            return arguments == 0 ? (hash, hash.Replacement + ".Create()") : null;
        return arguments < 2 ? (hash, "new " + hash.Replacement) : null;
    }

    private static ExpressionSyntax Rewritten(ExpressionSyntax current, string text)
    {
        const string Space = "global::" + WeakHashes.Namespace + ".";
        switch (current)
        {
            case InvocationExpressionSyntax call when !text.EndsWith("()", System.StringComparison.Ordinal):
                return call.WithExpression(Generate.Expression(Space + text).WithTriviaFrom(call.Expression));
            case ObjectCreationExpressionSyntax creation when text.StartsWith("new ", System.StringComparison.Ordinal):
                return creation.WithType(((ObjectCreationExpressionSyntax)Generate.Expression("new " + Space + text.Substring(4) + "()")).Type.WithTriviaFrom(creation.Type));
            case ImplicitObjectCreationExpressionSyntax implicitly when text.StartsWith("new ", System.StringComparison.Ordinal):
                return implicitly;
            default:
                return Generate.Expression(Space + text).WithTriviaFrom(current);
        }
    }

    // A buffer of the hash's own size, or a part cut out of it.
    private static bool ReliesOnSize(ExpressionSyntax expression, int size)
    {
        var member = expression.FirstAncestorOrSelf<MemberDeclarationSyntax>(static m => m is not GlobalStatementSyntax) ?? expression.SyntaxTree.GetRoot();
        return member.DescendantTokens().Any(token =>
            (token.IsKind(SyntaxKind.NumericLiteralToken) && token.Value is int number && (number == size || number == 2 * size))
            || (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is "HashSizeInBytes" or "HashSizeInBits"));
    }
}
