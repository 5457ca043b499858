using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Disclosure;

/// <summary>SGA5005: error pages, detailed errors and sensitive logging that are on wherever the program runs (CWE-489).</summary>
public sealed class DiagnosticsLeftOn() : SecurityAnalyzer(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA5005",
        "Diagnostics are left on",
        "'{0}' shows the inside of the service wherever it runs; switch it on in development alone",
        Category.Disclosure,
        DiagnosticSeverity.Warning,
        "Developer pages, detailed errors and sensitive logging show stack traces, source, settings, parameters of queries and personal data. They belong behind a check of the environment.",
        489, 215, 209);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!context.Has(DevelopmentAids.WebHost) && !DevelopmentAids.Calls.Any(call => context.Has(call.Type)) && !DevelopmentAids.Properties.Any(property => context.Has(property.Type)))
            return;
        actions.RegisterOperationAction(operation => AnalyzeCall(operation, context), OperationKind.Invocation);
        actions.RegisterOperationAction(operation => AnalyzeAssignment(operation, context), OperationKind.SimpleAssignment);
    }

    private static void AnalyzeCall(OperationContext operation, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (DevelopmentAids.Names.Contains(call.TargetMethod.Name) && (SwitchesOn(call, context) || IsSetting(call, context)))
            Report(operation, NameOf(call), call.TargetMethod.Name == "UseSetting" ? DevelopmentAids.DetailedErrorsKey : call.TargetMethod.Name, context);
    }

    private static void AnalyzeAssignment(OperationContext operation, CompilationContext context)
    {
        var assignment = (ISimpleAssignmentOperation)operation.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: { Type: var type, Name: var name, ContainingType: var owner } } || !DevelopmentAids.Names.Contains(name))
            return;
        if (IsTrue(assignment.Value) && DevelopmentAids.Properties.Any(property => property.Property == name && context.IsOrInherits(owner, property.Type)))
            Report(operation, assignment.Syntax, name, context);
    }

    private static void Report(OperationContext operation, SyntaxNode place, string name, CompilationContext context)
    {
        if (!operation.Operation.IsDevelopmentOnly(operation.ContainingSymbol) && !context.IsRelaxedTest(place.SyntaxTree) && !IsDesignTime(operation.ContainingSymbol))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), name));
    }

    private static bool SwitchesOn(IInvocationOperation call, CompilationContext context)
    {
        var method = call.TargetMethod;
        foreach (var (type, member, flag) in DevelopmentAids.Calls)
        {
            if (member == method.Name && context.IsOrInherits(method.ContainingType, type))
                return flag is null || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == flag) is not { } given || IsTrue(given.Value);
        }

        return false;
    }

    // builder.WebHost.UseSetting(WebHostDefaults.DetailedErrorsKey, "true")
    private static bool IsSetting(IInvocationOperation call, CompilationContext context) =>
        call.TargetMethod.Name == "UseSetting" && context.IsOrInherits(call.TargetMethod.ContainingType, DevelopmentAids.WebHost)
        && call.Arguments.ArgumentOf("key") is { } key
        && (key.Unwrap() is IFieldReferenceOperation { Field.Name: "DetailedErrorsKey" } || string.Equals(key.ConstantText(), DevelopmentAids.DetailedErrorsKey, StringComparison.OrdinalIgnoreCase))
        && call.Arguments.ArgumentOf("value")?.ConstantText() is { } value && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));

    private static bool IsTrue(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: true };

    // A factory that the tools of Entity Framework call never runs in production.
    private static bool IsDesignTime(ISymbol containing) => containing.ContainingType?.AllInterfaces.Any(static i => i.Name == "IDesignTimeDbContextFactory") == true;

    // A chain of calls begins far before the one that is meant.
    private static SyntaxNode NameOf(IInvocationOperation call) => call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: { } name } } ? name : call.Syntax;
}
