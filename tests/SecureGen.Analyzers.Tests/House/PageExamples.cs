using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Tests.Verification;

namespace SecureGen.Analyzers.Tests.House;

/// <summary>The examples on the pages of the rules, as what they are: code of a web project, or files beside it.</summary>
internal static partial class PageExamples
{
    // What a web project imports by itself.
    public const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """;

    public static readonly CSharpParseOptions Parse = new(LanguageVersion.Preview);

    public static readonly IReadOnlyList<MetadataReference> References =
        ReferenceAssemblies.Net100.With("OpenAI", "System.ClientModel", "System.Memory.Data", "Microsoft.Extensions.AI.Abstractions", "Microsoft.IdentityModel.Tokens", "Newtonsoft.Json").References;

    // What a library of another framework has of them.
    private const string PlainUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    public static string UsingsOf(ReferenceAssemblies? tier) => tier == ReferenceAssemblies.NetStandard20 ? PlainUsings : ImplicitUsings;

    /// <summary>The examples under a heading of a rule's page.</summary>
    public static IEnumerable<Example> Of(string id, string heading)
    {
        var page = File.ReadAllText(Catalogue.Page(id)).Replace("\r\n", "\n", StringComparison.Ordinal);
        var section = Regex.Match(page, $@"^## {heading}\s*$(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        return Fence().Matches(section).Select(m => new Example(m.Groups[2].Success ? m.Groups[2].Value : "Example.cs", Spelled().Replace(m.Groups[3].Value, c => char.ConvertFromUtf32(Convert.ToInt32(c.Groups[1].Value, 16)))));
    }

    public static CSharpCompilation Compile(Example block, ReferenceAssemblies? tier = null)
    {
        var trees = new[] { CSharpSyntaxTree.ParseText(block.IsCode ? block.Text : "", Parse, "Example.cs"), CSharpSyntaxTree.ParseText(UsingsOf(tier), Parse, "Usings.cs") };
        var topLevel = trees[0].GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any();
        return CSharpCompilation.Create(
            "Example",
            trees,
            tier?.References ?? References,
            new CSharpCompilationOptions(topLevel ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>What the analyzers are handed beside the code.</summary>
    public static AnalyzerOptions Options(Example block) => new(block.IsCode ? [] : [new AdditionalExample(block)]);

    [GeneratedRegex(@"^```(csharp|(?:json|ini|xml) (\S+))\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    // Characters that nobody sees stand on no page themselves.
    [GeneratedRegex(@"<U\+([0-9A-F]{4,5})>")]
    private static partial Regex Spelled();
}

/// <summary>An example of a page: code, or another file by its name.</summary>
internal sealed record Example(string File, string Text)
{
    public bool IsCode => File == "Example.cs";

    public override string ToString() => File + ":\n" + Text;
}

internal sealed class AdditionalExample(Example example) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(example.Text);

    public override string Path => example.File;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
