using System.Collections.Immutable;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What shows the inside of a service to whoever develops it.</summary>
internal static class DevelopmentAids
{
    /// <summary>The key of the host's setting, whose value is "true" or "1".</summary>
    public const string DetailedErrorsKey = "detailedErrors";

    public const string WebHost = "Microsoft.AspNetCore.Hosting.IWebHostBuilder";

    /// <summary>Calls that switch one on; those with a parameter are off where it is false.</summary>
    public static readonly (string Type, string Member, string? Flag)[] Calls =
    [
        ("Microsoft.AspNetCore.Builder.DeveloperExceptionPageExtensions", "UseDeveloperExceptionPage", null),
        ("Microsoft.AspNetCore.Builder.MigrationsEndPointExtensions", "UseMigrationsEndPoint", null),
        ("Microsoft.EntityFrameworkCore.DbContextOptionsBuilder", "EnableSensitiveDataLogging", "sensitiveDataLoggingEnabled"),
        ("Microsoft.EntityFrameworkCore.DbContextOptionsBuilder", "EnableDetailedErrors", "detailedErrorsEnabled"),
    ];

    /// <summary>Properties that switch one on when they are true.</summary>
    public static readonly (string Type, string Property)[] Properties =
    [
        ("Microsoft.AspNetCore.SignalR.HubOptions", "EnableDetailedErrors"),
        ("Microsoft.AspNetCore.Components.Server.CircuitOptions", "DetailedErrors"),
        ("Microsoft.AspNetCore.Components.Endpoints.RazorComponentsServiceOptions", "DetailedErrors"),
        ("Grpc.AspNetCore.Server.GrpcServiceOptions", "EnableDetailedErrors"),
        ("Microsoft.IdentityModel.Logging.IdentityModelEventSource", "ShowPII"),
        ("Microsoft.IdentityModel.Logging.IdentityModelEventSource", "LogCompleteSecurityArtifact"),
    ];

    public static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        "UseDeveloperExceptionPage", "UseMigrationsEndPoint", "EnableSensitiveDataLogging", "EnableDetailedErrors", "DetailedErrors", "ShowPII", "LogCompleteSecurityArtifact", "UseSetting");
}
