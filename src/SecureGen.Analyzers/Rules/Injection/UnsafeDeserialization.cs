using System;
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

/// <summary>SGA6006: the input decides which types are made from it.</summary>
public sealed class UnsafeDeserialization() : SecurityAnalyzer(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6006",
        "Input decides which types are made from it",
        "{0} lets the input name the types that are created",
        Category.Injection,
        DiagnosticSeverity.Warning,
        "Types that do something when they are created, filled or collected turn such input into code. Read into types that the program names.",
        502);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        var formatters = Deserializers.Formatters.Where(formatter => context.Has(formatter.Type.Replace("MessagePackSerializer.", "MessagePackSerializer+"))).ToImmutableArray();
        if (!formatters.IsEmpty)
            actions.RegisterOperationAction(operation => AnalyzeCall(operation, formatters, context), OperationKind.Invocation, OperationKind.MethodReference);
        if (context.Has(Deserializers.ContractResolver) || context.Has(Deserializers.Binder) || context.Has(Deserializers.JsonBinder))
            actions.RegisterOperationAction(operation => AnalyzeLookup(operation, context), OperationKind.Invocation);
        if (context.Has(Deserializers.ScriptSerializer) || context.Has("System.Runtime.Serialization.DataContractSerializer"))
            actions.RegisterOperationAction(operation => AnalyzeCreation(operation, context), OperationKind.ObjectCreation);
        if (context.Has(Deserializers.TypelessResolver))
            actions.RegisterOperationAction(operation => AnalyzeResolver(operation, context), OperationKind.FieldReference, OperationKind.PropertyReference);
        if (!context.Has(Deserializers.TypeNames))
            return;
        actions.RegisterOperationAction(operation => AnalyzeAssignment(operation, context), OperationKind.SimpleAssignment);
        actions.RegisterSymbolAction(symbol => AnalyzeAttributes(symbol, context), SymbolKind.NamedType, SymbolKind.Property, SymbolKind.Field, SymbolKind.Parameter);
    }

    private static void AnalyzeCall(OperationContext operation, ImmutableArray<(string Type, string Method)> formatters, CompilationContext context)
    {
        var method = operation.Operation is IInvocationOperation call ? call.TargetMethod : ((IMethodReferenceOperation)operation.Operation).Method;
        foreach (var (type, name) in formatters)
        {
            if (name != method.Name || !context.IsOrInherits(method.ContainingType, type.Replace("MessagePackSerializer.", "MessagePackSerializer+")) || HasBinder(operation, context))
                continue;
            if (type != "fastJSON.JSON" || method.TypeArguments.Length == 0)
                Report(operation, operation.Operation.Syntax, "'" + method.ContainingType.Name + "." + name + "'", null, context);
            return;
        }
    }

    // override Type BindToType(...) => Type.GetType(name): the binder or resolver takes every type.
    private static void AnalyzeLookup(OperationContext operation, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (!IsLookup(call) || operation.ContainingSymbol is not IMethodSymbol { Name: "BindToType" or "ResolveName" } method)
            return;
        var isReader = method.IsOverride
            ? context.IsOrInherits(method.ContainingType, Deserializers.Binder) || context.IsOrInherits(method.ContainingType, Deserializers.ContractResolver)
            : context.Type(Deserializers.JsonBinder) is { } binder && method.ContainingType.AllInterfaces.Contains(binder, SymbolEqualityComparer.Default);
        if (isReader && !call.Root().Descendants().Any(static other => other is IConditionalOperation or IThrowOperation or ISwitchOperation or ISwitchExpressionOperation or IInvocationOperation { TargetMethod.Name: "Contains" or "TryGetValue" or "IsAssignableFrom" or "IsAssignableTo" }))
            Report(operation, call.Syntax, "'" + method.ContainingType.Name + "'", null, context);
    }

    private static bool IsLookup(IInvocationOperation call) =>
        call is { TargetMethod: { Name: "GetType", IsStatic: true, ContainingType: { Name: "Type", ContainingNamespace.Name: "System" } }, Arguments: { Length: > 0 } arguments } && !arguments[0].Value.Unwrap().ConstantValue.HasValue;

    // A binder that names the types is the one thing that helps; what it lets through cannot be judged here. That of Json.NET takes all.
    private static bool IsBinder(ISimpleAssignmentOperation other, CompilationContext context) =>
        other.Target is IPropertyReferenceOperation { Property.Name: "Binder" or "SerializationBinder" }
        && other.Value.Unwrap() is var binder && binder.ConstantValue is not { HasValue: true, Value: null } && !context.Is(binder.Type, Deserializers.DefaultBinder);

    // new BinaryFormatter { Binder = ... }.Deserialize(stream), and the same through a local or a field.
    private static bool HasBinder(OperationContext operation, CompilationContext context)
    {
        if ((operation.Operation is IInvocationOperation call ? call.Instance : ((IMethodReferenceOperation)operation.Operation).Instance) is not { } formatter)
            return false;
        return ObjectSettings.Of(formatter.Unwrap()).Any(other => IsBinder(other, context))
            || (formatter.Followed(context, operation.CancellationToken) is IObjectCreationOperation { Initializer: { } made } && made.Initializers.OfType<ISimpleAssignmentOperation>().Any(other => IsBinder(other, context)));
    }

    private static void AnalyzeCreation(OperationContext operation, CompilationContext context)
    {
        var creation = (IObjectCreationOperation)operation.Operation;
        if (creation.Type?.Name == "JavaScriptSerializer")
        {
            if (creation.Arguments.Length == 1 && context.IsOrInherits(creation.Type, Deserializers.ScriptSerializer) && context.IsOrInherits(creation.Arguments[0].Value.Followed(context, operation.CancellationToken).Type, Deserializers.ScriptResolver))
                Report(operation, creation.Syntax, "'SimpleTypeResolver'", null, context);
        }
        else if (creation.Arguments.Length > 0 && IsTyped(creation, context) && creation.Arguments[0].Value is var type && IsNamedByInput(type, operation, context))
        {
            Report(operation, type.Syntax, "'" + creation.Type!.Name + "'", null, context);
        }
    }

    private static bool IsTyped(IObjectCreationOperation creation, CompilationContext context) =>
        creation.Type?.Name is "XmlSerializer" or "DataContractSerializer" or "DataContractJsonSerializer"
        && (context.IsOrInherits(creation.Type, "System.Xml.Serialization.XmlSerializer") || context.IsOrInherits(creation.Type, "System.Runtime.Serialization.XmlObjectSerializer"));

    // new XmlSerializer(Type.GetType(name)): what is looked up by a name that is not written here, and not held against a list.
    private static bool IsNamedByInput(IOperation type, OperationContext operation, CompilationContext context) =>
        type.Followed(context, operation.CancellationToken) is var value
        && (value is ICoalesceOperation coalesce ? coalesce.Value.Unwrap() : value) is IInvocationOperation call && IsLookup(call) && !IsOfType(call.Arguments[0].Value);

    // typeof(T).AssemblyQualifiedName, value.GetType().FullName
    private static bool IsOfType(IOperation name) => name.DescendantsAndSelf().Any(static part => part is ITypeOfOperation or IInvocationOperation { TargetMethod: { Name: "GetType", IsStatic: false } });

    private static void AnalyzeResolver(OperationContext operation, CompilationContext context)
    {
        var reference = (IMemberReferenceOperation)operation.Operation;
        if (reference.Member is { Name: "Instance" or "Options" } member && context.Is(member.ContainingType, Deserializers.TypelessResolver))
            Report(operation, reference.Syntax, "'TypelessContractlessStandardResolver'", null, context);
    }

    private static void AnalyzeAssignment(OperationContext operation, CompilationContext context)
    {
        var assignment = (ISimpleAssignmentOperation)operation.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: { Name: "TypeNameHandling" } property } || assignment.Syntax.Parent is AttributeArgumentListSyntax || !(context.IsOrInherits(property.ContainingType, Deserializers.JsonSettings) || context.IsOrInherits(property.ContainingType, Deserializers.JsonSerializer)))
            return;
        if (NamesTypes(assignment.Value.Followed(context, operation.CancellationToken)) && !ObjectSettings.Beside(assignment).Any(other => IsBinder(other, context)) && !IsForWriting(assignment))
            Report(operation, assignment.Syntax, "'TypeNameHandling'", "global::Newtonsoft.Json.TypeNameHandling.None", context);
    }

    // SerializeObject(value, new JsonSerializerSettings { ... }) reads nothing.
    private static bool IsForWriting(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Parent is not IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation creation })
            return false;
        var settings = creation.Wrapped();
        return settings.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
            ? local.ReferencesTo(settings.Root()).ToArray() is { Length: > 0 } references && references.All(static reference => IsWritten(reference.Wrapped()))
            : IsWritten(settings);
    }

    private static bool IsWritten(IOperation settings) => settings.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "SerializeObject", ContainingType.Name: "JsonConvert" } } };

    // (TypeNameHandling)4 is Auto without saying so.
    private static bool NamesTypes(IOperation value) => value.ConstantValue is { HasValue: true, Value: IConvertible number } && number.ToInt32(System.Globalization.CultureInfo.InvariantCulture) != 0
        || (value is IConditionalOperation { WhenTrue: var yes, WhenFalse: { } no } && (NamesTypes(yes.Unwrap()) || NamesTypes(no.Unwrap())));

    private static void AnalyzeAttributes(SymbolAnalysisContext symbol, CompilationContext context)
    {
        foreach (var attribute in symbol.Symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type || !Deserializers.JsonAttributes.Contains(type.Name) || !type.ContainingNamespace.Is("Newtonsoft.Json"))
                continue;
            if (attribute.ApplicationSyntaxReference?.GetSyntax(symbol.CancellationToken) is not AttributeSyntax { ArgumentList: { } list } || context.IsRelaxedTest(list.SyntaxTree))
                continue;
            foreach (var named in attribute.NamedArguments)
            {
                if (named is { Key: "TypeNameHandling" or "ItemTypeNameHandling", Value.Value: int and not 0 } && list.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == named.Key) is { } argument)
                    symbol.ReportDiagnostic(Diagnostic.Create(Descriptor, argument.Expression.GetLocation(), SettingFixes.Properties("global::Newtonsoft.Json.TypeNameHandling.None"), "'" + named.Key + "'"));
            }
        }
    }

    private static void Report(OperationContext operation, SyntaxNode place, string what, string? value, CompilationContext context)
    {
        if (!context.IsRelaxedTest(place.SyntaxTree))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), SettingFixes.Properties(value), what));
    }
}
