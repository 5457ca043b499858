using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Redirects within the service: by the local redirect of the framework, or else through a method that lets local addresses through.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class OpenRedirectFix() : SecurityCodeFixProvider(OpenRedirect.Descriptor)
{
    private const string Local = "Local";
    private const string Referrer = "Referer";

    // Browsers take "//host" and "/\host" for another host, and leave control characters out before they look.
    private static readonly HelperText Helper = new("EnsureLocalAddress", ImmutableArray.Create("address"), """
        string NAME(string? address)
        {
            if (address == null
                || !address.StartsWith("/", global::System.StringComparison.Ordinal)
                || address.StartsWith("//", global::System.StringComparison.Ordinal)
                || address.StartsWith("/\\", global::System.StringComparison.Ordinal)
                || global::System.Linq.Enumerable.Any(address, char.IsControl))
            {
                throw new global::System.UnauthorizedAccessException("The address leads to another site.");
            }

            return address;
        }
        """);

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (SinkArgument.Of(target, Addresses.Redirects) is { } found && !IsReferrer(target) && !IsAbsolute(found.Expression, target) && Edit(found, target) is { } edit)
            yield return new Fix("Redirect within the service only", "SGA6004.Local", edit);
    }

    private static Action<DocumentEditor>? Edit(SinkArgument found, FixTarget target)
    {
        if (HasLocal(found.Sink, target))
            return editor => editor.ReplaceNode(found.Sink.Syntax, (current, _) => Localized(current));
        return IsText(found.Expression, target) && HelperMethod.For(Helper, found.Expression, target) is { } helper ? editor => Ensure(editor, found.Expression, helper) : null;
    }

    private static void Ensure(DocumentEditor editor, ExpressionSyntax address, HelperMethod helper)
    {
        editor.ReplaceNode(address, (current, _) => helper.IsCall(current) ? current : helper.Call(((ExpressionSyntax)current).WithoutTrivia()).WithTriviaFrom(current));
        helper.AddTo(editor);
    }

    // $"https://{tenant}.example.com/": no address within the service begins so.
    private static bool IsAbsolute(ExpressionSyntax address, FixTarget target) =>
        address.DescendantNodesAndSelf().Any(part => part is LiteralExpressionSyntax or InterpolatedStringTextSyntax && part.ToString().Contains("://"))
        || (address is IdentifierNameSyntax && target.Site?.ToString().Contains("://") == true);

    // The page that a link stands on is named with its host: a local redirect would refuse all of them.
    private static bool IsReferrer(FixTarget target) =>
        target.Sources.FirstOrDefault() switch
        {
            MemberAccessExpressionSyntax access => IsReferrer(access, target),
            ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => IsReferrer(arguments[0].Expression, target),
            _ => false,
        };

    private static bool IsReferrer(ExpressionSyntax name, FixTarget target) =>
        name is MemberAccessExpressionSyntax { Name.Identifier.Text: Referrer } || target.Model.GetConstantValue(name, target.Cancellation).Value is Referrer;

    private static bool IsText(ExpressionSyntax expression, FixTarget target) =>
        target.Model.ClassifyConversion(expression, target.Model.Compilation.GetSpecialType(SpecialType.System_String)) is { Exists: true, IsExplicit: false };

    // Redirect(url) has its LocalRedirect(localUrl) beside it, which may return something else.
    private static bool HasLocal(IOperation sink, FixTarget target) => sink switch
    {
        IInvocationOperation { TargetMethod: var method } => LocalOf(method) is { } local && Fits(sink.Syntax, method.ReturnType, local.ReturnType, target),
        IObjectCreationOperation { Type: { } type, Syntax: ObjectCreationExpressionSyntax { Type: var written } } =>
            written.GetLastToken().Text == type.Name && target.Model.Compilation.GetTypeByMetadataName(type.ContainingNamespace.ToDisplayString() + "." + Local + type.Name) is { } local && Fits(sink.Syntax, type, local, target),
        _ => false,
    };

    private static IMethodSymbol? LocalOf(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(Local + method.Name).OfType<IMethodSymbol>())
            {
                if (member.Parameters.Length == method.Parameters.Length)
                    return member;
            }
        }

        return null;
    }

    private static bool Fits(SyntaxNode sink, ITypeSymbol type, ITypeSymbol local, FixTarget target)
    {
        if (SymbolEqualityComparer.Default.Equals(type, local) || sink.Parent is ExpressionStatementSyntax)
            return true;
        var converted = target.Model.GetTypeInfo(sink, target.Cancellation).ConvertedType;
        return converted is not null && !SymbolEqualityComparer.Default.Equals(type, converted) && target.Model.Compilation.ClassifyConversion(local, converted) is { Exists: true, IsImplicit: true };
    }

    private static SyntaxNode Localized(SyntaxNode current) => current switch
    {
        InvocationExpressionSyntax call => call.WithExpression(Localized(call.Expression)).WithArgumentList(Localized(call.ArgumentList)),
        ObjectCreationExpressionSyntax { ArgumentList: { } arguments } creation => creation.WithType(Localized(creation.Type)).WithArgumentList(Localized(arguments)),
        _ => current,
    };

    private static ExpressionSyntax Localized(ExpressionSyntax called) => called switch
    {
        MemberAccessExpressionSyntax access => access.WithName(Localized(access.Name)),
        MemberBindingExpressionSyntax binding => binding.WithName(Localized(binding.Name)),
        SimpleNameSyntax name => Localized(name),
        _ => called,
    };

    private static TypeSyntax Localized(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.WithRight(Localized(qualified.Right)),
        SimpleNameSyntax name => Localized(name),
        _ => type,
    };

    // Two findings may stand for one redirect.
    private static SimpleNameSyntax Localized(SimpleNameSyntax name) =>
        name.Identifier.Text.StartsWith(Local, StringComparison.Ordinal) ? name : name.WithIdentifier(SyntaxFactory.Identifier(Local + name.Identifier.Text).WithTriviaFrom(name.Identifier));

    private static ArgumentListSyntax Localized(ArgumentListSyntax arguments) =>
        arguments.ReplaceNodes(
            arguments.Arguments.Select(a => a.NameColon).OfType<NameColonSyntax>().Where(n => n.Name.Identifier.Text == "url"),
            static (_, current) => current.WithName(SyntaxFactory.IdentifierName("localUrl").WithTriviaFrom(current.Name)));
}
