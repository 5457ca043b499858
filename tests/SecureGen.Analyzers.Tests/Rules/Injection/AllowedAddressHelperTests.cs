using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

/// <summary>Runs the text that <see cref="ServerSideRequestForgeryTests"/> shows the fix to insert.</summary>
public class AllowedAddressHelperTests
{
    private const string Place = "// List the hosts here, each as \"images.example.com\". Until then every address is refused.";

    [Theory]
    [InlineData("https://8.8.8.8/a.png?x=1", "8.8.8.8")]
    [InlineData("HTTPS://8.8.8.8:8443/", "8.8.8.8")]
    [InlineData("wss://8.8.8.8/socket", "8.8.8.8")]
    [InlineData("https://172.15.0.1/", "172.15.0.1")]
    [InlineData("https://172.32.0.1/", "172.32.0.1")]
    [InlineData("https://100.128.0.1/", "100.128.0.1")]
    [InlineData("https://169.253.0.1/", "169.253.0.1")]
    [InlineData("https://192.167.0.1/", "192.167.0.1")]
    [InlineData("https://223.255.255.1/", "223.255.255.1")]
    [InlineData("https://[2606:4700::1111]/", "[2606:4700::1111]")]
    [InlineData("https://[::ffff:8.8.8.8]/", "[::ffff:8.8.8.8]")]
    public void A_listed_public_host_is_let_through(string address, string host) => Assert.Equal(new Uri(address).AbsoluteUri, Ensure(address, host));

    [Theory]
    [InlineData("https://8.8.8.8/", "")]
    [InlineData("https://8.8.8.8/", "8.8.4.4")]
    [InlineData("http://8.8.8.8/", "8.8.8.8")]
    [InlineData("ftp://8.8.8.8/", "8.8.8.8")]
    [InlineData("file://8.8.8.8/etc/passwd", "8.8.8.8")]
    [InlineData("https://8.8.8.8@8.8.4.4/", "8.8.8.8")]
    [InlineData("https://8.8.8.8.example.com/", "8.8.8.8")]
    [InlineData("https://8.8.4.4/8.8.8.8", "8.8.8.8")]
    [InlineData("https://8.8.4.4#8.8.8.8", "8.8.8.8")]
    public void A_host_that_is_not_listed_or_another_scheme_is_refused(string address, string host) => Assert.Throws<UnauthorizedAccessException>(() => Ensure(address, host));

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("[::1]")]
    [InlineData("[fe80::1]")]
    [InlineData("[fc00::1]")]
    [InlineData("[fd00:ec2::254]")]
    [InlineData("[ff02::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:169.254.169.254]")]
    [InlineData("[64:ff9b::a9fe:a9fe]")]
    public void A_listed_host_that_is_not_public_is_refused(string host) => Assert.Throws<UnauthorizedAccessException>(() => Ensure("https://" + host + "/", new Uri("https://" + host).Host));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("[::]")]
    public void The_unspecified_address_is_refused_by_the_resolver(string host) => Assert.Throws<ArgumentException>(() => Ensure("https://" + host + "/", host));

    [Theory]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://127.1/")]
    public void A_disguised_host_is_compared_as_what_it_stands_for(string address)
    {
        Assert.Throws<UnauthorizedAccessException>(() => Ensure(address, "example.com"));
        Assert.Throws<UnauthorizedAccessException>(() => Ensure(address, "127.0.0.1"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("images/a.png")]
    [InlineData("//8.8.8.8/a.png")]
    [InlineData("https://")]
    public void What_is_no_absolute_address_is_refused(string? address) =>
        Assert.True(Record.Exception(() => Ensure(address, "8.8.8.8")) is UriFormatException or UnauthorizedAccessException);

    private static string Ensure(string? address, string host)
    {
        try
        {
            return (string)Compile(host).Invoke(null, [address])!;
        }
        catch (TargetInvocationException thrown)
        {
            throw thrown.InnerException!;
        }
    }

    private static MethodInfo Compile(string host)
    {
        Assert.Contains(Place, ServerSideRequestForgeryTests.Helper, StringComparison.Ordinal);
        var helper = ServerSideRequestForgeryTests.Helper.Replace("private", "public").Replace("string?", "string").Replace(Place, host.Length == 0 ? "" : "\"" + host + "\"");
        var source = "using System; using System.Collections.Generic; using System.Net; public static class Holder { " + helper + " }";
        var compilation = CSharpCompilation.Create(
            "Allowed", [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp5))], ReferenceAssemblies.NetStandard20.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Select(d => d.ToString())));
        return Assembly.Load(image.ToArray()).GetType("Holder")!.GetMethod("EnsureAllowedAddress")!;
    }
}
