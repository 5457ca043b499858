using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Cryptography;

namespace SecureGen.Analyzers.CodeFixes.Rules.Cryptography;

/// <summary>The number of today where it is written down, and SHA-256 with it where the hash is SHA-1.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class WeakKeyStrengthFix() : SecurityCodeFixProvider(WeakKeyStrength.Descriptor)
{
    private const string Hash = "global::System.Security.Cryptography.HashAlgorithmName.SHA256";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        var properties = target.Diagnostic.Properties;
        if (Expression(target.Node) is not { } expression || !properties.TryGetValue(WeakKeyStrength.KindProperty, out var kind))
            yield break;
        var fix = kind switch
        {
            WeakKeyStrength.ExchangeCurve => Curve(expression),
            WeakKeyStrength.RaiseNumber => Raise(target, Number(properties[WeakKeyStrength.NumberProperty])),
            WeakKeyStrength.AddHash => WithHash(expression, target),
            WeakKeyStrength.ExchangeHash => WithOtherHash(expression, target),
            _ => null,
        };
        if (fix is not null)
            yield return fix;
    }

    private static ExpressionSyntax? Expression(SyntaxNode node) => node is ArgumentSyntax argument ? argument.Expression : node as ExpressionSyntax;

    // 600000 as 600_000
    private static string Number(string? digits) => int.Parse(digits ?? "0", CultureInfo.InvariantCulture) is var number && number >= 10_000
        ? number.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", "_")
        : number.ToString(CultureInfo.InvariantCulture);

    private static Fix? Raise(FixTarget target, string number) =>
        Source(target) is { } source ? new Fix("Raise to " + number, "SGA2006.Raise", editor => Write(editor, source, number)) : null;

    // A constant may be written by several findings: it stays the node that the editor knows.
    private static void Write(DocumentEditor editor, ExpressionSyntax source, string number) =>
        editor.ReplaceNode(source, (current, _) => current.CopyAnnotationsTo(SyntaxFactory.ParseExpression(number).WithTriviaFrom(current)));

    private static ExpressionSyntax? Source(FixTarget target) =>
        target.Diagnostic.AdditionalLocations is { Count: > 0 } places && places[0].SourceTree == target.Root.SyntaxTree
            ? Expression(target.Root.FindNode(places[0].SourceSpan, getInnermostNodeForTie: true))
            : null;

    private static Fix Curve(ExpressionSyntax expression)
    {
        if (expression is MemberAccessExpressionSyntax member)
            return new Fix("Use nistP256", "SGA2006.Curve", editor => editor.ReplaceNode(member.Name, SyntaxFactory.IdentifierName("nistP256").WithTriviaFrom(member.Name)));
        var isNumber = expression is LiteralExpressionSyntax literal && literal.Token.ValueText.Contains('.');
        return new Fix("Use nistP256", "SGA2006.Curve", editor => editor.ReplaceNode(expression, SyntaxFactory.ParseExpression(isNumber ? "\"1.2.840.10045.3.1.7\"" : "\"nistP256\"").WithTriviaFrom(expression)));
    }

    // new Rfc2898DeriveBytes(password, salt[, iterations]): the constructor with a hash, or more iterations where there is none.
    private static Fix? WithHash(ExpressionSyntax expression, FixTarget target)
    {
        if (expression.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { ArgumentList: { } list } || list.Arguments.Any(static a => a.NameColon is not null))
            return null;
        var iterations = list.Arguments.Count > 2 ? expression : null;
        if (!TakesHash(target))
            return iterations is null ? null : Raise(target, "1_400_000");
        if (iterations is not null && Source(target) is not { })
            return null;
        return new Fix("Use SHA256 and 600,000 iterations", "SGA2006.SHA256", editor =>
        {
            if (iterations is not null)
                Write(editor, Source(target)!, "600_000");
            editor.ReplaceNode(list, (current, _) => Extended((ArgumentListSyntax)current, iterations is null));
        });
    }

    private static bool TakesHash(FixTarget target) =>
        target.Model.Compilation.GetTypesByMetadataName("System.Security.Cryptography.Rfc2898DeriveBytes").Any(static t => t.InstanceConstructors.Any(static c => c.Parameters.Any(static p => p.Name == "hashAlgorithm")));

    private static ArgumentListSyntax Extended(ArgumentListSyntax list, bool addsNumber)
    {
        var hash = SyntaxFactory.Argument(Generate.Expression(Hash)).WithLeadingTrivia(SyntaxFactory.Space);
        var number = SyntaxFactory.Argument(SyntaxFactory.ParseExpression("600_000")).WithLeadingTrivia(SyntaxFactory.Space);
        return addsNumber ? list.AddArguments(number, hash) : list.AddArguments(hash);
    }

    private static Fix? WithOtherHash(ExpressionSyntax iterations, FixTarget target)
    {
        if (iterations.FirstAncestorOrSelf<ArgumentListSyntax>() is not { } list || Source(target) is not { } source)
            return null;
        var hash = list.Arguments.Select(static a => a.Expression).OfType<MemberAccessExpressionSyntax>().FirstOrDefault(static a => a.Name.Identifier.ValueText is "SHA1" or "MD5" or "HMACSHA1");
        if (hash is null)
            return null;
        var name = hash.Name.Identifier.ValueText.StartsWith("HMAC", System.StringComparison.Ordinal) ? "HMACSHA256" : "SHA256";
        return new Fix("Use SHA256 and 600,000 iterations", "SGA2006.SHA256", editor =>
        {
            Write(editor, source, "600_000");
            editor.ReplaceNode(hash.Name, SyntaxFactory.IdentifierName(name).WithTriviaFrom(hash.Name));
        });
    }
}
