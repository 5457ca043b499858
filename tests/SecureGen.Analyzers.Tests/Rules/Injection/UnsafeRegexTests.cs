using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.UnsafeRegex, SecureGen.Analyzers.CodeFixes.Rules.Injection.UnsafeRegexFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class UnsafeRegexTests
{
    private const string Usings = """
        using System;
        using System.CodeDom.Compiler;
        using System.Text.RegularExpressions;

        """;

    [Theory]
    [InlineData("""void M(string s) { if (!Regex.IsMatch(s, [|"[a-z]+"|])) throw new ArgumentException(); }""")]
    [InlineData("""void M(string s) { if (Regex.IsMatch(s, [|"^[a-z]+"|]) == false) throw new ArgumentException(); }""")]
    [InlineData("""void M(string s) { if (Regex.IsMatch(s, [|"[a-z]+$"|]) is false) { throw new ArgumentException(); } }""")]
    [InlineData("""void M(string s) { if (string.IsNullOrEmpty(s) || !Regex.IsMatch(s, [|@"\w+@\w+"|])) throw new ArgumentException(); }""")]
    [InlineData("""string M(string s) => Regex.IsMatch(s, [|"[a-z]{3,10}"|]) ? s : throw new ArgumentException();""")]
    [InlineData("""void M(string s) { var ok = Regex.IsMatch(s, [|"[a-z]+"|]); if (!ok) throw new ArgumentException(); }""")]
    [InlineData("""bool IsValidName(string s) => Regex.IsMatch(s, [|"[a-z]+"|]);""")]
    [InlineData("""bool IsValidPhone(string s) => Regex.IsMatch(s, [|@"\d{3}-\d{4}"|]);""")]
    [InlineData("""bool IsSlug(string s) { return Regex.IsMatch(s, [|"^[a-z-]+$"|]); }""")]
    [InlineData("""bool Valid(string s) { if (!Regex.IsMatch(s, [|"^a|b$"|])) return false; return true; }""")]
    [InlineData("""void M(string s) { if (!Regex.IsMatch(s, [|"^[a-z]+$"|])) throw new ArgumentException(); }""")]
    [InlineData("""void M(string s) { if (!Regex.IsMatch(s, [|"^[a-z]+$"|], RegexOptions.Multiline)) throw new ArgumentException(); }""")]
    [InlineData("""void M(string s) { if (!Regex.Match(s, [|"[a-z]+"|]).Success) throw new ArgumentException(); }""")]
    [InlineData("""static readonly Regex Slug = new([|"^[a-z]+$"|]); void M(string s) { if (!Slug.IsMatch(s)) throw new ArgumentException(); }""")]
    [InlineData("""static Regex Slug { get; } = new Regex([|"[a-z]+"|], RegexOptions.Compiled); void M(string s) { if (!C.Slug.IsMatch(s)) throw new ArgumentException(); }""")]
    [InlineData("""static Regex Slug => new([|"[a-z]+"|]); void M(string s) { if (!Slug.IsMatch(s)) throw new ArgumentException(); }""")]
    [InlineData("""const string P = "[a-z]+"; void M(string s) { if (!Regex.IsMatch(s, [|P|])) throw new ArgumentException(); }""")]
    [InlineData("""static readonly string P = "[a-z]+"; void M(string s) { if (!new Regex([|P|]).IsMatch(s)) throw new ArgumentException(); }""")]
    [InlineData("""const string L = "a-z"; void M(string s) { if (!Regex.IsMatch(s, [|$"[{L}]+"|])) throw new ArgumentException(); }""")]
    [InlineData("""void M(string s) { string p = "[a-z]" + "+"; var r = new Regex([|p|]); if (!r.IsMatch(s)) throw new ArgumentException(); }""")]
    [InlineData("""[GeneratedRegex([|"[a-z]+"|])] private static partial Regex Slug(); [GeneratedCode("g", "1")] private static partial Regex Slug() => null!; void M(string s) { if (!Slug().IsMatch(s)) throw new ArgumentException(); }""")]
    [InlineData("""[GeneratedRegex([|"[a-z]+"|])] private static partial Regex Slug { get; } [GeneratedCode("g", "1")] private static partial Regex Slug => null!; void M(string s) { if (!Slug.IsMatch(s)) throw new ArgumentException(); }""")]
    [InlineData("""bool IsValid(string s) { return s.Length > 2 && Regex.IsMatch(input: s, pattern: [|"[a-z]+"|]); }""")]
    [InlineData("""string M(string s) { if (Regex.IsMatch(s, [|"[a-z]+"|])) { return s; } throw new ArgumentException(); }""")]
    [InlineData("""string M(string s) { if (Regex.IsMatch(s, [|"[a-z]+"|])) { return s; } else { throw new ArgumentException(); } }""")]
    [InlineData("""void M(string s) { bool Valid(string x) => Regex.IsMatch(x, [|"[a-z]+"|]); Valid(s); }""")]
    [InlineData("""bool M(string s) => Regex.IsMatch(s, [|@"^(\w+\s?)*$"|]);""")]
    [InlineData("""string M(string s) => Regex.Replace(s, [|"(a+)+b"|], "");""")]
    [InlineData("""static readonly Regex R = new([|"^(a|aa)+$"|]);""")]
    [InlineData("""static readonly Regex R = new([|"^(a+)+$"|], RegexOptions.None, Regex.InfiniteMatchTimeout);""")]
    [InlineData("""[GeneratedRegex([|"^(a+)+$"|])] private static partial Regex R(); private static partial Regex R() => null!;""")]
    public Task Patterns_that_let_more_in_or_never_end_are_found(string members) => Verify.VerifyAnalyzerAsync(Usings + "partial class C { " + members + " }");

    [Theory]
    [InlineData("""void M(string s) { if (!Regex.IsMatch(s, @"\A[a-z]+\z")) throw new ArgumentException(); }""")]
    [InlineData("""void M(string s) { if (!Regex.IsMatch(s, @"^[a-z]+\z")) throw new ArgumentException(); }""")]
    [InlineData("""void M(string s) { if (Regex.IsMatch(s, "[^a-z]+")) throw new ArgumentException(); }""")]
    [InlineData("""bool IsValid(string s) => !Regex.IsMatch(s, "[0-9]+");""")]
    [InlineData("""bool HasDigits(string s) => Regex.IsMatch(s, "[0-9]+");""")]
    [InlineData("""bool ContainsValidName(string s) => Regex.IsMatch(s, "[a-z]+");""")]
    [InlineData("""int M(string s) { var n = 0; if (Regex.IsMatch(s, "[a-z]+")) n++; return n; }""")]
    [InlineData("""void M(string[] all) { foreach (var s in all) { if (!Regex.IsMatch(s, @"^\d+")) continue; Console.WriteLine(s); } }""")]
    [InlineData("""void M(string s) { if (!Regex.IsMatch(s, "^https://")) throw new ArgumentException(); }""")]
    [InlineData("""bool IsVersioned(string s) => Regex.IsMatch(s, @"/v\d+");""")]
    [InlineData("""bool IsPhone(string agent) => Regex.IsMatch(agent, @"Android \d+");""")]
    [InlineData("""void M(string s) { if (!Regex.IsMatch(s, "error")) throw new ArgumentException(); }""")]
    [InlineData("""void M(string password) { if (!Regex.IsMatch(password, "[0-9]+")) throw new ArgumentException(); }""")]
    [InlineData("""void M(string s) { if (!Regex.IsMatch(s, "[A-Z]")) throw new ArgumentException(); }""")]
    [InlineData("""string M(string s) => Regex.Replace(s, "^[a-z]+$", "");""")]
    [InlineData("""string[] M(string s) => Regex.Split(s, "[a-z]+");""")]
    [InlineData("""string M(string s) => Regex.Match(s, "[a-z]+").Value;""")]
    [InlineData("""string M(string s) { var m = Regex.Match(s, "([a-z]+)=([0-9]+)"); if (!m.Success) throw new ArgumentException(); return m.Groups[1].Value; }""")]
    [InlineData("""[System.ComponentModel.DataAnnotations.RegularExpression("[a-z]+")] public string Name { get; set; } = "";""")]
    [InlineData("""[System.ComponentModel.DataAnnotations.RegularExpression("^(a+)+$")] public string Name { get; set; } = "";""")]
    [InlineData("""void M(string s, string p) { if (!Regex.IsMatch(s, p)) throw new ArgumentException(); }""")]
    [InlineData("""void M(string s, RegexOptions o) { if (!Regex.IsMatch(s, "[a-z]+", o)) throw new ArgumentException(); }""")]
    [InlineData("""void M(string s) { if (!Regex.IsMatch(s, "[a-z")) throw new ArgumentException(); }""")]
    [InlineData("""static readonly Regex R = new("^(a+)+$", RegexOptions.NonBacktracking);""")]
    [InlineData("""static readonly Regex R = new("^(a+)+$", RegexOptions.None, TimeSpan.FromSeconds(1));""")]
    [InlineData("""static readonly Regex R = new("^(?>a+)+$");""")]
    [InlineData("""static readonly Regex R = new("^(a+b)+$");""")]
    [InlineData("""[GeneratedRegex("^(a+)+$", RegexOptions.None, 1000)] private static partial Regex R(); private static partial Regex R() => null!;""")]
    [InlineData("""static C() => AppDomain.CurrentDomain.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromSeconds(1)); static readonly Regex R = new("^(a+)+$");""")]
    [InlineData("""bool M() => Regex.IsMatch("aaa", "^(a+)+$");""")]
    [InlineData("""bool M(string s) => Other.Regex.IsMatch(s, "^(a+)+$");""")]
    [InlineData("""static string M(string s) => Regex.Escape(s);""")]
    public Task Searches_and_bounded_patterns_are_silent(string members) =>
        Verify.VerifyAnalyzerAsync(Usings + "partial class C { " + members + " } namespace Other { static class Regex { public static bool IsMatch(string input, string pattern) => true; } }");

    [Theory]
    [InlineData("""app.MapGet("/", (string name) => Regex.IsMatch(name, "^(a+)+$"));""", DiagnosticSeverity.Warning)]
    [InlineData("""app.MapPost("/", (HttpRequest request) => Regex.IsMatch(request.Query["q"].ToString(), "^(a+)+$"));""", DiagnosticSeverity.Warning)]
    [InlineData("""app.MapPost("/", (HttpRequest request) => { string? q = request.Headers["q"]; return Regex.Replace(q ?? "", "(a+)+b", ""); });""", DiagnosticSeverity.Warning)]
    [InlineData("""app.MapGet("/", (string name) => Regex.IsMatch(name, "[a-z]+") ? Results.Ok() : Results.BadRequest());""", DiagnosticSeverity.Warning)]
    [InlineData("""app.MapGet("/", (string name) => Regex.IsMatch(name, "^[a-z]+$") ? Results.Ok() : Results.BadRequest());""", DiagnosticSeverity.Info)]
    [InlineData("""bool Local(string s) => Regex.IsMatch(s, "^(a+)+$");""", DiagnosticSeverity.Info)]
    [InlineData("""bool IsName(string s) => Regex.IsMatch(s, "[a-z]+");""", DiagnosticSeverity.Info)]
    [InlineData("""bool IsValidName(string s) => Regex.IsMatch(s, "[a-z]+");""", DiagnosticSeverity.Warning)]
    [InlineData("""public class NamesController : ControllerBase { private static readonly Regex R = new("^(a+)+$"); public bool Get(string name) => R.IsMatch(name.Trim()); }""", DiagnosticSeverity.Warning)]
    [InlineData("""public class NamesController : ControllerBase { private static readonly Regex R = new("^(a+)+$"); public bool Get(int id) => R.IsMatch(id.ToString()); }""", DiagnosticSeverity.Info)]
    [InlineData("""var names = new Regex("^(a+)+$"); app.MapPost("/", (Names body) => names.IsMatch(body.First)); record Names(string First);""", DiagnosticSeverity.Warning)]
    [InlineData("""app.MapGet("/", (string name) => { var found = Regex.IsMatch(name, "^a|b$"); if (!found) return Results.ValidationProblem(new System.Collections.Generic.Dictionary<string, string[]>()); return Results.Ok(); });""", DiagnosticSeverity.Warning)]
    [InlineData("""app.MapPost("/", (Mail mail) => Regex.IsMatch(mail.From, @"[^@\s]+@[^@\s]+\.[^@\s]+$") ? Results.Ok() : Results.NoContent()); record Mail(string From);""", DiagnosticSeverity.Info)]
    public async Task The_level_tells_a_hole_from_a_weakness(string statement, DiagnosticSeverity expected)
    {
        // As a build sees it: the verifier raises every finding to a warning.
        var tree = CSharpSyntaxTree.ParseText(Usings + "using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Mvc;\nvar app = WebApplication.CreateBuilder(args).Build();\n" + statement, path: "/0/Test.cs");
        var compilation = CSharpCompilation.Create("Patterns", [tree], ReferenceAssemblies.Net100.References, new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Equal(expected, Assert.Single(await compilation.WithAnalyzers([new UnsafeRegex()]).GetAnalyzerDiagnosticsAsync()).Severity);
    }

    [Fact]
    public Task The_square_of_a_length_matters_where_strangers_choose_it() => Verify.VerifyAnalyzerAsync(Usings + """"
        using System.ComponentModel.DataAnnotations; using Microsoft.AspNetCore.Mvc;
        public record Mail([property: StringLength(200)] string To, string From);
        public class MailController : ControllerBase
        {
            [HttpPost] public string Trim(string text) => Regex.Replace(text, [|@"^\s*(.*?)\s*$"|], "$1");
            [HttpPost] public bool From([FromBody] Mail mail) => Regex.IsMatch(mail.From, [|@"^[^@\s]+@[^@\s]+\.[^@\s]+\z"|]);
            [HttpPost] public bool To([FromBody] Mail mail) => Regex.IsMatch(mail.To, @"^[^@\s]+@[^@\s]+\.[^@\s]+\z");
            [HttpPost] public bool Short(string text) => text.Length <= 200 && Regex.IsMatch(text, @"^\s*(.*?)\s*$");
            [HttpPost] public bool Bounded(string text) => Regex.IsMatch(text, @"^\s*(.*?)\s*$", RegexOptions.None, TimeSpan.FromSeconds(1));
            private static string Own(string text) => Regex.Replace(text, @"^\s*(.*?)\s*$", "$1");
        }
        """");

    [Theory]
    [InlineData("void M(string s) { if (!Regex.IsMatch(s, \"[a-z]+")]
    [InlineData("void M(string s) { if (!Regex.IsMatch(s, )) throw; }")]
    [InlineData("void M(string s) { Regex.IsMatch(, \"[a-z]+\"); new Regex(); new Regex( \"(a+)+$\", ); }")]
    [InlineData("[GeneratedRegex] private static partial Regex R();")]
    [InlineData("[GeneratedRegex(null)] private static partial Regex R(); [GeneratedRegex(1, 2, 3)] partial Regex P { get; }")]
    public Task Half_typed_code_throws_nothing(string members) => new CSharpCodeFixTest<UnsafeRegex, UnsafeRegexFix>
    {
        TestCode = Usings + "partial class C { " + members + " }",
        ReferenceAssemblies = ReferenceAssemblies.Net100,
        RequireCompilable = false,
    }.FindingsAsync();

    [Theory]
    [InlineData(""" "[a-z]+" """, """ "\\A[a-z]+\\z" """)]
    [InlineData(""" @"^\w+$" """, """ @"\A\w+\z" """)]
    [InlineData(""" "^\\w+\u0024" """, """ "\\A\\w+\\z" """)]
    [InlineData(""" @"^[""a-z]+" """, """ @"\A[""a-z]+\z" """)]
    [InlineData(""" "^ab|cd$" """, """ "\\A(?:ab|cd)\\z" """)]
    [InlineData(""" "[a-z]+|[0-9]+" """, """ "\\A(?:[a-z]+|[0-9]+)\\z" """)]
    [InlineData(""" "^a$|^b$" """, """ "\\Aa\\z|\\Ab\\z" """)]
    [InlineData(""" "(?i)^[a-z]+$" """, """ "(?i)\\A[a-z]+\\z" """)]
    [InlineData(""" @"\A[a-z]+\Z" """, """ @"\A[a-z]+\z" """)]
    public Task The_fix_anchors_the_literal_in_its_own_spelling(string before, string after)
    {
        const string Code = Usings + "class C { void M(string s) { if (!Regex.IsMatch(s, /* slug */ PATTERN)) throw new ArgumentException(); } }";
        return Verify.VerifyCodeFixAsync(Code.Replace("PATTERN", "[|" + before.Trim() + "|]", System.StringComparison.Ordinal), Code.Replace("PATTERN", after.Trim(), System.StringComparison.Ordinal), "SGA6007.Repair");
    }

    [Fact]
    public Task The_fix_anchors_a_raw_literal() => Verify.VerifyCodeFixAsync(
        Usings + "class C { bool IsValid(string s) => Regex.IsMatch(s, [|\"\"\"^[a-z\"]+$\"\"\"|]); }",
        Usings + "class C { bool IsValid(string s) => Regex.IsMatch(s, \"\"\"\\A[a-z\"]+\\z\"\"\"); }");

    [Fact]
    public Task The_fix_anchors_a_constant_that_has_one_use() => Verify.VerifyCodeFixAsync(
        Usings + """class C { private const string P = "[a-z]+"; bool IsValid(string s) => Regex.IsMatch(s, [|P|]); }""",
        Usings + """class C { private const string P = "\\A[a-z]+\\z"; bool IsValid(string s) => Regex.IsMatch(s, P); }""");

    [Theory]
    [InlineData("""private const string P = "[a-z]+"; bool IsValid(string s) => Regex.IsMatch(s, [|P|]); string M(string s) => Regex.Replace(s, P, "");""")]
    [InlineData("""bool IsValid(string s) => Regex.IsMatch(s, [|"[a-z]" + "+"|]);""")]
    [InlineData("""bool IsValid(string s) => Regex.IsMatch(s, [|"^[a-z]+$"|], RegexOptions.Multiline);""")]
    [InlineData("""bool IsValid(string s) => Regex.IsMatch(s, [|"[a-z]+ # name"|], RegexOptions.IgnorePatternWhitespace);""")]
    public Task No_fix_is_offered_where_another_use_or_mode_would_change(string members) => Verify.VerifyNoCodeFixAsync(Usings + "class C { " + members + " }");

    [Theory]
    [InlineData("""new Regex([|"^(a+)+\\z"|])""", """new Regex("^(a+)+\\z", RegexOptions.NonBacktracking)""")]
    [InlineData("""new([|"^(a+)+\\z"|], RegexOptions.IgnoreCase)""", """new("^(a+)+\\z", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)""")]
    [InlineData("""new Regex(pattern: [|"^(a+)+\\z"|])""", """new Regex(pattern: "^(a+)+\\z", options: RegexOptions.NonBacktracking)""")]
    [InlineData("""new Regex([|"^(a+)+\\z"|], RegexOptions.None)""", """new Regex("^(a+)+\\z", RegexOptions.NonBacktracking)""")]
    [InlineData("""new Regex([|"^(?!x)(a+)+\\z"|])""", """new Regex("^(?!x)(a+)+\\z", RegexOptions.None, TimeSpan.FromSeconds(1))""")]
    [InlineData("""new Regex([|"^(a+)+\\z"|], RegexOptions.ECMAScript)""", """new Regex("^(a+)+\\z", RegexOptions.ECMAScript, TimeSpan.FromSeconds(1))""")]
    public Task The_fix_takes_the_backtracking_away_or_bounds_it(string before, string after) =>
        Verify.VerifyCodeFixAsync(Usings + "class C { static readonly Regex R = " + before + "; }", Usings + "class C { static readonly Regex R = " + after + "; }", "SGA6007.Repair");

    [Fact]
    public Task The_fix_sets_a_timeout_on_a_generated_pattern() => Verify.VerifyCodeFixAsync(
        Usings + """partial class C { [GeneratedRegex([|"^(a+)+\\z"|])] private static partial Regex R(); private static partial Regex R() => null!; }""",
        Usings + """partial class C { [GeneratedRegex("^(a+)+\\z", RegexOptions.None, 1000)] private static partial Regex R(); private static partial Regex R() => null!; }""");

    [Fact]
    public Task The_fix_sets_a_timeout_on_the_old_framework() => Verify.VerifyCodeFixAsync(
        Usings + """class C { string M(string s) { return Regex.Replace(s, [|"(a+)+b"|], ""); } }""",
        Usings + """class C { string M(string s) { return Regex.Replace(s, "(a+)+b", "", RegexOptions.None, TimeSpan.FromSeconds(1)); } }""",
        references: ReferenceAssemblies.NetStandard20);

    [Fact]
    public Task A_timeout_is_offered_beside() => Verify.VerifyCodeFixAsync(
        Usings + """class C { bool M(string s) => Regex.IsMatch(s, [|"^(a+)+\\z"|]); }""",
        Usings + """class C { bool M(string s) => Regex.IsMatch(s, "^(a+)+\\z", RegexOptions.None, TimeSpan.FromSeconds(1)); }""",
        "SGA6007.Timeout",
        ReferenceAssemblies.Net80);

    [Fact]
    public Task One_fix_does_both() => Verify.VerifyCodeFixAsync(
        Usings + """
            class C
            {
                // Names of people.
                bool IsValid(string s) => Regex.IsMatch(s, [|@"^(\w+\s?)+$"|]); // kept
                bool IsValidToo(string s) => Regex.IsMatch(s, [|@"[a-z]+"|]);
            }
            """,
        Usings + """
            class C
            {
                // Names of people.
                bool IsValid(string s) => Regex.IsMatch(s, @"^(\w+\s?)+$", RegexOptions.NonBacktracking); // kept
                bool IsValidToo(string s) => Regex.IsMatch(s, @"\A[a-z]+\z");
            }
            """);
}
