using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Passes the values of a statement as parameters, in the way of the library that runs it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class SqlInjectionFix() : SecurityCodeFixProvider(SqlInjection.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (SqlStatement.Of(target) is not { } statement)
            return [];
        if (target.Node.Parent is ArgumentSyntax { Parent.Parent: { } call } argument && target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is IMethodSymbol method)
        {
            if (method.ContainingType is { Name: "RelationalQueryableExtensions" or "RelationalDatabaseFacadeExtensions", ContainingNamespace.Name: "EntityFrameworkCore" })
                return OfEntityFramework((InvocationExpressionSyntax)call, argument, method, statement, target);
            if (method.ContainingType.ToDisplayString() is "Dapper.SqlMapper" or "Dapper.CommandDefinition")
                return OfDapper(argument, method, statement, target);
        }

        return OfCommand(statement, target);
    }

    private static IEnumerable<Fix> OfCommand(SqlStatement statement, FixTarget target)
    {
        if (CommandParameters.At(target) is not { } command || (!command.ConvertsText && statement.Values.Any(v => !v.IsQuoted && v.IsText)))
            yield break;
        var names = statement.Names([]);
        if (statement.WithPlaceholders(i => "@" + names[i]) is not { } text)
            yield break;
        var values = statement.Values.Select(v => v.Expression(target, SqlValue.DatabaseNull)).ToArray();
        yield return new Fix("Pass the values as parameters", "SGA6001.Parameters", editor =>
        {
            editor.ReplaceNode(statement.Site, (_, _) => text);
            command.Add(editor, names, values);
        });
    }

    // FromSql and its like make a parameter of each hole. FromSqlRaw takes placeholders, where a table's name is built in as well.
    private static IEnumerable<Fix> OfEntityFramework(InvocationExpressionSyntax call, ArgumentSyntax argument, IMethodSymbol method, SqlStatement statement, FixTarget target)
    {
        if (argument.NameColon is not null || statement.HasBraces || HasParameters(call, argument, target))
            yield break;
        if (statement.Site == target.Node && InterpolatedTwin(method) is { } twin && statement.Interpolated() is { } interpolated)
        {
            yield return new Fix($"Use '{twin}', which makes parameters of the values", "SGA6001.Parameters", editor =>
            {
                editor.ReplaceNode(statement.Site, (_, _) => interpolated);
                var name = NameOf(call);
                if (name is not null)
                    editor.ReplaceNode(name, (current, _) => ((SimpleNameSyntax)current).WithIdentifier(SyntaxFactory.Identifier(twin).WithTriviaFrom(((SimpleNameSyntax)current).Identifier)));
            });
        }
        else if (statement.WithPlaceholders(i => "{" + i + "}") is { } text)
        {
            var values = statement.Values.Select(v => v.Expression(target)).ToArray();
            yield return new Fix("Pass the values as parameters", "SGA6001.Parameters", editor =>
            {
                editor.ReplaceNode(statement.Site, (_, _) => text);
                editor.ReplaceNode(call.ArgumentList, (current, _) => WithValues((ArgumentListSyntax)current, call.ArgumentList.Arguments.IndexOf(argument), values));
            });
        }
    }

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    private static bool HasParameters(InvocationExpressionSyntax call, ArgumentSyntax sql, FixTarget target) => call.ArgumentList.Arguments
        .SkipWhile(a => a != sql).Skip(1)
        .Any(a => target.Model.GetTypeInfo(a.Expression, target.Cancellation).ConvertedType?.Name != "CancellationToken");

    // FromSql(FormattableString), or FromSqlInterpolated where the library is older.
    private static string? InterpolatedTwin(IMethodSymbol method)
    {
        var plain = method.Name.Replace("Raw", "");
        var candidates = new[] { plain, method.Name.Replace("Raw", "Interpolated") };
        return candidates.FirstOrDefault(name => method.ContainingType.GetMembers(name).OfType<IMethodSymbol>().Any(m =>
            m.Parameters.Any(p => p.Type.Name == "FormattableString") && !m.GetAttributes().Any(a => a.AttributeClass?.Name == "ObsoleteAttribute")));
    }

    // With a token behind them, the values are one argument.
    private static ArgumentListSyntax WithValues(ArgumentListSyntax list, int sql, string[] values)
    {
        var arguments = list.Arguments.Count > sql + 1 ? ["new object[] { " + string.Join(", ", values) + " }"] : values;
        return list.WithArguments(arguments.Reverse().Aggregate(list.Arguments, (all, value) => Inserted(all, sql + 1, SyntaxFactory.Argument(Generate.Expression(value)))));
    }

    private static SeparatedSyntaxList<ArgumentSyntax> Inserted(SeparatedSyntaxList<ArgumentSyntax> list, int index, ArgumentSyntax argument)
    {
        var nodes = list.GetWithSeparators().ToList();
        var at = index == 0 ? 0 : (index * 2) - 1;
        nodes.InsertRange(at, [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), argument]);
        return SyntaxFactory.SeparatedList<ArgumentSyntax>(nodes);
    }

    private static IEnumerable<Fix> OfDapper(ArgumentSyntax sql, IMethodSymbol method, SqlStatement statement, FixTarget target)
    {
        var list = (ArgumentListSyntax)sql.Parent!;
        var parameter = method.Parameters.FirstOrDefault(p => p.Name is "param" or "parameters");
        if (parameter is null)
            yield break;
        var given = list.Arguments.FirstOrDefault(a => IsFor(a, parameter, method, list));
        if (given is not null && given.Expression is not AnonymousObjectCreationExpressionSyntax)
            yield break;
        var names = statement.Names(given is null ? [] : MembersOf((AnonymousObjectCreationExpressionSyntax)given.Expression));
        if (statement.WithPlaceholders(i => "@" + names[i]) is not { } text)
            yield break;
        var members = string.Join(", ", statement.Values.Select((v, i) => Member(names[i], v.Expression(target))));
        yield return new Fix("Pass the values as parameters", "SGA6001.Parameters", editor =>
        {
            editor.ReplaceNode(statement.Site, (_, _) => text);
            if (given is not null)
                editor.ReplaceNode(given.Expression, (current, _) => Extended((AnonymousObjectCreationExpressionSyntax)current, members));
            else
                editor.ReplaceNode(list, (current, _) => WithParameter((ArgumentListSyntax)current, list, sql, method, parameter, "new { " + members + " }"));
        });
    }

    private static string Member(string name, string value) => name == value ? value : (SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name) + " = " + value;

    private static IEnumerable<string> MembersOf(AnonymousObjectCreationExpressionSyntax creation) =>
        creation.Initializers.Select(i => i.NameEquals?.Name.Identifier.ValueText ?? (i.Expression is MemberAccessExpressionSyntax member ? member.Name.Identifier.ValueText : i.Expression.ToString()));

    private static bool IsFor(ArgumentSyntax argument, IParameterSymbol parameter, IMethodSymbol method, ArgumentListSyntax list) => argument.NameColon is { } name
        ? name.Name.Identifier.ValueText == parameter.Name
        : method.Parameters.IndexOf(parameter) == list.Arguments.IndexOf(argument);

    private static AnonymousObjectCreationExpressionSyntax Extended(AnonymousObjectCreationExpressionSyntax creation, string members)
    {
        var added = ((AnonymousObjectCreationExpressionSyntax)Generate.Expression("new { " + members + " }")).Initializers;
        var last = creation.Initializers.Last();
        var nodes = creation.Initializers.GetWithSeparators().Where(n => n != last).Append(last.WithoutTrailingTrivia());
        if (creation.Initializers.SeparatorCount == creation.Initializers.Count)
            return creation.WithInitializers(creation.Initializers.AddRange(added));
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        var all = nodes.ToList();
        foreach (var member in added)
            all.AddRange([comma, member.WithoutTrivia()]);
        all[all.Count - 1] = all[all.Count - 1].AsNode()!.WithTrailingTrivia(last.GetTrailingTrivia());
        return creation.WithInitializers(SyntaxFactory.SeparatedList<AnonymousObjectMemberDeclaratorSyntax>(all));
    }

    // Behind the statement, where the signature has it there; else by its name, at the end.
    private static ArgumentListSyntax WithParameter(ArgumentListSyntax current, ArgumentListSyntax list, ArgumentSyntax sql, IMethodSymbol method, IParameterSymbol parameter, string value)
    {
        var index = list.Arguments.IndexOf(sql) + 1;
        var argument = SyntaxFactory.Argument(Generate.Expression(value));
        if (sql.NameColon is null && method.Parameters.IndexOf(parameter) == index && list.Arguments.Skip(index).All(a => a.NameColon is not null))
            return current.WithArguments(Inserted(current.Arguments, index, argument));
        var name = SyntaxFactory.NameColon(SyntaxFactory.IdentifierName(parameter.Name)).WithTrailingTrivia(SyntaxFactory.Space);
        return current.WithArguments(Inserted(current.Arguments, list.Arguments.Count, argument.WithNameColon(name)));
    }
}
