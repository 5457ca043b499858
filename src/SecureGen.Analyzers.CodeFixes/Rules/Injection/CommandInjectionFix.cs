using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Splits a command line into its arguments, which reach the program as they are.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class CommandInjectionFix() : SecurityCodeFixProvider(CommandInjection.Descriptor)
{
    private const string Title = "Pass each argument on its own";
    private const string Key = "SGA6002.ArgumentList";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (CommandLine.Of(target) is { } line && EditFor(line, target) is { } edit)
            yield return new Fix(Title, Key, edit.Invoke);
    }

    private static System.Action<DocumentEditor>? EditFor(CommandLine line, FixTarget target) => target.Node.Parent switch
    {
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument => OfStart(call, argument, line, target),
        ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation } argument => OfArgument(creation, argument, line, target),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax, Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } assignment =>
            OfInitializer(creation, assignment, line, target),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: MemberAccessExpressionSyntax member, Parent: ExpressionStatementSyntax statement } => OfStatement(member, statement, line, target),
        _ => null,
    };

    // Process.Start(program, arguments) takes a list as well, where the framework has it.
    private static System.Action<DocumentEditor>? OfStart(InvocationExpressionSyntax call, ArgumentSyntax argument, CommandLine line, FixTarget target)
    {
        if (target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is not IMethodSymbol { Name: "Start", Parameters.Length: 2 } method
            || !IsArguments(argument, method)
            || !method.ContainingType.GetMembers("Start").OfType<IMethodSymbol>().Any(m => m.Parameters.Length == 2 && m.Parameters[1].Type.Name == "IEnumerable")
            || call.ArgumentList.Arguments.FirstOrDefault(a => a != argument)?.Expression is not { } program
            || ProgramName.ReadsArguments(program, line.Texts, target)
            || IsTypedText(line, target))
            return null;
        var array = Generate.Expression("new[] { " + List(line) + " }");
        return editor => editor.ReplaceNode(line.Site, (_, _) => array.WithTriviaFrom(line.Site));
    }

    // string arguments = ...; cannot hold a list.
    private static bool IsTypedText(CommandLine line, FixTarget target) =>
        line.Site != target.Node && line.Site.Parent is EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Type.IsVar: false } or VariableDeclarationSyntax { Variables.Count: > 1 } };

    private static System.Action<DocumentEditor>? OfArgument(BaseObjectCreationExpressionSyntax creation, ArgumentSyntax argument, CommandLine line, FixTarget target)
    {
        if (target.Model.GetSymbolInfo(creation, target.Cancellation).Symbol is not IMethodSymbol { Parameters.Length: 2 } constructor
            || !IsArguments(argument, constructor)
            || creation.ArgumentList!.Arguments.FirstOrDefault(a => a != argument)?.Expression is not { } program
            || !CanSplit(creation, program, line, target))
            return null;
        return editor =>
        {
            editor.ReplaceNode(creation, (current, _) => WithList((BaseObjectCreationExpressionSyntax)current, creation.ArgumentList.Arguments.IndexOf(argument), ListAssignment(line)));
            RemoveLocal(editor, line, target);
        };
    }

    private static System.Action<DocumentEditor>? OfInitializer(BaseObjectCreationExpressionSyntax creation, AssignmentExpressionSyntax assignment, CommandLine line, FixTarget target)
    {
        if (creation.ArgumentList is { Arguments.Count: > 1 } || Program(creation) is not { } program || !CanSplit(creation, program, line, target))
            return null;
        return editor =>
        {
            editor.ReplaceNode(assignment, (current, _) => ListAssignment(line).WithTriviaFrom(current));
            RemoveLocal(editor, line, target);
        };
    }

    private static System.Action<DocumentEditor>? OfStatement(MemberAccessExpressionSyntax member, ExpressionStatementSyntax statement, CommandLine line, FixTarget target)
    {
        if (statement.Parent is not (BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax)
            || StartInfo(member.Expression, target) is not { } info
            || !IsFresh(info, statement, target)
            || HasArguments(info, target)
            || Program(info, target) is not { } program
            || !CanSplit(statement, program, line, target))
            return null;
        var statements = line.Expressions().Select(e => Generate.Statement($"{member.Expression.WithoutTrivia()}.ArgumentList.Add({e});")).ToArray();
        return editor =>
        {
            StatementEdits.Replace(editor, statement, statements);
            RemoveLocal(editor, line, target);
        };
    }

    private static bool IsArguments(ArgumentSyntax argument, IMethodSymbol method) =>
        argument.NameColon is { } name ? name.Name.Identifier.Text == "arguments" : method.Parameters[1].Name == "arguments" && ((ArgumentListSyntax)argument.Parent!).Arguments.IndexOf(argument) == 1;

    // Whoever reads Arguments would find nothing there, and both together are an error.
    private static bool CanSplit(SyntaxNode at, ExpressionSyntax program, CommandLine line, FixTarget target)
    {
        if (!target.HasMember(Processes.StartInfo, "ArgumentList") || ProgramName.ReadsArguments(program, line.Texts, target) || (line.Site != target.Node && !CanRemoveLocal(line)))
            return false;
        var others = GivenOnce.Body(at).DescendantNodes().OfType<IdentifierNameSyntax>().Where(i => i.Identifier.Text is "Arguments" or "ArgumentList" or "UseShellExecute" && !IsAt(i, target.Node));
        return !others.Any(i => IsOfStartInfo(i, target) && (i.Identifier.Text == "UseShellExecute" ? IsSetTo(i, SyntaxKind.TrueLiteralExpression) : IsOfSame(i, at, target)));
    }

    private static bool IsAt(IdentifierNameSyntax name, SyntaxNode value) => value.Parent is AssignmentExpressionSyntax assignment && assignment.Left.Span.Contains(name.Span);

    private static bool IsOfStartInfo(IdentifierNameSyntax name, FixTarget target) =>
        target.Model.GetSymbolInfo(name, target.Cancellation).Symbol is IPropertySymbol { ContainingType.Name: "ProcessStartInfo" };

    private static bool IsSetTo(IdentifierNameSyntax name, SyntaxKind value) => name.AncestorsAndSelf().OfType<AssignmentExpressionSyntax>().FirstOrDefault()?.Right.IsKind(value) == true;

    // Another object's initializer is its own affair.
    private static bool IsOfSame(IdentifierNameSyntax name, SyntaxNode at, FixTarget target)
    {
        if (name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer })
            return initializer.Parent == at || (at is StatementSyntax && Declares(initializer, at, target));
        var local = (name.Parent as MemberAccessExpressionSyntax)?.Expression;
        return local is not IdentifierNameSyntax identifier || Root(at) is not { } root || identifier.Identifier.Text == root;
    }

    private static bool Declares(SyntaxNode initializer, SyntaxNode at, FixTarget target) =>
        initializer.Ancestors().OfType<VariableDeclaratorSyntax>().FirstOrDefault() is not { } declarator || declarator.Identifier.Text == Root(at);

    // The local that holds the object.
    private static string? Root(SyntaxNode at) => at switch
    {
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: var receiver } } } => receiver.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().First().Identifier.Text,
        _ => at.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => declarator.Identifier.Text,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.Text,
            _ => null,
        },
    };

    // The local of start.Arguments, or of process.StartInfo.Arguments.
    private static ILocalSymbol? StartInfo(ExpressionSyntax receiver, FixTarget target)
    {
        var root = receiver is MemberAccessExpressionSyntax { Name.Identifier.Text: "StartInfo", Expression: var process } ? process : receiver;
        return target.Model.GetSymbolInfo(root, target.Cancellation).Symbol as ILocalSymbol;
    }

    // What is added each time around is there several times.
    private static bool IsFresh(ILocalSymbol info, ExpressionStatementSyntax statement, FixTarget target) => StatementEdits.RunsOncePer(info, statement, target);

    private static ExpressionSyntax? Program(BaseObjectCreationExpressionSyntax creation) =>
        creation.ArgumentList?.Arguments.FirstOrDefault()?.Expression ?? creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(a => a.Left is IdentifierNameSyntax { Identifier.Text: "FileName" })?.Right;

    private static bool HasArguments(ILocalSymbol info, FixTarget target) =>
        info.DeclaringSyntaxReferences[0].GetSyntax(target.Cancellation) is not VariableDeclaratorSyntax declarator
        || declarator.Initializer?.Value is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 1 };

    // Where the local is created, or where its FileName is set.
    private static ExpressionSyntax? Program(ILocalSymbol info, FixTarget target)
    {
        if (info.DeclaringSyntaxReferences[0].GetSyntax(target.Cancellation) is not VariableDeclaratorSyntax declarator)
            return null;
        if (declarator.Initializer?.Value is BaseObjectCreationExpressionSyntax creation && Program(creation) is { } program)
            return program;
        return GivenOnce.Body(declarator).DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(a => a.Left is MemberAccessExpressionSyntax { Name.Identifier.Text: "FileName" } member && member.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault()?.Identifier.Text == info.Name)?.Right;
    }

    private static string List(CommandLine line) => string.Join(", ", line.Expressions());

    private static AssignmentExpressionSyntax ListAssignment(CommandLine line)
    {
        var creation = (ObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression("new A { ArgumentList = { " + List(line) + " } }");
        return Generate.Prepared((AssignmentExpressionSyntax)creation.Initializer!.Expressions[0].WithoutTrivia());
    }

    private static BaseObjectCreationExpressionSyntax WithList(BaseObjectCreationExpressionSyntax creation, int removed, AssignmentExpressionSyntax list)
    {
        var arguments = creation.ArgumentList!.WithArguments(creation.ArgumentList.Arguments.RemoveAt(removed));
        var initializer = creation.Initializer is { } own
            ? own.WithExpressions(Appended(own.Expressions, list))
            : SyntaxFactory.InitializerExpression(
                SyntaxKind.ObjectInitializerExpression,
                SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.SingletonSeparatedList<ExpressionSyntax>(list.WithTrailingTrivia(SyntaxFactory.Space)),
                SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(creation.GetTrailingTrivia()));
        return creation switch
        {
            ObjectCreationExpressionSyntax named => named.WithArgumentList(arguments.WithTrailingTrivia(creation.Initializer is null ? [] : creation.ArgumentList.GetTrailingTrivia())).WithInitializer(initializer),
            ImplicitObjectCreationExpressionSyntax implied => implied.WithArgumentList(arguments.WithTrailingTrivia(creation.Initializer is null ? [] : creation.ArgumentList.GetTrailingTrivia())).WithInitializer(initializer),
            _ => creation,
        };
    }

    // As the others are laid out: in the same line, or in one of its own.
    private static SeparatedSyntaxList<ExpressionSyntax> Appended(SeparatedSyntaxList<ExpressionSyntax> expressions, ExpressionSyntax added)
    {
        if (expressions.Count == 0)
            return expressions.Add(added.WithTrailingTrivia(SyntaxFactory.Space));
        var all = expressions.GetWithSeparators().ToList();
        var last = expressions.Last();
        if (expressions.SeparatorCount == expressions.Count)
        {
            all.Add(added.WithLeadingTrivia(last.GetLeadingTrivia()));
            all.Add(expressions.GetSeparator(expressions.SeparatorCount - 1));
            return SyntaxFactory.SeparatedList<ExpressionSyntax>(all);
        }

        var isOneLine = !last.GetLeadingTrivia().Any(t => t.IsKind(SyntaxKind.WhitespaceTrivia)) || !last.GetTrailingTrivia().Any(t => t.IsKind(SyntaxKind.EndOfLineTrivia));
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken);
        all[all.Count - 1] = last.WithoutTrailingTrivia();
        all.Add(isOneLine ? comma.WithTrailingTrivia(SyntaxFactory.Space) : comma.WithTrailingTrivia(last.GetTrailingTrivia()));
        all.Add(isOneLine ? added.WithTrailingTrivia(last.GetTrailingTrivia()) : added.WithLeadingTrivia(last.GetLeadingTrivia()).WithTrailingTrivia(last.GetTrailingTrivia().Where(t => !t.IsKind(SyntaxKind.SingleLineCommentTrivia))));
        return SyntaxFactory.SeparatedList<ExpressionSyntax>(all);
    }

    // A local that held the command line alone has nothing to hold.
    private static LocalDeclarationStatementSyntax? Declaration(CommandLine line) =>
        line.Site.Parent is EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax statement } } ? statement : null;

    private static bool CanRemoveLocal(CommandLine line) =>
        Declaration(line) is { Parent: BlockSyntax or GlobalStatementSyntax } statement
        && statement.DescendantTrivia().All(t => t.IsKind(SyntaxKind.WhitespaceTrivia) || t.IsKind(SyntaxKind.EndOfLineTrivia));

    private static void RemoveLocal(DocumentEditor editor, CommandLine line, FixTarget target)
    {
        if (line.Site != target.Node && Declaration(line) is { } declaration)
            editor.RemoveNode(declaration.Parent is GlobalStatementSyntax global ? global : declaration, SyntaxRemoveOptions.KeepNoTrivia);
    }
}
