using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Cryptography;

/// <summary>SGA2005: ciphers that are broken, and modes that show what was encrypted.</summary>
public sealed class WeakCipher() : SecurityAnalyzer(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA2005",
        "Cipher or cipher mode is weak",
        "{0} {1}; use {2}",
        Category.Cryptography,
        DiagnosticSeverity.Warning,
        "DES, Triple DES, RC2 and RC4 are broken or have blocks of 64 bits. ECB encrypts equal blocks to equal blocks. Use AES, in CBC mode with a new IV for each message, or better AesGcm, which also notices changes.",
        327,
        326);

    private const string Better = "AES in CBC mode with a random IV, or AesGcm";

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!context.Has("System.Security.Cryptography.SymmetricAlgorithm"))
            return;
        actions.RegisterOperationAction(operation => AnalyzeCall(operation, context), OperationKind.Invocation);
        actions.RegisterOperationAction(operation => AnalyzeCreation(operation, context), OperationKind.ObjectCreation);
        actions.RegisterOperationAction(operation => AnalyzeChoice(operation, context), OperationKind.FieldReference);
    }

    private static void AnalyzeCall(OperationContext operation, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "Create" or "CreateFromName" when method.IsStatic && (WeakCiphers.NameOf(method.ContainingType) ?? Requested(call)) is { } cipher:
                Report(operation, call, cipher, "is broken", "Aes", context);
                break;
            case "EncryptEcb" or "DecryptEcb" or "TryEncryptEcb" or "TryDecryptEcb" when IsCipher(method.ContainingType, context) && !BuildsMode(operation):
                Report(operation, call, method.Name, "shows which blocks are equal", Better, context);
                break;
        }
    }

    // SymmetricAlgorithm.Create("DES"), CryptoConfig.CreateFromName("3DES")
    private static string? Requested(IInvocationOperation call) =>
        call.TargetMethod.ContainingType is { Name: "SymmetricAlgorithm" or "CryptoConfig" } type && type.ContainingNamespace.Is(WeakCiphers.Namespace)
        && call.Arguments.Length > 0 && call.Arguments[0].Value.ConstantText() is { } name
            ? WeakCiphers.Named(name)
            : null;

    private static void AnalyzeCreation(OperationContext operation, CompilationContext context)
    {
        if (WeakCiphers.NameOf(((IObjectCreationOperation)operation.Operation).Type) is { } cipher)
            Report(operation, operation.Operation, cipher, "is broken", "Aes", context);
    }

    private static void AnalyzeChoice(OperationContext operation, CompilationContext context)
    {
        var choice = (IFieldReferenceOperation)operation.Operation;
        switch (choice.Field.Name)
        {
            case "ECB" when context.Is(choice.Field.ContainingType, "System.Security.Cryptography.CipherMode") && IsChosen(choice) && !BuildsMode(operation):
                Report(operation, choice, "CipherMode.ECB", "shows which blocks are equal", Better, context);
                break;
            case "None" when context.Is(choice.Field.ContainingType, "System.Security.Cryptography.PaddingMode") && IsPaddingOfCbc(choice, context) && !BuildsMode(operation):
                Report(operation, choice, "PaddingMode.None", "takes whole blocks only and leaves the padding to the caller", "PaddingMode.PKCS7", context);
                break;
        }
    }

    // Not compared, nor one of the names in a table of modes.
    private static bool IsChosen(IOperation choice) => choice.Wrapped().Parent switch
    {
        IBinaryOperation or INameOfOperation or IPatternOperation or ISingleValueCaseClauseOperation or ISwitchExpressionArmOperation or IInvocationOperation => false,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Equals" or "Add" or "Contains" or "Parse" or "HasFlag" } } => false,
        null => false,
        _ => true,
    };

    // algorithm.Padding = PaddingMode.None without another mode in the same body; EncryptCbc(data, iv, PaddingMode.None)
    private static bool IsPaddingOfCbc(IFieldReferenceOperation choice, CompilationContext context)
    {
        switch (choice.Wrapped().Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "EncryptCbc" or "TryEncryptCbc" } }:
                return !PadsItself(choice.Root());
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Padding" } property } } when IsCipher(property.ContainingType, context):
                var body = choice.Root();
                return !PadsItself(body) && Encrypts(body) && body.Descendants().OfType<ISimpleAssignmentOperation>().All(static a => a.Target is not IPropertyReferenceOperation { Property.Name: "Mode" } || a.Value.Unwrap() is IFieldReferenceOperation { Field.Name: "CBC" });
            default:
                return false;
        }
    }

    private static bool Encrypts(IOperation body) => body.Descendants().Any(static o => o is IInvocationOperation { TargetMethod.Name: "CreateEncryptor" });

    // data.Length % 16, PadRight, AddPadding
    private static bool PadsItself(IOperation body) => body.Descendants().Any(static operation => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } => true,
        IInvocationOperation call => Words.Split(call.TargetMethod.Name).Any(static word => word is "pad" or "padding" or "padded" or "resize"),
        _ => false,
    });

    private static bool IsCipher(ITypeSymbol type, CompilationContext context) => context.IsOrInherits(type, "System.Security.Cryptography.SymmetricAlgorithm");

    private static bool BuildsMode(OperationContext operation)
    {
        for (var symbol = operation.ContainingSymbol; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (WeakCiphers.IsBuildingBlock(symbol.Name))
                return true;
        }

        return false;
    }

    private static void Report(OperationContext operation, IOperation place, string what, string why, string instead, CompilationContext context)
    {
        if (!context.IsRelaxedTest(place.Syntax.SyntaxTree))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, place.Syntax.GetLocation(), what, why, instead));
    }
}
