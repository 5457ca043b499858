using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Injection;

/// <summary>
/// SGA6005: XML is read with a DTD that may fetch what it names. .NET has no resolver unless one is set and expands ten million
/// characters at most, as .NET Framework since 4.5.2; for what is built for an older one the DTD alone is enough.
/// </summary>
public sealed class ExternalEntities() : SecurityAnalyzer(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6005",
        "XML may fetch external entities",
        "{0} lets the document fetch files and addresses that it names",
        Category.Injection,
        DiagnosticSeverity.Warning,
        "The DTD of a document can name files of the server and addresses inside of its network, whose content becomes part of the document. Prohibit the DTD, or read without a resolver.",
        611, 776);

    private const string Settings = "System.Xml.XmlReaderSettings";
    private const string TextReader = "System.Xml.XmlTextReader";
    private const string ValidatingReader = "System.Xml.XmlValidatingReader";
    private const string Document = "System.Xml.XmlDocument";
    private const string XsltSettings = "System.Xml.Xsl.XsltSettings";
    private const string Script = "EnableScript";
    private const string Framework = ".NETFramework,Version=v";
    private const int Parse = 2;

    private static readonly Version FirstWithoutResolver = new(4, 5, 2);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!context.Has(Settings))
            return;
        var bringsResolver = BringsResolver(context.Compilation);
        actions.RegisterOperationAction(operation => AnalyzeAssignment(operation, bringsResolver, context), OperationKind.SimpleAssignment);
        if (!context.Has(XsltSettings))
            return;
        actions.RegisterOperationAction(operation => AnalyzeTrusted(operation, context), OperationKind.PropertyReference);
        actions.RegisterOperationAction(operation => AnalyzeXslt(operation, context), OperationKind.ObjectCreation);
    }

    // The version that a program was built for decides, not the one that it runs on.
    private static bool BringsResolver(Compilation compilation)
    {
        if (compilation.ObjectType.ContainingAssembly?.Identity is { Name: "mscorlib", Version.Major: < 4 })
            return true;
        var built = compilation.Assembly.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.Name == "TargetFrameworkAttribute");
        return built is { ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is string name
            && name.StartsWith(Framework, StringComparison.Ordinal) && Version.TryParse(name.Substring(Framework.Length), out var version) && version < FirstWithoutResolver;
    }

    // .NET refuses scripts; so may the framework that the library runs on.
    private static bool RunsScripts(Compilation compilation) => compilation.ObjectType.ContainingAssembly?.Name is not ("System.Runtime" or "System.Private.CoreLib");

    private static void AnalyzeAssignment(OperationContext operation, bool bringsResolver, CompilationContext context)
    {
        var assignment = (ISimpleAssignmentOperation)operation.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: var property } target)
            return;
        var type = target.Instance?.Type ?? property.ContainingType;
        switch (property.Name)
        {
            case "DtdProcessing" when IsConstant(assignment.Value, Parse, operation, context) && (context.IsOrInherits(type, Settings) || context.IsOrInherits(type, TextReader)):
                if (Fetches(assignment, bringsResolver, operation, context))
                    Report(operation, assignment.Syntax, "'DtdProcessing.Parse'", "global::System.Xml.DtdProcessing.Prohibit", context);
                break;
            case "ProhibitDtd" when IsConstant(assignment.Value, false, operation, context) && (context.IsOrInherits(type, Settings) || context.IsOrInherits(type, TextReader)):
                if (Fetches(assignment, bringsResolver, operation, context))
                    Report(operation, assignment.Syntax, "'ProhibitDtd'", "true", context);
                break;
            case "XmlResolver" when IsResolver(assignment.Value, operation, context) && ParsesByItself(type, assignment, operation, context):
                Report(operation, assignment.Syntax, "'XmlResolver'", "null", context);
                break;
            case Script or "EnableDocumentFunction" when IsConstant(assignment.Value, true, operation, context) && context.IsOrInherits(type, XsltSettings) && Works(property.Name, assignment, operation, context):
                Report(operation, assignment.Syntax, "'" + property.Name + "'", "false", context);
                break;
        }
    }

    // A resolver beside it, or none said where the framework has one; or a DTD that expands without end.
    private static bool Fetches(ISimpleAssignmentOperation assignment, bool bringsResolver, OperationContext operation, CompilationContext context)
    {
        var beside = ObjectSettings.Beside(assignment).ToArray();
        var resolvers = beside.Where(static other => NameOf(other) == "XmlResolver").ToArray();
        if (resolvers.Length == 0 ? bringsResolver : resolvers.Any(other => IsResolver(other.Value, operation, context)))
            return true;
        return beside.Any(other => NameOf(other) == "MaxCharactersFromEntities" && other.Value.Unwrap().ConstantValue is { HasValue: true, Value: 0L or 0 });
    }

    // XmlDocument and the older readers parse a DTD unless they are told not to; XmlReaderSettings refuses it.
    private static bool ParsesByItself(ITypeSymbol type, ISimpleAssignmentOperation assignment, OperationContext operation, CompilationContext context)
    {
        if (context.IsOrInherits(type, Document) || context.IsOrInherits(type, ValidatingReader))
            return true;
        return context.IsOrInherits(type, TextReader)
            && !ObjectSettings.Beside(assignment).Any(other => NameOf(other) is "DtdProcessing" or "ProhibitDtd");
    }

    private static string NameOf(ISimpleAssignmentOperation assignment) => ((IPropertyReferenceOperation)assignment.Target).Property.Name;

    // A resolver of one's own may know what it lets through; XmlSecureResolver refuses everything in .NET.
    private static bool IsResolver(IOperation value, OperationContext operation, CompilationContext context) => value.Followed(context, operation.CancellationToken) switch
    {
        IObjectCreationOperation creation => context.Is(creation.Type, "System.Xml.XmlUrlResolver"),
        IPropertyReferenceOperation { Property.Name: "FileSystemResolver" } => true,
        _ => false,
    };

    private static bool IsConstant(IOperation value, object wanted, OperationContext operation, CompilationContext context) =>
        value.Followed(context, operation.CancellationToken).ConstantValue is { HasValue: true, Value: { } known } && known.Equals(wanted);

    // .NET refuses scripts, and document() without a resolver of the call to Transform.
    private static bool Works(string setting, IOperation place, OperationContext operation, CompilationContext context) =>
        RunsScripts(context.Compilation) || (setting != Script && place.Root().Descendants().Any(other =>
            other is IInvocationOperation { TargetMethod.Name: "Transform" } call && call.Arguments.Any(argument => IsResolver(argument.Value, operation, context))));

    private static void AnalyzeTrusted(OperationContext operation, CompilationContext context)
    {
        var reference = (IPropertyReferenceOperation)operation.Operation;
        if (reference.Property.Name == "TrustedXslt" && context.Is(reference.Property.ContainingType, XsltSettings) && Works(reference.Property.Name, reference, operation, context))
            Report(operation, reference.Syntax, "'XsltSettings.TrustedXslt'", "global::System.Xml.Xsl.XsltSettings.Default", context);
    }

    private static void AnalyzeXslt(OperationContext operation, CompilationContext context)
    {
        var creation = (IObjectCreationOperation)operation.Operation;
        if (creation.Arguments.Length != 2 || creation.Type?.Name != "XsltSettings" || !context.Is(creation.Type, XsltSettings))
            return;
        foreach (var argument in creation.Arguments)
        {
            var setting = argument.Parameter?.Name == "enableScript" ? Script : "EnableDocumentFunction";
            if (IsConstant(argument.Value, true, operation, context) && Works(setting, creation, operation, context))
                Report(operation, argument.Value.Syntax, "'" + setting + "'", "false", context);
        }
    }

    private static void Report(OperationContext operation, SyntaxNode place, string what, string value, CompilationContext context)
    {
        if (!context.IsRelaxedTest(place.SyntaxTree))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), SettingFixes.Properties(value), what));
    }
}
