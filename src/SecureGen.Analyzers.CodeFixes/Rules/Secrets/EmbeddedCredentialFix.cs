using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.CredentialTexts;
using SecureGen.Analyzers.Rules.Secrets;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>Reads the credential from the environment, and keeps of the text what is none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class EmbeddedCredentialFix : SecurityCodeFixProvider
{
    public EmbeddedCredentialFix()
        : base(EmbeddedCredential.Descriptor)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (Number(target, EmbeddedCredential.StartProperty) is not { } start || Number(target, EmbeddedCredential.LengthProperty) is not { } length || length == 0)
            return [];

        var name = CredentialName.Of(target);
        return target.Node switch
        {
            InterpolatedStringTextSyntax { Parent: InterpolatedStringExpressionSyntax whole } text => InText(target, whole, text, start, length, name),
            InterpolatedStringExpressionSyntax whole => InConstant(target, whole, start, length, name),
            _ => SecretReading.Literal(target.Node) is { } constant ? InConstant(target, constant, start, length, name) : [],
        };
    }

    private static IEnumerable<Fix> InConstant(FixTarget target, ExpressionSyntax constant, int start, int length, string name)
    {
        if (ValueOf(target, constant) is not { } value || start + length > value.Length)
            return [];
        if (IsWhole(target, value, start, length))
            return Whole(target, constant, "", name);
        if (start + length == value.Length && SecretValues.SchemeOf(value) is { Length: > 0 } scheme && scheme.Length == start && !IsUtf8(constant))
            return Whole(target, constant, scheme, name);

        // The part of a concatenation, or of an interpolated constant, that holds all of it.
        foreach (var (part, partStart) in Parts(target, constant, 0))
        {
            var at = start - partStart;
            if (at < 0 || at + length > PartLength(target, part))
                continue;
            return part switch
            {
                LiteralExpressionSyntax literal => InLiteral(target, literal, at, length, name, literal == constant),
                InterpolatedStringTextSyntax { Parent: InterpolatedStringExpressionSyntax whole } text => InText(target, whole, text, at, length, name),
                _ => [],
            };
        }

        return [];
    }

    private static IEnumerable<Fix> Whole(FixTarget target, ExpressionSyntax constant, string scheme, string name) => IsUtf8(constant)
        ? SecretReading.FixesFor(target, SecretReading.BytesOf(constant), SecretReading.Utf8, name: name)
        : SecretReading.FixesFor(target, constant, read => SecretReading.Parenthesized(scheme.Length == 0 ? read : Generate.Quoted(scheme) + " + (" + read + ")", constant), name: name);

    private static IEnumerable<Fix> InLiteral(FixTarget target, LiteralExpressionSyntax literal, int start, int length, string name, bool isAll)
    {
        if (isAll && ConnectionBuilder.Of(target, literal, start, length) is { } builder)
            return SecretReading.FixesFor(target, literal, builder, name: name);
        if (TextWithHole.Of(literal, start, length, "null") is null || IsFormat(target, literal))
            return [];
        return IsUtf8(literal)
            ? SecretReading.FixesFor(target, SecretReading.BytesOf(literal), read => SecretReading.Utf8(TextWithHole.Of(literal, start, length, read)!), name: name)
            : SecretReading.FixesFor(target, literal, read => TextWithHole.Of(literal, start, length, read)!, name: name);
    }

    private static IEnumerable<Fix> InText(FixTarget target, InterpolatedStringExpressionSyntax whole, InterpolatedStringTextSyntax text, int start, int length, string name) =>
        TextWithHole.Of(whole, text, start, length, "null") is null ? [] : SecretReading.FixesFor(target, whole, read => TextWithHole.Of(whole, text, start, length, read)!, name: name);

    // string.Format would read the secret for holes of its own.
    private static bool IsFormat(FixTarget target, LiteralExpressionSyntax literal) =>
        literal.FirstAncestorOrSelf<ArgumentSyntax>() is { } argument
        && target.Model.GetOperation(argument, target.Cancellation) is IArgumentOperation { Parameter.Name: "format" or "messageTemplate" };

    // A key between its BEGIN and END lines is one thing.
    private static bool IsWhole(FixTarget target, string value, int start, int length) =>
        length == value.Length || (target.Diagnostic.Properties.TryGetValue(EmbeddedCredential.FormProperty, out var form) && form == nameof(CredentialForm.PrivateKey));

    private static bool IsUtf8(ExpressionSyntax constant) => constant.IsKind(SyntaxKind.Utf8StringLiteralExpression);

    private static string? ValueOf(FixTarget target, ExpressionSyntax constant) =>
        IsUtf8(constant) ? ((LiteralExpressionSyntax)constant).Token.ValueText : target.Model.GetConstantValue(constant, target.Cancellation).Value as string;

    private static IEnumerable<(SyntaxNode Part, int Start)> Parts(FixTarget target, SyntaxNode node, int start)
    {
        var parts = node switch
        {
            BinaryExpressionSyntax sum => [sum.Left, sum.Right],
            ParenthesizedExpressionSyntax parenthesized => [parenthesized.Expression],
            InterpolatedStringExpressionSyntax interpolated => interpolated.Contents,
            _ => (IReadOnlyList<SyntaxNode>)[],
        };
        if (parts.Count == 0)
        {
            yield return (node, start);
            yield break;
        }

        foreach (var part in parts)
        {
            foreach (var found in Parts(target, part, start))
                yield return found;
            start += PartLength(target, part);
        }
    }

    private static int PartLength(FixTarget target, SyntaxNode part) => part switch
    {
        InterpolatedStringTextSyntax text => text.TextToken.ValueText.Length,
        InterpolationSyntax hole => (target.Model.GetConstantValue(hole.Expression, target.Cancellation).Value as string)?.Length ?? 0,
        ExpressionSyntax expression => ValueOf(target, expression)?.Length ?? 0,
        _ => 0,
    };

    private static int? Number(FixTarget target, string property) =>
        target.Diagnostic.Properties.TryGetValue(property, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
