using System.Collections.Immutable;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Where it is said how large a request and its parts may be.</summary>
internal static class SizeLimits
{
    public const string Disabled = "Microsoft.AspNetCore.Mvc.DisableRequestSizeLimitAttribute";
    public const string Limited = "Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute";
    public const string Form = "Microsoft.AspNetCore.Mvc.RequestFormLimitsAttribute";
    public const string FormOptions = "Microsoft.AspNetCore.Http.Features.FormOptions";

    public const string EndpointOptions = "Microsoft.AspNetCore.Builder.RoutingEndpointConventionBuilderExtensions";

    /// <summary>More than this limits nothing: a gigabyte.</summary>
    public const long Most = 1L << 30;

    public const string TenMegabytes = "10 * 1024 * 1024";

    /// <summary>Type, property, the most that is a limit, and what to set instead: ten megabytes, or the default where it counts parts.</summary>
    public static readonly ImmutableArray<(string Type, string Property, long Most, string Sensible)> Properties = ImmutableArray.Create(
        ("Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerLimits", "MaxRequestBodySize", Most, TenMegabytes),
        ("Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature", "MaxRequestBodySize", Most, TenMegabytes),
        ("Microsoft.AspNetCore.Builder.IISServerOptions", "MaxRequestBodySize", Most, TenMegabytes),
        ("Microsoft.AspNetCore.Server.HttpSys.HttpSysOptions", "MaxRequestBodySize", Most, TenMegabytes),
        (FormOptions, "MultipartBodyLengthLimit", Most, TenMegabytes),
        (FormOptions, "BufferBodyLengthLimit", Most, TenMegabytes),
        (FormOptions, "ValueLengthLimit", Most, TenMegabytes),
        (FormOptions, "MultipartHeadersLengthLimit", 1L << 24, "16 * 1024"),
        (FormOptions, "KeyLengthLimit", 1L << 24, "2048"),
        (FormOptions, "ValueCountLimit", 1_000_000, "1024"),
        ("Microsoft.AspNetCore.SignalR.HubOptions", "MaximumReceiveMessageSize", Most, "32 * 1024"),
        ("Grpc.AspNetCore.Server.GrpcServiceOptions", "MaxReceiveMessageSize", Most, "4 * 1024 * 1024"));
}
