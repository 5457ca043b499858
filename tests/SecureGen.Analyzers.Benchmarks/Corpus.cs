using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SecureGen.Analyzers.Benchmarks;

/// <summary>
/// Source to analyze: a generated code base shaped like a web service (controllers, services, records, options, logging,
/// files, HTTP, LINQ, async), the same for the same size; or the C# of a folder.
/// </summary>
internal static class Corpus
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Preview);

    private static readonly string[] Nouns = ["Order", "Invoice", "Customer", "Image", "Prompt", "Job", "Report", "Session", "Upload", "Account", "Template", "Message"];
    private static readonly string[] Verbs = ["Load", "Store", "Render", "Validate", "Archive", "Publish", "Merge", "Refresh", "Schedule", "Collect"];

    public static IReadOnlyList<SyntaxTree> Generate(int lines)
    {
        var trees = new List<SyntaxTree>();
        var random = new Random(lines);
        for (var (written, index) = (0, 0); written < lines; index++)
        {
            var text = Module(index, random);
            written += text.Count(c => c == '\n');
            trees.Add(CSharpSyntaxTree.ParseText(text, Parse, $"/corpus/Module{index}.cs", Encoding.UTF8));
        }

        return trees;
    }

    public static IReadOnlyList<SyntaxTree> Read(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), Parse, f, Encoding.UTF8))];

    private static string Module(int index, Random random)
    {
        var noun = Nouns[random.Next(Nouns.Length)] + index.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Collections.Generic;
            using System.IO;
            using System.Linq;
            using System.Net.Http;
            using System.Threading;
            using System.Threading.Tasks;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.Logging;

            namespace Corpus.Module{{index}};

            public sealed record {{noun}}(Guid Id, string Name, string? Description, int Count, DateTime Created);

            public sealed class {{noun}}Options
            {
                public const string SectionName = "{{noun}}";
                public string Endpoint { get; set; } = "https://api.example.com/v1/{{index}}";
                public string? ApiKey { get; set; }
                public int MaxTokens { get; set; } = {{512 + index}};
                public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
            }

            public interface I{{noun}}Store
            {
                Task<{{noun}}?> FindAsync(Guid id, CancellationToken cancellationToken);
                Task SaveAsync({{noun}} item, CancellationToken cancellationToken);
            }

            [ApiController]
            [Route("api/{{noun}}")]
            public sealed class {{noun}}Controller : ControllerBase
            {
                private readonly I{{noun}}Store _store;
                private readonly ILogger<{{noun}}Controller> _logger;

                public {{noun}}Controller(I{{noun}}Store store, ILogger<{{noun}}Controller> logger)
                {
                    _store = store;
                    _logger = logger;
                }

                [HttpGet("{id:guid}")]
                public async Task<IActionResult> Get(Guid id, CancellationToken cancellationToken)
                {
                    var item = await _store.FindAsync(id, cancellationToken);
                    if (item is null)
                    {
                        _logger.LogWarning("{{noun}} {Id} was not found", id);
                        return NotFound();
                    }

                    return Ok(item);
                }

                [HttpPost]
                public async Task<IActionResult> Create([FromBody] {{noun}} item, CancellationToken cancellationToken)
                {
                    if (string.IsNullOrWhiteSpace(item.Name) || item.Name.Length > 100)
                        return BadRequest("The name is missing or too long.");
                    await _store.SaveAsync(item, cancellationToken);
                    _logger.LogInformation("Stored {{noun}} {Id} with {Count} entries", item.Id, item.Count);
                    return CreatedAtAction(nameof(Get), new { id = item.Id }, item);
                }

                [HttpGet("file/{name}")]
                public IActionResult Download(string name)
                {
                    var leaf = Path.GetFileName(name);
                    var path = Path.Combine("data", "{{noun}}", leaf);
                    return System.IO.File.Exists(path) ? PhysicalFile(Path.GetFullPath(path), "application/octet-stream") : NotFound();
                }
            }

            public sealed class {{noun}}Service : I{{noun}}Store
            {
                private static readonly string[] Kinds = { "small", "medium", "large", "{{noun}}" };
                private readonly Dictionary<Guid, {{noun}}> _items = new();
                private readonly HttpClient _client;
                private readonly IConfiguration _configuration;
                private readonly ILogger _logger;
                private readonly Random _jitter = new();

                public {{noun}}Service(HttpClient client, IConfiguration configuration, ILogger logger)
                {
                    _client = client;
                    _configuration = configuration;
                    _logger = logger;
                }

                public Task<{{noun}}?> FindAsync(Guid id, CancellationToken cancellationToken) =>
                    Task.FromResult(_items.TryGetValue(id, out var item) ? item : null);

                public Task SaveAsync({{noun}} item, CancellationToken cancellationToken)
                {
                    _items[item.Id] = item with { Created = DateTime.UtcNow };
                    return Task.CompletedTask;
                }


            """);
        var methods = random.Next(6, 12);
        for (var i = 0; i < methods; i++)
            text.Append(Method(noun, Verbs[random.Next(Verbs.Length)] + i.ToString(CultureInfo.InvariantCulture), random));
        return text.Append("}\n").ToString();
    }

    private static string Method(string noun, string verb, Random random) => random.Next(5) switch
    {
        0 => $$"""
                public async Task<string> {{verb}}Async(string name, CancellationToken cancellationToken)
                {
                    var endpoint = _configuration["{{noun}}:Endpoint"] ?? "https://localhost";
                    for (var attempt = 0; attempt < {{random.Next(2, 6)}}; attempt++)
                    {
                        try
                        {
                            using var request = new HttpRequestMessage(HttpMethod.Get, $"{endpoint}/{Uri.EscapeDataString(name)}");
                            request.Headers.Add("X-Request-Id", Guid.NewGuid().ToString("N"));
                            using var response = await _client.SendAsync(request, cancellationToken);
                            response.EnsureSuccessStatusCode();
                            return await response.Content.ReadAsStringAsync(cancellationToken);
                        }
                        catch (HttpRequestException exception) when (attempt < 3)
                        {
                            _logger.LogWarning(exception, "Attempt {Attempt} failed for {Name}", attempt, name);
                            await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt + _jitter.Next(50)), cancellationToken);
                        }
                    }

                    throw new InvalidOperationException("No attempt succeeded.");
                }


            """,
        1 => $$"""
                public IReadOnlyList<string> {{verb}}(IEnumerable<{{noun}}> items, int limit)
                {
                    var selected = items
                        .Where(item => item.Count > {{random.Next(100)}} && item.Description is not null)
                        .OrderByDescending(item => item.Created)
                        .Take(limit)
                        .Select(item => $"{item.Name} ({item.Count}): {item.Description}")
                        .ToList();
                    if (selected.Count == 0)
                        selected.Add("none");
                    return selected;
                }


            """,
        2 => $$"""
                public int {{verb}}(string text)
                {
                    var total = 0;
                    foreach (var line in text.Split('\n'))
                    {
                        var trimmed = line.Trim();
                        if (trimmed.Length == 0 || trimmed.StartsWith("#", StringComparison.Ordinal))
                            continue;
                        switch (trimmed[0])
                        {
                            case 'a': total += {{random.Next(9)}}; break;
                            case 'b': total -= 1; break;
                            case 'c' when trimmed.Length > 3: total *= 2; break;
                            default: total++; break;
                        }
                    }

                    return total;
                }


            """,
        3 => $$"""
                public void {{verb}}(string directory, byte[] content)
                {
                    Directory.CreateDirectory(directory);
                    var path = Path.Combine(directory, Guid.NewGuid().ToString("N") + ".bin");
                    using (var stream = File.Create(path))
                        stream.Write(content, 0, content.Length);
                    var token = Kinds[content.Length % Kinds.Length];
                    _logger.LogDebug("Wrote {Bytes} bytes to {Path} as {Kind}", content.Length, path, token);
                }


            """,
        _ => $$"""
                public bool {{verb}}({{noun}}? item, out string message)
                {
                    message = "";
                    if (item is not { Count: > 0 } valid)
                    {
                        message = "The password hint is not part of {{noun}}.";
                        return false;
                    }

                    var key = valid.Name + ":" + valid.Id;
                    if (_items.Values.Any(other => other.Name == valid.Name && other.Id != valid.Id))
                        message = string.Format("{0} is taken ({1})", key, Kinds.Length);
                    else if (valid.Created > DateTime.UtcNow.AddDays({{random.Next(30)}}))
                        message = "Created in the future: " + valid.Created.ToString("O");
                    return message.Length == 0;
                }


            """,
    };
}
