using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Disclosure;

namespace SecureGen.Analyzers.CodeFixes.Rules.Disclosure;

/// <summary>A general message in the place of the exception's, and the exception in the log where the catch clause has one at hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class ExceptionDisclosedFix() : SecurityCodeFixProvider(ExceptionDisclosed.Descriptor)
{
    private const string Message = "An error occurred.";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not ExpressionSyntax text || text.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { } access && access.WhenNotNull.Span.Contains(text.Span) && Whole(access) is null)
            yield break;
        text = text.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { } around && around.WhenNotNull.Span.Contains(text.Span) ? Whole(around)! : text;
        if (!TakesText(text, target))
            yield break;
        yield return new Fix(
            "Send a general message",
            "SGA5002.General",
            editor =>
            {
                Replace(editor, text);
                if (text.FirstAncestorOrSelf<CatchClauseSyntax>() is { Declaration.Identifier: { RawKind: not 0 } caught } clause)
                {
                    var log = LogCall(clause, caught.ValueText, target);
                    editor.ReplaceNode(clause, (current, _) => Logged((CatchClauseSyntax)current, caught.ValueText, log));
                }
            });
    }

    // ex?.Message, feature?.Error.Message
    private static ExpressionSyntax? Whole(ConditionalAccessExpressionSyntax access)
    {
        while (access.Parent is ConditionalAccessExpressionSyntax outer && outer.WhenNotNull == access)
            access = outer;
        return access.WhenNotNull is MemberBindingExpressionSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ConditionalAccessExpressionSyntax ? access : null;
    }

    private static bool TakesText(ExpressionSyntax text, FixTarget target)
    {
        if (text.Parent is InterpolationSyntax)
            return true;
        var type = target.Model.GetTypeInfo(text, target.Cancellation);
        if (type.Type is { SpecialType: SpecialType.System_String })
            return true;
        return type.ConvertedType is { SpecialType: SpecialType.System_Object or SpecialType.System_String } or { TypeKind: TypeKind.Dynamic } && text.Parent is not MemberAccessExpressionSyntax;
    }

    private static void Replace(DocumentEditor editor, ExpressionSyntax text)
    {
        var isTrace = text.ToString().EndsWith("StackTrace", System.StringComparison.Ordinal);
        var message = isTrace ? "" : Message;
        if (text.Parent is InterpolationSyntax hole)
            editor.ReplaceNode(hole, Interpolated(hole, message));
        else if (text.Parent is AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } member && SyntaxFacts.TryGetInferredMemberName(text) is { } name)
            editor.ReplaceNode(member, SyntaxFactory.AnonymousObjectMemberDeclarator(SyntaxFactory.NameEquals(name), Literal(message)).NormalizeWhitespace().WithTriviaFrom(member));
        else
            editor.ReplaceNode(text, Literal(message).WithTriviaFrom(text));
    }

    // A hole with nothing in it is taken for a literal, which every kind of interpolated text can hold.
    private static SyntaxNode Interpolated(InterpolationSyntax hole, string message) => message.Length > 0
        ? SyntaxFactory.InterpolatedStringText(SyntaxFactory.Token(SyntaxTriviaList.Empty, SyntaxKind.InterpolatedStringTextToken, message, message, SyntaxTriviaList.Empty))
        : hole.WithExpression(Literal("")).WithAlignmentClause(null).WithFormatClause(null);

    private static LiteralExpressionSyntax Literal(string text) => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text));

    // The exception is logged once, and has no name where nothing speaks of it any more.
    private static CatchClauseSyntax Logged(CatchClauseSyntax clause, string caught, StatementSyntax? log)
    {
        if (log is not null && !IsLogged(clause, caught))
        {
            var first = clause.Block.Statements.FirstOrDefault();
            var line = first is null ? log : first.GetFirstToken().GetPreviousToken().TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) || first.GetLeadingTrivia().Any(SyntaxKind.EndOfLineTrivia)
                ? log.WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)
                : log.WithTrailingTrivia(SyntaxFactory.Space);
            return clause.WithBlock(clause.Block.WithStatements(clause.Block.Statements.Insert(0, line)));
        }

        return clause.Block.DescendantTokens().Concat(clause.Filter?.DescendantTokens() ?? []).Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == caught)
            ? clause
            : clause.WithDeclaration(clause.Declaration!.WithIdentifier(default).WithType(clause.Declaration.Type.WithoutTrailingTrivia()));
    }

    private static bool IsLogged(CatchClauseSyntax clause, string caught) => clause.Block.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
        NameOf(call) is { } name && (name.StartsWith("Log", System.StringComparison.Ordinal) || name is "Error" or "Warning" or "Fatal" or "Critical" or "Exception" or "CaptureException" or "TrackException")
        && call.ArgumentList.Arguments.Any(argument => argument.Expression is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == caught));

    private static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    private static StatementSyntax? LogCall(CatchClauseSyntax clause, string caught, FixTarget target) =>
        LoggerInScope.Find(clause.Block.OpenBraceToken.Span.End, target) is { } logger ? Generate.Statement($"{logger}.LogError({caught}, {Generate.Quoted(Message)});") : null;
}

/// <summary>Finds an ILogger that code at a place can name, with the extension methods that write to it.</summary>
internal static class LoggerInScope
{
    public static string? Find(int position, FixTarget target)
    {
        if (target.Model.Compilation.GetTypeByMetadataName("Microsoft.Extensions.Logging.ILogger") is not { } type
            || target.Model.LookupSymbols(position, type, "LogError", includeReducedExtensionMethods: true).IsEmpty)
            return null;
        var enclosing = target.Model.GetEnclosingSymbol(position, target.Cancellation);
        var isStatic = Member(enclosing) is not { IsStatic: false };
        if (target.Node.Ancestors().Any(IsStaticFunction))
            return null;

        // They come in no order: the last one declared is chosen.
        foreach (var symbol in target.Model.LookupSymbols(position).OrderByDescending(static s => s.Locations.FirstOrDefault()?.SourceSpan.Start ?? 0))
        {
            if (symbol.IsImplicitlyDeclared || !IsUsable(symbol, enclosing, position, isStatic))
                continue;
            if (IsLogger(TypeOf(symbol), type))
                return symbol.Name;
            if (symbol is ILocalSymbol { Type.Name: "WebApplication" } or IParameterSymbol { Type.Name: "WebApplication" } && target.HasMember("Microsoft.AspNetCore.Builder.WebApplication", "Logger"))
                return symbol.Name + ".Logger";
        }

        return null;
    }

    // A lambda in a static method is not static, and has no instance all the same.
    private static ISymbol? Member(ISymbol? enclosing)
    {
        while (enclosing is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            enclosing = enclosing.ContainingSymbol;
        return enclosing;
    }

    private static bool IsLogger(ITypeSymbol? type, INamedTypeSymbol logger) =>
        type is not null && (SymbolEqualityComparer.Default.Equals(type, logger) || type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, logger)));

    private static bool IsUsable(ISymbol symbol, ISymbol? enclosing, int position, bool isStatic) => symbol switch
    {
        ILocalSymbol => symbol.Locations[0].SourceSpan.End < position && IsAround(symbol, enclosing),
        IParameterSymbol { RefKind: RefKind.None } => IsAround(symbol, enclosing) || (!isStatic && symbol.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor }),
        IFieldSymbol or IPropertySymbol => symbol.IsStatic || !isStatic,
        _ => false,
    };

    // The locals of a program are looked up from every type of the project, and can be used by none.
    private static bool IsAround(ISymbol symbol, ISymbol? enclosing)
    {
        for (; enclosing is IMethodSymbol; enclosing = enclosing.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(enclosing, symbol.ContainingSymbol))
                return true;
        }

        return false;
    }

    private static bool IsStaticFunction(SyntaxNode node) => node switch
    {
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}
