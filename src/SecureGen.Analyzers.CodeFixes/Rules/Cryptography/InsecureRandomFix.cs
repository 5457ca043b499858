using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Cryptography;

namespace SecureGen.Analyzers.CodeFixes.Rules.Cryptography;

/// <summary>The RandomNumberGenerator call of the same meaning; a Random that is no longer used goes with it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class InsecureRandomFix : SecurityCodeFixProvider
{
    private const string Generator = "System.Security.Cryptography.RandomNumberGenerator";

    public InsecureRandomFix()
        : base(InsecureRandom.Descriptor, InsecureRandom.UnclearUse)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: { } name } access } call || !HasNoEffect(access.Expression))
            yield break;
        var source = UnusedRandom.Of(target, access.Expression);
        if (StatementToFill(target, name, call) is { } statement)
        {
            yield return new Fix(
                "Use RandomNumberGenerator",
                "SGA2001.RandomNumberGenerator",
                editor =>
                {
                    editor.ReplaceNode(statement, (current, _) => Filled(target, (ExpressionStatementSyntax)current));
                    source?.CountFixed(editor);
                });
            yield break;
        }

        if (!InOrder(target, call) || Replacement(target, name, call) is not { } replacement)
            yield break;

        yield return new Fix(
            "Use RandomNumberGenerator",
            "SGA2001.RandomNumberGenerator",
            editor =>
            {
                editor.ReplaceNode(call, (current, _) => Rewritten(replacement, (InvocationExpressionSyntax)current));
                source?.CountFixed(editor);
            });
    }

    // Before .NET Core 3.0 a generator has to be made, and given back: a statement of its own.
    private static ExpressionStatementSyntax? StatementToFill(FixTarget target, SimpleNameSyntax name, InvocationExpressionSyntax call) =>
        name.Identifier.ValueText == "NextBytes" && call.ArgumentList.Arguments.Count == 1 && call.Parent is ExpressionStatementSyntax { Parent: BlockSyntax } statement
        && !target.HasMember(Generator, "Fill")
        && target.Model.GetTypeInfo(call.ArgumentList.Arguments[0].Expression, target.Cancellation).Type is IArrayTypeSymbol
            ? statement
            : null;

    private static SyntaxNode Filled(FixTarget target, ExpressionStatementSyntax statement)
    {
        var name = "generator";
        while (!target.Model.LookupSymbols(target.Node.SpanStart, name: name).IsEmpty)
            name += "2";
        var buffer = ((InvocationExpressionSyntax)statement.Expression).ArgumentList.Arguments[0].Expression;
        var endOfLine = target.Root.DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)).ToString() is { Length: > 0 } found ? found : "\n";
        var made = (UsingStatementSyntax)Generate.Statement(string.Join(endOfLine, $"using (var {name} = global::{Generator}.Create())", "{", $"{name}.GetBytes(buffer);", "}"));
        var placeholder = made.DescendantNodes().OfType<IdentifierNameSyntax>().Single(i => i.Identifier.ValueText == "buffer");
        return made.ReplaceNode(placeholder, buffer).WithTriviaFrom(statement);
    }

    // The parameters of the new callee have other names, in the same order.
    private static bool InOrder(FixTarget target, InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.All(a => a.NameColon is null)
        || (target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is IMethodSymbol method
            && call.ArgumentList.Arguments.Select((a, i) => a.NameColon is null || a.NameColon.Name.Identifier.ValueText == method.Parameters[i].Name).All(isInOrder => isInOrder));

    // The text of the new callee, with the arguments kept, or a whole expression where the call had none.
    private static (string Text, bool KeepsArguments)? Replacement(FixTarget target, SimpleNameSyntax name, InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments.Count;
        return name.Identifier.ValueText switch
        {
            "Next" when !Has("GetInt32") => null,
            "Next" when arguments == 0 => ($"global::{Generator}.GetInt32(int.MaxValue)", false),
            "Next" => ("GetInt32", true),
            "NextBytes" when Has("Fill") => ("Fill", true),
            "GetItems" when Has("GetItems") => ("GetItems", true),
            "Shuffle" when Has("Shuffle") => ("Shuffle", true),
            "GetString" when Has("GetString") => ("GetString", true),
            "GetHexString" when Has("GetHexString") => ("GetHexString", true),

            // 53 and 24 random bits: every value of the type's own grid in [0, 1), all equally likely.
            "NextDouble" when HasBytes() => ($"(global::System.BitConverter.ToUInt64(global::{Generator}.GetBytes(8), 0) >> 11) * (1.0 / (1UL << 53))", false),
            "NextSingle" when Has("GetInt32") => ($"global::{Generator}.GetInt32(1 << 24) * (1.0f / (1 << 24))", false),
            "NextInt64" when arguments == 0 && HasBytes() => ($"(long)(global::System.BitConverter.ToUInt64(global::{Generator}.GetBytes(8), 0) >> 1)", false),
            _ => null,
        };

        bool Has(string member) => target.HasMember(Generator, member);

        bool HasBytes() => target.Model.Compilation.GetTypesByMetadataName(Generator).Any(t => t.GetMembers("GetBytes").OfType<IMethodSymbol>().Any(m => m.IsStatic));
    }

    private static SyntaxNode Rewritten((string Text, bool KeepsArguments) replacement, InvocationExpressionSyntax call)
    {
        if (replacement.KeepsArguments)
        {
            var name = ((MemberAccessExpressionSyntax)call.Expression).Name;
            var callee = (MemberAccessExpressionSyntax)Generate.Expression("global::" + Generator + "." + replacement.Text);
            var arguments = call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList(call.ArgumentList.Arguments.Select(Positional), call.ArgumentList.Arguments.GetSeparators()));
            return call.WithExpression(callee.WithName(name is GenericNameSyntax generic ? generic : callee.Name)).WithArgumentList(arguments).WithTriviaFrom(call);
        }

        var expression = Generate.Expression(replacement.Text);
        var needsParentheses = expression is BinaryExpressionSyntax or CastExpressionSyntax && call.Parent is BinaryExpressionSyntax or MemberAccessExpressionSyntax or CastExpressionSyntax or PrefixUnaryExpressionSyntax;
        return (needsParentheses ? SyntaxFactory.ParenthesizedExpression(expression) : expression).WithTriviaFrom(call);
    }

    private static ArgumentSyntax Positional(ArgumentSyntax argument) => argument.NameColon is { } name
        ? argument.WithNameColon(null).WithLeadingTrivia(name.GetLeadingTrivia().AddRange(name.GetTrailingTrivia().SkipWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia))))
        : argument;

    private static bool HasNoEffect(ExpressionSyntax source) => source switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax or PredefinedTypeSyntax or AliasQualifiedNameSyntax => true,
        MemberAccessExpressionSyntax member => HasNoEffect(member.Expression),
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList is not { Arguments.Count: > 0 } && creation.Initializer is null,
        ParenthesizedExpressionSyntax parenthesized => HasNoEffect(parenthesized.Expression),
        _ => false,
    };
}
