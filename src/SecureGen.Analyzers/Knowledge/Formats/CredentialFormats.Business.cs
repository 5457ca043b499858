namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] Business =>
    [
        new("linear-api-key", "Linear", "API key", "lin_api_[alnum 40]", "https://linear.app/developers/graphql"),
    ];
}
