namespace SecureGen.Analyzers.Tests.Rules.Injection;

/// <summary>The surroundings that cases share: an action with a client and an untrusted address.</summary>
internal static class AddressCases
{
    public static string Action(string body, string member = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Net;
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Net.Sockets;
        using System.Net.WebSockets;
        using System.Text;
        using System.Text.RegularExpressions;
        using System.Threading;
        using System.Threading.Tasks;
        using System.Web;
        using System.Xml;
        using System.Xml.Linq;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.WebUtilities;

        public record Model(string Url, Uri Address, int Id);

        public class FetchController(HttpClient client) : ControllerBase
        {
            private const string Base = "https://api.example.com/";
            private static readonly string[] Hosts = ["images.example.com"];
            private static readonly HashSet<string> Allowed = ["https://images.example.com/a.png"];
            private static readonly Dictionary<string, Uri> ByName = new() { ["a"] = new("https://a.example.com/") };
            private readonly Uri root = new("https://api.example.com/");

            public async Task<IActionResult> Get(string url, Uri uri, string host, int id, Guid key, Model model, [FromServices] string injected, CancellationToken cancellation)
            {
                {{body}}
                await Task.CompletedTask;
                return Ok();
            }

            private static bool IsAllowed(Uri address) => address.Scheme == "https" && Array.IndexOf(Hosts, address.Host) >= 0;

            private static void Check(Uri address)
            {
                if (!Hosts.Contains(address.Host)) throw new ArgumentException(address.Host);
            }

            private static Uri Validated(string address)
            {
                var made = new Uri(address);
                return Hosts.Contains(made.Host) ? made : throw new ArgumentException(made.Host);
            }

            private static bool TryValidate(string address, out Uri? valid) =>
                Uri.TryCreate(address, UriKind.Absolute, out valid) && Hosts.Contains(valid.Host);

            private static bool IsThere(string address) => !string.IsNullOrEmpty(address);

            private Task<string> Fetch(string address) => client.GetStringAsync(address);
        {{(member.Length == 0 ? "" : "\n    " + member + "\n")}}}
        """;
}
