using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>How a web application starts and serves, and by what it limits its callers and instructs their browsers.</summary>
internal static class WebDefenses
{
    public const string Application = "Microsoft.AspNetCore.Builder.WebApplication";
    public const string Pipeline = "Microsoft.AspNetCore.Builder.IApplicationBuilder";
    public const string LimiterExtensions = "Microsoft.AspNetCore.Builder.RateLimiterApplicationBuilderExtensions";
    public const string RegistrationExtensions = "Microsoft.AspNetCore.Builder.RateLimiterServiceCollectionExtensions";
    public const string LimiterAssembly = "Microsoft.AspNetCore.RateLimiting";

    /// <summary>Registers the limiter, which limits nothing until it is used.</summary>
    public const string Registration = "AddRateLimiter";

    public static readonly ImmutableHashSet<string> Builders = ImmutableHashSet.Create("CreateBuilder", "CreateSlimBuilder", "CreateEmptyBuilder", "Create");

    /// <summary>Calls that serve requests over HTTP. Services of gRPC are called by programs, which read no headers.</summary>
    public static readonly ImmutableHashSet<string> Maps = ImmutableHashSet.Create(
        "MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete", "MapMethods", "MapControllers", "MapControllerRoute", "MapDefaultControllerRoute", "MapAreaControllerRoute", "MapRazorPages", "MapRazorComponents", "MapBlazorHub", "MapHub",
        "MapMcp", "MapCarter", "UseMvc", "UseMvcWithDefaultRoute", "UseFastEndpoints");

    /// <summary>What shows that callers are limited, wherever the limiter is used.</summary>
    public static readonly ImmutableHashSet<string> Limits = ImmutableHashSet.Create(
        "UseRateLimiter", "EnableRateLimiting", "EnableRateLimitingAttribute", "RequireRateLimiting", "UseIpRateLimiting", "UseClientRateLimiting", "PartitionedRateLimiter", "Status429TooManyRequests");

    // https://owasp.org/www-project-secure-headers/
    public static readonly string[] Headers = ["Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options"];

    public static readonly ImmutableHashSet<string> HeaderMembers = ImmutableHashSet.Create("ContentSecurityPolicy", "XContentTypeOptions", "XFrameOptions", "UseCsp", "UseXContentTypeOptions", "UseXfo");

    public const string TransportHeader = "Strict-Transport-Security";

    public static readonly ImmutableHashSet<string> TransportMembers = ImmutableHashSet.Create("UseHsts", "StrictTransportSecurity");

    /// <summary>Parts of names to look for; what they mean is told by the words of the name.</summary>
    public static readonly string[] OwnNames = ["RateLimit", "Throttl", "SecurityHeader", "SecureHeader"];

    // Where providers answer, and how they call what only models have.
    public static readonly string[] ModelTexts =
    [
        "api.openai.com", "openai.azure.com", "services.ai.azure.com", "api.anthropic.com", "generativelanguage.googleapis.com", "api.mistral.ai", "api.cohere.", "api.deepseek.com", "api.groq.com", "api.stability.ai", "api.replicate.com",
        "openrouter.ai/", "api-inference.huggingface.co", "router.huggingface.co", "chat/completions", "images/generations", "max_tokens", "max_completion_tokens", "max_output_tokens", "max_new_tokens",
    ];

    /// <summary>Namespaces of the clients of models.</summary>
    public static readonly string[] ModelNamespaces =
        ["OpenAI", "Azure.AI.OpenAI", "Azure.AI.Inference", "Azure.AI.Agents", "Azure.AI.Projects", "Microsoft.Extensions.AI", "Microsoft.SemanticKernel", "Microsoft.Agents.AI", "Anthropic", "Google.GenAI", "Mscc.GenerativeAI", "OllamaSharp", "LLama", "Mistral.SDK", "Amazon.BedrockRuntime"];

    private static readonly string[] Verbs = ["use", "add", "require", "with", "enable", "apply", "map", "configure", "register", "limit"];

    /// <summary>Whether a method of that name sets something up: UseThrottling, and not IsRateLimitError.</summary>
    public static bool SetsUp(string name) => Words.Split(name) is { Length: > 0 } words && Verbs.Contains(words[0]);

    public static bool IsLimit(string name) => Words.Split(name) is var words && (words.Any(static word => word.StartsWith("throttl", StringComparison.Ordinal)) || Follow(words, "rate", "limit"));

    public static bool IsHeaders(string name) => Words.Split(name) is var words && (Follow(words, "security", "header") || Follow(words, "secure", "header"));

    private static bool Follow(IReadOnlyList<string> words, string first, string second)
    {
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (words[i] == first && words[i + 1].StartsWith(second, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
