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

/// <summary>SGA6008: every site may call this one, with the user's cookies (a warning) or without them (a suggestion).</summary>
public sealed class PermissiveCors() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Property of the finding: the call can be given the origins of the configuration.</summary>
    internal const string OriginsProperty = "origins";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6008",
        "Every origin is allowed",
        "{0}",
        Category.Injection,
        DiagnosticSeverity.Warning,
        "A page of any site can read what this service answers; with credentials it reads it as the user who looks at the page. Name the origins that need it.",
        942, 346);

    private static readonly ImmutableDictionary<string, string?> TakesOrigins = ImmutableDictionary<string, string?>.Empty.Add(OriginsProperty, "true");

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        var isCore = context.Has(CrossOrigin.Builder);
        if (isCore || context.Has("System.Net.HttpListenerResponse") || context.Has(CrossOrigin.WebApiAttribute))
            actions.RegisterOperationAction(operation => AnalyzeInvocation(operation, context), OperationKind.Invocation);
        if (isCore || context.Has("System.Net.WebHeaderCollection"))
            actions.RegisterOperationAction(operation => AnalyzeAssignment(operation, context), OperationKind.SimpleAssignment);
        if (isCore)
            actions.RegisterOperationAction(operation => AnalyzeMade(operation, context), OperationKind.ObjectCreation);
        if (context.Has(CrossOrigin.OwinOptions))
            actions.RegisterOperationAction(operation => AnalyzeOwin(operation, context), OperationKind.PropertyReference);
        if (context.Type(CrossOrigin.WebApiAttribute) is { } attribute)
        {
            actions.RegisterOperationAction(operation => AnalyzeCreation(operation, attribute, context), OperationKind.ObjectCreation);
            actions.RegisterSymbolAction(symbol => AnalyzeAttributes(symbol, attribute, context), SymbolKind.NamedType, SymbolKind.Method);
        }
    }

    private static void AnalyzeInvocation(OperationContext operation, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        switch (call.TargetMethod.Name)
        {
            case "AllowAnyOrigin" or "WithOrigins" or "SetIsOriginAllowed":
                if (context.Is(call.TargetMethod.ContainingType, CrossOrigin.Builder))
                    AnalyzeBuilder(operation, call, context);
                break;
            case "Add" when call.Instance is IPropertyReferenceOperation { Property.Name: "Origins" } origins && context.IsOrInherits(origins.Property.ContainingType, CrossOrigin.Policy):
                if (call.Arguments.Length == 1 && IsStar(call.Arguments[0].Value))
                    Report(operation, call, AllowsCredentials(call), context);
                break;
            case var name when CrossOrigin.HeaderSetters.Contains(name):
                AnalyzeHeader(operation, call, context);
                break;
        }
    }

    private static void AnalyzeBuilder(OperationContext operation, IInvocationOperation call, CompilationContext context)
    {
        var hasCredentials = HasCredentials(call);
        var isAny = call.TargetMethod.Name switch
        {
            "AllowAnyOrigin" => true,
            "WithOrigins" => call.Arguments.Length == 1 && Texts(call.Arguments[0].Value, operation, context).Any(text => text == "*" || (text == "null" && hasCredentials)),
            _ => call.Arguments.Length == 1 && AllowsAll(call.Arguments[0].Value, operation, context),
        };
        if (isAny)
            Report(operation, call, hasCredentials || call.TargetMethod.Name == "SetIsOriginAllowed", context, TakesOrigins);
    }

    // origin => true, and origin => !string.IsNullOrEmpty(origin): it has one, or nobody would ask.
    private static bool AllowsAll(IOperation callback, OperationContext operation, CompilationContext context) =>
        Callback.Body(callback, context, operation.CancellationToken) is { } body
        && (Callback.IsAlwaysTrue(body) || (Callback.Returned(body) is { Length: > 0 } returned && returned.All(static value => value.ConstantValue is { HasValue: true, Value: true } || IsPresence(value)) && !body.Descendants().Any(static part => part is IThrowOperation)));

    private static bool IsPresence(IOperation value) => value.Unwrap() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var inner } => inner.Unwrap() is IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", ContainingType.SpecialType: SpecialType.System_String } },
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } compared => compared.LeftOperand.Unwrap().ConstantValue is { HasValue: true, Value: null or "" } || compared.RightOperand.Unwrap().ConstantValue is { HasValue: true, Value: null or "" },
        _ => false,
    };

    // new CorsPolicyBuilder("*")
    private static void AnalyzeMade(OperationContext operation, CompilationContext context)
    {
        var creation = (IObjectCreationOperation)operation.Operation;
        if (creation.Type?.Name == "CorsPolicyBuilder" && creation.Arguments.ArgumentOf("origins") is { } origins && context.Is(creation.Type, CrossOrigin.Builder) && Texts(origins, operation, context).Contains("*"))
            Report(operation, creation, creation.Wrapped().Parent is IInvocationOperation next ? HasCredentials(next) : AllowsCredentials(creation), context);
    }

    // AllowCredentials().DisallowCredentials() allows none.
    private static bool HasCredentials(IInvocationOperation call)
    {
        var (allowed, disallowed) = (-1, -1);
        foreach (var other in CallChain.Around(call))
        {
            if (other.TargetMethod.Name == "AllowCredentials")
                allowed = Math.Max(allowed, NameOf(other).SpanStart);
            else if (other.TargetMethod.Name == "DisallowCredentials")
                disallowed = Math.Max(disallowed, NameOf(other).SpanStart);
        }

        return allowed > disallowed;
    }

    private static IEnumerable<string> Texts(IOperation value, OperationContext operation, CompilationContext context) =>
        Parts(value.Followed(context, operation.CancellationToken)).Select(static part => part.ConstantText()).Where(static text => text is not null)!;

    // What a list, a fallback or a choice may be; not what a call makes of it.
    private static IEnumerable<IOperation> Parts(IOperation value) => value switch
    {
        IArrayCreationOperation { Initializer: { } list } => list.ElementValues.SelectMany(Parts),
        ICoalesceOperation coalesce => Parts(coalesce.Value).Concat(Parts(coalesce.WhenNull)),
        IConditionalOperation { WhenFalse: { } no } choice => Parts(choice.WhenTrue).Concat(Parts(no)),
        IConversionOperation conversion => Parts(conversion.Operand),
        { Kind: Operations.CollectionExpression } => value.ChildOperations.SelectMany(Parts),
        IObjectCreationOperation { Type.Name: "StringValues", Arguments: { Length: 1 } arguments } => Parts(arguments[0].Value),
        _ => [value],
    };

    private static bool IsStar(IOperation value) => value.ConstantText()?.Trim() == "*";

    // policy.SupportsCredentials = true, beside it.
    private static bool AllowsCredentials(IOperation operation) => operation.Root().Descendants().Any(static other =>
        other is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "SupportsCredentials" }, Value.ConstantValue: { HasValue: true, Value: true } });

    private static void AnalyzeAssignment(OperationContext operation, CompilationContext context)
    {
        var assignment = (ISimpleAssignmentOperation)operation.Operation;
        if (assignment.Target is not IPropertyReferenceOperation target)
            return;
        if (target.Property.Name == "IsOriginAllowed")
        {
            if (context.IsOrInherits(target.Property.ContainingType, CrossOrigin.Policy) && AllowsAll(assignment.Value, operation, context))
                Report(operation, assignment, isWarning: true, context);
        }
        else if (target.Property.Name == "AccessControlAllowOrigin" || (target.Arguments.Length == 1 && IsHeader(target.Arguments[0].Value, CrossOrigin.OriginHeader)))
        {
            AnalyzeValue(operation, assignment, assignment.Value, context);
        }
    }

    private static void AnalyzeHeader(OperationContext operation, IInvocationOperation call, CompilationContext context)
    {
        for (var i = 0; i + 1 < call.Arguments.Length; i++)
        {
            if (!IsHeader(call.Arguments[i].Value, CrossOrigin.OriginHeader))
                continue;
            AnalyzeValue(operation, call, call.Arguments[i + 1].Value, context);
            return;
        }
    }

    private static void AnalyzeValue(OperationContext operation, IOperation place, IOperation value, CompilationContext context)
    {
        var hasCredentials = place.Root().Descendants().Any(SetsCredentials);
        if (Texts(value, operation, context).Any(static text => text == "*"))
            Report(operation, place, hasCredentials, context);
        else if (IsRequestOrigin(value) && !IsChecked(place))
            Report(operation, place, isWarning: true, context);
    }

    private static bool SetsCredentials(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } => target.Property.Name == "AccessControlAllowCredentials" || (target.Arguments.Length == 1 && IsHeader(target.Arguments[0].Value, CrossOrigin.CredentialsHeader)),
        IInvocationOperation call => CrossOrigin.HeaderSetters.Contains(call.TargetMethod.Name) && call.Arguments.Any(static argument => IsHeader(argument.Value, CrossOrigin.CredentialsHeader)),
        _ => false,
    };

    // The header, or HeaderNames.AccessControlAllowOrigin, which is a read-only field.
    private static bool IsHeader(IOperation name, string header)
    {
        var value = name.Unwrap();
        return string.Equals(value.ConstantText(), header, StringComparison.OrdinalIgnoreCase)
            || (value is IFieldReferenceOperation { Field: { ContainingType.Name: "HeaderNames", Name: var field } } && field == header.Replace("-", ""));
    }

    private static bool IsRequestOrigin(IOperation value)
    {
        value = value.Unwrap();
        if (value is IConversionOperation conversion)
            return IsRequestOrigin(conversion.Operand);
        if (value is ILocalReferenceOperation local)
            return local.Local.ValuesOf(local.Root()).Any(given => given.Unwrap() is not ILocalReferenceOperation && IsRequestOrigin(given));
        return value switch
        {
            IInvocationOperation { TargetMethod.Name: "ToString" or "FirstOrDefault" or "First" } call => (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } inner && IsRequestOrigin(inner),
            ICoalesceOperation coalesce => IsRequestOrigin(coalesce.Value),
            IPropertyReferenceOperation { Arguments.Length: 0, Property: { Name: "Origin", ContainingType.Name: "IHeaderDictionary" } } => true,
            IPropertyReferenceOperation { Arguments.Length: 1 } indexer => indexer.Arguments[0].Value is var key && (IsHeader(key, "Origin") || (key.Unwrap().Type?.SpecialType == SpecialType.System_Int32 && indexer.Instance is { } list && IsRequestOrigin(list))),
            _ => false,
        };
    }

    // Somebody asks whether the origin is one of those: a condition that is more than a test for a value.
    private static bool IsChecked(IOperation place)
    {
        for (var (current, parent) = (place, place.Parent); parent is not null; (current, parent) = (parent, parent.Parent))
        {
            if (parent is IConditionalOperation conditional && current != conditional.Condition && Asks(conditional.Condition))
                return true;
            if (parent is IBlockOperation block && block.Operations.TakeWhile(statement => statement != current).Any(static statement => statement is IConditionalOperation { WhenFalse: null } test && Asks(test.Condition) && Leaves(test.WhenTrue)))
                return true;
        }

        return false;
    }

    private static bool Asks(IOperation condition) => condition.DescendantsAndSelf().Any(static operation => operation switch
    {
        IInvocationOperation { TargetMethod.Name: var name } => name is not ("IsNullOrEmpty" or "IsNullOrWhiteSpace" or "ContainsKey" or "TryGetValue" or "ToString"),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compare => compare.LeftOperand.Unwrap().Type?.SpecialType == SpecialType.System_String && compare.LeftOperand.Unwrap().ConstantValue.HasValue != compare.RightOperand.Unwrap().ConstantValue.HasValue
            && (compare.LeftOperand.ConstantText() ?? compare.RightOperand.ConstantText()) is { Length: > 0 },
        _ => false,
    });

    private static bool Leaves(IOperation statement) =>
        statement is IReturnOperation or IThrowOperation || (statement is IBlockOperation { Operations: { Length: > 0 } inner } && Leaves(inner[inner.Length - 1]));

    private static void AnalyzeOwin(OperationContext operation, CompilationContext context)
    {
        var reference = (IPropertyReferenceOperation)operation.Operation;
        if (reference.Property.Name == "AllowAll" && context.Is(reference.Property.ContainingType, CrossOrigin.OwinOptions))
            Report(operation, reference, isWarning: true, context);
    }

    private static void AnalyzeCreation(OperationContext operation, INamedTypeSymbol attribute, CompilationContext context)
    {
        var creation = (IObjectCreationOperation)operation.Operation;
        if (creation.Syntax is not AttributeSyntax && SymbolEqualityComparer.Default.Equals(creation.Type, attribute) && creation.Arguments.ArgumentOf("origins") is { } origins && IsStar(origins))
            Report(operation, creation, AllowsCredentials(creation), context);
    }

    private static void AnalyzeAttributes(SymbolAnalysisContext symbol, INamedTypeSymbol attribute, CompilationContext context)
    {
        foreach (var given in symbol.Symbol.GetAttributes())
        {
            if (!SymbolEqualityComparer.Default.Equals(given.AttributeClass, attribute) || given.ConstructorArguments.Length == 0 || given.ConstructorArguments[0].Value as string != "*")
                continue;
            var hasCredentials = given.NamedArguments.Any(static named => named is { Key: "SupportsCredentials", Value.Value: true });
            if (given.ApplicationSyntaxReference?.GetSyntax(symbol.CancellationToken) is { } syntax && !context.IsRelaxedTest(syntax.SyntaxTree))
                symbol.ReportDiagnostic(Create(syntax.GetLocation(), hasCredentials, ImmutableDictionary<string, string?>.Empty));
        }
    }

    private static void Report(OperationContext operation, IOperation place, bool isWarning, CompilationContext context, ImmutableDictionary<string, string?>? properties = null)
    {
        if (context.IsRelaxedTest(place.Syntax.SyntaxTree) || place.IsDevelopmentOnly(operation.ContainingSymbol))
            return;
        var syntax = properties is not null && place is IInvocationOperation call ? NameOf(call) : place.Syntax;
        operation.ReportDiagnostic(Create(syntax.GetLocation(), isWarning, properties ?? ImmutableDictionary<string, string?>.Empty));
    }

    private static Diagnostic Create(Location location, bool isWarning, ImmutableDictionary<string, string?> properties) => Diagnostic.Create(
        Descriptor,
        location,
        isWarning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
        additionalLocations: null,
        properties,
        isWarning ? "Every site can call this one as the user who looks at it" : "Every site can read what this one answers without credentials");

    private static SyntaxNode NameOf(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } ? name : call.Syntax;
}
