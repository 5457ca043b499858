using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Disclosure;

/// <summary>SGA5002: the text of an exception in what a client is sent (CWE-209). Looked for in the arguments of what sends.</summary>
public sealed class ExceptionDisclosed() : SecurityAnalyzer(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA5002",
        "Exception is shown to the client",
        "'{0}' is sent to the client; send a general message and log the exception",
        Category.Disclosure,
        DiagnosticSeverity.Warning,
        "The text of an exception names tables, paths, hosts and versions: it is written for whoever runs the service, and tells an attacker how to go on. The client is told that it failed; the rest belongs in the log.",
        209, 497);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!ClientResponses.Technologies.Any(context.Has))
            return;
        actions.RegisterOperationAction(operation => Analyze(operation, context), OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.SimpleAssignment, OperationKind.Return);
    }

    private static void Analyze(OperationContext operation, CompilationContext context)
    {
        foreach (var sent in Sent(operation, context))
        {
            foreach (var text in ExceptionText.In(sent, context))
            {
                if (!context.IsRelaxedTest(text.Syntax.SyntaxTree) && !text.IsDevelopmentOnly(operation.ContainingSymbol) && !operation.Operation.IsDevelopmentOnly(null))
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, text.Syntax.GetLocation(), Level(text, context), additionalLocations: null, properties: null, text.Syntax.ToString()));
            }
        }
    }

    // catch (ArgumentException ex) { return BadRequest(ex.Message); } mostly means what the project itself throws.
    private static DiagnosticSeverity Level(IOperation text, CompilationContext context) =>
        text is IPropertyReferenceOperation { Property.Name: "Message", Instance: { } exception } && exception.Receiver().Type is { } type
        && ClientResponses.ThrownByHand.Any(name => context.Is(type, name))
            ? DiagnosticSeverity.Info
            : DiagnosticSeverity.Warning;

    private static IEnumerable<IOperation> Sent(OperationContext operation, CompilationContext context) => operation.Operation switch
    {
        IInvocationOperation call when IsSending(call, context) => Given(call.Arguments),
        IObjectCreationOperation made when made.Type is { } type && IsSent(type, context) => Given(made.Arguments),
        ISimpleAssignmentOperation set when IsShown(set.Target, context) => [set.Value],
        IReturnOperation { ReturnedValue: { } returned } given when IsAnswer(given, operation, context) => [returned],
        _ => [],
    };

    private static IEnumerable<IOperation> Given(IEnumerable<IArgumentOperation> arguments) => arguments.Where(ExceptionText.IsShown).Select(argument => argument.Value);

    private static bool IsSending(IInvocationOperation call, CompilationContext context)
    {
        var method = call.TargetMethod;
        if (method.Name is "WriteAsync" or "Write" && IsBody(call.Instance, context))
            return true;
        if (!ClientResponses.CallNames.Contains(method.Name))
            return method.Name is "Add" or "TryAdd" && call.Instance?.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Extensions", ContainingType: { } owner } } && context.Is(owner, ClientResponses.ProblemDetails);
        foreach (var (type, member) in ClientResponses.Calls)
        {
            if (member == method.Name && context.Is(method.ContainingType, type))
                return true;
        }

        return false;
    }

    // context.Response.Body.WriteAsync(bytes)
    private static bool IsBody(IOperation? stream, CompilationContext context) =>
        stream?.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Body" or "BodyWriter", ContainingType: { } owner } } && context.Is(owner, ClientResponses.Body);

    private static bool IsSent(ITypeSymbol type, CompilationContext context)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (ClientResponses.MadeNames.Contains(current.Name) && ClientResponses.Made.Any(name => context.Is(current, name)))
                return true;
        }

        return false;
    }

    // problem.Detail = ..., problem.Extensions["trace"] = ..., ViewData["error"] = ..., ViewBag.Error = ...
    private static bool IsShown(IOperation target, CompilationContext context)
    {
        var property = target switch
        {
            IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } holder } => holder.Unwrap(),
            IDynamicMemberReferenceOperation { Instance: { } holder } => holder.Unwrap(),
            _ => target,
        };
        return property is IPropertyReferenceOperation { Property: { } shown }
            && ClientResponses.Properties.Any(known => known.Property == shown.Name && context.IsOrInherits(shown.ContainingType, known.Type));
    }

    // return ex.Message; in a controller's action or in the handler of a route.
    private static bool IsAnswer(IReturnOperation returned, OperationContext operation, CompilationContext context)
    {
        for (var current = returned.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case ILocalFunctionOperation:
                    return false;
                case IAnonymousFunctionOperation lambda:
                    return IsHandler(lambda, context);
            }
        }

        return operation.ContainingSymbol is IMethodSymbol method && FlowTables.Of(context).EntryPoints.IsEntryPoint(method, operation.CancellationToken);
    }

    private static bool IsHandler(IAnonymousFunctionOperation lambda, CompilationContext context) =>
        lambda.Parent is IDelegateCreationOperation { Parent: { } parent } made && (parent is IConversionOperation ? parent.Parent : made.Parent) is IArgumentOperation { Parent: IInvocationOperation call }
        && context.Is(call.TargetMethod.ContainingType, "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions");
}
