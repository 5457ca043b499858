using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <summary>
/// A list keeps arguments apart, but a shell runs the one behind <c>-c</c>. What stands further behind are parameters of that
/// script, which is the right way.
/// </summary>
internal static class ShellCommands
{
    /// <summary>Process.Start("tool", text), or Process.Start("sh", new[] { "-c", text }).</summary>
    public static bool IsLine(ImmutableArray<IArgumentOperation> arguments)
    {
        var line = arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "arguments");
        return line?.Parameter?.Type.SpecialType == SpecialType.System_String
            || (line is not null && arguments.ArgumentOf("fileName")?.ConstantText() is { } program && IsShell(program) && HasCommand(Elements(line.Value.Unwrap()).ToArray()));
    }

    /// <summary>start.ArgumentList.Add(text) behind start.ArgumentList.Add("-c"), or ArgumentList = { "-c", text }.</summary>
    public static bool IsAdded(IOperation sink)
    {
        if (sink is not IInvocationOperation { Instance: IPropertyReferenceOperation { Property: { Name: "ArgumentList", ContainingType.Name: "ProcessStartInfo" } } })
            return false;
        if (sink.Syntax.Parent is InitializerExpressionSyntax { Expressions: var elements } list)
            return elements.IndexOf((ExpressionSyntax)sink.Syntax) is > 0 and var index && IsOption(elements[index - 1]) && list.Parent?.Parent is InitializerExpressionSyntax outer && IsShell(Program(outer));
        return sink.Syntax is InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } call
            && Before(statement) is { Expression: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } option } before }
            && IsOption(option[0].Expression)
            && SyntaxFactory.AreEquivalent(before.Expression, call.Expression)
            && IsShell(Program(call));
    }

    private static bool HasCommand(IOperation[] elements)
    {
        for (var i = 0; i + 1 < elements.Length; i++)
        {
            if (elements[i].ConstantText() is { } option && Processes.ShellOptions.Contains(option))
                return !elements[i + 1].ConstantValue.HasValue && elements[i + 1].Unwrap() is not IFieldReferenceOperation;
        }

        return false;
    }

    private static IEnumerable<IOperation> Elements(IOperation list) => list switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        { Kind: Operations.CollectionExpression } => list.ChildOperations,
        _ => [],
    };

    private static ExpressionStatementSyntax? Before(StatementSyntax statement)
    {
        var siblings = statement.Parent is GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } ? unit.Members.OfType<GlobalStatementSyntax>().Select(s => s.Statement) : statement.Parent?.ChildNodes().OfType<StatementSyntax>();
        return siblings?.TakeWhile(s => s != statement).LastOrDefault() as ExpressionStatementSyntax;
    }

    // new ProcessStartInfo("sh") { ... }, or { FileName = "sh", ... }
    private static string? Program(InitializerExpressionSyntax initializer) =>
        Text((initializer.Parent as BaseObjectCreationExpressionSyntax)?.ArgumentList?.Arguments.FirstOrDefault()?.Expression)
        ?? Text(initializer.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(static a => a.Left is IdentifierNameSyntax { Identifier.Text: "FileName" })?.Right);

    // What the local was created with, or its FileName was set to.
    private static string? Program(InvocationExpressionSyntax call)
    {
        var local = call.Expression.DescendantNodes().OfType<IdentifierNameSyntax>().FirstOrDefault()?.Identifier.Text;
        foreach (var node in call.FirstAncestorOrSelf<MemberDeclarationSyntax>(static m => m is not GlobalStatementSyntax)?.DescendantNodes() ?? call.SyntaxTree.GetRoot().DescendantNodes())
        {
            var program = node switch
            {
                VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax creation } declarator when declarator.Identifier.Text == local =>
                    Text(creation.ArgumentList?.Arguments.FirstOrDefault()?.Expression) ?? (creation.Initializer is null ? null : Program(creation.Initializer)),
                AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.Text: "FileName" } member } set when member.DescendantNodes().OfType<IdentifierNameSyntax>().First().Identifier.Text == local => Text(set.Right),
                _ => null,
            };
            if (program is not null)
                return program;
        }

        return null;
    }

    private static bool IsOption(ExpressionSyntax expression) => Text(expression) is { } option && Processes.ShellOptions.Contains(option);

    private static bool IsShell(string? program) => program is not null && Processes.Shells.Contains(Processes.NameOf(program));

    private static string? Text(ExpressionSyntax? expression) => (expression as LiteralExpressionSyntax)?.Token.Value as string;
}
