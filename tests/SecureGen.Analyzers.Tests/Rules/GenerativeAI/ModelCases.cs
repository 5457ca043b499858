using SecureGen.Analyzers.Tests.Verification;

namespace SecureGen.Analyzers.Tests.Rules.GenerativeAI;

/// <summary>The surroundings that cases share: an action with a topic from the request, and the clients it may call.</summary>
internal static class ModelCases
{
    public static ReferenceAssemblies OpenAI { get; } = ReferenceAssemblies.Net100.With("OpenAI", "System.ClientModel", "System.Memory.Data");

    public static ReferenceAssemblies Extensions { get; } = ReferenceAssemblies.Net100.With("Microsoft.Extensions.AI.Abstractions");

    /// <summary>With the client of OpenAI.</summary>
    public static string ByOpenAI(string body) => "#pragma warning disable OPENAI001\n" + Action(body, "using OpenAI.Chat;", "ChatClient client");

    /// <summary>With the client of Microsoft.Extensions.AI.</summary>
    public static string ByExtensions(string body) => Action(body, "using Microsoft.Extensions.AI;", "IChatClient client");

    /// <summary>With stand-ins for clients that are known by name.</summary>
    public static string ByName(string body) => Action(
        body,
        "using Microsoft.SemanticKernel; using Microsoft.SemanticKernel.ChatCompletion; using Anthropic.SDK.Messaging; using Google.GenAI.Types; using System.Net.Http.Json;",
        "Kernel kernel, System.Net.Http.HttpClient http") + Stubs;

    public static string Action(string body, string usings, string services) => $$"""
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;
        using System.Linq;
        using System.Text;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Mvc;
        {{usings}}

        public record RecipeRequest(string Topic, int Count, Guid Id, Style Style, [StringLength(100)] string Name);

        public enum Style { Plain, Fancy }

        public class RecipesController({{services}}, Func<string, Task<string>> lookup, Settings settings) : ControllerBase
        {
            private const string Prompt = "You are a cook.";
            private static readonly string[] Topics = ["soup", "cake"];
            private readonly string persona = settings.Persona;

            public async Task<IActionResult> Post(string topic, int count, string? language, RecipeRequest request, [FromServices] string injected)
            {
                {{body}}
                await Task.Yield();
                return Ok();
            }
        }

        public class Settings { public string Persona { get; set; } = ""; }

        """;

    private const string Stubs = """
        namespace Microsoft.SemanticKernel
        {
            public class Kernel { }
            public class KernelFunction { }
            public class KernelArguments : System.Collections.Generic.Dictionary<string, object?> { }
            public class FunctionResult { public T? GetValue<T>() => default; }
            public static class KernelExtensions
            {
                public static System.Threading.Tasks.Task<FunctionResult> InvokePromptAsync(this Kernel kernel, string promptTemplate, KernelArguments? arguments = null) => null!;
                public static KernelFunction CreateFunctionFromPrompt(this Kernel kernel, string promptTemplate) => new();
            }
            public class PromptTemplateConfig
            {
                public PromptTemplateConfig() { }
                public PromptTemplateConfig(string template) => Template = template;
                public string Template { get; set; } = "";
            }
            public class ChatMessageContent
            {
                public ChatMessageContent(ChatCompletion.AuthorRole role, string? content) => Content = content;
                public string? Content { get; set; }
            }
        }
        namespace Microsoft.SemanticKernel.ChatCompletion
        {
            public readonly struct AuthorRole
            {
                public static AuthorRole System { get; }
                public static AuthorRole Developer { get; }
                public static AuthorRole User { get; }
                public static AuthorRole Assistant { get; }
            }
            public class ChatHistory : System.Collections.Generic.List<ChatMessageContent>
            {
                public ChatHistory() { }
                public ChatHistory(string systemMessage) { }
                public void AddSystemMessage(string content) { }
                public void AddDeveloperMessage(string content) { }
                public void AddUserMessage(string content) { }
                public void AddAssistantMessage(string content) { }
                public void AddMessage(AuthorRole authorRole, string content) { }
            }
        }
        namespace Anthropic.SDK.Messaging
        {
            public class SystemMessage { public SystemMessage(string text) { } }
        }
        namespace Google.GenAI.Types
        {
            public class Content { public string? Text { get; set; } public static implicit operator Content(string text) => new() { Text = text }; }
            public class GenerateContentConfig { public Content? SystemInstruction { get; set; } }
        }
        """;
}
