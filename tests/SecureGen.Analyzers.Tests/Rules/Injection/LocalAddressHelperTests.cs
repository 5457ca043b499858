using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

/// <summary>Runs the text that <see cref="OpenRedirectTests"/> shows the fix to insert.</summary>
public class LocalAddressHelperTests
{
    private static readonly MethodInfo Compiled = Compile();

    [Theory]
    [InlineData("/")]
    [InlineData("/items")]
    [InlineData("/items/1?name=a#b")]
    [InlineData("/items?to=https://example.com")]
    [InlineData("/items//a")]
    [InlineData("/%2F/example.com")]
    public void An_address_of_the_same_site_is_let_through(string address) => Assert.Equal(address, Ensure(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("items")]
    [InlineData("https://example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//example.com")]
    [InlineData("/\\example.com")]
    [InlineData("\\\\example.com")]
    [InlineData("/\t/example.com")]
    [InlineData("/\n/example.com")]
    [InlineData(" //example.com")]
    [InlineData("/items\r\nSet-Cookie: a=b")]
    public void An_address_that_may_lead_to_another_site_is_refused(string? address) => Assert.Throws<UnauthorizedAccessException>(() => Ensure(address));

    private static string Ensure(string? address)
    {
        try
        {
            return (string)Compiled.Invoke(null, [address])!;
        }
        catch (TargetInvocationException thrown)
        {
            throw thrown.InnerException!;
        }
    }

    private static MethodInfo Compile()
    {
        var source = "using System; using System.Linq; public static class Holder { " + OpenRedirectTests.Helper.Replace("private", "public").Replace("string?", "string") + " }";
        var compilation = CSharpCompilation.Create(
            "Local", [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp5))], ReferenceAssemblies.NetStandard20.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Select(d => d.ToString())));
        return Assembly.Load(image.ToArray()).GetType("Holder")!.GetMethod("EnsureLocalAddress")!;
    }
}
