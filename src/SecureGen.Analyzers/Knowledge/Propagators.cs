using System.Collections.Immutable;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Members of the framework whose result, or receiver, still holds the text they were given.</summary>
internal static class Propagators
{
    /// <summary>String and collection members whose result still holds the text of the receiver or of an argument.</summary>
    public static readonly ImmutableHashSet<string> TextKeepers = ImmutableHashSet.Create(
        "Trim", "TrimStart", "TrimEnd", "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "Substring", "Split", "ToString", "Concat", "Format",
        "Join", "Insert", "PadLeft", "PadRight", "Remove", "Normalize", "AsSpan", "AsMemory", "Slice", "ToArray", "ToList", "First", "FirstOrDefault", "Last", "LastOrDefault",
        "Single", "SingleOrDefault", "ElementAt", "ElementAtOrDefault", "Append", "AppendLine", "AppendFormat", "AppendJoin", "AppendLiteral", "AppendFormatted",
        "UnescapeDataString", "UrlDecode", "HtmlDecode", "GetLeftPart", "GetComponents", "GetValueOrDefault", "ToStringAndClear",
        "ReadToEnd", "ReadToEndAsync", "ReadLine", "ReadLineAsync", "ConfigureAwait", "GetAwaiter", "GetResult", "ToCharArray", "Where", "Skip", "Take", "Clone",
        "GetEnumerator", "GetAsyncEnumerator", "GetString", "GetBytes", "ToTitleCase", "Distinct", "OrderBy", "OrderByDescending", "Reverse", "Union", "AsEnumerable", "AsReadOnly", "ToHashSet", "ToImmutableArray",
        "ToImmutableList", "Cast", "OfType", "GetValue", "GetProperty", "EnumerateArray", "GetRawText", "Deserialize", "Peek", "Pop", "Dequeue", "Aggregate", "SelectMany", "Select", "DefaultIfEmpty", "Chunk", "TakeWhile", "SkipWhile", "Prepend",
        "CreateTextPart", "CreateInputTextPart");

    /// <summary>Types that <c>Parse</c> makes of a text, and whose values are parts of it.</summary>
    public static readonly ImmutableHashSet<string> Parsers = ImmutableHashSet.Create(
        "System.Text.Json.JsonDocument", "System.Text.Json.JsonElement", "System.Text.Json.Nodes.JsonNode", "Newtonsoft.Json.Linq.JToken", "Newtonsoft.Json.Linq.JObject",
        "Newtonsoft.Json.Linq.JArray", "System.Xml.Linq.XDocument", "System.Xml.Linq.XElement");

    /// <summary>Members that put an argument into their receiver.</summary>
    public static readonly ImmutableHashSet<string> Collectors = ImmutableHashSet.Create(
        "Append", "AppendLine", "AppendFormat", "AppendJoin", "AppendLiteral", "AppendFormatted", "Add", "AddRange", "AddFirst", "AddLast", "Insert", "Push", "Enqueue", "TryAdd");

    /// <summary>Members that return what a delegate makes of the elements.</summary>
    public static readonly ImmutableHashSet<string> Projections = ImmutableHashSet.Create("Select", "SelectMany", "ConvertAll", "Aggregate", "ContinueWith", "Zip", "Run", "StartNew");

    /// <summary>Members that return the elements for which a delegate answers true.</summary>
    public static readonly ImmutableHashSet<string> Filters = ImmutableHashSet.Create(
        "Where", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Find", "FindAll", "FindLast", "TakeWhile");

    /// <summary>Types that are made of the text they are created with.</summary>
    public static readonly ImmutableHashSet<string> Wrappers = ImmutableHashSet.Create(
        "System.IO.StreamReader", "System.IO.StringReader", "System.IO.MemoryStream", "System.Text.StringBuilder", "System.String", "System.Uri", "System.UriBuilder",
        "System.Lazy`1", "System.Collections.Generic.List`1", "System.Collections.Generic.HashSet`1", "System.Collections.Generic.KeyValuePair`2", "System.BinaryData", "Microsoft.Extensions.AI.TextContent", "System.Threading.Tasks.ValueTask`1",
        "Microsoft.AspNetCore.Html.HtmlString", "Microsoft.Extensions.Primitives.StringValues");

    /// <summary>Beginnings of the names of methods that look something up, or make something else of a text: what they return is not the text.</summary>
    public static readonly ImmutableArray<string> Lookups = ImmutableArray.Create(
        "Get", "Find", "Load", "Read", "Open", "Fetch", "Query", "Lookup", "Resolve", "Compute", "Hash", "Encrypt", "Protect", "Sign", "Sanitize", "Encode", "Escape", "Create", "Translate", "Localize");
}
