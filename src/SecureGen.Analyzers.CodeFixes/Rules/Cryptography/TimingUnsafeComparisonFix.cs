using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Rules.Cryptography;

namespace SecureGen.Analyzers.CodeFixes.Rules.Cryptography;

/// <summary>CryptographicOperations.FixedTimeEquals over the bytes; a text that may be null equals nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class TimingUnsafeComparisonFix() : SecurityCodeFixProvider(TimingUnsafeComparison.Descriptor)
{
    private const string Operations = "System.Security.Cryptography.CryptographicOperations";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (!target.HasMember(Operations, "FixedTimeEquals") || target.Node.FirstAncestorOrSelf<ExpressionSyntax>(node => node.Span == target.Diagnostic.Location.SourceSpan) is not { } comparison)
            yield break;
        if (Test(comparison, target) is not { Case: not EqualityCase.Other } test || Side(test.Left, test, target) is not { } left || Side(test.Right, test, target) is not { } right)
            yield break;
        if (comparison.DescendantTrivia().Any(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)))
            yield break;
        var parts = new[] { left.Test, right.Test }.Where(part => part is not null).ToList();
        var call = $"global::{Operations}.FixedTimeEquals({left.Bytes}, {right.Bytes})";
        parts.Add(test.IsNegated && parts.Count == 0 ? "!" + call : call);
        var text = string.Join(" && ", parts);
        if (test.IsNegated && parts.Count > 1)
            text = "!(" + text + ")";
        else if (parts.Count > 1 && comparison.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or AwaitExpressionSyntax or CastExpressionSyntax or IsPatternExpressionSyntax && !comparison.Parent.IsKind(SyntaxKind.LogicalAndExpression))
            text = "(" + text + ")";
        yield return new Fix("Compare in fixed time", "SGA2003.FixedTimeEquals", editor => editor.ReplaceNode(comparison, Generate.Expression(text).WithTriviaFrom(comparison)));
    }

    // The operation of "string.Compare(a, b) == 0" is the call's.
    private static EqualityTest? Test(ExpressionSyntax comparison, FixTarget target)
    {
        if (target.Model.GetOperation(comparison, target.Cancellation) is not { } operation)
            return null;
        var test = EqualityTest.Of(operation)
            ?? (operation is IBinaryOperation binary ? EqualityTest.Of(binary.LeftOperand.Unwrap()) ?? EqualityTest.Of(binary.RightOperand.Unwrap()) : null);
        return test is not null && test.Whole.Syntax == comparison ? test : null;
    }

    private static (string? Test, string Bytes)? Side(IOperation side, EqualityTest test, FixTarget target)
    {
        var value = side.Unwrap();
        if (value.Syntax is not ExpressionSyntax expression || value.Syntax is ConditionalAccessExpressionSyntax or MemberBindingExpressionSyntax || value is IConditionalAccessInstanceOperation || value.Type is not { } type)
            return null;
        var text = expression.WithoutTrivia().ToString();
        var operand = NeedsParentheses(expression) ? "(" + text + ")" : text;
        if (type.SpecialType == SpecialType.System_String)
            return OfText(text, operand, IsNeverNull(value, expression, target), HasNoEffect(value), test.Case);
        if (type.Name == "StringValues")
            return OfText(operand + ".ToString()", operand + ".ToString()", true, true, test.Case);
        return IsBytes(type) ? (null, text) : null;
    }

    // Null has no bytes. Where it is not sure that there is a text, it is asked once.
    private static (string? Test, string Bytes)? OfText(string text, string operand, bool isNeverNull, bool hasNoEffect, EqualityCase textCase)
    {
        if (!isNeverNull && !hasNoEffect)
            return null;
        var compared = textCase == EqualityCase.OrdinalIgnoreCase ? operand + ".ToUpperInvariant()" : text;
        return (isNeverNull ? null : operand + " != null", $"global::System.Text.Encoding.UTF8.GetBytes({compared})");
    }

    private static bool IsBytes(ITypeSymbol type) =>
        type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }
        || type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments.Length: 1 } span && span.TypeArguments[0].SpecialType == SpecialType.System_Byte;

    private static bool IsNeverNull(IOperation value, ExpressionSyntax expression, FixTarget target) =>
        target.Model.GetTypeInfo(expression, target.Cancellation).Nullability.FlowState == NullableFlowState.NotNull
        || value is IBinaryOperation or IInterpolatedStringOperation
        || value is IInvocationOperation { TargetMethod: { ContainingType: { Name: "Convert" or "BitConverter" or "String" or "Encoding" } } };

    private static bool HasNoEffect(IOperation value) => value switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation => true,
        IFieldReferenceOperation field => field.Instance is null || HasNoEffect(field.Instance.Unwrap()),
        IPropertyReferenceOperation { Arguments.Length: 0 } property => property.Instance is null || HasNoEffect(property.Instance.Unwrap()),
        IPropertyReferenceOperation indexer => indexer.Arguments.All(argument => argument.Value.ConstantValue.HasValue) && (indexer.Instance is null || HasNoEffect(indexer.Instance.Unwrap())),
        _ => false,
    };

    private static bool NeedsParentheses(ExpressionSyntax expression) =>
        expression is BinaryExpressionSyntax or ConditionalExpressionSyntax or AssignmentExpressionSyntax or SwitchExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax or LambdaExpressionSyntax;
}
