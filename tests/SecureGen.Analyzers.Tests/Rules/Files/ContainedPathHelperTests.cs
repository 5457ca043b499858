using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;

namespace SecureGen.Analyzers.Tests.Rules.Files;

/// <summary>Runs the text that <see cref="ContainedPathFixTests"/> shows the fix to insert.</summary>
public class ContainedPathHelperTests
{
    private static readonly MethodInfo Compiled = Compile();

    [Theory]
    [InlineData("/srv/img", "a.png", "/srv/img/a.png")]
    [InlineData("/srv/img/", "a.png", "/srv/img/a.png")]
    [InlineData("/srv/img", "sub/../a.png", "/srv/img/a.png")]
    [InlineData("/srv/img", "/srv/img/a.png", "/srv/img/a.png")]
    [InlineData("/srv/img", "./a.png", "/srv/img/a.png")]
    [InlineData("/srv/img", ".//etc/passwd", "/srv/img/etc/passwd")]
    [InlineData("/srv/img", "../img/a.png", "/srv/img/a.png")]
    [InlineData("/srv/img", "..a", "/srv/img/..a")]
    [InlineData("/srv/img", "...", "/srv/img/...")]
    [InlineData("/srv/img/../img", "a", "/srv/img/a")]
    [InlineData("/", "etc/passwd", "/etc/passwd")]
    [InlineData("/", "../../etc", "/etc")]
    public void What_stays_inside_is_resolved(string root, string name, string expected) => Assert.Equal(expected, Resolve(root, name));

    [Theory]
    [InlineData("/srv/img", "")]
    [InlineData("/srv/img", ".")]
    [InlineData("/srv/img", "a/..")]
    [InlineData("/srv/img/", "/srv/img")]
    public void The_base_directory_itself_stays_inside(string root, string name) => Assert.Equal("/srv/img", Resolve(root, name).TrimEnd('/'));

    [Theory]
    [InlineData("/srv/img", "../a.png")]
    [InlineData("/srv/img", "..")]
    [InlineData("/srv/img", "../../etc/passwd")]
    [InlineData("/srv/img", "/etc/passwd")]
    [InlineData("/srv/img", "//etc/passwd")]
    [InlineData("/srv/img", "/")]
    [InlineData("/srv/img", "../img-private/key.pem")]
    [InlineData("/srv/img", "../img.bak")]
    [InlineData("/srv/img", "../IMG/a.png")]
    [InlineData("/srv/img", "sub/../../img2/a")]
    [InlineData("/srv/img", "./../x")]
    [InlineData("/srv/img", ".//../..//x")]
    [InlineData("/srv/img", "/srv/img/../x")]
    [InlineData("img", "../x")]
    [InlineData("", "../x")]
    [InlineData("", "/etc/passwd")]
    [InlineData(".", "/etc/passwd")]
    public void What_leaves_is_refused(string root, string name) => Assert.Throws<UnauthorizedAccessException>(() => Resolve(root, name));

    [Fact]
    public void A_relative_or_empty_base_is_the_current_directory()
    {
        Assert.Equal(Path.GetFullPath("a"), Resolve("", "a"));
        Assert.Equal(Path.GetFullPath("img/a"), Resolve("img", "a"));
    }

    [Theory]
    [InlineData(null, "a")]
    [InlineData("/srv", null)]
    public void Null_is_refused(string? root, string? name) => Assert.Throws<ArgumentNullException>(() => Resolve(root!, name!));

    [Fact]
    public void A_name_with_a_null_character_is_refused() => Assert.ThrowsAny<ArgumentException>(() => Resolve("/srv", "a\0b"));

    private static string Resolve(string root, string name)
    {
        try
        {
            return (string)Compiled.Invoke(null, [root, name])!;
        }
        catch (TargetInvocationException thrown)
        {
            throw thrown.InnerException!;
        }
    }

    private static MethodInfo Compile()
    {
        var source = "using System; using System.IO; public static class Holder { " + ContainedPathFixTests.Helper.Replace("private", "public") + " }";
        var compilation = CSharpCompilation.Create(
            "Contained", [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp5))], ReferenceAssemblies.NetStandard20.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Select(d => d.ToString())));
        return Assembly.Load(image.ToArray()).GetType("Holder")!.GetMethod("ResolveContainedPath")!;
    }
}
