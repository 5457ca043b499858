using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI;
using SecureGen.Analyzers.Rules.GenerativeAI;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.GenerativeAI.UncheckedModelOutput, SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI.UncheckedModelOutputFix>;

namespace SecureGen.Analyzers.Tests.Rules.GenerativeAI;

public class UncheckedModelOutputTests
{
    private const string Ask = "ChatCompletion completion = await client.CompleteChatAsync(new UserChatMessage(\"x\")); var text = completion.Content[0].Text; ";

    [Theory]
    [InlineData("System.IO.File.ReadAllText([|completion.Content[0].Text|]);")]
    [InlineData("System.IO.File.ReadAllText([|text|]);")]
    [InlineData("System.IO.File.WriteAllText([|System.IO.Path.Combine(\"/srv\", text)|], Prompt);")]
    [InlineData("System.IO.File.Delete([|\"/srv/\" + text|]);")]
    [InlineData("return PhysicalFile([|\"/srv/\" + text.Trim()|], \"image/png\");")]
    [InlineData("command.CommandText = [|text|];")]
    [InlineData("command.CommandText = [|$\"SELECT * FROM recipes WHERE name = '{text}'\"|];")]
    [InlineData("System.Diagnostics.Process.Start([|text|]);")]
    [InlineData("System.Diagnostics.Process.Start(\"sh\", [|\"-c \" + text|]);")]
    [InlineData("var start = new System.Diagnostics.ProcessStartInfo { FileName = \"sh\", Arguments = [|text|] };")]
    [InlineData("return Content([|\"<p>\" + text + \"</p>\"|], \"text/html\");")]
    [InlineData("return Content([|text|], \"text/html\");")]
    [InlineData("var html = new Microsoft.AspNetCore.Html.HtmlString([|text|]);")]
    [InlineData("return Redirect([|text|]);")]
    [InlineData("await http.GetStringAsync([|text|]);")]
    [InlineData("await http.GetStringAsync([|new Uri(text)|]);")]
    [InlineData("var all = new StringBuilder(); foreach (var part in completion.Content) all.Append(part.Text); System.IO.File.Delete([|all.ToString()|]);")]
    [InlineData("await foreach (var update in client.CompleteChatStreamingAsync(new UserChatMessage(\"x\"))) foreach (var part in update.ContentUpdate) await http.GetStringAsync([|part.Text|]);")]
    [InlineData("foreach (var call in completion.ToolCalls) System.IO.File.Delete([|call.FunctionArguments.ToString()|]);")]
    [InlineData("var recipe = System.Text.Json.JsonSerializer.Deserialize<RecipeRequest>(text)!; System.IO.File.Delete([|\"/srv/\" + recipe.Topic|]);")]
    [InlineData("using var json = System.Text.Json.JsonDocument.Parse(text); System.IO.File.Delete([|\"/srv/\" + json.RootElement.GetProperty(\"name\").GetString()|]);")]
    [InlineData("foreach (var line in text.Split('\\n')) System.IO.File.Delete([|\"/srv/\" + line|]);")]
    [InlineData("if (text.Length > 20) return BadRequest(); System.IO.File.Delete([|\"/srv/\" + text|]);")]
    [InlineData("void Run(string sql) => command.CommandText = [|sql|]; Run(text);")]
    [InlineData("string? first = completion.Content.FirstOrDefault()?.Text; System.IO.File.Delete([|\"/srv/\" + first|]);")]
    [InlineData("var node = System.Text.Json.Nodes.JsonNode.Parse(text)!; System.IO.File.Delete([|\"/srv/\" + node[\"name\"]!.GetValue<string>()|]);")]
    public Task Output_of_a_model_in_a_sink_is_found(string body) => Verify.VerifyAnalyzerAsync(Code(body), ModelCases.OpenAI);

    [Theory]
    [InlineData("return Ok(text);")]
    [InlineData("return Content(text);")]
    [InlineData("return Content(text, \"text/plain\");")]
    [InlineData("System.IO.File.WriteAllText(\"/srv/answer.txt\", text);")]
    [InlineData("System.IO.File.Delete(System.IO.Path.Combine(\"/srv\", System.IO.Path.GetFileName(text)));")]
    [InlineData("if (!Topics.Contains(text)) return BadRequest(); System.IO.File.Delete(\"/srv/\" + text);")]
    [InlineData("if (text is \"soup\" or \"cake\") command.CommandText = \"SELECT * FROM \" + text;")]
    [InlineData("if (!int.TryParse(text, out var n)) return BadRequest(); command.CommandText = \"SELECT \" + n;")]
    [InlineData("if (!Enum.TryParse<Style>(text, out var style)) return BadRequest(); command.CommandText = \"SELECT \" + style;")]
    [InlineData("var p = command.CreateParameter(); p.Value = text; command.CommandText = \"SELECT @p\";")]
    [InlineData("return Content(\"<p>\" + System.Net.WebUtility.HtmlEncode(text) + \"</p>\", \"text/html\");")]
    [InlineData("return Content(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(text), \"text/html\");")]
    [InlineData("await http.GetStringAsync(\"https://example.org/\" + Uri.EscapeDataString(text));")]
    [InlineData("await http.GetStringAsync($\"https://example.org/recipes?q={text}\");")]
    [InlineData("var start = new System.Diagnostics.ProcessStartInfo(\"git\"); start.ArgumentList.Add(\"--\"); start.Environment[\"A\"] = text;")]
    [InlineData("System.IO.File.Delete(\"/srv/\" + topic);")]
    [InlineData("System.IO.File.Delete(\"/srv/\" + completion.Id.Length);")]
    [InlineData("System.IO.File.Delete(\"/srv/\" + completion.Usage.OutputTokenCount);")]
    [InlineData("var other = await lookup(text); System.IO.File.Delete(\"/srv/\" + text.Length);")]
    [InlineData("text = \"soup\"; System.IO.File.Delete(\"/srv/\" + text);")]
    [InlineData("await http.PostAsync(\"https://example.org/\", new System.Net.Http.StringContent(text));")]
    [InlineData("if (!System.Text.RegularExpressions.Regex.IsMatch(text, \"^[a-z]+$\")) return BadRequest(); System.IO.File.Delete(\"/srv/\" + text);")]
    [InlineData("var style = text switch { \"plain\" => \"p\", _ => \"f\" }; System.IO.File.Delete(\"/srv/\" + style);")]
    [InlineData("using var json = System.Text.Json.JsonDocument.Parse(text); System.IO.File.Delete(\"/srv/\" + json.RootElement.GetProperty(\"id\").GetInt32());")]
    [InlineData("var node = System.Text.Json.Nodes.JsonNode.Parse(text)!; System.IO.File.Delete(\"/srv/\" + node[\"name\"]!.GetValue<int>());")]
    public Task Output_that_is_checked_or_harmless_is_silent(string body) => Verify.VerifyAnalyzerAsync(Code(body), ModelCases.OpenAI);

    [Theory]
    [InlineData("var answer = await client.GetResponseAsync(\"x\"); System.IO.File.Delete([|\"/srv/\" + answer.Text|]);")]
    [InlineData("var answer = await client.GetResponseAsync(\"x\"); return Content([|answer.Messages[0].Text|], \"text/html\");")]
    [InlineData("System.IO.File.Delete([|\"/srv/\" + (await client.GetResponseAsync(\"x\")).Text|]);")]
    [InlineData("await foreach (var update in client.GetStreamingResponseAsync(\"x\")) System.IO.File.Delete([|\"/srv/\" + update.Text|]);")]
    [InlineData("var call = new FunctionCallContent(\"id\", \"name\", null); System.IO.File.Delete([|\"/srv/\" + call.Arguments![\"file\"]|]);")]
    [InlineData("var answer = await client.GetResponseAsync(\"x\"); System.IO.File.Delete([|\"/srv/\" + answer|]);")]
    [InlineData("var answer = await client.GetResponseAsync(\"x\"); System.IO.File.Delete([|$\"/srv/{answer}\"|]);")]
    [InlineData("System.IO.File.Delete($\"/srv/{client}\" + client);")]
    [InlineData("var answer = await client.GetResponseAsync(\"x\"); return Ok(answer.Text);")]
    [InlineData("var answer = await client.GetResponseAsync(\"x\"); System.IO.File.Delete(\"/srv/\" + answer.ResponseId);")]
    [InlineData("var answer = await client.GetResponseAsync(\"x\"); System.IO.File.Delete(\"/srv/\" + answer.Usage!.OutputTokenCount);")]
    public Task Output_of_a_chat_client_is_followed(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByExtensions(body), ModelCases.Extensions);

    [Theory]
    [InlineData("var result = await kernel.InvokePromptAsync(Prompt); System.IO.File.Delete([|\"/srv/\" + result.GetValue<string>()|]);")]
    [InlineData("var m = new ChatMessageContent(AuthorRole.Assistant, null); System.IO.File.Delete([|\"/srv/\" + m.Content|]);")]
    [InlineData("var result = await kernel.InvokePromptAsync(Prompt); System.IO.File.Delete(\"/srv/\" + result.GetValue<int>());")]
    public Task Output_of_a_kernel_is_followed(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByName(body));

    [Fact]
    public Task Arguments_of_a_tool_are_chosen_by_the_model() => Verify.VerifyAnalyzerAsync("""
        using System.IO;
        namespace Microsoft.SemanticKernel { public class KernelFunctionAttribute : System.Attribute { } }
        namespace ModelContextProtocol.Server { public class McpServerToolAttribute : System.Attribute { } }
        public class Tools
        {
            [Microsoft.SemanticKernel.KernelFunction] public string Read(string file) => File.ReadAllText([|Path.Combine("/srv", file)|]);
            [ModelContextProtocol.Server.McpServerTool] public static string Remove(string file) { File.Delete([|"/srv/" + file|]); return file; }
            [Microsoft.SemanticKernel.KernelFunction] public string Numbered(int file) => File.ReadAllText("/srv/" + file);
            public string Other(string file) => File.ReadAllText("/srv/" + file);
        }
        """);

    [Theory]
    [InlineData("return Content([|\"<p>\" + text + \"</p>\"|], \"text/html\");", "return Content(\"<p>\" + WebUtility.HtmlEncode(text) + \"</p>\", \"text/html\");")]
    [InlineData("return Content([|$\"<p>{completion.Content[0].Text}</p>\"|], \"text/html\");", "return Content($\"<p>{WebUtility.HtmlEncode(completion.Content[0].Text)}</p>\", \"text/html\");")]
    [InlineData("if (count > 1) return Content([|\"<p>\" + text + \"</p>\"|], \"text/html\"); return Content([|$\"<b>{text}</b>\"|], \"text/html\");", "if (count > 1) return Content(\"<p>\" + WebUtility.HtmlEncode(text) + \"</p>\", \"text/html\"); return Content($\"<b>{WebUtility.HtmlEncode(text)}</b>\", \"text/html\");")]
    public Task The_fix_of_markup_encodes_the_text(string body, string result) => Verify.VerifyCodeFixAsync(Code(body, "using System.Net;"), Code(result, "using System.Net;"), references: ModelCases.OpenAI);

    [Theory]
    [InlineData("System.IO.File.Delete([|Path.Combine(\"/srv\", text)|]);", "System.IO.File.Delete(Path.Combine(\"/srv\", Path.GetFileName(text)));")]
    [InlineData("System.IO.File.Delete([|Path.Combine(\"/srv\", completion.Content[0].Text)|]); System.IO.File.Delete([|Path.Combine(\"/srv\", text)|]);", "System.IO.File.Delete(Path.Combine(\"/srv\", Path.GetFileName(completion.Content[0].Text))); System.IO.File.Delete(Path.Combine(\"/srv\", Path.GetFileName(text)));")]
    public Task The_fix_of_a_path_takes_the_file_name(string body, string result) => Verify.VerifyCodeFixAsync(Code(body, "using System.IO;"), Code(result, "using System.IO;"), "SGA4001.FileName", ModelCases.OpenAI);

    [Theory]
    [InlineData("System.IO.File.Delete([|Path.Combine(\"/srv\", text)|]);", "SGA4001.Contain")]
    [InlineData("return Content([|\"<p>\" + text + \"</p>\"|], \"text/html\");", "SGA6003.Encode")]
    [InlineData("var query = command.Connection!.CreateCommand(); query.CommandText = [|$\"SELECT * FROM recipes WHERE name = '{text}'\"|];", "SGA6001.Parameters")]
    [InlineData("System.Diagnostics.Process.Start(\"git\", [|\"log \" + text|]);", "SGA6002.ArgumentList")]
    [InlineData("return Redirect([|text|]);", "SGA6004.Local")]
    [InlineData("await http.GetStringAsync([|text|]);", "SGA6014.AllowHosts")]
    public async Task The_first_fix_is_that_of_the_rule_for_the_sink(string body, string key)
    {
        var test = new CSharpCodeFixTest<UncheckedModelOutput, UncheckedModelOutputFix> { TestCode = Code(body, "using System.IO;"), ReferenceAssemblies = ModelCases.OpenAI };
        await test.RunAsync();
        Assert.Equal(key, (await test.OffersAsync())[0].Key);
    }

    [Theory]
    [InlineData("command.CommandText = [|text|];")]
    [InlineData("System.Diagnostics.Process.Start([|text|]);")]
    [InlineData("return Content([|$\"<script>{text}</script>\"|], \"text/html\");")]
    public Task No_fix_where_the_text_itself_is_what_is_run(string body) => Verify.VerifyNoCodeFixAsync(Code(body), ModelCases.OpenAI);

    [Theory]
    [InlineData("return Content(\"<p>\" + completion.Content[0].Text + , \"text/html\");")]
    [InlineData("System.IO.File.Delete(Path.Combine(text")]
    public async Task Half_typed_code_throws_nothing(string body) =>
        await new CSharpCodeFixTest<UncheckedModelOutput, UncheckedModelOutputFix> { TestCode = Code(body), ReferenceAssemblies = ModelCases.OpenAI, RequireCompilable = false }.FindingsAsync();

    private static string Code(string body, string usings = "") => ModelCases.Action(Ask + body, "using OpenAI.Chat;" + usings, "ChatClient client, System.Data.Common.DbCommand command, System.Net.Http.HttpClient http");

    [Theory]
    [InlineData("private string Answer() { ChatCompletion c = client.CompleteChat(new UserChatMessage(\"x\")); return c.Content[0].Text; }", "Answer()", true)]
    [InlineData("private async Task<string> Answer() { ChatCompletion c = await client.CompleteChatAsync(new UserChatMessage(\"x\")); return c.Content[0].Text; }", "await Answer()", true)]
    [InlineData("private string Answer() => Of(client.CompleteChat(new UserChatMessage(\"x\"))); private static string Of(ChatCompletion c) => c.Content[0].Text;", "Of(client.CompleteChat(new UserChatMessage(\"x\")))", true)]
    [InlineData("private int Answer() { ChatCompletion c = client.CompleteChat(new UserChatMessage(\"x\")); return c.Content[0].Text.Length; }", "Answer().ToString()", false)]
    [InlineData("private string Answer() { ChatCompletion c = client.CompleteChat(new UserChatMessage(\"x\")); return System.IO.Path.GetFileName(c.Content[0].Text); }", "Answer()", false)]
    public Task Output_that_a_method_of_the_project_asks_for_is_followed(string member, string use, bool isFound)
    {
        var argument = "\"/srv/\" + " + use;
        return Verify.VerifyAnalyzerAsync(
            $$"""
            using System.Threading.Tasks;
            using Microsoft.AspNetCore.Mvc;
            using OpenAI.Chat;

            public class AnswerController(ChatClient client) : ControllerBase
            {
                public async Task Get()
                {
                    await Task.Yield();
                    System.IO.File.Delete({{(isFound ? "[|" + argument + "|]" : argument)}});
                }

                {{member}}
            }
            """,
            ModelCases.OpenAI);
    }
}
