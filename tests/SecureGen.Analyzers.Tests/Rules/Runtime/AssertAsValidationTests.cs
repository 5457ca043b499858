using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Runtime.AssertAsValidation, SecureGen.Analyzers.CodeFixes.Rules.Runtime.AssertAsValidationFix>;

namespace SecureGen.Analyzers.Tests.Rules.Runtime;

public class AssertAsValidationTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Linq;
        using System.Text.RegularExpressions;
        using System.Threading;

        """;

    private static string Public(string body) => Usings + $$"""
        public enum Kind { A, B }

        public class Store
        {
            private readonly List<string> _items = new List<string>();
            private int _count;
            private readonly HashSet<string> _seen = new HashSet<string>();
            private string _token = "", _expectedToken = "";

            public void Put(string name, int index, string[] items, object value, Kind kind, int? limit, double ratio, System.Security.Claims.ClaimsPrincipal user)
            {
                {{body}}
            }

            private bool TryConsume(string item) => _seen.Add(item);
            private bool IsConsistent() => _count >= 0;
        }
        """;

    [Theory]
    [InlineData("[|Debug.Assert(name != null)|];")]
    [InlineData("[|Debug.Assert(null != name)|];")]
    [InlineData("[|Debug.Assert(name is not null)|];")]
    [InlineData("[|Debug.Assert(name is { })|];")]
    [InlineData("[|Debug.Assert(!(name is null), \"No name.\")|];")]
    [InlineData("[|Debug.Assert(!ReferenceEquals(name, null))|];")]
    [InlineData("[|Debug.Assert(!string.IsNullOrEmpty(name))|];")]
    [InlineData("[|Debug.Assert(!String.IsNullOrWhiteSpace(name), $\"No name at {index}.\")|];")]
    [InlineData("[|Debug.Assert(index >= 0 && index < _items.Count)|];")]
    [InlineData("[|Debug.Assert(0 <= index)|];")]
    [InlineData("[|Debug.Assert((uint)index < (uint)items.Length)|];")]
    [InlineData("[|Debug.Assert(index + 1 <= items.Length)|];")]
    [InlineData("[|Debug.Assert(items.Length > 0)|];")]
    [InlineData("[|Debug.Assert(items?.Length == 3)|];")]
    [InlineData("[|Debug.Assert(items.Any())|];")]
    [InlineData("[|Debug.Assert(value is string)|];")]
    [InlineData("[|Debug.Assert(value is string text && text.Length > 0)|];")]
    [InlineData("[|Debug.Assert(Enum.IsDefined(typeof(Kind), kind))|];")]
    [InlineData("[|Debug.Assert(Regex.IsMatch(name, @\"\\A[a-z]+\\z\"))|];")]
    [InlineData("[|Debug.Assert(limit.HasValue)|];")]
    [InlineData("[|Debug.Assert(index is >= 0 and < 10)|];")]
    [InlineData("[|System.Diagnostics.Debug.Assert(condition: name != null, message: \"No name.\")|];")]
    [InlineData("[|Trace.Assert(name != null)|];")]
    [InlineData("if (name == null) [|Debug.Fail(\"No name.\")|];")]
    [InlineData("if (string.IsNullOrEmpty(name)) { [|Debug.Fail(\"No name.\")|]; }")]
    [InlineData("[|Debug.Assert(name != null)|]; [|Debug.Assert(items != null)|];")]
    [InlineData("if (_count > 0) [|Debug.Assert(name != null)|];")]
    [InlineData("[|Debug.Assert(int.TryParse(name, out _))|]; [|Debug.Assert(kind != Kind.B)|]; [|Debug.Assert(!(name == null || items == null))|];")]
    [InlineData("if (kind != Kind.A || name == null) { [|Debug.Fail(\"Wrong kind or no name.\")|]; }")]
    public Task Arguments_of_public_members_that_only_an_assertion_checks_are_found(string body) => Verify.VerifyAnalyzerAsync(Public(body));

    [Theory]
    [InlineData("[|Debug.Assert(user.IsInRole(\"admin\"))|];")]
    [InlineData("[|Debug.Assert(user.Identity!.IsAuthenticated)|];")]
    [InlineData("[|Debug.Assert(user.Identity?.IsAuthenticated == true)|];")]
    [InlineData("[|Debug.Assert(user.Identity is { } && user.HasClaim(\"scope\", \"write\"), \"No scope.\")|];")]
    [InlineData("[|Debug.Assert(_token == _expectedToken)|];")]
    [InlineData("[|Debug.Assert(string.Equals(_token, _expectedToken, StringComparison.Ordinal))|];")]
    [InlineData("[|Trace.Assert(user.IsInRole(\"admin\"))|];")]
    [InlineData("if (!user.IsInRole(\"admin\")) [|Debug.Fail(\"Not an administrator.\")|];")]
    [InlineData("[|Debug.Assert(TryConsume(name))|];")]
    [InlineData("[|Debug.Assert(_seen.Add(name))|];")]
    [InlineData("using var stream = new System.IO.MemoryStream(); [|Debug.Assert(stream.ReadByte() == 7)|];")]
    [InlineData("var removed = false; [|Debug.Assert(removed = _items.Remove(name))|];")]
    [InlineData("[|Debug.Assert(_count++ < 10)|];")]
    [InlineData("[|Debug.Assert(Interlocked.Increment(ref _count) == 1)|];")]
    [InlineData("[|Debug.Assert(Interlocked.CompareExchange(ref _count, 1, 0) == 0)|];")]
    [InlineData("var e = _items.GetEnumerator(); [|Debug.Assert(e.MoveNext())|];")]
    [InlineData("IEnumerator<string> e = _items.GetEnumerator(); [|Debug.Assert(e.MoveNext())|];")]
    public Task Permissions_and_work_in_conditions_are_found(string body) => Verify.VerifyAnalyzerAsync(Public(body));

    [Theory]
    [InlineData("Debug.Assert(_items.Count >= 0);")]
    [InlineData("Debug.Assert(IsConsistent());")]
    [InlineData("Debug.Assert(user.Identity != null);")]
    [InlineData("Debug.Assert(user.Claims.Any());")]
    [InlineData("Debug.Assert(_items.Contains(name));")]
    [InlineData("var found = _items.Find(i => i == name); Debug.Assert(found != null);")]
    [InlineData("if (name == null) throw new ArgumentNullException(nameof(name)); Debug.Assert(name != null);")]
    [InlineData("ArgumentNullException.ThrowIfNull(name); Debug.Assert(name != null);")]
    [InlineData("ArgumentOutOfRangeException.ThrowIfNegative(index); Debug.Assert(index >= 0);")]
    [InlineData("name ??= \"\"; Debug.Assert(name != null);")]
    [InlineData("Debug.Assert(name != null); if (name == null) throw new ArgumentNullException(nameof(name));")]
    [InlineData("Debug.Assert(name != null); Debug.Assert(items != null); if (name == null || items == null) return;")]
    [InlineData("Debug.Assert(index >= 0); ArgumentOutOfRangeException.ThrowIfNegative(index);")]
    [InlineData("name = name.Trim(); Debug.Assert(name.Length > 0);")]
    [InlineData("if (name == null) return; Debug.Assert(name is not null);")]
    [InlineData("var text = name ?? throw new ArgumentNullException(nameof(name)); Debug.Assert(name != null);")]
    [InlineData("if (index > 0) { Debug.Assert(index < 10); }")]
    [InlineData("Debug.Assert(kind == Kind.A || Kind.B == kind); Debug.Assert(value == null); Debug.Assert(items is null); Debug.Assert(!(kind != Kind.A));")]
    [InlineData("Debug.Assert(name != null || _count == 0); Debug.Assert(!(name == null && _count > 0)); if (kind != Kind.A) Debug.Fail(\"Kind\");")]
    [InlineData("Debug.Assert(name != null); var known = name ?? \"\";")]
    [InlineData("Debug.Assert(items != null); var count = items?.Length;")]
    [InlineData("Debug.Assert(value != null); if (value != null) _count++;")]
    [InlineData("switch (kind) { case Kind.A: break; default: Debug.Fail(\"Unknown kind.\"); break; }")]
    [InlineData("if (name == null) { Debug.Fail(\"No name.\"); return; }")]
    [InlineData("if (_count < 0) Debug.Fail(\"Negative.\");")]
    [InlineData("Debug.Fail(\"Cannot be.\");")]
    [InlineData("Debug.WriteLine(name != null);")]
    [InlineData("Debug.Assert(true);")]
    [InlineData("Debug.Assert(_token != null);")]
    [InlineData("Debug.Assert(Volatile.Read(ref _count) == 0);")]
    [InlineData("Debug.Assert(Interlocked.CompareExchange(ref _count, 0, 0) == 0);")]
    [InlineData("Debug.Assert(\"abc\".Remove(1) == \"a\");")]
    [InlineData("Debug.Assert(_seen.SetEquals(_items));")]
    [InlineData("using var stream = new System.IO.MemoryStream(); Debug.Assert(stream.ReadByte() < 0); Debug.Assert(stream.ReadByte() == -1);")]
    [InlineData("Debug.Assert(_items.All(i => i.Length < 10));")]
    [InlineData("Debug.Assert(DateTime.UtcNow.AddDays(1) > DateTime.UtcNow);")]
    [InlineData("Func<int, int> f = i => { Debug.Assert(i > 0); return i; };")]
    [InlineData("Check(index); void Check(int i) { Debug.Assert(i >= 0); }")]
    [InlineData("#if DEBUG\n#else\n#endif\nvar dictionary = new Dictionary<string, int>(); Debug.Assert(!dictionary.TryGetValue(\"a\", out _));")]
    public Task What_the_program_believes_of_itself_is_silent(string body) => Verify.VerifyAnalyzerAsync(Public(body));

    [Theory]
    [InlineData("class C { public void M(string name) { Debug.Assert(name != null); } }")]
    [InlineData("internal class C { public void M(string name) { Debug.Assert(name != null); } }")]
    [InlineData("public class C { private void M(string name) { Debug.Assert(name != null); } }")]
    [InlineData("public class C { internal void M(string name) { Debug.Assert(name != null); } }")]
    [InlineData("public class C { private class D { public D(string name) { Debug.Assert(name != null); } } }")]
    [InlineData("public class C { [Conditional(\"DEBUG\")] public void M(string name) { Debug.Assert(name != null); } }")]
    [InlineData("public class C { static class Debug { public static void Assert(bool condition) { } } public void M(string name) { Debug.Assert(name != null); } }")]
    [InlineData("public class C { public void M(out string name) { name = \"\"; Debug.Assert(name != null); } }")]
    [InlineData("public class C { public void M(string name) { [|Debug.Assert(name != null)|]; } }")]
    [InlineData("public class C { public C(string name) { [|Debug.Assert(name != null)|]; } }")]
    [InlineData("public struct C { public string this[int i] { get { [|Debug.Assert(i >= 0)|]; return \"\"; } } }")]
    [InlineData("public class C { public string Name { set { [|Debug.Assert(value != null)|]; } } }")]
    [InlineData("public class C { public void M(string name) => [|Debug.Assert(name != null)|]; }")]
    [InlineData("public static class C { public static void M(this string name) { [|Debug.Assert(name != null)|]; } }")]
    [InlineData("class C { bool IsAuthorized(string user) => user == \"a\"; void M(string user) { [|Debug.Assert(IsAuthorized(user))|]; } }")]
    [InlineData("class C { bool CheckPassword(string user) => user == \"a\"; void M(string user) { [|Debug.Assert(CheckPassword(user))|]; } }")]
    [InlineData("class C { bool IsPasswordBox; bool HasRoleColumn() => true; void M() { Debug.Assert(IsPasswordBox); Debug.Assert(HasRoleColumn()); } }")]
    public Task Who_can_call_the_member_decides(string code) => Verify.VerifyAnalyzerAsync(Usings + code);

    [Fact]
    public Task An_end_point_is_called_by_strangers() => Verify.VerifyAnalyzerAsync(
        """
        using System.Diagnostics;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Mvc;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/{name}", (string name) => { [|Debug.Assert(name.Length < 100)|]; return name; });
        app.MapPost("/", Save);
        app.Run();

        string Save(string name) { return name; }

        class Request { public string? Name { get; set; } }

        class Images : ControllerBase
        {
            public string Get(string name) { [|Debug.Assert(name != null)|]; return name; }
            public string? Post(Request request) { [|Debug.Assert(request.Name != null)|]; return request.Name; }
        }
        """);

    [Fact]
    public Task Test_projects_are_relaxed() =>
        Verify.VerifyAnalyzerAsync(Public("Debug.Assert(name != null);"), ReferenceAssemblies.Net100.With("xunit.core"));

    [Theory]
    [InlineData("[|Debug.Assert(name != null)|];", "ArgumentNullException.ThrowIfNull(name);")]
    [InlineData("[|Debug.Assert(name is not null)|]; // known", "ArgumentNullException.ThrowIfNull(name); // known")]
    [InlineData("[|Debug.Assert(name != null, \"No name.\")|];", "if (name == null) throw new ArgumentNullException(nameof(name), \"No name.\");")]
    [InlineData("[|Debug.Assert(!string.IsNullOrEmpty(name))|];", "ArgumentException.ThrowIfNullOrEmpty(name);")]
    [InlineData("[|Debug.Assert(!string.IsNullOrWhiteSpace(name))|];", "ArgumentException.ThrowIfNullOrWhiteSpace(name);")]
    [InlineData("[|Debug.Assert(!string.IsNullOrEmpty(name), \"No name.\")|];", "if (string.IsNullOrEmpty(name)) throw new ArgumentException(\"No name.\", nameof(name));")]
    [InlineData("[|Debug.Assert(index >= 0)|];", "ArgumentOutOfRangeException.ThrowIfNegative(index);")]
    [InlineData("[|Debug.Assert(0 < index)|];", "ArgumentOutOfRangeException.ThrowIfNegativeOrZero(index);")]
    [InlineData("[|Debug.Assert(index < items.Length)|];", "ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, items.Length);")]
    [InlineData("[|Debug.Assert(index >= 0 && index < _items.Count)|];", "if (index < 0 || index >= _items.Count) throw new ArgumentOutOfRangeException(nameof(index));")]
    [InlineData("[|Debug.Assert(ratio >= 0)|];", "if (!(ratio >= 0)) throw new ArgumentOutOfRangeException(nameof(ratio));")]
    [InlineData("[|Debug.Assert(limit > 0)|];", "if (!(limit > 0)) throw new ArgumentOutOfRangeException(nameof(limit));")]
    [InlineData("[|Debug.Assert(value is string)|];", "if (value is not string) throw new ArgumentException(\"The value of 'value' is not valid.\", nameof(value));")]
    [InlineData("[|Debug.Assert(items != null && (items.Length == 0 || name != null))|];", "if (items == null || !(items.Length == 0 || name != null)) throw new ArgumentException(\"The value of 'items' is not valid.\", nameof(items));")]
    [InlineData("[|Debug.Assert(user.IsInRole(\"admin\"))|];", "if (!user.IsInRole(\"admin\")) throw new UnauthorizedAccessException(\"Access is denied.\");")]
    [InlineData("[|Debug.Assert(TryConsume(name), $\"Twice {name}.\")|];", "if (!TryConsume(name)) throw new InvalidOperationException($\"Twice {name}.\");")]
    [InlineData("[|Debug.Assert(_seen.Add(name))|];", "if (!_seen.Add(name)) throw new InvalidOperationException();")]
    [InlineData("if (name == null) [|Debug.Fail(\"No name.\")|];", "if (name == null) throw new ArgumentException(\"No name.\", nameof(name));")]
    [InlineData("if (_count > 0) [|Debug.Assert(_seen.Add(name))|]; else _count = 1;", "if (_count > 0) { if (!_seen.Add(name)) throw new InvalidOperationException(); } else _count = 1;")]
    [InlineData("[|Debug.Assert(name != null)|]; [|Debug.Assert(items != null)|];", "ArgumentNullException.ThrowIfNull(name); ArgumentNullException.ThrowIfNull(items);")]
    [InlineData("[|Debug.Assert(message: \"No name.\", condition: name != null)|];", "if (name == null) throw new ArgumentNullException(nameof(name), \"No name.\");")]
    public Task The_fix_throws(string body, string result) => Verify.VerifyCodeFixAsync(Public(body), Public(result));

    [Theory]
    [InlineData("[|Debug.Assert(name != null)|];", "if (name == null) throw new ArgumentNullException(nameof(name));")]
    [InlineData("[|Debug.Assert(!string.IsNullOrEmpty(name))|];", "if (string.IsNullOrEmpty(name)) throw new ArgumentException(\"The value of 'name' is not valid.\", nameof(name));")]
    [InlineData("[|Debug.Assert(index >= 0)|];", "if (index < 0) throw new ArgumentOutOfRangeException(nameof(index));")]
    public Task The_fix_uses_what_the_framework_has(string body, string result) =>
        Verify.VerifyCodeFixAsync(Public(body), Public(result), references: ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("[|Debug.Assert(name != null, \"No name.\", \"See the manual.\")|];")]
    [InlineData("Action check = () => [|Debug.Assert(_seen.Add(\"a\"))|];")]
    [InlineData("[|Debug.Assert(name != null /* always */)|];")]
    public Task No_fix_where_something_would_be_lost(string body) => Verify.VerifyNoCodeFixAsync(Public(body));

    [Theory]
    [InlineData("Debug.Assert(")]
    [InlineData("Debug.Assert(name !=);")]
    [InlineData("Debug.Assert(name is { ); Debug.Fail(")]
    [InlineData("Debug.Assert(message: name != null);")]
    public Task Half_typed_code_throws_nothing(string body) =>
        new CSharpCodeFixTest<SecureGen.Analyzers.Rules.Runtime.AssertAsValidation, SecureGen.Analyzers.CodeFixes.Rules.Runtime.AssertAsValidationFix> { TestCode = Public(body), RequireCompilable = false }.FindingsAsync();
}
