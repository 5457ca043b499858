using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI;
using SecureGen.Analyzers.Rules.GenerativeAI;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.GenerativeAI.UnboundedPrompt, SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI.UnboundedPromptFix>;

namespace SecureGen.Analyzers.Tests.Rules.GenerativeAI;

public class UnboundedPromptTests
{
    [Theory]
    [InlineData("var m = new UserChatMessage([|request.Topic|]);")]
    [InlineData("var m = new UserChatMessage([|$\"Topic: {request.Topic}\"|]);")]
    [InlineData("var m = new UserChatMessage([|Prompt + request.Topic.Trim()|]);")]
    [InlineData("var m = new UserChatMessage([|topic|]);")]
    [InlineData("UserChatMessage m = new([|topic|]);")]
    [InlineData("var m = ChatMessage.CreateUserMessage([|topic|]);")]
    [InlineData("var m = [|new UserChatMessage(ChatMessageContentPart.CreateTextPart(topic))|];")]
    [InlineData("await client.CompleteChatAsync(new SystemChatMessage(Prompt), new UserChatMessage([|request.Topic|]));")]
    [InlineData("var t = request.Topic; var m = new UserChatMessage([|t|]);")]
    [InlineData("var all = new StringBuilder(Prompt).Append(request.Topic).ToString(); var m = new UserChatMessage([|all|]);")]
    [InlineData("if (string.IsNullOrWhiteSpace(request.Topic)) return BadRequest(); var m = new UserChatMessage([|request.Topic|]);")]
    [InlineData("if (request.Topic.Length == 0) return BadRequest(); var m = new UserChatMessage([|request.Topic|]);")]
    [InlineData("if (request.Topic.Length > 1000) return BadRequest(); var m = new UserChatMessage([|request.Topic + topic|]);")]
    [InlineData("if (request.Name.Length > 1000) return BadRequest(); var m = new UserChatMessage([|request.Topic|]);")]
    [InlineData("if (request.Topic.Length > 1000) Console.WriteLine(); var m = new UserChatMessage([|request.Topic|]);")]
    [InlineData("if (request.Topic.Length < 5) return BadRequest(); var m = new UserChatMessage([|request.Topic|]);")]
    [InlineData("var m = new UserChatMessage([|topic.Substring(3)|]);")]
    [InlineData("var m = new UserChatMessage([|topic[3..]|]);")]
    [InlineData("var m = new UserChatMessage([|topic[..^1]|]);")]
    [InlineData("var m = new UserChatMessage([|topic[..topic.Length]|]);")]
    [InlineData("var m = new UserChatMessage([|topic.Substring(0, topic.Length - 1)|]);")]
    [InlineData("if (topic is not { Length: > 3 }) return BadRequest(); var m = new UserChatMessage([|topic|]);")]
    [InlineData("if (topic.Length is 0 or < 3) return BadRequest(); var m = new UserChatMessage([|topic|]);")]
    [InlineData("var m = new UserChatMessage([|await new System.IO.StreamReader(Request.Body).ReadToEndAsync()|]);")]
    public Task Text_of_any_length_in_a_prompt_is_found(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByOpenAI(body), ModelCases.OpenAI);

    [Theory]
    [InlineData("var m = new UserChatMessage(request.Name);")]
    [InlineData("var m = new UserChatMessage($\"Topic: {request.Name}\");")]
    [InlineData("var m = new UserChatMessage(Prompt);")]
    [InlineData("var m = new UserChatMessage($\"{request.Count} {request.Id} {request.Style}\");")]
    [InlineData("var m = new UserChatMessage(injected);")]
    [InlineData("if (request.Topic.Length > 1000) return BadRequest(); var m = new UserChatMessage(request.Topic);")]
    [InlineData("if (request.Topic is null || request.Topic.Length > 1000) return BadRequest(); var m = new UserChatMessage(request.Topic);")]
    [InlineData("if (request.Topic?.Length > 1000) return BadRequest(); var m = new UserChatMessage(request.Topic);")]
    [InlineData("if (1000 < topic.Length) throw new ArgumentException(); var m = new UserChatMessage(topic);")]
    [InlineData("if (topic.Length <= count) { var m = new UserChatMessage(topic); }")]
    [InlineData("var length = topic.Length; if (length >= 1000) return BadRequest(); var m = new UserChatMessage(topic);")]
    [InlineData("if (topic is { Length: > 1000 }) return BadRequest(); var m = new UserChatMessage(topic);")]
    [InlineData("if (topic is not { Length: > 0 and <= 1000 }) return BadRequest(); var m = new UserChatMessage(topic);")]
    [InlineData("if (topic.Length is 0 or > 1000) return BadRequest(); var m = new UserChatMessage(topic);")]
    [InlineData("if (topic.Length is not (> 0 and < 1000)) return BadRequest(); var m = new UserChatMessage(topic);")]
    [InlineData("var m = new UserChatMessage(topic[..1000]);")]
    [InlineData("var m = new UserChatMessage(topic[^1000..]);")]
    [InlineData("var m = new UserChatMessage(topic[..Math.Min(topic.Length, 1000)]);")]
    [InlineData("var m = new UserChatMessage(topic.Substring(0, 1000));")]
    [InlineData("var m = new UserChatMessage(topic.Substring(0, Math.Min(1000, topic.Length)));")]
    [InlineData("if (topic.Length > 1000) topic = topic.Substring(0, 1000); var m = new UserChatMessage(topic);")]
    [InlineData("var m = new UserChatMessage(topic.Length > 1000 ? topic[..1000] : topic);")]
    [InlineData("var m = new UserChatMessage(topic.Remove(1000));")]
    [InlineData("var m = new UserChatMessage(new string(topic.Take(1000).ToArray()));")]
    [InlineData("if (!Topics.Contains(topic)) return BadRequest(); var m = new UserChatMessage(topic);")]
    [InlineData("Check(topic); var m = new UserChatMessage(topic); static void Check(string t) { if (t.Length > 1000) throw new ArgumentException(); }")]
    [InlineData("var m = new SystemChatMessage(topic);")]
    [InlineData("var m = new AssistantChatMessage(topic);")]
    public Task Text_of_a_limited_length_is_silent(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByOpenAI(body), ModelCases.OpenAI);

    [Theory]
    [InlineData("await client.GetResponseAsync([|request.Topic|]);")]
    [InlineData("await foreach (var u in client.GetStreamingResponseAsync([|topic|])) { }")]
    [InlineData("var m = new ChatMessage(ChatRole.User, [|topic|]);")]
    [InlineData("await client.GetResponseAsync([new(ChatRole.User, [|topic|])]);")]
    [InlineData("var m = new ChatMessage(ChatRole.User, [|[new TextContent(topic)]|]);")]
    [InlineData("var m = new ChatMessage(ChatRole.Assistant, topic);")]
    [InlineData("await client.GetResponseAsync(request.Name);")]
    [InlineData("await client.GetResponseAsync(topic.Length > 100 ? Prompt : topic);")]
    public Task A_chat_client_is_a_sink_too(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByExtensions(body), ModelCases.Extensions);

    [Theory]
    [InlineData("var h = new ChatHistory(); h.AddUserMessage([|topic|]);")]
    [InlineData("var h = new ChatHistory(); h.AddMessage(AuthorRole.User, [|topic|]);")]
    [InlineData("var m = new ChatMessageContent(AuthorRole.User, [|topic|]);")]
    [InlineData("var h = new ChatHistory(); h.AddMessage(AuthorRole.Assistant, topic); h.AddUserMessage(request.Name);")]
    public Task A_kernel_is_a_sink_too(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByName(body));

    [Theory]
    [InlineData("await images.GenerateImageAsync([|topic|]);")]
    [InlineData("await images.GenerateImageAsync(request.Name);")]
    [InlineData("responses.CreateResponse(\"gpt-5\", [|topic|]);")]
    [InlineData("speech.GenerateSpeech([|topic|], OpenAI.Audio.GeneratedSpeechVoice.Alloy);")]
    public Task Images_responses_and_speech_are_paid_for_by_length_too(string body) => Verify.VerifyAnalyzerAsync(
        "#pragma warning disable OPENAI001\n" + ModelCases.Action(body, "using OpenAI.Chat;", "OpenAI.Images.ImageClient images, OpenAI.Responses.ResponsesClient responses, OpenAI.Audio.AudioClient speech"), ModelCases.OpenAI);

    [Theory]
    [InlineData("public record Ask([StringLength(100)] string Text);")]
    [InlineData("public record Ask([property: StringLength(100)] string Text);")]
    [InlineData("public record Ask([MaxLength(100)] string Text);")]
    [InlineData("public record Ask([property: MaxLength(100)] string Text);")]
    [InlineData("public record Ask([Length(1, 100)] string Text);")]
    [InlineData("public record struct Ask([StringLength(100)] string Text);")]
    [InlineData("public record Ask([AllowedValues(\"a\", \"b\")] string Text);")]
    [InlineData("public record Ask([RegularExpression(\"^[a-z]{1,9}$\")] string Text);")]
    [InlineData("public record Ask { [StringLength(100)] public string Text { get; init; } = \"\"; }")]
    [InlineData("public class Ask { [Required, MaxLength(100)] public string Text { get; set; } = \"\"; }")]
    [InlineData("public class Ask { [Short] public string Text { get; set; } = \"\"; } public class ShortAttribute() : StringLengthAttribute(100);")]
    public Task A_limit_of_the_model_is_silent(string model) => Verify.VerifyAnalyzerAsync(Model(model, "ask.Text"), ModelCases.Extensions);

    [Theory]
    [InlineData("public record Ask(string Text);")]
    [InlineData("public record Ask([Required] string Text);")]
    [InlineData("public record Ask([MinLength(1)] string Text);")]
    [InlineData("public record Ask(string Text, [StringLength(100)] string Other);")]
    [InlineData("public class Ask { public string Text { get; set; } = \"\"; }")]
    [InlineData("public class Ask { [Mine.StringLength(100)] public string Text { get; set; } = \"\"; } namespace Mine { public class StringLengthAttribute(int length) : Attribute { public int Length => length; } }")]
    public Task A_model_without_a_limit_is_found(string model) => Verify.VerifyAnalyzerAsync(Model(model, "[|ask.Text|]"), ModelCases.Extensions);

    [Theory]
    [InlineData("public record Ask(string Text);", "public record Ask([StringLength(1000, MinimumLength = 1)] string Text);")]
    [InlineData("public record Ask(string? Text);", "public record Ask([StringLength(1000)] string? Text);")]
    [InlineData("public record Ask(string Text = \"\");", "public record Ask([StringLength(1000)] string Text = \"\");")]
    [InlineData("public record Ask([Required] string Text);", "public record Ask([Required][StringLength(1000, MinimumLength = 1)] string Text);")]
    [InlineData("public record Ask(int Id, // the id\n    string Text);", "public record Ask(int Id, // the id\n    [StringLength(1000, MinimumLength = 1)] string Text);")]
    [InlineData("public class Ask\n{\n    /// <summary>The question.</summary>\n    public string Text { get; set; } = \"\"; // text\n}", "public class Ask\n{\n    /// <summary>The question.</summary>\n    [StringLength(1000, MinimumLength = 1)]\n    public string Text { get; set; } = \"\"; // text\n}")]
    [InlineData("public class Ask\n{\n    [Required]\n    public string Text { get; set; } = \"\";\n}", "public class Ask\n{\n    [Required]\n    [StringLength(1000, MinimumLength = 1)]\n    public string Text { get; set; } = \"\";\n}")]
    [InlineData("public class Ask\n{\n    [Required] public string Text { get; set; } = \"\";\n}", "public class Ask\n{\n    [Required][StringLength(1000, MinimumLength = 1)] public string Text { get; set; } = \"\";\n}")]
    [InlineData("public class Ask\n{\n    public int Id { get; set; }\n\n    public string? Text { get; set; }\n}", "public class Ask\n{\n    public int Id { get; set; }\n\n    [StringLength(1000)]\n    public string? Text { get; set; }\n}")]
    public async Task The_fix_limits_the_length_where_the_model_is_declared(string model, string result)
    {
        await Verify.VerifyCodeFixAsync(Model(model, "[|ask.Text ?? \"\"|]"), Model(result, "ask.Text ?? \"\""), references: ModelCases.Extensions);
        await Verify.VerifyCodeFixAsync(Model(model, "[|$\"Text: {ask.Text}\"|]"), Model(result, "$\"Text: {ask.Text}\""), references: ModelCases.Extensions);
    }

    [Fact]
    public Task Several_findings_need_one_limit_and_several_sources_one_each() => Verify.VerifyCodeFixAsync(
        Two("""
            public record Ask(string Text, string Tone);
            """, "string", "[|ask.Text|]", "[|ask.Text + ask.Tone + voice|]"),
        Two("""
            public record Ask([StringLength(1000, MinimumLength = 1)] string Text, [StringLength(1000, MinimumLength = 1)] string Tone);
            """, "[StringLength(1000, MinimumLength = 1)] string", "ask.Text", "ask.Text + ask.Tone + voice"),
        references: ModelCases.Extensions);

    [Fact]
    public Task A_missing_import_is_added() => Verify.VerifyCodeFixAsync(
        """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.AI;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/", (Ask ask, IChatClient client) => client.GetResponseAsync([|ask.Text|]));
        app.Run();

        record Ask(string Text);
        """,
        """
        using System.ComponentModel.DataAnnotations;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.AI;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/", (Ask ask, IChatClient client) => client.GetResponseAsync(ask.Text));
        app.Run();

        record Ask([StringLength(1000, MinimumLength = 1)] string Text);
        """,
        references: ModelCases.Extensions);

    [Fact]
    public async Task No_fix_where_the_model_is_declared_elsewhere()
    {
        var test = new CSharpCodeFixTest<UnboundedPrompt, UnboundedPromptFix> { ReferenceAssemblies = ModelCases.Extensions, TestCode = Model("", "[|ask.Text|]") };
        test.Sources.Add(("Ask.cs", "public record Ask(string Text);"));
        await test.RunAsync();
        Assert.Empty(await test.OffersAsync());
    }

    [Theory]
    [InlineData("await client.GetResponseAsync([|Request.Query[\"topic\"]|]!);")]
    [InlineData("await client.GetResponseAsync([|Request.Query[\"topic\"] + request.Topic|]);")]
    [InlineData("await client.GetResponseAsync([|await new System.IO.StreamReader(Request.Body).ReadToEndAsync()|]);")]
    public Task No_fix_where_nothing_is_bound(string body) => Verify.VerifyNoCodeFixAsync(ModelCases.ByExtensions(body), ModelCases.Extensions);

    [Fact]
    public Task No_fix_for_the_parameter_of_a_lambda() => Verify.VerifyNoCodeFixAsync(
        """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.AI;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/", (string topic, IChatClient client) => client.GetResponseAsync([|topic|]));
        app.Run();
        """,
        ModelCases.Extensions);

    [Theory]
    [InlineData("public record Ask(string Text", "ask.Text")]
    [InlineData("public record Ask([StringLength( string Text);", "ask.Text")]
    [InlineData("public record Ask(string Text);", "ask.Text[..")]
    public async Task Half_typed_code_throws_nothing(string model, string text) =>
        await new CSharpCodeFixTest<UnboundedPrompt, UnboundedPromptFix> { TestCode = Model(model, text), ReferenceAssemblies = ModelCases.Extensions, RequireCompilable = false }.FindingsAsync();

    private static string Model(string model, string text) => Two(model, "string", text, "\"x\"");

    private static string Two(string model, string voice, string first, string second) => $$"""
        using System;
        using System.ComponentModel.DataAnnotations;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.AI;

        public class AskController(IChatClient client) : ControllerBase
        {
            public async Task Post(Ask ask, {{voice}} voice)
            {
                await client.GetResponseAsync({{first}});
                await client.GetResponseAsync({{second}});
            }
        }

        {{model}}
        """;
}
