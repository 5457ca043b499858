using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What goes to an address: the browser that is sent there, or the service that fetches it.</summary>
internal static class Addresses
{
    public const string Uri = "System.Uri";

    /// <summary>Members of <see cref="Uri"/> that hold the host, which a list of allowed hosts is compared with.</summary>
    public static readonly ImmutableHashSet<string> HostMembers = ImmutableHashSet.Create("Host", "DnsSafeHost", "IdnHost", "Authority");

    /// <summary>Members of <see cref="Uri"/> that hold the whole address.</summary>
    public static readonly ImmutableHashSet<string> WholeMembers = ImmutableHashSet.Create("AbsoluteUri", "OriginalString");

    private static readonly string[] ClientMethods =
        ["GetAsync", "GetStringAsync", "GetStreamAsync", "GetByteArrayAsync", "PostAsync", "PutAsync", "PatchAsync", "DeleteAsync"];

    private static readonly string[] JsonMethods =
        ["GetFromJsonAsync", "GetFromJsonAsAsyncEnumerable", "PostAsJsonAsync", "PutAsJsonAsync", "PatchAsJsonAsync", "DeleteFromJsonAsync"];

    private static readonly string[] WebClientMethods =
    [
        "DownloadData", "DownloadDataTaskAsync", "DownloadFile", "DownloadFileTaskAsync", "DownloadString", "DownloadStringTaskAsync", "OpenRead", "OpenReadTaskAsync",
        "UploadData", "UploadDataTaskAsync", "UploadFile", "UploadFileTaskAsync", "UploadString", "UploadStringTaskAsync", "UploadValues", "UploadValuesTaskAsync",
    ];

    private static readonly string[] RedirectMethods = ["Redirect", "RedirectPermanent", "RedirectPreserveMethod", "RedirectPermanentPreserveMethod"];

    public static readonly Sink[] Redirects =
    [
        .. RedirectMethods.Select(method => new Sink("Microsoft.AspNetCore.Mvc.ControllerBase", method, "url", Dangers.Redirect)),
        .. RedirectMethods.Select(method => new Sink("Microsoft.AspNetCore.Mvc.RazorPages.PageModel", method, "url", Dangers.Redirect)),
        new("Microsoft.AspNetCore.Mvc.RedirectResult", ".ctor", "url", Dangers.Redirect),
        new("Microsoft.AspNetCore.Http.Results", "Redirect", "url", Dangers.Redirect),
        new("Microsoft.AspNetCore.Http.TypedResults", "Redirect", "url", Dangers.Redirect),
        new("Microsoft.AspNetCore.Http.HttpResponse", "Redirect", "location", Dangers.Redirect),
        new("Microsoft.AspNetCore.Http.IHeaderDictionary", "Location", "value", Dangers.Redirect),
        new("Microsoft.AspNetCore.Http.IHeaderDictionary", "this[]", "value", Dangers.Redirect, Only.LocationHeader),
        new("Microsoft.AspNetCore.Http.HeaderDictionaryExtensions", "Append", "value", Dangers.Redirect, Only.LocationHeader),

        // Where the browser is sent after it has signed in or out.
        new("Microsoft.AspNetCore.Authentication.AuthenticationProperties", "RedirectUri", "value", Dangers.Redirect),
    ];

    public static readonly Sink[] Requests =
    [
        .. ClientMethods.Select(method => new Sink("System.Net.Http.HttpClient", method, "requestUri", Dangers.Request)),
        .. JsonMethods.Select(method => new Sink("System.Net.Http.Json.HttpClientJsonExtensions", method, "requestUri", Dangers.Request)),
        .. WebClientMethods.Select(method => new Sink("System.Net.WebClient", method, "address", Dangers.Request)),
        new("System.Net.Http.HttpClient", "BaseAddress", "value", Dangers.Request),
        new("System.Net.Http.HttpRequestMessage", ".ctor", "requestUri", Dangers.Request),
        new("System.Net.Http.HttpRequestMessage", "RequestUri", "value", Dangers.Request),
        new("System.Net.WebClient", "BaseAddress", "value", Dangers.Request),
        new("System.Net.WebRequest", "Create", "requestUriString", Dangers.Request),
        new("System.Net.WebRequest", "Create", "requestUri", Dangers.Request),
        new("System.Net.WebRequest", "CreateHttp", "requestUriString", Dangers.Request),
        new("System.Net.WebRequest", "CreateHttp", "requestUri", Dangers.Request),
        new("System.Net.WebSockets.ClientWebSocket", "ConnectAsync", "uri", Dangers.Request),
    ];

    /// <summary>What is connected to by the name of a host alone.</summary>
    public static readonly Sink[] Hosts =
    [
        new("System.Net.Sockets.TcpClient", ".ctor", "hostname", Dangers.Request),
        new("System.Net.Sockets.TcpClient", "Connect", "hostname", Dangers.Request),
        new("System.Net.Sockets.TcpClient", "ConnectAsync", "host", Dangers.Request),
    ];

    public static IEnumerable<Sink> Sinks => Redirects.Concat(Requests).Concat(Hosts);
}
