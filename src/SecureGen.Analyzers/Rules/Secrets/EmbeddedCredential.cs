using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.CredentialTexts;

namespace SecureGen.Analyzers.Rules.Secrets;

/// <summary>SGA1002: a text that is or holds a credential, whatever it is called.</summary>
public sealed class EmbeddedCredential : SecurityAnalyzer
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA1002",
        "Credential is embedded in a text",
        "The {0}{1} in this text is hard-coded; read it from the environment or a secret store",
        Category.Secrets,
        DiagnosticSeverity.Warning,
        "The text has the form in which an issuer gives out credentials. Who can read the source, its history or the built assembly can use it.",
        798);

    /// <summary>The diagnostic property with the <see cref="CredentialForm"/>.</summary>
    internal const string FormProperty = "form";

    /// <summary>The diagnostic property with whose credential it is; empty where the form is everybody's.</summary>
    internal const string ProviderProperty = "provider";

    /// <summary>The diagnostic property with what the credential is called: <c>API key</c>.</summary>
    internal const string KindProperty = "kind";

    /// <summary>The diagnostic property with the field of the text that holds the secret: <c>Password</c>. Absent where there is none.</summary>
    internal const string KeyProperty = "key";

    /// <summary>The diagnostic property with where the secret begins in the constant text at the location; absent where several constants make up the text.</summary>
    internal const string StartProperty = "start";

    /// <summary>The diagnostic property with the length of the secret in the constant text at the location.</summary>
    internal const string LengthProperty = "length";

    public EmbeddedCredential()
        : base(Descriptor)
    {
    }

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        actions.RegisterOperationAction(operation => JudgeConstant(operation, context), OperationKind.Literal, OperationKind.Utf8String);
        actions.RegisterOperationAction(operation => JudgeComposed(operation, context), OperationKind.InterpolatedString, OperationKind.Binary);
        actions.RegisterOperationAction(operation => JudgeElements(operation, context), OperationKind.ArrayCreation, Operations.CollectionExpression);
        actions.RegisterSyntaxNodeAction(node => JudgeAttribute(node, context), SyntaxKind.AttributeArgument);
        actions.RegisterOperationAction(operation => JudgeDefaults(operation, context), OperationKind.AnonymousFunction, OperationKind.LocalFunction);
    }

    private static void JudgeConstant(OperationContext operation, CompilationContext context)
    {
        if (WholeText(operation.Operation, out var whole) is not { } text || Find(text, whole) is not { } match)
            return;
        if (IsInAttribute(whole) || IsReportedElsewhere(whole, text, operation, context) || IsTestData(match, text, whole.Syntax.SyntaxTree, context))
            return;

        operation.ReportDiagnostic(Finding(match, text, whole.Syntax.GetLocation(), 0));
    }

    private static void JudgeComposed(OperationContext operation, CompilationContext context)
    {
        if (ComposedText.Of(operation.Operation) is not { } composed || Find(composed.Text, operation.Operation) is not { } match)
            return;
        if (IsTestData(match, composed.Text, operation.Operation.Syntax.SyntaxTree, context))
            return;

        operation.ReportDiagnostic(composed.PartOf(match) is { } part
            ? Finding(match, composed.Text, part.Syntax.GetLocation(), part.Start)
            : Finding(match, composed.Text, operation.Operation.Syntax.GetLocation(), null));
    }

    private static void JudgeElements(OperationContext operation, CompilationContext context)
    {
        IReadOnlyCollection<IOperation>? elements = operation.Operation is IArrayCreationOperation array ? array.Initializer?.ElementValues : operation.Operation.ChildOperations;
        if (elements is null || ComposedText.Spelled(elements) is not { } text || Find(text, operation.Operation) is not { } match || IsInAttribute(operation.Operation))
            return;
        if (!IsTestData(match, text, operation.Operation.Syntax.SyntaxTree, context))
            operation.ReportDiagnostic(Finding(match, text, operation.Operation.Syntax.GetLocation(), null));
    }

    // Not all compilers make operations of attributes.
    private static void JudgeAttribute(SyntaxNodeAnalysisContext node, CompilationContext context)
    {
        var expression = ((AttributeArgumentSyntax)node.Node).Expression;
        var initializer = (expression as ArrayCreationExpressionSyntax)?.Initializer ?? (expression as ImplicitArrayCreationExpressionSyntax)?.Initializer;
        if (initializer is null)
            JudgeSyntax(expression, node, context);
        else
        {
            foreach (var element in initializer.Expressions)
                JudgeSyntax(element, node, context);
        }
    }

    private static void JudgeSyntax(ExpressionSyntax expression, SyntaxNodeAnalysisContext node, CompilationContext context)
    {
        if (TextOf(expression, node) is { } text && EmbeddedCredentials.Find(text) is { } match && !IsTestData(match, text, expression.SyntaxTree, context))
            node.ReportDiagnostic(Finding(match, text, expression.GetLocation(), 0));
    }

    // Of a plain literal the compiler need not be asked.
    private static string? TextOf(ExpressionSyntax expression, SyntaxNodeAnalysisContext node) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: string text } literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => text,
        BinaryExpressionSyntax or InterpolatedStringExpressionSyntax => node.SemanticModel.GetConstantValue(expression, node.CancellationToken).Value as string,
        _ => null,
    };

    private static void JudgeDefaults(OperationContext operation, CompilationContext context)
    {
        foreach (var (parameter, text, value) in ParameterDefaults.Of(operation.Operation, operation.CancellationToken))
        {
            if (SecretVocabulary.KindOf(parameter.Name, context.Options(value.SyntaxTree)) == SecretKind.None && EmbeddedCredentials.Find(text) is { } match && !IsTestData(match, text, value.SyntaxTree, context))
                operation.ReportDiagnostic(Finding(match, text, value.GetLocation(), 0));
        }
    }

    // Most literals are too short, most others stand alone: neither needs a walk.
    private static string? WholeText(IOperation literal, out IOperation whole)
    {
        whole = literal;

        // A call that leaves a parameter to its default has the constant again.
        if (literal.Parent is IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue } || literal.ConstantText() is not { } text)
            return null;
        if (literal.Parent is not (IBinaryOperation or IInterpolatedStringTextOperation or IInterpolationOperation or IParenthesizedOperation or IConversionOperation))
            return text.Length < EmbeddedCredentials.Shortest ? null : text;
        if (Literals.WholeConstant(literal) is not { } constant || ComposedText.IsPartOfComposition(constant))
            return null;

        whole = constant;
        return constant.ConstantText();
    }

    /// <summary>Whether the constant, a text or what spells one, holds a credential.</summary>
    internal static bool IsIn(IOperation constant) => (constant.ConstantText() ?? ComposedText.Spelled(ElementsOf(constant))) is { } text && Find(text, constant) is not null;

    private static IReadOnlyCollection<IOperation> ElementsOf(IOperation operation) => operation switch
    {
        IArrayCreationOperation array => array.Initializer is { } initializer ? initializer.ElementValues : ImmutableArray<IOperation>.Empty,
        { Kind: Operations.CollectionExpression } => operation.ChildOperations.ToImmutableArray(),
        _ => ImmutableArray<IOperation>.Empty,
    };

    private static CredentialMatch? Find(string text, IOperation operation)
    {
        var match = EmbeddedCredentials.Find(text);
        return match is null && EmbeddedCredentials.TakesWords(text) && NearbyNames.Of(operation) is { } nearby ? EmbeddedCredentials.Find(text, nearby) : match;
    }

    private static bool IsReportedElsewhere(IOperation whole, string text, OperationContext operation, CompilationContext context) =>
        HardcodedSecret.NameOf(whole, text, context) is not null || SecretFallback.NameOf(whole, context) is not null
        || NamedFallbacks.ServesAsFallback(whole, operation.CancellationToken);

    // The format of an issuer is real in a test as well. A private key or web token that anybody can make, and a password that a person
    // chose for a server nearby, are test data.
    private static bool IsTestData(CredentialMatch match, string text, SyntaxTree tree, CompilationContext context) =>
        context.IsRelaxedTest(tree)
        && (match.IsNear
            ? !SecretValues.HasCredentialFormat(text.Substring(match.Start, match.Length))
            : match.Provider.Length == 0 && match.Form != CredentialForm.ConnectionString);

    private static bool IsInAttribute(IOperation operation) => operation.Syntax.FirstAncestorOrSelf<AttributeSyntax>() is not null;

    // Never the secret itself.
    private static Diagnostic Finding(CredentialMatch match, string text, Location location, int? partStart)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties.Add(FormProperty, match.Form.ToString());
        properties.Add(ProviderProperty, match.Provider);
        properties.Add(KindProperty, match.Kind);
        if (match.KeyName is { } key)
            properties.Add(KeyProperty, key);
        if (partStart is { } start)
        {
            properties.Add(StartProperty, (match.Start - start).ToString(CultureInfo.InvariantCulture));
            properties.Add(LengthProperty, match.Length.ToString(CultureInfo.InvariantCulture));
        }

        return Diagnostic.Create(Descriptor, location, properties.ToImmutable(), match.Name, match.Shown(text));
    }
}
