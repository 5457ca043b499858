using System.Threading.Tasks;
using SecureGen.Analyzers.Rules.Files;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.UploadedFileName, SecureGen.Analyzers.CodeFixes.Rules.Files.UploadedFileNameFix>;
using VerifyPath = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.UnvalidatedPathCombine, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;

namespace SecureGen.Analyzers.Tests.Rules.Files;

public class UploadedFileNameTests
{
    private const string Helper = """


            private static string AllowedExtension(string fileName)
            {
                var extension = Path.GetExtension(fileName).ToLowerInvariant();
                if (Array.IndexOf(new[] { ".jpg", ".jpeg", ".png", ".webp", ".gif", ".pdf", ".txt" }, extension) < 0)
                {
                    throw new InvalidOperationException("Files with this extension are not accepted.");
                }

                return extension;
            }
        """;

    private static string Upload(string body, string member = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Logging;

        public class UploadController : ControllerBase
        {
            private static readonly string[] Extensions = { ".png", ".jpg" };
            private static readonly HashSet<string> ExtensionSet = new(StringComparer.OrdinalIgnoreCase) { ".png" };
            private static readonly Dictionary<string, string> Types = new() { [".png"] = "image/png" };
            private readonly string root = Path.GetFullPath("uploads");
            private readonly ILogger logger = null!;

            public async Task<IActionResult> Post(IFormFile file, List<IFormFile> files, int id)
            {
                await Task.Yield();
                {{body}}
                return Ok();
            }

            private static bool IsImage(string extension) => extension is ".png" or ".jpg";

            private void Store(string name, Stream content) => Save(Path.Combine(root, name), content);

            private static void Save(string path, Stream content)
            {
                using var stream = System.IO.File.Create(path);
                content.CopyTo(stream);
            }{{member}}
        }
        """;

    [Theory]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(file.FileName))|]);")]
    [InlineData("using var s = new FileStream([|Path.Combine(root, Path.GetFileName(file.FileName))|], FileMode.Create);")]
    [InlineData("using FileStream s = new([|Path.Combine(root, Path.GetFileName(file.FileName))|], FileMode.CreateNew, FileAccess.Write);")]
    [InlineData("using var s = System.IO.File.Open([|Path.Combine(root, Path.GetFileName(file.FileName))|], FileMode.OpenOrCreate);")]
    [InlineData("using var s = System.IO.File.OpenWrite([|Path.Combine(root, Path.GetFileName(file.FileName))|]);")]
    [InlineData("System.IO.File.WriteAllBytes([|Path.Combine(root, Path.GetFileName(file.FileName))|], new byte[1]);")]
    [InlineData("await System.IO.File.WriteAllTextAsync([|Path.Combine(root, Path.GetFileName(file.FileName))|], \"\");")]
    [InlineData("System.IO.File.Move(\"temp\", [|Path.Combine(root, Path.GetFileName(file.FileName))|]);")]
    [InlineData("System.IO.File.Copy(\"temp\", [|Path.Combine(root, Path.GetFileName(file.FileName))|], true);")]
    [InlineData("using var s = new StreamWriter([|Path.Combine(root, Path.GetFileName(file.FileName))|]);")]
    [InlineData("using var s = [|new FileInfo(Path.Combine(root, Path.GetFileName(file.FileName)))|].Create();")]
    [InlineData("new FileInfo(\"temp\").MoveTo([|Path.Combine(root, Path.GetFileName(file.FileName))|]);")]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, Guid.NewGuid() + Path.GetExtension(file.FileName))|]);")]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, $\"{Guid.NewGuid()}{Path.GetExtension(file.FileName)}\")|]);")]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, Path.GetRandomFileName() + Path.GetExtension(file.FileName))|]);")]
    [InlineData("using var s = System.IO.File.Create([|root + \"/\" + Path.GetFileName(file.FileName)|]);")]
    [InlineData("using var s = System.IO.File.Create([|$\"{root}/{id}_{Path.GetFileName(file.FileName)}\"|]);")]
    [InlineData("var path = Path.Combine(root, Path.GetFileName(file.FileName)); using var s = System.IO.File.Create([|path|]);")]
    [InlineData("var name = Path.GetFileName(file.FileName); var path = Path.Combine(root, name); using var s = System.IO.File.Create([|path|]);")]
    [InlineData("foreach (var one in files) { using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(one.FileName))|]); }")]
    [InlineData("foreach (var one in Request.Form.Files) { using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(one.FileName))|]); }")]
    [InlineData("Save([|Path.Combine(root, Path.GetFileName(file.FileName))|], file.OpenReadStream());")]
    [InlineData("if (file.ContentType != \"image/png\") return BadRequest(); using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(file.FileName))|]);")]
    [InlineData("if (file.Length > 1000) return BadRequest(); using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(file.FileName))|]);")]
    [InlineData("if (string.IsNullOrEmpty(file.FileName)) return BadRequest(); using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(file.FileName))|]);")]
    [InlineData("if (Extensions.Length == 0) return BadRequest(); using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(file.FileName))|]);")]
    [InlineData("if (Path.GetExtension(file.FileName) == \".exe\") return BadRequest(); using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(file.FileName))|]);")]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, $\"{Guid.NewGuid()}_{Path.GetFileName(file.FileName)}\")|]);")]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileNameWithoutExtension(file.FileName) + \".png\")|]);")]
    [InlineData("using var s = System.IO.File.Create([|Path.ChangeExtension(Path.Combine(root, Guid.NewGuid().ToString()), Path.GetExtension(file.FileName))|]);")]
    [InlineData("var sent = Microsoft.Net.Http.Headers.ContentDispositionHeaderValue.Parse(file.ContentDisposition); using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(sent.FileName.Value!))|]);")]
    public Task A_name_or_extension_of_the_sender_is_found(string body) => Verify.VerifyAnalyzerAsync(Upload(body));

    private const string Create = " using var s = System.IO.File.Create(Path.Combine(root, Guid.NewGuid() + extension));";

    [Theory]
    [InlineData("using var s = System.IO.File.Create(Path.Combine(root, Path.GetRandomFileName()));")]
    [InlineData("using var s = System.IO.File.Create(Path.Combine(root, Guid.NewGuid() + \".png\"));")]
    [InlineData("using var s = System.IO.File.Create(Path.Combine(root, id + \".png\"));")]
    [InlineData("using var s = file.OpenReadStream(); _ = file.Length;")]
    [InlineData("logger.LogInformation(\"Got {Name}\", file.FileName);")]
    [InlineData("return Ok(new { Name = Path.GetFileName(file.FileName) });")]
    [InlineData("_ = System.IO.File.Exists(Path.Combine(root, Path.GetFileName(file.FileName)));")]
    [InlineData("using var s = System.IO.File.OpenRead(Path.Combine(root, Path.GetFileName(file.FileName)));")]
    [InlineData("using var s = new FileStream(Path.Combine(root, Path.GetFileName(file.FileName)), FileMode.Open);")]
    [InlineData("using var s = new StreamReader(Path.Combine(root, Path.GetFileName(file.FileName)));")]
    [InlineData("System.IO.File.Delete(Path.Combine(root, Path.GetFileName(file.FileName)));")]
    [InlineData("System.IO.File.Move(Path.Combine(root, Path.GetFileName(file.FileName)), \"x\");")]
    [InlineData("using var s = System.IO.File.Create(Path.Combine(root, \"x\")); await file.CopyToAsync(s);")]
    [InlineData("var extension = Path.GetExtension(file.FileName); if (!Extensions.Contains(extension)) return BadRequest();" + Create)]
    [InlineData("var extension = Path.GetExtension(file.FileName).ToLowerInvariant(); if (!ExtensionSet.Contains(extension)) return BadRequest();" + Create)]
    [InlineData("var extension = Path.GetExtension(file.FileName); if (!Extensions.Any(e => e == extension)) return BadRequest();" + Create)]
    [InlineData("var extension = Path.GetExtension(file.FileName); if (!Extensions.Any(e => e.Equals(extension, StringComparison.OrdinalIgnoreCase))) return BadRequest();" + Create)]
    [InlineData("var extension = Path.GetExtension(file.FileName); if (!Array.Exists(Extensions, e => string.Equals(e, extension))) return BadRequest();" + Create)]
    [InlineData("var extension = Path.GetExtension(file.FileName); if (Extensions.All(e => e != extension)) return BadRequest();" + Create)]
    [InlineData("var extension = Path.GetExtension(file.FileName); if (Array.IndexOf(Extensions, extension) < 0) return BadRequest();" + Create)]
    [InlineData("var extension = Path.GetExtension(file.FileName); if (!Types.ContainsKey(extension)) return BadRequest();" + Create)]
    [InlineData("var extension = Path.GetExtension(file.FileName); if (!Types.TryGetValue(extension, out var type)) return BadRequest();" + Create)]
    [InlineData("var extension = Path.GetExtension(file.FileName); if (extension is not (\".png\" or \".jpg\")) return BadRequest();" + Create)]
    [InlineData("var extension = Path.GetExtension(file.FileName); if (extension != \".png\" && extension != \".jpg\") return BadRequest();" + Create)]
    [InlineData("var extension = Path.GetExtension(file.FileName); switch (extension) { case \".png\": case \".jpg\": break; default: return BadRequest(); }" + Create)]
    [InlineData("var extension = Path.GetExtension(file.FileName) switch { \".png\" => \".png\", _ => \".bin\" };" + Create)]
    [InlineData("var extension = Path.GetExtension(file.FileName); if (!IsImage(extension)) return BadRequest();" + Create)]
    [InlineData("var extension = file.ContentType == \"image/png\" ? \".png\" : \".jpg\";" + Create)]
    [InlineData("if (!Extensions.Contains(Path.GetExtension(file.FileName))) return BadRequest(); using var s = System.IO.File.Create(Path.Combine(root, Path.GetFileName(file.FileName)));")]
    [InlineData("if (!file.FileName.EndsWith(\".png\")) return BadRequest(); using var s = System.IO.File.Create(Path.Combine(root, Path.GetFileName(file.FileName)));")]
    [InlineData("if (!Extensions.Any(e => file.FileName.EndsWith(e, StringComparison.OrdinalIgnoreCase))) return BadRequest(); using var s = System.IO.File.Create(Path.Combine(root, Path.GetFileName(file.FileName)));")]
    [InlineData("using var s = System.IO.File.Create(Path.Combine(root, $\"{Guid.NewGuid()}_{Path.GetFileNameWithoutExtension(file.FileName)}.png\"));")]
    [InlineData("var key = Guid.NewGuid(); using var s = System.IO.File.Create(Path.Combine(root, key + \"_\" + Path.GetFileName(file.FileName) + \".bin\"));")]
    [InlineData("var sent = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue(\"attachment\") { FileName = \"x\" }; _ = sent.ToString();")]
    public Task A_name_of_the_service_or_a_listed_extension_is_silent(string body) => Verify.VerifyAnalyzerAsync(Upload(body));

    [Theory]
    [InlineData("using var s = System.IO.File.Create({|SGA4001:Path.Combine(root, file.FileName)|});")]
    [InlineData("using var s = System.IO.File.Create({|SGA4001:root + \"/\" + file.FileName|});")]
    [InlineData("using var s = System.IO.File.Create({|SGA4001:file.FileName|});")]
    [InlineData("var path = {|SGA4001:Path.Combine(root, file.FileName)|}; using var s = System.IO.File.Create(path);")]
    [InlineData("Save({|SGA4001:Path.Combine(root, file.FileName)|}, file.OpenReadStream());")]
    public async Task A_name_that_may_leave_its_directory_is_a_finding_of_the_path_alone(string body)
    {
        await VerifyPath.VerifyAnalyzerAsync(Upload(body));
        await Verify.VerifyAnalyzerAsync(Upload(body.Replace("{|SGA4001:", "").Replace("|}", "")));
    }

    [Fact]
    public Task A_name_that_stays_in_its_directory_is_none_of_the_path() =>
        VerifyPath.VerifyAnalyzerAsync(Upload("using var s = System.IO.File.Create(Path.Combine(root, Path.GetFileName(file.FileName)));"));

    [Fact]
    public Task A_path_that_the_fix_of_the_path_contains_is_found_and_fixed()
    {
        var helper = "\n\n    " + ContainedPathFixTests.Helper.Replace("\n", "\n    ").Replace("\n    \n", "\n\n");
        return Verify.VerifyCodeFixAsync(
            Upload("using var s = System.IO.File.Create([|ResolveContainedPath(root, file.FileName)|]);", helper),
            Upload("using var s = System.IO.File.Create(ResolveContainedPath(root, Path.GetRandomFileName()));", helper),
            "SGA4004.RandomName");
    }

    [Theory]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(file.FileName))|]);", "using var s = System.IO.File.Create(Path.Combine(root, Path.GetRandomFileName()));")]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, $\"{id}_{Path.GetFileName(file.FileName)}\")|]);", "using var s = System.IO.File.Create(Path.Combine(root, $\"{id}_{Path.GetRandomFileName()}\"));")]
    [InlineData("using var s = System.IO.File.Create([|root + \"/\" + Path.GetFileName(file.FileName)|] /* the sender's */);", "using var s = System.IO.File.Create(root + \"/\" + Path.GetRandomFileName() /* the sender's */);")]
    [InlineData("var path = Path.Combine(root, Path.GetFileName(file.FileName)); using var s = System.IO.File.Create([|path|]);", "var path = Path.Combine(root, Path.GetRandomFileName()); using var s = System.IO.File.Create(path);")]
    [InlineData("var name = Path.GetFileName(file.FileName); using var s = System.IO.File.Create([|Path.Combine(root, name)|]);", "var name = Path.GetRandomFileName(); using var s = System.IO.File.Create(Path.Combine(root, name));")]
    [InlineData("using var s = [|new FileInfo(Path.Combine(root, Path.GetFileName(file.FileName)))|].Create();", "using var s = new FileInfo(Path.Combine(root, Path.GetRandomFileName())).Create();")]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileNameWithoutExtension(file.FileName) + \".png\")|]);", "using var s = System.IO.File.Create(Path.Combine(root, Path.GetRandomFileName() + \".png\"));")]
    [InlineData("if (file.FileName != Path.GetFileName(file.FileName)) return BadRequest(); using var s = System.IO.File.Create([|Path.Combine(root, file.FileName)|]);", "if (file.FileName != Path.GetFileName(file.FileName)) return BadRequest(); using var s = System.IO.File.Create(Path.Combine(root, Path.GetRandomFileName()));")]
    [InlineData("var name = Path.GetFileName(file.FileName); var extension = Path.GetExtension(name); using var s = System.IO.File.Create([|Path.Combine(root, name)|]);", "var name = Path.GetFileName(file.FileName); var extension = Path.GetExtension(name); using var s = System.IO.File.Create(Path.Combine(root, Path.GetRandomFileName()));")]
    [InlineData("var name = Path.GetFileName(file.FileName); using (var s = System.IO.File.Create([|Path.Combine(root, name)|])) { } System.IO.File.Copy(\"a\", [|Path.Combine(root, name)|]);", "var name = Path.GetRandomFileName(); using (var s = System.IO.File.Create(Path.Combine(root, name))) { } System.IO.File.Copy(\"a\", Path.Combine(root, name));")]
    [InlineData("Save([|Path.Combine(root, Path.GetFileName(file.FileName))|], file.OpenReadStream());", "Save(Path.Combine(root, Path.GetRandomFileName()), file.OpenReadStream());")]
    [InlineData("foreach (var one in files) { using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(one.FileName))|]); }", "foreach (var one in files) { using var s = System.IO.File.Create(Path.Combine(root, Path.GetRandomFileName())); }")]
    public async Task The_first_fix_stores_the_file_under_a_random_name(string body, string result)
    {
        await Verify.VerifyCodeFixAsync(Upload(body), Upload(result), "SGA4004.RandomName");
        await Verify.VerifyCodeFixAsync(Upload(body), Upload(result), "SGA4004.RandomName", ReferenceAssemblies.Net80);
    }

    [Theory]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(file.FileName))|]);", "using var s = System.IO.File.Create(Path.Combine(root, Path.GetRandomFileName() + AllowedExtension(file.FileName)));")]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, Guid.NewGuid() + Path.GetExtension(file.FileName))|]);", "using var s = System.IO.File.Create(Path.Combine(root, Guid.NewGuid() + AllowedExtension(file.FileName)));")]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, $\"{id}{Path.GetExtension(file.FileName).ToLowerInvariant()}\")|]);", "using var s = System.IO.File.Create(Path.Combine(root, $\"{id}{AllowedExtension(file.FileName).ToLowerInvariant()}\"));")]
    [InlineData("var extension = Path.GetExtension(file.FileName); using var s = System.IO.File.Create([|Path.Combine(root, id + extension)|]);", "var extension = AllowedExtension(file.FileName); using var s = System.IO.File.Create(Path.Combine(root, id + extension));")]
    [InlineData("using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(file.FileName))|]); foreach (var one in files) { using var t = System.IO.File.Create([|Path.Combine(root, id + Path.GetExtension(one.FileName))|]); }", "using var s = System.IO.File.Create(Path.Combine(root, Path.GetRandomFileName() + AllowedExtension(file.FileName))); foreach (var one in files) { using var t = System.IO.File.Create(Path.Combine(root, id + AllowedExtension(one.FileName))); }")]
    public async Task The_other_fix_keeps_an_extension_that_is_listed(string body, string result)
    {
        await Verify.VerifyCodeFixAsync(Upload(body), Upload(result, Helper), "SGA4004.AllowedExtension");
        await Verify.VerifyCodeFixAsync(Upload(body), Upload(result, Helper), "SGA4004.AllowedExtension", ReferenceAssemblies.Net80);
        await VerifyPath.VerifyAnalyzerAsync(Upload(result, Helper));
    }

    [Fact]
    public Task Minimal_apis_are_found_and_fixed_with_a_local_function() => Verify.VerifyCodeFixAsync(
        """
        using System;
        using System.IO;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/files", async (IFormFile file) =>
        {
            await using var stream = File.Create([|Path.Combine("uploads", Path.GetFileName(file.FileName))|]);
            await file.CopyToAsync(stream);
        });
        app.Run();
        """,
        """
        using System;
        using System.IO;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapPost("/files", async (IFormFile file) =>
        {
            await using var stream = File.Create(Path.Combine("uploads", Path.GetRandomFileName() + AllowedExtension(file.FileName)));
            await file.CopyToAsync(stream);
        });
        app.Run();

        static string AllowedExtension(string fileName)
        {
            var extension = Path.GetExtension(fileName).ToLowerInvariant();
            if (Array.IndexOf(new[] { ".jpg", ".jpeg", ".png", ".webp", ".gif", ".pdf", ".txt" }, extension) < 0)
            {
                throw new InvalidOperationException("Files with this extension are not accepted.");
            }

            return extension;
        }

        """,
        "SGA4004.AllowedExtension");

    [Theory]
    [InlineData("Store([|Path.GetFileName(file.FileName)|], file.OpenReadStream());")]
    [InlineData("if (System.IO.File.Exists(Path.Combine(root, Path.GetFileName(file.FileName)))) return Ok(); using var s = System.IO.File.Create([|Path.Combine(root, Path.GetFileName(file.FileName))|]);")]
    [InlineData("var name = \"x\"; if (id > 0) name = Path.GetFileName(file.FileName); using var s = System.IO.File.Create([|Path.Combine(root, name)|]);")]
    public Task Where_the_name_is_used_elsewhere_no_fix_is_offered(string body) => Verify.VerifyNoCodeFixAsync(Upload(body));
}
