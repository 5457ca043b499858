namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] Databases =>
    [
        new("planetscale-service-token", "PlanetScale", "service token", "pscale_tkn_[base64url 32-64]", "https://planetscale.com/docs/api/reference/service-tokens"),
        new("planetscale-password", "PlanetScale", "database password", "pscale_pw_[base64url 32-64]", "https://planetscale.com/docs/concepts/connection-strings"),
        new("planetscale-oauth-token", "PlanetScale", "OAuth token", "pscale_oauth_[base64url 32-64]", "https://planetscale.com/docs/api/reference/oauth"),
        new("mongodb-atlas-service-account-secret", "MongoDB Atlas", "service account secret", "mdb_sa_sk_[base64url 40]", "https://www.mongodb.com/docs/atlas/api/service-accounts-overview"),
        new("neon-api-key", "Neon", "API key", "napi_[loweralnum 64]", "https://neon.com/docs/manage/api-keys"),
        new("confluent-api-secret", "Confluent", "API secret", "cflt[base64 60]", "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html") { EntropyFloor = 4.4 },
        new("confluent-old-api-secret", "Confluent", "API secret", "[base64 64]", "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html") { EntropyFloor = 4.8, Keyword = "confluent" },
        new("influxdb-token", "InfluxDB", "API token", "[base64url 86]==", "https://docs.influxdata.com/influxdb/cloud/admin/tokens") { EntropyFloor = 5.05, Keyword = "influx" },
        new("influxdb-database-token", "InfluxDB", "API token", "apiv3_[base64url 86]", "https://docs.influxdata.com/influxdb3/core/admin/tokens"),
        new("elastic-cloud-api-key", "Elastic", "cloud API key", "essu_[base64 50-160]", "https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys"),
        new("airtable-access-token", "Airtable", "personal access token", "pat[alnum 14].[hex 64]", "https://airtable.com/developers/web/guides/personal-access-tokens"),
        new("airtable-api-key", "Airtable", "API key", "key[alnum 14]", "https://airtable.com/developers/web/api/authentication") { Keyword = "airtable" },
        new("notion-integration-token", "Notion", "integration token", "ntn_[alnum 46]", "https://developers.notion.com/reference/authentication") { EntropyFloor = 4.3 },
        new("notion-old-integration-token", "Notion", "integration token", "secret_[alnum 43]", "https://developers.notion.com/reference/authentication") { EntropyFloor = 4.3 },
        new("xata-api-key", "Xata", "API key", "xau_[alnum 43]", "https://xata.io/docs/concepts/api-keys") { EntropyFloor = 4.2 },
        new("aiven-service-password", "Aiven", "service password", "AVNS_[base64url 19]", "https://aiven.io/docs/platform/concepts/authentication-tokens") { EntropyFloor = 3.4 },
        new("cockroachdb-api-key", "CockroachDB", "API key", "CCDB1_[alnum 22]_[alnum 40]", "https://www.cockroachlabs.com/docs/cockroachcloud/managing-access"),
        new("clickhouse-api-secret", "ClickHouse", "API key secret", "4b1d[alnum 38]", "https://clickhouse.com/docs/cloud/manage/openapi") { EntropyFloor = 4.1 },
        new("astra-db-token", "Astra DB", "application token", "AstraCS:[alnum 24]:[hex 64]", "https://docs.datastax.com/en/astra-db-serverless/administration/manage-application-tokens.html"),
        new("appwrite-api-key", "Appwrite", "API key", "standard_[hex 256]", "https://appwrite.io/docs/advanced/platform/api-keys"),
        new("dbt-token", "dbt", "access token", "dbt[=c,u]_[base64url 30-64]", "https://docs.getdbt.com/docs/dbt-cloud-apis/authentication") { EntropyFloor = 3.8 },
        new("segment-api-token", "Segment", "API token", "sgp_[alnum 64]", "https://docs.segmentapis.com") { EntropyFloor = 4.2 },
        new("maxmind-license-key", "MaxMind", "license key", "[alnum 6]_[alnum 29]_mmk", "https://support.maxmind.com/hc/en-us/articles/4407111582235-Generate-a-License-Key"),
    ];
}
