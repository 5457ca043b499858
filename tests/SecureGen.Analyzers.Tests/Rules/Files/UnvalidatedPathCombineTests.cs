using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Files;
using SecureGen.Analyzers.Rules.Files;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.UnvalidatedPathCombine, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;

namespace SecureGen.Analyzers.Tests.Rules.Files;

public class UnvalidatedPathCombineTests
{
    [Theory]
    [InlineData("System.IO.File.ReadAllText([|Path.Combine(root, name)|]);")]
    [InlineData("System.IO.File.Delete([|Path.Join(root, name)|]);")]
    [InlineData("System.IO.File.ReadAllBytes([|name|]);")]
    [InlineData("System.IO.File.ReadAllText([|root + \"/\" + name|]);")]
    [InlineData("System.IO.File.ReadAllText([|$\"{root}/{name}.png\"|]);")]
    [InlineData("var path = [|Path.Combine(root, name)|]; System.IO.File.WriteAllText(path, \"x\");")]
    [InlineData("var full = Path.GetFullPath([|Path.Combine(root, name)|]); System.IO.File.Open(full, FileMode.Open);")]
    [InlineData("using var s = new FileStream([|Path.Combine(root, name)|], FileMode.Create);")]
    [InlineData("using var s = new StreamReader([|Path.Combine(root, name)|]);")]
    [InlineData("using var s = new StreamWriter([|Path.Combine(root, name + \".txt\")|]);")]
    [InlineData("var info = new FileInfo([|Path.Combine(root, name)|]); info.Delete();")]
    [InlineData("Directory.CreateDirectory([|Path.Combine(root, name)|]);")]
    [InlineData("Directory.Delete([|Path.Combine(root, name)|], true);")]
    [InlineData("return PhysicalFile([|Path.Combine(root, name)|], \"image/png\");")]
    [InlineData("System.IO.File.Move(\"a\", [|Path.Combine(root, name)|]);")]
    [InlineData("System.IO.File.Copy([|Path.Combine(root, model.Name)|], \"b\");")]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, file.FileName)|]);")]
    [InlineData("System.IO.File.ReadAllText([|Path.Combine(root, Request.Query[\"file\"]!)|]);")]
    [InlineData("System.IO.File.ReadAllText([|Path.Combine(root, Request.Form[\"file\"].ToString())|]);")]
    [InlineData("System.IO.File.ReadAllText([|Path.Combine(root, (string)RouteData.Values[\"file\"]!)|]);")]
    [InlineData("var n = name.Trim().ToLowerInvariant(); System.IO.File.ReadAllText([|Path.Combine(root, n)|]);")]
    [InlineData("var n = name ?? \"default\"; System.IO.File.ReadAllText([|Path.Combine(root, n)|]);")]
    [InlineData("var n = id > 1 ? name : \"default\"; System.IO.File.ReadAllText([|Path.Combine(root, n)|]);")]
    [InlineData("var n = name.Split('|')[0]; System.IO.File.ReadAllText([|Path.Combine(root, n)|]);")]
    [InlineData("if (string.IsNullOrEmpty(name)) return NotFound(); System.IO.File.ReadAllText([|Path.Combine(root, name)|]);")]
    [InlineData("var path = [|Path.Combine(root, name)|]; if (!System.IO.File.Exists(path)) return NotFound(); System.IO.File.Delete(path);")]
    [InlineData("if (Allowed.Contains(name)) { } System.IO.File.ReadAllText([|Path.Combine(root, name)|]);")]
    [InlineData("if (!Regex.IsMatch(name, @\"[\\w-]+\")) return NotFound(); System.IO.File.ReadAllText([|Path.Combine(root, name)|]);")]
    [InlineData("Func<string> f = () => System.IO.File.ReadAllText([|Path.Combine(root, name)|]);")]
    [InlineData("foreach (var n in name.Split(',')) System.IO.File.Delete([|Path.Combine(root, n)|]);")]
    [InlineData("try { System.IO.File.Delete([|Path.Combine(root, name)|]); } catch (IOException) { }")]
    [InlineData("var (a, b) = (name, 1); System.IO.File.Delete([|Path.Combine(root, a)|]);")]
    [InlineData("var sb = new StringBuilder(root); sb.Append(name); System.IO.File.Delete([|sb.ToString()|]);")]
    [InlineData("if (name.EndsWith(\"/\")) return NotFound(); System.IO.File.ReadAllText([|Path.Combine(root, name)|]);")]
    [InlineData("if (!name.EndsWith(\".png\")) return NotFound(); System.IO.File.ReadAllText([|Path.Combine(root, name)|]);")]
    [InlineData("if (name.Length > 20) return NotFound(); System.IO.File.ReadAllText([|Path.Combine(root, name)|]);")]
    [InlineData("if (Allowed.Contains(name)) return NotFound(); System.IO.File.ReadAllText([|Path.Combine(root, name)|]);")]
    [InlineData("var t = Task.Run(() => System.IO.File.ReadAllText([|Path.Combine(root, name)|]));")]
    [InlineData("var list = new List<string> { name }; System.IO.File.ReadAllText([|Path.Combine(root, list[0])|]);")]
    [InlineData("var parts = new[] { root, name }; System.IO.File.ReadAllText([|Path.Combine(parts)|]);")]
    [InlineData("System.IO.File.ReadAllText([|Path.Combine(root, string.Format(\"{0}.txt\", name))|]);")]
    [InlineData("System.IO.File.ReadAllText([|Path.Combine(root, name.Replace(' ', '_'))|]);")]
    [InlineData("System.IO.File.ReadAllText([|Path.GetFullPath(name, root)|]);")]
    [InlineData("System.IO.File.ReadAllText([|Path.Combine(root, Request.Headers[\"X-File\"].ToString())|]);")]
    [InlineData("System.IO.File.ReadAllText([|Path.Combine(root, Request.Cookies[\"f\"]!)|]);")]
    [InlineData("System.IO.File.ReadAllText([|Path.Combine(root, Uri.UnescapeDataString(name))|]);")]
    [InlineData("using var z = ZipFile.OpenRead([|Path.Combine(root, name)|]);")]
    [InlineData("ZipFile.ExtractToDirectory(\"a.zip\", [|Path.Combine(root, name)|]);")]
    [InlineData("string path; if (id > 1) path = [|Path.Combine(root, name)|]; else path = \"x\"; System.IO.File.Delete(path);")]
    [InlineData("string? path = null; path ??= [|Path.Combine(root, name)|]; System.IO.File.Delete(path);")]
    [InlineData("for (var i = 0; i < 3; i++) { if (name == \"a\") continue; System.IO.File.Delete([|Path.Combine(root, name)|]); }")]
    [InlineData("if (name is { Length: > 0 } n) System.IO.File.Delete([|Path.Combine(root, n)|]);")]
    [InlineData("switch (name) { case \"a\": break; default: System.IO.File.Delete([|Path.Combine(root, name)|]); break; }")]
    [InlineData("using (var s = System.IO.File.OpenRead([|Path.Combine(root, name)|])) { }")]
    [InlineData("do { System.IO.File.Delete([|Path.Combine(root, name)|]); } while (id > 3);")]
    public Task A_path_from_a_request_is_found(string body) => Verify.VerifyAnalyzerAsync(FileCases.Action(body));

    [Theory]
    [InlineData("System.IO.File.ReadAllText(Path.Combine(root, \"fixed.txt\"));")]
    [InlineData("System.IO.File.ReadAllText(Path.Combine(root, id + \".png\"));")]
    [InlineData("System.IO.File.ReadAllText(Path.Combine(root, $\"{key}.png\"));")]
    [InlineData("System.IO.File.ReadAllText(Path.Combine(root, key.ToString(\"N\")));")]
    [InlineData("System.IO.File.ReadAllText(Path.Combine(root, injected));")]
    [InlineData("System.IO.File.ReadAllText(Path.Combine(root, model.Id.ToString()));")]
    [InlineData("System.IO.File.ReadAllText(Path.Combine(root, Path.GetFileName(name)));")]
    [InlineData("name = Path.GetFileName(name); System.IO.File.ReadAllText(Path.Combine(root, name));")]
    [InlineData("name = \"fixed\"; System.IO.File.ReadAllText(Path.Combine(root, name));")]
    [InlineData("using var s = System.IO.File.Create(Path.Combine(root, Path.GetRandomFileName() + Path.GetExtension(file.FileName)));")]
    [InlineData("if (!Allowed.Contains(name)) return NotFound(); System.IO.File.ReadAllText(Path.Combine(root, name));")]
    [InlineData("if (name is not (\"a\" or \"b\")) return NotFound(); System.IO.File.ReadAllText(Path.Combine(root, name));")]
    [InlineData("if (name == \"a\") System.IO.File.ReadAllText(Path.Combine(root, name));")]
    [InlineData("var n = name switch { \"a\" => \"a.png\", _ => \"b.png\" }; System.IO.File.ReadAllText(Path.Combine(root, n));")]
    [InlineData("if (!int.TryParse(name, out var number)) return NotFound(); System.IO.File.ReadAllText(Path.Combine(root, number.ToString()));")]
    [InlineData("if (!Regex.IsMatch(name, @\"^[\\w-]+$\")) return NotFound(); System.IO.File.ReadAllText(Path.Combine(root, name));")]
    [InlineData("if (!SafeName.IsMatch(name)) return NotFound(); System.IO.File.ReadAllText(Path.Combine(root, name));")]
    [InlineData("if (!name.All(char.IsLetterOrDigit)) return NotFound(); System.IO.File.ReadAllText(Path.Combine(root, name));")]
    [InlineData("if (Path.GetFileName(name) != name) return NotFound(); System.IO.File.ReadAllText(Path.Combine(root, name));")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, name)); if (!full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return NotFound(); System.IO.File.ReadAllText(full);")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, name)); if (full.StartsWith(root + \"/\", StringComparison.OrdinalIgnoreCase)) System.IO.File.ReadAllText(full);")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, name)); if (!full.StartsWith(RootWithSeparator, StringComparison.Ordinal)) throw new InvalidOperationException(); System.IO.File.ReadAllText(full);")]
    [InlineData("var r = root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar; var full = Path.GetFullPath(Path.Combine(r, name)); if (!full.StartsWith(r, StringComparison.Ordinal)) return NotFound(); System.IO.File.ReadAllText(full);")]
    [InlineData("var r = root; if (!r.EndsWith('/')) r += '/'; var full = Path.GetFullPath(Path.Combine(r, name)); if (!full.StartsWith(r, StringComparison.Ordinal)) return NotFound(); System.IO.File.ReadAllText(full);")]
    [InlineData("var r = root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar; var full = Path.GetFullPath(Path.Combine(r, name)); bool ok = full.StartsWith(r, StringComparison.Ordinal); if (!ok) return NotFound(); System.IO.File.ReadAllText(full);")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, name)); var ok = id > 0 && full.StartsWith(RootWithSeparator, StringComparison.Ordinal); if (!ok) return NotFound(); System.IO.File.ReadAllText(full);")]
    [InlineData("var full = Path.GetFullPath(Path.Combine(root, name)); var rel = Path.GetRelativePath(root, full); if (rel.StartsWith(\"..\") || Path.IsPathRooted(rel)) return NotFound(); System.IO.File.ReadAllText(full);")]
    [InlineData("if (!IsSafe(name)) return NotFound(); System.IO.File.ReadAllText(Path.Combine(root, name));")]
    [InlineData("EnsureSafe(name); System.IO.File.ReadAllText(Path.Combine(root, name));")]
    [InlineData("System.IO.File.ReadAllText(Path.Combine(root, Clean(name)));")]
    [InlineData("if (System.IO.File.Exists(Path.Combine(root, name))) return NotFound();")]
    [InlineData("var path = Path.Combine(root, name);")]
    [InlineData("if (Path.IsPathRooted(name) || name.Contains(\"..\")) return NotFound(); System.IO.File.ReadAllText(Path.Combine(root, name));")]
    [InlineData("if (name.Contains('/') || name.Contains('\\\\')) return NotFound(); System.IO.File.ReadAllText(Path.Combine(root, name));")]
    [InlineData("System.IO.File.WriteAllText(Path.Combine(root, \"log\"), name);")]
    [InlineData("return File(new byte[0], \"image/png\", name);")]
    [InlineData("switch (name) { case \"a\": System.IO.File.Delete(Path.Combine(root, name)); break; }")]
    [InlineData("if (name is \"a\" or \"b\") System.IO.File.Delete(Path.Combine(root, name));")]
    [InlineData("foreach (var n in name.Split(',')) { if (!Allowed.Contains(n)) continue; System.IO.File.Delete(Path.Combine(root, n)); }")]
    [InlineData("while (true) { if (!Allowed.Contains(name)) break; System.IO.File.Delete(Path.Combine(root, name)); break; }")]
    [InlineData("var ok = Allowed.Contains(name) ? Path.Combine(root, name) : Path.Combine(root, \"a\"); System.IO.File.Delete(ok);")]
    [InlineData("if (!Guid.TryParse(name, out var g)) return NotFound(); System.IO.File.Delete(Path.Combine(root, g.ToString()));")]
    [InlineData("if (!Enum.TryParse<FileMode>(name, out var mode)) return NotFound(); System.IO.File.Delete(Path.Combine(root, mode.ToString()));")]
    [InlineData("var n = int.Parse(name); System.IO.File.Delete(Path.Combine(root, n + \".png\"));")]
    [InlineData("try { EnsureSafe(name); } catch (ArgumentException) { return NotFound(); } System.IO.File.Delete(Path.Combine(root, name));")]
    [InlineData("if (!IsSafe(name)) { throw new ArgumentException(); } else { System.IO.File.Delete(Path.Combine(root, name)); }")]
    [InlineData("if (IsSafe(name) && id > 3) System.IO.File.Delete(Path.Combine(root, name));")]
    [InlineData("var safe = IsSafe(name); if (safe == false) return NotFound(); System.IO.File.Delete(Path.Combine(root, name));")]
    [InlineData("System.IO.File.Delete(Path.Combine(root, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name)))));")]
    [InlineData("System.IO.File.Delete(Path.Combine(root, name.Length.ToString()));")]
    [InlineData("var rel = Path.GetRelativePath(root, Path.GetFullPath(Path.Combine(root, name))); if (rel == \"..\" || rel.StartsWith(\"..\" + Path.DirectorySeparatorChar) || Path.IsPathRooted(rel)) return NotFound(); System.IO.File.Delete(Path.Combine(root, name));")]
    [InlineData("var rel = Path.GetRelativePath(root, Path.GetFullPath(Path.Combine(root, name))); if (rel.StartsWith($\"..{Path.DirectorySeparatorChar}\", StringComparison.Ordinal)) return NotFound(); System.IO.File.Delete(Path.Combine(root, name));")]
    [InlineData("foreach (var c in Path.GetInvalidFileNameChars()) name = name.Replace(c, '_'); System.IO.File.Delete(Path.Combine(root, name));")]
    public Task A_safe_path_is_silent(string body) => Verify.VerifyAnalyzerAsync(FileCases.Action(body));

    [Fact]
    public Task A_minimal_api_lambda_and_a_mapped_local_function_are_entry_points() => Verify.VerifyAnalyzerAsync("""
        using System.IO;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;

        var app = WebApplication.CreateBuilder(args).Build();
        var root = "/srv";
        app.MapGet("/a/{name}", (string name) => Results.File([|Path.Combine(root, name)|]));
        app.MapGet("/b/{name}", Read);
        app.MapGet("/c/{id}", (int id) => File.ReadAllText(Path.Combine(root, id + ".txt")));
        app.MapGet("/d/{name}", Handlers.Get);
        app.MapGet("/e", (HttpRequest request) => { File.Delete([|Path.Combine(root, request.Query["x"]!)|]); });
        app.Run();
        string Read(string name) => File.ReadAllText([|Path.Combine(root, name)|]);
        static class Handlers
        {
            public static string Get(string name) => File.ReadAllText([|Path.Combine("/srv", name)|]);
            public static string Unmapped(string name) => File.ReadAllText(Path.Combine("/srv", name));
        }
        """);

    [Fact]
    public Task A_razor_page_handler_and_a_bound_property_are_entry_points() => Verify.VerifyAnalyzerAsync("""
        using System.IO;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages;

        public class DownloadModel : PageModel
        {
            [BindProperty] public string Name { get; set; } = "";
            public string Other { get; set; } = "";
            public void OnGet(string file) => System.IO.File.Delete([|Path.Combine("/srv", file)|]);
            public void OnPost() => System.IO.File.Delete([|Path.Combine("/srv", Name)|]);
            public void OnPut() => System.IO.File.Delete(Path.Combine("/srv", Other));
            private void Help(string file) => System.IO.File.Delete(Path.Combine("/srv", file));
        }
        """);

    [Fact]
    public Task An_archive_entry_name_is_untrusted_and_a_path_that_leaves_its_helper_is_found() => Verify.VerifyAnalyzerAsync("""
        using System.IO;
        using System.IO.Compression;

        public static class Archive
        {
            public static string Target(string directory, ZipArchiveEntry entry) => [|Path.Combine(directory, entry.FullName)|];

            public static void Extract(ZipArchive archive, string directory)
            {
                foreach (var entry in archive.Entries)
                    entry.ExtractToFile([|Path.Combine(directory, entry.FullName)|], true);
            }

            public static string Leaf(string directory, ZipArchiveEntry entry) => Path.Combine(directory, entry.Name);
        }
        """);

    [Fact]
    public Task A_long_method_ends() => Verify.VerifyAnalyzerAsync(FileCases.Action(LongBody()));

    [Theory]
    [InlineData("System.IO.File.ReadAllText(Path.Combine(root, name")]
    [InlineData("var x = ; System.IO.File.Delete(Path.Combine(, name));")]
    [InlineData("if (name.StartsWith( return; System.IO.File.Delete(undefined + name);")]
    public async Task Half_typed_code_throws_nothing(string body) =>
        await new CSharpCodeFixTest<UnvalidatedPathCombine, UnvalidatedPathCombineFix> { TestCode = FileCases.Action(body), RequireCompilable = false }.FindingsAsync();

    private static string LongBody()
    {
        var body = new StringBuilder("var sum = 0;\n");
        foreach (var i in Enumerable.Range(0, 500))
            body.Append("if (id == ").Append(i).Append(") name += \"x\";\n");
        foreach (var i in Enumerable.Range(0, 10_000))
            body.Append("sum += ").Append(i).Append(";\n");
        return body.Append("System.IO.File.Delete(Path.Combine(root, Path.GetFileName(name)));").ToString();
    }
}
