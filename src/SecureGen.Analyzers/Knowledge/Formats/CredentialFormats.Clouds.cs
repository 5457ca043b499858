namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] Clouds =>
    [
        new("digitalocean-personal-access-token", "DigitalOcean", "personal access token", "dop_v1_[hex 64]", "https://docs.digitalocean.com/reference/api/create-personal-access-token/"),
    ];
}
