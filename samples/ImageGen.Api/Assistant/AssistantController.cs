using System.ComponentModel.DataAnnotations;
using ImageGen.Api.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.AI;

namespace ImageGen.Api.Assistant;

[ApiController]
[Route("assistant")]
public sealed class AssistantController(IChatClient chat, ImageStore store) : ControllerBase
{
    private const int MaxOutputTokens = 256;

    /// <summary>Writes a caption in the style that the caller asks for.</summary>
    [HttpPost("captions")]
    public async Task<string> CaptionAsync(CaptionRequest request, CancellationToken cancellationToken)
    {
        ChatMessage[] messages =
        [
            new ChatMessage(ChatRole.System, $"You write captions of one line. Style: {request.Style}"),
            new ChatMessage(ChatRole.User, request.Prompt),
        ];
        var response = await chat.GetResponseAsync(messages, cancellationToken: cancellationToken);
        return response.Text;
    }

    /// <summary>Keeps the prompt under the name that the model proposes for it.</summary>
    [HttpPost("drafts")]
    public async Task<IActionResult> DraftAsync(TitleRequest request, CancellationToken cancellationToken)
    {
        var response = await chat.GetResponseAsync(request.Prompt, new ChatOptions { MaxOutputTokens = MaxOutputTokens }, cancellationToken);
        await System.IO.File.WriteAllTextAsync(Path.Combine(store.Drafts, response.Text), request.Prompt, cancellationToken);
        return Accepted();
    }

    /// <summary>Keeps it under a name of its own, and the model's proposal inside.</summary>
    [HttpPost("notes")]
    public async Task<IActionResult> NoteAsync(TitleRequest request, CancellationToken cancellationToken)
    {
        ChatMessage[] messages =
        [
            new ChatMessage(ChatRole.System, "You give titles of one line."),
            new ChatMessage(ChatRole.User, request.Prompt),
        ];
        var response = await chat.GetResponseAsync(messages, new ChatOptions { MaxOutputTokens = MaxOutputTokens }, cancellationToken);
        await System.IO.File.WriteAllTextAsync(Path.Combine(store.Drafts, $"{Guid.NewGuid():N}.txt"), response.Text, cancellationToken);
        return Accepted();
    }
}

public sealed record CaptionRequest(string Prompt, [StringLength(40)] string Style);

public sealed record TitleRequest([StringLength(200)] string Prompt);
