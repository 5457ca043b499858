namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] SourceHosting =>
    [
        new("github-personal-access-token", "GitHub", "personal access token", "ghp_[alnum 36]", "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github") { Checksum = Checksum.Crc32Base62 },
        new("github-oauth-token", "GitHub", "OAuth access token", "gho_[alnum 36]", "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github") { Checksum = Checksum.Crc32Base62 },
        new("github-app-user-token", "GitHub", "user token of an app", "ghu_[alnum 36]", "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github") { Checksum = Checksum.Crc32Base62 },
        new("github-app-installation-token", "GitHub", "installation token of an app", "ghs_[alnum 36]", "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github") { Checksum = Checksum.Crc32Base62 },
        new("github-app-signed-token", "GitHub", "installation token of an app", "ghs_[digit 1-12]_eyJ[base64url 17-400].eyJ[base64url 17-2000].[base64url 43-700]", "https://github.blog/changelog/2026-05-15-github-app-installation-tokens-per-request-override-header"),
        new("github-refresh-token", "GitHub", "refresh token", "ghr_[alnum 76]", "https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens"),
        new("github-fine-grained-token", "GitHub", "fine-grained personal access token", "github_pat_[alnum 22]_[alnum 59]", "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens"),
        new("gitlab-access-token", "GitLab", "access token", "glpat-[base64url 20]", "https://docs.gitlab.com/security/tokens"),
        new("gitlab-routable-access-token", "GitLab", "access token", "glpat-[base64url 27-300].[loweralnum 2].[loweralnum 9]", "https://docs.gitlab.com/security/tokens") { Checksum = Checksum.Crc32Base36 },
        new("gitlab-unversioned-routable-access-token", "GitLab", "access token", "glpat-[base64url 27-300].[loweralnum 9]", "https://docs.gitlab.com/security/tokens") { Checksum = Checksum.Crc32Base36 },
        new("gitlab-deploy-token", "GitLab", "deploy token", "gldt-[base64url 20]", "https://docs.gitlab.com/security/tokens"),
        new("gitlab-runner-token", "GitLab", "runner token", "glrt-[base64url 20-24]", "https://docs.gitlab.com/security/tokens"),
        new("gitlab-routable-runner-token", "GitLab", "runner token", "glrt[=-,r-][base64url 27-300].[loweralnum 2].[loweralnum 9]", "https://docs.gitlab.com/security/tokens") { Checksum = Checksum.Crc32Base36 },
        new("gitlab-runner-registration-token", "GitLab", "runner registration token", "GR1348941[base64url 20]", "https://docs.gitlab.com/security/tokens"),
        new("gitlab-trigger-token", "GitLab", "pipeline trigger token", "glptt-[hex 40]", "https://docs.gitlab.com/security/tokens"),
        new("gitlab-oauth-secret", "GitLab", "OAuth application secret", "gloas-[hex 64]", "https://docs.gitlab.com/security/tokens"),
        new("gitlab-job-token", "GitLab", "job token", "glcbt-[alnum 1-5]_[base64url 20]", "https://docs.gitlab.com/security/tokens"),
        new("gitlab-agent-token", "GitLab", "token of an agent for Kubernetes", "glagent-[base64url 50]", "https://docs.gitlab.com/security/tokens"),
        new("gitlab-scim-token", "GitLab", "SCIM token", "glsoat-[base64url 20]", "https://docs.gitlab.com/security/tokens"),
        new("gitlab-feature-flag-token", "GitLab", "feature flag client token", "glffct-[base64url 20]", "https://docs.gitlab.com/security/tokens"),
        new("gitlab-feed-token", "GitLab", "feed token", "glft-[base64url 20]", "https://docs.gitlab.com/security/tokens"),
        new("gitlab-incoming-mail-token", "GitLab", "incoming mail token", "glimt-[base64url 25]", "https://docs.gitlab.com/security/tokens"),
        new("bitbucket-app-password", "Bitbucket", "app password", "ATBB[alnum 24][HEX 8]", "https://support.atlassian.com/bitbucket-cloud/docs/app-passwords"),
        new("bitbucket-access-token", "Bitbucket", "access token", "ATCTT3xFfG[base64url 150-240]=[HEX 8]", "https://support.atlassian.com/bitbucket-cloud/docs/access-tokens"),
        new("atlassian-api-token", "Atlassian", "API token", "ATATT3xFfG[base64url 150-240]=[HEX 8]", "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account"),
        new("sourcegraph-access-token", "Sourcegraph", "access token", "sgp_[hex 40]", "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token"),
        new("sourcegraph-instance-access-token", "Sourcegraph", "access token", "sgp_[hex 16]_[hex 40]", "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token"),
    ];
}
