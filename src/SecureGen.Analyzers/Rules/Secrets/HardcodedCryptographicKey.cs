using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Secrets;

/// <summary>SGA1004: a key, an initialization vector, a nonce or a salt that is the same in every run.</summary>
public sealed class HardcodedCryptographicKey : SecurityAnalyzer
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA1004",
        "Cryptographic key, IV, nonce or salt is a constant",
        "The {0} of '{1}' is a constant; {2}",
        Category.Secrets,
        DiagnosticSeverity.Warning,
        "Whoever has the source or the built assembly has the key. A fixed initialization vector or nonce shows which messages are alike and can give the key away; with a fixed salt one table breaks all passwords.",
        321,
        329,
        323,
        760);

    /// <summary>The diagnostic property that says what the constant is for.</summary>
    internal const string PurposeProperty = "purpose";

    /// <summary>The diagnostic property that says how many bytes are needed.</summary>
    internal const string LengthProperty = "length";

    /// <summary>The diagnostic property of a value that another call has to have, too.</summary>
    internal const string OpensProperty = "opens";

    private const int ShortestSalt = 8;

    public HardcodedCryptographicKey()
        : base(Descriptor)
    {
    }

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        actions.RegisterOperationAction(operation => Judge(((IInvocationOperation)operation.Operation).Arguments, operation, context), OperationKind.Invocation);
        actions.RegisterOperationAction(operation => Judge(((IObjectCreationOperation)operation.Operation).Arguments, operation, context), OperationKind.ObjectCreation);
        actions.RegisterOperationAction(operation => JudgeProperty(operation, context), OperationKind.SimpleAssignment);
    }

    private static void Judge(ImmutableArray<IArgumentOperation> arguments, OperationContext operation, CompilationContext context)
    {
        foreach (var argument in arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && CryptographicKeys.TakenBy(argument) is { } input)
                Judge(argument.Value, input, operation, context);
        }
    }

    private static void JudgeProperty(OperationContext operation, CompilationContext context)
    {
        var assignment = (ISimpleAssignmentOperation)operation.Operation;
        if (CryptographicKeys.TakenBy(assignment) is { } input)
            Judge(assignment.Value, input, operation, context);
    }

    private static void Judge(IOperation value, CryptographicInput input, OperationContext operation, CompilationContext context)
    {
        if (context.IsRelaxedTest(value.Syntax.SyntaxTree) || (input.Purpose == KeyPurpose.IV && HasNoUseForIV(operation.Operation)))
            return;

        if (FixedValue.Bare(value) is IParameterReferenceOperation parameter)
        {
            foreach (var (argument, constant) in Callers.Constants(parameter, context, operation.CancellationToken))
                Report(constant, constant.Holder is null ? constant.Origin.Syntax : argument.Syntax, home: null, input, operation, context);
        }
        else if (FixedValue.Of(value, context, operation.CancellationToken) is { } constant && PlaceOf(constant, value, operation.Operation, context, out var home) is { } place)
        {
            Report(constant, place, home, input, operation, context);
        }
    }

    private static void Report(FixedValue constant, SyntaxNode place, SyntaxNode? home, CryptographicInput input, OperationContext operation, CompilationContext context)
    {
        var options = context.Options(constant.Origin.Syntax.SyntaxTree);
        if ((constant.Origin.ConstantText() is { } text && SecretPlace.NameOf(constant.Origin, text, options) is not null) || EmbeddedCredential.IsIn(constant.Origin))
            return;

        var (locations, properties) = (new List<Location> { operation.Operation.Syntax.GetLocation() }, Properties(constant, input, operation.Operation));
        if (home is not null)
        {
            locations.Add(home.GetLocation());
            properties = properties.Add(HomeProperty, "1");
        }

        operation.ReportDiagnostic(Diagnostic.Create(
            Descriptor, place.GetLocation(), locations, properties, Said(input.Purpose), Called(operation.Operation, input), Advice(input.Purpose)));
    }

    // The constant itself where it stands in the call, else the first mention: an editor that asks for the findings of a line is
    // told of those that stand in the operation that was judged.
    private static SyntaxNode? PlaceOf(FixedValue constant, IOperation value, IOperation taker, CompilationContext context, out SyntaxNode? home)
    {
        home = null;
        var origin = constant.Origin.Syntax;
        if (constant.Holder is not { } holder || Holds(taker.Syntax, origin))
            return origin;
        if (ScopeOf(holder, value) is not { } scope || !Holds(scope, origin))
            return FixedValue.Bare(value).Syntax;
        if (!IsFirst(holder, scope, value, context))
            return null;
        home = origin;
        return FixedValue.Bare(value).Syntax;
    }

    private static bool Holds(SyntaxNode scope, SyntaxNode node) => scope.SyntaxTree == node.SyntaxTree && scope.Span.Contains(node.Span);

    private static SyntaxNode? ScopeOf(ISymbol holder, IOperation value) => holder is ILocalSymbol
        ? value.Root().Syntax
        : value.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() as SyntaxNode ?? value.Syntax.FirstAncestorOrSelf<CompilationUnitSyntax>();

    private static bool IsFirst(ISymbol holder, SyntaxNode scope, IOperation value, CompilationContext context)
    {
        foreach (var use in Mentions.Within(scope, holder, context))
        {
            if (value.Syntax.Span.Contains(use.Syntax.Span))
                return true;
            if (IsTaken(use))
                return false;
        }

        return true;
    }

    private static bool IsTaken(IOperation use)
    {
        for (var current = use; current is not (null or IBlockOperation or IExpressionStatementOperation or IVariableDeclaratorOperation); current = current.Parent)
        {
            if (CryptographicKeys.TakenAt(current) is not null)
                return true;
        }

        return false;
    }

    // ECB takes each block by itself.
    private static bool HasNoUseForIV(IOperation operation)
    {
        var algorithm = AlgorithmOf(operation);
        return algorithm is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IInstanceReferenceOperation && operation.Root().DescendantsAndSelf().Any(other => SetsEcb(other, algorithm));
    }

    private static IOperation? AlgorithmOf(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } => property.Instance,
        IInvocationOperation call => call.Instance,
        _ => null,
    };

    private static bool SetsEcb(IOperation operation, IOperation algorithm) =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Mode", Instance: { } instance }, Value: var mode }
        && mode.Unwrap() is IFieldReferenceOperation { Field.Name: "ECB" }
        && (instance, algorithm) switch
        {
            (ILocalReferenceOperation left, ILocalReferenceOperation right) => SymbolEqualityComparer.Default.Equals(left.Local, right.Local),
            (IParameterReferenceOperation left, IParameterReferenceOperation right) => SymbolEqualityComparer.Default.Equals(left.Parameter, right.Parameter),
            (IFieldReferenceOperation left, IFieldReferenceOperation right) => SymbolEqualityComparer.Default.Equals(left.Field, right.Field),

            // new AesManaged { Mode = CipherMode.ECB, ... }
            (IInstanceReferenceOperation left, _) => SymbolEqualityComparer.Default.Equals(left.Type, algorithm.Type),
            _ => false,
        };

    private static ImmutableDictionary<string, string?> Properties(FixedValue constant, CryptographicInput input, IOperation operation)
    {
        var length = input.Purpose == KeyPurpose.Salt && constant.Length < ShortestSalt ? input.Length : constant.Length ?? LengthFor(input, operation);
        var properties = HardcodedSecret.Property(NameOf(constant, input))
            .Add(PurposeProperty, input.Purpose.ToString())
            .Add(LengthProperty, length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return input.Opens ? properties.Add(OpensProperty, "") : properties;
    }

    // An initialization vector is as long as a block is, which the type of the algorithm tells; 0 where it does not.
    private static int LengthFor(CryptographicInput input, IOperation operation) => input.Purpose != KeyPurpose.IV ? input.Length : AlgorithmOf(operation)?.Type?.Name switch
    {
        { } name when name.StartsWith("Aes", System.StringComparison.Ordinal) || name.StartsWith("Rijndael", System.StringComparison.Ordinal) => input.Length,
        { } name when name.Contains("DES") || name.StartsWith("RC2", System.StringComparison.Ordinal) => input.Length / 2,
        _ => 0,
    };

    // What the code calls it, where that says more than "key".
    private static string NameOf(FixedValue constant, CryptographicInput input) =>
        constant.Holder is { } holder && Words.Split(holder.Name) is { Length: > 1 } words && words[0] is not ("get" or "my") ? holder.Name : input.Secret;

    private static string Called(IOperation operation, CryptographicInput input) => operation switch
    {
        IObjectCreationOperation { Type: { } type } => type.Name,
        IInvocationOperation call => call.TargetMethod.ContainingType.Name + "." + call.TargetMethod.Name,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } => (property.Instance?.Type ?? property.Property.ContainingType).Name + "." + property.Property.Name,
        _ => input.Member,
    };

    private static string Said(KeyPurpose purpose) => purpose switch
    {
        KeyPurpose.IV => "IV",
        KeyPurpose.Nonce => "nonce",
        KeyPurpose.Salt => "salt",
        KeyPurpose.Password => "password",
        _ => "key",
    };

    private static string Advice(KeyPurpose purpose) => purpose switch
    {
        KeyPurpose.IV or KeyPurpose.Nonce => "use a new random one for every message and store it beside the ciphertext",
        KeyPurpose.Salt => "use a random one for every password and store it beside the result",
        _ => "read it from the environment or a secret store",
    };

    /// <summary>What the callers of a private method pass.</summary>
    private static class Callers
    {
        /// <summary>The constants that all callers pass for the parameter; none where one of them passes something else.</summary>
        public static IReadOnlyList<(IOperation Argument, FixedValue Constant)> Constants(IParameterReferenceOperation reference, CompilationContext context, CancellationToken cancellation)
        {
            var found = new List<(IOperation, FixedValue)>();
            if (reference.Parameter is not { ContainingSymbol: IMethodSymbol method, RefKind: RefKind.None } parameter || !IsClosed(method) || !IsFirstUse(reference, parameter, method, context))
                return found;

            foreach (var use in Mentions.Of(method, context))
            {
                var argument = (use as IInvocationOperation)?.Arguments.ArgumentOf(parameter.Name);
                if (argument is null || FixedValue.Of(argument, context, cancellation) is not { } constant)
                    return [];
                found.Add((argument, constant));
            }

            return found;
        }

        private static bool IsClosed(IMethodSymbol method) =>
            method is { MethodKind: MethodKind.LocalFunction } or { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private, PartialDefinitionPart: null, PartialImplementationPart: null };

        private static bool IsFirstUse(IOperation reference, IParameterSymbol parameter, IMethodSymbol method, CompilationContext context)
        {
            if (method.DeclaringSyntaxReferences.Length != 1)
                return false;
            foreach (var use in Mentions.Within(method.DeclaringSyntaxReferences[0].GetSyntax(), parameter, context))
            {
                if (use.Syntax == reference.Syntax)
                    return true;
                if (BufferUse.Of(use, isBlank: false) != BufferUse.Kind.Read || IsTaken(use))
                    return false;
            }

            return true;
        }
    }
}
