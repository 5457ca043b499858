using System.Collections.Generic;
using System.Linq;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What goes to an address: the browser that is sent there, or the service that fetches it.</summary>
internal static class Addresses
{
    public const string Uri = "System.Uri";
    public const string UriBuilder = "System.UriBuilder";

    /// <summary>Members of <see cref="Uri"/> that hold the host, which a list of allowed hosts is compared with.</summary>
    public static readonly HashSet<string> HostMembers = new(System.StringComparer.Ordinal) { "Host", "DnsSafeHost", "IdnHost", "Authority" };

    /// <summary>Members of <see cref="Uri"/> that hold the whole address.</summary>
    public static readonly HashSet<string> WholeMembers = new(System.StringComparer.Ordinal) { "AbsoluteUri", "OriginalString" };

    /// <summary>Members of <see cref="UriBuilder"/> that do not decide where the address leads.</summary>
    public static readonly HashSet<string> TailMembers = new(System.StringComparer.Ordinal) { "Path", "Query", "Fragment", "UserName", "Password" };

    /// <summary>The same, as parameters of its constructors.</summary>
    public static readonly HashSet<string> TailParameters = new(System.StringComparer.Ordinal) { "path", "pathValue", "extraValue" };

    private static readonly string[] ClientMethods =
        ["GetAsync", "GetStringAsync", "GetStreamAsync", "GetByteArrayAsync", "PostAsync", "PutAsync", "PatchAsync", "DeleteAsync"];

    private static readonly string[] JsonMethods =
        ["GetFromJsonAsync", "GetFromJsonAsAsyncEnumerable", "PostAsJsonAsync", "PutAsJsonAsync", "PatchAsJsonAsync", "DeleteFromJsonAsync"];

    private static readonly string[] WebClientMethods =
    [
        "DownloadData", "DownloadDataAsync", "DownloadDataTaskAsync", "DownloadFile", "DownloadFileAsync", "DownloadFileTaskAsync", "DownloadString", "DownloadStringAsync", "DownloadStringTaskAsync",
        "OpenRead", "OpenReadAsync", "OpenReadTaskAsync", "OpenWrite", "OpenWriteAsync", "OpenWriteTaskAsync", "UploadData", "UploadDataAsync", "UploadDataTaskAsync", "UploadFile", "UploadFileAsync",
        "UploadFileTaskAsync", "UploadString", "UploadStringAsync", "UploadStringTaskAsync", "UploadValues", "UploadValuesAsync", "UploadValuesTaskAsync",
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
        new("System.Net.WebRequest", "CreateDefault", "requestUri", Dangers.Request),
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
        new("System.Net.Sockets.Socket", "Connect", "host", Dangers.Request),
        new("System.Net.Sockets.Socket", "ConnectAsync", "host", Dangers.Request),
        new("System.Net.Sockets.UdpClient", ".ctor", "hostname", Dangers.Request),
        new("System.Net.Sockets.UdpClient", "Connect", "hostname", Dangers.Request),
    ];

    /// <summary>What takes the name of a file, or an address that it fetches.</summary>
    public static readonly Sink[] Documents =
    [
        new("System.Xml.Linq.XDocument", "Load", "uri", Dangers.Request, Only.Address),
        new("System.Xml.Linq.XElement", "Load", "uri", Dangers.Request, Only.Address),
        new("System.Xml.XmlDocument", "Load", "filename", Dangers.Request, Only.Address),
        new("System.Xml.XmlReader", "Create", "inputUri", Dangers.Request, Only.Address),
        new("System.Xml.XmlTextReader", ".ctor", "url", Dangers.Request, Only.Address),
        new("System.Xml.XPath.XPathDocument", ".ctor", "uri", Dangers.Request, Only.Address),
    ];

    public static IEnumerable<Sink> Sinks => Redirects.Concat(Requests).Concat(Hosts).Concat(Documents);
}
