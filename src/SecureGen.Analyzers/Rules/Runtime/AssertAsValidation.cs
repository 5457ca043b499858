using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Runtime;

/// <summary>
/// SGA9001: an assertion that stands for a check of arguments or of permission, or does work in its condition. Assertions about the
/// program's own state are what assertions are for.
/// </summary>
public sealed class AssertAsValidation() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Properties of the finding: what kind of check it is, and the parameter it speaks of.</summary>
    internal const string KindProperty = "kind", ParameterProperty = "parameter";

    private const string Debug = "System.Diagnostics.Debug", Trace = "System.Diagnostics.Trace";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA9001",
        "Assertion is used as a check",
        "'{0}' {1}",
        Category.Runtime,
        DiagnosticSeverity.Warning,
        "Debug.Assert is compiled out of Release builds, with everything in its condition; what a failed Trace.Assert does is up to the listeners. Arguments and permissions are checked by code that throws.",
        617, 754);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (context.Has(Debug))
            actions.RegisterOperationAction(operation => Analyze(operation, context), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext operation, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (call.TargetMethod.Name is not ("Assert" or "Fail") || !(context.Is(call.TargetMethod.ContainingType, Debug) || context.Is(call.TargetMethod.ContainingType, Trace)))
            return;
        if (ConditionOf(call) is not { } condition || Judge(condition, call, operation, context) is not { } check)
            return;
        if (context.IsRelaxedTest(call.Syntax.SyntaxTree) || call.IsDevelopmentOnly(operation.ContainingSymbol))
            return;

        var properties = ImmutableDictionary<string, string?>.Empty.Add(KindProperty, check.Kind.ToString()).Add(ParameterProperty, check.Parameter?.Name);
        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), properties, check.Name, Consequence(check, call)));
    }

    private static string Consequence(AssertedCheck check, IInvocationOperation call) => (check.Kind, call.TargetMethod.ContainingType.Name) switch
    {
        (AssertedKind.Effect, _) => "is called by Debug.Assert, and not at all in Release builds",
        (_, "Debug") => $"is checked by Debug.{call.TargetMethod.Name} alone, which Release builds leave out",
        _ => $"is checked by Trace.{call.TargetMethod.Name} alone, which leaves it to the listeners what happens",
    };

    // if (input is null) { Debug.Fail("..."); } goes on with the null.
    private static IOperation? ConditionOf(IInvocationOperation call)
    {
        if (call.TargetMethod.Name == "Assert")
            return call.Arguments.ArgumentOf("condition");
        IOperation branch = call.Parent is IExpressionStatementOperation statement ? statement : call;
        if (branch.Parent is IBlockOperation { Operations.Length: 1 } block)
            branch = block;
        return branch.Parent is IConditionalOperation { WhenFalse: null } test && test.WhenTrue == branch ? test.Condition : null;
    }

    private static AssertedCheck? Judge(IOperation condition, IInvocationOperation call, OperationContext operation, CompilationContext context)
    {
        var options = context.Options(call.Syntax.SyntaxTree);
        if (AssertedCondition.Authorization(condition, options) is { } permission)
            return new AssertedCheck(AssertedKind.Permission, permission, null);
        if (call.TargetMethod is { Name: "Assert", ContainingType.Name: "Debug" } && AssertedCondition.Effect(condition) is { } effect)
            return new AssertedCheck(AssertedKind.Effect, effect, null);
        var expected = call.TargetMethod.Name == "Assert";
        if (OwnerOf(call, operation.ContainingSymbol) is not { } owner || AssertedCondition.Argument(condition, expected, owner, looksInside: true) is not { } inner || AssertedCondition.IsChecked(inner, call))
            return null;
        if (IsPublic(owner) && AssertedCondition.Argument(condition, expected, owner, looksInside: false) is { } parameter)
            return new AssertedCheck(AssertedKind.Argument, parameter.Name, parameter);
        return IsEndpoint(owner, operation, context) ? new AssertedCheck(AssertedKind.Argument, inner.Name, inner) : null;
    }

    private static IMethodSymbol? OwnerOf(IOperation operation, ISymbol containing)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda)
                return lambda.Symbol;
            if (current is ILocalFunctionOperation function)
                return function.Symbol;
        }

        return containing as IMethodSymbol;
    }

    private static bool IsEndpoint(IMethodSymbol owner, OperationContext operation, CompilationContext context) =>
        (owner.MethodKind == MethodKind.AnonymousFunction && IsMapped(owner, operation, context)) || FlowTables.Of(context).EntryPoints.IsEntryPoint(owner, operation.CancellationToken);

    // app.MapPost("/", (string name) => ...)
    private static bool IsMapped(IMethodSymbol lambda, OperationContext operation, CompilationContext context)
    {
        for (var current = operation.Operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation function && SymbolEqualityComparer.Default.Equals(function.Symbol, lambda))
                return function.Parent is IDelegateCreationOperation { Parent: { } parent } && Mapping(parent) is { } map && context.Is(map.TargetMethod.ContainingType, "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions");
        }

        return false;
    }

    private static IInvocationOperation? Mapping(IOperation parent) => parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation call } => call,
        IConversionOperation { Parent: IArgumentOperation { Parent: IInvocationOperation call } } => call,
        _ => null,
    };

    private static bool IsPublic(IMethodSymbol method)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.Constructor or MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.UserDefinedOperator or MethodKind.Conversion))
            return false;
        for (ISymbol symbol = method; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }
}

/// <summary>What an assertion checks in the place of code.</summary>
internal sealed record AssertedCheck(AssertedKind Kind, string Name, IParameterSymbol? Parameter);

/// <summary>Kinds of checks that assertions stand for.</summary>
internal enum AssertedKind
{
    Argument,
    Permission,
    Effect,
}
