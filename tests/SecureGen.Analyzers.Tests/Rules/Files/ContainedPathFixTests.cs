using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Files;
using SecureGen.Analyzers.Rules.Files;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.UnvalidatedPathCombine, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;

namespace SecureGen.Analyzers.Tests.Rules.Files;

public class ContainedPathFixTests
{
    /// <summary>What the fix adds to a type, as it stands in a file that imports System and System.IO.</summary>
    public const string Helper = """
        private static string ResolveContainedPath(string baseDirectory, string relativePath)
        {
            var root = Path.GetFullPath(Path.Combine(baseDirectory, "."));
            if (!root.EndsWith(Path.DirectorySeparatorChar.ToString(), StringComparison.Ordinal))
            {
                root += Path.DirectorySeparatorChar;
            }

            var path = Path.GetFullPath(Path.Combine(root, relativePath));
            var comparison = Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
            if (!(path + Path.DirectorySeparatorChar).StartsWith(root, comparison))
            {
                throw new UnauthorizedAccessException("The path leaves its base directory.");
            }

            return path;
        }
        """;

    private static readonly string Member = Helper.Replace("\n", "\n    ").Replace("\n    \n", "\n\n");

    private static readonly string Local = Helper.Replace("private static", "static");

    [Theory]
    [InlineData("[|Path.Combine(root, name)|]", "ResolveContainedPath(root, name)")]
    [InlineData("[|Path.Combine(root, \"sub\", name, \"x\")|]", "ResolveContainedPath(Path.Combine(root, \"sub\"), Path.Combine(name, \"x\"))")]
    [InlineData("[|Path.Combine(name, \"x\")|]", "ResolveContainedPath(\".\", Path.Combine(name, \"x\"))")]
    [InlineData("[|Path.Join(root, name)|]", "ResolveContainedPath(root, Path.Join(\".\", name))")]
    [InlineData("[|Path.Join(root, \"sub\", name)|]", "ResolveContainedPath(Path.Join(root, \"sub\"), Path.Join(\".\", name))")]
    [InlineData("[|root + \"/\" + name|]", "ResolveContainedPath(root + \"/\", \"./\" + name)")]
    [InlineData("[|root + '/' + name + \".png\"|]", "ResolveContainedPath(root + '/', \"./\" + name + \".png\")")]
    [InlineData("[|root + Path.DirectorySeparatorChar + name|]", "ResolveContainedPath(root + Path.DirectorySeparatorChar, \"./\" + name)")]
    [InlineData("[|\"/srv/img-\" + name|]", "ResolveContainedPath(\"/srv/\", \"img-\" + name)")]
    [InlineData("[|Slash + name|]", "ResolveContainedPath(Slash, \"./\" + name)")]
    [InlineData("[|name + \".png\"|]", "ResolveContainedPath(\".\", name + \".png\")")]
    [InlineData("[|$\"{root}/{name}.png\"|]", "ResolveContainedPath($\"{root}/\", $\"./{name}.png\")")]
    [InlineData("[|$\"/srv/img-{name}\"|]", "ResolveContainedPath(\"/srv/\", $\"img-{name}\")")]
    [InlineData("[|$\"{root}{Path.DirectorySeparatorChar}{name}\"|]", "ResolveContainedPath($\"{root}{Path.DirectorySeparatorChar}\", $\"./{name}\")")]
    [InlineData("[|$\"{name}.png\"|]", "ResolveContainedPath(\".\", $\"{name}.png\")")]
    [InlineData("[|Path.GetFullPath(name, root)|]", "ResolveContainedPath(root, name)")]
    [InlineData("[|Path.GetFullPath(name, Root())|]", "ResolveContainedPath(relativePath: name, baseDirectory: Root())")]
    [InlineData("[|Path.GetFullPath(name)|]", "ResolveContainedPath(\".\", name)")]
    [InlineData("Path.GetFullPath([|Path.Combine(root, name)|])", "Path.GetFullPath(ResolveContainedPath(root, name))")]
    [InlineData("[|name|]", "ResolveContainedPath(\".\", name)")]
    [InlineData("[|Path.Combine(root, name /* the client's */)|]", "ResolveContainedPath(root, name /* the client's */)")]
    [InlineData("[|Path.Combine(\n            root, // base\n            name)|]", "ResolveContainedPath(\n            root, // base\n            name)")]
    [InlineData("[|root /* base */ + \"/\" + name|]", "ResolveContainedPath(root /* base */ + \"/\", \"./\" + name)")]
    public async Task One_action_serves_every_shape(string shape, string result)
    {
        await Verify.VerifyCodeFixAsync(Controller(shape), Controller(result, Member), "SGA4001.Contain");
        if (!shape.Contains("Join") && !shape.Contains("GetFullPath(name, "))
            await Verify.VerifyCodeFixAsync(Archive(shape), Archive(result, Member), "SGA4001.Contain", ReferenceAssemblies.NetStandard20);
        await Verify.VerifyCodeFixAsync(Archive(shape), Archive(result, Member), "SGA4001.Contain", ReferenceAssemblies.Net80);
    }

    [Theory]
    [InlineData("var path = \"/srv/\"; [|path += name|]; System.IO.File.Delete(path);")]
    [InlineData("System.IO.File.Delete([|root + name|]);")]
    [InlineData("System.IO.File.Delete([|root + \"img-\" + name|]);")]
    public Task What_has_no_directory_in_its_text_is_left_alone(string body) => Verify.VerifyNoCodeFixAsync(FileCases.Action(body));

    [Fact]
    public Task Text_that_grows_is_given_the_contained_path() => Verify.VerifyCodeFixAsync(
        Body("var path = root; [|path += \"/\" + name|]; System.IO.File.Delete(path);"),
        Body("var path = root; path = ResolveContainedPath(path + \"/\", \"./\" + name); System.IO.File.Delete(path);", Member),
        "SGA4001.Contain");

    [Fact]
    public Task A_local_that_was_given_the_name_is_what_must_stay_inside() => Verify.VerifyCodeFixAsync(
        Body("var leaf = name.Trim(); System.IO.File.Delete([|Path.Combine(root, \"a\", leaf)|]);"),
        Body("var leaf = name.Trim(); System.IO.File.Delete(ResolveContainedPath(Path.Combine(root, \"a\"), leaf));", Member),
        "SGA4001.Contain");

    [Theory]
    [InlineData("public static class Archive", "")]
    [InlineData("public struct Archive", "")]
    [InlineData("public ref struct Archive", "")]
    [InlineData("public record Archive", "")]
    [InlineData("public record struct Archive", "")]
    [InlineData("public interface Archive", "")]
    [InlineData("public class Archive<T>", "")]
    [InlineData("public partial class Archive", "")]
    [InlineData("public class Outer { } public class Archive", "")]
    public Task Every_kind_of_type_takes_the_helper(string type, string end)
    {
        string Source(string path, string member) => $$"""
            using System;
            using System.IO;
            using System.IO.Compression;

            {{type}}
            {
                public static void Extract(ZipArchiveEntry entry) => File.Create({{path}}).Dispose(); // keep
            {{(member.Length == 0 ? "" : "\n    " + member + "\n")}}}{{end}}
            """;
        return Verify.VerifyCodeFixAsync(Source("[|Path.Combine(\"out\", entry.FullName)|]", ""), Source("ResolveContainedPath(\"out\", entry.FullName)", Member), "SGA4001.Contain");
    }

    [Fact]
    public Task The_helper_is_added_once_for_several_findings_and_imports_what_it_needs() => Verify.VerifyCodeFixAsync(
        """
        using System.IO;
        using System.IO.Compression;

        public static class Archive
        {
            // First.
            public static void Extract(ZipArchiveEntry entry) => File.Create([|Path.Combine("out", entry.FullName)|]).Dispose();

            public static void Delete(ZipArchiveEntry entry) => File.Delete([|"out/" + entry.FullName|]); // second
        }
        """,
        """
        using System;
        using System.IO;
        using System.IO.Compression;

        public static class Archive
        {
            // First.
            public static void Extract(ZipArchiveEntry entry) => File.Create(ResolveContainedPath("out", entry.FullName)).Dispose();

            public static void Delete(ZipArchiveEntry entry) => File.Delete(ResolveContainedPath("out/", "./" + entry.FullName)); // second

            MEMBER
        }
        """.Replace("MEMBER", Member),
        "SGA4001.Contain",
        ReferenceAssemblies.NetStandard20);

    [Fact]
    public Task A_nested_type_takes_its_own_helper() => Verify.VerifyCodeFixAsync(
        """
        using System;
        using System.IO;
        using System.IO.Compression;

        public class Outer
        {
            public class Archive
            {
                public static void Extract(ZipArchiveEntry entry) => File.Delete([|Path.Combine("out", entry.FullName)|]);
            }
        }
        """,
        """
        using System;
        using System.IO;
        using System.IO.Compression;

        public class Outer
        {
            public class Archive
            {
                public static void Extract(ZipArchiveEntry entry) => File.Delete(ResolveContainedPath("out", entry.FullName));

                MEMBER
            }
        }
        """.Replace("MEMBER", Member.Replace("\n    ", "\n        ")),
        "SGA4001.Contain");

    [Fact]
    public Task Parts_of_a_type_in_one_file_share_the_helper() => Verify.VerifyCodeFixAsync(
        """
        using System;
        using System.IO;
        using System.IO.Compression;

        public static partial class Archive
        {
            public static void Extract(ZipArchiveEntry entry) => File.Create([|Path.Combine("out", entry.FullName)|]).Dispose();
        }

        public static partial class Archive
        {
            public static void Delete(ZipArchiveEntry entry) => File.Delete([|Path.Combine("out", entry.FullName)|]);
        }
        """,
        """
        using System;
        using System.IO;
        using System.IO.Compression;

        public static partial class Archive
        {
            public static void Extract(ZipArchiveEntry entry) => File.Create(ResolveContainedPath("out", entry.FullName)).Dispose();

            MEMBER
        }

        public static partial class Archive
        {
            public static void Delete(ZipArchiveEntry entry) => File.Delete(ResolveContainedPath("out", entry.FullName));
        }
        """.Replace("MEMBER", Member),
        "SGA4001.Contain");

    [Fact]
    public Task Parts_of_a_type_in_several_files_share_the_helper()
    {
        static string Part(string method, string path, string member) => $$"""
            using System;
            using System.IO;
            using System.IO.Compression;

            public static partial class Archive
            {
                public static void {{method}}(ZipArchiveEntry entry) => File.Delete({{path}});
            {{(member.Length == 0 ? "" : "\n    " + member + "\n")}}}
            """;
        return new CSharpCodeFixTest<UnvalidatedPathCombine, UnvalidatedPathCombineFix>
        {
            Sources = { ("A.cs", Part("A", "[|Path.Combine(\"out\", entry.FullName)|]", "")), ("B.cs", Part("B", "[|Path.Join(\"out\", entry.FullName)|]", "")) },
            FixedSources = { ("A.cs", Part("A", "ResolveContainedPath(\"out\", entry.FullName)", Member)), ("B.cs", Part("B", "ResolveContainedPath(\"out\", Path.Join(\".\", entry.FullName))", "")) },
            CodeActionEquivalenceKey = "SGA4001.Contain",
        }.RunAsync();
    }

    [Fact]
    public Task The_helper_that_is_there_is_used() => Verify.VerifyCodeFixAsync(
        Controller("[|Path.Combine(root, name)|]", Member), Controller("ResolveContainedPath(root, name)", Member), "SGA4001.Contain");

    [Theory]
    [InlineData("private string ResolveContainedPath => \"\";")]
    [InlineData("private static string ResolveContainedPath(string a, string b) => a + b;")]
    [InlineData("private const string ResolveContainedPath = \"\";")]
    public Task A_member_of_another_kind_with_that_name_sends_the_helper_to_another(string member) => Verify.VerifyCodeFixAsync(
        Controller("[|Path.Combine(root, name)|]", member),
        Controller("ResolveContainedPath2(root, name)", member + "\n\n    " + Member.Replace("ResolveContainedPath", "ResolveContainedPath2")),
        "SGA4001.Contain");

    [Fact]
    public Task A_field_initializer_and_a_constructor_use_the_helper() => Verify.VerifyCodeFixAsync(
        """
        using System;
        using System.IO;
        using System.IO.Compression;

        public class Target(string path)
        {
            public string Path { get; } = path;
        }

        public class Archive : Target
        {
            public Archive(ZipArchiveEntry entry) : base(Path.GetFileName(entry.Name)) => File.Delete([|System.IO.Path.Combine("out", entry.FullName)|]);
        }
        """.Replace("Path.GetFileName", "System.IO.Path.GetFileName"),
        """
        using System;
        using System.IO;
        using System.IO.Compression;

        public class Target(string path)
        {
            public string Path { get; } = path;
        }

        public class Archive : Target
        {
            public Archive(ZipArchiveEntry entry) : base(Path.GetFileName(entry.Name)) => File.Delete(ResolveContainedPath("out", entry.FullName));

            MEMBER
        }
        """.Replace("MEMBER", Member.Replace(" Path.", " System.IO.Path.").Replace("(Path.", "(System.IO.Path.")).Replace("Path.GetFileName", "System.IO.Path.GetFileName"),
        "SGA4001.Contain");

    [Fact]
    public Task Top_level_code_gets_a_local_function() => Verify.VerifyCodeFixAsync(
        """
        using System;
        using System.IO;
        using Microsoft.AspNetCore.Builder;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/{name}", (string name) => File.ReadAllText([|Path.Combine("/srv", name)|]));
        app.MapGet("/x/{name}", (string name) => File.ReadAllText([|$"/srv/{name}"|]));
        app.Run();

        class Other { }
        """,
        """
        using System;
        using System.IO;
        using Microsoft.AspNetCore.Builder;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/{name}", (string name) => File.ReadAllText(ResolveContainedPath("/srv", name)));
        app.MapGet("/x/{name}", (string name) => File.ReadAllText(ResolveContainedPath("/srv/", $"./{name}")));
        app.Run();

        LOCAL

        class Other { }
        """.Replace("LOCAL", Local),
        "SGA4001.Contain");

    [Fact]
    public Task The_other_fix_takes_the_file_name() => Verify.VerifyCodeFixAsync(
        Archive("[|Path.Combine(root, name)|]"), Archive("Path.Combine(root, Path.GetFileName(name))"), "SGA4001.FileName", ReferenceAssemblies.NetStandard20);

    [Fact]
    public Task The_file_name_is_not_offered_for_a_part_in_the_middle() => Verify.VerifyCodeFixAsync(
        Archive("[|Path.Combine(root, name, \"x\")|]"), Archive("[|Path.Combine(root, name, \"x\")|]"), "SGA4001.FileName");

    private static string Controller(string path, string member = "") => Body("System.IO.File.Delete(" + path + ");", member);

    private static string Body(string body, string member = "") => $$"""
        using System;
        using System.IO;
        using Microsoft.AspNetCore.Mvc;

        public class FilesController : ControllerBase
        {
            private const string Slash = "/srv/";
            private readonly string root = "/srv/files";

            public void Get(string name)
            {
                // Before.
                {{body}} // after
            }

            private static string Root() => "/srv";
        {{(member.Length == 0 ? "" : "\n    " + member + "\n")}}}
        """;

    private static string Archive(string path, string member = "") => $$"""
        using System;
        using System.IO;
        using System.IO.Compression;

        public class Archive
        {
            private const string Slash = "/srv/";
            private readonly string root = "/srv/files";

            public void Get(ZipArchiveEntry entry)
            {
                File.Delete({{path.Replace("name", "entry.FullName")}}); // after
            }

            private static string Root() => "/srv";
        {{(member.Length == 0 ? "" : "\n    " + member + "\n")}}}
        """;
}
