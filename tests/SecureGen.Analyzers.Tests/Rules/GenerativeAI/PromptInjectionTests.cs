using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI;
using SecureGen.Analyzers.Rules.GenerativeAI;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.GenerativeAI.PromptInjection, SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI.PromptInjectionFix>;

namespace SecureGen.Analyzers.Tests.Rules.GenerativeAI;

public class PromptInjectionTests
{
    private const string Own = """

        public record Turn(string role, string content);
        public class Entry { public string Role { get; set; } = ""; public string Content { get; set; } = ""; public string Name { get; set; } = ""; }
        public enum Speaker { User, System }
        public class Line(Speaker role, string content) { public override string ToString() => role + content; }
        """;

    [Theory]
    [InlineData("new ChatMessage(ChatRole.System, [|topic ?? \"x\"|])")]
    [InlineData("new ChatMessage(ChatRole.System, [|$\"Topic: {topic ?? \"none\"}\"|])")]
    [InlineData("new ChatMessage(ChatRole.System, [|$\"Topic: {(topic.Length > 3 ? topic : \"soup\")}\"|])")]
    public Task A_choice_in_the_text_does_not_hide_the_role(string message) => Verify.VerifyAnalyzerAsync(Chat(message), ModelCases.Extensions);

    [Theory]
    [InlineData("new ChatMessage(ChatRole.User, topic ?? \"x\")")]
    [InlineData("new ChatMessage(topic.Length > 3 ? ChatRole.User : ChatRole.Assistant, topic ?? \"x\")")]
    public Task A_choice_in_the_text_of_a_user_is_silent(string message) => Verify.VerifyAnalyzerAsync(Chat(message), ModelCases.Extensions);

    private static string Chat(string message) => $$"""
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.AI;

        public class ChatController(IChatClient chat) : ControllerBase
        {
            public async Task<string> Ask(string topic) => (await chat.GetResponseAsync([{{message}}])).Text;
        }
        """;

    [Theory]
    [InlineData("var m = new SystemChatMessage([|$\"You are a cook. Topic: {topic}\"|]);")]
    [InlineData("var m = new SystemChatMessage([|\"You are a cook. Topic: \" + topic|]);")]
    [InlineData("var m = new SystemChatMessage([|topic|]);")]
    [InlineData("var m = new SystemChatMessage([|string.Format(\"You are a cook. Topic: {0}\", topic)|]);")]
    [InlineData("var m = new SystemChatMessage([|string.Concat(Prompt, topic)|]);")]
    [InlineData("var m = new SystemChatMessage([|\"Topic: {t}\".Replace(\"{t}\", topic)|]);")]
    [InlineData("var m = new SystemChatMessage([|$\"\"\"\n    You are a cook.\n    Topic: {topic}\n    \"\"\"|]);")]
    [InlineData("var m = new DeveloperChatMessage([|$\"You are a cook. Topic: {request.Topic}\"|]);")]
    [InlineData("SystemChatMessage m = new([|$\"Topic: {topic}\"|]);")]
    [InlineData("var m = ChatMessage.CreateSystemMessage([|Prompt + topic|]);")]
    [InlineData("var m = ChatMessage.CreateDeveloperMessage([|Prompt + topic|]);")]
    [InlineData("var m = [|new SystemChatMessage(ChatMessageContentPart.CreateTextPart(\"Cook\"), ChatMessageContentPart.CreateTextPart(Prompt + topic))|];")]
    [InlineData("var text = new StringBuilder(Prompt); text.Append(topic); var m = new SystemChatMessage([|text.ToString()|]);")]
    [InlineData("var text = Prompt; text += topic; var m = new SystemChatMessage([|text|]);")]
    [InlineData("var text = $\"Topic: {topic.Trim()}\"; var m = new SystemChatMessage([|text|]);")]
    [InlineData("var m = new SystemChatMessage([|$\"Topic: {Request.Query[\"topic\"]}\"|]);")]
    [InlineData("var m = new SystemChatMessage([|$\"Topic: {request.Name}\"|]);")]
    [InlineData("if (topic.Length > 100) return BadRequest(); var m = new SystemChatMessage([|Prompt + topic|]);")]
    [InlineData("if (string.IsNullOrWhiteSpace(topic)) return BadRequest(); var m = new SystemChatMessage([|Prompt + topic|]);")]
    [InlineData("await client.CompleteChatAsync(new SystemChatMessage([|Prompt + topic|]), new UserChatMessage(topic));")]
    [InlineData("await client.CompleteChatAsync([new SystemChatMessage([|Prompt + topic|])]);")]
    [InlineData("ChatMessage Make(string text) => new SystemChatMessage([|Prompt + text|]); Make(topic);")]
    [InlineData("ChatMessage[] all = [.. new[] { topic }.Select(t => new SystemChatMessage([|Prompt + t|]))];")]
    [InlineData("var m = new SystemChatMessage([|language is null ? Prompt : Prompt + language|]);")]
    [InlineData("var m = new SystemChatMessage([|string.Join(\"\\n\", new[] { Prompt, topic })|]);")]
    public Task Text_from_a_request_in_a_system_prompt_of_OpenAI_is_found(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByOpenAI(body), ModelCases.OpenAI);

    [Theory]
    [InlineData("var m = new SystemChatMessage(\"You are a cook.\");")]
    [InlineData("var m = new SystemChatMessage(Prompt);")]
    [InlineData("var m = new SystemChatMessage($\"{persona} Answer in {settings.Persona}.\");")]
    [InlineData("var m = new UserChatMessage(topic);")]
    [InlineData("var m = new UserChatMessage($\"Topic: {topic}\");")]
    [InlineData("var m = new AssistantChatMessage(topic);")]
    [InlineData("var m = ChatMessage.CreateUserMessage(topic);")]
    [InlineData("await client.CompleteChatAsync(new SystemChatMessage(Prompt), new UserChatMessage(topic));")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage(Prompt), new UserChatMessage(topic)];")]
    [InlineData("var m = new SystemChatMessage($\"Write {count} recipes.\");")]
    [InlineData("var m = new SystemChatMessage($\"Write {request.Count} recipes in {request.Style} style for {request.Id}.\");")]
    [InlineData("var m = new SystemChatMessage(Prompt + injected);")]
    [InlineData("if (!Topics.Contains(topic)) return BadRequest(); var m = new SystemChatMessage(Prompt + topic);")]
    [InlineData("if (topic is not (\"soup\" or \"cake\")) return BadRequest(); var m = new SystemChatMessage(Prompt + topic);")]
    [InlineData("var t = topic switch { \"soup\" => \"soups\", _ => \"cakes\" }; var m = new SystemChatMessage(Prompt + t);")]
    [InlineData("if (!Enum.TryParse<Style>(topic, out var style)) return BadRequest(); var m = new SystemChatMessage(Prompt + style);")]
    [InlineData("if (!int.TryParse(topic, out var n)) return BadRequest(); var m = new SystemChatMessage(Prompt + n);")]
    [InlineData("topic = \"soup\"; var m = new SystemChatMessage(Prompt + topic);")]
    [InlineData("var m = new SystemChatMessage(Prompt + topic.Length);")]
    [InlineData("var m = new SystemChatMessage(language == \"de\" ? \"Antworte auf Deutsch.\" : Prompt);")]
    [InlineData("var m = new SystemChatMessage(await lookup(topic));")]
    [InlineData("var m = new ToolChatMessage(\"id\", topic);")]
    [InlineData("if (!topic.All(char.IsLetter)) return BadRequest(); var m = new SystemChatMessage(Prompt + topic);")]
    [InlineData("var m = new { role = \"system\", text = topic };")]
    [InlineData("var options = new ChatCompletionOptions { EndUserId = topic };")]
    public Task What_no_stranger_wrote_and_what_is_no_instruction_is_silent(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByOpenAI(body), ModelCases.OpenAI);

    [Theory]
    [InlineData("var m = new ChatMessage(ChatRole.System, [|Prompt + topic|]);")]
    [InlineData("ChatMessage m = new(ChatRole.System, [|$\"Topic: {topic}\"|]);")]
    [InlineData("var m = new ChatMessage(new ChatRole(\"system\"), [|Prompt + topic|]);")]
    [InlineData("var m = new ChatMessage(content: [|Prompt + topic|], role: ChatRole.System);")]
    [InlineData("var o = new ChatOptions { Instructions = [|Prompt + topic|] };")]
    [InlineData("var o = new ChatOptions(); o.Instructions = [|$\"Topic: {topic}\"|];")]
    [InlineData("await client.GetResponseAsync([new ChatMessage(ChatRole.System, [|Prompt + topic|])]);")]
    [InlineData("var body = new { messages = new[] { new { role = \"system\", content = [|$\"Topic: {topic}\"|] } } };")]
    [InlineData("var body = new { Role = \"developer\", Content = [|Prompt + topic|] };")]
    [InlineData("var m = new ChatMessage(ChatRole.System, [|[new TextContent(Prompt + topic)]|]);")]
    [InlineData("var m = new Turn(\"system\", [|Prompt + topic|]);")]
    [InlineData("Turn m = new(content: [|Prompt + topic|], role: \"developer\");")]
    [InlineData("var m = new Entry { Role = \"system\", Content = [|Prompt + topic|] };")]
    [InlineData("var m = new Entry { Content = [|topic|], Role = \"system\" };")]
    [InlineData("var m = new Line(Speaker.System, [|topic|]);")]
    public Task Text_from_a_request_in_instructions_by_other_spellings_is_found(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByExtensions(body) + Own, ModelCases.Extensions);

    [Theory]
    [InlineData("var m = new ChatMessage(ChatRole.User, Prompt + topic);")]
    [InlineData("var m = new ChatMessage(ChatRole.Assistant, topic);")]
    [InlineData("var m = new ChatMessage(new ChatRole(\"user\"), topic);")]
    [InlineData("var m = new ChatMessage(ChatRole.System, Prompt);")]
    [InlineData("var o = new ChatOptions { Instructions = Prompt, ConversationId = topic };")]
    [InlineData("await client.GetResponseAsync(topic, new ChatOptions { Instructions = Prompt });")]
    [InlineData("var body = new { role = \"user\", content = topic };")]
    [InlineData("var body = new { role = topic, content = Prompt };")]
    [InlineData("var m = new ChatMessage(ChatRole.User, [new TextContent(topic)]);")]
    [InlineData("var m = new Turn(\"user\", topic);")]
    [InlineData("var m = new Turn(topic, Prompt);")]
    [InlineData("var m = new Entry { Role = \"assistant\", Content = topic };")]
    [InlineData("var m = new Entry { Role = \"system\", Name = topic };")]
    [InlineData("var m = new Entry { Role = \"system\", Content = Prompt };")]
    [InlineData("var m = new Line(Speaker.User, topic);")]
    public Task A_user_message_by_other_spellings_is_silent(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByExtensions(body) + Own, ModelCases.Extensions);

    [Theory]
    [InlineData("var h = new ChatHistory(); h.AddSystemMessage([|Prompt + topic|]);")]
    [InlineData("var h = new ChatHistory(); h.AddDeveloperMessage([|Prompt + topic|]);")]
    [InlineData("var h = new ChatHistory(); h.AddMessage(AuthorRole.System, [|Prompt + topic|]);")]
    [InlineData("var h = new ChatHistory([|Prompt + topic|]);")]
    [InlineData("var m = new ChatMessageContent(AuthorRole.System, [|topic|]);")]
    [InlineData("await kernel.InvokePromptAsync([|$\"Write a recipe. Topic: {topic}\"|]);")]
    [InlineData("var f = kernel.CreateFunctionFromPrompt([|Prompt + topic|]);")]
    [InlineData("var c = new PromptTemplateConfig([|Prompt + topic|]);")]
    [InlineData("var c = new PromptTemplateConfig { Template = [|Prompt + topic|] };")]
    [InlineData("var m = new SystemMessage([|Prompt + topic|]);")]
    [InlineData("var c = new GenerateContentConfig { SystemInstruction = [|Prompt + topic|] };")]
    public Task Text_from_a_request_in_instructions_of_other_clients_is_found(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByName(body));

    [Theory]
    [InlineData("var h = new ChatHistory(Prompt); h.AddUserMessage(topic); h.AddAssistantMessage(topic);")]
    [InlineData("var h = new ChatHistory();\n        h.AddMessage(AuthorRole.User, topic);")]
    [InlineData("var m = new ChatMessageContent(AuthorRole.User, topic);")]
    [InlineData("await kernel.InvokePromptAsync(\"Write a recipe. Topic: {{$topic}}\", new KernelArguments { [\"topic\"] = topic });")]
    [InlineData("var m = new SystemMessage(Prompt);")]
    [InlineData("var c = new GenerateContentConfig { SystemInstruction = Prompt };")]
    public Task Text_that_other_clients_take_for_text_is_silent(string body) => Verify.VerifyAnalyzerAsync(ModelCases.ByName(body));

    [Theory]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|$\"{Prompt} Topic: {topic}\"|])];", "ChatMessage[] all = [new SystemChatMessage($\"{Prompt} Topic:\"), new UserChatMessage(topic)];")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|$\"You are a cook. Topic: {topic}\"|]), new UserChatMessage(\"Go.\")];", "ChatMessage[] all = [new SystemChatMessage(\"You are a cook. Topic:\"), new UserChatMessage(topic), new UserChatMessage(\"Go.\")];")]
    [InlineData("ChatMessage[] all = { new SystemChatMessage([|$\"You are a cook. Topic: '{topic}'.\"|]) };", "ChatMessage[] all = { new SystemChatMessage(\"You are a cook. Topic:\"), new UserChatMessage(topic) };")]
    [InlineData("var all = new ChatMessage[] { new DeveloperChatMessage([|\"You are a cook. Topic: \" + topic|]) };", "var all = new ChatMessage[] { new DeveloperChatMessage(\"You are a cook. Topic:\"), new UserChatMessage(topic) };")]
    [InlineData("var all = new List<ChatMessage> { new SystemChatMessage([|\"You are a cook. \" + \"Topic: \\\"\" + topic + \"\\\"\"|]) };", "var all = new List<ChatMessage> { new SystemChatMessage(\"You are a cook. \" + \"Topic:\"), new UserChatMessage(topic) };")]
    [InlineData("await client.CompleteChatAsync(new SystemChatMessage([|$\"{{cook}} Topic: {request.Topic}\"|]), new UserChatMessage(\"Go.\"));", "await client.CompleteChatAsync(new SystemChatMessage(\"{cook} Topic:\"), new UserChatMessage(request.Topic), new UserChatMessage(\"Go.\"));")]
    [InlineData("var all = new List<ChatMessage>(); all.Add(new SystemChatMessage([|$@\"You are a \"\"cook\"\". Topic: \"\"{topic}\"\"\"|]));", "var all = new List<ChatMessage>(); all.Add(new SystemChatMessage(@\"You are a \"\"cook\"\". Topic:\"));\n        all.Add(new UserChatMessage(topic));")]
    [InlineData("ChatMessage[] all = [ChatMessage.CreateSystemMessage([|Prompt + topic|])];", "ChatMessage[] all = [ChatMessage.CreateSystemMessage(Prompt), ChatMessage.CreateUserMessage(topic)];")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|$\"Answer in: {language}\"|])];", "ChatMessage[] all = [new SystemChatMessage(\"Answer in:\"), new UserChatMessage(language ?? \"\")];")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|$\"Topic: {topic,10}\"|])];", "ChatMessage[] all = [new SystemChatMessage(\"Topic:\"), new UserChatMessage($\"{topic,10}\")];")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|$\"Topic: {Request.Query[\"t\"]}\"|])];", "ChatMessage[] all = [new SystemChatMessage(\"Topic:\"), new UserChatMessage($\"{Request.Query[\"t\"]}\")];")]
    [InlineData("var prompt = $\"You are a cook. Topic: {topic}\"; ChatMessage[] all = [new SystemChatMessage([|prompt|])];", "var prompt = \"You are a cook. Topic:\"; ChatMessage[] all = [new SystemChatMessage(prompt), new UserChatMessage(topic)];")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|$\"{persona} Mood: {settings.Persona}. Topic: {topic}\"|])];", "ChatMessage[] all = [new SystemChatMessage($\"{persona} Mood: {settings.Persona}. Topic:\"), new UserChatMessage(topic)];")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|\"\"\"You are a \"cook\". Topic: \"\"\" + topic|])];", "ChatMessage[] all = [new SystemChatMessage(\"\"\"You are a \"cook\". Topic:\"\"\"), new UserChatMessage(topic)];")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|$\"Cook for {count} in {request.Style} style. Topic: {topic}\"|])];", "ChatMessage[] all = [new SystemChatMessage($\"Cook for {count} in {request.Style} style. Topic:\"), new UserChatMessage(topic)];")]
    public Task The_fix_moves_the_text_into_a_user_message_of_OpenAI(string body, string result) => Verify.VerifyCodeFixAsync(ModelCases.ByOpenAI(body), ModelCases.ByOpenAI(result), references: ModelCases.OpenAI);

    [Theory]
    [InlineData("ChatMessage[] all = [new ChatMessage(ChatRole.System, [|Prompt + topic|])];", "ChatMessage[] all = [new ChatMessage(ChatRole.System, Prompt), new ChatMessage(ChatRole.User, topic)];")]
    [InlineData("ChatMessage[] all = [new(ChatRole.System, [|$\"Topic: {topic}\"|]) { AuthorName = \"x\" }];", "ChatMessage[] all = [new(ChatRole.System, \"Topic:\") { AuthorName = \"x\" }, new(ChatRole.User, topic)];")]
    [InlineData("var all = new[] { new ChatMessage(content: [|$\"Topic: {topic}\"|], role: ChatRole.System) };", "var all = new[] { new ChatMessage(content: \"Topic:\", role: ChatRole.System), new ChatMessage(content: topic, role: ChatRole.User) };")]
    [InlineData("var body = new[] { new { role = \"system\", content = [|$\"Topic: {topic}\"|] } };", "var body = new[] { new { role = \"system\", content = \"Topic:\" }, new { role = \"user\", content = topic } };")]
    [InlineData("var content = $\"Topic: {topic}\"; var body = new[] { new { role = \"system\", [|content|] } };", "var content = \"Topic:\"; var body = new[] { new { role = \"system\", content }, new { role = \"user\", content = topic } };")]
    [InlineData("Turn[] all = [new Turn(\"system\", [|$\"Topic: {topic}\"|])];", "Turn[] all = [new Turn(\"system\", \"Topic:\"), new Turn(\"user\", topic)];")]
    [InlineData("var all = new List<Entry> { new Entry { Role = \"system\", Content = [|$\"Topic: {topic}\"|] } };", "var all = new List<Entry> { new Entry { Role = \"system\", Content = \"Topic:\" }, new Entry { Role = \"user\", Content = topic } };")]
    [InlineData("var all = new List<Entry> { new() { Role = \"system\", Content = [|$\"Topic: {topic}\"|] } };", "var all = new List<Entry> { new() { Role = \"system\", Content = \"Topic:\" }, new() { Role = \"user\", Content = topic } };")]
    [InlineData("var all = new[] { new Line(Speaker.System, [|$\"Topic: {topic}\"|]) };", "var all = new[] { new Line(Speaker.System, \"Topic:\"), new Line(Speaker.User, topic) };")]
    public Task The_fix_keeps_the_spelling_of_the_message(string body, string result) => Verify.VerifyCodeFixAsync(ModelCases.ByExtensions(body) + Own, ModelCases.ByExtensions(result) + Own, references: ModelCases.Extensions);

    [Theory]
    [InlineData("var h = new ChatHistory();\n        h.AddSystemMessage([|Prompt + topic|]); // cook\n        await Task.Yield();", "var h = new ChatHistory();\n        h.AddSystemMessage(Prompt); // cook\n        h.AddUserMessage(topic);\n        await Task.Yield();")]
    [InlineData("var h = new ChatHistory();\n        // The cook.\n        h.AddDeveloperMessage([|$\"Topic: {topic}\"|]);", "var h = new ChatHistory();\n        // The cook.\n        h.AddDeveloperMessage(\"Topic:\");\n        h.AddUserMessage(topic);")]
    [InlineData("var h = new ChatHistory(); h.AddMessage(AuthorRole.System, [|$\"Topic: {topic}\"|]);", "var h = new ChatHistory(); h.AddMessage(AuthorRole.System, \"Topic:\");\n        h.AddMessage(AuthorRole.User, topic);")]
    [InlineData("var h = new ChatHistory([|$\"Topic: {topic}\"|]);", "var h = new ChatHistory(\"Topic:\");\n        h.AddUserMessage(topic);")]
    [InlineData("var h = new ChatHistory(); h.Add(new ChatMessageContent(AuthorRole.System, [|$\"Topic: {topic}\"|]));", "var h = new ChatHistory(); h.Add(new ChatMessageContent(AuthorRole.System, \"Topic:\"));\n        h.Add(new ChatMessageContent(AuthorRole.User, topic));")]
    public Task The_fix_adds_a_statement_to_a_conversation(string body, string result) => Verify.VerifyCodeFixAsync(ModelCases.ByName(body), ModelCases.ByName(result));

    [Fact]
    public Task Lines_and_comments_stay_and_several_findings_are_mended_together() => Verify.VerifyCodeFixAsync(
        ModelCases.ByOpenAI("""
            var all = new List<ChatMessage>
                    {
                        // The cook.
                        new SystemChatMessage([|$"You are a cook. Topic: {topic}"|]), // constant
                        new SystemChatMessage(
                            [|"Answer in this language: " + // from the request
                            language|]), /* last but one */
                        // The rules.
                        new DeveloperChatMessage([|$"Rules: {request.Topic}"|]) // end
                    };
                    await client.CompleteChatAsync(
                        new SystemChatMessage([|$"Topic: {topic}"|]),
                        new SystemChatMessage([|$"Style: {request.Name}"|]));
            """),
        ModelCases.ByOpenAI("""
            var all = new List<ChatMessage>
                    {
                        // The cook.
                        new SystemChatMessage("You are a cook. Topic:"), // constant
                        new UserChatMessage(topic),
                        new SystemChatMessage(
                            "Answer in this language:"), /* last but one */
                        new UserChatMessage(
                            language ?? ""),
                        // The rules.
                        new DeveloperChatMessage("Rules:"), // end
                        new UserChatMessage(request.Topic)
                    };
                    await client.CompleteChatAsync(
                        new SystemChatMessage("Topic:"),
                        new UserChatMessage(topic),
                        new SystemChatMessage("Style:"),
                        new UserChatMessage(request.Name));
            """),
        references: ModelCases.OpenAI);

    [Fact]
    public Task Raw_text_keeps_its_lines() => Verify.VerifyCodeFixAsync(
        ModelCases.ByOpenAI(""""
            ChatMessage[] all =
                    [
                        new SystemChatMessage([|$"""
                            You are a "cook".
                            Topic: {topic}
                            """|]),
                        new SystemChatMessage([|$$"""
                            Answer as {"json": true}.

                            {{topic}}
                            """|]),
                    ];
            """"),
        ModelCases.ByOpenAI(""""
            ChatMessage[] all =
                    [
                        new SystemChatMessage("""
                            You are a "cook".
                            Topic:
                            """),
                        new UserChatMessage(topic),
                        new SystemChatMessage("""
                            Answer as {"json": true}.
                            """),
                        new UserChatMessage(topic),
                    ];
            """"),
        references: ModelCases.OpenAI);

    [Fact]
    public Task A_statement_at_the_top_level_is_followed_by_another() => Verify.VerifyCodeFixAsync(
        """
        using System.Collections.Generic;
        using Microsoft.AspNetCore.Builder;
        using OpenAI.Chat;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/", (string topic) =>
        {
            var messages = new List<ChatMessage>();
            messages.Add(new SystemChatMessage([|$"Topic: {topic}"|]));
            return messages.Count;
        });
        app.Run();
        """,
        """
        using System.Collections.Generic;
        using Microsoft.AspNetCore.Builder;
        using OpenAI.Chat;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/", (string topic) =>
        {
            var messages = new List<ChatMessage>();
            messages.Add(new SystemChatMessage("Topic:"));
            messages.Add(new UserChatMessage(topic));
            return messages.Count;
        });
        app.Run();
        """,
        references: ModelCases.OpenAI);

    [Theory]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|topic|])];")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|$\"You are {topic}, a cook.\"|])];")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|$\"Write about {topic}.\"|])];")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|$\"Topic: {topic}. Never mention nuts.\"|])];")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|$\"Topic: {topic}\\nLanguage: {language}\"|])];")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|topic + \": cook\"|])];")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage([|string.Format(\"Topic: {0}\", topic)|])];")]
    [InlineData("var m = new SystemChatMessage([|$\"Topic: {topic}\"|]);")]
    [InlineData("SystemChatMessage[] all = [new SystemChatMessage([|$\"Topic: {topic}\"|])];")]
    [InlineData("var all = new[] { new SystemChatMessage([|$\"Topic: {topic}\"|]) };")]
    [InlineData("var all = new ChatMessage[1] { new SystemChatMessage([|$\"Topic: {topic}\"|]) };")]
    [InlineData("var all = new List<ChatMessage>(); if (count > 1) all.Add(new SystemChatMessage([|$\"Topic: {topic}\"|]));")]
    [InlineData("var all = new List<ChatMessage>(); all.Insert(0, new SystemChatMessage([|$\"Topic: {topic}\"|]));")]
    [InlineData("var p = $\"Topic: {topic}\"; Console.WriteLine(p); ChatMessage[] all = [new SystemChatMessage([|p|])];")]
    [InlineData("var p = $\"Topic: {topic}\"; topic = \"x\"; ChatMessage[] all = [new SystemChatMessage([|p|])];")]
    [InlineData("var p = $\"Topic: {topic.Trim()}\"; ChatMessage[] all = [new SystemChatMessage([|p|])];")]
    [InlineData("ChatMessage[] all = [count > 1 ? new SystemChatMessage([|$\"Topic: {topic}\"|]) : new UserChatMessage(topic)];")]
    public Task No_fix_where_the_text_cannot_be_cut_out_or_has_nowhere_to_go(string body) => Verify.VerifyNoCodeFixAsync(ModelCases.ByOpenAI(body), ModelCases.OpenAI);

    [Theory]
    [InlineData("var o = new ChatOptions { Instructions = [|$\"Topic: {topic}\"|] };")]
    [InlineData("ChatMessage[] all = [new(new ChatRole(\"system\"), [|$\"Topic: {topic}\"|])];")]
    [InlineData("var body = new[] { new { role = \"system\", content = [|$\"Topic: {topic}\"|], name = \"x\" } };")]
    [InlineData("ChatOptions[] all = [new ChatOptions { Instructions = [|$\"Topic: {topic}\"|], ModelId = \"x\" }];")]
    public Task No_fix_where_the_role_cannot_be_changed(string body) => Verify.VerifyNoCodeFixAsync(ModelCases.ByExtensions(body), ModelCases.Extensions);

    [Theory]
    [InlineData("await kernel.InvokePromptAsync([|$\"Topic: {topic}\"|]);")]
    [InlineData("SystemMessage[] all = [new SystemMessage([|$\"Topic: {topic}\"|])];")]
    [InlineData("var c = new GenerateContentConfig { SystemInstruction = [|$\"Topic: {topic}\"|] };")]
    public Task No_fix_where_the_client_has_no_message_beside_it(string body) => Verify.VerifyNoCodeFixAsync(ModelCases.ByName(body));

    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public Task The_fix_works_in_older_frameworks(string framework) => Verify.VerifyCodeFixAsync(
        Listener("h.AddSystemMessage([|$\"Topic: {request.RawUrl}\"|]);"),
        Listener("h.AddSystemMessage(\"Topic:\");\n        h.AddUserMessage(request.RawUrl" + (framework == "net8.0" ? " ?? \"\"" : "") + ");"),
        references: ReferenceAssemblies.Tier(framework));

    private static string Listener(string body) => $$"""
        public class Listener
        {
            public void Serve(System.Net.HttpListenerRequest request, Microsoft.SemanticKernel.ChatCompletion.ChatHistory h)
            {
                {{body}}
            }
        }

        namespace Microsoft.SemanticKernel.ChatCompletion
        {
            public class ChatHistory
            {
                public void AddSystemMessage(string content) { }
                public void AddUserMessage(string content) { }
            }
        }
        """;

    [Theory]
    [InlineData("var m = new SystemChatMessage($\"Topic: {topic")]
    [InlineData("ChatMessage[] all = [new SystemChatMessage(\"Topic: \" + topic + ), ];")]
    [InlineData("var m = new { role = , content = topic };")]
    public async Task Half_typed_code_throws_nothing(string body) =>
        await new CSharpCodeFixTest<PromptInjection, PromptInjectionFix> { TestCode = ModelCases.ByOpenAI(body), ReferenceAssemblies = ModelCases.OpenAI, RequireCompilable = false }.FindingsAsync();
}
