using System;
using System.Collections.Generic;
using System.Linq;
using SecureGen.Analyzers.Configuration;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.CredentialTexts;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Settings of the frameworks and of connection strings that are not for production.</summary>
internal static class InsecureSettings
{
    private const string ShowsErrors = "shows the details of errors to clients";
    private const string LogsTooMuch = "logs what production must not log";
    private const string AcceptsAnyone = "accepts whatever certificate the server shows";
    private const string InTheClear = "sends the connection's content in the clear";

    private static readonly KnownSetting[] Json =
    [
        new("DetailedErrors", ["true", "1"], ShowsErrors, "false"),
        new("EnableDetailedErrors", ["true"], ShowsErrors, "false"),
        new("ASPNETCORE_DETAILEDERRORS", ["true", "1"], ShowsErrors, "false"),
        new("EnableSensitiveDataLogging", ["true"], LogsTooMuch, "false"),
        new("LogLevel:Default", ["Debug", "Trace"], LogsTooMuch, "Information"),
        new("Serilog:MinimumLevel", ["Debug", "Verbose"], LogsTooMuch, "Information"),
        new("MinimumLevel:Default", ["Debug", "Verbose"], LogsTooMuch, "Information"),
        new("AllowedHosts", ["*"], "answers to every host name that a client claims", "localhost", IsTemplate: true),
    ];

    // Debuggers and tools that trace are attached by whoever may: nothing is written where none is.
    private static readonly string[] AttachedLoggers = ["Debug:LogLevel:Default", "EventSource:LogLevel:Default"];

    private static readonly KnownSetting[] Xml =
    [
        new("system.web:compilation:debug", ["true"], "compiles pages for debugging and lifts time limits", "false"),
        new("system.web:customErrors:mode", ["Off"], ShowsErrors, "RemoteOnly"),
        new("system.webServer:httpErrors:errorMode", ["Detailed"], ShowsErrors, "DetailedLocalOnly"),
        new("system.web:trace:enabled", ["true"], "keeps a trace of requests", "false"),
        new("environmentVariables:ASPNETCORE_ENVIRONMENT", ["Development"], "runs the site as on a developer's machine", "Production"),
        new("environmentVariables:DOTNET_ENVIRONMENT", ["Development"], "runs the site as on a developer's machine", "Production"),
        new("environmentVariables:ASPNETCORE_DETAILEDERRORS", ["true", "1"], ShowsErrors, "false"),
    ];

    // A file of variables without an environment in its name is the developer's own.
    private static readonly KnownSetting[] ProductionVariables =
    [
        new("ASPNETCORE_ENVIRONMENT", ["Development"], "runs the service as on a developer's machine", "Production"),
        new("DOTNET_ENVIRONMENT", ["Development"], "runs the service as on a developer's machine", "Production"),
    ];

    private static readonly KnownSetting[] Fields =
    [
        new("trustservercertificate", ["true", "yes"], AcceptsAnyone, "False"),
        new("encrypt", ["false", "no", "optional"], InTheClear, "True"),
        new("sslmode", ["none", "disable", "disabled"], InTheClear, "VerifyFull"),
    ];

    // What a database or broker is called in a network of containers.
    private static readonly HashSet<string> ServiceNames = new(StringComparer.Ordinal)
    {
        "db", "database", "sql", "sqlserver", "sqldata", "mssql", "postgres", "postgresql", "pg", "pgsql", "mysql", "mariadb", "mongo", "mongodb", "redis", "cache", "rabbitmq", "oracle", "docker", "container",
    };

    /// <summary>What is wrong with the setting, or null.</summary>
    public static InsecureSetting? Of(Setting setting, ConfigurationFile file) => file.Kind switch
    {
        ConfigurationKind.AppSettings => Find(Json, setting),
        ConfigurationKind.EnvironmentVariables => Find(Json, setting) ?? (file.IsForProduction ? Find(ProductionVariables, setting) : null),
        ConfigurationKind.XmlConfiguration => Find(Xml, setting),
        _ => null,
    };

    /// <summary>The fields of a connection string to another machine that give its protection up.</summary>
    public static IEnumerable<InsecureField> FieldsOf(Setting setting, ConfigurationFile file)
    {
        var text = setting.Text;
        if (text.IndexOf('=') < 0 || text.IndexOf(';') < 0 || !Fields.Any(field => HasValueOf(field, text)))
            yield break;
        if (file.IsForContainer || ConnectionTexts.HostOf(text) is not { Length: > 0 } host || Hosts.IsReserved(host) || (Hosts.IsNear(host) && !IsServer(host)))
            yield break;
        foreach (var field in ConnectionTexts.FieldsOf(text))
        {
            foreach (var known in Fields)
            {
                if (known.Path == field.Name && known.IsInsecure(text.Substring(field.Start, field.Length)))
                    yield return new InsecureField(known.Result, field.Spelling, field.Start, field.Length);
            }
        }
    }

    // SQLPROD01 is a machine of the intranet, catalog-db a neighbour in a network of containers.
    private static bool IsServer(string host)
    {
        if (Hosts.IsLocal(host) || host.IndexOfAny(['.', '(', '$', '{', '<', '#', '%']) >= 0)
            return false;
        var name = host.Split('\\', ',', ':')[0];
        return name.Any(char.IsDigit) && !Words.Split(name).Any(ServiceNames.Contains) && name != "::1";
    }

    private static bool HasValueOf(KnownSetting field, string text) => field.Values.Any(value => text.IndexOf(value, StringComparison.OrdinalIgnoreCase) >= 0);

    private static InsecureSetting? Find(KnownSetting[] settings, Setting setting)
    {
        foreach (var known in settings)
        {
            if (known.IsInsecure(setting.Text) && IsAt(setting.Path, known.Path) && !AttachedLoggers.Any(logger => IsAt(setting.Path, logger)))
                return known.Result;
        }

        return null;
    }

    // At the end of the path; a single name also at its beginning only.
    private static bool IsAt(string path, string known) =>
        path.EndsWith(known, StringComparison.OrdinalIgnoreCase) && (path.Length == known.Length || path[path.Length - known.Length - 1] == ':');

    private sealed record KnownSetting(string Path, string[] Values, string Why, string Secure, bool IsTemplate = false)
    {
        public InsecureSetting Result { get; } = new(Why, Secure, IsTemplate);

        public bool IsInsecure(string value) => Values.Any(insecure => insecure.Equals(value.Trim(), StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>What is wrong with a setting.</summary>
/// <param name="Why">The end of the message.</param>
/// <param name="Secure">The value to set instead.</param>
/// <param name="IsTemplate">Whether the templates of new projects have it.</param>
internal sealed record InsecureSetting(string Why, string Secure, bool IsTemplate);

/// <summary>A field of a connection string that is wrong.</summary>
internal readonly record struct InsecureField(InsecureSetting Setting, string Key, int Start, int Length);
