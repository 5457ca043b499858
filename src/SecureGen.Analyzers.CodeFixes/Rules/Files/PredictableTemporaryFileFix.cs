using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Files;

namespace SecureGen.Analyzers.CodeFixes.Rules.Files;

/// <summary>A random name in the place of the known one, with its extension; a directory of its own where one is created at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class PredictableTemporaryFileFix() : SecurityCodeFixProvider(PredictableTemporaryFile.Descriptor)
{
    private const string Random = "global::System.IO.Path.GetRandomFileName()";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not ExpressionSyntax path || target.Diagnostic.Properties[PredictableTemporaryFile.EndingProperty] is not { } ending || path is IdentifierNameSyntax or MemberAccessExpressionSyntax || IsNamedElsewhere(path))
            yield break;
        if (DirectoryCall(path, target) is { } call)
        {
            var prefix = NameOf(ending);
            var made = Generate.Expression($"global::System.IO.Directory.CreateTempSubdirectory({(prefix.Length > 0 ? Generate.Quoted(prefix + "-") : "")})");
            yield return new Fix("Create a directory with a random name", "SGA4006.Random", editor => editor.ReplaceNode(call, made.WithTriviaFrom(call)));
            yield break;
        }

        var isDirectory = path.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateDirectory" } } };
        var extension = isDirectory ? "" : ExtensionOf(ending);
        var name = extension.Length > 0 ? $"global::System.IO.Path.ChangeExtension({Random}, {Generate.Quoted(extension)})" : Random;
        yield return new Fix("Use a random name", "SGA4006.Random", editor => editor.ReplaceNode(path, Generate.Expression($"global::System.IO.Path.Combine(global::System.IO.Path.GetTempPath(), {name})").WithTriviaFrom(path)));
    }

    // Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "images"))
    private static InvocationExpressionSyntax? DirectoryCall(ExpressionSyntax path, FixTarget target) =>
        path.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax { Parent: not ExpressionStatementSyntax } call } }
        && target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is IMethodSymbol { Name: "CreateDirectory", ContainingType.Name: "Directory" }
        && target.HasMember("System.IO.Directory", "CreateTempSubdirectory") ? call : null;

    // What another place finds by the same name would not be found there any more.
    private static bool IsNamedElsewhere(ExpressionSyntax path)
    {
        if (path is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 })
            return false;
        var isInline = path.Parent is ArgumentSyntax;
        return path.SyntaxTree.GetRoot().DescendantNodes().Any(node => node != path && node.RawKind == path.RawKind && SyntaxFactory.AreEquivalent(node, path))
            || (isInline && path.Parent!.Parent is ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AppendAllText" or "AppendAllLines" or "AppendText" } } });
    }

    private static string ExtensionOf(string ending)
    {
        var dot = ending.LastIndexOf('.');
        return dot >= 0 && dot < ending.Length - 1 && ending.IndexOfAny(['/', '\\'], dot) < 0 ? ending.Substring(dot) : "";
    }

    private static string NameOf(string ending) => new string(ending.Substring(ending.LastIndexOfAny(['/', '\\']) + 1).TakeWhile(static c => char.IsLetterOrDigit(c) || c is '-' or '_').ToArray());
}
