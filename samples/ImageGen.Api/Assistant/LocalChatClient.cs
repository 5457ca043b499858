using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ImageGen.Api.Assistant;

/// <summary>A model that needs no network: it answers with the last line it was given, which is what a real one does when it is told to.</summary>
internal sealed class LocalChatClient : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var last = messages.Last().Text.Split('\n')[^1];
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, last)));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
