using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.CodeFixes.Rules.Disclosure;
using SecureGen.Analyzers.Rules.Disclosure;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
namespace SecureGen.Analyzers.Tests;
public class Scratch
{
    [Fact]
    public async Task Attack()
    {
        var output = new StringWriter();
        foreach (var file in Directory.GetFiles("/tmp/wlog/attack", "*.cs").Order())
        {
            var text = File.ReadAllText(file);
            var ws = new AdhocWorkspace();
            var id = ProjectId.CreateNewId();
            var refs = ReferenceAssemblies.Net100.With("Serilog", "NLog");
            var sol = ws.CurrentSolution.AddProject(ProjectInfo.Create(id, VersionStamp.Default, "P", "P", LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(text.Contains("//toplevel") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable),
                parseOptions: new CSharpParseOptions(LanguageVersion.Preview), metadataReferences: refs.References));
            sol = sol.AddDocument(DocumentId.CreateNewId(id), "A.cs", SourceText.From(text), filePath: "/0/A.cs");
            var project = sol.GetProject(id)!;
            output.WriteLine("=== " + file);
            var comp = (await project.GetCompilationAsync())!;
            foreach (var e in comp.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)) output.WriteLine("ERR " + e);
            var diags = await Get(project);
            var lines = text.Split('\n');
            var byLine = diags.ToLookup(d => d.Location.GetLineSpan().StartLinePosition.Line);
            for (var i = 0; i < lines.Length; i++)
            {
                var found = byLine[i].Count();
                var at = lines[i].LastIndexOf("//!", StringComparison.Ordinal);
                var want = at < 0 ? 0 : int.Parse(lines[i][(at + 3)..].Trim().Split(' ')[0]);
                if (found != want) output.WriteLine((found < want ? "MISS " : "FALSE ") + (i + 1) + " " + lines[i].Trim() + "   [" + string.Join("; ", byLine[i].Select(d => d.GetMessage())) + "]");
            }
            foreach (var key in new[] { "SGA5001.Redact", "SGA5001.Remove" })
            {
                var doc = project.Documents.Single();
                var fixedDoc = await new SecretLoggedFix().ApplyAsync(doc, [.. diags], key, default);
                var fixedText = (await fixedDoc.GetTextAsync()).ToString();
                var fp = doc.WithText(SourceText.From(fixedText)).Project;
                foreach (var e in (await fp.GetCompilationAsync())!.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)) output.WriteLine(key + " ERR " + e + " :: " + fixedText.Split('\n')[e.Location.GetLineSpan().StartLinePosition.Line]);
                var left = await Get(fp);
                foreach (var l in left) output.WriteLine(key + " LEFT " + fixedText.Split('\n')[l.Location.GetLineSpan().StartLinePosition.Line].Trim());
                File.WriteAllText(file + "." + key + ".txt", fixedText);
            }
        }
        File.WriteAllText("/tmp/wlog/attack.out", output.ToString());
    }
    [Fact]
    public async Task Speed()
    {
        var o = new StringWriter();
        foreach (var n in new[] { 100, 1000, 2000, 4000, 8000, 16000 })
        {
            var body = string.Join("\n", Enumerable.Range(0, n).Select(i => $"var value{i} = System.Environment.GetEnvironmentVariable(\"API_KEY\" + {i}); System.Console.WriteLine(\"x {{0}}\", value{i}); var t{i} = user; System.Console.WriteLine(t{i});"));
            var c = CSharpCompilation.Create("x", [CSharpSyntaxTree.ParseText("class C { void M(string user) {" + body + "} }")], ReferenceAssemblies.Net100.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
            c.GetDiagnostics();
            var sw = System.Diagnostics.Stopwatch.StartNew();
            var d = await c.WithAnalyzers([new SecretLogged()]).GetAnalyzerDiagnosticsAsync();
            o.WriteLine($"{n} {sw.ElapsedMilliseconds} ms {d.Length}");
        }
        File.WriteAllText("/tmp/wlog/speed.out", o.ToString());
    }
    static async Task<Diagnostic[]> Get(Project p)
    {
        var c = (await p.GetCompilationAsync())!;
        return (await c.WithAnalyzers([new SecretLogged()], new CompilationWithAnalyzersOptions(p.AnalyzerOptions, (e, _, _) => throw e, true, false)).GetAnalyzerDiagnosticsAsync()).OrderBy(d => d.Location.SourceSpan.Start).ToArray();
    }
}
