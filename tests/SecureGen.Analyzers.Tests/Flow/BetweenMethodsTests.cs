using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SecureGen.Analyzers.Rules.Files;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.UnvalidatedPathCombine, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;

namespace SecureGen.Analyzers.Tests.Flow;

/// <summary>What is untrusted in one method and used in another: every flagged case has its silent twin.</summary>
public class BetweenMethodsTests
{
    private static string Controller(string body, string members, string types = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        public class FilesController : ControllerBase
        {
            private static readonly string[] Allowed = ["a", "b"];
            private readonly string root = Path.GetFullPath("files");

            public async Task<IActionResult> Get(string name, int id)
            {
                await Task.Yield();
                {{body}}
                return Ok();
            }

            {{members}}
        }

        {{types}}
        """;

    [Theory]
    [InlineData("Save([|name|]);", "void Save(string n) => System.IO.File.WriteAllText(Path.Combine(root, n), \"\");")]
    [InlineData("Save(1, [|name|]);", "void Save(int x, string n) => System.IO.File.Delete(Path.Combine(root, n));")]
    [InlineData("Save(n: [|name|], x: 1);", "void Save(int x, string n) => System.IO.File.Delete(Path.Combine(root, n));")]
    [InlineData("Save([|name.Trim()|]);", "void Save(string n) => System.IO.File.Delete(Path.Combine(root, n));")]
    [InlineData("First([|name|]);", "void First(string a) => Second(a); void Second(string b) => Third(b); void Third(string c) => System.IO.File.Delete(Path.Combine(root, c));")]
    [InlineData("await SaveAsync([|name|]);", "async Task SaveAsync(string n) { await Task.Yield(); System.IO.File.Delete(Path.Combine(root, n)); }")]
    [InlineData("System.IO.File.Delete([|Build(name)|]);", "string Build(string n) => Path.Combine(root, n);")]
    [InlineData("System.IO.File.Delete([|Path.Combine(root, Same(name))|]);", "string Same(string n) { var copy = n; return copy; }")]
    [InlineData("System.IO.File.Delete([|Path.Combine(root, Same(name))|]);", "T Same<T>(T n) => n;")]
    [InlineData("System.IO.File.Delete([|Path.Combine(root, name.Twice())|]);", "", "static class Texts { public static string Twice(this string t) => t + t; }")]
    [InlineData("System.IO.File.Delete(await [|BuildAsync(name)|]);", "async Task<string> BuildAsync(string n) { await Task.Yield(); return Path.Combine(root, n); }")]
    [InlineData("Store.Write([|name|]);", "", "static class Store { public static void Write(string n) => File.WriteAllText(Path.Combine(\"x\", n), \"\"); }")]
    [InlineData("new Store().Write([|name|]);", "", "sealed class Store { public void Write(string n) => File.WriteAllText(Path.Combine(\"x\", n), \"\"); }")]
    [InlineData("Walk([|name|], 3);", "void Walk(string n, int left) { if (left == 0) System.IO.File.Delete(Path.Combine(root, n)); else Walk(n, left - 1); }")]
    [InlineData("Save([|name|]);", "void Save(string n) { if (n.Length > 3) return; System.IO.File.Delete(Path.Combine(root, n)); }")]
    [InlineData("Save([|name|]);", "void Save(string n) { Action later = () => System.IO.File.Delete(Path.Combine(root, n)); later(); }")]
    [InlineData("[|Build(name, out var path)|]; System.IO.File.Delete(path);", "void Build(string n, out string path) => path = Path.Combine(root, n);")]
    [InlineData("var path = \"x\"; [|Append(ref path, name)|]; System.IO.File.Delete(path);", "void Append(ref string path, string n) { path = Path.Combine(path, n); }")]
    [InlineData("[|TryBuild(name, out var path)|]; System.IO.File.Delete(path);", "bool TryBuild(string n, out string path) { path = Path.Combine(root, n); return path.Length > 3; }")]
    [InlineData("Part([|name|]);", "partial void Part(string n);", "", true)]
    public Task What_a_callee_does_with_it_is_found_at_the_call(string body, string members, string types = "", bool partial = false) =>
        Verify.VerifyAnalyzerAsync(partial ? Partial(Controller(body, members, types)) : Controller(body, members, types));

    [Theory]
    [InlineData("Save(\"fixed\");", "void Save(string n) => System.IO.File.WriteAllText(Path.Combine(root, n), \"\");")]
    [InlineData("Save(id, name);", "void Save(int x, string n) => System.IO.File.Delete(Path.Combine(root, x + \".txt\"));")]
    [InlineData("Save(Path.GetFileName(name));", "void Save(string n) => System.IO.File.Delete(Path.Combine(root, n));")]
    [InlineData("Save(name);", "void Save(string n) => System.IO.File.Delete(Path.Combine(root, Path.GetFileName(n)));")]
    [InlineData("First(name);", "void First(string a) => Second(Path.GetFileName(a)); void Second(string b) => System.IO.File.Delete(Path.Combine(root, b));")]
    [InlineData("if (!Allowed.Contains(name)) return NotFound(); Save(name);", "void Save(string n) => System.IO.File.Delete(Path.Combine(root, n));")]
    [InlineData("Save(name);", "void Save(string n) { if (!Allowed.Contains(n)) return; System.IO.File.Delete(Path.Combine(root, n)); }")]
    [InlineData("Save(name);", "void Save(string n) { Check(n); System.IO.File.Delete(Path.Combine(root, n)); } void Check(string n) { if (n.Contains('/')) throw new ArgumentException(); }")]
    [InlineData("System.IO.File.Delete(Build(name));", "string Build(string n) => Path.Combine(root, Path.GetFileName(n));")]
    [InlineData("System.IO.File.Delete(Resolve(name));", "string Resolve(string n) { var full = Path.GetFullPath(Path.Combine(root, n)); if (!full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) throw new UnauthorizedAccessException(); return full; }")]
    [InlineData("System.IO.File.Delete(Resolve(name) ?? \"x\");", "string? Resolve(string n) { var full = Path.GetFullPath(Path.Combine(root, n)); return full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full : null; }")]
    [InlineData("System.IO.File.Delete(Path.Combine(root, Number(name)));", "string Number(string n) => int.Parse(n).ToString();")]
    [InlineData("System.IO.File.Delete(Path.Combine(root, Length(name).ToString()));", "int Length(string n) => n.Length;")]
    [InlineData("System.IO.File.Delete(Path.Combine(root, Choose(name)));", "string Choose(string n) => n switch { \"a\" => \"a.png\", _ => \"b.png\" };")]
    [InlineData("Store.Write(name);", "", "static class Store { public static void Write(string n) => Console.WriteLine(n); }")]
    [InlineData("Walk(name, 3);", "void Walk(string n, int left) { if (left > 0) Walk(n, left - 1); }")]
    [InlineData("Build(name, out var path); System.IO.File.Delete(path);", "void Build(string n, out string path) => path = Path.Combine(root, Path.GetFileName(n));")]
    [InlineData("if (!TryResolve(name, out var path)) return NotFound(); System.IO.File.Delete(path);", "bool TryResolve(string n, out string path) { path = Path.GetFullPath(Path.Combine(root, n)); return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal); }")]
    [InlineData("if (TryResolve(name, out var path)) System.IO.File.Delete(path);", "bool TryResolve(string n, out string path) { path = \"\"; var full = Path.GetFullPath(Path.Combine(root, n)); if (!full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return false; path = full; return true; }")]
    [InlineData("Ping(name);", "void Ping(string n) => Pong(n); void Pong(string n) => Ping(n);")]
    [InlineData("Save(name);", "void Save(string n) { n = \"fixed\"; System.IO.File.Delete(Path.Combine(root, n)); }")]
    public Task What_a_callee_makes_harmless_is_silent(string body, string members, string types = "") =>
        Verify.VerifyAnalyzerAsync(Controller(body, members, types));

    [Fact]
    public Task A_minimal_api_hands_its_data_on_too() => Verify.VerifyAnalyzerAsync("""
        using System.IO;
        using Microsoft.AspNetCore.Builder;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a/{name}", (string name) => Store.Read([|name|]));
        app.MapGet("/b/{name}", (string name) => Store.Read(Path.GetFileName(name)));
        app.Run();

        static class Store
        {
            public static string Read(string name) => File.ReadAllText(Path.Combine("data", name));
        }
        """);

    [Fact]
    public async Task Two_hundred_methods_that_call_each_other_come_to_an_end()
    {
        var members = new StringBuilder();
        for (var i = 0; i < 200; i++)
            members.Append(System.Globalization.CultureInfo.InvariantCulture, $"string M{i}(string n) {{ var a = M{(i + 1) % 200}(n); var b = M{(i * 7 + 3) % 200}(n); var c = M{(i * 13 + 5) % 200}(a); return a + b + c; }}\n");
        await Verify.VerifyAnalyzerAsync(Controller("var x = M0(name) + M50(name) + M100(name);", members.ToString()));
    }

    private static string Partial(string source) => source
        .Replace("public class FilesController", "public partial class FilesController", System.StringComparison.Ordinal)
        + "\npublic partial class FilesController { partial void Part(string n) => System.IO.File.Delete(Path.Combine(root, n)); }";
}
