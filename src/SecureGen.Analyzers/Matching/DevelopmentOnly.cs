using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>
/// Whether code runs in development alone: behind <c>IsDevelopment()</c> and its relatives, in <c>#if DEBUG</c>, in a method
/// that is called from such places only, or in one that is named for it as the framework does (<c>ConfigureDevelopmentServices</c>).
/// </summary>
internal static class DevelopmentOnly
{
    // What a test is called says more than what a type is called: LocalFileStore and DebugLog run everywhere.
    private static readonly HashSet<string> TestWords = new(StringComparer.Ordinal) { "development", "dev", "debug", "debugging", "local", "localhost", "loopback" };

    private static readonly HashSet<string> MemberWords = new(StringComparer.Ordinal) { "development", "dev" };

    // StartupDevelopment is chosen by the environment; DevelopmentCertificates says the same of itself.
    private static readonly HashSet<string> TypeWords = new(StringComparer.Ordinal) { "development" };

    private static readonly HashSet<string> Symbols = new(StringComparer.Ordinal) { "DEBUG", "DEV", "DEVELOPMENT" };

    public static bool IsDevelopmentOnly(this IOperation operation, ISymbol? containing) =>
        IsNamed(containing) || IsBehindCheck(operation) || IsInDebugRegion(operation.Syntax) || IsOfDevelopment(LocalFunctionAround(operation) ?? containing, operation);

    /// <summary>The same for an attribute or a declaration.</summary>
    public static bool IsDevelopmentOnly(this SyntaxNode node, ISymbol? containing) => IsNamed(containing) || IsInDebugRegion(node);

    /// <summary>Whether the test holds in development alone when it has that outcome.</summary>
    public static bool Means(IOperation test, bool outcome) => Means(test, outcome, 0);

    private static bool IsNamed(ISymbol? containing)
    {
        for (var symbol = containing; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingSymbol)
        {
            var isNamed = symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } ? HasWord(symbol.Name, MemberWords) : symbol is INamedTypeSymbol && IsNamedType(symbol.Name);
            if (isNamed || symbol.GetAttributes().Any(IsConditionalOnDebug))
                return true;
        }

        return false;
    }

    private static bool IsNamedType(string name) =>
        HasWord(name, TypeWords) && (name.StartsWith("Development", StringComparison.Ordinal) || name.StartsWith("Startup", StringComparison.Ordinal));

    private static bool IsConditionalOnDebug(AttributeData attribute) =>
        attribute is { AttributeClass.Name: "ConditionalAttribute", ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is string symbol && Symbols.Contains(symbol);

    private static bool HasWord(string name, HashSet<string> wanted) =>
        name.Length > 2 && Words.Split(name) is var words && words.Any(wanted.Contains) && !words.Contains("non") && !words.Contains("not") && !words.Contains("ops");

    // if (env.IsDevelopment()) TrustEverybody(handler); what others may call is called by others.
    private static bool IsOfDevelopment(ISymbol? containing, IOperation operation)
    {
        if (containing is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method || operation.SemanticModel is not { } model)
            return false;
        if (method.MethodKind == MethodKind.LocalFunction && IsNamed(method))
            return true;
        if (method is { MethodKind: MethodKind.Ordinary } and not { DeclaredAccessibility: Accessibility.Private, ContainingType.DeclaringSyntaxReferences.Length: 1 })
            return false;
        var mentions = operation.Syntax.SyntaxTree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => name.Identifier.ValueText == method.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol?.OriginalDefinition, method)).ToList();
        return mentions.Count > 0 && mentions.All(mention => CallBy(mention, model) is { } call && (IsBehindCheck(call) || IsInDebugRegion(mention)));
    }

    private static IMethodSymbol? LocalFunctionAround(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is ILocalFunctionOperation function)
                return function.Symbol;
        }

        return null;
    }

    private static IOperation? CallBy(SimpleNameSyntax mention, SemanticModel model)
    {
        SyntaxNode reference = mention.Parent is MemberAccessExpressionSyntax access && access.Name == mention ? access : mention;
        return model.GetOperation(reference.Parent is InvocationExpressionSyntax call && call.Expression == reference ? call : reference);
    }

    private static bool IsBehindCheck(IOperation operation)
    {
        for (var (current, parent) = (operation, operation.Parent); parent is not null; (current, parent) = (parent, parent.Parent))
        {
            var isBehind = parent switch
            {
                IConditionalOperation conditional when current == conditional.WhenTrue => Means(conditional.Condition, true),
                IConditionalOperation conditional when current == conditional.WhenFalse => Means(conditional.Condition, false),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when current == both.RightOperand => Means(both.LeftOperand, true),
                ISwitchCaseOperation section when section.Body.Contains(current) => section.Clauses.All(IsOfDevelopment),
                ISwitchExpressionArmOperation arm when current == arm.Value => Means(arm.Pattern, null, true, 0),
                IInvocationOperation { TargetMethod.Name: "UseWhen" or "MapWhen" } branch => branch.Arguments.Any(argument => argument != current && IsTestOfDevelopment(argument.Value)),
                IBlockOperation block => block.Operations.TakeWhile(statement => statement != current).Any(LeavesUnlessDevelopment),
                _ => false,
            };
            if (isBehind)
                return true;
        }

        return false;
    }

    // switch (env.EnvironmentName) { case "Development": ... }
    private static bool IsOfDevelopment(ICaseClauseOperation clause) => clause switch
    {
        ISingleValueCaseClauseOperation single => NameIn(single.Value) is { } name && Names(name, true),
        IPatternCaseClauseOperation pattern => Means(pattern.Pattern, null, true, 0),
        _ => false,
    };

    // app.UseWhen(_ => env.IsDevelopment(), branch => ...)
    private static bool IsTestOfDevelopment(IOperation predicate) =>
        predicate.Unwrap() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body.Operations: { Length: 1 } body } } && body[0] is IReturnOperation { ReturnedValue: { } test } && Means(test, true);

    // if (!env.IsDevelopment()) return;
    private static bool LeavesUnlessDevelopment(IOperation statement) =>
        statement is IConditionalOperation { WhenFalse: null } test && Leaves(test.WhenTrue) && Means(test.Condition, false);

    private static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: { Length: > 0 } inner } => Leaves(inner[inner.Length - 1]),
        _ => false,
    };

    private static bool Means(IOperation test, bool outcome, int depth)
    {
        test = test.Unwrap();
        if (depth > 20)
            return false;
        return test switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Means(not.Operand, !outcome, depth + 1),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both => Any(both, outcome, any: outcome, depth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either => Any(either, outcome, any: !outcome, depth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal => Compares(equal.LeftOperand, equal.RightOperand, outcome),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } unequal => Compares(unequal.LeftOperand, unequal.RightOperand, !outcome),
            IIsPatternOperation { Value: var value, Pattern: var pattern } => Means(pattern, value, outcome, depth + 1),
            IConditionalAccessOperation access => outcome && Means(access.WhenNotNull, true, depth + 1),
            IInvocationOperation call => Calls(call, outcome),
            ILocalReferenceOperation local when local.Local.ValuesOf(local.Root()) is { Count: 1 } values => Means(values[0], outcome, depth + 1) || Names(local.Local.Name, outcome),
            ILocalReferenceOperation local => Names(local.Local.Name, outcome),
            IParameterReferenceOperation parameter => Names(parameter.Parameter.Name, outcome),
            IMemberReferenceOperation { Member: { Name: "IsAttached", ContainingType.Name: "Debugger" } } => outcome,
            IMemberReferenceOperation member => Names(member.Member.Name, outcome),
            _ => false,
        };
    }

    // is "Development" or "Local", is { EnvironmentName: "Development" }, is true
    private static bool Means(IPatternOperation pattern, IOperation? value, bool outcome, int depth) => depth <= 20 && pattern switch
    {
        IConstantPatternOperation { Value: var constant } when NameIn(constant) is { } name => Names(name, outcome),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool expected } } => value is not null && Means(value, outcome == expected, depth + 1),
        INegatedPatternOperation { Pattern: var not } => Means(not, value, !outcome, depth + 1),
        IBinaryPatternOperation { OperatorKind: var kind } both when kind == BinaryOperatorKind.Or == outcome => Means(both.LeftPattern, value, outcome, depth + 1) && Means(both.RightPattern, value, outcome, depth + 1),
        IBinaryPatternOperation either => Means(either.LeftPattern, value, outcome, depth + 1) || Means(either.RightPattern, value, outcome, depth + 1),
        IRecursivePatternOperation { PropertySubpatterns: var parts } => (outcome || parts.Length == 1) && parts.Any(part => Means(part.Pattern, null, outcome, depth + 1)),
        _ => false,
    };

    private static bool Any(IBinaryOperation binary, bool outcome, bool any, int depth)
    {
        var left = Means(binary.LeftOperand, outcome, depth + 1);
        return any ? left || Means(binary.RightOperand, outcome, depth + 1) : left && Means(binary.RightOperand, outcome, depth + 1);
    }

    private static bool Names(string name, bool outcome) =>
        outcome ? HasWord(name, TestWords) : Words.Split(name) is var words && (words.Contains("production") || words.Contains("prod"));

    private static bool Calls(IInvocationOperation call, bool outcome)
    {
        switch (call.TargetMethod.Name)
        {
            case "IsEnvironment" or "Equals":
                var known = call.Arguments.Select(argument => argument.Value).Concat(call.Instance is { } instance ? new[] { instance } : []).Select(value => value.ConstantText()).FirstOrDefault(text => text is not null);
                return known is not null && Names(known, outcome);
            default:
                return call.TargetMethod.ReturnType.SpecialType == SpecialType.System_Boolean && Names(call.TargetMethod.Name, outcome);
        }
    }

    private static bool Compares(IOperation left, IOperation right, bool outcome)
    {
        if ((NameIn(left) ?? NameIn(right)) is { } text)
            return Names(text, outcome);
        if (left.Unwrap().ConstantValue is { HasValue: true, Value: bool expectedLeft })
            return Means(right, outcome == expectedLeft);
        return right.Unwrap().ConstantValue is { HasValue: true, Value: bool expectedRight } && Means(left, outcome == expectedRight);
    }

    // "Development", Environments.Development
    private static string? NameIn(IOperation value) =>
        value.ConstantText() ?? (value.Unwrap() is IFieldReferenceOperation { Field: { IsStatic: true, ContainingType.Name: "Environments" or "EnvironmentName" } known } ? known.Name : null);

    // The directives before the place, from the top of the file; a region that is closed again is left.
    private static bool IsInDebugRegion(SyntaxNode node)
    {
        var open = new Stack<bool>();
        var root = node.SyntaxTree.GetRoot();
        if (!root.ContainsDirectives)
            return false;
        for (var directive = (root as CSharpSyntaxNode)?.GetFirstDirective(); directive is not null && directive.SpanStart < node.SpanStart; directive = directive.GetNextDirective())
            Follow(directive, open);
        return open.Contains(true);
    }

    private static void Follow(DirectiveTriviaSyntax directive, Stack<bool> open)
    {
        switch (directive)
        {
            case IfDirectiveTriviaSyntax start:
                open.Push(start.BranchTaken && IsDebug(start.Condition, true));
                break;
            case ElifDirectiveTriviaSyntax or ElseDirectiveTriviaSyntax when open.Count > 0:
                open.Pop();
                open.Push(directive is ElifDirectiveTriviaSyntax { BranchTaken: true } other ? IsDebug(other.Condition, true) : IsElseOfRelease(directive));
                break;
            case EndIfDirectiveTriviaSyntax when open.Count > 0:
                open.Pop();
                break;
        }
    }

    // #if !DEBUG ... #else
    private static bool IsElseOfRelease(DirectiveTriviaSyntax directive) =>
        directive is ElseDirectiveTriviaSyntax && directive.GetRelatedDirectives().OfType<IfDirectiveTriviaSyntax>().Any(start => IsDebug(start.Condition, false));

    private static bool IsDebug(ExpressionSyntax condition, bool outcome) => condition switch
    {
        IdentifierNameSyntax name => outcome && Symbols.Contains(name.Identifier.ValueText),
        ParenthesizedExpressionSyntax inner => IsDebug(inner.Expression, outcome),
        PrefixUnaryExpressionSyntax not => IsDebug(not.Operand, !outcome),
        BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.LogicalAndExpression) == outcome => IsDebug(binary.Left, outcome) || IsDebug(binary.Right, outcome),
        BinaryExpressionSyntax binary => IsDebug(binary.Left, outcome) && IsDebug(binary.Right, outcome),
        _ => false,
    };
}
