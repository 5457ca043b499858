using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.GenerativeAI;

/// <summary>
/// SGA7004: a model is called without a limit of its answer. Options that come from elsewhere may have one; those that are
/// made for the call are looked at.
/// </summary>
public sealed class UncappedOutput() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Properties of the finding: the type of the options and the name of the limit.</summary>
    internal const string OptionsProperty = "options", LimitProperty = "limit";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA7004",
        "Model output is not limited",
        "'{0}' is called without a limit of the output tokens",
        Category.GenerativeAI,
        DiagnosticSeverity.Info,
        "Every token of the answer is paid for and takes time, and what stands in the prompt decides how many there are. Set the limit that the answer needs.",
        770, 400);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        var calls = ModelCalls.All.Where(call => context.Has(call.Client)).ToImmutableArray();
        if (calls.IsEmpty)
            return;
        var isConfigured = new Lazy<bool>(() => context.Compilation.SyntaxTrees.Any(ConfiguresOptions));
        actions.RegisterOperationAction(operation => Analyze(operation, calls, isConfigured, context), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext operation, ImmutableArray<ModelCall> calls, Lazy<bool> isConfigured, CompilationContext context)
    {
        var invocation = (IInvocationOperation)operation.Operation;
        var method = invocation.TargetMethod;
        if (!ModelCalls.Methods.Contains(method.Name) || calls.FirstOrDefault(c => c.Method == method.Name && context.IsOrInherits(method.ContainingType, c.Client)) is not { } call)
            return;
        if (!IsUncapped(invocation, call, context, out var creation) || (call.Limit == "MaxOutputTokens" && isConfigured.Value) || context.IsRelaxedTest(invocation.Syntax.SyntaxTree))
            return;

        var properties = ImmutableDictionary<string, string?>.Empty.Add(OptionsProperty, call.Options).Add(LimitProperty, call.Limit);
        var places = creation is null ? Enumerable.Empty<Location>() : new[] { creation.Syntax.GetLocation() };
        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, NameOf(invocation).GetLocation(), places, properties, method.Name));
    }

    private static bool IsUncapped(IInvocationOperation invocation, ModelCall call, CompilationContext context, out IObjectCreationOperation? creation)
    {
        creation = null;
        if (invocation.TargetMethod.Parameters.FirstOrDefault(parameter => parameter.Name == "options") is not { } parameter)
            return true;
        if (!context.Is(parameter.Type, call.Options))
            return false;
        var options = invocation.Arguments.ArgumentOf("options")?.Unwrap();
        if (options is null or { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation)
            return true;
        creation = options switch
        {
            IObjectCreationOperation inline => inline,
            ILocalReferenceOperation { Local: var local } => CreationOf(local, invocation.Root(), call),
            _ => null,
        };
        return creation is not null && context.Is(creation.Type, call.Options) && !MayLimit(creation, call, context);
    }

    // An object of this body alone, which nothing else is given.
    private static IObjectCreationOperation? CreationOf(ILocalSymbol local, IOperation body, ModelCall call)
    {
        var values = local.ValuesOf(body).Take(2).ToArray();
        return values.Length == 1 && values[0].Unwrap() is IObjectCreationOperation creation && local.ReferencesTo(body).All(reference => IsHarmless(reference, call)) ? creation : null;
    }

    private static bool IsHarmless(ILocalReferenceOperation reference, ModelCall call) => reference.Wrapped() switch
    {
        { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } } } => ModelCalls.Methods.Contains(name),
        { Parent: IPropertyReferenceOperation { Property.Name: var name } } => !Limits(name, call),
        { Parent: IAssignmentOperation { Target: var target } } => target == reference,
        _ => false,
    };

    private static bool MayLimit(IObjectCreationOperation creation, ModelCall call, CompilationContext context) =>
        creation.Arguments.Any(argument => context.Is(argument.Value.Type, call.Options))
        || creation.Initializer?.Initializers.Any(set => set is IAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name } } && Limits(name, call)) == true;

    private static bool Limits(string member, ModelCall call) => member == call.Limit || ModelCalls.OtherLimits.Contains(member);

    private static SyntaxNode NameOf(IInvocationOperation invocation) => (invocation.Syntax as InvocationExpressionSyntax)?.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        { } called => called,
        null => invocation.Syntax,
    };

    // builder.ConfigureOptions(o => ...), class Limited(IChatClient inner) : DelegatingChatClient(inner)
    private static bool ConfiguresOptions(SyntaxTree tree)
    {
        var text = tree.GetText().ToString();
        if (text.IndexOf(ModelCalls.DelegatingClient, StringComparison.Ordinal) < 0 && text.IndexOf(ModelCalls.ConfigureOptions, StringComparison.Ordinal) < 0)
            return false;
        return tree.GetRoot().DescendantNodes().Any(node => node switch
        {
            BaseTypeSyntax { Type: var type } => type.GetLastToken().ValueText == ModelCalls.DelegatingClient,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name }, ArgumentList.Arguments: { Count: > 0 } arguments } =>
                name.Identifier.ValueText == ModelCalls.ConfigureOptions && arguments[0].Expression is not TypeOfExpressionSyntax,
            _ => false,
        });
    }
}
