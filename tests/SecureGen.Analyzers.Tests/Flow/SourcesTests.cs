using System.Threading.Tasks;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.SqlInjection, SecureGen.Analyzers.Tests.Verification.NoFix>;

namespace SecureGen.Analyzers.Tests.Flow;

/// <summary>What a request brings in, by where it is bound.</summary>
public class SourcesTests
{
    private static string Program(string map, string types = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Data.Common;
        using System.IO;
        using System.Linq;
        using System.Text.Json;
        using System.Text.Json.Nodes;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.DependencyInjection;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddScoped<Tenant>();
        var app = builder.Build();
        DbCommand db = null!;
        {{map}}
        app.Run();

        public class Order { public int Id { get; set; } public string Name { get; set; } = ""; }

        public class Filter(string text) { public string Text { get; } = text; }

        public class ShopOptions { public string Table { get; set; } = ""; }

        public class Tenant { public string Schema { get; set; } = ""; }

        public class Shop { public string Table { get; set; } = ""; public void Open() { } }

        public interface ITable { string Table { get; } }

        public class Table : ITable { string ITable.Table => "t"; public string Name { get; } = "t"; }

        {{types}}
        """;

    [Theory]
    [InlineData("app.MapPost(\"/\", (string name) => { db.CommandText = [|name|]; });")]
    [InlineData("app.MapPost(\"/\", (Order order) => { db.CommandText = [|order.Name|]; });")]
    [InlineData("app.MapPost(\"/\", (Filter filter) => { db.CommandText = [|filter.Text|]; });")]
    [InlineData("app.MapPost(\"/\", (List<Order> orders) => { foreach (var order in orders) db.CommandText = [|order.Name|]; });")]
    [InlineData("app.MapPost(\"/\", (Order[] orders) => { db.CommandText = [|orders[0].Name|]; });")]
    [InlineData("app.MapPost(\"/\", ([FromBody] List<Order> orders) => { db.CommandText = [|orders.Select(o => o.Name).First()|]; });")]
    [InlineData("app.MapPost(\"/\", ([AsParameters] Order order) => { db.CommandText = [|order.Name|]; });")]
    [InlineData("app.MapPost(\"/\", (IFormCollection form) => { db.CommandText = [|form[\"name\"].ToString()|]; });")]
    [InlineData("app.MapPost(\"/\", ([FromBody] Dictionary<string, string> all) => { db.CommandText = [|all[\"name\"]|]; });")]
    [InlineData("app.MapPost(\"/\", ([FromBody] JsonElement body) => { db.CommandText = [|body.GetProperty(\"name\").GetString()!|]; });")]
    [InlineData("app.MapPost(\"/\", (IFormFile file) => { using var r = new StreamReader(file.OpenReadStream()); db.CommandText = [|r.ReadToEnd()|]; });")]
    [InlineData("app.MapPost(\"/\", (HttpRequest request) => { db.CommandText = [|request.Query[\"q\"].ToString()|]; });")]
    [InlineData("app.MapPost(\"/\", Save); void Save(Order order) => db.CommandText = [|order.Name|];")]
    public Task What_a_request_brings_is_found(string map) => Verify.VerifyAnalyzerAsync(Program(map.Replace("GetString()!|]", "GetString()|]!")));

    [Theory]
    [InlineData("app.MapPost(\"/\", (int id) => { db.CommandText = id.ToString(); });")]
    [InlineData("app.MapPost(\"/\", (Order order) => { db.CommandText = order.Id.ToString(); });")]
    [InlineData("app.MapPost(\"/\", (ShopOptions options) => { db.CommandText = options.Table; });")]
    [InlineData("app.MapPost(\"/\", (Tenant tenant) => { db.CommandText = tenant.Schema; });")]
    [InlineData("app.MapPost(\"/\", (Shop shop) => { db.CommandText = shop.Table; });")]
    [InlineData("app.MapPost(\"/\", (ITable table) => { db.CommandText = table.Table; });")]
    [InlineData("app.MapPost(\"/\", (Table table) => { db.CommandText = table.Name; });")]
    [InlineData("app.MapPost(\"/\", ([FromServices] Order order) => { db.CommandText = order.Name; });")]
    [InlineData("app.MapPost(\"/\", (IFormFile file) => { db.CommandText = file.Length.ToString(); });")]
    [InlineData("app.MapPost(\"/\", ([FromBody] Dictionary<string, int> all) => { db.CommandText = all[\"n\"].ToString(); });")]
    [InlineData("app.MapPost(\"/\", (HttpRequest request) => { db.CommandText = request.ContentLength.ToString()!; });")]
    public Task What_the_service_itself_brings_is_silent(string map) => Verify.VerifyAnalyzerAsync(Program(map));

    [Theory]
    [InlineData("[FromQuery] public string Q { get; set; } = \"\";", "Q", true)]
    [InlineData("[FromRoute] public string Q { get; set; } = \"\";", "Q", true)]
    [InlineData("[FromForm] public string Q { get; set; } = \"\";", "Q", true)]
    [InlineData("[BindProperty] public string Q { get; set; } = \"\";", "Q", true)]
    [InlineData("[FromQuery] public int Q { get; set; }", "Q.ToString()", false)]
    [InlineData("public string Q { get; set; } = \"\";", "Q", false)]
    public Task A_property_that_is_bound_is_a_source(string property, string use, bool isFound) =>
        Verify.VerifyAnalyzerAsync(FlowCases.Action($"db.CommandText = {(isFound ? $"[|{use}|]" : use)};", property));
}
