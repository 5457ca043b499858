using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Secrets;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>Fails where the secret is not set, in the place and under the condition where the literal stood in.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class SecretFallbackFix : SecurityCodeFixProvider
{
    public SecretFallbackFix()
        : base(SecretFallback.Descriptor)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not ExpressionSyntax literal || !ThrowContext.Allows(target, literal))
            yield break;

        var value = literal;
        while (value.Parent is ParenthesizedExpressionSyntax outer)
            value = outer;

        var failure = "throw new global::System.InvalidOperationException(" + Generate.Quoted(Name(target) + " is not set.") + ")";
        if (Edit(value, failure, target) is { } edit)
        {
            yield return new Fix(
                "Throw when it is not set",
                SecretFallback.Descriptor.Id + ".Throw",
                editor =>
                {
                    edit(editor);
                    RemoveConstant(editor, literal, target);
                });
        }
    }

    private static string Name(FixTarget target) => SecretName.Given(target) is var given && (given.Contains(':') || given == given.ToUpperInvariant()) ? given : SecretName.Environment(target);

    private delegate void Change(DocumentEditor editor);

    private static Change? Edit(ExpressionSyntax value, string failure, FixTarget target) => value.Parent switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce when coalesce.Right == value => Replace(value, failure),
        ConditionalExpressionSyntax choice when choice.Condition != value && Other(choice, value) is not ThrowExpressionSyntax => IsTyped(Other(choice, value), target) ? Replace(value, failure) : null,
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } assignment => Unassigned(assignment, failure),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax statement } when IsLast(statement) =>
            editor => editor.ReplaceNode(statement, Generate.Statement(failure + ";").WithTriviaFrom(statement)),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => WithoutDefault(call, failure, target),
        _ => null,
    };

    private static Change Replace(ExpressionSyntax value, string failure) =>
        editor => editor.ReplaceNode(value, Generate.Expression(failure).WithTriviaFrom(value));

    private static ExpressionSyntax Other(ConditionalExpressionSyntax choice, ExpressionSyntax value) => choice.WhenTrue == value ? choice.WhenFalse : choice.WhenTrue;

    private static bool IsTyped(ExpressionSyntax other, FixTarget target) => target.Model.GetTypeInfo(other, target.Cancellation).Type is not null;

    // C# has no "x ??= throw": the value is tested, and kept where it is used.
    private static Change? Unassigned(AssignmentExpressionSyntax assignment, string failure)
    {
        var tested = assignment.Left.WithoutTrivia().ToString() + " ?? " + failure;
        return assignment.Parent switch
        {
            ExpressionStatementSyntax statement => editor => editor.ReplaceNode(statement, Generate.Statement("_ = " + tested + ";").WithTriviaFrom(statement)),
            _ when ThrowContext.TakesAny(assignment) => editor => editor.ReplaceNode(assignment, Generate.Expression(tested).WithTriviaFrom(assignment)),
            _ => null,
        };
    }

    private static bool IsLast(StatementSyntax statement) => statement.Parent is not BlockSyntax block || block.Statements.Last() == statement;

    // configuration.GetValue("Db:Password", "x") is configuration.GetValue<string>("Db:Password") ?? throw ...
    private static Change? WithoutDefault(InvocationExpressionSyntax call, string failure, FixTarget target)
    {
        if (target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is not IMethodSymbol { Name: "GetValue", ContainingType.Name: "ConfigurationBinder" } method)
            return null;
        if (method.TypeArguments.Length != 1 || method.TypeArguments[0].SpecialType != SpecialType.System_String || call.ArgumentList.Arguments.Count < 2)
            return null;
        if (call.Expression is not MemberAccessExpressionSyntax access)
            return null;

        var arguments = call.ArgumentList.Arguments.Where(argument => !IsDefault(argument, method, call)).ToArray();
        var generic = access.WithName(SyntaxFactory.GenericName(
            access.Name.Identifier.WithoutTrivia(),
            SyntaxFactory.TypeArgumentList(SyntaxFactory.SingletonSeparatedList<TypeSyntax>(SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.StringKeyword))))));
        var read = generic.WithoutTrivia().ToString() + "(" + string.Join(", ", arguments.Select(argument => argument.ToString())) + ") ?? " + failure;
        var text = ThrowContext.TakesAny(call) ? read : "(" + read + ")";
        return editor => editor.ReplaceNode(call, Generate.Expression(text).WithTriviaFrom(call));
    }

    private static bool IsDefault(ArgumentSyntax argument, IMethodSymbol method, InvocationExpressionSyntax call)
    {
        if (argument.NameColon is { } name)
            return name.Name.Identifier.ValueText == "defaultValue";
        var index = call.ArgumentList.Arguments.IndexOf(argument);
        return index < method.Parameters.Length && method.Parameters[index].Name == "defaultValue";
    }

    // A local constant or variable that only served as the fallback would be left behind, unused and with the secret in it.
    private static void RemoveConstant(DocumentEditor editor, ExpressionSyntax value, FixTarget target)
    {
        if (target.Model.GetSymbolInfo(value, target.Cancellation).Symbol is not { } symbol || symbol is not (ILocalSymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Private }))
            return;
        if (symbol.DeclaringSyntaxReferences.Length != 1 || symbol.DeclaringSyntaxReferences[0].GetSyntax(target.Cancellation) is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: { } declaration } })
            return;
        if (declaration.SyntaxTree != target.Root.SyntaxTree || declaration.Parent is not (BlockSyntax or TypeDeclarationSyntax) || CountUses(symbol, target) != 1)
            return;

        editor.RemoveNode(declaration, SyntaxRemoveOptions.KeepNoTrivia);
    }

    private static int CountUses(ISymbol symbol, FixTarget target) =>
        target.Root.DescendantNodes().OfType<IdentifierNameSyntax>().Count(name =>
            name.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(target.Model.GetSymbolInfo(name, target.Cancellation).Symbol, symbol));
}
