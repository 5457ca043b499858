using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Schemes without encryption, the places that connect to an address, and hosts that are in clear text for a reason.</summary>
internal static class ClearTextSchemes
{
    /// <summary>Scheme, the one with TLS, its usual port and that of the other.</summary>
    public static readonly ImmutableArray<(string Clear, string Secure, int Port, int SecurePort)> All = ImmutableArray.Create(
        ("http", "https", 80, 443),
        ("ws", "wss", 80, 443),
        ("amqp", "amqps", 5672, 5671),
        ("redis", "rediss", 6379, 6380),
        ("ftp", "ftps", 21, 990));

    // By the ends of their names: what connects is called so in every library.
    public static readonly string[] Connectors =
    [
        "Client", "Channel", "Connection", "ConnectionFactory", "ConnectionMultiplexer", "ClientExtensions", "HttpClientJsonExtensions", "HttpRequestMessage", "WebRequest", "WebSocket",
        "HubConnectionBuilderHttpExtensions", "HubConnectionBuilder", "RestRequest", "ClientFactoryOptions", "ClientOptions",
    ];

    public static readonly HashSet<string> Parameters = new(StringComparer.Ordinal)
    {
        "requestUri", "requestUriString", "uri", "url", "address", "endpoint", "baseAddress", "baseUrl", "baseUri", "serviceUri", "serviceUrl", "endPoint",
    };

    public static readonly HashSet<string> Properties = new(StringComparer.Ordinal)
    {
        "BaseAddress", "RequestUri", "Address", "Endpoint", "Uri", "ServiceUri", "ServiceUrl", "ServiceURL", "BaseUrl", "BaseUri",
    };

    private static readonly HashSet<string> Settings = new(StringComparer.OrdinalIgnoreCase) { "BaseUrl", "BaseUri", "BaseAddress", "Endpoint", "ServiceUrl", "ServiceUri", "ServiceEndpoint", "ApiUrl", "ApiUri", "ApiBaseUrl", "ApiEndpoint" };

    private static readonly string[] SettingTypes = ["Options", "Settings", "Configuration", "Config"];

    // RFC 2606 and RFC 6761 keep these for examples; nothing answers there.
    private static readonly string[] Examples = ["example.com", "example.org", "example.net", "example", "test", "invalid"];

    // Names and not addresses, lists that are signed themselves (RFC 5280, RFC 6960, RFC 3161), and tests for a captive portal.
    private static readonly string[] Plain =
    [
        "www.w3.org", "tempuri.org", "schemas.microsoft.com", "schemas.xmlsoap.org", "schemas.openxmlformats.org", "www.opengis.net", "purl.org", "xmlns.com", "json-schema.org",
        "www.msftconnecttest.com", "www.msftncsi.com", "connectivitycheck.gstatic.com", "captive.apple.com", "detectportal.firefox.com", "neverssl.com",
    ];

    private static readonly string[] SignedPrefixes = ["ocsp", "crl", "timestamp", "tsa", "aia", "schemas", "xmlns"];

    public static bool IsConnecting(IParameterSymbol parameter) =>
        Parameters.Contains(parameter.Name) && IsConnector(parameter.ContainingSymbol.ContainingType);

    public static bool IsConnecting(IPropertySymbol property) =>
        Properties.Contains(property.Name) && property.DeclaringSyntaxReferences.IsEmpty && (property.Type.Name == "Uri" || IsConnector(property.ContainingType));

    /// <summary>Whether a property of the project holds the address that its clients are configured with.</summary>
    public static bool IsSetting(string property, string type) => Settings.Contains(property) && SettingTypes.Any(end => type.EndsWith(end, StringComparison.Ordinal));

    /// <summary>Whether nothing secret goes to the host, or nobody answers there.</summary>
    public static bool IsHarmless(string host) =>
        Plain.Contains(host) || Examples.Any(example => host == example || host.EndsWith("." + example, StringComparison.Ordinal)) || Array.IndexOf(SignedPrefixes, host.Split('.')[0].TrimEnd('0', '1', '2', '3', '4', '5', '6')) >= 0
        || host.Contains("connectivitycheck");

    private static bool IsConnector(INamedTypeSymbol? type)
    {
        for (; type is not null && type.DeclaringSyntaxReferences.IsEmpty; type = type.BaseType)
        {
            var name = type.Name;
            if (Connectors.Any(end => name.EndsWith(end, StringComparison.Ordinal)))
                return true;
        }

        return false;
    }
}
