using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Cryptography;

/// <summary>
/// SGA2004: MD5, SHA-1 and RIPEMD-160. A warning where a password, a signature or a token depends on the hash, a suggestion where
/// it is a checksum; an .editorconfig that sets the severity decides for both.
/// </summary>
public sealed class WeakHashFunction() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Property of the finding: the hash cannot be exchanged, its size or form is laid down.</summary>
    internal const string LaidDownProperty = "laidDown";

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA2004",
        "Hash function is weak",
        "{0} is weak{1}; use {2}",
        Category.Cryptography,
        DiagnosticSeverity.Warning,
        "Collisions of MD5 and SHA-1 can be made, and both are fast enough to try every password. Signatures and tokens take SHA-256 or better, passwords a slow hash with a salt.",
        328,
        327,
        916);

    private static readonly ImmutableDictionary<string, string?> LaidDown = ImmutableDictionary<string, string?>.Empty.Add(LaidDownProperty, "true");

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!context.Has("System.Security.Cryptography.HashAlgorithm"))
            return;
        actions.RegisterOperationAction(operation => AnalyzeCall(operation, context), OperationKind.Invocation);
        actions.RegisterOperationAction(operation => AnalyzeCreation(operation, context), OperationKind.ObjectCreation);
        actions.RegisterOperationAction(operation => AnalyzeName(operation, context), OperationKind.PropertyReference);
    }

    private static void AnalyzeCall(OperationContext operation, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        var method = call.TargetMethod;
        if (!method.IsStatic || !(method.Name == "Create" || method.Name == "CreateFromName" || method.Name.StartsWith("HashData", System.StringComparison.Ordinal) || method.Name == "TryHashData"))
            return;
        if ((WeakHashes.Of(method.ContainingType) ?? Requested(call)) is { } hash)
            Report(operation, call, hash, context);
    }

    // HashAlgorithm.Create("MD5"), CryptoConfig.CreateFromName("SHA1"), HMAC.Create("HMACMD5")
    private static WeakHash? Requested(IInvocationOperation call) =>
        call.TargetMethod.ContainingType is { Name: "HashAlgorithm" or "HMAC" or "KeyedHashAlgorithm" or "CryptoConfig" } type && type.ContainingNamespace.Is(WeakHashes.Namespace)
        && call.Arguments.Length > 0 && call.Arguments[0].Value.ConstantText() is { } name
            ? WeakHashes.Named(name)
            : null;

    private static void AnalyzeCreation(OperationContext operation, CompilationContext context)
    {
        var creation = (IObjectCreationOperation)operation.Operation;
        if (WeakHashes.Of(creation.Type) is { } hash)
            Report(operation, creation, hash, context);
        else if (creation is { Type.Name: "HashAlgorithmName", Arguments.Length: 1 } && creation.Arguments[0].Value.ConstantText() is { } name && WeakHashes.Named(name) is { } named && IsHashing(creation))
            Report(operation, creation, named, context);
    }

    private static void AnalyzeName(OperationContext operation, CompilationContext context)
    {
        var reference = (IPropertyReferenceOperation)operation.Operation;
        if (reference.Property is { Name: "MD5" or "SHA1", ContainingType.Name: "HashAlgorithmName" } && WeakHashes.Named(reference.Property.Name) is { } hash && IsHashing(reference))
            Report(operation, reference, hash, context);
    }

    // Passed to what hashes or signs; not compared, not chosen for OAEP, whose security asks for no collisions, nor for PBKDF2, which is SGA2006's.
    private static bool IsHashing(IOperation name) => name.Wrapped().Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation call } => call.TargetMethod.Name is not ("Equals" or "CreateOaep" or "Pbkdf2" or "Add" or "Contains") && call.TargetMethod.ContainingType.Name != "HKDF",
        IArgumentOperation { Parent: IObjectCreationOperation creation } => creation.Type?.Name is not ("Rfc2898DeriveBytes" or "PbeParameters"),
        _ => false,
    };

    private static void Report(OperationContext operation, IOperation place, WeakHash hash, CompilationContext context)
    {
        if (context.IsRelaxedTest(place.Syntax.SyntaxTree))
            return;
        var use = HashUse.Of(place, context);
        var isLaidDown = use.Outputs.Any(WeakHashes.IsLaidDown) || WeakHashes.IsLaidDown(operation.ContainingSymbol.ContainingType?.Name ?? "") || WeakHashes.IsLaidDown(operation.ContainingSymbol.Name);
        var reason = isLaidDown ? null : Reason(use, place, hash, operation, context);
        operation.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            place.Syntax.GetLocation(),
            reason is null ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            additionalLocations: null,
            isLaidDown || use.IsGuid ? LaidDown : ImmutableDictionary<string, string?>.Empty,
            hash.Name,
            reason is null ? "" : ", and " + reason + " depends on it",
            hash.Replacement));
    }

    private static string? Reason(HashUse use, IOperation place, WeakHash hash, OperationContext operation, CompilationContext context)
    {
        var options = context.Options(place.Syntax.SyntaxTree);
        if (use.Inputs.FirstOrDefault(name => SecretVocabulary.KindOf(name, options) is SecretKind.Plain or SecretKind.Phrase or SecretKind.Code) is { } secret)
            return "'" + secret + "'";
        if (use.Outputs.FirstOrDefault(WeakHashes.IsSensitive) is { } name)
            return "'" + name + "'";
        if (operation.ContainingSymbol.ContainingType is { } type && WeakHashes.IsSensitiveType(type.Name))
            return "'" + type.Name + "'";
        if (hash.IsKeyed || IsSigning(place))
            return "a signature";
        return null;
    }

    private static bool IsSigning(IOperation name) => name.Wrapped().Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation call } => WeakHashes.IsSigning(call.TargetMethod.Name),
        IArgumentOperation { Parent: IObjectCreationOperation creation } => WeakHashes.IsSigning(creation.Type?.Name ?? ""),
        _ => false,
    };
}
