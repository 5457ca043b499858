using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Disclosure;

/// <summary>SGA5006: a mask that leaves most of a short secret to be read: no test keeps short ones out (CWE-200).</summary>
public sealed class PartialMask() : SecurityAnalyzer(Descriptor)
{
    // What the last four characters of an issued key tell is little; of a password they are half.
    private const int FewOfAnIssued = 4;

    private static readonly HashSet<string> Maskers = new(StringComparer.Ordinal) { "mask", "redact", "obfuscate", "censor", "hide", "conceal", "sanitize" };

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA5006",
        "Mask shows most of a secret",
        "{0} characters of '{1}' are shown, {2}",
        Category.Disclosure,
        DiagnosticSeverity.Info,
        "The ends of a secret are kept to recognize it by, and a short one is all ends. Show nothing of it, or only a few characters of one that is known to be long.",
        200, 532);

    internal override void Register(RuleActions actions, CompilationContext context) =>
        actions.RegisterOperationAction(operation => Analyze(operation, context), OperationKind.InterpolatedString, OperationKind.Binary, OperationKind.Invocation);

    private static void Analyze(OperationContext operation, CompilationContext context)
    {
        var text = operation.Operation;
        if (!LoggedParts.IsComposed(text) || text.Type?.SpecialType != SpecialType.System_String || IsPart(text) || !HasMask(text) || context.IsRelaxedTest(text.Syntax.SyntaxTree))
            return;
        var options = context.Options(text.Syntax.SyntaxTree);
        foreach (var (symbol, shown) in Shown(text))
        {
            if (!IsSecret(symbol, operation.ContainingSymbol, options) || shown <= Allowed(symbol, options) || LengthRule.Least(text, symbol) is not { } least || least >= 2 * shown)
                continue;
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, text.Syntax.GetLocation(), shown >= ShownPiece.Rest ? "Most" : shown.ToString(), symbol.Name, least == 0 ? "whatever its length" : $"though it may have only {least}"));
            return;
        }
    }

    private static bool IsPart(IOperation text)
    {
        for (var current = text.Parent; current is not null and (IConversionOperation or IParenthesizedOperation or IBinaryOperation or IInterpolationOperation or IInterpolatedStringOperation or IArgumentOperation or IArrayInitializerOperation or IArrayCreationOperation or IInvocationOperation); current = current.Parent)
        {
            if (current.Unwrap() != text && LoggedParts.IsComposed(current))
                return true;
        }

        return false;
    }

    private static IEnumerable<(ISymbol Symbol, int Length)> Shown(IOperation text) => LoggedParts.Of(text)
        .Select(static part => ShownPiece.Of(part))
        .Where(static piece => piece is not null)
        .Select(static piece => (Target.Assigned(piece!.Value.Whole)?.Symbol, piece.Value.Length))
        .Where(static piece => piece.Symbol is not null)
        .GroupBy(static piece => piece.Symbol!, static piece => piece.Length, SymbolEqualityComparer.Default)
        .Select(static pieces => (pieces.Key!, Math.Min(pieces.Sum(), ShownPiece.Rest)));

    // MaskKey(string value) is given secrets, whatever they are called.
    private static bool IsSecret(ISymbol symbol, ISymbol containing, RuleOptions options) =>
        SecretVocabulary.IsSecret(symbol.Name, options) || (symbol is IParameterSymbol && Words.Split(containing.Name) is { Length: > 1 } words && Maskers.Contains(words[0]) && words.Skip(1).Any(SecretVocabulary.IsStem));

    private static int Allowed(ISymbol symbol, RuleOptions options) =>
        SecretVocabulary.KindOf(symbol.Name, options) is SecretKind.Code or SecretKind.Phrase || symbol.Name.IndexOf("pass", StringComparison.OrdinalIgnoreCase) >= 0 || symbol.Name.IndexOf("pwd", StringComparison.OrdinalIgnoreCase) >= 0 ? 0 : FewOfAnIssued;

    // "...", "****", new string('*', n)
    private static bool HasMask(IOperation text) => text.DescendantsAndSelf().Any(static part => part switch
    {
        ILiteralOperation { ConstantValue: { HasValue: true, Value: string mask } } => IsMask(mask),
        IObjectCreationOperation { Type.SpecialType: SpecialType.System_String, Arguments: { Length: 2 } filled } => filled[0].Value.ConstantValue is { HasValue: true, Value: char c } && IsMask(c),
        _ => false,
    });

    private static bool IsMask(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u2026' || (IsMask(text[i]) && i + 1 < text.Length && text[i + 1] == text[i]))
                return true;
        }

        return false;
    }

    private static bool IsMask(char c) => c is '*' or '.' or '#' or 'x' or 'X' or '\u2022' or '\u25CF' or '-' or '_';
}
