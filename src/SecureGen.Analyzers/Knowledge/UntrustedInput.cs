using System.Collections.Generic;
using System.Linq;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>A member whose value comes from outside, as the name of its type and its own.</summary>
// Words: For the message: "query parameter".
internal sealed record SourceMember(string Type, string Member, string Words, Origin Origin = Origin.Remote);

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
    public const string Validator = "FluentValidation.AbstractValidator`1";
    public const string AllowedValues = "System.ComponentModel.DataAnnotations.AllowedValuesAttribute";
    public const string EndpointNamespace = "Microsoft.AspNetCore.Builder";

    // https://learn.microsoft.com/aspnet/core/fundamentals/minimal-apis/parameter-binding
    public static readonly SourceMember[] Web =
    [
        new("Microsoft.AspNetCore.Http.HttpRequest", "Query", "query parameter"),
        new("Microsoft.AspNetCore.Http.HttpRequest", "Form", "form field"),
        new("Microsoft.AspNetCore.Http.HttpRequest", "Headers", "request header"),
        new("Microsoft.AspNetCore.Http.HttpRequest", "Cookies", "cookie"),
        new("Microsoft.AspNetCore.Http.HttpRequest", "RouteValues", "route value"),
        new("Microsoft.AspNetCore.Http.HttpRequest", "Path", "request path"),
        new("Microsoft.AspNetCore.Http.HttpRequest", "QueryString", "query string"),
        new("Microsoft.AspNetCore.Http.HttpRequest", "Body", "request body"),
        new("Microsoft.AspNetCore.Http.HttpRequest", "ReadFormAsync", "form field"),
        new("Microsoft.AspNetCore.Http.HttpRequestJsonExtensions", "ReadFromJsonAsync", "request body"),
        new("Microsoft.AspNetCore.Routing.RouteData", "Values", "route value"),
        new("Microsoft.AspNetCore.Routing.RoutingHttpContextExtensions", "GetRouteValue", "route value"),
        new("Microsoft.AspNetCore.Http.IFormFile", "FileName", "uploaded file name", Origin.Upload),
        new("Microsoft.Net.Http.Headers.ContentDispositionHeaderValue", "FileName", "uploaded file name", Origin.Upload),
        new("Microsoft.Net.Http.Headers.ContentDispositionHeaderValue", "FileNameStar", "uploaded file name", Origin.Upload),
        new("Microsoft.AspNetCore.Http.IFormFile", "Name", "uploaded form field name"),
        new("Microsoft.AspNetCore.Http.IFormFile", "OpenReadStream", "uploaded file"),
        new("System.Net.HttpListenerRequest", "Headers", "request header"),
        new("System.Net.HttpListenerRequest", "InputStream", "request body"),
        new("System.Net.HttpListenerRequest", "QueryString", "query parameter"),
        new("System.Net.HttpListenerRequest", "RawUrl", "request path"),
        new("System.Net.HttpListenerRequest", "Url", "request path"),
    ];

    public static readonly SourceMember[] Archives =
    [
        new("System.IO.Compression.ZipArchiveEntry", "FullName", "archive entry name"),
        new("System.Formats.Tar.TarEntry", "Name", "archive entry name"),
        new("System.Formats.Tar.TarEntry", "LinkName", "archive link name"),
    ];

    public static readonly SourceMember[] Messages =
    [
        new("System.Net.Sockets.TcpClient", "GetStream", "network stream"),
        new("Azure.Messaging.ServiceBus.ServiceBusReceivedMessage", "Body", "queue message"),
        new("Azure.Storage.Queues.Models.QueueMessage", "Body", "queue message"),
        new("Azure.Storage.Queues.Models.QueueMessage", "MessageText", "queue message"),
        new("RabbitMQ.Client.Events.BasicDeliverEventArgs", "Body", "queue message"),
        new("Confluent.Kafka.ConsumeResult`2", "Message", "queue message"),
        new("Microsoft.Azure.Functions.Worker.Http.HttpRequestData", "Body", "request body"),
        new("Microsoft.Azure.Functions.Worker.Http.HttpRequestData", "Headers", "request header"),
        new("Microsoft.Azure.Functions.Worker.Http.HttpRequestData", "Query", "query parameter"),
        new("Microsoft.Azure.Functions.Worker.Http.HttpRequestData", "Url", "request path"),
    ];

    /// <summary>What the threat model "local" distrusts.</summary>
    public static readonly SourceMember[] Machine =
    [
        new("System.Console", "ReadLine", "standard input", Origin.Local),
        new("System.Console", "In", "standard input", Origin.Local),
        new("System.Environment", "GetCommandLineArgs", "command line", Origin.Local),
        new("System.Environment", "GetEnvironmentVariable", "environment variable", Origin.Local),
        new("System.IO.File", "ReadAllLines", "file content", Origin.Local),
        new("System.IO.File", "ReadAllLinesAsync", "file content", Origin.Local),
        new("System.IO.File", "ReadAllText", "file content", Origin.Local),
        new("System.IO.File", "ReadAllTextAsync", "file content", Origin.Local),
        new("System.IO.File", "ReadLines", "file content", Origin.Local),
        new("System.Data.Common.DbDataReader", "GetString", "database value", Origin.Local),
        new("System.Data.Common.DbDataReader", "GetValue", "database value", Origin.Local),
        new("Microsoft.Extensions.Configuration.IConfiguration", "this[]", "configuration value", Origin.Local),
    ];

    public static IEnumerable<SourceMember> Members =>
        Web.Concat(Archives).Concat(Messages).Concat(Machine).Concat(LanguageModels.Outputs.Select(Output));

    /// <summary>Types that hold what a request brings, by name.</summary>
    public static readonly HashSet<string> Bodies = new(System.StringComparer.Ordinal)
    {
        "IFormCollection", "IQueryCollection", "IHeaderDictionary", "JsonElement", "JsonDocument", "JsonNode", "JsonObject", "JsonArray",
    };

    /// <summary>Attributes that bind a property to a part of the request, by name.</summary>
    public static readonly HashSet<string> PropertyBindings = new(System.StringComparer.Ordinal)
    {
        "FromQueryAttribute", "FromRouteAttribute", "FromFormAttribute", "FromHeaderAttribute", "FromBodyAttribute", "SupplyParameterFromQueryAttribute", "SupplyParameterFromFormAttribute",
    };

    public static readonly HashSet<string> MapMethods = new(System.StringComparer.Ordinal)
    {
        "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "Map", "MapMethods", "MapFallback",
    };

    private static SourceMember Output((string Member, string Words) output)
    {
        var dot = output.Member.LastIndexOf('.');
        return new SourceMember(output.Member.Substring(0, dot), output.Member.Substring(dot + 1), output.Words, Origin.Model);
    }
}
