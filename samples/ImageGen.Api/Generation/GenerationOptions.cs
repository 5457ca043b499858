namespace ImageGen.Api.Generation;

public sealed class GenerationOptions
{
    public string Provider { get; set; } = "Local";

    public string Endpoint { get; set; } = "https://images.example.com/v1/";

    public int Width { get; set; } = 512;

    public int Height { get; set; } = 512;

    /// <summary>How many tokens of the prompt the model reads.</summary>
    public int MaxTokens { get; set; } = 77;
}
