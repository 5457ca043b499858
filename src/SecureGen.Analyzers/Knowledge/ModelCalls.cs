using System.Collections.Immutable;
using System.Linq;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>A call of a model, whose answer is paid for by length: the client, the type of its options, and the property that limits the answer.</summary>
internal sealed record ModelCall(string Client, string Method, string Options, string Limit);

/// <summary>Calls of models that take a limit of their output.</summary>
internal static class ModelCalls
{
    private const string Extensions = "Microsoft.Extensions.AI.";

    // https://platform.openai.com/docs/api-reference, https://learn.microsoft.com/dotnet/api/microsoft.extensions.ai.chatoptions.maxoutputtokens
    public static readonly ModelCall[] All =
    [
        .. Of("OpenAI.Chat.ChatClient", "OpenAI.Chat.ChatCompletionOptions", "MaxOutputTokenCount", "CompleteChat", "CompleteChatAsync", "CompleteChatStreaming", "CompleteChatStreamingAsync"),
        .. Of("OpenAI.Responses.ResponsesClient", "OpenAI.Responses.CreateResponseOptions", "MaxOutputTokenCount", "CreateResponse", "CreateResponseAsync", "CreateResponseStreamingAsync"),
        .. Of(Extensions + "IChatClient", Extensions + "ChatOptions", "MaxOutputTokens", "GetResponseAsync", "GetStreamingResponseAsync"),
        .. Of(Extensions + "ChatClientExtensions", Extensions + "ChatOptions", "MaxOutputTokens", "GetResponseAsync", "GetStreamingResponseAsync"),
        .. Of(Extensions + "ChatClientStructuredOutputExtensions", Extensions + "ChatOptions", "MaxOutputTokens", "GetResponseAsync"),
    ];

    public static readonly ImmutableHashSet<string> Methods = All.Select(call => call.Method).ToImmutableHashSet();

    /// <summary>Members of the options by which a provider may be given a limit in its own words.</summary>
    public static readonly ImmutableHashSet<string> OtherLimits = ImmutableHashSet.Create("RawRepresentationFactory", "AdditionalProperties", "Patch");

    /// <summary>What configures the options of every call of a client: a step of its builder, and a base of clients around it.</summary>
    public const string ConfigureOptions = "ConfigureOptions";

    public const string DelegatingClient = "DelegatingChatClient";

    private static ModelCall[] Of(string client, string options, string limit, params string[] methods) => methods.Select(method => new ModelCall(client, method, options, limit)).ToArray();
}
