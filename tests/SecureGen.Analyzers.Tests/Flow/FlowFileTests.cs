using System.Linq;
using System.Threading.Tasks;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;

namespace SecureGen.Analyzers.Tests.Flow;

/// <summary>What the user's own file and threat model change.</summary>
public class FlowFileTests
{
    private const string Code = """
        using System;
        using System.Data.Common;
        using System.IO;

        namespace My
        {
            public class Inbox { public string Subject { get; } = ""; public string Next() => ""; }

            public class Store { public Store(string query) { } public void Run(string query, string note) { } public string Filter { set { } } }

            public static class Clean { public static string Quote(string text) => Outside.Quote(text); public static bool IsSafe(string text) => Outside.IsSafe(text); public static void Ensure(string text) => Outside.Ensure(text); }

            public static class Outside
            {
                [System.Runtime.InteropServices.DllImport("x")] public static extern string Quote(string text);
                [System.Runtime.InteropServices.DllImport("x")] public static extern bool IsSafe(string text);
                [System.Runtime.InteropServices.DllImport("x")] public static extern void Ensure(string text);
            }

            public class Work(Inbox inbox, Store store, DbCommand db)
            {
                public void Do(string[] args)
                {
                    BODY
                }
            }

            public static class Program { public static void Main(string[] args) { DbCommand db = null!; MAIN } }
        }
        """;

    private const string Sources = "source My.Inbox.Subject mail subject\nsource My.Inbox.Next\n";

    [Theory]
    [InlineData("db.CommandText = inbox.Subject;", Sources)]
    [InlineData("db.CommandText = \"x\" + inbox.Next();", Sources)]
    [InlineData("store.Run(inbox.Subject, \"\");", Sources + "sink sql My.Store.Run(query)")]
    [InlineData("store.Filter = inbox.Subject;", Sources + "sink sql My.Store.Filter")]
    [InlineData("_ = new Store(inbox.Subject);", Sources + "sink sql My.Store..ctor(query)")]
    [InlineData("db.CommandText = Outside.Quote(inbox.Subject);", Sources + "sanitizer html My.Outside.Quote")]
    [InlineData("if (!Outside.IsSafe(inbox.Subject)) db.CommandText = inbox.Subject;", Sources + "guard My.Outside.IsSafe")]
    public async Task An_entry_makes_a_flow(string body, string file) => Assert.Equal("SGA6001", Assert.Single(await FindingsAsync(body, file)));

    [Theory]
    [InlineData("db.CommandText = inbox.Subject;", "")]
    [InlineData("store.Run(inbox.Subject, \"\");", Sources)]
    [InlineData("store.Run(\"\", inbox.Subject);", Sources + "sink sql My.Store.Run(query)")]
    [InlineData("store.Filter = inbox.Subject;", Sources + "sink html My.Store.Filter")]
    [InlineData("db.CommandText = Outside.Quote(inbox.Subject);", Sources + "sanitizer sql My.Outside.Quote")]
    [InlineData("db.CommandText = Outside.Quote(inbox.Subject);", Sources + "sanitizer all My.Outside.Quote")]
    [InlineData("if (Outside.IsSafe(inbox.Subject)) db.CommandText = inbox.Subject;", Sources + "guard My.Outside.IsSafe")]
    [InlineData("Outside.Ensure(inbox.Subject); db.CommandText = inbox.Subject;", Sources + "guard My.Outside.Ensure")]
    [InlineData("db.CommandText = inbox.Subject;", "sauce My.Inbox.Subject")]
    public async Task Without_it_or_with_another_there_is_none(string body, string file) => Assert.Empty(await FindingsAsync(body, file));

    [Fact]
    public async Task The_message_has_the_words_of_the_entry()
    {
        var test = Test("db.CommandText = inbox.Subject;", Sources, "");
        Assert.Equal("The SQL is built from mail subject", Assert.Single(await test.FindingsAsync()).GetMessage());
    }

    [Theory]
    [InlineData("db.CommandText = Console.ReadLine()!;")]
    [InlineData("db.CommandText = Environment.GetEnvironmentVariable(\"Q\")!;")]
    [InlineData("db.CommandText = File.ReadAllText(\"q\");")]
    [InlineData("db.CommandText = Environment.GetCommandLineArgs()[1];")]
    public async Task What_the_machine_holds_is_untrusted_where_the_threat_model_says_so(string body)
    {
        Assert.Empty(await FindingsAsync(body, ""));
        Assert.Empty(await FindingsAsync(body, "", "securegen.threat_model = remote"));
        Assert.Single(await FindingsAsync(body, "", "securegen.threat_model = local"));
        Assert.Single(await FindingsAsync(body, "", "securegen.threat_model = all"));
    }

    [Fact]
    public async Task The_command_line_is_untrusted_where_the_threat_model_says_so()
    {
        Assert.Empty(await FindingsAsync("", "", "", "db.CommandText = args[0];"));
        Assert.Single(await FindingsAsync("", "", "securegen.threat_model = local", "db.CommandText = args[0];"));
    }

    [Fact]
    public async Task Requests_are_trusted_where_only_the_machine_is_not()
    {
        const string Body = "db.CommandText = inbox.Subject;";
        Assert.Single(await FindingsAsync(Body, Sources, "securegen.threat_model = all"));
        Assert.Empty(await FindingsAsync(Body, Sources, "securegen.threat_model = local"));
    }

    private static async Task<string[]> FindingsAsync(string body, string file, string option = "", string main = "") =>
        (await Test(body, file, option, main).FindingsAsync()).Select(finding => finding.Id).ToArray();

    private static Verifier Test(string body, string file, string option, string main = "")
    {
        var test = new Verifier { EditorConfig = option, TestCode = Code.Replace("BODY", body).Replace("MAIN", main) };
        test.AdditionalFiles.Add(("SecureGen.flow.txt", file));
        return test;
    }

    private sealed class Verifier : CSharpCodeFixTest<SqlInjection, NoFix>;
}
