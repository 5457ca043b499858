using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Disclosure;
using SecureGen.Analyzers.Rules.Disclosure;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Disclosure.PrintedSecret, SecureGen.Analyzers.CodeFixes.Rules.Disclosure.PrintedSecretFix>;

namespace SecureGen.Analyzers.Tests.Rules.Disclosure;

public class PrintedSecretTests
{
    private const string Usings = "using System;\nusing System.Text;\nusing System.Collections.Generic;\nusing System.Threading;\n";

    [Theory]
    [InlineData("public record Login(string User, string [|Password|]);")]
    [InlineData("public record Login(string User, string? [|Password|] = null);")]
    [InlineData("record Login(string [|Password|], string ApiKey);")]
    [InlineData("record struct Login(string User, string [|ApiKey|]);")]
    [InlineData("readonly record struct Login(string User, string [|ClientSecret|]);")]
    [InlineData("record Login { public string User { get; init; } = \"\"; public string [|AccessToken|] { get; init; } = \"\"; }")]
    [InlineData("record Login(string User) { public string [|Password|] = \"\"; }")]
    [InlineData("record Person(string Name); record Login(string Name, string [|Password|]) : Person(Name);")]
    [InlineData("sealed record Options<T>(T Value, string [|ConnectionString|]);")]
    [InlineData("class Outer { private record Login(string User, string [|Password|]); }")]
    [InlineData("record Session(string [|Token|]);")]
    [InlineData("record Login(string User, string [|Password|]) { public string Show() => User; }")]
    [InlineData("partial record Login(string User); partial record Login { public required string [|Password|] { get; set; } }")]
    [InlineData("record Login(string User, object [|Secret|]);")]
    public Task A_record_that_prints_a_secret_is_found_once(string code) => Verify.VerifyAnalyzerAsync(Usings + code);

    [Theory]
    [InlineData("class Login { public string User = \"\", Password = \"\"; public override string ToString() => $\"{User}:{[|Password|]}\"; }")]
    [InlineData("class Login { private string _password = \"\"; public override string ToString() { return \"Password: \" + [|_password|]; } }")]
    [InlineData("class Login { public string ApiKey => \"\"; public override string ToString() => string.Format(\"{0}\", [|ApiKey|]); }")]
    [InlineData("struct Login { public string ApiKey; public override string ToString() { var b = new StringBuilder(); b.Append(\"key \").Append([|ApiKey|]); return b.ToString(); } }")]
    [InlineData("record Login(string User, string Password) { public override string ToString() => $\"{User} {[|Password|]}\"; }")]
    [InlineData("record Login(string User, string Password) { protected virtual bool PrintMembers(StringBuilder b) { b.Append(User).Append([|Password|]); return true; } }")]
    [InlineData("class Login : IFormattable { public string ApiKey = \"\"; public string ToString(string? format, IFormatProvider? provider) => \"key \" + [|ApiKey|]; }")]
    [InlineData("class Login { public string User = \"\", Password = \"\"; public override string ToString() => User.Length > 0 ? User : [|Password|]; }")]
    [InlineData("class Login { public string Password = \"\"; public override string ToString() => [|Password|]; }")]
    [InlineData("class Login(string user, string password) { public override string ToString() => $\"{user}:{[|password|]}\"; }")]
    public Task A_text_that_shows_a_secret_is_found(string code) => Verify.VerifyAnalyzerAsync(Usings + code);

    [Theory]
    [InlineData("record Login(string User, string PasswordHash);")]
    [InlineData("record Login(string User, string PasswordHint, bool UseResetPassword, int MaxTokens);")]
    [InlineData("record Login(string User, byte[] Password);")]
    [InlineData("record Login(string User, System.Security.SecureString Password);")]
    [InlineData("class Secret { public override string ToString() => \"***\"; } record Login(string User, Secret Password);")]
    [InlineData("record Login(string User) { internal string Password { get; init; } = \"\"; private string ApiKey = \"\"; public string Key() => ApiKey; }")]
    [InlineData("record Login(string User) { public static string Password { get; set; } = \"\"; public string PasswordOf() => \"\"; public const string ApiKeyName = \"k\"; }")]
    [InlineData("record Login(string User, string Password) { public override string ToString() => User; }")]
    [InlineData("record Login(string User, string Password) { protected virtual bool PrintMembers(StringBuilder b) { b.Append(User); return true; } }")]
    [InlineData("record struct Login(string User, string Password) { private bool PrintMembers(StringBuilder b) => false; }")]
    [InlineData("record Login(string User, string Password) { public override string ToString() => $\"{User} {Mask(Password)}\"; static string Mask(string s) => \"***\"; }")]
    [InlineData("abstract record Quiet { public sealed override string ToString() => \"\"; } record Login(string Password) : Quiet;")]
    [InlineData("record Login(string User) { public string Password { set { } } public string this[string apiKey] => apiKey; }")]
    [InlineData("record Lexeme(string Token, int Line, int Column);")]
    [InlineData("record Candidate(string Token, double LogProb);")]
    [InlineData("record Work(string Name, CancellationToken Token, int InputTokens);")]
    [InlineData("class Login { public string User = \"\", Password = \"\"; public override string ToString() => User + Password.Length; }")]
    [InlineData("class Login(string user, string password) { public string User => user; public int Length => password.Length; public override string ToString() => user; }")]
    [InlineData("class Login { public string User = \"\", Password = \"\"; public override string ToString() => User; public string Pair() => User + Password; }")]
    [InlineData("class Login { public string Password = \"\"; public override string ToString() => Password is null ? \"none\" : nameof(Password); }")]
    [InlineData("class AccessToken { private string _token = \"\"; private string _secret = \"\"; public override string ToString() => _secret; }")]
    [InlineData("class ConnectionStringBuilder { public string ConnectionString = \"\"; public override string ToString() => ConnectionString; }")]
    [InlineData("[System.Diagnostics.DebuggerDisplay(\"{Password}\")] class Login { public string Password = \"\"; }")]
    [InlineData("class Login { public string User { get; set; } = \"\"; public string Password { get; set; } = \"\"; }")]
    [InlineData("record Hashed(string PasswordHash, string Salt);")]
    public Task What_is_hidden_or_no_secret_is_silent(string code) => Verify.VerifyAnalyzerAsync(Usings + code);

    [Fact]
    public Task Test_projects_are_relaxed() => Verify.VerifyAnalyzerAsync("record Login(string User, string Password);", ReferenceAssemblies.Net100.With("xunit.core"));

    [Fact]
    public Task The_words_of_a_project_count() => Verify.VerifyAnalyzerAsync("record Login(string User, string [|Wachtwoord|]);", editorConfig: "securegen.secret_words = wachtwoord");

    [Fact]
    public Task The_fix_prints_what_the_compiler_would_without_the_secret() => Verify.VerifyCodeFixAsync(
        """
        using System.Text;

        /// <summary>Who logs in.</summary>
        public record Login(string User, string [|Password|], int Age, string ApiKey); // sent
        """,
        """
        using System.Text;

        /// <summary>Who logs in.</summary>
        public record Login(string User, string Password, int Age, string ApiKey)
        {
            protected virtual bool PrintMembers(StringBuilder builder)
            {
                builder.Append("User = ").Append(User);
                builder.Append(", Password = ").Append("***REDACTED***");
                builder.Append(", Age = ").Append(Age);
                builder.Append(", ApiKey = ").Append("***REDACTED***");
                return true;
            }
        } // sent
        """);

    [Fact]
    public Task The_fix_calls_the_base_and_adds_its_import() => Verify.VerifyCodeFixAsync(
        """
        using System;

        public record Person(string Name);

        public sealed record Login(string Name, string [|Password|]) : Person(Name)
        {
            // Kept.
            public char[]? Letters { get; init; }

            public bool IsLong => Password.Length > 20;
        }

        public record struct Key(string [|ApiKey|]);

        public sealed record Alone(string [|ApiKey|]);
        """,
        """
        using System;
        using System.Text;

        public record Person(string Name);

        public sealed record Login(string Name, string Password) : Person(Name)
        {
            // Kept.
            public char[]? Letters { get; init; }

            public bool IsLong => Password.Length > 20;

            protected override bool PrintMembers(StringBuilder builder)
            {
                if (base.PrintMembers(builder)) builder.Append(", ");
                builder.Append("Password = ").Append("***REDACTED***");
                builder.Append(", Letters = ").Append(Letters?.ToString());
                builder.Append(", IsLong = ").Append(IsLong);
                return true;
            }
        }

        public record struct Key(string ApiKey)
        {
            private bool PrintMembers(StringBuilder builder)
            {
                builder.Append("ApiKey = ").Append("***REDACTED***");
                return true;
            }
        }

        public sealed record Alone(string ApiKey)
        {
            private bool PrintMembers(StringBuilder builder)
            {
                builder.Append("ApiKey = ").Append("***REDACTED***");
                return true;
            }
        }
        """);

    [Theory]
    [InlineData("class Login { public string User = \"\", Password = \"\"; public override string ToString() => $\"{User}:{[|Password|]}\"; }", "class Login { public string User = \"\", Password = \"\"; public override string ToString() => $\"{User}:***REDACTED***\"; }")]
    [InlineData("class Login { private string _password = \"\"; public override string ToString() => \"Password: \" + [|_password|] /* all */; }", "class Login { private string _password = \"\"; public override string ToString() => \"Password: \" + \"***REDACTED***\" /* all */; }")]
    [InlineData("struct Login { public string ApiKey; public override string ToString() { var b = new StringBuilder(); b.Append([|ApiKey|]); return b.ToString(); } }", "struct Login { public string ApiKey; public override string ToString() { var b = new StringBuilder(); b.Append(\"***REDACTED***\"); return b.ToString(); } }")]
    public Task The_fix_redacts_a_text(string code, string result) => Verify.VerifyCodeFixAsync(Usings + code, Usings + result);

    [Theory]
    [InlineData("record Login(string User, string Password")]
    [InlineData("record Login(string , string Password) { public string { get; } }")]
    [InlineData("record (string Password);")]
    [InlineData("class Login { string Password; public override string ToString() => $\"{Password\"; }")]
    public async Task Half_typed_code_throws_nothing(string code) =>
        await new CSharpCodeFixTest<PrintedSecret, PrintedSecretFix> { TestCode = Usings + code, RequireCompilable = false }.FindingsAsync();
}
