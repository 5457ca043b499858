using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What a listening call does with the address it is given.</summary>
internal enum ListenerKind
{
    /// <summary>It accepts from whoever can reach the address.</summary>
    Server,

    /// <summary>It only names the local end: with port 0, a multicast group or a connected peer it serves nobody.</summary>
    LocalEnd,

    /// <summary>An HttpListener or http.sys prefix, where <c>localhost</c> is what needs no reservation.</summary>
    Prefix,

    /// <summary>A command line of a server.</summary>
    CommandLine,
}

/// <summary>The calls, properties and names that decide on which address a program listens.</summary>
internal static class Listeners
{
    public const string IPAddress = "System.Net.IPAddress";
    public const string IPEndPoint = "System.Net.IPEndPoint";
    public const string TcpListener = "System.Net.Sockets.TcpListener";
    public const string UdpClient = "System.Net.Sockets.UdpClient";
    public const string Socket = "System.Net.Sockets.Socket";
    public const string KestrelOptions = "Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions";

    /// <summary>Type, member (<c>.ctor</c> for a constructor) and parameter through which an address arrives.</summary>
    public static readonly ImmutableArray<(string Type, string Member, string Parameter, ListenerKind Kind)> Calls = ImmutableArray.Create(
        (KestrelOptions, "Listen", "address", ListenerKind.Server),
        (KestrelOptions, "Listen", "endPoint", ListenerKind.Server),
        ("Microsoft.AspNetCore.Hosting.HostingAbstractionsWebHostBuilderExtensions", "UseUrls", "urls", ListenerKind.Server),
        ("Microsoft.AspNetCore.Builder.WebApplication", "Run", "url", ListenerKind.Server),
        ("Microsoft.AspNetCore.Builder.WebApplication", "RunAsync", "url", ListenerKind.Server),
        ("System.Net.HttpListenerPrefixCollection", "Add", "uriPrefix", ListenerKind.Prefix),
        ("Microsoft.AspNetCore.Server.HttpSys.UrlPrefixCollection", "Add", "prefix", ListenerKind.Prefix),
        (TcpListener, ".ctor", "localaddr", ListenerKind.Server),
        (TcpListener, ".ctor", "localEP", ListenerKind.Server),
        (Socket, "Bind", "localEP", ListenerKind.LocalEnd),
        (UdpClient, ".ctor", "localEP", ListenerKind.LocalEnd),
        ("Grpc.Core.ServerPort", ".ctor", "host", ListenerKind.Server),
        ("Microsoft.AspNetCore.Builder.WebApplication", "CreateBuilder", "args", ListenerKind.CommandLine),
        ("Microsoft.AspNetCore.Builder.WebApplication", "CreateSlimBuilder", "args", ListenerKind.CommandLine),
        ("Microsoft.AspNetCore.Builder.WebApplication", "Create", "args", ListenerKind.CommandLine),
        ("Microsoft.AspNetCore.WebHost", "CreateDefaultBuilder", "args", ListenerKind.CommandLine),
        ("Microsoft.Extensions.Hosting.Host", "CreateDefaultBuilder", "args", ListenerKind.CommandLine),
        ("Microsoft.Extensions.Hosting.Host", "CreateApplicationBuilder", "args", ListenerKind.CommandLine),
        ("Microsoft.Extensions.Configuration.CommandLineConfigurationExtensions", "AddCommandLine", "args", ListenerKind.CommandLine),
        ("System.Diagnostics.ProcessStartInfo", ".ctor", "arguments", ListenerKind.CommandLine),
        ("System.Diagnostics.Process", "Start", "arguments", ListenerKind.CommandLine));

    /// <summary>Properties that are a list of addresses or arguments to add to, or that are assigned as a whole.</summary>
    public static readonly ImmutableArray<(string Type, string Property, ListenerKind Kind)> Properties = ImmutableArray.Create(
        ("Microsoft.AspNetCore.Builder.WebApplication", "Urls", ListenerKind.Server),
        ("Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature", "Addresses", ListenerKind.Server),
        ("System.Net.Quic.QuicListenerOptions", "ListenEndPoint", ListenerKind.Server),
        ("Microsoft.AspNetCore.Builder.WebApplicationOptions", "Args", ListenerKind.CommandLine),
        ("Microsoft.Extensions.Hosting.HostApplicationBuilderSettings", "Args", ListenerKind.CommandLine),
        ("System.Diagnostics.ProcessStartInfo", "Arguments", ListenerKind.CommandLine),
        ("System.Diagnostics.ProcessStartInfo", "ArgumentList", ListenerKind.CommandLine));

    // UDP code that joins a group or takes broadcasts has to bind the wildcard: on Linux a socket bound to one address gets neither.
    private static readonly HashSet<string> GroupMembers = new(StringComparer.Ordinal) { "JoinMulticastGroup", "AddMembership", "EnableBroadcast" };

    private static readonly HashSet<string> Heads = new(StringComparer.Ordinal) { "host", "hostname" };

    private static readonly HashSet<string> Places = new(StringComparer.Ordinal)
    {
        "address", "addr", "ip", "host", "hostname", "name", "interface", "endpoint", "point", "to", "on", "url", "urls", "uri", "prefix", "bind", "listen",
    };

    private static readonly HashSet<string> Acts = new(StringComparer.Ordinal) { "bind", "binding", "listen", "listening", "listener" };

    // The other side of a connection, lists of hosts, and constants that name the wildcard itself.
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "remote", "target", "client", "peer", "proxy", "allowed", "allow", "blocked", "denied", "deny", "forbidden", "any", "all", "unspecified", "wildcard",
        "smtp", "mail", "db", "database", "redis", "destination", "dest", "upstream", "backend", "forwarded", "origin", "request", "response", "user",
        "connection", "connect", "probe", "invalid", "expected", "dns", "ping", "previous", "anonymous", "anonymized", "masked", "header", "uri", "mask", "network", "subnet",
    };

    private static readonly HashSet<string> ServerWords = new(StringComparer.Ordinal) { "server", "listener", "listen", "host", "hosting", "bind", "binding", "kestrel" };

    public static bool JoinsGroup(string identifier) => GroupMembers.Contains(identifier);

    /// <summary>The listening call that the argument belongs to.</summary>
    public static ListenerKind? Of(IArgumentOperation argument, CompilationContext context)
    {
        if (argument.Parameter is not { ContainingSymbol: IMethodSymbol method } parameter)
            return null;
        foreach (var call in Calls)
        {
            if (call.Parameter == parameter.Name && call.Member == method.Name && context.IsOrInherits(method.ContainingType, call.Type))
                return call.Kind;
        }

        return method.Name == "Add" && argument.Parent is IInvocationOperation { Instance: { } list } && list.Unwrap() is IPropertyReferenceOperation property
            ? Of(property.Property, context)
            : null;
    }

    /// <summary>The listening property, if it is one.</summary>
    public static ListenerKind? Of(IPropertySymbol property, CompilationContext context)
    {
        foreach (var known in Properties)
        {
            if (known.Property == property.Name && context.IsOrInherits(property.ContainingType, known.Type))
                return known.Kind;
        }

        return null;
    }

    /// <summary>Whether a value of that name is the address a server listens on: <c>host</c>, <c>bindAddress</c>, <c>LISTEN_IP</c>.</summary>
    public static bool NamesAddress(string name)
    {
        var words = Words.Split(name);
        if (words.Length == 0 || ContainsAny(words, Others))
            return false;
        var last = words[words.Length - 1];
        return Heads.Contains(last)
            || (last == "name" && words.Length > 1 && words[words.Length - 2] == "host")
            || (Places.Contains(last) && ContainsAny(words, Acts));
    }

    /// <summary>Whether an environment variable or configuration key of that name holds an address to listen on.</summary>
    public static bool IsAddressKey(string key) => NamesAddress(key) || NamesUrls(key);

    /// <summary>Whether the key is one that ASP.NET Core listens by: <c>urls</c>, <c>ASPNETCORE_URLS</c>, <c>Kestrel:Endpoints:Http:Url</c>.</summary>
    public static bool NamesUrls(string key) =>
        key.Equals("urls", StringComparison.OrdinalIgnoreCase)
        || key.Equals("server.urls", StringComparison.OrdinalIgnoreCase)
        || key.Equals("ASPNETCORE_URLS", StringComparison.OrdinalIgnoreCase)
        || key.Equals("DOTNET_URLS", StringComparison.OrdinalIgnoreCase)
        || (key.StartsWith("Kestrel:Endpoints:", StringComparison.OrdinalIgnoreCase) && key.EndsWith(":Url", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the type, by its name, serves: options or constructors of it that take a host take one to listen on.</summary>
    public static bool IsServerLike(INamedTypeSymbol type)
    {
        var words = Words.Split(type.Name);
        return ContainsAny(words, ServerWords) && !ContainsAny(words, Others);
    }

    /// <summary>Whether the type, by its name, is the other side: a client, a connection, a request.</summary>
    public static bool IsClientLike(INamedTypeSymbol type) => ContainsAny(Words.Split(type.Name), Others);

    /// <summary>The key as text: a constant, or WebHostDefaults.ServerUrlsKey, which is a read-only field.</summary>
    public static string? KeyText(IOperation key) =>
        key.Unwrap() is IFieldReferenceOperation { Field: { Name: "ServerUrlsKey", ContainingType.Name: "WebHostDefaults" } } ? "urls" : key.ConstantText();

    private static bool ContainsAny(ImmutableArray<string> words, HashSet<string> set)
    {
        foreach (var word in words)
        {
            if (set.Contains(word))
                return true;
        }

        return false;
    }
}
