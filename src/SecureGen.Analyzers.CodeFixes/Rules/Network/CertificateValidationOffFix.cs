using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.CodeFixes.Rules.Secrets;
using SecureGen.Analyzers.Rules.Network;

namespace SecureGen.Analyzers.CodeFixes.Rules.Network;

/// <summary>Takes the callback or the setting away; also, where the environment is at hand, keeps it for development.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class CertificateValidationOffFix() : SecurityCodeFixProvider(CertificateValidationOff.Descriptor)
{
    private const string Pair = @"Trust[ _]?Server[ _]?Certificate\s*=\s*(?:true|yes)";
    private const string Remove = "SGA3002.Remove";
    private const string Development = "SGA3002.Development";

    private static readonly Regex Setting = new(@";\s*" + Pair + @"\s*(?=[;""]|$)|" + Pair + @"\s*(?:;\s*|(?=""|$))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is InterpolatedStringTextSyntax text)
        {
            yield return new Fix("Remove TrustServerCertificate", Remove, editor => editor.ReplaceNode(text, (current, _) => Without((InterpolatedStringTextSyntax)current)));
            yield break;
        }

        if (target.Node is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression) && Setting.IsMatch(literal.Token.Text))
        {
            yield return new Fix("Remove TrustServerCertificate", Remove, editor => editor.ReplaceNode(literal, SyntaxFactory.ParseExpression(Setting.Replace(literal.Token.Text, "")).WithTriviaFrom(literal)));
            yield break;
        }

        var value = Expression(target.Node);
        if (value.Parent is AssignmentExpressionSyntax assignment && assignment.Right == value)
        {
            if (AssignmentRemoval.Of(assignment, target) is { } removal)
                yield return new Fix("Validate the certificate", Remove, removal);
            if (KeptForDevelopment(assignment, value, target) is { } kept)
                yield return new Fix("Accept any certificate in development only", Development, kept);
        }
        else if (value.Parent is ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation } argument && WithoutArgument(creation, argument, target) is { } validating)
        {
            yield return new Fix("Validate the certificate", Remove, validating);
        }
    }

    private static SyntaxNode Expression(SyntaxNode node)
    {
        var value = node is ArgumentSyntax argument ? argument.Expression : node;
        while (value.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
            value = value.Parent;
        return value;
    }

    private static InterpolatedStringTextSyntax Without(InterpolatedStringTextSyntax text)
    {
        var token = text.TextToken;
        return text.WithTextToken(SyntaxFactory.Token(token.LeadingTrivia, token.Kind(), Setting.Replace(token.Text, ""), Setting.Replace(token.ValueText, ""), token.TrailingTrivia));
    }

    // The shorter overload where there is one, or null, which means the platform's own validation.
    private static Action<DocumentEditor>? WithoutArgument(BaseObjectCreationExpressionSyntax creation, ArgumentSyntax argument, FixTarget target)
    {
        var list = creation.ArgumentList!;
        if (list.Arguments.Last() == argument && list.Arguments.Count > 1 && Binds(creation, Shorter(list), target))
            return editor => editor.ReplaceNode(list, (current, _) => Shorter((ArgumentListSyntax)current));
        var nothing = SyntaxFactory.LiteralExpression(SyntaxKind.NullLiteralExpression).WithTriviaFrom(argument.Expression);
        return Binds(creation, list.ReplaceNode(argument.Expression, nothing), target) && target.Model.GetOperation(argument, target.Cancellation) is Microsoft.CodeAnalysis.Operations.IArgumentOperation { Parameter: { } parameter } && TakesNull(parameter)
            ? editor => editor.ReplaceNode(argument.Expression, nothing)
            : null;
    }

    private static bool TakesNull(IParameterSymbol parameter) => parameter.NullableAnnotation == NullableAnnotation.Annotated || parameter.ContainingType.Name == "SslStream";

    private static ArgumentListSyntax Shorter(ArgumentListSyntax list)
    {
        var last = list.Arguments.Count - 1;
        return list.WithArguments(list.Arguments.RemoveAt(last)).WithCloseParenToken(list.CloseParenToken);
    }

    // new(...) takes its type from its place, which an expression by itself has not.
    private static bool Binds(BaseObjectCreationExpressionSyntax creation, ArgumentListSyntax arguments, FixTarget target) =>
        target.Model.GetTypeInfo(creation, target.Cancellation).Type?.ToMinimalDisplayString(target.Model, creation.SpanStart) is { } type
        && target.Model.GetSpeculativeSymbolInfo(creation.SpanStart, SyntaxFactory.ParseExpression("new " + type + arguments.WithoutTrivia().ToFullString()), SpeculativeBindingOption.BindAsExpression).Symbol is not null;

    private static Action<DocumentEditor>? KeptForDevelopment(AssignmentExpressionSyntax assignment, SyntaxNode value, FixTarget target)
    {
        if (ConfigurationInScope.Find(target, IsEnvironment, "Environment") is not { } environment || !KnowsIsDevelopment(target))
            return null;
        var check = environment + ".IsDevelopment()";
        if (assignment.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement)
            return editor => editor.ReplaceNode(statement, (current, _) => Guarded(check, (StatementSyntax)current));
        if (value.IsKind(SyntaxKind.TrueLiteralExpression))
            return editor => editor.ReplaceNode(value, Generate.Expression(check).WithTriviaFrom(value));
        return assignment.Parent is InitializerExpressionSyntax && target.Root.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp9 }
            ? editor => editor.ReplaceNode(value, (current, _) => Generate.Expression(check + " ? " + current.WithoutTrivia().ToFullString() + " : null").WithTriviaFrom(current))
            : null;
    }

    private static StatementSyntax Guarded(string check, StatementSyntax statement)
    {
        var test = (IfStatementSyntax)Generate.Statement("if (" + check + ")\n{\n}\n");
        return test.WithStatement(SyntaxFactory.Block(statement.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed))).WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static bool IsEnvironment(ITypeSymbol? type) =>
        type is not null && (IsNamed(type) || type.AllInterfaces.Any(IsNamed));

    private static bool IsNamed(ITypeSymbol type) => type is { Name: "IHostEnvironment", ContainingNamespace.Name: "Hosting" };

    // The extension is seen only where its namespace is imported.
    private static bool KnowsIsDevelopment(FixTarget target) =>
        target.Model.Compilation.GetTypeByMetadataName("Microsoft.Extensions.Hosting.IHostEnvironment") is { } environment
        && !target.Model.LookupSymbols(target.Node.SpanStart, environment, "IsDevelopment", includeReducedExtensionMethods: true).IsEmpty;
}
