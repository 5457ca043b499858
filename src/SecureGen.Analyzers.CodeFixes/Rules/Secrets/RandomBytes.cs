using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>Random bytes in the place of constant ones, made each time the place is passed.</summary>
/// <param name="IsKept">Whether the code does something else with the bytes: stores or returns them.</param>
/// <param name="Apply">The edit.</param>
internal sealed record RandomBytes(bool IsKept, Action<DocumentEditor> Apply)
{
    private const string Generator = "System.Security.Cryptography.RandomNumberGenerator";

    /// <param name="target">The finding.</param>
    /// <param name="constant">The constant, or a text within the expression that makes bytes of it.</param>
    /// <param name="sink">The call or assignment that takes the bytes.</param>
    /// <param name="length">How many there are.</param>
    public static RandomBytes? At(FixTarget target, ExpressionSyntax constant, SyntaxNode sink, int length)
    {
        if (Function(constant) != Function(sink) || IsRepeated(constant, sink))
            return null;
        var whole = Whole(constant, sink);
        var isInSink = sink.Span.Contains(whole.Span);
        var local = isInSink ? null : LocalOf(whole);
        if ((!isInSink && local is null) || (local is not null && IsTakenTwice(local)) || !IsBytes(TypeOf(target, whole)))
            return null;

        var isKept = local is not null ? IsUsedBeside(local, sink) : IsReadBack(sink);
        return Edit(target, whole, sink, local, length) is { } edit ? new RandomBytes(isKept, edit) : null;
    }

    /// <summary>The type of the expression, also of <c>{ 1, 2 }</c>, which has none of its own.</summary>
    public static ITypeSymbol? TypeOf(FixTarget target, ExpressionSyntax expression) => expression switch
    {
        InitializerExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } } => target.Model.GetDeclaredSymbol(variable, target.Cancellation) switch
        {
            ILocalSymbol local => local.Type,
            IFieldSymbol field => field.Type,
            _ => null,
        },
        InitializerExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } } => target.Model.GetDeclaredSymbol(property, target.Cancellation)?.Type,
        _ => target.Model.GetTypeInfo(expression, target.Cancellation) is { Type: null or IPointerTypeSymbol } info ? info.ConvertedType : target.Model.GetTypeInfo(expression, target.Cancellation).Type,
    };

    private static Action<DocumentEditor>? Edit(FixTarget target, ExpressionSyntax whole, SyntaxNode sink, VariableDeclaratorSyntax? local, int length)
    {
        if (HasGetBytes(target))
            return editor => editor.ReplaceNode(whole, Generate.Expression($"global::{Generator}.GetBytes({length})").WithTriviaFrom(whole));
        if (sink is AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax statement, Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IV" } property } assignment && assignment.Right == whole)
            return editor => editor.ReplaceNode(statement, statement.WithExpression(SyntaxFactory.InvocationExpression(property.WithName(SyntaxFactory.IdentifierName("GenerateIV"))
                .WithoutTrailingTrivia()).WithTriviaFrom(assignment)));
        return local?.Parent?.Parent is LocalDeclarationStatementSyntax { Parent: BlockSyntax, Declaration.Variables.Count: 1 } declaration && TypeOf(target, whole) is IArrayTypeSymbol
            ? editor => Fill(target, editor, whole, declaration, local, length)
            : null;
    }

    // Before .NET 6 a generator has to be made, and given back.
    private static void Fill(FixTarget target, DocumentEditor editor, ExpressionSyntax whole, LocalDeclarationStatementSyntax declaration, VariableDeclaratorSyntax local, int length)
    {
        var name = "generator";
        while (!target.Model.LookupSymbols(declaration.SpanStart, name: name).IsEmpty)
            name += "2";
        var endOfLine = target.Root.DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)).ToString() is { Length: > 0 } found ? found : "\n";
        var fill = Generate.Statement(string.Join(endOfLine, $"using (var {name} = global::{Generator}.Create())", "{", $"{name}.GetBytes({local.Identifier.Text});", "}"))
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(endOfLine));
        editor.ReplaceNode(whole, Generate.Expression($"new byte[{length}]").WithTriviaFrom(whole));
        editor.InsertAfter(declaration, fill);
    }

    private static bool HasGetBytes(FixTarget target) =>
        target.Model.Compilation.GetTypesByMetadataName(Generator).Any(static t => t.GetMembers("GetBytes").OfType<IMethodSymbol>().Any(static m => m.IsStatic));

    // Encoding.UTF8.GetBytes("text").AsSpan()[..16]: all of it, up to where it is stored or taken.
    private static ExpressionSyntax Whole(ExpressionSyntax constant, SyntaxNode sink)
    {
        var whole = constant;
        while (true)
        {
            ExpressionSyntax? outer = whole.Parent switch
            {
                ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => call,
                MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } => call,
                ElementAccessExpressionSyntax slice => slice,
                ParenthesizedExpressionSyntax parenthesized => parenthesized,
                CastExpressionSyntax cast => cast,
                _ => null,
            };
            if (outer is null || outer == sink || outer.Span.Contains(sink.Span))
                return whole;
            whole = outer;
        }
    }

    private static VariableDeclaratorSyntax? LocalOf(ExpressionSyntax whole) =>
        whole.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { IsConst: false } } variable } ? variable : null;

    private static bool IsBytes(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType.SpecialType == SpecialType.System_Byte,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments.Length: 1 } span => span.TypeArguments[0].SpecialType == SpecialType.System_Byte,
        _ => false,
    };

    private static bool IsUsedBeside(VariableDeclaratorSyntax local, SyntaxNode sink) =>
        Function(local) is { } function && Mentions(function, local.Identifier.ValueText).Any(name => !sink.Span.Contains(name.Span) && name.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" });

    // Bytes made before a loop are the same in each of its turns.
    private static bool IsRepeated(SyntaxNode constant, SyntaxNode sink) => sink.Ancestors().Any(ancestor =>
        ancestor is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax && !ancestor.Span.Contains(constant.Span));

    // Two messages with one nonce are as bad as all of them.
    private static bool IsTakenTwice(VariableDeclaratorSyntax local) =>
        Function(local) is { } function && Mentions(function, local.Identifier.ValueText).Count(static name =>
            name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var called } } && called.Contains("Encrypt")) > 1;

    // aes.IV = ...; output.Write(aes.IV)
    private static bool IsReadBack(SyntaxNode sink) =>
        sink is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax written } && Function(sink) is { } function
        && function.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(read => read != written && SyntaxFactory.AreEquivalent(read, written));

    private static IEnumerable<IdentifierNameSyntax> Mentions(SyntaxNode function, string name) =>
        function.DescendantNodes().OfType<IdentifierNameSyntax>().Where(identifier => identifier.Identifier.ValueText == name);

    private static SyntaxNode? Function(SyntaxNode node) => node.Ancestors().FirstOrDefault(static ancestor =>
        ancestor is LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or CompilationUnitSyntax || (ancestor is MemberDeclarationSyntax && ancestor is not GlobalStatementSyntax));
}
