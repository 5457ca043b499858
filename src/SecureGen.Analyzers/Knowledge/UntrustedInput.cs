using System.Collections.Immutable;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Where data from outside enters a service.</summary>
internal static class UntrustedInput
{
    public const string Controller = "Microsoft.AspNetCore.Mvc.ControllerBase";
    public const string ApiController = "Microsoft.AspNetCore.Mvc.ApiControllerAttribute";
    public const string ControllerAttribute = "Microsoft.AspNetCore.Mvc.ControllerAttribute";
    public const string NonAction = "Microsoft.AspNetCore.Mvc.NonActionAttribute";
    public const string PageModel = "Microsoft.AspNetCore.Mvc.RazorPages.PageModel";
    public const string Hub = "Microsoft.AspNetCore.SignalR.Hub";
    public const string RemoteCall = "Grpc.Core.ServerCallContext";
    public const string RemoteMessage = "Google.Protobuf.IMessage";
    public const string BindProperty = "Microsoft.AspNetCore.Mvc.BindPropertyAttribute";
    public const string FromServices = "Microsoft.AspNetCore.Http.Metadata.IFromServiceMetadata";
    public const string FromKeyedServices = "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute";
    public const string RegularExpression = "System.ComponentModel.DataAnnotations.RegularExpressionAttribute";
    public const string EndpointNamespace = "Microsoft.AspNetCore.Builder";

    /// <summary>Members that are sources, as type and member, with the words for the message.</summary>
    public static readonly ImmutableDictionary<string, string> Members = ImmutableDictionary.CreateRange(
        System.StringComparer.Ordinal,
        new System.Collections.Generic.KeyValuePair<string, string>[]
        {
            new("Microsoft.AspNetCore.Http.HttpRequest.Query", "query parameter"),
            new("Microsoft.AspNetCore.Http.HttpRequest.Form", "form field"),
            new("Microsoft.AspNetCore.Http.HttpRequest.Headers", "request header"),
            new("Microsoft.AspNetCore.Http.HttpRequest.Cookies", "cookie"),
            new("Microsoft.AspNetCore.Http.HttpRequest.RouteValues", "route value"),
            new("Microsoft.AspNetCore.Http.HttpRequest.Path", "request path"),
            new("Microsoft.AspNetCore.Http.HttpRequest.QueryString", "query string"),
            new("Microsoft.AspNetCore.Http.HttpRequest.Body", "request body"),
            new("Microsoft.AspNetCore.Http.HttpRequest.ReadFormAsync", "form field"),
            new("Microsoft.AspNetCore.Http.HttpRequestJsonExtensions.ReadFromJsonAsync", "request body"),
            new("Microsoft.AspNetCore.Routing.RouteData.Values", "route value"),
            new("Microsoft.AspNetCore.Routing.RoutingHttpContextExtensions.GetRouteValue", "route value"),
            new("Microsoft.AspNetCore.Http.IFormFile.FileName", "uploaded file name"),
            new("Microsoft.AspNetCore.Http.IFormFile.Name", "uploaded form field name"),
            new("System.IO.Compression.ZipArchiveEntry.FullName", "archive entry name"),
            new("System.Formats.Tar.TarEntry.Name", "archive entry name"),
            new("System.Formats.Tar.TarEntry.LinkName", "archive link name"),
        });

    /// <summary>The last names of <see cref="Members"/>: the first, cheap test.</summary>
    public static readonly ImmutableHashSet<string> MemberNames = ImmutableHashSet.Create(
        "Query", "Form", "Headers", "Cookies", "RouteValues", "Path", "QueryString", "Body", "ReadFormAsync", "ReadFromJsonAsync", "Values", "GetRouteValue",
        "FileName", "Name", "FullName", "LinkName");

    public static readonly ImmutableHashSet<string> MapMethods = ImmutableHashSet.Create(
        "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "Map", "MapMethods", "MapFallback");
}
