using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Network;

/// <summary>
/// SGA3006: an HttpClient or a WebRequest that waits for ever. Silent where something else ends the call: a token that is cancelled in time within
/// the same type, a handler that limits each try, the library's or the project's, or an answer that is streamed under a token.
/// </summary>
public sealed class InfiniteTimeout() : SecurityAnalyzer(Descriptor)
{
    private const string Client = "System.Net.Http.HttpClient", Handler = "System.Net.Http.HttpMessageHandler", Request = "System.Net.WebRequest";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA3006",
        "Outbound calls have no time limit",
        "'{0}' lets calls of this client wait for ever",
        Category.Network,
        DiagnosticSeverity.Info,
        "A server that does not answer keeps the request, its memory and its connection for as long as it likes; a few of them stop the service. Give calls a finite time, or a token that is cancelled in time.",
        1088, 400);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (context.Has(Client) || context.Has(Request))
            actions.RegisterOperationAction(operation => Analyze(operation, context), OperationKind.SimpleAssignment);
    }

    private static void Analyze(OperationContext operation, CompilationContext context)
    {
        var assignment = (ISimpleAssignmentOperation)operation.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: { Name: "Timeout", ContainingType: var type } } || !IsClient(type, assignment, context))
            return;
        var tree = assignment.Syntax.SyntaxTree;
        if (context.IsRelaxedTest(tree) || IsLimited(assignment, context))
            return;
        var value = assignment.Value.Unwrap().Syntax;
        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, value.GetLocation(), value.ToString().Split('\n')[0].Trim()));
    }

    // HttpWebRequest counts milliseconds.
    private static bool IsClient(INamedTypeSymbol type, ISimpleAssignmentOperation assignment, CompilationContext context) =>
        context.Is(type, Client) ? IsInfinite(assignment.Value, context) : IsMinusOne(assignment.Value) && context.IsOrInherits(type, Request);

    private static bool IsInfinite(IOperation value, CompilationContext context)
    {
        value = value.Unwrap();
        return value switch
        {
            IFieldReferenceOperation { Field: { Name: "InfiniteTimeSpan", ContainingType: var type } } => context.Is(type, "System.Threading.Timeout"),
            IFieldReferenceOperation { Field: { Name: "MaxValue", ContainingType: var type } } => context.Is(type, "System.TimeSpan"),
            IFieldReferenceOperation { Field: { IsReadOnly: true, IsStatic: true } field } => IsInfiniteField(field, context),
            IInvocationOperation { TargetMethod: { Name: "FromMilliseconds", ContainingType: var type }, Arguments: { Length: > 0 } arguments } =>
                context.Is(type, "System.TimeSpan") && IsMinusOne(arguments[0].Value) && arguments.Skip(1).All(a => a.ArgumentKind == ArgumentKind.DefaultValue),
            IObjectCreationOperation { Arguments: { Length: 1 or 3 or 4 or 5 } arguments, Type: var type } => context.Is(type, "System.TimeSpan") && IsMinusOne(arguments),
            ILocalReferenceOperation { Local: var local } => local.ValuesOf(value.Root()) is { Count: 1 } values && values[0].Unwrap() is not ILocalReferenceOperation && IsInfinite(values[0], context),
            _ => false,
        };
    }

    // new TimeSpan(0, 0, 0, 0, -1), new TimeSpan(-10000)
    private static bool IsMinusOne(ImmutableArray<IArgumentOperation> arguments)
    {
        var ticks = 0L;
        foreach (var argument in arguments)
        {
            var constant = argument.Value.Unwrap().ConstantValue.Value;
            if (constant is not (int or long))
                return false;
            var part = constant is int number ? number : (long)constant;
            ticks = argument.Parameter?.Name switch
            {
                "ticks" => part,
                "milliseconds" => ticks + (part * TimeSpan.TicksPerMillisecond),
                _ when part == 0 => ticks,
                _ => long.MaxValue,
            };
            if (ticks == long.MaxValue)
                return false;
        }

        return ticks == -TimeSpan.TicksPerMillisecond;
    }

    private static bool IsMinusOne(IOperation value) => value.Unwrap().ConstantValue.Value switch
    {
        double number => number == -1,
        long number => number == -1,
        int number => number == -1,
        _ => value.ConstantValue.Value is double converted && converted == -1,
    };

    private static bool IsInfiniteField(IFieldSymbol field, CompilationContext context) =>
        field.InitialValue(context) is { } value and not IFieldReferenceOperation { Field.DeclaringSyntaxReferences.Length: > 0 } && IsInfinite(value, context);

    // What ends the call stands beside it (a token of the same type) or beside the registration (a handler of the same body).
    private static bool IsLimited(IOperation assignment, CompilationContext context)
    {
        if (assignment.Root().Descendants().Any(operation => LimitsCalls(operation, context)))
            return true;
        var type = assignment.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        var scope = (SyntaxNode?)type ?? assignment.Syntax.SyntaxTree.GetRoot();
        return scope.DescendantNodes().Any(node => EndsCalls(node, context));
    }

    // AddStandardResilienceHandler(), AddHttpMessageHandler<TimeoutHandler>(), new HttpClient(new TimeoutHandler())
    private static bool LimitsCalls(IOperation operation, CompilationContext context) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => AddsHandler(method.Name) || (method.Name == "AddHttpMessageHandler" && method.TypeArguments.Any(type => EndsCalls(type, context))),
        IObjectCreationOperation { Type: { } type } => EndsCalls(type, context),
        _ => false,
    };

    private static bool EndsCalls(ITypeSymbol type, CompilationContext context) =>
        !type.DeclaringSyntaxReferences.IsEmpty && context.IsOrInherits(type, Handler) && type.DeclaringSyntaxReferences.Any(declaration => declaration.GetSyntax().DescendantNodes().Any(node => EndsCalls(node, context)));

    private static bool AddsHandler(string method) => method is "AddStandardResilienceHandler" or "AddStandardHedgingHandler" or "AddResilienceHandler" or "AddPolicyHandler" or "AddTimeout";

    private static bool EndsCalls(SyntaxNode node, CompilationContext context)
    {
        switch (node)
        {
            case SimpleNameSyntax { Identifier.ValueText: "CancelAfter" or "WaitAsync" } name:
                return name.Parent?.Parent is InvocationExpressionSyntax;
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } creation:
                return context.Is(context.Model(node.SyntaxTree)?.GetTypeInfo(creation).Type, "System.Threading.CancellationTokenSource");
            case InvocationExpressionSyntax call when call.ArgumentList.Arguments.Count > 1 && call.ArgumentList.Arguments.Any(Streams):
                return call.ArgumentList.Arguments.Any(argument => context.Is(context.Model(node.SyntaxTree)?.GetTypeInfo(argument.Expression).Type, "System.Threading.CancellationToken"));
            default:
                return false;
        }
    }

    private static bool Streams(ArgumentSyntax argument) => argument.Expression.GetLastToken().ValueText == "ResponseHeadersRead";
}
