using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Disclosure;

/// <summary>SGA5001: a secret-named value in a log call, a console line, a trace or an exception's message (CWE-532).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
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

    private protected override void Register(CompilationStartAnalysisContext start, CompilationContext context)
    {
        start.RegisterOperationAction(operation => JudgeCall(operation, context), OperationKind.Invocation);
        start.RegisterOperationAction(operation => JudgeException(operation, context), OperationKind.ObjectCreation);
    }

    private static void JudgeCall(OperationAnalysisContext operation, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (!LogSinks.IsSink(call))
            return;

        var options = context.Options(call.Syntax.SyntaxTree);
        var template = call.Arguments.FirstOrDefault(a => a.Parameter is { } p && LogSinks.IsTemplate(p))?.Value.ConstantText();
        var placeholders = template is null ? [] : Placeholders.In(template);
        var position = 0;
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue)
                continue;
            foreach (var part in LoggedParts.Of(argument.Value))
            {
                var placeholder = LoggedParts.IsTemplateArgument(argument) && position < placeholders.Count ? placeholders[position] : null;
                position += LoggedParts.IsTemplateArgument(argument) ? 1 : 0;
                Judge(operation, part, placeholder ?? KeyOf(argument), options);
            }
        }
    }

    private static void JudgeException(OperationAnalysisContext operation, CompilationContext context)
    {
        var creation = (IObjectCreationOperation)operation.Operation;
        if (creation.Arguments.Length == 0 || !context.IsOrInherits(creation.Type, "System.Exception"))
            return;
        if (creation.Arguments.ArgumentOf("message") is not { } message)
            return;

        var options = context.Options(creation.Syntax.SyntaxTree);
        foreach (var part in LoggedParts.Of(message))
            Judge(operation, part, placeholder: null, options);
    }

    private static void Judge(OperationAnalysisContext operation, IOperation part, string? placeholder, RuleOptions options)
    {
        if (SecretValue.NameOf(part, placeholder, options) is { } name)
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, part.Syntax.GetLocation(), name));
    }

    // SetTag("api_key", value), ForContext("ApiKey", value): the key beside the value is its placeholder.
    private static string? KeyOf(IArgumentOperation argument)
    {
        if (argument.Parameter is not { Name: "value" } || argument.Parent is not IInvocationOperation call)
            return null;
        return (call.Arguments.ArgumentOf("key") ?? call.Arguments.ArgumentOf("name") ?? call.Arguments.ArgumentOf("propertyName"))?.ConstantText();
    }
}
