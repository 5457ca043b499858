using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Matching;

/// <summary>What a value is, and what a delegate runs, where the source says so.</summary>
internal static class Callback
{
    private const int LongestWay = 5;

    /// <summary>The value itself, or the one value that the local, read-only field or read-only property it is read from is given.</summary>
    public static IOperation Followed(this IOperation value, CompilationContext context, CancellationToken cancellation)
    {
        value = value.Unwrap();
        for (var step = 0; step < LongestWay && Given(value, context) is { } given; step++)
            value = given.Unwrap();
        return value;
    }

    /// <summary>The body of the lambda, anonymous method, local function or method that the delegate is made from.</summary>
    public static IOperation? Body(IOperation callback, CompilationContext context, CancellationToken cancellation)
    {
        var value = callback.Followed(context, cancellation);
        if (value is IDelegateCreationOperation creation)
            value = creation.Target.Followed(context, cancellation);
        if (value is IDelegateCreationOperation inner)
            value = inner.Target;
        return value switch
        {
            IAnonymousFunctionOperation lambda => lambda.Body,
            IMethodReferenceOperation { Method: var method } => BodyOf(method, context, cancellation),
            _ => null,
        };
    }

    /// <summary>Whether every call of it ends in <c>true</c>: it decides nothing.</summary>
    public static bool IsAlwaysTrue(IOperation body) =>
        DecidesNothing(body) && Returned(body) is { Length: > 0 } returned && returned.All(static value => value.Unwrap().ConstantValue is { HasValue: true, Value: true });

    /// <summary>Whether it neither throws nor asks anything else: what it calls is a log.</summary>
    public static bool DecidesNothing(IOperation body) =>
        !body.Descendants().Any(static operation => operation is IThrowOperation || (operation is IInvocationOperation call && !IsLog(call.TargetMethod)));

    /// <summary>The values that it returns.</summary>
    public static IOperation[] Returned(IOperation body) =>
        body.DescendantsAndSelf().OfType<IReturnOperation>().Where(static r => r.ReturnedValue is not null).Select(static r => r.ReturnedValue!.Unwrap()).ToArray();

    /// <summary>Whether the method writes something down, or puts the text together that is written; one's own that throws does more.</summary>
    public static bool IsLog(IMethodSymbol method) => IsNamedLog(method.Name) && !FlowAnalysis.Throws(method);

    private static bool IsNamedLog(string name) =>
        name.StartsWith("Log", StringComparison.Ordinal) || name.StartsWith("Write", StringComparison.Ordinal) || name.StartsWith("Trace", StringComparison.Ordinal)
        || name is "Debug" or "Info" or "Information" or "Warn" or "Warning" or "Error" or "Verbose" or "Concat" or "Format" or "ToString" or "Append" or "AppendLine" or "AppendFormatted";

    /// <summary>The body of a method of this compilation, or null.</summary>
    public static IOperation? BodyOf(IMethodSymbol method, CompilationContext context, CancellationToken cancellation)
    {
        method = method.PartialImplementationPart ?? method;
        return method.DeclaringSyntaxReferences.Length == 1 && method.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is var declaration
            ? context.Model(declaration.SyntaxTree)?.GetOperation(declaration, cancellation)
            : null;
    }

    private static IOperation? Given(IOperation value, CompilationContext context) => value switch
    {
        ILocalReferenceOperation local => local.Local.ValuesOf(local.Root()) is { Count: 1 } given ? given[0] : null,
        IFieldReferenceOperation { Field: { IsReadOnly: true } field } => field.InitialValue(context),
        IPropertyReferenceOperation { Property: { IsReadOnly: true, Parameters.Length: 0 } property } => property.InitialValue(context),
        _ => null,
    };
}
