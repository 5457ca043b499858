using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What a client of a service is shown: results, bodies, problem details, pages, status of calls.</summary>
internal static class ClientResponses
{
    public const string ProblemDetails = "Microsoft.AspNetCore.Mvc.ProblemDetails";
    public const string Body = "Microsoft.AspNetCore.Http.HttpResponse";

    /// <summary>Without one of these there is no client.</summary>
    public static readonly ImmutableArray<string> Technologies = ImmutableArray.Create(Body, "Grpc.Core.RpcException", "Microsoft.AspNetCore.SignalR.HubException", "Microsoft.Azure.Functions.Worker.Http.HttpResponseData");

    private static readonly string[] Bodies = ["BadRequest", "Ok", "NotFound", "Conflict", "UnprocessableEntity", "Unauthorized", "StatusCode", "Content", "Created", "Accepted"];

    /// <summary>Calls whose arguments are sent, by type and member.</summary>
    public static readonly (string Type, string Member)[] Calls =
    [
        .. Each("Microsoft.AspNetCore.Http.Results", "BadRequest", "Ok", "NotFound", "Conflict", "UnprocessableEntity", "InternalServerError", "Problem", "ValidationProblem", "Json", "Text", "Content", "Bytes", "Created", "Accepted"),
        .. Each("Microsoft.AspNetCore.Http.TypedResults", "BadRequest", "Ok", "NotFound", "Conflict", "UnprocessableEntity", "InternalServerError", "Problem", "ValidationProblem", "Json", "Text", "Content", "Bytes", "Created", "Accepted"),
        .. Each("Microsoft.AspNetCore.Mvc.ControllerBase", [.. Bodies, "Problem", "ValidationProblem"]),
        .. Each("Microsoft.AspNetCore.Mvc.Controller", "Json", "View", "PartialView"),
        .. Each("Microsoft.AspNetCore.Mvc.RazorPages.PageModel", "BadRequest", "NotFound", "StatusCode", "Content"),
        .. Each("Microsoft.AspNetCore.Http.HttpResponseWritingExtensions", "WriteAsync"),
        .. Each("Microsoft.AspNetCore.Http.HttpResponseJsonExtensions", "WriteAsJsonAsync"),
        .. Each("Microsoft.AspNetCore.Mvc.ModelBinding.ModelStateDictionary", "AddModelError", "TryAddModelError"),
        .. Each("Microsoft.AspNetCore.SignalR.ClientProxyExtensions", "SendAsync"),
        .. Each("Microsoft.Azure.Functions.Worker.Http.HttpResponseDataExtensions", "WriteString", "WriteStringAsync", "WriteAsJsonAsync"),
    ];

    /// <summary>Types that are sent, with what they are made of.</summary>
    public static readonly string[] Made =
    [
        "Microsoft.AspNetCore.Mvc.ObjectResult", "Microsoft.AspNetCore.Mvc.JsonResult", "Microsoft.AspNetCore.Mvc.ContentResult",
        "Microsoft.AspNetCore.SignalR.HubException", "Grpc.Core.RpcException", "Grpc.Core.Status", ProblemDetails,
    ];

    /// <summary>Properties that are sent, with what they are set to.</summary>
    public static readonly (string Type, string Property)[] Properties =
    [
        .. Each(ProblemDetails, "Detail", "Title", "Type", "Extensions"),
        .. Each(Body, "Headers"),
        .. Each("Microsoft.AspNetCore.Http.Features.IHttpResponseFeature", "ReasonPhrase"),
        .. Each("Microsoft.AspNetCore.Mvc.ContentResult", "Content"),
        .. Each("Microsoft.AspNetCore.Mvc.ObjectResult", "Value"),
        .. Each("Microsoft.AspNetCore.Mvc.Controller", "ViewData", "ViewBag", "TempData"),
        .. Each("Microsoft.AspNetCore.Mvc.RazorPages.PageModel", "ViewData", "TempData"),
    ];

    /// <summary>Exceptions of the framework that programs throw with messages of their own.</summary>
    public static readonly string[] ThrownByHand = ["System.ArgumentException", "System.ArgumentNullException", "System.ArgumentOutOfRangeException", "System.InvalidOperationException", "System.NotSupportedException", "System.FormatException", "System.Collections.Generic.KeyNotFoundException"];

    // Every call of the code is asked about.
    public static readonly ImmutableHashSet<string> CallNames = Calls.Select(call => call.Member).ToImmutableHashSet(StringComparer.Ordinal);

    public static readonly ImmutableHashSet<string> MadeNames = Made.Select(type => type.Substring(type.LastIndexOf('.') + 1)).ToImmutableHashSet(StringComparer.Ordinal);

    private static IEnumerable<(string Type, string Member)> Each(string type, params string[] members) => members.Select(member => (type, member));
}
