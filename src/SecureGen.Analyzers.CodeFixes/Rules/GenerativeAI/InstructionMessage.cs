using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI;

/// <summary>
/// A message to a model in the role of the system or the developer: an object, or the call that makes or adds it. Knows the
/// same message in the role of the user, and where it goes.
/// </summary>
internal sealed class InstructionMessage
{
    private readonly ExpressionSyntax _message;
    private readonly ExpressionSyntax _content;
    private readonly FixTarget _target;

    private InstructionMessage(ExpressionSyntax message, ExpressionSyntax content, FixTarget target)
    {
        _message = message;
        _content = content;
        _target = target;
    }

    public static InstructionMessage? Of(ExpressionSyntax content, FixTarget target) => content.Parent switch
    {
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ExpressionSyntax call } } when call is BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax => new InstructionMessage(call, content, target),
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression, Parent: BaseObjectCreationExpressionSyntax creation } } => new InstructionMessage(creation, content, target),
        AnonymousObjectMemberDeclaratorSyntax { Parent: AnonymousObjectCreationExpressionSyntax creation } => new InstructionMessage(creation, content, target),
        _ => null,
    };

    /// <summary>The edit that adds the text in the role of the user behind this message, or null where there is no place for it.</summary>
    public Action<DocumentEditor>? Place(ExpressionSyntax text)
    {
        if (ConversationOf(_message) is { } conversation)
            return AfterStatement(conversation.Declaration, SyntaxFactory.ParseStatement(conversation.Name + ".AddUserMessage(" + text + ");"));
        if (AsUser(text.WithLeadingTrivia(ListInsertion.Indentation(_content))) is not { } user)
            return null;
        if (_message.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax statement && Adds(statement))
            return AfterStatement(statement, WithMessage(statement, user));
        return Element() is { Parent: { } list } element && Fits() ? editor => ListInsertion.InsertAfter(editor, list, element, user) : null;
    }

    private StatementSyntax WithMessage(ExpressionStatementSyntax statement, ExpressionSyntax message) => statement.ReplaceNode(_message, message).WithoutTrivia();

    // var history = new ChatHistory("..."): a conversation that begins with the message.
    private (string Name, StatementSyntax Declaration)? ConversationOf(ExpressionSyntax creation) =>
        creation is BaseObjectCreationExpressionSyntax { Initializer: null, Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration } } declarator } }
        && _target.Model.GetTypeInfo(creation, _target.Cancellation).Type is { } type && type.GetMembers("AddUserMessage").Any()
            ? (declarator.Identifier.Text, declaration)
            : null;

    // history.AddSystemMessage("..."); messages.Add(new SystemChatMessage("..."));
    private bool Adds(ExpressionStatementSyntax statement) =>
        statement.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.Text: var name } } call
        && receiver.DescendantNodesAndSelf().All(node => node is IdentifierNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax)
        && (call == _message || (name == "Add" && call.ArgumentList.Arguments is { Count: 1 } arguments && arguments[0].Expression == _message && Fits()));

    private static Action<DocumentEditor>? AfterStatement(StatementSyntax statement, StatementSyntax added)
    {
        var laid = Laid(added, statement);
        return statement.Parent switch
        {
            GlobalStatementSyntax global => editor => editor.InsertAfter(global, SyntaxFactory.GlobalStatement(laid)),
            BlockSyntax or SwitchSectionSyntax => editor => editor.InsertAfter(statement, laid),
            _ => null,
        };
    }

    private static StatementSyntax Laid(StatementSyntax added, StatementSyntax after)
    {
        var end = ListInsertion.Spaces(after.GetTrailingTrivia());
        var line = after.SyntaxTree.GetText().Lines.GetLineFromPosition(after.SpanStart).ToString();
        var indentation = line.Substring(0, line.Length - line.TrimStart().Length);
        return added
            .WithLeadingTrivia(end.Any(SyntaxKind.EndOfLineTrivia) ? SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(indentation)) : default)
            .WithTrailingTrivia(end);
    }

    // The element of a list that the message is: of an array, a collection, or the params of a call.
    private SyntaxNode? Element() => _message.Parent switch
    {
        InitializerExpressionSyntax { Parent: ArrayCreationExpressionSyntax { Type.RankSpecifiers: var ranks } } when ranks[0].Sizes.Any(size => size is not OmittedArraySizeExpressionSyntax) => null,
        InitializerExpressionSyntax initializer when initializer.Kind() is SyntaxKind.ArrayInitializerExpression or SyntaxKind.CollectionInitializerExpression => _message,
        ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax } argument when IsOneOfMany(argument) => argument,
        { Parent.RawKind: CollectionExpression } element => element,
        _ => null,
    };

    // Newer than the compiler that this is built with.
    private const int CollectionExpression = 9076;

    private bool IsOneOfMany(ArgumentSyntax argument) =>
        argument.Parent?.Parent is { } call
        && _target.Model.GetSymbolInfo(call, _target.Cancellation).Symbol is IMethodSymbol { Parameters: { Length: > 0 } parameters }
        && parameters[parameters.Length - 1] is { IsParams: true } many
        && ((ArgumentListSyntax)argument.Parent).Arguments.IndexOf(argument) >= many.Ordinal
        && !SymbolEqualityComparer.Default.Equals(many.Type, _target.Model.GetTypeInfo(argument.Expression, _target.Cancellation).ConvertedType);

    // A list of system messages takes no other.
    private bool Fits()
    {
        var type = _target.Model.GetTypeInfo(_message, _target.Cancellation);
        return _message is AnonymousObjectCreationExpressionSyntax || Renamed(type.Type?.Name ?? "") == type.Type?.Name || !SymbolEqualityComparer.Default.Equals(type.Type, type.ConvertedType);
    }

    /// <summary>The message in the role of the user, or null where it cannot be said.</summary>
    private ExpressionSyntax? AsUser(ExpressionSyntax text)
    {
        var symbol = _target.Model.GetSymbolInfo(_message, _target.Cancellation).Symbol as IMethodSymbol;
        return _message switch
        {
            BaseObjectCreationExpressionSyntax { Initializer: { } initializer } creation when _content.Parent?.Parent == initializer => Initialized(creation, initializer, text),
            ObjectCreationExpressionSyntax creation when creation.ArgumentList is not null && symbol is not null => Created(creation, symbol.ContainingType, text),
            ImplicitObjectCreationExpressionSyntax creation => WithRole(creation, text) is { } arguments ? creation.WithArgumentList(arguments).WithInitializer(null).WithoutTrivia() : null,
            InvocationExpressionSyntax call when symbol is not null => Called(call, symbol, text),
            AnonymousObjectCreationExpressionSyntax anonymous => Described(anonymous, text),
            _ => null,
        };
    }

    private ExpressionSyntax? Created(ObjectCreationExpressionSyntax creation, INamedTypeSymbol type, ExpressionSyntax text)
    {
        var name = Renamed(type.Name);
        var arguments = name == type.Name ? WithRole(creation, text) : WithText(creation.ArgumentList!, text);
        if (arguments is null || Replaced(creation.Type, type.Name, name) is not { } created || !(name == type.Name || type.ContainingNamespace.GetTypeMembers(name).Any()))
            return null;
        return creation.WithType(created.WithoutTrailingTrivia()).WithArgumentList(arguments).WithInitializer(null).WithoutTrivia();
    }

    private ExpressionSyntax? Called(InvocationExpressionSyntax call, IMethodSymbol method, ExpressionSyntax text)
    {
        var name = Renamed(method.Name);
        var arguments = name == method.Name ? WithRole(call, text) : WithText(call.ArgumentList, text);
        return arguments is not null && Replaced(call.Expression, method.Name, name) is { } called && method.ContainingType.GetMembers(name).Any()
            ? call.WithExpression(called).WithArgumentList(arguments).WithoutTrivia()
            : null;
    }

    // new Message { Role = "system", Content = "..." }
    private ExpressionSyntax? Initialized(BaseObjectCreationExpressionSyntax creation, InitializerExpressionSyntax initializer, ExpressionSyntax text)
    {
        if (initializer.Expressions.Count != 2 || creation.ArgumentList?.Arguments.Count > 0
            || initializer.Expressions.FirstOrDefault(e => e != _content.Parent) is not AssignmentExpressionSyntax { Right: var role } || UserRole(role) is not { } user)
            return null;
        return creation.ReplaceNodes([role, _content], (old, _) => old == role ? user : text.WithTriviaFrom(_content)).WithoutTrivia();
    }

    // new { role = "system", content = "..." }
    private ExpressionSyntax? Described(AnonymousObjectCreationExpressionSyntax message, ExpressionSyntax text)
    {
        if (message.Initializers.Count != 2 || message.Initializers.FirstOrDefault(i => i.Expression != _content) is not { Expression: var role } || UserRole(role) is not { } user)
            return null;
        var content = message.Initializers.First(i => i.Expression == _content);
        var named = content.NameEquals ?? SyntaxFactory.NameEquals(((IdentifierNameSyntax)_content).Identifier.ValueText).NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.Space);
        return message.ReplaceNodes(
            new SyntaxNode[] { role, content },
            (old, _) => old == role ? user : content.WithNameEquals(named).WithExpression(text.WithTriviaFrom(_content))).WithoutTrivia();
    }

    // "system" or ChatRole.System: the same for the user, where the type of the role has it.
    private ExpressionSyntax? UserRole(ExpressionSyntax role) => role switch
    {
        LiteralExpressionSyntax { Token.ValueText: var text } when LanguageModels.InstructionRoles.Contains(text) =>
            SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal("user")).WithTriviaFrom(role),
        MemberAccessExpressionSyntax { Name: var name } member when LanguageModels.InstructionRoles.Contains(name.Identifier.Text) && _target.Model.GetTypeInfo(role, _target.Cancellation).Type?.GetMembers("User").Any() == true =>
            member.WithName(SyntaxFactory.IdentifierName("User").WithTriviaFrom(name)),
        _ => null,
    };

    private static string Renamed(string name) => name.Replace("System", "User").Replace("Developer", "User");

    private static T? Replaced<T>(T expression, string name, string other)
        where T : ExpressionSyntax
    {
        if (name == other)
            return expression;
        var last = expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().LastOrDefault();
        if (last?.Identifier.Text != name)
            return null;
        var renamed = SyntaxFactory.IdentifierName(other).WithTriviaFrom(last);
        return expression == (ExpressionSyntax)last ? (ExpressionSyntax)renamed as T : expression.ReplaceNode(last, renamed);
    }

    // The one argument of the message.
    private ArgumentListSyntax? WithText(ArgumentListSyntax arguments, ExpressionSyntax text) =>
        arguments.Arguments.Count == 1 ? arguments.ReplaceNode(_content, text) : null;

    // (ChatRole.System, "..."): the same member of the role's type, for the user.
    private ArgumentListSyntax? WithRole(ExpressionSyntax call, ExpressionSyntax text)
    {
        var arguments = call is BaseObjectCreationExpressionSyntax creation ? creation.ArgumentList : ((InvocationExpressionSyntax)call).ArgumentList;
        if (arguments?.Arguments is not { Count: 2 } both || both.FirstOrDefault(a => a.Expression != _content)?.Expression is not { } role || UserRole(role) is not { } user)
            return null;
        return arguments.ReplaceNodes([role, _content], (old, _) => old == _content ? text : user);
    }
}
