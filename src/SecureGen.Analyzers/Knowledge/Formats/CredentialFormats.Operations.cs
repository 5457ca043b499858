namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] Operations =>
    [
        new("datadog-api-key", "Datadog", "API key", "[hex 32]", "https://docs.datadoghq.com/account_management/api-app-keys") { Keyword = "datadog" },
        new("datadog-application-key", "Datadog", "application key", "[hex 40]", "https://docs.datadoghq.com/account_management/api-app-keys") { Keyword = "datadog" },
        new("new-relic-user-key", "New Relic", "user key", "NRAK-[upperalnum 27]", "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys") { EntropyFloor = 3.4 },
        new("new-relic-license-key", "New Relic", "license key", "[hex 36]NRAL", "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys"),
        new("new-relic-regional-license-key", "New Relic", "license key", "eu01xx[hex 30]NRAL", "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys"),
        new("new-relic-insights-key", "New Relic", "insights key", "NRI[=I,Q]-[base64url 32]", "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys"),
        new("grafana-service-account-token", "Grafana", "service account token", "glsa_[alnum 32]_[anyhex 8]", "https://grafana.com/docs/grafana/latest/administration/service-accounts"),
        new("grafana-cloud-token", "Grafana", "cloud access token", "glc_eyJ[base64 60-400]", "https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies"),
        new("grafana-api-key", "Grafana", "API key", "eyJrIjoi[base64 60-400]", "https://grafana.com/docs/grafana/latest/developers/http_api/auth"),
        new("sentry-organization-token", "Sentry", "organization token", "sntrys_eyJ[base64 80-400][=_,=_,==_][base64 43]", "https://docs.sentry.io/account/auth-tokens"),
        new("sentry-user-token", "Sentry", "user token", "sntryu_[hex 64]", "https://docs.sentry.io/account/auth-tokens"),
        new("honeycomb-ingest-key", "Honeycomb", "ingest key", "hc[lower 1]ik_[loweralnum 58]", "https://docs.honeycomb.io/get-started/configure/environments/manage-api-keys"),
        new("pagerduty-user-token", "PagerDuty", "user token", "u+[base64url 18]", "https://support.pagerduty.com/main/docs/api-access-keys") { EntropyFloor = 3.4, Keyword = "pager duty" },
        new("opsgenie-api-key", "Opsgenie", "API key", "[anyhex 8]-[anyhex 4]-[anyhex 4]-[anyhex 4]-[anyhex 12]", "https://support.atlassian.com/opsgenie/docs/api-key-management") { Keyword = "genie key" },
        new("dynatrace-token", "Dynatrace", "access token", "dt0[lower 1][digit 2].[base32 24].[base32 64]", "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens"),
        new("better-stack-source-token", "Better Stack", "source token", "[alnum 24]", "https://betterstack.com/docs/logs/api/getting-started") { EntropyFloor = 3.7, Keyword = "logtail" },
        new("launchdarkly-sdk-key", "LaunchDarkly", "SDK key", "sdk-[hex 8]-[hex 4]-[hex 4]-[hex 4]-[hex 12]", "https://launchdarkly.com/docs/home/account/environment/keys"),
        new("launchdarkly-api-token", "LaunchDarkly", "API access token", "api-[hex 8]-[hex 4]-[hex 4]-[hex 4]-[hex 12]", "https://launchdarkly.com/docs/home/account/api") { Keyword = "launch darkly" },
        new("statsig-secret-key", "Statsig", "server secret key", "secret-[alnum 40-50]", "https://docs.statsig.com/sdk-keys/api-keys") { EntropyFloor = 4.2 },
        new("posthog-api-key", "PostHog", "personal API key", "phx_[alnum 40-50]", "https://posthog.com/docs/api") { EntropyFloor = 4.2 },
        new("rollbar-access-token", "Rollbar", "access token", "[hex 32]", "https://docs.rollbar.com/docs/access-tokens") { Keyword = "rollbar" },
        new("sumo-logic-collector", "Sumo Logic", "collector address", "collectors.sumologic.com/receiver/v1/http/[base64 80-160]", "https://www.sumologic.com/help/docs/send-data/hosted-collectors/http-source"),
        new("splunk-collector-token", "Splunk", "event collector token", "[anyhex 8]-[anyhex 4]-[anyhex 4]-[anyhex 4]-[anyhex 12]", "https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector") { Keyword = "splunk" },
        new("coralogix-key", "Coralogix", "API key", "cx[=tp,up]_[alnum 30]", "https://coralogix.com/docs/user-guides/account-management/api-keys/api-keys") { EntropyFloor = 3.8 },
        new("axiom-token", "Axiom", "API token", "xa[=at,pt]-[hex 8]-[hex 4]-[hex 4]-[hex 4]-[hex 12]", "https://axiom.co/docs/reference/tokens"),
        new("checkly-api-key", "Checkly", "API key", "cu_[hex 32]", "https://www.checklyhq.com/docs/accounts-and-users/creating-api-key"),
        new("uptimerobot-api-key", "UptimeRobot", "API key", "ur[digit 5-8]-[hex 24]", "https://uptimerobot.com/api"),
        new("firehydrant-token", "FireHydrant", "token", "fhb-[hex 32]", "https://docs.firehydrant.com/docs/api-keys"),
        new("rootly-api-key", "Rootly", "API key", "rootly_[hex 64]", "https://docs.rootly.com/api-reference/overview"),
        new("shodan-api-key", "Shodan", "API key", "[alnum 32]", "https://developer.shodan.io/api/requirements") { EntropyFloor = 4.1, Keyword = "shodan" },
        new("flagsmith-environment-key", "Flagsmith", "server-side environment key", "ser.[alnum 22]", "https://docs.flagsmith.com/clients/server-side") { EntropyFloor = 3.6, Keyword = "flagsmith" },
        new("zuplo-api-key", "Zuplo", "API key", "zpka_[hex 32]_[hex 8]", "https://zuplo.com/docs/articles/api-key-leak-detection"),
        new("kong-access-token", "Kong", "access token", "[=kpat,spat]_[alnum 40-64]", "https://developer.konghq.com/konnect-api"),
        new("inngest-signing-key", "Inngest", "signing key", "signkey-prod-[hex 32-64]", "https://www.inngest.com/docs/platform/signing-keys"),
        new("trigger-dev-secret-key", "Trigger.dev", "secret key", "tr_prod_[alnum 20-24]", "https://trigger.dev/docs/apikeys") { EntropyFloor = 3.6 },
    ];
}
