using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Cryptography;

/// <summary>
/// SGA2001: a value of System.Random that must not be guessed; SGA2002: any other use of it that does not say it is harmless (CWE-338).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InsecureRandom : SecurityAnalyzer
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA2001",
        "Security-sensitive value comes from System.Random",
        "'{0}' must not be guessed, and System.Random can be; use RandomNumberGenerator",
        Category.Cryptography,
        DiagnosticSeverity.Warning,
        "System.Random is predictable: a few of its values give away all others. Tokens, passwords, codes, keys and nonces come from RandomNumberGenerator.",
        338,
        330);

    public static readonly DiagnosticDescriptor UnclearUse = Rule.Create(
        "SGA2002",
        "System.Random is predictable",
        "System.Random is predictable; use RandomNumberGenerator if anybody gains by guessing this value",
        Category.Cryptography,
        DiagnosticSeverity.Info,
        "Nothing here says what the value is for. If somebody gains by guessing it, it has to come from RandomNumberGenerator.",
        338);

    private static readonly ImmutableHashSet<string> Members = ImmutableHashSet.Create(
        "Next", "NextInt64", "NextDouble", "NextSingle", "NextBytes", "GetItems", "Shuffle", "GetString", "GetHexString");

    public InsecureRandom()
        : base(Descriptor, UnclearUse)
    {
    }

    private protected override void Register(CompilationStartAnalysisContext start, CompilationContext context) =>
        start.RegisterOperationAction(operation => Judge(operation, context), OperationKind.Invocation);

    private static void Judge(OperationAnalysisContext operation, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (!Members.Contains(call.TargetMethod.Name) || call.Instance is not { } source || !context.Is(source.Type, "System.Random"))
            return;

        var tree = call.Syntax.SyntaxTree;
        if (context.IsRelaxedTest(tree))
            return;

        var purpose = RandomPurpose.Of(call, context.Options(tree));
        if (purpose.Sensitive is { } name)
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), name));
        else if (!purpose.IsHarmless && call.TargetMethod.Name != "Shuffle" && !IsSeeded(source))
            operation.ReportDiagnostic(Diagnostic.Create(UnclearUse, call.Syntax.GetLocation()));
    }

    // Who gives a seed wants the same values again: a simulation, a test, a drawing.
    private static bool IsSeeded(IOperation source) => source.Unwrap() switch
    {
        IObjectCreationOperation creation => creation.Arguments.Length > 0,

        // Whoever passed it decided how it was made.
        IParameterReferenceOperation => true,
        ILocalReferenceOperation local => local.Local.ValuesOf(local.Root()).Any(v => v.Unwrap() is not ILocalReferenceOperation && IsSeeded(v)),
        IFieldReferenceOperation field => IsSeeded(field.Field),
        _ => false,
    };

    private static bool IsSeeded(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences.Any(r => r.GetSyntax().DescendantNodes().Any(n =>
            n is Microsoft.CodeAnalysis.CSharp.Syntax.BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 }));
}
