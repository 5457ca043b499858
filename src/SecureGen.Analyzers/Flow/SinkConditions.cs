using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <summary>Whether a sink that is one under a condition is one here.</summary>
internal static class SinkConditions
{
    public static bool Holds(Only only, ImmutableArray<IArgumentOperation> arguments, IOperation sink, Taint taint, Func<CaptureId, IOperation?> captured) => only switch
    {
        Only.HtmlContent => arguments.Any(argument => IsHtml(argument.Value)) || IsSetBesideHtml(sink.Syntax),
        Only.Markup => HasMarkup(taint.Site) && !IsOtherContent(sink.Syntax),
        Only.SystemRole => arguments.Any(argument => IsInstructionRole(Written(argument.Value, captured))),
        Only.UserRole => arguments.Any(argument => IsRole(Written(argument.Value, captured), UserRole)),
        Only.LocationHeader => arguments.Concat(KeysOf(sink)).Any(argument => IsNamed(argument.Value, "Location")),
        Only.CommandLine => ShellCommands.IsLine(arguments),
        Only.ShellCommand => ShellCommands.IsAdded(sink),
        Only.Address => !taint.SiteIsPath && !taint.IsFull,
        _ => true,
    };

    // What stands before a branch of the text is captured.
    private static IOperation Written(IOperation value, Func<CaptureId, IOperation?> captured) => value.Unwrap() is IFlowCaptureReferenceOperation capture ? captured(capture.Id) ?? value : value;

    // headers["Location"] = text
    private static ImmutableArray<IArgumentOperation> KeysOf(IOperation sink) =>
        sink is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: var keys } } ? keys : ImmutableArray<IArgumentOperation>.Empty;

    // "Location", HeaderNames.Location
    private static bool IsNamed(IOperation key, string name) =>
        string.Equals(key.ConstantText() ?? (key.Unwrap() as IFieldReferenceOperation)?.Field.Name, name, StringComparison.OrdinalIgnoreCase);

    private static readonly ImmutableHashSet<string> UserRole = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "user");

    public static bool IsInstructionRole(IOperation value) => IsRole(value, LanguageModels.InstructionRoles);

    /// <summary>new Message { Role = "system", Content = text }: the assignments of an initializer stand alone in a control-flow graph.</summary>
    public static bool IsSetBesideInstructionRole(SyntaxNode set) =>
        set.Parent is InitializerExpressionSyntax initializer
        && initializer.Expressions.Any(e => e is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "role" or "Role" }, Right: var role } && LanguageModels.InstructionRoles.Contains(role.GetLastToken().ValueText));

    /// <summary>What an object is created with: the names of parameters and of members that are set.</summary>
    public static IEnumerable<(string Name, IOperation Value)> MembersOf(IOperation creation)
    {
        var (arguments, set) = creation switch
        {
            IObjectCreationOperation made => (made.Arguments, made.Initializer?.Initializers),
            IAnonymousObjectCreationOperation anonymous => (ImmutableArray<IArgumentOperation>.Empty, anonymous.Initializers),
            _ => (ImmutableArray<IArgumentOperation>.Empty, null),
        };
        foreach (var argument in arguments)
            yield return (argument.Parameter?.Name ?? "", argument.Value);
        foreach (var initializer in set ?? ImmutableArray<IOperation>.Empty)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member.Name: var name }, Value: var value })
                yield return (name, value);
        }
    }

    private static bool IsRole(IOperation value, ICollection<string> roles) => value.Unwrap() switch
    {
        IMemberReferenceOperation { Member: { IsStatic: true, Name: var name } } => roles.Contains(name),
        IObjectCreationOperation { Arguments: { Length: 1 } arguments } => arguments[0].Value.ConstantText() is { } text && roles.Contains(text),
        var other => other.ConstantText() is { } text && roles.Contains(text),
    };

    // "text/html", new MediaTypeHeaderValue("text/html")
    private static bool IsHtml(IOperation value) => value.Unwrap() switch
    {
        IObjectCreationOperation or IInvocationOperation { TargetMethod.Name: "Parse" } => value.DescendantsAndSelf().Any(static part => part is ILiteralOperation && part.ConstantText() is { } text && SaysHtml(text)),
        var other => other.ConstantText() is { } text && SaysHtml(text),
    };

    private static bool SaysHtml(string text) => text.IndexOf("html", StringComparison.OrdinalIgnoreCase) >= 0;

    // response.ContentType = "text/event-stream": a browser shows no page.
    private static bool IsOtherContent(SyntaxNode sink)
    {
        var body = sink.Ancestors().FirstOrDefault(static a => a is BaseMethodDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax);
        var types = body?.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(static set => set.Left is MemberAccessExpressionSyntax { Name.Identifier.Text: "ContentType" } && set.Right is LiteralExpressionSyntax { Token.ValueText.Length: > 0 })
            .Select(static set => ((LiteralExpressionSyntax)set.Right).Token.ValueText).ToArray();
        return types is { Length: > 0 } && !types.Any(static type => SaysHtml(type) || type.IndexOf("xml", StringComparison.OrdinalIgnoreCase) >= 0 || type.IndexOf("svg", StringComparison.OrdinalIgnoreCase) >= 0);
    }

    // new ContentResult { Content = x, ContentType = "text/html" }
    private static bool IsSetBesideHtml(SyntaxNode sink) =>
        sink.Parent is InitializerExpressionSyntax initializer
        && initializer.Expressions.Any(e => e is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.Text: "ContentType" } } set && set.Right.ToString().IndexOf("html", StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool HasMarkup(IOperation? site) =>
        site is not null && site.DescendantsAndSelf().Any(part => part is ILiteralOperation { ConstantValue: { HasValue: true, Value: string text } } && HasTag(text));

    // "a < b" and "name <address>" have none.
    private static bool HasTag(string text)
    {
        for (var i = text.IndexOf('<'); i >= 0 && i + 1 < text.Length; i = text.IndexOf('<', i + 1))
        {
            if (char.IsLetter(text[i + 1]) || text[i + 1] is '/' or '!')
                return true;
        }

        return false;
    }
}
