using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Secrets;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>A key is read from the environment; an initialization vector, a nonce and a salt are made anew.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class HardcodedCryptographicKeyFix : SecurityCodeFixProvider
{
    // One action to Fix All, whatever a constant was for.
    private const string Action = ".Replace";

    public HardcodedCryptographicKeyFix()
        : base(HardcodedCryptographicKey.Descriptor)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (SecretReading.Literal(target.Node) is not { } constant)
            return [];
        return target.Diagnostic.Properties.TryGetValue(HardcodedCryptographicKey.PurposeProperty, out var purpose) && purpose is "Key" or "Password"
            ? Secret(target, constant)
            : Fresh(target, constant, purpose == "Salt");
    }

    // A text stays the text it is, as it is in what is signed with it already; bytes are kept as Base64.
    private static IEnumerable<Fix> Secret(FixTarget target, ExpressionSyntax constant)
    {
        if (constant.IsKind(SyntaxKind.Utf8StringLiteralExpression))
            return SecretReading.FixesFor(target, SecretReading.BytesOf(constant), SecretReading.Utf8, Action);

        // The mention of a constant that another type declares; one of several keys.
        if (constant is IdentifierNameSyntax or MemberAccessExpressionSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax)
            return [];
        if (target.Model.GetConstantValue(constant, target.Cancellation) is { HasValue: true, Value: string })
            return SecretReading.FixesFor(target, constant, read => SecretReading.Parenthesized(read, constant), Action);
        return ElementOf(target, constant) switch
        {
            SpecialType.System_Byte => SecretReading.FixesFor(target, constant, static read => "global::System.Convert.FromBase64String(" + read + ")", Action),
            SpecialType.System_Char => SecretReading.FixesFor(target, constant, static read => "(" + read + ").ToCharArray()", Action),
            _ => [],
        };
    }

    private static SpecialType ElementOf(FixTarget target, ExpressionSyntax constant) => RandomBytes.TypeOf(target, constant) switch
    {
        IArrayTypeSymbol array => array.ElementType.SpecialType,
        INamedTypeSymbol { TypeArguments.Length: 1 } span => span.TypeArguments[0].SpecialType,
        _ => SpecialType.None,
    };

    private static IEnumerable<Fix> Fresh(FixTarget target, ExpressionSyntax constant, bool isSalt)
    {
        if (target.Diagnostic.Properties.ContainsKey(HardcodedCryptographicKey.OpensProperty) || target.Diagnostic.AdditionalLocations.Count == 0)
            yield break;
        if (!target.Diagnostic.Properties.TryGetValue(HardcodedCryptographicKey.LengthProperty, out var text) || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length == 0)
            yield break;

        var sink = target.Root.FindNode(target.Diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true);
        if (RandomBytes.At(target, constant, sink, length) is { } bytes && (bytes.IsKept || !OpensNearby(sink, isSalt)))
            yield return new Fix(isSalt ? "Use a random salt, to be stored beside the result" : "Use random bytes, to be stored beside the ciphertext", target.Diagnostic.Id + Action, bytes.Apply);
    }

    // What is decrypted or compared here has been made with the constant: it is lost when the constant is.
    private static bool OpensNearby(SyntaxNode sink, bool isSalt)
    {
        SyntaxNode scope = sink.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type ? type : sink.SyntaxTree.GetRoot();
        return scope.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && (Opens(token.ValueText) || (isSalt && Verifies(token.ValueText))));
    }

    private static bool Opens(string name) => name == "CreateDecryptor" || name.Contains("Decrypt");

    private static bool Verifies(string name) =>
        name is "FixedTimeEquals" or "SequenceEqual" or "Login" or "SignIn" || name.StartsWith("Verify", System.StringComparison.Ordinal)
        || name.StartsWith("Check", System.StringComparison.Ordinal) || name.StartsWith("Validate", System.StringComparison.Ordinal);
}
