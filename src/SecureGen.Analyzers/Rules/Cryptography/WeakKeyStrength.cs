using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Cryptography;

/// <summary>SGA2006: passwords that are stretched too little, and keys that are too short.</summary>
public sealed class WeakKeyStrength() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Properties of the finding: the number to write, the hash that is named, and what is weak.</summary>
    internal const string NumberProperty = "number", KindProperty = "kind";

    /// <summary>The kinds of findings, by what the fix does.</summary>
    internal const string RaiseNumber = "raise", AddHash = "addHash", ExchangeHash = "exchangeHash", ExchangeCurve = "exchangeCurve", None = "none";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA2006",
        "Key is too short or derived too fast",
        "{0} is too weak; use {1}",
        Category.Cryptography,
        DiagnosticSeverity.Warning,
        "A password that is stretched with few iterations can be guessed by trying, and a short key can be computed. Use the numbers that are recommended today, and write them down with what they protect so that they can be raised.",
        916,
        326);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!context.Has("System.Security.Cryptography.AsymmetricAlgorithm"))
            return;
        actions.RegisterOperationAction(operation => AnalyzeCreation(operation, context), OperationKind.ObjectCreation);
        actions.RegisterOperationAction(operation => AnalyzeCall(operation, context), OperationKind.Invocation);
        actions.RegisterOperationAction(operation => AnalyzeAssignment(operation, context), OperationKind.SimpleAssignment);
        actions.RegisterOperationAction(operation => AnalyzeCurve(operation, context), OperationKind.PropertyReference);
    }

    private static void AnalyzeCreation(OperationContext operation, CompilationContext context)
    {
        var creation = (IObjectCreationOperation)operation.Operation;
        if (creation.Type is not { } type)
            return;
        if (type.Name == "Rfc2898DeriveBytes" && context.Is(type, KeyStrength.Derivation))
            AnalyzeDerivation(operation, creation, creation.Arguments, "SHA1", context);
        else if (type.Name == "PasswordDeriveBytes" && type.ContainingNamespace.Is("System.Security.Cryptography"))
            Report(operation, creation, null, None, "PBKDF1", "Rfc2898DeriveBytes.Pbkdf2", context);
        else if (KeyName(type, context) is { } key && Size(creation.Arguments) is { } size)
            AnalyzeSize(operation, size, key, context);
    }

    private static void AnalyzeCall(OperationContext operation, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "Pbkdf2" when context.Is(method.ContainingType, KeyStrength.Derivation) || context.Is(method.ContainingType, KeyStrength.WebDerivation):
                AnalyzeDerivation(operation, call, call.Arguments, null, context);
                break;
            case "Create" when method.IsStatic && KeyName(method.ContainingType, context) is { } key && Size(call.Arguments) is { } size:
                AnalyzeSize(operation, size, key, context);
                break;
            case "CreateFromFriendlyName" or "CreateFromValue" when method.ContainingType.Name == "ECCurve" && call.Arguments.Length == 1 && call.Arguments[0].Value.ConstantText() is { } curve && KeyStrength.IsShortCurve(curve):
                Report(operation, call.Arguments[0].Value, null, ExchangeCurve, "The curve '" + curve + "'", "nistP256", context);
                break;
        }
    }

    private static void AnalyzeAssignment(OperationContext operation, CompilationContext context)
    {
        var assignment = (ISimpleAssignmentOperation)operation.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Property: { Name: "KeySize" or "IterationCount" } property } target)
            return;
        if (property.Name == "KeySize")
        {
            if (KeyName(target.Instance?.Type ?? property.ContainingType, context) is { } key)
                AnalyzeSize(operation, assignment.Value, key, context);
        }
        else if (context.Is(property.ContainingType, KeyStrength.Derivation) || context.Is(property.ContainingType, KeyStrength.HasherOptions))
        {
            var hash = property.ContainingType.Name == "PasswordHasherOptions" ? "SHA512" : null;
            AnalyzeIterations(operation, assignment.Value, hash, KeyStrength.Iterations(hash), RaiseNumber, context);
        }
    }

    private static void AnalyzeCurve(OperationContext operation, CompilationContext context)
    {
        var curve = ((IPropertyReferenceOperation)operation.Operation).Property;
        if (curve.ContainingType is { Name: "NamedCurves", ContainingType.Name: "ECCurve" } && KeyStrength.IsShortCurve(curve.Name))
            Report(operation, operation.Operation, null, ExchangeCurve, "The curve '" + curve.Name + "'", "nistP256", context);
    }

    // RSA and DSA by whichever class implements them.
    private static string? KeyName(ITypeSymbol? type, CompilationContext context) =>
        context.IsOrInherits(type, "System.Security.Cryptography.RSA") ? "RSA" : context.IsOrInherits(type, "System.Security.Cryptography.DSA") ? "DSA" : null;

    private static IOperation? Size(ImmutableArray<IArgumentOperation> arguments) =>
        arguments.FirstOrDefault(static a => a.Parameter is { Name: "keySizeInBits" or "keySize" or "dwKeySize", Type.SpecialType: SpecialType.System_Int32 })?.Value;

    private static void AnalyzeSize(OperationContext operation, IOperation size, string key, CompilationContext context)
    {
        if (FixedNumber.Of(size, context) is { } number && number.Value is > 0 and < KeyStrength.FewestBits)
            Report(operation, size, (number.Source, KeyStrength.Bits), RaiseNumber, $"{key} with {number.Value} bits", KeyStrength.Bits + " bits", context);
    }

    private static void AnalyzeDerivation(OperationContext operation, IOperation whole, ImmutableArray<IArgumentOperation> arguments, string? hashByDefault, CompilationContext context)
    {
        if (IsExempt(operation, arguments))
            return;
        var hashGiven = arguments.ArgumentOf("hashAlgorithm") ?? arguments.ArgumentOf("prf");
        var hash = hashGiven is null ? hashByDefault : HashName(hashGiven, context);
        var iterations = arguments.ArgumentOf("iterations") ?? arguments.ArgumentOf("iterationCount");
        var kind = hashGiven is null ? AddHash : hash is "SHA1" or "MD5" ? ExchangeHash : RaiseNumber;
        if (iterations is null)
            Report(operation, whole, (whole.Syntax, 600_000), AddHash, "PBKDF2 with SHA1 and 1000 iterations", "SHA256 and 600000 iterations", context);
        else
            AnalyzeIterations(operation, iterations, hash, KeyStrength.Iterations(hash), kind, context);
    }

    private static void AnalyzeIterations(OperationContext operation, IOperation iterations, string? hash, (int Fewest, int Recommended) wanted, string kind, CompilationContext context)
    {
        if (FixedNumber.Of(iterations, context) is not { } number || number.Value >= wanted.Fewest || number.Value <= 0)
            return;
        var (what, instead) = kind == RaiseNumber
            ? ((hash is null ? "PBKDF2" : "PBKDF2 with " + hash) + " and ", wanted.Recommended.ToString(CultureInfo.InvariantCulture) + " iterations")
            : ("PBKDF2 with " + hash + " and ", "SHA256 and 600000 iterations");
        Report(operation, iterations, (number.Source, kind == RaiseNumber ? wanted.Recommended : 600_000), kind, what + number.Value.ToString(CultureInfo.InvariantCulture) + " iterations", instead, context);
    }

    // HashAlgorithmName.SHA256, KeyDerivationPrf.HMACSHA256
    private static string? HashName(IOperation hash, CompilationContext context) => FixedNumber.SourceOf(hash, context) switch
    {
        IPropertyReferenceOperation { Property: { ContainingType.Name: "HashAlgorithmName", Name: var name } } => name,
        IFieldReferenceOperation { Field: { ContainingType.TypeKind: TypeKind.Enum, Name: var name } } => name.StartsWith("HMAC", StringComparison.Ordinal) ? name.Substring(4) : name,
        _ => null,
    };

    private static bool IsExempt(OperationContext operation, ImmutableArray<IArgumentOperation> arguments)
    {
        for (var symbol = operation.ContainingSymbol; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (KeyStrength.IsLaidDown(symbol.Name))
                return true;
        }

        return arguments.ArgumentOf("password") is { } password && password.Unwrap() is { Type.SpecialType: not SpecialType.System_String } bytes && Target.Assigned(bytes) is { Name: var name } && KeyStrength.IsKey(name);
    }

    private static void Report(OperationContext operation, IOperation place, (SyntaxNode Source, int Number)? number, string kind, string what, string instead, CompilationContext context)
    {
        if (context.IsRelaxedTest(place.Syntax.SyntaxTree))
            return;
        var properties = ImmutableDictionary<string, string?>.Empty.Add(KindProperty, kind).Add(NumberProperty, number?.Number.ToString(CultureInfo.InvariantCulture));
        operation.ReportDiagnostic(Diagnostic.Create(Descriptor, place.Syntax.GetLocation(), number is { } known ? [known.Source.GetLocation()] : [], properties, what, instead));
    }
}
