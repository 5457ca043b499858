using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Matching.Patterns;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Anchors in the literal as it is written; matching without backtracking where the framework and the pattern allow it, a timeout otherwise.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class UnsafeRegexFix() : SecurityCodeFixProvider(UnsafeRegex.Descriptor)
{
    private const string None = "global::" + UnsafeRegex.Namespace + ".RegexOptions.None";
    private const string NonBacktracking = "global::" + UnsafeRegex.Namespace + ".RegexOptions.NonBacktracking";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if ((target.Node is ArgumentSyntax argument ? argument.Expression : target.Node is AttributeArgumentSyntax written ? written.Expression : target.Node) is not ExpressionSyntax expression)
            yield break;
        if (RegexCall.Of(expression, target) is not { } call || PatternLiteral.Of(expression, target) is not { } literal || PatternParser.Parse(literal.Text, call.Options) is not { } pattern)
            yield break;
        var isOpen = target.Diagnostic.Properties.ContainsKey(UnsafeRegex.OpenProperty);
        var isUnbounded = target.Diagnostic.Properties.ContainsKey(UnsafeRegex.UnboundedProperty);
        var anchored = isOpen ? Anchored(literal, pattern, call.Options) : null;
        if (isOpen && anchored is null && !isUnbounded)
            yield break;
        var canAvoid = isUnbounded && call.CanAvoidBacktracking && AvoidsBacktracking(pattern) && target.HasMember(UnsafeRegex.Namespace + ".RegexOptions", "NonBacktracking");
        if (!isUnbounded)
            yield return new Fix("Anchor the pattern", "SGA6007.Repair", editor => editor.ReplaceNode(literal.Node, anchored!));
        else if (canAvoid)
            yield return new Fix("Match without backtracking", "SGA6007.Repair", editor => Apply(editor, static (call, list) => call.WithOption(list)));
        if (isUnbounded)
            yield return new Fix("Set a timeout of one second", canAvoid ? "SGA6007.Timeout" : "SGA6007.Repair", editor => Apply(editor, static (call, list) => call.WithTimeout(list)));

        void Apply(DocumentEditor editor, System.Func<RegexCall, SyntaxNode, SyntaxNode> bounded)
        {
            if (anchored is not null)
                editor.ReplaceNode(literal.Node, anchored);
            editor.ReplaceNode(call.List, (current, _) => bounded(call, current));
        }
    }

    // A comment at the end of the pattern would swallow the anchor.
    private static LiteralExpressionSyntax? Anchored(PatternLiteral literal, PatternNode pattern, RegexOptions options) =>
        literal.CanEdit && (options & RegexOptions.IgnorePatternWhitespace) == 0 && literal.Text.IndexOf('#') < 0 && Anchoring.Edits(pattern, literal.Text.Length) is { } edits
            ? literal.With(edits)
            : null;

    // https://learn.microsoft.com/dotnet/standard/base-types/regular-expression-options#nonbacktracking-mode
    private static bool AvoidsBacktracking(PatternNode pattern) =>
        pattern.DescendantsAndSelf().All(static node => node is not BackreferenceNode && node is not GroupNode { Kind: not GroupKind.Plain });

    /// <summary>The call, creation or attribute that is given the pattern.</summary>
    private sealed record RegexCall(SyntaxNode List, RegexOptions Options, int OptionsAt, bool HasTimeout, bool CanAvoidBacktracking)
    {
        public static RegexCall? Of(ExpressionSyntax pattern, FixTarget target)
        {
            switch (pattern.Parent?.Parent)
            {
                case ArgumentListSyntax { Parent: { } call } list when target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is IMethodSymbol method:
                    var names = list.Arguments.Select((argument, i) => argument.NameColon?.Name.Identifier.ValueText ?? (i < method.Parameters.Length ? method.Parameters[i].Name : "")).ToList();
                    var at = names.IndexOf("options");
                    return Create(list, at, at < 0 ? null : list.Arguments[at].Expression, names.Contains("matchTimeout"), true, target);
                case AttributeArgumentListSyntax list when list.Arguments.All(static argument => argument.NameColon is null):
                    return Create(list, list.Arguments.Count > 1 ? 1 : -1, list.Arguments.Count > 1 ? list.Arguments[1].Expression : null, list.Arguments.Count > 2, false, target);
                default:
                    return null;
            }
        }

        private static RegexCall? Create(SyntaxNode list, int at, ExpressionSyntax? options, bool hasTimeout, bool canAvoid, FixTarget target)
        {
            var value = options is null ? 0 : target.Model.GetConstantValue(options, target.Cancellation) is { HasValue: true, Value: int known } ? known : -1;
            return value < 0 ? null : new RegexCall(list, (RegexOptions)value, at, hasTimeout, canAvoid && !hasTimeout && ((RegexOptions)value & RegexOptions.ECMAScript) == 0);
        }

        public SyntaxNode WithOption(SyntaxNode current)
        {
            var list = (ArgumentListSyntax)current;
            if (OptionsAt < 0)
                return Added(list, "options", NonBacktracking);
            var old = list.Arguments[OptionsAt];
            var combined = Options == RegexOptions.None
                ? Generate.Expression(NonBacktracking).WithTriviaFrom(old.Expression)
                : SyntaxFactory.BinaryExpression(SyntaxKind.BitwiseOrExpression, old.Expression.WithoutTrailingTrivia(), Generate.Expression(NonBacktracking)).WithTrailingTrivia(old.Expression.GetTrailingTrivia());
            return list.ReplaceNode(old, old.WithExpression(Generate.Prepared<ExpressionSyntax>(combined)));
        }

        public SyntaxNode WithTimeout(SyntaxNode current)
        {
            if (HasTimeout)
                return current;
            if (current is AttributeArgumentListSyntax attribute)
            {
                if (OptionsAt < 0)
                    attribute = attribute.AddArguments(SyntaxFactory.AttributeArgument(Generate.Expression(None)));
                return Generate.Prepared(attribute.AddArguments(SyntaxFactory.AttributeArgument(Generate.Expression("1000"))));
            }

            var list = (ArgumentListSyntax)current;
            if (OptionsAt < 0)
                list = Added(list, "options", None);
            return Added(list, "matchTimeout", "global::System.TimeSpan.FromSeconds(1)");
        }

        private static ArgumentListSyntax Added(ArgumentListSyntax list, string name, string text)
        {
            var argument = SyntaxFactory.Argument(Generate.Expression(text));
            if (list.Arguments.Any(static given => given.NameColon is not null))
                argument = argument.WithNameColon(SyntaxFactory.NameColon(name));
            return Generate.Prepared(list.AddArguments(argument));
        }
    }
}
