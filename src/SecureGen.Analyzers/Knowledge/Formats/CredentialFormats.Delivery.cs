namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] Delivery =>
    [
        new("nuget-api-key", "NuGet", "API key", "oy2[loweralnum 43]", "https://learn.microsoft.com/en-us/nuget/nuget-org/scoped-api-keys"),
    ];
}
