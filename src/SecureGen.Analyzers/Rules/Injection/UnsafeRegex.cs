using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.Patterns;

namespace SecureGen.Analyzers.Rules.Injection;

/// <summary>
/// SGA6007: a pattern that validates and is not held to the whole text, or that backtracks without end. A warning where text is
/// refused by it, or where it runs on untrusted text; a suggestion otherwise.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsafeRegex() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Property of the finding: the pattern is to be anchored.</summary>
    internal const string OpenProperty = "open";

    /// <summary>Property of the finding: the time of a match is to be bounded.</summary>
    internal const string UnboundedProperty = "unbounded";

    internal const string Namespace = "System.Text.RegularExpressions";

    private const RegexOptions NonBacktracking = (RegexOptions)1024;
    private const int LongestQuote = 40;

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6007",
        "Regular expression is unsafe",
        "This pattern {0}",
        Category.Injection,
        DiagnosticSeverity.Warning,
        "A search finds its pattern anywhere in the text, and $ matches before a final line feed: a pattern that validates stands between \\A and \\z. A repetition that can take the same text in two ways lets a short text keep the processor busy for years.",
        1333, 777, 625);

    // The generator marks the part that it writes, and so both: the driver passes over such members, and drops what is said of them.
    private protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.ReportDiagnostics;

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!context.Has(Namespace + ".Regex"))
            return;
        var limit = new Lazy<bool>(() => SetsDefaultTimeout(context.Compilation));
        actions.RegisterOperationAction(operation => AnalyzeCall(operation, limit, context), OperationKind.Invocation);
        actions.RegisterOperationAction(operation => AnalyzeCreation(operation, limit, context), OperationKind.ObjectCreation);
        if (context.Has(Namespace + ".GeneratedRegexAttribute"))
            actions.RegisterSymbolAction(symbol => AnalyzeGenerated(symbol, limit, context), SymbolKind.NamedType);
    }

    // AppDomain.CurrentDomain.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", ...) holds for every pattern. The generator reads it in every project.
    private static bool SetsDefaultTimeout(Compilation compilation) =>
        compilation.SyntaxTrees.Any(static tree => tree.GetText().ToString().IndexOf("SetData(\"REGEX_DEFAULT_MATCH_TIMEOUT\"", StringComparison.Ordinal) >= 0);

    private static void AnalyzeCall(OperationContext operation, Lazy<bool> limit, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (!call.TargetMethod.IsStatic || call.TargetMethod.ContainingType.Name != "Regex" || !context.Is(call.TargetMethod.ContainingType, Namespace + ".Regex"))
            return;
        if (Regex(call.Arguments, context, operation.CancellationToken) is { } regex)
            Report(regex, [call], limit, context, operation.ReportDiagnostic);
    }

    private static void AnalyzeCreation(OperationContext operation, Lazy<bool> limit, CompilationContext context)
    {
        var creation = (IObjectCreationOperation)operation.Operation;
        if (creation.Type?.Name != "Regex" || !context.Is(creation.Type, Namespace + ".Regex"))
            return;
        if (Regex(creation.Arguments, context, operation.CancellationToken) is { } regex)
            Report(regex, RegexUse.OfCreation(creation, context, operation.CancellationToken), limit, context, operation.ReportDiagnostic);
    }

    private static void AnalyzeGenerated(SymbolAnalysisContext symbol, Lazy<bool> limit, CompilationContext context)
    {
        foreach (var member in ((INamedTypeSymbol)symbol.Symbol).GetMembers())
        {
            if (member is IMethodSymbol { IsPartialDefinition: true, ReturnType.Name: "Regex" } or IPropertySymbol { Type.Name: "Regex", IsIndexer: false } && Regex(member, symbol.CancellationToken) is { } regex)
                Report(regex, RegexUse.OfMember(member, context, symbol.CancellationToken), limit, context, symbol.ReportDiagnostic);
        }
    }

    private static Expression? Regex(ISymbol member, CancellationToken cancellation) =>
        member.GetAttributes().FirstOrDefault(static given => given.AttributeClass?.Name == "GeneratedRegexAttribute") is { } attribute ? Regex(attribute, cancellation) : null;

    private sealed record Expression(SyntaxNode Place, string Pattern, RegexOptions Options, bool IsBounded);

    private static Expression? Regex(ImmutableArray<IArgumentOperation> arguments, CompilationContext context, CancellationToken cancellation)
    {
        if (arguments.ArgumentOf("pattern") is not { } pattern || TextOf(pattern, context, cancellation) is not { } text)
            return null;
        var options = arguments.ArgumentOf("options");
        if (options is not null && options.Unwrap().ConstantValue is not { HasValue: true, Value: int })
            return null;
        var timeout = arguments.ArgumentOf("matchTimeout");
        var isBounded = timeout is not null && timeout.Unwrap() is not IFieldReferenceOperation { Field.Name: "InfiniteMatchTimeout" or "InfiniteTimeSpan" };
        return new Expression(pattern.Syntax, text, options is null ? RegexOptions.None : (RegexOptions)(int)options.Unwrap().ConstantValue.Value!, isBounded);
    }

    private static Expression? Regex(AttributeData attribute, CancellationToken cancellation)
    {
        var arguments = attribute.ConstructorArguments;
        if (arguments.Length == 0 || arguments[0].Value is not string pattern
            || attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } written })
            return null;
        var options = arguments.Length > 1 && arguments[1].Value is int value ? (RegexOptions)value : RegexOptions.None;
        return new Expression(written[0].Expression, pattern, options, arguments.Skip(2).Any(static argument => argument.Value is > 0));
    }

    // A constant, or what a readonly field or a local is given once.
    private static string? TextOf(IOperation pattern, CompilationContext context, CancellationToken cancellation)
    {
        if (pattern.ConstantText() is { } text)
            return text;
        switch (pattern.Unwrap())
        {
            case ILocalReferenceOperation { Local: var local } when local.ValuesOf(pattern.Root()) is { Count: 1 } values:
                return values[0].ConstantText();
            case IFieldReferenceOperation { Field: { IsReadOnly: true, DeclaringSyntaxReferences: { Length: 1 } declarations } }
                when declarations[0].GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: var value }:
                return context.Model(value.SyntaxTree)?.GetConstantValue(value, cancellation) is { HasValue: true, Value: string given } ? given : null;
            default:
                return null;
        }
    }

    private static void Report(Expression regex, IEnumerable<IInvocationOperation> uses, Lazy<bool> limit, CompilationContext context, Action<Diagnostic> report)
    {
        if (context.IsRelaxedTest(regex.Place.SyntaxTree) || PatternParser.Parse(regex.Pattern, regex.Options) is not { } pattern)
            return;
        var calls = uses.ToArray();
        var time = regex.IsBounded || (regex.Options & NonBacktracking) != 0 ? null : Time(regex, pattern, calls, context);
        if (time is not null && limit.Value)
            time = null;
        var (anchored, guarding) = Anchoring(pattern, calls);
        if (time is null && anchored == Anchored.Enough)
            return;
        var isWarning = time is { IsWarning: true } || (anchored is Anchored.Missing or Anchored.OuterAlternativesOnly && guarding is Guarding.Refusal or Guarding.Validation);
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (time is not null)
            properties = properties.Add(UnboundedProperty, "true");
        if (anchored != Anchored.Enough)
            properties = properties.Add(OpenProperty, "true");
        report(Diagnostic.Create(
            Descriptor,
            regex.Place.GetLocation(),
            isWarning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            additionalLocations: null,
            properties,
            time is not null ? time.Words : Words(anchored)));
    }

    private sealed record MatchTime(string Words, bool IsWarning);

    // Exponential time is a weakness anywhere; the square of the length is one where strangers choose the length.
    private static MatchTime? Time(Expression regex, PatternNode pattern, IInvocationOperation[] calls, CompilationContext context)
    {
        var inputs = calls.Select(static call => call.Arguments.ArgumentOf("input")).OfType<IOperation>().ToArray();
        if (inputs.Length > 0 && inputs.All(static input => input.ConstantText() is not null))
            return null;
        if (Backtracking.Exponential(pattern) is { } loop)
            return new MatchTime("takes exponential time on some texts, by '" + Quoted(regex.Pattern, loop.Start, loop.End) + "'", inputs.Any(input => UntrustedText.Is(input, context)));
        return Backtracking.Polynomial(pattern) is var (first, last) && inputs.Any(input => UntrustedText.Is(input, context) && !IsHeldToLength(input))
            ? new MatchTime("takes the square of the text's length on some texts, by '" + Quoted(regex.Pattern, first.Start, last.End) + "'", IsWarning: false)
            : null;
    }

    private static string Words(Anchored anchored) => anchored switch
    {
        Anchored.OuterAlternativesOnly => "anchors each end of one alternative only; group them between \\A and \\z",
        Anchored.UpToFinalNewline => "accepts a line feed after the text; write \\z at its end",
        _ => "accepts any text that contains a match; anchor it by \\A and \\z",
    };

    private static string Quoted(string pattern, int start, int end)
    {
        var text = pattern.Substring(start, end - start);
        return text.Length <= LongestQuote ? text : text.Substring(0, LongestQuote) + "...";
    }

    private static (Anchored Anchored, Guarding Guarding) Anchoring(PatternNode pattern, IInvocationOperation[] calls)
    {
        var guarding = calls.Where(static call => !IsOfPassword(call)).Select(static call => Answer(call) is { } answer ? AllowList.Of(answer) : Guarding.None).DefaultIfEmpty(Guarding.None).Max();
        return guarding == Guarding.None ? (Anchored.Enough, guarding) : (Matching.Patterns.Anchoring.Of(pattern, guarding == Guarding.Validation, guarding == Guarding.Question), guarding);
    }

    // The rules for passwords ask for one digit, one capital.
    private static bool IsOfPassword(IInvocationOperation call) =>
        call.Arguments.ArgumentOf("input") is { } input && Target.Assigned(input)?.Name is { } name && Matching.Words.Split(name).Any(static word => word is "password" or "pass" or "passphrase" or "pwd" or "passwd");

    private static IOperation? Answer(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "IsMatch" => call,
        "Match" when call.Parent is IPropertyReferenceOperation { Property.Name: "Success" } success => success,
        _ => null,
    };

    // if (name.Length > 100) return; [StringLength(100)]
    private static bool IsHeldToLength(IOperation input)
    {
        var text = Target.Assigned(input)?.Symbol;
        return text is not null
            && (text.GetAttributes().Any(static given => given.AttributeClass?.Name is "StringLengthAttribute" or "MaxLengthAttribute" or "LengthAttribute")
                || input.Root().Descendants().Any(part => part is IPropertyReferenceOperation { Property.Name: "Length", Instance: { } measured, Parent: IBinaryOperation or IIsPatternOperation } && SymbolEqualityComparer.Default.Equals(Target.Assigned(measured)?.Symbol, text)));
    }
}
