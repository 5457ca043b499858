using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Files;

/// <summary>SGA4005: a file that everybody may write, or one with a key that everybody may read (CWE-732).</summary>
public sealed class OpenFileMode() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Property of the finding: the bits of the mode, or the word of chmod.</summary>
    internal const string BitsProperty = "bits", WordProperty = "word";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA4005",
        "File is open to everybody",
        "{0} lets every user of the machine {1} the file",
        Category.Files,
        DiagnosticSeverity.Warning,
        "Every program on the machine, of whatever user, can change a file that everybody may write: configuration, scripts and libraries become a way in. Files are written by their owner.",
        732, 276);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (FileModes.Enumerations.Any(context.Has))
        {
            actions.RegisterOperationAction(operation => AnalyzeArgument(operation, context), OperationKind.Argument);
            actions.RegisterOperationAction(operation => AnalyzeAssignment(operation, context), OperationKind.SimpleAssignment, OperationKind.CompoundAssignment);
        }

        if (context.Has(Processes.Process))
            actions.RegisterOperationAction(operation => AnalyzeText(operation, context), OperationKind.Literal, OperationKind.InterpolatedStringText);
        if (context.Has(FileModes.AccessRule))
            actions.RegisterOperationAction(operation => AnalyzeRule(operation, context), OperationKind.ObjectCreation);
        actions.RegisterOperationAction(operation => AnalyzeNative(operation, context), OperationKind.Invocation);
    }

    private static void AnalyzeArgument(OperationContext operation, CompilationContext context)
    {
        var argument = (IArgumentOperation)operation.Operation;
        if (argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter: { OriginalDefinition.Type: { } type, ContainingSymbol: IMethodSymbol method } } && IsMode(type, context) && method.DeclaringSyntaxReferences.IsEmpty)
            JudgeMode(operation, argument.Value, (argument.Parent as IInvocationOperation)?.Arguments, context);
    }

    private static void AnalyzeAssignment(OperationContext operation, CompilationContext context)
    {
        var assignment = (IAssignmentOperation)operation.Operation;
        if (assignment.Target is IPropertyReferenceOperation { Property: { OriginalDefinition.Type: { } type, DeclaringSyntaxReferences.IsEmpty: true } } && IsMode(type, context) && assignment is not ICompoundAssignmentOperation { OperatorKind: not BinaryOperatorKind.Or })
            JudgeMode(operation, assignment.Value, null, context);
    }

    private static bool IsMode(ITypeSymbol type, CompilationContext context)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        return type is { TypeKind: TypeKind.Enum, Name: "UnixFileMode" or "FileAccessPermissions" or "FilePermissions" } && FileModes.Enumerations.Any(name => context.Is(type, name));
    }

    // [DllImport("libc")] static extern int chmod(string path, int mode)
    private static void AnalyzeNative(OperationContext operation, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (call.TargetMethod is { IsStatic: true } method && (method.IsExtern || method.IsPartialDefinition) && FileModes.SetsMode(method) && call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 1) is { } mode)
            JudgeMode(operation, mode.Value, call.Arguments, context);
    }

    private static void JudgeMode(OperationContext operation, IOperation value, IEnumerable<IArgumentOperation>? arguments, CompilationContext context)
    {
        var parts = ModeBits.Of(value, context).ToArray();
        var holdsSecret = arguments is not null && HoldsSecret(arguments);
        if (context.IsRelaxedTest(value.Syntax.SyntaxTree) || parts.Any(part => (part.Bits & FileModes.Sticky) != 0))
            return;
        foreach (var (bits, place) in parts)
        {
            var isWritten = (bits & FileModes.OthersWrite) != 0;
            if (isWritten || (holdsSecret && (bits & (FileModes.OthersRead | FileModes.GroupWrite)) != 0))
                Report(operation, place.Syntax, ImmutableDictionary<string, string?>.Empty.Add(BitsProperty, bits.ToString()), "This mode", isWritten ? "write" : "read");
        }
    }

    private static bool HoldsSecret(IEnumerable<IArgumentOperation> arguments) => arguments.ArgumentOf("path")?.Unwrap() switch
    {
        IInvocationOperation { TargetMethod: { Name: "Combine" or "Join", ContainingType.Name: "Path" }, Arguments: { Length: > 0 } parts } => EndsAsSecret(parts[parts.Length - 1].Value),
        { } path => EndsAsSecret(path),
        null => false,
    };

    private static bool EndsAsSecret(IOperation path)
    {
        var text = path.Unwrap() switch
        {
            IInterpolatedStringOperation { Parts: { Length: > 0 } parts } => (parts[parts.Length - 1] as IInterpolatedStringTextOperation)?.Text.ConstantText(),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, RightOperand: { } right } when path.ConstantText() is null => right.ConstantText(),
            _ => path.ConstantText(),
        };
        return text is not null && FileModes.IsSecretFile(text);
    }

    // Process.Start("chmod", "777 " + path), "-c \"chmod -R a+rwx /srv\""
    private static void AnalyzeText(OperationContext operation, CompilationContext context)
    {
        var literal = operation.Operation;
        var text = literal is IInterpolatedStringTextOperation part ? part.Text.ConstantText() : literal.Parent is IInterpolatedStringTextOperation ? null : literal.ConstantText();
        if (text is null || text.Length < 3 || FileModes.OpenMode(text) is null || ModeOf(literal, text, context) is not { } mode || context.IsRelaxedTest(literal.Syntax.SyntaxTree))
            return;
        Report(operation, literal.Syntax, ImmutableDictionary<string, string?>.Empty.Add(WordProperty, mode), $"'chmod {mode}'", "write");
    }

    private static string? ModeOf(IOperation literal, string text, CompilationContext context)
    {
        if (Command(literal) is not { } command)
            return null;
        var index = text.IndexOf("chmod ", StringComparison.Ordinal);
        if (index >= 0)
            return FileModes.OpenMode(text.Substring(index + 6).Split('|', '&', ';')[0]);
        return command.DescendantsAndSelf().Any(IsChmod) ? FileModes.OpenMode(text) : null;
    }

    private static bool IsChmod(IOperation operation) => operation is ILiteralOperation && operation.ConstantText() is { } program && program.EndsWith("chmod", StringComparison.Ordinal) && Path.GetFileName(program) == "chmod";

    // What the text is a part of: the start of a process, or the body in which its information is filled in.
    private static IOperation? Command(IOperation literal)
    {
        for (var current = literal.Parent; current is not null and not IBlockOperation; current = current.Parent)
        {
            switch (current)
            {
                case IInvocationOperation { TargetMethod: { Name: "Start", ContainingType.Name: "Process" } }:
                case IObjectCreationOperation { Type.Name: "ProcessStartInfo" }:
                    return current;
                case IAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Arguments", ContainingType.Name: "ProcessStartInfo" } } } when current.Parent is IExpressionStatementOperation:
                case IInvocationOperation { TargetMethod.Name: "Add", Instance: IPropertyReferenceOperation { Property: { Name: "ArgumentList", ContainingType.Name: "ProcessStartInfo" } } } when current.Parent is IExpressionStatementOperation:
                    return current.Root();
                case IVariableDeclaratorOperation { Symbol: { } local } when local.ReferencesTo(current.Root()).Any(IsCommandLine):
                    return current.Root();
            }
        }

        return null;
    }

    private static bool IsCommandLine(ILocalReferenceOperation reference)
    {
        for (var current = reference.Parent; current is not null and not IBlockOperation; current = current.Parent)
        {
            if (current is IInvocationOperation { TargetMethod: { Name: "Start", ContainingType.Name: "Process" } } or IObjectCreationOperation { Type.Name: "ProcessStartInfo" }
                or IAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Arguments", ContainingType.Name: "ProcessStartInfo" } } })
                return true;
        }

        return false;
    }

    // new FileSystemAccessRule("Everyone", FileSystemRights.FullControl, AccessControlType.Allow)
    private static void AnalyzeRule(OperationContext operation, CompilationContext context)
    {
        var rule = (IObjectCreationOperation)operation.Operation;
        if (!context.Is(rule.Type, FileModes.AccessRule) || rule.Arguments.ArgumentOf("type")?.Unwrap().ConstantValue is not { HasValue: true, Value: 0 })
            return;
        if (rule.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: var name } } && name.StartsWith("Remove", StringComparison.Ordinal))
            return;
        if (rule.Arguments.ArgumentOf("fileSystemRights") is not { } rights || rule.Arguments.ArgumentOf("identity") is not { } identity || !IsEverybody(identity) || context.IsRelaxedTest(rule.Syntax.SyntaxTree))
            return;
        foreach (var (bits, place) in ModeBits.Of(rights, context))
        {
            if ((bits & FileModes.WritingRights) != 0)
                Report(operation, place.Syntax, ImmutableDictionary<string, string?>.Empty, "This rule", "change");
        }
    }

    private static bool IsEverybody(IOperation identity)
    {
        identity = identity.Unwrap();
        if (identity is ILocalReferenceOperation local && local.Local.ValuesOf(local.Root()) is { Count: 1 } values)
            identity = values[0].Unwrap();
        if (identity.ConstantText() is { } name)
            return FileModes.Everybody.Contains(name);
        return identity is IObjectCreationOperation { Type.Name: "SecurityIdentifier" or "NTAccount", Arguments: { Length: > 0 } arguments }
            && (arguments[0].Value.ConstantText() is { } text ? FileModes.Everybody.Contains(text) : arguments[0].Value.Unwrap() is IFieldReferenceOperation { Field: { Name: "WorldSid", ContainingType.Name: "WellKnownSidType" } });
    }

    private static void Report(OperationContext operation, SyntaxNode place, ImmutableDictionary<string, string?> properties, string what, string how) =>
        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), properties, what, how));
}
