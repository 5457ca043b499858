using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SecureGen.Analyzers.Benchmarks.Code;

/// <summary>
/// Writes a service of any size, the same one each time: per entity a record, a repository, a service with LINQ and
/// logging, a controller, an HTTP client, files and calculations, each with a varying number of members.
/// </summary>
internal static class GeneratedService
{
    private static readonly string[] Adjectives =
        ["Active", "Annual", "Basic", "Central", "Daily", "Domestic", "External", "Final", "Global", "Hourly", "Internal", "Local", "Main", "Monthly", "Open", "Partial", "Regional", "Shared", "Standard", "Weekly"];

    private static readonly string[] Nouns =
        ["Account", "Address", "Batch", "Booking", "Catalog", "Contract", "Customer", "Delivery", "Device", "Employee", "Forecast", "Invoice", "Location", "Order", "Payment", "Product", "Project", "Report", "Shipment", "Supplier", "Ticket", "Vehicle", "Voucher", "Warehouse"];

    private static readonly (string Type, string[] Names)[] Members =
    [
        ("string", ["Title", "Description", "City", "Country", "Reference", "Status", "Language", "Category", "Comment", "ContactName"]),
        ("int", ["Quantity", "Priority", "Rank", "RetryCount", "MaxTokens", "PageSize"]),
        ("decimal", ["Price", "Discount", "Weight", "Balance", "TaxRate"]),
        ("DateTimeOffset", ["CreatedAt", "ChangedAt", "DueAt", "ClosedAt"]),
        ("bool", ["IsOpen", "IsPaid", "IsArchived", "RequiresApproval"]),
        ("Guid", ["OwnerId", "BatchId", "TenantId"]),
    ];

    public static IEnumerable<(string Path, string Text)> Write(int lines)
    {
        var written = 0;
        for (var number = 0; written < lines; number++)
        {
            var entity = new Entity(number);
            foreach (var (name, text) in Files(entity))
            {
                written += text.AsSpan().Count('\n');
                yield return ($"{entity.Name}/{name}.cs", text);
            }
        }
    }

    private static IEnumerable<(string Name, string Text)> Files(Entity entity)
    {
        yield return (entity.Name, Model(entity));
        yield return (entity.Name + "Repository", Repository(entity));
        yield return (entity.Name + "Service", Service(entity));
        yield return (entity.Name + "Controller", Controller(entity));
        yield return (entity.Name + "Client", Client(entity));
        yield return (entity.Name + "Archive", Archive(entity));
        yield return (entity.Name + "Calculator", Calculator(entity));
    }

    private static string Header(Entity entity) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.Logging;

        namespace Generated.{{entity.Name}}s;


        """;

    private static string Model(Entity entity)
    {
        var text = new StringBuilder(Header(entity));
        text.Append($"/// <summary>One {entity.Name}.</summary>\npublic sealed class {entity.Name}\n{{\n    public Guid Id {{ get; set; }} = Guid.NewGuid();\n");
        foreach (var (type, name) in entity.Members)
            text.Append($"\n    public {type} {name} {{ get; set; }}{(type == "string" ? " = \"\";" : "")}\n");
        text.Append($"\n    public override string ToString() => $\"{entity.Name} {{Id}} {{{entity.Members[0].Name}}}\";\n}}\n\n");
        text.Append($"public sealed record {entity.Name}Dto(Guid Id, {string.Join(", ", entity.Members.Select(member => $"{member.Type} {member.Name}"))})\n{{\n");
        text.Append($"    public static {entity.Name}Dto From({entity.Name} source) => new(source.Id, {string.Join(", ", entity.Members.Select(member => "source." + member.Name))});\n}}\n\n");
        text.Append($"public enum {entity.Name}State\n{{\n    Draft,\n    Open,\n    Waiting,\n    Closed,\n}}\n");
        return text.ToString();
    }

    private static string Repository(Entity entity)
    {
        var text = new StringBuilder(Header(entity));
        text.Append($$"""
            public interface I{{entity.Name}}Repository
            {
                Task<{{entity.Name}}?> FindAsync(Guid id, CancellationToken cancellationToken);

                IEnumerable<{{entity.Name}}> All();

                Task SaveAsync({{entity.Name}} item, CancellationToken cancellationToken);
            }

            public sealed class {{entity.Name}}Repository(ILogger<{{entity.Name}}Repository> logger) : I{{entity.Name}}Repository
            {
                private readonly ConcurrentDictionary<Guid, {{entity.Name}}> _items = new();

                public Task<{{entity.Name}}?> FindAsync(Guid id, CancellationToken cancellationToken)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (_items.TryGetValue(id, out var item))
                        return Task.FromResult<{{entity.Name}}?>(item);

                    logger.LogDebug("{{entity.Name}} {Id} is not there", id);
                    return Task.FromResult<{{entity.Name}}?>(null);
                }

                public IEnumerable<{{entity.Name}}> All() => _items.Values.OrderBy(item => item.Id);

                public async Task SaveAsync({{entity.Name}} item, CancellationToken cancellationToken)
                {
                    if (item is null)
                        throw new ArgumentNullException(nameof(item));

                    await Task.Yield();
                    _items.AddOrUpdate(item.Id, item, (_, _) => item);
                    logger.LogInformation("Saved {Id}, {Count} in all", item.Id, _items.Count);
                }

            """);
        foreach (var (type, name) in entity.Members)
        {
            text.Append($$"""

                    public IReadOnlyList<{{entity.Name}}> By{{name}}({{type}} value, int limit = 100)
                    {
                        var found = _items.Values.Where(item => item.{{name}} == value).Take(limit).ToList();
                        if (found.Count == limit)
                        {
                            logger.LogWarning("More than {Limit} have {{name}} {Value}", limit, value);
                        }

                        return found;
                    }

                """);
        }

        return text.Append("}\n").ToString();
    }

    private static string Service(Entity entity)
    {
        var text = new StringBuilder(Header(entity));
        text.Append($$"""
            public sealed class {{entity.Name}}Service
            {
                private const int BatchSize = {{entity.Number % 50 + 10}};
                private const string CacheKey = "{{entity.Name.ToLowerInvariant()}}:list";

                private readonly I{{entity.Name}}Repository _repository;
                private readonly IConfiguration _configuration;
                private readonly ILogger<{{entity.Name}}Service> _logger;
                private readonly Dictionary<string, List<{{entity.Name}}Dto>> _cache = new();

                public {{entity.Name}}Service(I{{entity.Name}}Repository repository, IConfiguration configuration, ILogger<{{entity.Name}}Service> logger)
                {
                    _repository = repository ?? throw new ArgumentNullException(nameof(repository));
                    _configuration = configuration;
                    _logger = logger;
                }

                public string Region => _configuration["{{entity.Name}}:Region"] ?? "europe-west";

                public async Task<{{entity.Name}}Dto?> GetAsync(Guid id, CancellationToken cancellationToken)
                {
                    var item = await _repository.FindAsync(id, cancellationToken);
                    return item is null ? null : {{entity.Name}}Dto.From(item);
                }

                public List<{{entity.Name}}Dto> List()
                {
                    if (_cache.TryGetValue(CacheKey, out var cached))
                        return cached;

                    var list = _repository.All().Select({{entity.Name}}Dto.From).ToList();
                    _cache[CacheKey] = list;
                    return list;
                }

                public async Task<int> ImportAsync(IEnumerable<{{entity.Name}}Dto> items, CancellationToken cancellationToken)
                {
                    var count = 0;
                    foreach (var batch in items.Chunk(BatchSize))
                    {
                        foreach (var dto in batch)
                        {
                            var item = new {{entity.Name}}
                            {
                                Id = dto.Id,
            {{string.Concat(entity.Members.Select(member => $"                    {member.Name} = dto.{member.Name},\n"))}}                };

                            try
                            {
                                await _repository.SaveAsync(item, cancellationToken);
                                count++;
                            }
                            catch (InvalidOperationException exception) when (!cancellationToken.IsCancellationRequested)
                            {
                                _logger.LogError(exception, "Could not import {Id} of {Region}", dto.Id, Region);
                            }
                        }
                    }

                    _cache.Remove(CacheKey);
                    return count;
                }

            """);
        for (var step = 0; step < entity.Steps; step++)
        {
            var (type, name) = entity.Members[step % entity.Members.Length];
            text.Append($$"""

                    public Dictionary<string, int> Summarize{{name}}{{step}}(int minimum, string prefix)
                    {
                        var result = new Dictionary<string, int>();
                        var groups =
                            from item in _repository.All()
                            where item.Id != Guid.Empty
                            group item by item.{{name}} into grouped
                            select new { Label = $"{prefix}-{grouped.Key}", Count = grouped.Count() };
                        foreach (var entry in groups)
                        {
                            if (entry.Count < minimum || string.IsNullOrEmpty(entry.Label))
                                continue;

                            result[entry.Label.Trim().ToUpperInvariant()] = entry.Count switch
                            {
                                < 10 => entry.Count,
                                < 100 => entry.Count / 10 * 10,
                                _ => 100,
                            };
                        }

                        var total = result.Values.DefaultIfEmpty().Sum();
                        _logger.LogInformation("{{name}}: {Groups} groups, {Total} in all", result.Count, total);
                        return result;
                    }

                """);
        }

        return text.Append("}\n").ToString();
    }

    private static string Controller(Entity entity) => Header(entity) + $$"""
        [ApiController]
        [Route("api/{{entity.Name.ToLowerInvariant()}}s")]
        public sealed class {{entity.Name}}Controller({{entity.Name}}Service service, {{entity.Name}}Archive archive, ILogger<{{entity.Name}}Controller> logger) : ControllerBase
        {
            [HttpGet]
            public ActionResult<IEnumerable<{{entity.Name}}Dto>> List([FromQuery] string? search, [FromQuery] int page = 1, [FromQuery] int pageSize = 20)
            {
                if (page < 1 || pageSize is < 1 or > 200)
                    return BadRequest("The page is out of range.");

                var items = service.List().AsEnumerable();
                if (!string.IsNullOrWhiteSpace(search))
                    items = items.Where(item => item.ToString().Contains(search, StringComparison.OrdinalIgnoreCase));
                return Ok(items.Skip((page - 1) * pageSize).Take(pageSize));
            }

            [HttpGet("{id:guid}")]
            public async Task<ActionResult<{{entity.Name}}Dto>> Get(Guid id, CancellationToken cancellationToken)
            {
                var item = await service.GetAsync(id, cancellationToken);
                if (item is null)
                {
                    logger.LogInformation("{Id} was asked for and is not there", id);
                    return NotFound();
                }

                return item;
            }

            [HttpPost]
            public async Task<IActionResult> Import([FromBody] List<{{entity.Name}}Dto> items, CancellationToken cancellationToken)
            {
                var count = await service.ImportAsync(items, cancellationToken);
                return Accepted(new { count, received = items.Count });
            }

            [HttpGet("{id:guid}/file")]
            public IActionResult Download(Guid id)
            {
                var path = archive.PathOf(id);
                return System.IO.File.Exists(path) ? PhysicalFile(path, "application/json") : NotFound();
            }

            [HttpGet("export/{name}")]
            public IActionResult Export(string name)
            {
                var leaf = Path.GetFileName(name);
                var path = Path.Combine(archive.Folder, leaf);
                return System.IO.File.Exists(path) ? PhysicalFile(path, "text/csv") : NotFound();
            }
        }

        """;

    private static string Client(Entity entity) => Header(entity) + $$"""
        public sealed class {{entity.Name}}Client(HttpClient http, ILogger<{{entity.Name}}Client> logger)
        {
            public async Task<{{entity.Name}}Dto?> FetchAsync(Guid id, CancellationToken cancellationToken)
            {
                for (var attempt = 1; attempt <= 3; attempt++)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, $"api/{{entity.Name.ToLowerInvariant()}}s/{id:D}");
                    request.Headers.Add("X-Correlation", Guid.NewGuid().ToString("N"));
                    using var response = await http.SendAsync(request, cancellationToken);
                    if (response.IsSuccessStatusCode)
                        return await response.Content.ReadFromJsonAsync<{{entity.Name}}Dto>(cancellationToken);

                    var jitter = Random.Shared.Next(10, 100);
                    logger.LogWarning("Attempt {Attempt} answered {Status}", attempt, (int)response.StatusCode);
                    await Task.Delay(TimeSpan.FromMilliseconds((attempt * 100) + jitter), cancellationToken);
                }

                return null;
            }

            public async Task SendAsync({{entity.Name}}Dto item, CancellationToken cancellationToken)
            {
                using var response = await http.PostAsJsonAsync("api/{{entity.Name.ToLowerInvariant()}}s", item, cancellationToken);
                if (!response.IsSuccessStatusCode)
                {
                    var body = await response.Content.ReadAsStringAsync(cancellationToken);
                    throw new InvalidOperationException($"{{entity.Name}} {item.Id} was refused: {body.Length} characters, status {response.StatusCode}.");
                }
            }
        }

        """;

    private static string Archive(Entity entity) => Header(entity) + $$"""
        public sealed class {{entity.Name}}Archive
        {
            public {{entity.Name}}Archive(IConfiguration configuration)
            {
                Folder = Path.GetFullPath(configuration["Archive:Root"] ?? Path.Combine(AppContext.BaseDirectory, "{{entity.Name.ToLowerInvariant()}}"));
                Directory.CreateDirectory(Folder);
            }

            public string Folder { get; }

            public string PathOf(Guid id) => Path.Combine(Folder, id.ToString("N") + ".json");

            public string Resolve(string relative)
            {
                var full = Path.GetFullPath(Path.Combine(Folder, relative));
                if (!full.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                    throw new ArgumentException("The path leaves the archive.", nameof(relative));

                return full;
            }

            public async Task WriteAsync(IEnumerable<{{entity.Name}}Dto> items, CancellationToken cancellationToken)
            {
                var name = $"{DateTimeOffset.UtcNow:yyyyMMddHHmmss}.csv";
                await using var writer = new StreamWriter(Path.Combine(Folder, name), append: false, Encoding.UTF8);
                await writer.WriteLineAsync("{{string.Join(';', entity.Members.Select(member => member.Name))}}");
                foreach (var item in items)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await writer.WriteLineAsync(string.Join(';', item.Id, {{string.Join(", ", entity.Members.Select(member => "item." + member.Name))}}));
                }
            }
        }

        """;

    private static string Calculator(Entity entity)
    {
        var text = new StringBuilder(Header(entity));
        text.Append($"public static class {entity.Name}Calculator\n{{\n    private static readonly decimal[] Steps = [0m, 0.05m, 0.1m, 0.19m];\n");
        for (var step = 0; step < entity.Steps; step++)
        {
            text.Append($$"""

                    public static decimal Rate{{step}}(decimal amount, int quantity, DateTimeOffset date, out string reason)
                    {
                        var rate = 0m;
                        reason = "none";
                        for (var i = 0; i < Steps.Length; i++)
                        {
                            if (quantity > i * {{step + 5}} && amount > {{(step + 1) * 100}}m)
                            {
                                rate = Math.Max(rate, Steps[i]);
                                reason = "volume " + i;
                            }
                        }

                        if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && date.Hour >= {{step % 12}})
                        {
                            rate += 0.0{{step % 9 + 1}}m;
                            reason = reason.Replace("none", "weekend", StringComparison.Ordinal);
                        }

                        var bounded = rate > 0.5m ? 0.5m : rate;
                        return decimal.Round(amount * (1 - bounded) * quantity, 2);
                    }

                """);
        }

        return text.Append("}\n").ToString();
    }

    private sealed class Entity
    {
        public Entity(int number)
        {
            var random = new Random(number);
            Number = number;
            Name = $"{Adjectives[number % Adjectives.Length]}{Nouns[number / Adjectives.Length % Nouns.Length]}{(number >= Adjectives.Length * Nouns.Length ? number.ToString() : "")}";
            Members = [.. GeneratedService.Members.SelectMany(kind => kind.Names.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(name => (kind.Type, name)))];
            Steps = random.Next(3, 10);
        }

        public int Number { get; }

        public string Name { get; }

        public (string Type, string Name)[] Members { get; }

        public int Steps { get; }
    }
}
