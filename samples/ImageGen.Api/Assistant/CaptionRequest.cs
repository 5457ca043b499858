using System.ComponentModel.DataAnnotations;

namespace ImageGen.Api.Assistant;

public sealed record CaptionRequest(string Prompt, string Style);

public sealed record TitleRequest([StringLength(200)] string Prompt);
