using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Injection;

/// <summary>SGA6011: the limit of a request or of its parts is taken away, or is so high that it limits nothing.</summary>
public sealed class RequestSizeUnlimited() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Property of the finding: an attribute that takes the limit away.</summary>
    internal const string AttributeProperty = "attribute";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6011",
        "Size of requests is not limited",
        "{0} lets requests be as large as the sender likes",
        Category.Injection,
        DiagnosticSeverity.Warning,
        "One sender fills the memory or the disk of the server, and every byte is read before anybody decides whether it was wanted. State the largest size that the end point needs.",
        770, 400);

    private static readonly ImmutableDictionary<string, string?> IsAttribute = ImmutableDictionary<string, string?>.Empty.Add(AttributeProperty, "true");

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (SizeLimits.Properties.Any(limit => context.Has(limit.Type)))
            actions.RegisterOperationAction(operation => AnalyzeAssignment(operation, context), OperationKind.SimpleAssignment);
        if (context.Type(SizeLimits.Disabled) is null)
            return;
        actions.RegisterOperationAction(operation => AnalyzeCall(operation, context), OperationKind.Invocation);
        actions.RegisterSymbolAction(symbol => AnalyzeAttributes(symbol.Symbol, context, symbol.ReportDiagnostic), SymbolKind.NamedType, SymbolKind.Method);
        actions.RegisterOperationAction(operation => AnalyzeAttributes(((IAnonymousFunctionOperation)operation.Operation).Symbol, context, operation.ReportDiagnostic), OperationKind.AnonymousFunction);
        actions.RegisterOperationAction(operation => AnalyzeCreation(operation, context), OperationKind.ObjectCreation);
    }

    private static void AnalyzeAssignment(OperationContext operation, CompilationContext context)
    {
        var assignment = (ISimpleAssignmentOperation)operation.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: var property } || assignment.Syntax.Parent is AttributeArgumentListSyntax)
            return;
        foreach (var limit in SizeLimits.Properties)
        {
            if (limit.Property != property.Name || !(context.IsOrInherits(property.ContainingType, limit.Type) || (limit.Type == SizeLimits.FormOptions && context.Is(property.ContainingType, SizeLimits.Form))))
                continue;
            if (IsUnlimited(assignment.Value.Followed(context, operation.CancellationToken), limit.Most))
                Report(operation, assignment, "'" + property.Name + "'", SettingFixes.Properties(limit.Sensible), context);
            return;
        }
    }

    // app.MapPost(...).WithFormOptions(multipartBodyLengthLimit: long.MaxValue): the parameters are named like the properties.
    private static void AnalyzeCall(OperationContext operation, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (call.TargetMethod.Name != "WithFormOptions" || !context.Is(call.TargetMethod.ContainingType, SizeLimits.EndpointOptions))
            return;
        foreach (var argument in call.Arguments)
        {
            var limit = SizeLimits.Properties.FirstOrDefault(known => known.Type == SizeLimits.FormOptions && known.Property.Equals(argument.Parameter?.Name, StringComparison.OrdinalIgnoreCase));
            if (limit.Type is not null && argument.ArgumentKind == ArgumentKind.Explicit && argument.Value.ConstantValue is not { HasValue: true, Value: null } && IsUnlimited(argument.Value.Followed(context, operation.CancellationToken), limit.Most))
                Report(operation, argument.Value, "'" + limit.Property + "'", SettingFixes.Properties(limit.Sensible), context);
        }
    }

    private static bool IsUnlimited(IOperation value, long most) => value.ConstantValue switch
    {
        { HasValue: true, Value: null } => true,
        { HasValue: true, Value: IConvertible number and not (string or bool) } => number.ToDouble(System.Globalization.CultureInfo.InvariantCulture) > most,
        _ => value is IDefaultValueOperation { Type: INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } },
    };

    private static void AnalyzeAttributes(ISymbol symbol, CompilationContext context, Action<Diagnostic> report)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: "DisableRequestSizeLimitAttribute" or "RequestSizeLimitAttribute" or "RequestFormLimitsAttribute" } type
                || attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax
                || context.IsRelaxedTest(syntax.SyntaxTree) || syntax.IsDevelopmentOnly(symbol))
            {
                continue;
            }

            if (context.Is(type, SizeLimits.Disabled))
                report(Diagnostic.Create(Descriptor, syntax.GetLocation(), IsAttribute, "'DisableRequestSizeLimit'"));
            else if (context.Is(type, SizeLimits.Limited) && attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is long and > SizeLimits.Most && syntax.ArgumentList?.Arguments.FirstOrDefault() is { } bytes)
                report(Diagnostic.Create(Descriptor, bytes.Expression.GetLocation(), SettingFixes.Properties(SizeLimits.TenMegabytes), "'RequestSizeLimit'"));
            else if (context.Is(type, SizeLimits.Form))
                AnalyzeForm(attribute, syntax, report);
        }
    }

    private static void AnalyzeForm(AttributeData attribute, AttributeSyntax syntax, Action<Diagnostic> report)
    {
        foreach (var named in attribute.NamedArguments)
        {
            var limit = SizeLimits.Properties.FirstOrDefault(known => known.Type == SizeLimits.FormOptions && known.Property == named.Key);
            if (limit.Type is null || named.Value.Value is not IConvertible number || number.ToInt64(System.Globalization.CultureInfo.InvariantCulture) <= limit.Most)
                continue;
            if (syntax.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == named.Key) is { } given)
                report(Diagnostic.Create(Descriptor, given.Expression.GetLocation(), SettingFixes.Properties(limit.Sensible), "'" + named.Key + "'"));
        }
    }

    // .WithMetadata(new DisableRequestSizeLimitAttribute())
    private static void AnalyzeCreation(OperationContext operation, CompilationContext context)
    {
        var creation = (IObjectCreationOperation)operation.Operation;
        if (creation.Syntax is AttributeSyntax || creation.Type is not { Name: "DisableRequestSizeLimitAttribute" or "RequestSizeLimitAttribute" })
            return;
        if (context.Is(creation.Type, SizeLimits.Disabled))
            Report(operation, creation, "'DisableRequestSizeLimit'", SettingFixes.Properties("new global::" + SizeLimits.Limited + "(" + SizeLimits.TenMegabytes + ")"), context);
        else if (context.Is(creation.Type, SizeLimits.Limited) && creation.Arguments.ArgumentOf("bytes") is { } bytes && IsUnlimited(bytes.Unwrap(), SizeLimits.Most))
            Report(operation, bytes, "'RequestSizeLimit'", SettingFixes.Properties(SizeLimits.TenMegabytes), context);
    }

    private static void Report(OperationContext operation, IOperation place, string what, ImmutableDictionary<string, string?> properties, CompilationContext context)
    {
        if (!context.IsRelaxedTest(place.Syntax.SyntaxTree) && !place.IsDevelopmentOnly(operation.ContainingSymbol))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, place.Syntax.GetLocation(), properties, what));
    }
}
