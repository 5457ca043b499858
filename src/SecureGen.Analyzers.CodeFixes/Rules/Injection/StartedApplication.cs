using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>
/// Where a web application registers its services and where its pipeline begins: top-level code or a method that makes a builder
/// and builds it, or the two methods of a start-up class.
/// </summary>
internal sealed class StartedApplication
{
    private readonly string _application;
    private readonly string _services;
    private readonly SyntaxNode? _registering;
    private readonly SyntaxNode _start;
    private readonly HashSet<string> _taken;
    private readonly string _endOfLine;

    private StartedApplication(FixTarget target, string application, SyntaxNode start, IReadOnlyList<StatementSyntax> pipeline, string? environment, string services, SyntaxNode? registering)
    {
        (_application, _start, Pipeline, Environment, _services, _registering) = (application, start, pipeline, environment, services, registering);
        _taken = [.. target.Root.DescendantNodes().Select(Declared).OfType<string>()];
        _endOfLine = target.Root.DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToString() is { Length: > 0 } found ? found : "\n";
    }

    /// <summary>The statements that set the pipeline up.</summary>
    public IReadOnlyList<StatementSyntax> Pipeline { get; }

    /// <summary>An expression for the host's environment, if there is one.</summary>
    public string? Environment { get; }

    public bool CanRegister => _registering is not null;

    public static StartedApplication? Of(FixTarget target) => target.Node is MethodDeclarationSyntax method ? ByClass(method, target) : ByBuilder(target);

    /// <summary>Inserts behind the statement of that index, or where the pipeline begins.</summary>
    public void Insert(DocumentEditor editor, int index, IReadOnlyList<string> statements)
    {
        if (statements.Count == 0)
            return;
        if (index < 0 && _start is BlockSyntax block)
            Prepend(editor, block, statements);
        else
            InsertAfter(editor, index < 0 ? (StatementSyntax)_start : Pipeline[index], statements);
    }

    /// <summary>Inserts among the registrations of services, as the last one.</summary>
    public void Register(DocumentEditor editor, string statement)
    {
        switch (_registering)
        {
            case BlockSyntax { Statements.Count: 0 } empty:
                Prepend(editor, empty, [statement]);
                break;
            case BlockSyntax block when block.Statements.Last() is not ReturnStatementSyntax:
                InsertAfter(editor, block.Statements.Last(), [statement]);
                break;
            case BlockSyntax block:
                InsertBefore(editor, block.Statements.Last(), statement);
                break;
            case StatementSyntax building:
                InsertBefore(editor, building, statement);
                break;
        }
    }

    // var builder = WebApplication.CreateBuilder(args); ... var app = builder.Build(); or all in one.
    private static StartedApplication? ByBuilder(FixTarget target)
    {
        if (target.Node.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Declaration.Variables: { Count: 1 } variables } declaration || variables[0].Initializer?.Value is not InvocationExpressionSyntax made)
            return null;
        var siblings = Siblings(declaration);
        var name = variables[0].Identifier.Text;
        var holdsBuilder = made.Expression == target.Node && target.Node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "Create" };
        var building = holdsBuilder ? siblings.OfType<LocalDeclarationStatementSyntax>().FirstOrDefault(statement => Builds(statement, name)) : declaration;
        if (building is null || !(holdsBuilder || made.Expression == target.Node || made.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Build", Expression: InvocationExpressionSyntax { Expression: var inner } } && inner == target.Node))
            return null;
        var application = building.Declaration.Variables[0].Identifier.Text;
        return new StartedApplication(target, application, building, [.. siblings.SkipWhile(statement => statement != building).Skip(1)], application + ".Environment", name + ".Services", holdsBuilder ? building : null);
    }

    private static bool Builds(LocalDeclarationStatementSyntax statement, string builder) =>
        statement.Declaration.Variables is { Count: 1 } variables
        && variables[0].Initializer?.Value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Build", Expression: IdentifierNameSyntax built } } && built.Identifier.Text == builder;

    private static StartedApplication? ByClass(MethodDeclarationSyntax configure, FixTarget target)
    {
        if (configure is not { Body: { } body, Parent: ClassDeclarationSyntax type })
            return null;
        var services = type.Members.OfType<MethodDeclarationSyntax>().FirstOrDefault(static method => method is { Identifier.ValueText: "ConfigureServices", Body: not null, ParameterList.Parameters.Count: > 0 });
        return new StartedApplication(
            target, configure.ParameterList.Parameters[0].Identifier.Text, body, body.Statements, EnvironmentIn(body, target), services?.ParameterList.Parameters[0].Identifier.Text ?? "", services?.Body);
    }

    private static string? EnvironmentIn(BlockSyntax body, FixTarget target) =>
        target.Model.LookupSymbols(body.OpenBraceToken.Span.End).Where(static symbol => !symbol.IsImplicitlyDeclared && IsEnvironment(symbol)).OrderBy(static symbol => symbol is not IParameterSymbol).FirstOrDefault()?.Name;

    private static bool IsEnvironment(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => IsEnvironment(parameter.Type),
        IFieldSymbol field => IsEnvironment(field.Type),
        IPropertySymbol property => IsEnvironment(property.Type),
        _ => false,
    };

    private static bool IsEnvironment(ITypeSymbol type) => type.Name == "IHostEnvironment" || type.AllInterfaces.Any(static implemented => implemented.Name == "IHostEnvironment");

    private static StatementSyntax[] Siblings(StatementSyntax statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements.ToArray(),
        GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit.Members.OfType<GlobalStatementSyntax>().Select(static global => global.Statement).ToArray(),
        _ => [],
    };

    private void Prepend(DocumentEditor editor, BlockSyntax block, IReadOnlyList<string> statements)
    {
        var indentation = string.Concat(ListInsertion.Indentation((SyntaxNode?)block.Statements.FirstOrDefault() ?? block)) + (block.Statements.Count == 0 ? "    " : "");
        var next = block.OpenBraceToken.GetNextToken();
        var added = statements.Select((text, i) => Statement(text, indentation, isApart: i > 0 && IsLong(text), i == statements.Count - 1 && LeavesLine(text, next))).ToArray();
        editor.ReplaceNode(block, (current, _) => ((BlockSyntax)current).WithStatements(((BlockSyntax)current).Statements.InsertRange(0, added)));
    }

    private void InsertAfter(DocumentEditor editor, StatementSyntax anchor, IReadOnlyList<string> statements)
    {
        var indentation = Indentation(anchor);
        var previous = anchor is ExpressionStatementSyntax ? "" : "\n";
        var added = new List<SyntaxNode>();
        foreach (var text in statements)
        {
            var isLast = added.Count == statements.Count - 1;
            added.Add(Wrapped(Statement(text, indentation, isApart: IsLong(previous) || IsLong(text), isLast && LeavesLine(text, anchor.GetLastToken().GetNextToken())), anchor));
            previous = text;
        }

        editor.InsertAfter(Wrapped(anchor), added);
    }

    private void InsertBefore(DocumentEditor editor, StatementSyntax anchor, string statement) =>
        editor.InsertBefore(Wrapped(anchor), Wrapped(Statement(statement, Indentation(anchor), isApart: true, LeavesLine(statement, anchor.GetFirstToken())), anchor));

    // What is long stands apart from what follows, unless that begins with an empty line already.
    private static bool LeavesLine(string text, SyntaxToken next) =>
        IsLong(text) && !next.IsKind(SyntaxKind.CloseBraceToken) && !next.LeadingTrivia.FirstOrDefault(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia)).IsKind(SyntaxKind.EndOfLineTrivia);

    private static bool IsLong(string text) => text.Contains("\n");

    private static string Indentation(StatementSyntax statement) => string.Concat(ListInsertion.Indentation(Wrapped(statement)));

    private static SyntaxNode Wrapped(StatementSyntax statement) => statement.Parent as GlobalStatementSyntax ?? (SyntaxNode)statement;

    private static SyntaxNode Wrapped(StatementSyntax added, StatementSyntax anchor) => anchor.Parent is GlobalStatementSyntax ? SyntaxFactory.GlobalStatement(added) : added;

    private StatementSyntax Statement(string text, string indentation, bool isApart, bool leavesLine)
    {
        text = text.Replace("APP", _application).Replace("SERVICES", _services).Replace("OPTIONS", Free("options")).Replace("CONTEXT", Free("context")).Replace("NEXT", Free("next")).Replace("ENVIRONMENT", Environment ?? "");
        var lines = text.Replace("\r\n", "\n").Split('\n').Select(line => indentation + line);
        var statement = Generate.Statement((isApart ? _endOfLine : "") + string.Join(_endOfLine, lines) + _endOfLine);
        return leavesLine ? statement.WithTrailingTrivia(statement.GetTrailingTrivia().Add(SyntaxFactory.EndOfLine(_endOfLine))) : statement;
    }

    private string Free(string name)
    {
        var free = name;
        for (var number = 2; _taken.Contains(free); number++)
            free = name + number;
        return free;
    }

    // What a lambda may not call its parameters.
    private static string? Declared(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.Text,
        SingleVariableDesignationSyntax variable => variable.Identifier.Text,
        ForEachStatementSyntax each => each.Identifier.Text,
        ParameterSyntax { Parent.Parent: BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax } parameter => parameter.Identifier.Text,
        _ => null,
    };
}
