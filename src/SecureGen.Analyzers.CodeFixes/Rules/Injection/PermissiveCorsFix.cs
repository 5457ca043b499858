using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.CodeFixes.Rules.Secrets;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Names the origins: those of the configuration where one is at hand, of an environment variable otherwise.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class PermissiveCorsFix() : SecurityCodeFixProvider(PermissiveCors.Descriptor)
{
    private const string Key = "SGA6008.Origins";
    private const LanguageVersion CollectionExpressions = (LanguageVersion)1200;

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (!target.Diagnostic.Properties.ContainsKey(PermissiveCors.OriginsProperty)
            || target.Node is not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList: var arguments } } } name)
        {
            yield break;
        }

        if (arguments.Arguments.Count > 1 && arguments.Arguments.FirstOrDefault(IsStar) is { } star)
        {
            yield return new Fix("Remove '*'", Key, editor => editor.RemoveNode(star, SyntaxRemoveOptions.KeepUnbalancedDirectives));
            yield break;
        }

        var origins = SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(Generate.Expression(Origins(target)))));
        yield return new Fix("Allow configured origins only", Key, editor =>
        {
            editor.ReplaceNode(name, SyntaxFactory.IdentifierName("WithOrigins").WithTriviaFrom(name));
            editor.ReplaceNode(arguments, Generate.Prepared(origins).WithTriviaFrom(arguments));
        });
    }

    private static bool IsStar(ArgumentSyntax argument) => argument.Expression is LiteralExpressionSyntax { Token.ValueText: "*" or "null" };

    private static string Origins(FixTarget target)
    {
        var nothing = ((CSharpParseOptions)target.Root.SyntaxTree.Options).LanguageVersion >= CollectionExpressions ? "[]" : "global::System.Array.Empty<string>()";
        return ConfigurationInScope.Find(target) is { } configuration && BindsLists(target)
            ? configuration + ".GetSection(\"Cors:Origins\").Get<string[]>() ?? " + nothing
            : "global::System.Environment.GetEnvironmentVariable(\"" + target.Options.EnvironmentPrefix + "CORS_ORIGINS\")?.Split(',') ?? " + nothing;
    }

    private static bool BindsLists(FixTarget target) =>
        target.Model.Compilation.GetTypeByMetadataName("Microsoft.Extensions.Configuration.IConfiguration") is { } configuration
        && !target.Model.LookupSymbols(target.Node.SpanStart, configuration, "Get", includeReducedExtensionMethods: true).IsEmpty;
}
