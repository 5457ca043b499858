using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What decides whether a JSON Web Token is believed.</summary>
internal static class TokenChecks
{
    public const string Parameters = "Microsoft.IdentityModel.Tokens.TokenValidationParameters";
    public const string SigningCredentials = "Microsoft.IdentityModel.Tokens.SigningCredentials";

    /// <summary>Checks of TokenValidationParameters, and the delegates that do the same in their place.</summary>
    public static readonly ImmutableDictionary<string, ImmutableArray<string>> Flags = new Dictionary<string, ImmutableArray<string>>
    {
        ["ValidateIssuer"] = ImmutableArray.Create("IssuerValidator", "IssuerValidatorAsync", "IssuerValidatorUsingConfiguration"),
        ["ValidateAudience"] = ImmutableArray.Create("AudienceValidator"),
        ["ValidateLifetime"] = ImmutableArray.Create("LifetimeValidator"),
        ["RequireSignedTokens"] = ImmutableArray.Create("SignatureValidator", "SignatureValidatorUsingConfiguration"),
        ["RequireExpirationTime"] = ImmutableArray.Create("LifetimeValidator"),
        ["RequireAudience"] = ImmutableArray.Create("AudienceValidator"),
    }.ToImmutableDictionary();

    /// <summary>Delegates of TokenValidationParameters that say yes or no. Whoever signed is asked for before IssuerSigningKeyValidator is.</summary>
    public static readonly ImmutableHashSet<string> Verdicts =
        ImmutableHashSet.Create("AudienceValidator", "LifetimeValidator", "AlgorithmValidator", "TokenReplayValidator");

    /// <summary>Delegates that return the issuer they accept, and throw otherwise.</summary>
    public static readonly ImmutableHashSet<string> Issuers = ImmutableHashSet.Create("IssuerValidator", "IssuerValidatorAsync", "IssuerValidatorUsingConfiguration");

    /// <summary>Delegates that return the token they have verified, and throw otherwise.</summary>
    public static readonly ImmutableHashSet<string> Signatures = ImmutableHashSet.Create("SignatureValidator", "SignatureValidatorUsingConfiguration");

    /// <summary>Calls that take a token apart and verify nothing.</summary>
    public static readonly ImmutableHashSet<string> Readers = ImmutableHashSet.Create("ReadToken", "ReadJwtToken", "ReadJsonWebToken", "CanReadToken");

    /// <summary>Where the metadata with the signing keys may be fetched in clear text.</summary>
    public static readonly ImmutableArray<(string Type, string Property)> Transports = ImmutableArray.Create(
        ("Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions", "RequireHttpsMetadata"),
        ("Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions", "RequireHttpsMetadata"),
        ("Microsoft.AspNetCore.Authentication.WsFederation.WsFederationOptions", "RequireHttpsMetadata"),
        ("Microsoft.IdentityModel.Protocols.HttpDocumentRetriever", "RequireHttps"));

    /// <summary>Calls of other libraries that turn verification off, with the argument that does it, if it is one.</summary>
    public static readonly ImmutableArray<(string Type, string Method, string? Parameter)> Calls = ImmutableArray.Create<(string, string, string?)>(
        ("JWT.Builder.JwtBuilder", "DoNotVerifySignature", null),
        ("JWT.Builder.JwtBuilder", "WithVerifySignature", "verify"),
        ("JWT.IJwtDecoder", "Decode", "verify"),
        ("JWT.IJwtDecoder", "DecodeToObject", "verify"),
        ("JWT.JwtDecoderExtensions", "Decode", "verify"),
        ("JWT.JwtDecoderExtensions", "DecodeToObject", "verify"));

    /// <summary>Algorithms of other libraries that sign nothing: classes, and members of enumerations.</summary>
    public static readonly ImmutableArray<(string Type, string? Member)> NoAlgorithm = ImmutableArray.Create<(string, string?)>(
        ("JWT.Algorithms.NoneAlgorithm", null),
        ("Jose.JwsAlgorithm", "none"));

    /// <summary>Whether the address is one of the machine or of a container beside it.</summary>
    public static bool IsLocal(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.IsLoopback || uri.Host.IndexOf('.') < 0);
}
