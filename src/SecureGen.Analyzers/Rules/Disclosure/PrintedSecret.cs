using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Disclosure;

/// <summary>
/// SGA5003: a record that prints a member with a secret's name, or a ToString that does (CWE-532). Once per record, on the first of them.
/// </summary>
public sealed class PrintedSecret() : SecurityAnalyzer(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA5003",
        "Text of an object shows a secret",
        "'{0}' is a secret, and the text of '{1}' shows it",
        Category.Disclosure,
        DiagnosticSeverity.Warning,
        "The text of an object ends in logs, messages of exceptions, debuggers and telemetry. A record prints all of its public members by itself: those that are secret have to be left out.",
        532, 209);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        actions.RegisterSymbolAction(symbol => JudgeRecord(symbol, context), SymbolKind.NamedType);
        actions.RegisterOperationAction(operation => JudgeReturned(operation, context), OperationKind.Return);
        actions.RegisterOperationAction(operation => JudgeAppended(operation, context), OperationKind.Invocation);
    }

    private static void JudgeRecord(SymbolAnalysisContext symbol, CompilationContext context)
    {
        var record = (INamedTypeSymbol)symbol.Symbol;
        if (!record.IsRecord || record.DeclaringSyntaxReferences.Length == 0 || context.IsRelaxedTest(record.DeclaringSyntaxReferences[0].SyntaxTree))
            return;
        var options = context.Options(record.DeclaringSyntaxReferences[0].SyntaxTree);
        if (!RecordMembers.PrintsMembers(record) || RecordMembers.PrintedBy(record).FirstOrDefault(member => IsSecret(member, record, options)) is not { } secret)
            return;
        symbol.ReportDiagnostic(Diagnostic.Create(Descriptor, secret.Locations[0], secret.Name, record.Name));
    }

    private static bool IsSecret(ISymbol member, INamedTypeSymbol record, RuleOptions options)
    {
        var type = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
        return ShowsItself(type) && SecretVocabulary.IsSecret(member.Name, options) && !member.Name.EndsWith("Salt", System.StringComparison.OrdinalIgnoreCase)
            && !(PieceOfText.IsBare(member.Name) && RecordMembers.PrintedBy(record).Any(other => PieceOfText.Accompanies(other.Name)));
    }

    // Arrays, spans and secure strings print the name of their type.
    private static bool ShowsItself(ITypeSymbol type) => type is { SpecialType: SpecialType.System_String or SpecialType.System_Object } or { Name: "StringValues" or "StringBuilder" or "AuthenticationHeaderValue" };

    private static void JudgeReturned(OperationContext operation, CompilationContext context)
    {
        if (operation.ContainingSymbol is IMethodSymbol { Name: "ToString", IsStatic: false } && operation.Operation is IReturnOperation { ReturnedValue: { } text } && !IsInFunction(text))
            JudgeText(operation, text, context);
    }

    private static void JudgeAppended(OperationContext operation, CompilationContext context)
    {
        if (operation.ContainingSymbol is not IMethodSymbol { Name: "ToString" or "PrintMembers", IsStatic: false } || operation.Operation is not IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: "StringBuilder" } } call || !name.StartsWith("Append", System.StringComparison.Ordinal))
            return;
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue)
                JudgeText(operation, argument.Value, context);
        }
    }

    private static bool IsInFunction(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    private static void JudgeText(OperationContext operation, IOperation text, CompilationContext context)
    {
        var options = context.Options(text.Syntax.SyntaxTree);
        var type = operation.ContainingSymbol.ContainingType;
        foreach (var part in LoggedParts.Of(text))
        {
            if (MemberOf(part) is not { } member || !ShowsItself(part.Type!) || member.Name.EndsWith("Salt", System.StringComparison.OrdinalIgnoreCase) || SecretValue.NameOf(part, null, options) != member.Name)
                continue;
            if ((part == text.Unwrap() && IsHolder(type, options)) || context.IsRelaxedTest(part.Syntax.SyntaxTree) || IsBarePiece(member, type))
                continue;
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, part.Syntax.GetLocation(), member.Name, type.Name));
        }
    }

    // A field or property of the object, or a parameter of its primary constructor.
    private static ISymbol? MemberOf(IOperation part) => part switch
    {
        IMemberReferenceOperation { Instance: IInstanceReferenceOperation } member => member.Member,
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter } => parameter,
        _ => null,
    };

    private static bool IsBarePiece(ISymbol member, INamedTypeSymbol type) =>
        PieceOfText.IsBare(member.Name) && type.GetMembers().Any(other => other is IPropertySymbol or IFieldSymbol && PieceOfText.Accompanies(other.Name));

    // A secret's own type, or a builder of one, is asked for its text to use it.
    private static bool IsHolder(INamedTypeSymbol type, RuleOptions options) =>
        SecretVocabulary.IsSecret(type.Name, options) || type.Name.EndsWith("Builder", System.StringComparison.Ordinal);
}
