namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] LanguageModels =>
    [
        new("openai-project-key", "OpenAI", "project API key", "sk-proj-[base64url 58-74]T3BlbkFJ[base64url 58-74]", "https://platform.openai.com/docs/api-reference/authentication"),
        new("anthropic-api-key", "Anthropic", "API key", "sk-ant-api03-[base64url 93]AA", "https://docs.anthropic.com/en/api/overview"),
        new("google-api-key", "Google", "API key", "AIza[base64url 35]", "https://cloud.google.com/docs/authentication/api-keys"),
    ];
}
