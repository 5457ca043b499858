using System;
using System.Collections.Generic;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>The names of the fields of connection strings, in lower case and without spaces and underscores.</summary>
internal static class CredentialFields
{
    // What a person chose, and what was issued.
    private static readonly HashSet<string> Passwords = new(StringComparer.Ordinal) { "password", "pwd", "passwd", "pass", "userpassword", "keypassword", "proxypassword", "sslpassword", "databasepassword", "jetoledb:databasepassword" };

    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["accountkey"] = "account key",
        ["sharedaccesskey"] = "shared access key",
        ["sharedaccesssignature"] = "shared access signature",
        ["sharedsecret"] = "shared secret",
        ["sharedsecretkey"] = "shared secret",
        ["accesskey"] = "access key",
        ["secretkey"] = "secret key",
        ["secretaccesskey"] = "secret access key",
        ["clientsecret"] = "client secret",
        ["applicationkey"] = "application key",
        ["apikey"] = "API key",
        ["secret"] = "secret",
    };

    private static readonly HashSet<string> Companions = new(StringComparer.Ordinal)
    {
        "server", "datasource", "host", "hostname", "hosts", "address", "addr", "networkaddress", "database", "initialcatalog", "dbname", "dbq", "attachdbfilename", "userid", "uid", "user",
        "username", "usr", "login", "provider", "driver", "dsn", "endpoint", "accountname", "accountendpoint", "port", "servicename", "sid", "datasourcename", "persistsecurityinfo",
        "sharedaccesskeyname", "defaultendpointsprotocol", "blobendpoint", "ssl", "abortconnect", "connecttimeout", "clientid", "tenantid", "id", "filename", "cluster", "contactpoints", "bootstrapservers",
        "jetoledb:systemdatabase", "encrypt", "trustservercertificate", "multipleactiveresultsets", "pooling", "sslmode", "virtualhost", "smtpserver",
    };

    private static readonly HashSet<string> Hosts = new(StringComparer.Ordinal)
        { "server", "datasource", "host", "hostname", "address", "addr", "networkaddress", "endpoint", "accountendpoint", "blobendpoint" };

    private static readonly HashSet<string> Users = new(StringComparer.Ordinal) { "userid", "uid", "user", "username", "login" };

    // The words with which documentation fills a password.
    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "my", "the", "user", "users", "usr", "name", "db", "database", "sql", "some", "a", "an", "your", "pass", "password", "passwd", "pwd", "pw", "secret", "here", "goes", "strong", "very", "secure", "value",
        "account", "key", "access", "shared", "foo", "bar", "baz", "abc", "xyz", "p", "token", "credential", "credentials", "enter", "complex", "any", "random", "long", "auth", "info", "string", "tiger", "mypwd", "mypass", "mypassword", "userpass", "userinfo",
    };

    public static bool IsPassword(string field) => Passwords.Contains(field);

    /// <summary>What an issued key in the field is called, or null where the field holds none.</summary>
    public static string? KeyIn(string field) => Keys.TryGetValue(field, out var kind) ? kind : null;

    /// <summary>Whether the field shows that the text is a connection string.</summary>
    public static bool IsCompanion(string field) => Companions.Contains(field);

    public static bool IsHost(string field) => Hosts.Contains(field);

    public static bool IsUser(string field) => Users.Contains(field);

    public static bool IsFiller(string word) => Fillers.Contains(word);

    /// <summary>Whether the fields say that the password is not used: the account of the process is.</summary>
    public static bool IsIntegrated(string field, string value) =>
        field is "integratedsecurity" or "trustedconnection" or "trusted_connection" && value.ToLowerInvariant() is "true" or "yes" or "sspi";

    /// <summary>Whose the connection string is, as its own fields and host tell; empty for a database's.</summary>
    public static string ProviderOf(string text)
    {
        if (Says("servicebus.windows.net"))
            return Says("EntityPath") ? "Azure Event Hubs" : "Azure Service Bus";
        if (Says("documents.azure.com"))
            return "Azure Cosmos DB";
        if (Says("azure-devices.net"))
            return "Azure IoT Hub";
        if (Says("service.signalr.net"))
            return "Azure SignalR";
        if (Says("azconfig.io"))
            return "Azure App Configuration";
        if (Says("communication.azure.com"))
            return "Azure Communication Services";
        if (Says("AccountKey") || Says("BlobEndpoint"))
            return Says("AccountEndpoint") ? "Azure Cosmos DB" : "Azure Storage";
        return Says("abortConnect") || Says("redis.cache") ? "Redis" : "";

        bool Says(string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>Whose address of that scheme is.</summary>
    public static string ProviderOfScheme(string scheme) => scheme.ToLowerInvariant() switch
    {
        "mongodb" or "mongodb+srv" => "MongoDB",
        "postgres" or "postgresql" => "PostgreSQL",
        "mysql" or "mysqlx" or "mysql2" => "MySQL",
        "mariadb" => "MariaDB",
        "redis" or "rediss" => "Redis",
        "amqp" or "amqps" => "AMQP",
        "smtp" or "smtps" or "submission" => "SMTP",
        "ftp" or "ftps" or "sftp" => "FTP",
        "mqtt" or "mqtts" => "MQTT",
        "sqlserver" or "mssql" => "SQL Server",
        "clickhouse" => "ClickHouse",
        "nats" => "NATS",
        "neo4j" or "neo4j+s" or "bolt" or "bolt+s" => "Neo4j",
        "ldap" or "ldaps" => "LDAP",
        _ => "",
    };
}
