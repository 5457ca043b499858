using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Disclosure;

/// <summary>SGA5001: a secret-named value in a log call, a console line, a trace or an exception's message (CWE-532).</summary>
public sealed class SecretLogged : SecurityAnalyzer
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA5001",
        "Secret is logged",
        "'{0}' is a secret and is written to a log; redact it",
        Category.Disclosure,
        DiagnosticSeverity.Warning,
        "Whoever reads the log reads the secret: operators, log collectors, support tickets. Log that it is set, never what it is.",
        532,
        209);

    public SecretLogged()
        : base(Descriptor)
    {
    }

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        actions.RegisterOperationAction(operation => JudgeCall(operation, context), OperationKind.Invocation);
        actions.RegisterOperationAction(operation => JudgeException(operation, context), OperationKind.ObjectCreation);
    }

    private static void JudgeCall(OperationContext operation, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (call.TargetMethod.MethodKind == MethodKind.Constructor)
            JudgeException(operation, call.TargetMethod.ContainingType, call.Arguments, context);
        else if (LogSinks.IsSink(call))
            JudgeWritten(operation, call, context.Options(call.Syntax.SyntaxTree));
    }

    private static void JudgeWritten(OperationContext operation, IInvocationOperation call, RuleOptions options)
    {
        var template = call.Arguments.FirstOrDefault(a => a.Parameter is { } p && LogSinks.IsTemplate(p))?.Value.ConstantText();
        var placeholders = template is null ? [] : Placeholders.In(template);
        var position = 0;
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || IsJudgedInside(argument, options))
                continue;
            if (!LoggedParts.IsTemplateArgument(argument))
            {
                JudgeParts(operation, argument.Value, NameFor(argument, call), options);
                continue;
            }

            foreach (var value in LoggedParts.Elements(argument.Value))
            {
                JudgeParts(operation, value, position < placeholders.Count ? placeholders[position].Name : null, options);
                position++;
            }
        }
    }

    private static void JudgeException(OperationContext operation, CompilationContext context)
    {
        var creation = (IObjectCreationOperation)operation.Operation;
        JudgeException(operation, creation.Type, creation.Arguments, context);
    }

    private static void JudgeException(OperationContext operation, ITypeSymbol? type, ImmutableArray<IArgumentOperation> arguments, CompilationContext context)
    {
        if (arguments.IsEmpty || !context.IsOrInherits(type, "System.Exception"))
            return;

        var options = context.Options(operation.Operation.Syntax.SyntaxTree);
        foreach (var argument in arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && (argument.Parameter?.Name is "message" or "actualValue" || LoggedParts.IsComposed(argument.Value)))
                JudgeParts(operation, argument.Value, placeholder: null, options);
        }
    }

    private static void JudgeParts(OperationContext operation, IOperation value, string? placeholder, RuleOptions options)
    {
        foreach (var part in LoggedParts.Of(value))
            Judge(operation, part, placeholder ?? KeyOf(part), options);
    }

    private static void Judge(OperationContext operation, IOperation part, string? placeholder, RuleOptions options)
    {
        if (SecretValue.NameOf(part, placeholder, options) is { } name)
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, part.Syntax.GetLocation(), name));
    }

    // SetTag("api_key", value), ["ApiKey"] = value: the key beside the value is its placeholder.
    private static string? KeyOf(IOperation part) => Target.Of(part) is { Symbol: null, Name: { } key } ? key : null;

    // A generated method's parameters are the placeholders of its template; ForContext(name, value, destructureObjects: true) is {@name}.
    private static string? NameFor(IArgumentOperation argument, IInvocationOperation call)
    {
        if (LogSinks.IsGenerated(call.TargetMethod))
            return argument.Parameter?.Name;
        return argument.Parameter?.Name == "value" && call.Arguments.ArgumentOf("destructureObjects") is { ConstantValue.Value: true }
            ? "@" + KeyOf(argument.Value.Unwrap())
            : null;
    }

    // An event that is handed a secret by name is found where it writes it.
    private static bool IsJudgedInside(IArgumentOperation argument, RuleOptions options) =>
        argument.Parameter is { ContainingSymbol: IMethodSymbol method } parameter && LogSinks.IsEvent(method) && SecretVocabulary.IsSecret(parameter.Name, options);
}
