namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] Databases =>
    [
        new("planetscale-password", "PlanetScale", "database password", "pscale_pw_[base64url 32-64]", "https://planetscale.com/docs/concepts/connection-strings"),
    ];
}
