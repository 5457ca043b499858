namespace ImageGen.Api.Sharing;

public sealed class SharingOptions
{
    /// <summary>Signs the notifications sent to the webhook.</summary>
    public string WebhookSecret { get; set; } = "whs-d3f81a6c0b5e4297";

    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromDays(7);
}
