using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Clients of generative models: where instructions and prompts go in, and where output comes out.</summary>
internal static class LanguageModels
{
    private const string OpenAIMessage = "OpenAI.Chat.ChatMessage";
    private const string OpenAIItem = "OpenAI.Responses.ResponseItem";
    private const string Message = "Microsoft.Extensions.AI.ChatMessage";
    private const string KernelHistory = "Microsoft.SemanticKernel.ChatCompletion.ChatHistory";
    private const string KernelMessage = "Microsoft.SemanticKernel.ChatMessageContent";

    /// <summary>Roles whose messages a model takes for instructions, as members of a role type and as text in a request body.</summary>
    public static readonly ImmutableHashSet<string> InstructionRoles = ImmutableHashSet.Create(System.StringComparer.OrdinalIgnoreCase, "system", "developer");

    private static readonly string[] ImageMethods = ["GenerateImage", "GenerateImageAsync", "GenerateImages", "GenerateImagesAsync"];

    private static readonly string[] ResponseMethods = ["CreateResponse", "CreateResponseAsync", "CreateResponseStreamingAsync"];

    // https://platform.openai.com/docs/guides/text, https://learn.microsoft.com/dotnet/ai/microsoft-extensions-ai
    public static readonly Sink[] Instructions =
    [
        new("OpenAI.Chat.SystemChatMessage", ".ctor", "content", Dangers.Prompt),
        new("OpenAI.Chat.DeveloperChatMessage", ".ctor", "content", Dangers.Prompt),
        new("OpenAI.Chat.SystemChatMessage", ".ctor", "contentParts", Dangers.Prompt),
        new("OpenAI.Chat.DeveloperChatMessage", ".ctor", "contentParts", Dangers.Prompt),
        new(OpenAIMessage, "CreateSystemMessage", "content", Dangers.Prompt),
        new(OpenAIMessage, "CreateDeveloperMessage", "content", Dangers.Prompt),
        new(OpenAIItem, "CreateSystemMessageItem", "inputTextContent", Dangers.Prompt),
        new(OpenAIItem, "CreateDeveloperMessageItem", "inputTextContent", Dangers.Prompt),
        new("OpenAI.Responses.CreateResponseOptions", "Instructions", "value", Dangers.Prompt),
        new("OpenAI.Assistants.AssistantCreationOptions", "Instructions", "value", Dangers.Prompt),
        new("OpenAI.Assistants.RunCreationOptions", "AdditionalInstructions", "value", Dangers.Prompt),
        new("OpenAI.Assistants.RunCreationOptions", "InstructionsOverride", "value", Dangers.Prompt),
        new(Message, ".ctor", "content", Dangers.Prompt, Only.SystemRole),
        new(Message, ".ctor", "contents", Dangers.Prompt, Only.SystemRole),
        new("Microsoft.Extensions.AI.ChatOptions", "Instructions", "value", Dangers.Prompt),
        new(KernelHistory, "AddSystemMessage", "content", Dangers.Prompt),
        new(KernelHistory, "AddDeveloperMessage", "content", Dangers.Prompt),
        new(KernelHistory, "AddMessage", "content", Dangers.Prompt, Only.SystemRole),
        new(KernelHistory, ".ctor", "systemMessage", Dangers.Prompt),
        new(KernelMessage, ".ctor", "content", Dangers.Prompt, Only.SystemRole),
        new("Microsoft.SemanticKernel.KernelExtensions", "InvokePromptAsync", "promptTemplate", Dangers.Prompt),
        new("Microsoft.SemanticKernel.KernelExtensions", "InvokePromptStreamingAsync", "promptTemplate", Dangers.Prompt),
        new("Microsoft.SemanticKernel.KernelExtensions", "CreateFunctionFromPrompt", "promptTemplate", Dangers.Prompt),
        new("Microsoft.SemanticKernel.PromptTemplateConfig", ".ctor", "template", Dangers.Prompt),
        new("Microsoft.SemanticKernel.PromptTemplateConfig", "Template", "value", Dangers.Prompt),
        new("Anthropic.SDK.Messaging.SystemMessage", ".ctor", "text", Dangers.Prompt),
        new("Anthropic.Models.Messages.MessageCreateParams", "System", "value", Dangers.Prompt),
        new("Google.GenAI.Types.GenerateContentConfig", "SystemInstruction", "value", Dangers.Prompt),
    ];

    public static readonly Sink[] Prompts =
    [
        new("OpenAI.Chat.UserChatMessage", ".ctor", "content", Dangers.Length),
        new("OpenAI.Chat.UserChatMessage", ".ctor", "contentParts", Dangers.Length),
        new(OpenAIMessage, "CreateUserMessage", "content", Dangers.Length),
        new(OpenAIItem, "CreateUserMessageItem", "inputTextContent", Dangers.Length),
        .. ImageMethods.Select(method => new Sink("OpenAI.Images.ImageClient", method, "prompt", Dangers.Length)),
        new(Message, ".ctor", "content", Dangers.Length, Only.UserRole),
        new(Message, ".ctor", "contents", Dangers.Length, Only.UserRole),
        new("Microsoft.Extensions.AI.ChatClientExtensions", "GetResponseAsync", "chatMessage", Dangers.Length),
        new("Microsoft.Extensions.AI.ChatClientExtensions", "GetStreamingResponseAsync", "chatMessage", Dangers.Length),
        .. ResponseMethods.Select(method => new Sink("OpenAI.Responses.ResponsesClient", method, "userInputText", Dangers.Length)),
        new("OpenAI.Audio.AudioClient", "GenerateSpeech", "text", Dangers.Length),
        new("OpenAI.Audio.AudioClient", "GenerateSpeechAsync", "text", Dangers.Length),
        new(KernelHistory, "AddUserMessage", "content", Dangers.Length),
        new(KernelHistory, "AddMessage", "content", Dangers.Length, Only.UserRole),
        new(KernelMessage, ".ctor", "content", Dangers.Length, Only.UserRole),
    ];

    public static IEnumerable<Sink> Sinks => Instructions.Concat(Prompts);

    /// <summary>Members that hold what a model has written.</summary>
    public static readonly (string Member, string Words)[] Outputs =
    [
        ("OpenAI.Chat.ChatCompletion.Content", "model output"),
        ("OpenAI.Chat.StreamingChatCompletionUpdate.ContentUpdate", "model output"),
        ("OpenAI.Chat.ChatToolCall.FunctionArguments", "tool arguments from the model"),
        ("OpenAI.Responses.ResponseResult.GetOutputText", "model output"),
        ("Microsoft.Extensions.AI.ChatResponse.Text", "model output"),
        ("Microsoft.Extensions.AI.ChatResponse.ToString", "model output"),
        ("Microsoft.Extensions.AI.ChatResponse.Messages", "model output"),
        ("Microsoft.Extensions.AI.ChatResponseUpdate.Text", "model output"),
        ("Microsoft.Extensions.AI.ChatResponseUpdate.ToString", "model output"),
        ("Microsoft.Extensions.AI.FunctionCallContent.Arguments", "tool arguments from the model"),
        ("Microsoft.SemanticKernel.FunctionResult.GetValue", "model output"),
        ("Microsoft.SemanticKernel.FunctionResult.ToString", "model output"),
        ("Microsoft.SemanticKernel.ChatMessageContent.Content", "model output"),
        ("Microsoft.SemanticKernel.StreamingChatMessageContent.Content", "model output"),
        ("Anthropic.SDK.Messaging.MessageResponse.Content", "model output"),
        ("Anthropic.SDK.Messaging.MessageResponse.Message", "model output"),
        ("Anthropic.Models.Messages.Message.Content", "model output"),
        ("Google.GenAI.Types.GenerateContentResponse.Text", "model output"),
        ("Google.GenAI.Types.GenerateContentResponse.Candidates", "model output"),
    ];

    /// <summary>Attributes of methods that a model calls with arguments of its own choice.</summary>
    public static readonly string[] ToolAttributes =
    [
        "Microsoft.SemanticKernel.KernelFunctionAttribute",
        "ModelContextProtocol.Server.McpServerToolAttribute",
    ];
}
