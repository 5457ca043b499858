using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>A method whose result cannot do some harm any more.</summary>
internal sealed record Sanitizer(string Type, string Member, Dangers Cleared);

/// <summary>The framework's own sanitizers, and widely used ones.</summary>
internal static class Sanitizers
{
    // What is left of an address component is letters, digits and percent signs.
    private const Dangers Escaped = Dangers.Path | Dangers.Sql | Dangers.Html | Dangers.Address | Dangers.Command;

    public static readonly Sanitizer[] All =
    [
        new("System.Net.WebUtility", "HtmlEncode", Dangers.Html),
        new("System.Net.WebUtility", "UrlEncode", Escaped),
        new("System.Web.HttpUtility", "HtmlEncode", Dangers.Html),
        new("System.Web.HttpUtility", "HtmlAttributeEncode", Dangers.Html),
        new("System.Web.HttpUtility", "UrlEncode", Escaped),
        new("System.Text.Encodings.Web.HtmlEncoder", "Encode", Dangers.Html),
        new("System.Text.Encodings.Web.JavaScriptEncoder", "Encode", Dangers.Html),
        new("System.Text.Encodings.Web.UrlEncoder", "Encode", Escaped),
        new("System.Text.Encodings.Web.TextEncoder", "Encode", Dangers.Html),
        new("System.Uri", "EscapeDataString", Escaped),
        new("System.Text.Json.JsonSerializer", "Serialize", Dangers.Html | Dangers.Address | Dangers.Path),
        new("Ganss.Xss.HtmlSanitizer", "Sanitize", Dangers.Html),
        new("Ganss.Xss.IHtmlSanitizer", "Sanitize", Dangers.Html),
        new("System.Data.Common.DbCommandBuilder", "QuoteIdentifier", Dangers.Sql),
    ];
}
