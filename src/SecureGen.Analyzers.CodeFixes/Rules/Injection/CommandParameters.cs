using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>A command of ADO.NET in a local, and the statement after which its parameters can be added.</summary>
internal sealed class CommandParameters
{
    private readonly ILocalSymbol _command;
    private readonly SyntaxNode _anchor;
    private readonly FixTarget _target;

    private CommandParameters(ILocalSymbol command, SyntaxNode anchor, FixTarget target)
    {
        _command = command;
        _anchor = anchor;
        _target = target;
    }

    /// <summary>Npgsql says of what type a text is, and the database does not compare it with a number.</summary>
    public bool ConvertsText => _command.Type.ContainingNamespace?.ToDisplayString() != "Npgsql";

    public static CommandParameters? At(FixTarget target)
    {
        var home = target.Node.Parent switch
        {
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.Text: "CommandText", Expression: IdentifierNameSyntax command }, Parent: ExpressionStatementSyntax set } => Set(command, set, target),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.Text: "CommandText" }, Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } => Stored(creation, target),
            ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation } => Stored(creation, target),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "CreateCommand" } } creation } => Stored(creation, target),
            _ => null,
        };
        return home is not null && home.IsNamed() && home.HasOneStatement() ? home : null;
    }

    /// <summary>Adds the parameters after the anchor: by AddWithValue where the provider has it.</summary>
    public void Add(DocumentEditor editor, IReadOnlyList<string> names, IReadOnlyList<string> values)
    {
        var statements = names.Zip(values, (name, value) => Statements(name, value)).SelectMany(s => s).Select(Generate.Statement).ToArray();
        if (_anchor is UsingStatementSyntax { Statement: var body })
            editor.ReplaceNode(body, (current, _) => Begun((StatementSyntax)current, statements, StatementEdits.EndOfLine(_anchor)));
        else
            StatementEdits.InsertAfter(editor, _anchor, statements);
    }

    // Parameters that are added again each time around, or by whoever else has the command, are there twice.
    private static CommandParameters? Set(IdentifierNameSyntax command, ExpressionStatementSyntax set, FixTarget target)
    {
        return target.Model.GetSymbolInfo(command, target.Cancellation).Symbol is ILocalSymbol local && StatementEdits.CanInsertAfter(set) && StatementEdits.RunsOncePer(local, set, target)
            ? new CommandParameters(local, set, target)
            : null;
    }

    private static CommandParameters? Stored(ExpressionSyntax creation, FixTarget target)
    {
        var (name, anchor) = creation.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax or UsingStatementSyntax } declaration } declarator } =>
                ((SyntaxNode)declarator, declaration.Parent),
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax left, Parent: ExpressionStatementSyntax statement } assignment when assignment.Right == creation => (left, statement),
            _ => (null, null),
        };
        if (name is null || anchor is null || (anchor is not UsingStatementSyntax && !StatementEdits.CanInsertAfter(anchor)))
            return null;
        var symbol = name is VariableDeclaratorSyntax ? target.Model.GetDeclaredSymbol(name, target.Cancellation) : target.Model.GetSymbolInfo(name, target.Cancellation).Symbol;
        return symbol is ILocalSymbol local ? new CommandParameters(local, anchor, target) : null;
    }

    // Oracle, ODBC and OLE DB take parameters by their position.
    private bool IsNamed() =>
        Member("Parameters") is IPropertySymbol && Member("CreateParameter") is not null && !Types().Any(type => type.ContainingNamespace?.ToDisplayString() is { } space
            && (space.StartsWith("Oracle.", System.StringComparison.Ordinal) || space is "System.Data.Odbc" or "System.Data.OleDb"));

    // What a statement before this one was given stays with the command.
    private bool HasOneStatement()
    {
        var body = GivenOnce.Body(_anchor);
        return body.DescendantNodes().OfType<AssignmentExpressionSyntax>().Count(a =>
            a.Left is MemberAccessExpressionSyntax { Name.Identifier.Text: "CommandText", Expression: IdentifierNameSyntax name } && name.Identifier.ValueText == _command.Name && IsCommand(name))
            <= (_target.Node.Parent is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax } ? 1 : 0);
    }

    private bool IsCommand(IdentifierNameSyntax name) => SymbolEqualityComparer.Default.Equals(_target.Model.GetSymbolInfo(name, _target.Cancellation).Symbol, _command);

    private IEnumerable<ITypeSymbol> Types()
    {
        for (var type = _command.Type; type is not null; type = type.BaseType)
            yield return type;
        foreach (var type in _command.Type.AllInterfaces)
            yield return type;
    }

    private ISymbol? Member(string name) => Types().SelectMany(type => type.GetMembers(name)).FirstOrDefault(m => m.DeclaredAccessibility == Accessibility.Public);

    private bool HasAddWithValue()
    {
        for (var type = (Member("Parameters") as IPropertySymbol)?.Type; type is not null; type = type.BaseType)
        {
            if (type.GetMembers("AddWithValue").OfType<IMethodSymbol>().Any(m => m.Parameters.Length == 2 && m.Parameters[0].Type.SpecialType == SpecialType.System_String))
                return true;
        }

        return false;
    }

    private IEnumerable<string> Statements(string name, string value)
    {
        if (HasAddWithValue())
        {
            yield return $"{Command}.Parameters.AddWithValue(\"@{name}\", {value});";
            yield break;
        }

        var parameter = LocalName(name);
        yield return $"var {parameter} = {Command}.CreateParameter();";
        yield return $"{parameter}.ParameterName = \"@{name}\";";
        yield return $"{parameter}.Value = {value};";
        yield return $"{Command}.Parameters.Add({parameter});";
    }

    private string Command => SyntaxFacts.GetKeywordKind(_command.Name) == SyntaxKind.None ? _command.Name : "@" + _command.Name;

    // Where a body has several commands, each has its own.
    private string LocalName(string name)
    {
        var body = GivenOnce.Body(_anchor);
        var commands = body.DescendantNodes().OfType<VariableDeclaratorSyntax>().Count(d =>
            _target.Model.GetDeclaredSymbol(d, _target.Cancellation) is ILocalSymbol { Type: var type } && SymbolEqualityComparer.Default.Equals(type, _command.Type));
        var local = commands > 1 ? _command.Name + char.ToUpperInvariant(name[0]) + name.Substring(1) : name + "Parameter";
        var unique = local;
        var taken = new HashSet<string>(body.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText));
        for (var i = 2; taken.Contains(unique); i++)
            unique = local + i;
        return unique;
    }

    private static StatementSyntax Begun(StatementSyntax body, StatementSyntax[] statements, SyntaxTrivia endOfLine)
    {
        if (body is BlockSyntax { Statements.Count: > 0 } filled)
            return filled.WithStatements(filled.Statements.InsertRange(0, statements.Select(s => StatementEdits.Placed(s, filled.Statements[0], endOfLine))));
        var ended = statements.Select(s => s.WithTrailingTrivia(endOfLine)).ToArray();
        if (body is BlockSyntax block)
            return block.WithStatements(block.Statements.InsertRange(0, ended));
        return SyntaxFactory.Block(
                SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(endOfLine),
                SyntaxFactory.List(ended.Append(body)),
                SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithTrailingTrivia(body.GetTrailingTrivia()))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
