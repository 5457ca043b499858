using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Files;

/// <summary>SGA4006: a file or directory whose name can be guessed, created where everybody may write (CWE-377).</summary>
public sealed class PredictableTemporaryFile() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Property of the finding: the constant text that the path ends with.</summary>
    internal const string EndingProperty = "ending";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA4006",
        "Temporary file has a name that can be guessed",
        "The name of this {0} can be guessed; whoever makes it first decides what is in it",
        Category.Files,
        DiagnosticSeverity.Warning,
        "In a directory that everybody may write to, another user creates the file before the program does, or a link in its place: then the program overwrites a file of the attacker's choice, or reads what the attacker wrote. Temporary files have random names.",
        377, 379);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!context.Has(TemporaryFiles.Path))
            return;
        actions.RegisterOperationAction(operation => Analyze(operation, context), OperationKind.Invocation, OperationKind.ObjectCreation);
    }

    private static void Analyze(OperationContext operation, CompilationContext context)
    {
        if (operation.Operation is IInvocationOperation { TargetMethod: { Name: "GetTempFileName" } method } call && context.Is(method.ContainingType, TemporaryFiles.Path))
        {
            if (IsNumbered(context) || IsExtended(call))
                Report(operation, call, "file", "", context);
        }
        else
        {
            AnalyzeSink(operation, context);
        }
    }

    private static void AnalyzeSink(OperationContext operation, CompilationContext context)
    {
        var sink = operation.Operation;
        if (Created(sink, context) is not { } place || !IsFirst(sink, place, context))
            return;
        var isDirectory = sink is IInvocationOperation { TargetMethod.Name: "CreateDirectory" or "ExtractToDirectory" };
        Report(operation, place, isDirectory ? "directory" : "file", TemporaryPath.Ending(place, context) ?? "", context);
    }

    // Where the path that the call creates is built, if that can be guessed.
    private static IOperation? Created(IOperation sink, CompilationContext context) => sink switch
    {
        IInvocationOperation call => Created(call.TargetMethod, call.Arguments, context),
        IObjectCreationOperation { Constructor: { } constructor } creation => Created(constructor, creation.Arguments, context),
        _ => null,
    };

    private static IOperation? Created(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, CompilationContext context)
    {
        if (!TemporaryFiles.SinkNames.Contains(method.Name))
            return null;
        foreach (var (type, member, parameter) in TemporaryFiles.Sinks)
        {
            if (member == method.Name && context.Is(method.ContainingType, type) && arguments.ArgumentOf(parameter) is { } path)
                return IsSafe(method, arguments) ? null : TemporaryPath.Guessable(path, context);
        }

        return null;
    }

    // A path in a local may be written more than once, and is mended once.
    private static bool IsFirst(IOperation sink, IOperation place, CompilationContext context) =>
        sink.Syntax.Span.Contains(place.Syntax.Span) || sink.Root().Descendants().FirstOrDefault(other => other == sink || Created(other, context)?.Syntax == place.Syntax) == sink;

    // What exists is not opened; what is only read has been made by somebody else.
    private static bool IsSafe(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
    {
        if (method.Name is "Copy" or "CopyTo")
            return arguments.ArgumentOf("overwrite") is not { } overwrite || overwrite.Unwrap().ConstantValue is { HasValue: true, Value: false };
        if (arguments.ArgumentOf("options") is { Type.Name: "FileStreamOptions" } options)
            return ModeOf(options) is not { } given || IsSafeMode(given);
        return arguments.ArgumentOf("mode") is { } mode ? IsSafeMode(mode) : method.Name == "OpenHandle";
    }

    private static bool IsSafeMode(IOperation mode) =>
        mode.Unwrap() is IFieldReferenceOperation { Field: { Name: "CreateNew" or "Open" or "Truncate", ContainingType.Name: "FileMode" } };

    // new FileStreamOptions { Mode = FileMode.Create }, which opens what exists where it says nothing else
    private static IOperation? ModeOf(IOperation options)
    {
        options = options.Unwrap();
        if (options is ILocalReferenceOperation local && local.Local.ValuesOf(local.Root()) is { Count: 1 } values)
            options = values[0].Unwrap();
        var settings = (options as IObjectCreationOperation)?.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>();
        return settings?.FirstOrDefault(static setting => setting.Target is IPropertyReferenceOperation { Property.Name: "Mode" })?.Value;
    }

    // Before .NET 8 Windows numbers these files; since then they are random, and created at once.
    private static bool IsNumbered(CompilationContext context) => context.Compilation.ObjectType.ContainingAssembly.Identity.Version.Major < 8;

    // Path.GetTempFileName() + ".png" is a file that nobody has created yet.
    private static bool IsExtended(IInvocationOperation call) => call.Wrapped().Parent switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "ChangeExtension", ContainingType.Name: "Path" } } } => true,
        IInterpolationOperation { Parent: IInterpolatedStringOperation { Parts.Length: > 1 } } => true,
        IInvocationOperation { TargetMethod: { Name: "Replace", ContainingType.SpecialType: SpecialType.System_String } } => true,
        _ => false,
    };

    private static void Report(OperationContext operation, IOperation place, string what, string ending, CompilationContext context)
    {
        if (!context.IsRelaxedTest(place.Syntax.SyntaxTree) && !operation.Operation.IsDevelopmentOnly(operation.ContainingSymbol))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, place.Syntax.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add(EndingProperty, ending), what));
    }
}
