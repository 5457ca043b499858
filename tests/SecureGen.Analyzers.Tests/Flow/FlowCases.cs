using System.Threading.Tasks;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.SqlInjection, SecureGen.Analyzers.Tests.Verification.NoFix>;

namespace SecureGen.Analyzers.Tests.Flow;

/// <summary>The surroundings of a flow test: an action with untrusted parameters and a command that takes SQL.</summary>
internal static class FlowCases
{
    /// <summary>Checks that the first body is found where it is marked, and that its twin is silent.</summary>
    public static async Task Verify_twins(string flagged, string silent, string members = "", string types = "")
    {
        await Verify.VerifyAnalyzerAsync(Action(flagged, members, types));
        await Verify.VerifyAnalyzerAsync(Action(silent, members, types));
    }

    public static string Action(string body, string members = "", string types = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Data.Common;
        using System.IO;
        using System.Linq;
        using System.Text;
        using System.Text.RegularExpressions;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        public enum Kind { A, B }

        public record Order(string Name, string Note, int Id);

        public class Item
        {
            public string Name { get; set; } = "";
            public string Fixed { get; set; } = "";
            public int Count { get; set; }
            public string Tag = "";
        }

        public partial class OrdersController : ControllerBase
        {
            private static readonly string[] Allowed = ["a", "b"];
            private static readonly HashSet<string> Set = ["a", "b"];
            private static readonly Dictionary<string, string> Map = new() { ["a"] = "1" };
            private static readonly Regex Safe = new("^[a-z]+$");
            private readonly List<string> known = ["a"];
            private readonly DbCommand db = null!;
            private string field = "";

            private string Own { get; set; } = "";

            public async Task<IActionResult> Get(string name, string[] names, int id, Guid key, Kind kind, [FromBody] Order order, CancellationToken cancellation)
            {
                await Task.Yield();
                {{body}}
                return Ok();
            }

            {{members}}
        }

        {{types}}
        """;
}
