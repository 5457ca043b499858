namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] SourceHosting =>
    [
        new("github-personal-access-token", "GitHub", "personal access token", "ghp_[alnum 36]", "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github") { Checksum = Checksum.Crc32Base62 },
        new("gitlab-routable-token", "GitLab", "access token", "glpat-[base64url 27-300].01.[loweralnum 9]", "https://docs.gitlab.com/security/tokens/") { Checksum = Checksum.Crc32Base36 },
    ];
}
