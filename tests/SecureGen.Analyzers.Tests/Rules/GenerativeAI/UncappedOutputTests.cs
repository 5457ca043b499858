using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI;
using SecureGen.Analyzers.Rules.GenerativeAI;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.GenerativeAI.UncappedOutput, SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI.UncappedOutputFix>;

namespace SecureGen.Analyzers.Tests.Rules.GenerativeAI;

public class UncappedOutputTests
{
    private const string Messages = "ChatMessage[] messages = [new UserChatMessage(topic)]; ";

    [Theory]
    [InlineData("await client.[|CompleteChatAsync|](messages);")]
    [InlineData("client.[|CompleteChat|](messages);")]
    [InlineData("client.[|CompleteChatStreaming|](messages);")]
    [InlineData("await foreach (var update in client.[|CompleteChatStreamingAsync|](messages)) { }")]
    [InlineData("await client.[|CompleteChatAsync|](new UserChatMessage(topic));")]
    [InlineData("await client.[|CompleteChatAsync|](new List<ChatMessage>());")]
    [InlineData("await client.[|CompleteChatAsync|](messages.ToList(), cancellationToken: default);")]
    [InlineData("await client.[|CompleteChatAsync|](messages, null);")]
    [InlineData("await client.[|CompleteChatAsync|](messages, default);")]
    [InlineData("await client.[|CompleteChatAsync|](messages, new ChatCompletionOptions());")]
    [InlineData("await client.[|CompleteChatAsync|](messages, new ChatCompletionOptions { Temperature = 0 });")]
    [InlineData("await client.[|CompleteChatAsync|](messages, new() { Temperature = 0 });")]
    [InlineData("await client.[|CompleteChatAsync|](options: new(), messages: messages);")]
    [InlineData("var options = new ChatCompletionOptions(); await client.[|CompleteChatAsync|](messages, options);")]
    [InlineData("var options = new ChatCompletionOptions(); options.Temperature = 0; await client.[|CompleteChatAsync|](messages, options);")]
    [InlineData("ChatCompletionOptions options = new() { Temperature = 0 }; options.StopSequences.Add(\"x\"); await client.[|CompleteChatAsync|](messages, options);")]
    [InlineData("ChatCompletionOptions options; options = new(); client.[|CompleteChat|](messages, options);")]
    [InlineData("var options = new ChatCompletionOptions(); foreach (var m in messages) { client.[|CompleteChat|]([m], options); client.[|CompleteChatStreaming|]([m], options); }")]
    [InlineData("var options = new ChatCompletionOptions(); Func<object> ask = () => client.[|CompleteChat|](messages, options); ask();")]
    [InlineData("Task Ask() => client.[|CompleteChatAsync|](messages); await Ask();")]
    [InlineData("ChatClient? other = client; other?.[|CompleteChat|](messages);")]
    public Task A_call_of_OpenAI_without_a_limit_is_found(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByOpenAI(Messages + body), ModelCases.OpenAI);

    [Theory]
    [InlineData("await client.CompleteChatAsync(messages, new ChatCompletionOptions { MaxOutputTokenCount = 500 });")]
    [InlineData("await client.CompleteChatAsync(messages, new() { Temperature = 0, MaxOutputTokenCount = count });")]
    [InlineData("var options = new ChatCompletionOptions { MaxOutputTokenCount = 500 }; client.CompleteChat(messages, options);")]
    [InlineData("var options = new ChatCompletionOptions(); options.MaxOutputTokenCount = 500; client.CompleteChat(messages, options);")]
    [InlineData("var options = new ChatCompletionOptions(); if (count > 1) options.MaxOutputTokenCount = 500; client.CompleteChat(messages, options);")]
    [InlineData("var options = new ChatCompletionOptions(); Limit(options); client.CompleteChat(messages, options); void Limit(ChatCompletionOptions o) { }")]
    [InlineData("var options = Options(); client.CompleteChat(messages, options); ChatCompletionOptions Options() => new();")]
    [InlineData("client.CompleteChat(messages, HttpContext.RequestServices.GetService(typeof(ChatCompletionOptions)) as ChatCompletionOptions);")]
    [InlineData("var options = new ChatCompletionOptions(); options = Options(); client.CompleteChat(messages, options); ChatCompletionOptions Options() => new();")]
    [InlineData("var options = count > 1 ? new ChatCompletionOptions() : null; client.CompleteChat(messages, options);")]
    [InlineData("var options = new ChatCompletionOptions(); var same = options; same.MaxOutputTokenCount = 1; client.CompleteChat(messages, options);")]
    [InlineData("foreach (var options in new List<ChatCompletionOptions>()) client.CompleteChat(messages, options);")]
    [InlineData("ChatCompletionOptions? Given(ChatCompletionOptions? o) { client.CompleteChat(messages, o); return o; } Given(null);")]
    [InlineData("Func<ChatCompletionOptions, object> ask = options => client.CompleteChat(messages, options);")]
    [InlineData("var options = new ChatCompletionOptions(); Action limit = () => options.MaxOutputTokenCount = 1; limit(); client.CompleteChat(messages, options);")]
    [InlineData("var options = new ChatCompletionOptions();")]
    [InlineData("using var content = System.ClientModel.BinaryContent.Create(BinaryData.FromString(topic)); client.CompleteChat(content);")]
    [InlineData("var holder = new { Options = new ChatCompletionOptions() }; client.CompleteChat(messages, holder.Options);")]
    public Task A_limit_that_is_set_or_may_be_is_silent(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByOpenAI(Messages + body), ModelCases.OpenAI);

    [Theory]
    [InlineData("await client.[|GetResponseAsync|](topic);")]
    [InlineData("await client.[|GetResponseAsync|]([new ChatMessage(ChatRole.User, topic)]);")]
    [InlineData("await client.[|GetResponseAsync|](new ChatMessage(ChatRole.User, topic), new ChatOptions { Temperature = 0 });")]
    [InlineData("await foreach (var update in client.[|GetStreamingResponseAsync|](topic)) { }")]
    [InlineData("var options = new ChatOptions { Instructions = Prompt }; await client.[|GetResponseAsync|](topic, options);")]
    [InlineData("await ChatClientExtensions.[|GetResponseAsync|](client, topic);")]
    [InlineData("await client.[|GetResponseAsync|](topic, cancellationToken: HttpContext.RequestAborted);")]
    public Task A_call_of_a_chat_client_without_a_limit_is_found(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByExtensions(body), ModelCases.Extensions);

    [Theory]
    [InlineData("await client.GetResponseAsync(topic, new ChatOptions { MaxOutputTokens = 100 });")]
    [InlineData("var options = new ChatOptions { Temperature = 0 }; options.MaxOutputTokens = 100; await client.GetResponseAsync(topic, options);")]
    [InlineData("await client.GetResponseAsync(topic, new ChatOptions { AdditionalProperties = new() { [\"max_tokens\"] = 100 } });")]
    [InlineData("await client.GetResponseAsync(topic, new ChatOptions { RawRepresentationFactory = _ => new object() });")]
    [InlineData("var options = new ChatOptions(); options.AdditionalProperties = new() { [\"max_tokens\"] = 100 }; await client.GetResponseAsync(topic, options);")]
    [InlineData("var options = new ChatOptions(); await client.GetResponseAsync(topic, options.Clone());")]
    [InlineData("client.GetService(typeof(IChatClient));")]
    public Task A_limit_of_a_chat_client_is_silent(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByExtensions(body), ModelCases.Extensions);

    [Fact]
    public Task A_client_that_implements_the_interface_is_one_and_another_method_of_the_name_is_not() => Verify.VerifyAnalyzerAsync(
        """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        public sealed class Local : IChatClient
        {
            public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => null!;
            public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => null!;
            public object? GetService(Type serviceType, object? serviceKey = null) => null;
            public void Dispose() { }
        }

        public class Web { public Task<string> GetResponseAsync(string address) => null!; }

        public static class Program
        {
            private static readonly ChatOptions Options = new();

            public static Task First(Local local) => local.[|GetResponseAsync|]([]);
            public static Task Second(Web web) => web.GetResponseAsync("/");
            public static Task Third(Local local, ChatOptions options) => local.GetResponseAsync([], options);
            public static Task Fourth(Local local) => local.GetResponseAsync([], Options);
        }
        """,
        ModelCases.Extensions);

    [Theory]
    [InlineData("class Limited(IChatClient inner) : DelegatingChatClient(inner) { }")]
    [InlineData("class Setup { IChatClient Make(ChatClientBuilder builder) => builder.ConfigureOptions(o => o.MaxOutputTokens = 100).Build(); }")]
    public Task Options_that_a_pipeline_configures_are_silent(string setup) => Verify.VerifyAnalyzerAsync(
        ModelCases.ByExtensions("await client.GetResponseAsync(topic);") + setup + Builder, ModelCases.Extensions);

    [Theory]
    [InlineData("class Setup { void Make(Services services) => services.ConfigureOptions<Setup>().ConfigureOptions(typeof(Setup)); } class Services { public Services ConfigureOptions<T>() => this; public Services ConfigureOptions(Type type) => this; }")]
    [InlineData("// See ConfigureOptions and DelegatingChatClient.\n")]
    public Task Other_options_configure_no_model(string setup) => Verify.VerifyAnalyzerAsync(
        ModelCases.ByExtensions("await client.[|GetResponseAsync|](topic);") + setup + Builder, ModelCases.Extensions);

    private const string Builder = """

        public class ChatClientBuilder
        {
            public ChatClientBuilder ConfigureOptions(Action<ChatOptions> configure) => this;
            public IChatClient Build() => null!;
        }
        """;

    [Theory]
    [InlineData("await responses.[|CreateResponseAsync|](new CreateResponseOptions());")]
    [InlineData("await responses.[|CreateResponseAsync|](new CreateResponseOptions { Instructions = \"Cook.\" });")]
    [InlineData("responses.[|CreateResponse|](new CreateResponseOptions(\"gpt-5\", [ResponseItem.CreateUserMessageItem(topic)]));")]
    [InlineData("var options = new CreateResponseOptions(); options.Model = \"gpt-5\"; responses.[|CreateResponse|](options);")]
    [InlineData("responses.[|CreateResponse|](\"gpt-5\", topic);")]
    [InlineData("responses.CreateResponse(new CreateResponseOptions { MaxOutputTokenCount = 100 });")]
    [InlineData("var options = new CreateResponseOptions(); options.MaxOutputTokenCount = 100; responses.CreateResponse(options);")]
    [InlineData("responses.CreateResponse(System.ClientModel.BinaryContent.Create(BinaryData.FromString(topic)));")]
    public Task Responses_of_OpenAI_have_a_limit_too(string body) => Verify.VerifyAnalyzerAsync(Responses(body), ModelCases.OpenAI);

    private static string Responses(string body) => "#pragma warning disable OPENAI001\n" + ModelCases.Action(body, "using OpenAI.Responses;", "ResponsesClient responses");

    [Theory]
    [InlineData("await client.[|CompleteChatAsync|](messages);", "await client.CompleteChatAsync(messages, new ChatCompletionOptions { MaxOutputTokenCount = 1024 });")]
    [InlineData("await client.[|CompleteChatAsync|](new List<ChatMessage>());", "await client.CompleteChatAsync(new List<ChatMessage>(), new ChatCompletionOptions { MaxOutputTokenCount = 1024 });")]
    [InlineData("client.[|CompleteChat|](new UserChatMessage(topic), /* last */ new UserChatMessage(\"x\"));", "client.CompleteChat([new UserChatMessage(topic), /* last */ new UserChatMessage(\"x\")], new ChatCompletionOptions { MaxOutputTokenCount = 1024 });")]
    [InlineData("client.[|CompleteChat|](messages.ToList(), cancellationToken: default);", "client.CompleteChat(messages.ToList(), new ChatCompletionOptions { MaxOutputTokenCount = 1024 }, cancellationToken: default);")]
    [InlineData("client.[|CompleteChat|](messages: messages.ToList(), cancellationToken: default);", "client.CompleteChat(messages: messages.ToList(), cancellationToken: default, options: new ChatCompletionOptions { MaxOutputTokenCount = 1024 });")]
    [InlineData("client.[|CompleteChat|](messages, null);", "client.CompleteChat(messages, new ChatCompletionOptions { MaxOutputTokenCount = 1024 });")]
    [InlineData("client.[|CompleteChat|](options: null, messages: messages);", "client.CompleteChat(options: new ChatCompletionOptions { MaxOutputTokenCount = 1024 }, messages: messages);")]
    [InlineData("client.[|CompleteChat|](messages, new ChatCompletionOptions());", "client.CompleteChat(messages, new ChatCompletionOptions { MaxOutputTokenCount = 1024 });")]
    [InlineData("client.[|CompleteChat|](messages, new ChatCompletionOptions { });", "client.CompleteChat(messages, new ChatCompletionOptions { MaxOutputTokenCount = 1024 });")]
    [InlineData("client.[|CompleteChat|](messages, new());", "client.CompleteChat(messages, new() { MaxOutputTokenCount = 1024 });")]
    [InlineData("client.[|CompleteChat|](messages, new() { Temperature = 0, });", "client.CompleteChat(messages, new() { Temperature = 0, MaxOutputTokenCount = 1024, });")]
    [InlineData("var options = new ChatCompletionOptions(); client.[|CompleteChat|](messages, options); client.[|CompleteChat|](messages, options);", "var options = new ChatCompletionOptions { MaxOutputTokenCount = 1024 }; client.CompleteChat(messages, options); client.CompleteChat(messages, options);")]
    [InlineData("var options = new ChatCompletionOptions { Temperature = 0 }; client.[|CompleteChat|](messages, options); client.[|CompleteChat|](messages, options);", "var options = new ChatCompletionOptions { Temperature = 0, MaxOutputTokenCount = 1024 }; client.CompleteChat(messages, options); client.CompleteChat(messages, options);")]
    public Task The_fix_sets_the_limit_of_OpenAI(string body, string result) => Verify.VerifyCodeFixAsync(ModelCases.ByOpenAI(Messages + body), ModelCases.ByOpenAI(Messages + result), references: ModelCases.OpenAI);

    [Theory]
    [InlineData("await client.[|GetResponseAsync|](topic);", "await client.GetResponseAsync(topic, new ChatOptions { MaxOutputTokens = 1024 });")]
    [InlineData("await client.[|GetResponseAsync|](topic, cancellationToken: default);", "await client.GetResponseAsync(topic, new ChatOptions { MaxOutputTokens = 1024 }, cancellationToken: default);")]
    [InlineData("await ChatClientExtensions.[|GetResponseAsync|](client, topic);", "await ChatClientExtensions.GetResponseAsync(client, topic, new ChatOptions { MaxOutputTokens = 1024 });")]
    [InlineData("await foreach (var u in client.[|GetStreamingResponseAsync|](topic, new ChatOptions())) { }", "await foreach (var u in client.GetStreamingResponseAsync(topic, new ChatOptions { MaxOutputTokens = 1024 })) { }")]
    public Task The_fix_sets_the_limit_of_a_chat_client(string body, string result) => Verify.VerifyCodeFixAsync(ModelCases.ByExtensions(body), ModelCases.ByExtensions(result), references: ModelCases.Extensions);

    [Fact]
    public Task Lines_and_comments_stay_and_a_missing_import_is_added() => Verify.VerifyCodeFixAsync(
        """
        using System.Threading.Tasks;

        class Chat(Microsoft.Extensions.AI.IChatClient client)
        {
            public async Task AskAsync(string topic)
            {
                await client.[|GetResponseAsync|](
                    [],
                    new()
                    {
                        // The rules.
                        Instructions = "Cook.", // constant
                        Temperature = 0 // exact
                    });
                await client.[|GetResponseAsync|](
                    [], // nothing
                    cancellationToken: default);
            }
        }
        """,
        """
        using System.Threading.Tasks;
        using Microsoft.Extensions.AI;

        class Chat(Microsoft.Extensions.AI.IChatClient client)
        {
            public async Task AskAsync(string topic)
            {
                await client.GetResponseAsync(
                    [],
                    new()
                    {
                        // The rules.
                        Instructions = "Cook.", // constant
                        Temperature = 0, // exact
                        MaxOutputTokens = 1024
                    });
                await client.GetResponseAsync(
                    [], // nothing
                    new ChatOptions { MaxOutputTokens = 1024 },
                    cancellationToken: default);
            }
        }
        """,
        references: ModelCases.Extensions);

    [Fact]
    public Task Messages_become_an_array_where_the_language_has_no_collection_expressions() => new CSharpCodeFixTest<UncappedOutput, UncappedOutputFix>
    {
        TestCode = "using OpenAI.Chat; class Chat { void Ask(ChatClient client) => client.[|CompleteChat|](new UserChatMessage(\"x\")); }",
        FixedCode = "using OpenAI.Chat; class Chat { void Ask(ChatClient client) => client.CompleteChat(new ChatMessage[] { new UserChatMessage(\"x\") }, new ChatCompletionOptions { MaxOutputTokenCount = 1024 }); }",
        ReferenceAssemblies = ModelCases.OpenAI,
        LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp9,
    }.RunAsync();

    [Fact]
    public Task No_fix_where_the_overload_takes_no_options() => Verify.VerifyNoCodeFixAsync(Responses("responses.[|CreateResponse|](\"gpt-5\", topic);"), ModelCases.OpenAI);

    [Theory]
    [InlineData("client.CompleteChat(")]
    [InlineData("client.CompleteChat(messages, new ChatCompletionOptions {")]
    [InlineData("var options = new ChatCompletionOptions(; client.CompleteChat(, options);")]
    public async Task Half_typed_code_throws_nothing(string body) =>
        await new CSharpCodeFixTest<UncappedOutput, UncappedOutputFix> { TestCode = ModelCases.ByOpenAI(Messages + body), ReferenceAssemblies = ModelCases.OpenAI, RequireCompilable = false }.FindingsAsync();
}
