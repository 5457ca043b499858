namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] Operations =>
    [
        new("datadog-api-key", "Datadog", "API key", "[hex 32]", "https://docs.datadoghq.com/account_management/api-app-keys/") { Keyword = "datadog" },
    ];
}
