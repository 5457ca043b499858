namespace SecureGen.Analyzers.Tests.Rules.Files;

/// <summary>The surroundings that cases share: an action with a root and an untrusted name.</summary>
internal static class FileCases
{
    public static string Action(string body) => $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.IO.Compression;
        using System.Linq;
        using System.Text;
        using System.Text.RegularExpressions;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        public record Model(string Name, int Id);

        public class FilesController : ControllerBase
        {
            private const string Root = "/srv/files";
            private static readonly string RootWithSeparator = Path.GetFullPath(Root) + Path.DirectorySeparatorChar;
            private static readonly string[] Allowed = ["a", "b"];
            private static readonly Regex SafeName = new(@"^[\w-]+$");
            private readonly string root = Path.GetFullPath("files");

            public IActionResult Get(string name, int id, Guid key, Model model, IFormFile file, [FromServices] string injected)
            {
                {{body}}
                return Ok();
            }

            private static bool IsSafe(string value) => !value.Contains('/');

            private static void EnsureSafe(string value)
            {
                if (value.Contains('/')) throw new ArgumentException(value);
            }

            private static string Clean(string value) => Path.GetFileName(value);
        }
        """;
}
