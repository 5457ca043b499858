namespace ImageGen.Api.Generation;

public sealed class GenerationOptions
{
    public string Provider { get; set; } = "Local";

    public string Endpoint { get; set; } = "https://images.example.com/v1/";

    public int Width { get; set; } = 512;

    public int Height { get; set; } = 512;

    /// <summary>Whether prompts are shown to the moderation service first.</summary>
    public bool Moderate { get; set; }

    /// <summary>How many tokens of the prompt the model reads.</summary>
    public int MaxTokens { get; set; } = 77;
}
