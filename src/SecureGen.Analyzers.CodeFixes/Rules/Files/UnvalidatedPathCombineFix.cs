using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Files;

namespace SecureGen.Analyzers.CodeFixes.Rules.Files;

/// <summary>
/// Resolves the path and throws unless it stays inside its base directory, by a helper that is added to the type once;
/// or keeps the file name alone. Both rewrite the place where the path is built, which a wrong test only names.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class UnvalidatedPathCombineFix() : SecurityCodeFixProvider(UnvalidatedPathCombine.Descriptor, DotDotContainment.Descriptor)
{
    private const string HelperName = "ResolveContainedPath";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (Site(target) is not { } combine || target.Model.GetSymbolInfo(combine, target.Cancellation).Symbol is not IMethodSymbol { Name: "Combine" or "Join", ContainingType.Name: "Path" })
            yield break;

        var arguments = combine.ArgumentList.Arguments;
        if (arguments.Count < 2 || arguments.Any(a => a.NameColon is not null || !IsText(a, target)))
            yield break;

        // Path.Join keeps a rooted second part inside; the helper, which combines, would refuse it.
        if (IsCombine(combine) && Home(combine) is { } home)
            yield return new Fix("Resolve the path and keep it inside its base directory", "SGA4001.Contain", editor => Contain(editor, combine, home, target));

        var untrusted = Untrusted(combine, target);
        if (untrusted is not null && untrusted == arguments[arguments.Count - 1])
            yield return new Fix("Use the file name only", "SGA4001.FileName", editor => TakeFileName(editor, untrusted));
    }

    private static bool IsCombine(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Combine" } or IdentifierNameSyntax { Identifier.Text: "Combine" };

    // Trace: source, place of building, sink.
    private static InvocationExpressionSyntax? Site(FixTarget target)
    {
        var trace = target.Diagnostic.AdditionalLocations;
        if (trace.Count < 2 || trace[1].SourceTree != target.Root.SyntaxTree || !target.Root.FullSpan.Contains(trace[1].SourceSpan))
            return null;
        return target.Root.FindNode(trace[1].SourceSpan, getInnermostNodeForTie: true) as InvocationExpressionSyntax;
    }

    private static bool IsText(ArgumentSyntax argument, FixTarget target) =>
        target.Model.GetTypeInfo(argument.Expression, target.Cancellation).Type?.SpecialType == SpecialType.System_String;

    /// <summary>The type that takes the helper, or the compilation unit of top-level code.</summary>
    private static SyntaxNode? Home(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case GlobalStatementSyntax:
                    return ancestor.Parent;
                case InterfaceDeclarationSyntax:
                    return null;
                case TypeDeclarationSyntax type:
                    return type;
            }
        }

        return null;
    }

    private static void Contain(DocumentEditor editor, InvocationExpressionSyntax combine, SyntaxNode home, FixTarget target)
    {
        var name = FreeName(home, target, out var exists);
        var first = FirstUntrusted(combine, target);
        var endOfLine = target.Root.DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)).ToString() is { Length: > 0 } found ? found : "\n";
        editor.ReplaceNode(combine, (current, _) => Call((InvocationExpressionSyntax)current, name, first));
        if (exists)
            return;
        if (home is TypeDeclarationSyntax)
            editor.ReplaceNode(home, (current, _) => Added((TypeDeclarationSyntax)current, name, endOfLine));
        else
            editor.ReplaceNode(home, (current, _) => AddedLocal((CompilationUnitSyntax)current, name, endOfLine));
    }

    private static ExpressionSyntax Call(InvocationExpressionSyntax combine, string name, int first)
    {
        var arguments = combine.ArgumentList.Arguments;
        var list = arguments.Count == 2
            ? combine.ArgumentList
            : SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
                [Joined(combine, arguments, 0, first), Joined(combine, arguments, first, arguments.Count)],
                [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)]));
        return SyntaxFactory.InvocationExpression(SyntaxFactory.IdentifierName(name), list).WithTriviaFrom(combine);
    }

    // The same call joins what is left on either side.
    private static ArgumentSyntax Joined(InvocationExpressionSyntax combine, SeparatedSyntaxList<ArgumentSyntax> arguments, int from, int to)
    {
        if (to - from == 1)
            return arguments[from].WithoutTrivia();
        var part = arguments.Skip(from).Take(to - from).Select(a => a.WithoutTrivia()).ToArray();
        var commas = Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), part.Length - 1);
        return SyntaxFactory.Argument(combine.WithoutTrivia().WithArgumentList(SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(part, commas))));
    }

    private static int FirstUntrusted(InvocationExpressionSyntax combine, FixTarget target)
    {
        var argument = Untrusted(combine, target);
        var index = argument is null ? 1 : combine.ArgumentList.Arguments.IndexOf(argument);
        return index < 1 ? 1 : index;
    }

    // The argument that mentions the source, directly or through a local that was given it; the first constant-free one otherwise.
    private static ArgumentSyntax? Untrusted(InvocationExpressionSyntax combine, FixTarget target)
    {
        var arguments = combine.ArgumentList.Arguments;
        if (target.Diagnostic.AdditionalLocations is not { Count: > 0 } trace || trace[0].SourceTree != target.Root.SyntaxTree)
            return arguments.Count == 2 ? arguments[1] : null;

        var source = target.Root.FindNode(trace[0].SourceSpan, getInnermostNodeForTie: true);
        foreach (var argument in arguments)
        {
            if (argument.Span.Contains(source.Span))
                return argument;
            if (source is ParameterSyntax parameter && argument.DescendantNodes().OfType<IdentifierNameSyntax>().Any(i => i.Identifier.Text == parameter.Identifier.Text))
                return argument;
        }

        return arguments.Count == 2 ? arguments[1] : null;
    }

    private static void TakeFileName(DocumentEditor editor, ArgumentSyntax argument) =>
        editor.ReplaceNode(
            argument.Expression,
            (current, _) => ((InvocationExpressionSyntax)Generate.Expression("global::System.IO.Path.GetFileName(x)"))
                .ReplaceNode(
                    ((InvocationExpressionSyntax)Generate.Expression("global::System.IO.Path.GetFileName(x)")).ArgumentList,
                    SyntaxFactory.ArgumentList())
                .WithArgumentList(SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument((ExpressionSyntax)current.WithoutTrivia()))))
                .WithTriviaFrom(current));

    private static TypeDeclarationSyntax Added(TypeDeclarationSyntax type, string name, string endOfLine) =>
        type.Members.OfType<MethodDeclarationSyntax>().Any(m => m.Identifier.Text == name)
            ? type
            : type.AddMembers(Generate.Member("private static " + Helper(name, endOfLine)).WithLeadingTrivia(SyntaxFactory.ElasticEndOfLine(endOfLine)));

    private static CompilationUnitSyntax AddedLocal(CompilationUnitSyntax unit, string name, string endOfLine)
    {
        var statements = unit.Members.OfType<GlobalStatementSyntax>().ToArray();
        if (statements.Any(s => s.Statement is LocalFunctionStatementSyntax local && local.Identifier.Text == name))
            return unit;
        var helper = SyntaxFactory.GlobalStatement(Generate.Statement("static " + Helper(name, endOfLine))
            .WithLeadingTrivia(SyntaxFactory.ElasticEndOfLine(endOfLine))
            .WithTrailingTrivia(SyntaxFactory.ElasticEndOfLine(endOfLine)));
        return unit.WithMembers(unit.Members.Insert(statements.Length, helper));
    }

    // A member of that name that is not the helper sends it to another name.
    private static string FreeName(SyntaxNode home, FixTarget target, out bool exists)
    {
        var parts = Parts(home, target);
        var name = HelperName;
        for (var number = 2; ; number++)
        {
            var taken = parts.SelectMany(part => part.DescendantNodes()).Where(n => NameOf(n) == name).ToArray();
            exists = taken.Any(IsHelper);
            if (exists || taken.Length == 0)
                return name;
            name = HelperName + number;
        }
    }

    // A partial type may have the helper in another file.
    private static SyntaxNode[] Parts(SyntaxNode home, FixTarget target) =>
        home is TypeDeclarationSyntax type && target.Model.GetDeclaredSymbol(type, target.Cancellation) is { } symbol
            ? symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(target.Cancellation)).ToArray()
            : [home];

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        VariableDeclaratorSyntax variable => variable.Identifier.Text,
        ParameterSyntax parameter => parameter.Identifier.Text,
        _ => null,
    };

    private static bool IsHelper(SyntaxNode node)
    {
        var parameters = (node as MethodDeclarationSyntax)?.ParameterList ?? (node as LocalFunctionStatementSyntax)?.ParameterList;
        return parameters?.Parameters.Count == 2 && node.ToString().Contains("GetFullPath") && node.ToString().Contains("StartsWith");
    }

    // Ordinal on every platform: both texts come from the same base directory.
    private static string Helper(string name, string endOfLine) => """
        string NAME(string baseDirectory, string relativePath)
        {
            var root = global::System.IO.Path.GetFullPath(baseDirectory);
            if (!root.EndsWith(global::System.IO.Path.DirectorySeparatorChar.ToString(), global::System.StringComparison.Ordinal))
            {
                root += global::System.IO.Path.DirectorySeparatorChar;
            }

            var path = global::System.IO.Path.GetFullPath(global::System.IO.Path.Combine(root, relativePath));
            if (!path.StartsWith(root, global::System.StringComparison.Ordinal))
            {
                throw new global::System.UnauthorizedAccessException("The path leaves its base directory.");
            }

            return path;
        }
        """.Replace("NAME", name).Replace("\r\n", "\n").Replace("\n", endOfLine);
}
