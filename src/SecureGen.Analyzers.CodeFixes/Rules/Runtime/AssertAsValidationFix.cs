using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Runtime;

namespace SecureGen.Analyzers.CodeFixes.Rules.Runtime;

/// <summary>Code that throws in the place of the assertion: the framework's own check where there is one, else the condition turned around.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class AssertAsValidationFix() : SecurityCodeFixProvider(AssertAsValidation.Descriptor)
{
    private const string Title = "Throw an exception";
    private const string Key = "SGA9001.Throw";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Parent: ExpressionStatementSyntax statement } call || AssertionText.Of(call, target) is not { } assertion)
            yield break;
        var replacement = assertion.Condition is null ? Thrown(target, assertion) : Framework(target, assertion) ?? Test(target, assertion);
        if (replacement is null)
            yield break;
        yield return new Fix(Title, Key, editor => editor.ReplaceNode(statement, Placed(Generate.Statement(replacement), statement)));
    }

    // if (a) Debug.Assert(b); else ... would take the else for its own.
    private static StatementSyntax Placed(StatementSyntax made, ExpressionStatementSyntax statement) =>
        made is IfStatementSyntax && statement.Parent is IfStatementSyntax
            ? SyntaxFactory.Block(made).WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation).WithTriviaFrom(statement)
            : made.WithTriviaFrom(statement);

    private static string? Framework(FixTarget target, AssertionText assertion)
    {
        if (assertion.Message is not null || target.Diagnostic.Properties[AssertAsValidation.KindProperty] != nameof(AssertedKind.Argument))
            return null;
        var condition = Unparenthesized(assertion.Condition!);
        return NotNull(condition, target) is { } reference && target.HasMember("System.ArgumentNullException", "ThrowIfNull") ? $"global::System.ArgumentNullException.ThrowIfNull({reference});"
            : NotEmpty(condition, target) is { } text ? text
            : RangeCheck.For(condition, target);
    }

    private static string? NotNull(ExpressionSyntax condition, FixTarget target)
    {
        var tested = condition switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression, Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } unequal => unequal.Left,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression, Left: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } unequal => unequal.Right,
            IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } } } test => test.Expression,
            IsPatternExpressionSyntax { Pattern: RecursivePatternSyntax { Type: null, Designation: null, PositionalPatternClause: null, PropertyPatternClause.Subpatterns.Count: 0 } } test => test.Expression,
            _ => null,
        };
        return tested is IdentifierNameSyntax name && target.Model.GetTypeInfo(name, target.Cancellation).Type is { TypeKind: not (TypeKind.Pointer or TypeKind.FunctionPointer) } ? name.ToString() : null;
    }

    private static string? NotEmpty(ExpressionSyntax condition, FixTarget target)
    {
        if (condition is not PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } call }
            || arguments[0].Expression is not IdentifierNameSyntax name || target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is not IMethodSymbol { ContainingType.SpecialType: SpecialType.System_String, Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" } method)
            return null;
        var check = method.Name == "IsNullOrEmpty" ? "ThrowIfNullOrEmpty" : "ThrowIfNullOrWhiteSpace";
        return target.HasMember("System.ArgumentException", check) ? $"global::System.ArgumentException.{check}({name});" : null;
    }

    private static string? Test(FixTarget target, AssertionText assertion)
    {
        var condition = assertion.Condition!;
        if (condition.DescendantNodesAndSelf().Any(node => node is SingleVariableDesignationSyntax && node.FirstAncestorOrSelf<LambdaExpressionSyntax>() is null) && IsUsedAfter(condition, target))
            return null;
        return $"if ({Negation.Of(condition, target)}) throw {Exception(target, assertion, condition)};";
    }

    // A variable of the condition would be read where it is not set.
    private static bool IsUsedAfter(ExpressionSyntax condition, FixTarget target) =>
        !target.Model.AnalyzeDataFlow(condition)!.VariablesDeclared.IsEmpty && condition.DescendantNodesAndSelf().Any(static node => node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression });

    private static string Thrown(FixTarget target, AssertionText assertion) => $"throw {Exception(target, assertion, null)};";

    private static string Exception(FixTarget target, AssertionText assertion, ExpressionSyntax? condition)
    {
        var message = assertion.Message?.ToString();
        if (target.Diagnostic.Properties[AssertAsValidation.KindProperty] == nameof(AssertedKind.Permission))
            return $"new global::System.UnauthorizedAccessException({message ?? "\"Access is denied.\""})";
        if (target.Diagnostic.Properties[AssertAsValidation.ParameterProperty] is not { } parameter)
            return $"new global::System.InvalidOperationException({message})";
        var name = target.Model.GetEnclosingSymbol(target.Node.SpanStart, target.Cancellation) is IMethodSymbol { MethodKind: MethodKind.PropertySet } && parameter == "value" ? "nameof(value)" : $"nameof({parameter})";
        if (condition is not null && NotNull(Unparenthesized(condition), target) is not null)
            return message is null ? $"new global::System.ArgumentNullException({name})" : $"new global::System.ArgumentNullException({name}, {message})";
        if (condition is not null && RangeCheck.IsRange(condition, parameter))
            return message is null ? $"new global::System.ArgumentOutOfRangeException({name})" : $"new global::System.ArgumentOutOfRangeException({name}, {message})";
        return $"new global::System.ArgumentException({message ?? Generate.Quoted($"The value of '{parameter}' is not valid.")}, {name})";
    }

    internal static ExpressionSyntax Unparenthesized(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax inner)
            expression = inner.Expression;
        return expression;
    }
}

/// <summary>What an assertion is given.</summary>
internal sealed record AssertionText(ExpressionSyntax? Condition, ExpressionSyntax? Message)
{
    /// <summary>Null where a detailed message is given, which an exception has no place for, or a comment stands between.</summary>
    public static AssertionText? Of(InvocationExpressionSyntax call, FixTarget target)
    {
        if (target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is not IMethodSymbol method || call.ArgumentList.DescendantTrivia().Any(static t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia) || t.IsDirective))
            return null;
        ExpressionSyntax? condition = null, message = null;
        for (var i = 0; i < call.ArgumentList.Arguments.Count; i++)
        {
            var argument = call.ArgumentList.Arguments[i];
            switch (argument.NameColon?.Name.Identifier.ValueText ?? (i < method.Parameters.Length ? method.Parameters[i].Name : null))
            {
                case "condition":
                    condition = argument.Expression;
                    break;
                case "message":
                    message = argument.Expression;
                    break;
                default:
                    return null;
            }
        }

        return method.Name == "Fail" || condition is not null ? new AssertionText(condition, message) : null;
    }
}

/// <summary>Comparisons of a number, as the framework checks them.</summary>
internal static class RangeCheck
{
    private const string Exception = "System.ArgumentOutOfRangeException";

    public static string? For(ExpressionSyntax condition, FixTarget target)
    {
        if (condition is not BinaryExpressionSyntax comparison || Sides(comparison, target) is not { } sides || sides.Value is not IdentifierNameSyntax name || !IsExact(comparison, name, target))
            return null;
        var isZero = target.Model.GetConstantValue(sides.Bound, target.Cancellation) is { HasValue: true, Value: 0 or 0L or (short)0 or 0m };
        var check = (sides.Kind, isZero) switch
        {
            (SyntaxKind.GreaterThanOrEqualExpression, true) => "ThrowIfNegative",
            (SyntaxKind.GreaterThanExpression, true) => "ThrowIfNegativeOrZero",
            (SyntaxKind.NotEqualsExpression, true) => "ThrowIfZero",
            (SyntaxKind.GreaterThanOrEqualExpression, _) => "ThrowIfLessThan",
            (SyntaxKind.GreaterThanExpression, _) => "ThrowIfLessThanOrEqual",
            (SyntaxKind.LessThanOrEqualExpression, _) => "ThrowIfGreaterThan",
            (SyntaxKind.LessThanExpression, _) => "ThrowIfGreaterThanOrEqual",
            _ => null,
        };
        if (check is null || !target.HasMember(Exception, check))
            return null;
        return isZero && check is "ThrowIfNegative" or "ThrowIfNegativeOrZero" or "ThrowIfZero" ? $"global::{Exception}.{check}({name});" : $"global::{Exception}.{check}({name}, {sides.Bound});";
    }

    /// <summary>Whether the condition, or all of it, bounds the parameter itself.</summary>
    public static bool IsRange(ExpressionSyntax condition, string parameter) => AssertAsValidationFix.Unparenthesized(condition) switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => IsRange(both.Left, parameter) && IsRange(both.Right, parameter),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression or (int)SyntaxKind.LessThanOrEqualExpression or (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.GreaterThanOrEqualExpression } range =>
            range.Left is IdentifierNameSyntax left && left.Identifier.ValueText == parameter || range.Right is IdentifierNameSyntax right && right.Identifier.ValueText == parameter,
        IsPatternExpressionSyntax { Expression: IdentifierNameSyntax tested, Pattern: RelationalPatternSyntax or BinaryPatternSyntax } => tested.Identifier.ValueText == parameter,
        _ => false,
    };

    // The parameter on the left, whichever side it is written on.
    private static (ExpressionSyntax Value, SyntaxKind Kind, ExpressionSyntax Bound)? Sides(BinaryExpressionSyntax comparison, FixTarget target)
    {
        var parameter = target.Diagnostic.Properties[AssertAsValidation.ParameterProperty];
        if (comparison.Left is IdentifierNameSyntax left && left.Identifier.ValueText == parameter)
            return (left, comparison.Kind(), comparison.Right);
        if (comparison.Right is IdentifierNameSyntax right && right.Identifier.ValueText == parameter)
            return (right, Mirrored(comparison.Kind()), comparison.Left);
        return null;
    }

    private static SyntaxKind Mirrored(SyntaxKind kind) => kind switch
    {
        SyntaxKind.LessThanExpression => SyntaxKind.GreaterThanExpression,
        SyntaxKind.LessThanOrEqualExpression => SyntaxKind.GreaterThanOrEqualExpression,
        SyntaxKind.GreaterThanExpression => SyntaxKind.LessThanExpression,
        SyntaxKind.GreaterThanOrEqualExpression => SyntaxKind.LessThanOrEqualExpression,
        _ => kind,
    };

    // Both sides of the parameter's own type; a number that may be no number compares in another way.
    private static bool IsExact(BinaryExpressionSyntax comparison, IdentifierNameSyntax name, FixTarget target) =>
        target.Model.GetTypeInfo(name, target.Cancellation) is { Type: { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Decimal or SpecialType.System_UInt32 or SpecialType.System_UInt64 } type }
        && SymbolEqualityComparer.Default.Equals(target.Model.GetTypeInfo(comparison.Left, target.Cancellation).ConvertedType, type)
        && SymbolEqualityComparer.Default.Equals(target.Model.GetTypeInfo(comparison.Right, target.Cancellation).ConvertedType, type);
}

/// <summary>The opposite of a condition, as a person would write it.</summary>
internal static class Negation
{
    public static string Of(ExpressionSyntax condition, FixTarget target)
    {
        condition = AssertAsValidationFix.Unparenthesized(condition);
        switch (condition)
        {
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not:
                return AssertAsValidationFix.Unparenthesized(not.Operand).ToString();
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both:
                return Operand(both.Left, target) + " || " + Operand(both.Right, target);
            case BinaryExpressionSyntax binary when Opposite(binary, target) is { } opposite:
                return binary.Left.ToString() + " " + opposite + " " + binary.Right;
            case IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { RawKind: (int)SyntaxKind.NotPattern } not } test:
                return test.Expression + " is " + not.Pattern;
            case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or DeclarationPatternSyntax or RecursivePatternSyntax or TypePatternSyntax or ParenthesizedPatternSyntax or RelationalPatternSyntax } test when KnowsNot(condition):
                return test.Expression + " is not " + test.Pattern;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression } test when KnowsNot(condition):
                return test.Left + " is not " + test.Right;
            case InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or LiteralExpressionSyntax:
                return "!" + condition;
            default:
                return "!(" + condition + ")";
        }
    }

    private static string Operand(ExpressionSyntax operand, FixTarget target)
    {
        var negated = Of(operand, target);
        return AssertAsValidationFix.Unparenthesized(SyntaxFactory.ParseExpression(negated)) is ConditionalExpressionSyntax or AssignmentExpressionSyntax or LambdaExpressionSyntax
            || SyntaxFactory.ParseExpression(negated) is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } ? "(" + negated + ")" : negated;
    }

    private static bool KnowsNot(SyntaxNode node) => ((CSharpParseOptions)node.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp9;

    private static string? Opposite(BinaryExpressionSyntax binary, FixTarget target) => binary.Kind() switch
    {
        SyntaxKind.EqualsExpression => "!=",
        SyntaxKind.NotEqualsExpression => "==",
        _ when !IsOrdered(binary, target) => null,
        SyntaxKind.LessThanExpression => ">=",
        SyntaxKind.LessThanOrEqualExpression => ">",
        SyntaxKind.GreaterThanExpression => "<=",
        SyntaxKind.GreaterThanOrEqualExpression => "<",
        _ => null,
    };

    // Neither of two numbers need be the greater when one may be null or NaN.
    private static bool IsOrdered(BinaryExpressionSyntax binary, FixTarget target) =>
        IsOrdered(target.Model.GetTypeInfo(binary.Left, target.Cancellation).ConvertedType) && IsOrdered(target.Model.GetTypeInfo(binary.Right, target.Cancellation).ConvertedType);

    private static bool IsOrdered(ITypeSymbol? type) =>
        type is { SpecialType: >= SpecialType.System_Char and <= SpecialType.System_Decimal or SpecialType.System_DateTime } or { TypeKind: TypeKind.Enum } or { Name: "TimeSpan" or "DateTimeOffset" };
}
