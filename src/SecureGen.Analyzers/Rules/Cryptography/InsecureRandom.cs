using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Cryptography;

/// <summary>
/// SGA2001: a value of System.Random that must not be guessed; SGA2002: any other use of it that does not say it is harmless (CWE-338).
/// </summary>
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

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        actions.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                Judge(operation, call.TargetMethod, call.Instance, context);
            },
            OperationKind.Invocation);
        actions.RegisterOperationAction(
            operation =>
            {
                var reference = (IMethodReferenceOperation)operation.Operation;
                Judge(operation, reference.Method, reference.Instance, context);
            },
            OperationKind.MethodReference);
    }

    private static void Judge(OperationContext operation, IMethodSymbol method, IOperation? source, CompilationContext context)
    {
        if (!Members.Contains(method.Name) || source is null || !context.Is(source.Type, "System.Random"))
            return;

        var use = operation.Operation;
        var enclosing = Enclosing(operation);
        if (context.IsRelaxedTest(use.Syntax.SyntaxTree) || enclosing.Any(member => RandomUse.IsPretended(member.Name)))
            return;

        var purpose = RandomPurpose.Of(use, context);
        if (purpose.Sensitive is { } name)
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, use.Syntax.GetLocation(), name));
        else if (!purpose.IsHarmless && !enclosing.Any(member => member is IMethodSymbol && RandomUse.IsHarmless(member.Name)) && method.Name != "Shuffle" && !RandomSource.IsSeeded(source, context))
            operation.ReportDiagnostic(Diagnostic.Create(UnclearUse, use.Syntax.GetLocation()));
    }

    // From the innermost local function to the outermost type.
    private static ImmutableArray<ISymbol> Enclosing(OperationContext operation)
    {
        var members = ImmutableArray.CreateBuilder<ISymbol>();
        for (var current = operation.Operation.Parent; current is not null; current = current.Parent)
        {
            if (current is ILocalFunctionOperation function)
                members.Add(function.Symbol);
        }

        for (var member = operation.ContainingSymbol; member is not null and not INamespaceSymbol; member = member.ContainingSymbol)
            members.Add(member);
        return members.ToImmutable();
    }
}
