using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Matching;

/// <summary>Finds what an exception tells of itself in a value: its message, its stack trace, all of its text, or the exception as an object.</summary>
internal static class ExceptionText
{
    private const int Deepest = 12;

    // Exceptions whose message is written for whoever sent the request.
    private static readonly HashSet<string> Audiences = new(StringComparer.Ordinal)
    {
        "validation", "domain", "business", "user", "client", "friendly", "rule", "found", "conflict", "forbidden", "request", "problem",
    };

    // A local that is put together from itself a hundred times has a hundred values, each of which leads back to it.
    public static IEnumerable<IOperation> In(IOperation value, CompilationContext context) => In(value, context, 0, []);

    private static IEnumerable<IOperation> In(IOperation value, CompilationContext context, int depth, HashSet<IOperation> given)
    {
        if (depth > Deepest)
            yield break;
        foreach (var part in LoggedParts.Of(value))
        {
            if (IsText(part, context))
            {
                if (!IsForClient(part, context))
                    yield return part;
                continue;
            }

            foreach (var inner in Inside(part, context))
            {
                if (part is ILocalReferenceOperation && !given.Add(inner))
                    continue;
                foreach (var found in In(inner, context, depth + 1, given))
                    yield return found;
            }
        }
    }

    private static bool IsText(IOperation part, CompilationContext context) => part switch
    {
        IPropertyReferenceOperation { Property.Name: "Message" or "StackTrace", Instance: { } source } => IsException(source, context),
        IPropertyReferenceOperation { Property: { Name: "StackTrace", IsStatic: true, ContainingType.Name: "Environment" } } => true,
        IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.IsEmpty: true }, Instance: { } source } => IsException(source, context),
        IConversionOperation => false,
        _ => IsException(part, context) && part is not (IThrowOperation or IConditionalAccessOperation or ILiteralOperation),
    };

    private static bool IsException(IOperation source, CompilationContext context) => context.IsOrInherits(source.Receiver().Type, "System.Exception") || context.IsOrInherits(source.Type, "System.Exception");

    private static IEnumerable<IOperation> Inside(IOperation part, CompilationContext context)
    {
        switch (part)
        {
            case IConditionalAccessOperation access:
                return [access.WhenNotNull];
            case ICoalesceOperation coalesce:
                return [coalesce.Value, coalesce.WhenNull];
            case IAwaitOperation awaited:
                return [awaited.Operation];
            case ILocalReferenceOperation local:
                return local.Local.ValuesOf(local.Root()).Concat(LocalValues.Added(local.Local, local.Root())).Concat(Set(local, context)).Where(given => given.Syntax.SpanStart < local.Syntax.SpanStart && !LeavesBefore(given, local));
            case IObjectCreationOperation made:
                return Members(made, context);
            case IInvocationOperation call when PassesOn(call.TargetMethod):
                return call.Arguments.Where(IsShown).Select(argument => argument.Value).Concat(call.Instance is { } instance ? new[] { instance } : []);
            default:
                return [];
        }
    }

    // answer.Error = ex.Message; problem details tell for themselves.
    private static IReadOnlyList<IOperation> Set(ILocalReferenceOperation local, CompilationContext context) =>
        context.IsOrInherits(local.Type, Knowledge.ClientResponses.ProblemDetails) ? [] : LocalValues.Set(local.Local, local.Root());

    private static bool LeavesBefore(IOperation given, ILocalReferenceOperation use) => given.DescendantsAndSelf().Contains(use);

    // new Error(ex.Message) { Trace = ex.StackTrace }; another exception is another story.
    private static IEnumerable<IOperation> Members(IObjectCreationOperation made, CompilationContext context)
    {
        if (context.IsOrInherits(made.Type, Knowledge.ClientResponses.ProblemDetails))
            yield break;
        foreach (var argument in made.Arguments)
        {
            if (IsShown(argument))
                yield return argument.Value;
        }

        foreach (var member in made.Initializer?.Initializers ?? System.Collections.Immutable.ImmutableArray<IOperation>.Empty)
        {
            if (member is IAssignmentOperation set)
                yield return set.Value;
            else if (member is IInvocationOperation { Arguments.Length: > 0 } add)
                yield return add.Arguments[add.Arguments.Length - 1].Value;
        }
    }

    /// <summary>Whether the argument is sent: an inner exception stays with the service.</summary>
    public static bool IsShown(IArgumentOperation argument) =>
        argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Name is not ("debugException" or "innerException" or "inner");

    private static bool PassesOn(IMethodSymbol method) => method.ContainingType switch
    {
        { SpecialType: SpecialType.System_String } => method.Name is not ("IsNullOrEmpty" or "IsNullOrWhiteSpace" or "Equals" or "Contains" or "StartsWith" or "EndsWith" or "IndexOf" or "GetHashCode" or "Compare"),
        { Name: "StringBuilder" } => true,
        { Name: "JsonSerializer" or "JsonConvert" } => method.Name is "Serialize" or "SerializeObject" or "SerializeToUtf8Bytes" or "SerializeToElement",
        { Name: "Enumerable" } => method.Name is "Select" or "ToArray" or "ToList" or "Append" or "Prepend" or "Concat" or "First" or "FirstOrDefault" or "Aggregate",
        { Name: "Task" or "ValueTask" } => method.Name == "FromResult",
        { Name: "WebUtility" or "HttpUtility" or "HtmlEncoder" or "TextEncoder" } => true,
        { Name: "Encoding" or "UTF8Encoding" } => method.Name == "GetBytes",
        _ => false,
    };

    /// <summary>Whether the message is that of an exception of the project's own, which says what its author wrote, or of one made for the client.</summary>
    private static bool IsForClient(IOperation part, CompilationContext context)
    {
        if (part is not IPropertyReferenceOperation { Property.Name: "Message", Instance: { } source })
            return false;
        var exception = source.Receiver();
        return IsOwn(exception.Type, context) || IsNarrowed(exception, context);
    }

    private static bool IsOwn(ITypeSymbol? type, CompilationContext context)
    {
        if (type is null || context.Is(type, "System.Exception"))
            return false;
        if (context.IsOwn(type) || type.Name is "ValidationException" or "BadHttpRequestException")
            return true;
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space?.Name is not ("System" or "Microsoft") && Words.Split(type.Name).Any(Audiences.Contains);
    }

    // catch (Exception ex) when (ex is DomainException), ex is DomainException ? ex.Message : "..."
    private static bool IsNarrowed(IOperation exception, CompilationContext context)
    {
        for (var (current, parent) = (exception, exception.Parent); parent is not null; (current, parent) = (parent, parent.Parent))
        {
            var test = parent switch
            {
                ICatchClauseOperation { Filter: { } filter } => filter,
                IConditionalOperation conditional when conditional.WhenTrue == current => conditional.Condition,
                ISwitchExpressionArmOperation arm => arm.Pattern,
                _ => null,
            };
            if (test is not null && Types(test).ToArray() is { Length: > 0 } types && types.All(type => IsOwn(type, context)))
                return true;
        }

        return false;
    }

    private static IEnumerable<ITypeSymbol> Types(IOperation test)
    {
        foreach (var operation in test.DescendantsAndSelf())
        {
            if (operation is IIsTypeOperation { TypeOperand: { } tested })
                yield return tested;
            else if (operation is ITypePatternOperation { MatchedType: { } matched })
                yield return matched;
            else if (operation is IDeclarationPatternOperation { MatchedType: { } declared })
                yield return declared;
            else if (operation is IRecursivePatternOperation { MatchedType: { } deconstructed })
                yield return deconstructed;
        }
    }
}
