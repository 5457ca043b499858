using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Network;

/// <summary>SGA3003: a version of SSL or TLS that is broken is chosen; one finding for all flags of a value.</summary>
public sealed class WeakTlsVersion() : SecurityAnalyzer(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA3003",
        "Broken version of SSL or TLS",
        "'{0}' allows a version of SSL or TLS that is broken; let the system choose",
        Category.Network,
        DiagnosticSeverity.Warning,
        "SSL 2 and 3, TLS 1.0 and TLS 1.1 are broken and forbidden by the RFCs that replaced them. Leave the choice to the system, or name TLS 1.2 and 1.3.",
        327,
        326,
        757);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!context.Has(TlsVersions.SslProtocols))
            return;
        actions.RegisterOperationAction(operation => Analyze(operation, context), OperationKind.FieldReference, OperationKind.Conversion);
    }

    private static void Analyze(OperationContext operation, CompilationContext context)
    {
        var flag = operation.Operation;
        if (!TlsVersions.AreNamedBy(flag.Type, context) || !IsWeak(flag) || flag is IConversionOperation { IsImplicit: true } or IConversionOperation { Operand: IFieldReferenceOperation or IBinaryOperation { Type.TypeKind: TypeKind.Enum } })
            return;
        var whole = Whole(flag);
        if (TlsVersions.Flags(whole).First(IsWeak) != flag || !IsChosen(whole, context))
            return;
        if (!context.IsRelaxedTest(flag.Syntax.SyntaxTree) && !flag.IsDevelopmentOnly(operation.ContainingSymbol))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, whole.Syntax.GetLocation(), Shown(whole)));
    }

    private static bool IsWeak(IOperation flag) => TlsVersions.NumberOf(flag) is { } number && (number & TlsVersions.Weak) != 0;

    private static IOperation Whole(IOperation flag)
    {
        while (flag.Parent is IParenthesizedOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Or })
            flag = flag.Parent;
        return flag;
    }

    // Not taken away, compared or named, nor an entry of a table or of a list that is gone through.
    private static bool IsChosen(IOperation value, CompilationContext context) => value.Wrapped().Parent switch
    {
        ICompoundAssignmentOperation { OperatorKind: var kind } => kind == BinaryOperatorKind.Or,
        IAssignmentOperation assignment => assignment.Target is not IArrayElementReferenceOperation and not IPropertyReferenceOperation { Arguments.Length: > 0 },
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { IsConst: false } local } } => IsUsed(local, value),
        IVariableInitializerOperation or IFieldInitializerOperation or IPropertyInitializerOperation or IParameterInitializerOperation or IReturnOperation => true,
        IConditionalOperation choice => choice.Condition != value.Wrapped() && IsChosen(choice, context),
        ICoalesceOperation coalesce => IsChosen(coalesce, context),
        IArgumentOperation { Parameter: { } parameter } argument => TlsVersions.AreNamedBy(parameter.OriginalDefinition.Type, context) && !IsQuestion(argument.Parent),
        _ => false,
    };

    // bool IsOld(SslProtocols version)
    private static bool IsQuestion(IOperation? call) =>
        call is IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean, TargetMethod.Name: var name } && (name.StartsWith("Is", StringComparison.Ordinal) || name.StartsWith("Has", StringComparison.Ordinal));

    // A local that is only compared with chooses nothing.
    private static bool IsUsed(ILocalSymbol local, IOperation value)
    {
        var references = local.ReferencesTo(value.Root()).ToList();
        return references.Count == 0 || references.Any(reference => !IsCompared(Whole(reference)));
    }

    private static bool IsCompared(IOperation value) => value.Wrapped().Parent switch
    {
        IBinaryOperation => true,
        IIsPatternOperation or IInvocationOperation { TargetMethod.Name: "HasFlag" or "Equals" } => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "HasFlag" or "Equals" } } => true,
        _ => false,
    };

    private static string Shown(IOperation value) => string.Join(" | ", TlsVersions.Flags(value).Where(IsWeak).Select(static flag => flag is IFieldReferenceOperation field ? field.Field.Name : flag.Syntax.ToString()));
}
