using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Injection;

/// <summary>SGA6013: a web application serves a model, and neither limits its callers nor instructs their browsers. Reported once, where it starts.</summary>
public sealed class UndefendedService() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Properties of the finding: what is missing, and that the limiter is registered already.</summary>
    internal const string MissingProperty = "missing", RegisteredProperty = "registered";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6013",
        "Service of a model has no rate limit or security headers",
        "The application serves a model without {0}",
        Category.Injection,
        DiagnosticSeverity.Info,
        "Every call of a model costs money and time, so callers have to be limited. Security headers and HSTS tell browsers to load, frame and downgrade nothing that the service did not mean.",
        770, 693);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!context.Has(WebDefenses.Pipeline))
            return;
        var startUp = new WebStartUp(context);
        actions.RegisterOperationAction(operation => AnalyzeCall(operation, startUp, context), OperationKind.Invocation);
        actions.RegisterSymbolAction(symbol => AnalyzeMethod(symbol, startUp, context), SymbolKind.Method);
    }

    private static void AnalyzeCall(OperationContext operation, WebStartUp startUp, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (WebDefenses.Builders.Contains(call.TargetMethod.Name) && context.Is(call.TargetMethod.ContainingType, WebDefenses.Application) && call.Syntax is InvocationExpressionSyntax { Expression: var called }
            && !call.IsDevelopmentOnly(operation.ContainingSymbol))
        {
            Report(called, call.Root(), startUp, context, operation.ReportDiagnostic);
        }
    }

    // The start-up class of the generic host.
    private static void AnalyzeMethod(SymbolAnalysisContext symbol, WebStartUp startUp, CompilationContext context)
    {
        if (symbol.Symbol is IMethodSymbol { Name: "Configure", Parameters: { Length: > 0 } parameters, DeclaringSyntaxReferences: { Length: 1 } declared } && context.Is(parameters[0].Type, WebDefenses.Pipeline)
            && declared[0].GetSyntax(symbol.CancellationToken) is MethodDeclarationSyntax method && context.Model(method.SyntaxTree)?.GetOperation(method, symbol.CancellationToken) is { } body)
        {
            Report(method, body, startUp, context, symbol.ReportDiagnostic);
        }
    }

    private static void Report(SyntaxNode place, IOperation body, WebStartUp startUp, CompilationContext context, Action<Diagnostic> report)
    {
        if (context.IsRelaxedTest(place.SyntaxTree) || startUp.Place != place || startUp.Missing.Count == 0 || body.Descendants().Any(operation => IsElsewhere(operation, context)))
            return;
        var properties = ImmutableDictionary<string, string?>.Empty.Add(MissingProperty, string.Join(",", startUp.Missing));
        if (startUp.IsLimiterRegistered)
            properties = properties.Add(RegisteredProperty, "true");
        var location = place is MethodDeclarationSyntax method ? method.Identifier.GetLocation() : place.GetLocation();
        report(Diagnostic.Create(Descriptor, location, properties, Listed(startUp.Missing)));
    }

    // app.UsePlatform(), from a library of the same house, or from one that knows the limiter: what it sets up cannot be seen.
    private static bool IsElsewhere(IOperation operation, CompilationContext context) =>
        operation is IInvocationOperation { TargetMethod: { ContainingAssembly: { } assembly } method, Arguments: var arguments }
        && !SymbolEqualityComparer.Default.Equals(assembly, context.Compilation.Assembly) && !assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal) && !method.Name.StartsWith("Map", StringComparison.Ordinal)
        && arguments.Any(argument => context.IsOrInherits(argument.Value.Unwrap().Type, WebDefenses.Pipeline))
        && (House(assembly.Name) == House(context.Compilation.AssemblyName) || assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static name => name.Name == WebDefenses.LimiterAssembly)));

    private static string House(string? assembly) => assembly?.Split('.')[0] ?? "";

    private static string Listed(IReadOnlyList<string> missing) =>
        missing.Count == 1 ? missing[0] : string.Join(", ", missing.Take(missing.Count - 1)) + " and " + missing[missing.Count - 1];
}
