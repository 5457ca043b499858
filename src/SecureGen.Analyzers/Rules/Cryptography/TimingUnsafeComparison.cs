using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Cryptography;

/// <summary>SGA2003: a secret is compared in a way that ends at the first difference.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TimingUnsafeComparison() : SecurityAnalyzer(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA2003",
        "Secret is compared in time that depends on its value",
        "'{0}' is compared until the first difference; the time it takes gives it away piece by piece",
        Category.Cryptography,
        DiagnosticSeverity.Warning,
        "An ordinary comparison stops at the first difference. Whoever can measure the time can guess a secret, a signature or a token one byte after the other. CryptographicOperations.FixedTimeEquals takes the same time wherever they differ.",
        208,
        203);

    private static readonly HashSet<string> Methods = ["Equals", "SequenceEqual", "Compare", "CompareOrdinal", "CompareTo"];

    private protected override void Register(CompilationStartAnalysisContext start, CompilationContext context)
    {
        start.RegisterOperationAction(
            operation =>
            {
                if (((IInvocationOperation)operation.Operation).TargetMethod is { Name: var name } && Methods.Contains(name))
                    Analyze(operation, context);
            },
            OperationKind.Invocation);
        start.RegisterOperationAction(
            operation =>
            {
                if (((IBinaryOperation)operation.Operation) is { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals })
                    Analyze(operation, context);
            },
            OperationKind.Binary);
    }

    private static void Analyze(OperationAnalysisContext operation, CompilationContext context)
    {
        if (EqualityTest.Of(operation.Operation) is not { } test || IsFixed(test.Left) || IsFixed(test.Right) || !SecretVocabulary.CanHold(test.Left.Unwrap().Type) || !SecretVocabulary.CanHold(test.Right.Unwrap().Type))
            return;
        var syntax = test.Whole.Syntax;
        if (context.IsRelaxedTest(syntax.SyntaxTree) || IsEqualityOfObjects(operation.ContainingSymbol) || AreSameMember(test) || IsLabel(test.Left) || IsLabel(test.Right) || IsTranslated(test.Whole, context))
            return;
        if (Secret(test, operation, context) is { } secret && !IsReplaced(test))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, syntax.GetLocation(), secret));
    }

    // What an attacker could learn is in the source already, and SGA1001's.
    private static bool IsFixed(IOperation side)
    {
        side = side.Unwrap();
        return side.ConstantValue.HasValue || side is IDefaultValueOperation or IArrayCreationOperation or IUtf8StringOperation || side.Kind == Operations.CollectionExpression
            || side is IFieldReferenceOperation { Field: { Name: "Empty", IsStatic: true } } or IPropertyReferenceOperation { Property: { Name: "Empty", IsStatic: true } };
    }

    private static string? Secret(EqualityTest test, OperationAnalysisContext operation, CompilationContext context)
    {
        var (left, right) = (NameOf(test.Left), NameOf(test.Right));
        var options = context.Options(operation.Operation.Syntax.SyntaxTree);
        if (ComparedSecrets.AreChecked(left, right, operation.ContainingSymbol.Name, options))
            return SecretVocabulary.IsSecret(left, options) || right.Length == 0 ? left : right;
        return KeyedHash.Makes(test.Left, context) ? Shown(test.Left, left) : KeyedHash.Makes(test.Right, context) ? Shown(test.Right, right) : null;
    }

    private static string Shown(IOperation side, string name) => name.Length > 0 ? name : side.Unwrap() is IInvocationOperation call ? call.TargetMethod.Name : "The hash";

    // A method that makes something is known by what it makes.
    private static string NameOf(IOperation side)
    {
        if (Comparison.Named(side) is { Name: var name })
            return name;
        var value = side.Unwrap();
        if (value is IAwaitOperation awaited)
            value = awaited.Operation.Unwrap();
        return value is IInvocationOperation { TargetMethod: { Name: var method } } && !method.StartsWith("To", System.StringComparison.Ordinal) ? method : Comparison.Origin(value)?.Name ?? "";
    }

    // A setter asks whether anything changes.
    private static bool IsEqualityOfObjects(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.PropertySet } || member.Name is "Equals" or "op_Equality" or "op_Inequality" or "CompareTo" or "GetHashCode";

    // options.ApiKey != previous.ApiKey: both are held already, and it is asked whether they changed.
    private static bool AreSameMember(EqualityTest test) =>
        test.Left.Unwrap() is IMemberReferenceOperation { Member: var one } && test.Right.Unwrap() is IMemberReferenceOperation { Member: var other } && SymbolEqualityComparer.Default.Equals(one, other);

    // pair.Key == Names.Password: what a field is called is compared.
    private static bool IsLabel(IOperation side) => side.Unwrap() switch
    {
        IPropertyReferenceOperation { Property: { Name: "Key" or "Name" or "Title" or "Label", Parameters.Length: 0 } } => true,
        IMemberReferenceOperation { Member: { IsStatic: true, ContainingType.Name: var type } } => ComparedSecrets.AreLabels(type),
        _ => false,
    };

    // if (token != _token) _token = token;
    private static bool IsReplaced(EqualityTest test)
    {
        if (Target.Assigned(test.Left)?.Symbol is not { } left || Target.Assigned(test.Right)?.Symbol is not { } right)
            return false;
        return test.Whole.Root().Descendants().Any(operation => operation is ISimpleAssignmentOperation assignment
            && Target.Assigned(assignment.Target)?.Symbol is { } target && Target.Assigned(assignment.Value)?.Symbol is { } value
            && ((Same(target, left) && Same(value, right)) || (Same(target, right) && Same(value, left))));
    }

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    // A database compares.
    private static bool IsTranslated(IOperation test, CompilationContext context)
    {
        for (var current = test.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation { Parent: IConversionOperation { Type: { } type } } && context.Is(type, "System.Linq.Expressions.Expression`1"))
                return true;
            if (current is IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IConversionOperation { Type: { } outer } } } && context.Is(outer, "System.Linq.Expressions.Expression`1"))
                return true;
        }

        return false;
    }
}
