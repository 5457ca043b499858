using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Cryptography;

/// <summary>SGA2003: a secret is compared in a way that ends at the first difference.</summary>
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

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        actions.RegisterOperationAction(
            operation =>
            {
                if (((IInvocationOperation)operation.Operation).TargetMethod is { Name: var name } && Methods.Contains(name))
                    Analyze(operation, context);
            },
            OperationKind.Invocation);
        actions.RegisterOperationAction(
            operation =>
            {
                if (((IBinaryOperation)operation.Operation) is not { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary)
                    return;
                Analyze(operation, context);
                AnalyzeElements(operation, binary, context);
            },
            OperationKind.Binary);
    }

    private static void Analyze(OperationContext operation, CompilationContext context)
    {
        if (EqualityTest.Of(operation.Operation) is not { } test || IsFixed(test.Left) || IsFixed(test.Right) || !SecretVocabulary.CanHold(test.Left.Unwrap().Type) || !SecretVocabulary.CanHold(test.Right.Unwrap().Type))
            return;
        var syntax = test.Whole.Syntax;
        if (context.IsRelaxedTest(syntax.SyntaxTree) || IsEqualityOfObjects(operation.ContainingSymbol) || AreSameMember(test) || IsLabel(test.Left) || IsLabel(test.Right) || IsTranslated(test.Whole, context))
            return;
        if (Secret(test.Left, test.Right, operation, context) is { } secret && !IsReplaced(test))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, syntax.GetLocation(), secret));
    }

    // if (computed[i] != received[i]) return false: the loop ends at the first difference.
    private static void AnalyzeElements(OperationContext operation, IBinaryOperation binary, CompilationContext context)
    {
        if (SteppedThrough(binary.LeftOperand) is not { } left || SteppedThrough(binary.RightOperand) is not { } right || !EndsLoop(binary) || context.IsRelaxedTest(binary.Syntax.SyntaxTree) || IsEqualityOfObjects(operation.ContainingSymbol))
            return;
        if (Secret(left, right, operation, context) is { } secret)
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, binary.Syntax.GetLocation(), secret));
    }

    // The array, text or span of an element under an index that is not a constant.
    private static IOperation? SteppedThrough(IOperation element)
    {
        var (whole, index) = element.Unwrap() switch
        {
            IArrayElementReferenceOperation { Indices.Length: 1 } item => (item.ArrayReference, item.Indices[0]),
            IPropertyReferenceOperation { Arguments.Length: 1, Instance: { } text } item => (text, item.Arguments[0].Value),
            _ => ((IOperation?)null, (IOperation?)null),
        };
        return index is { ConstantValue.HasValue: false } && SecretVocabulary.CanHold(whole?.Type) && !IsFixed(whole!) ? whole : null;
    }

    private static bool EndsLoop(IOperation test)
    {
        var whole = test.Wrapped();
        return whole.Parent is IConditionalOperation choice && choice.Condition == whole && (Leaves(choice.WhenTrue) || Leaves(choice.WhenFalse))
            && choice.Parent is ILoopOperation or IBlockOperation { Parent: ILoopOperation };
    }

    private static bool Leaves(IOperation? branch) => branch is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break } || branch is IBlockOperation { Operations: { Length: > 0 } steps } && Leaves(steps[steps.Length - 1]);

    // What an attacker could learn is in the source already, and SGA1001's.
    private static bool IsFixed(IOperation side)
    {
        side = side.Unwrap();
        return side.ConstantValue.HasValue || side is IDefaultValueOperation or IArrayCreationOperation or IUtf8StringOperation || side.Kind == Operations.CollectionExpression
            || side is IFieldReferenceOperation { Field: { Name: "Empty", IsStatic: true } } or IPropertyReferenceOperation { Property: { Name: "Empty", IsStatic: true } };
    }

    private static string? Secret(IOperation one, IOperation other, OperationContext operation, CompilationContext context)
    {
        var options = context.Options(operation.Operation.Syntax.SyntaxTree);
        var (left, right) = (NameOf(one, options), NameOf(other, options));
        if (ComparedSecrets.AreChecked(left, right, operation.ContainingSymbol.Name, options))
            return SecretVocabulary.IsSecret(left, options) || right.Length == 0 ? left : right;
        return KeyedHash.Makes(one, context) ? Shown(one, left) : KeyedHash.Makes(other, context) ? Shown(other, right) : null;
    }

    private static string Shown(IOperation side, string name) => name.Length > 0 ? name : side.Unwrap() is IInvocationOperation call ? call.TargetMethod.Name : "The hash";

    // A method that makes something is known by what it makes.
    private static string NameOf(IOperation side, RuleOptions options)
    {
        // var given = headers["X-Api-Key"] is known by what it was read from.
        if (Comparison.Named(side) is { Name: var name })
            return !SecretVocabulary.IsSecret(name, options) && Comparison.Origin(side) is { Name: var origin } && SecretVocabulary.IsSecret(origin, options) ? origin : Taken(side) ?? name;
        var value = side.Unwrap();
        if (value is IAwaitOperation awaited)
            value = awaited.Operation.Unwrap();
        if (LoggedParts.IsComposed(value) && value is not IInvocationOperation)
            return LoggedParts.Of(value).Select(part => NameOf(part, options)).FirstOrDefault(part => SecretVocabulary.IsSecret(part, options)) ?? "";
        return value is IInvocationOperation { TargetMethod: { Name: var method } } && !method.StartsWith("To", System.StringComparison.Ordinal) ? method : "";
    }

    // options.ApiKeys.Any(k => k == given), foreach (var word in weakPasswords): an element is what its collection is.
    private static string? Taken(IOperation side)
    {
        var collection = side.Unwrap() switch
        {
            ILocalReferenceOperation local => LocalValues.TakenFrom(local.Local, local.Root()),
            IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda } parameter => SearchedBy(lambda, parameter),
            _ => null,
        };
        return collection is null ? null : Comparison.Named(collection)?.Name;
    }

    private static IOperation? SearchedBy(IMethodSymbol lambda, IOperation inside)
    {
        for (var current = inside.Parent; current is not null; current = current.Parent)
        {
            if (current is not IAnonymousFunctionOperation function || !SymbolEqualityComparer.Default.Equals(function.Symbol, lambda))
                continue;
            return function.Wrapped().Parent is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation search } } ? search.Instance ?? search.Arguments[0].Value : null;
        }

        return null;
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
