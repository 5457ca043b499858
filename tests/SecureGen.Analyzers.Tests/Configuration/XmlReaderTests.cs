using System;
using System.Linq;
using SecureGen.Analyzers.Configuration;
using Xunit;

namespace SecureGen.Analyzers.Tests.Configuration;

public class XmlReaderTests
{
    private const string Sample =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE configuration [ <!ENTITY x SYSTEM "file:///etc/passwd"> ]>
        <!-- <add key="Old" value="no"/> -->
        <configuration xmlns:xdt="http://schemas.microsoft.com/XML-Document-Transform">
          <appSettings>
            <add key="Name" value="a &lt;b&gt; &amp;&#x41;&#66; &x; c"/>
            <add value='two' key='Second' />
          </appSettings>
          <connectionStrings><add name="Main" connectionString="Server=db" providerName="System.Data.SqlClient" /></connectionStrings>
          <connectionStrings configProtectionProvider="Rsa"><EncryptedData><CipherValue>abc</CipherValue></EncryptedData></connectionStrings>
          <userSettings><My.Settings><setting name="Password" serializeAs="String"><value> x&amp;y </value></setting></My.Settings></userSettings>
          <system.net><mailSettings><smtp><network host="mail" password="p" /></smtp></mailSettings></system.net>
          <note><![CDATA[a <b> c]]></note>
        </configuration>
        """;

    [Fact]
    public void Entries_stand_under_their_keys_and_attributes_under_their_elements() => Assert.Equal(
        [
            "configuration:appSettings:Name=a <b> &AB &x; c",
            "configuration:appSettings:Second=two",
            "configuration:connectionStrings:Main=Server=db",
            "configuration:connectionStrings:Main:providerName=System.Data.SqlClient",
            "configuration:userSettings:My.Settings:Password:serializeAs=String",
            "configuration:userSettings:My.Settings:Password=x&y",
            "configuration:system.net:mailSettings:smtp:network:host=mail",
            "configuration:system.net:mailSettings:smtp:network:password=p",
            "configuration:note=a <b> c",
        ],
        XmlSettingsReader.Read(Sample).Settings.Select(s => s.Path + "=" + s.Value));

    [Fact]
    public void Places_are_those_of_the_values()
    {
        Assert.All(XmlSettingsReader.Read(Sample).Settings, s => Mutations.CheckPlaces(Sample, s));
        var name = XmlSettingsReader.Read(Sample).Settings[0];
        Assert.Equal("a &lt;b&gt; &amp;&#x41;&#66; &x; c", Sample.Substring(name.Content.Start, name.Content.Length));
        Assert.Equal("&lt;b&gt;", At(name.SpanOf(2, 3)));
        Assert.Equal("&#66;", At(name.SpanOf(8, 1)));
        Assert.Equal("c", At(name.SpanOf(name.Text.Length - 1, 1)));

        static string At(Microsoft.CodeAnalysis.Text.TextSpan span) => Sample.Substring(span.Start, span.Length);
    }

    [Theory]
    [InlineData("<a b='1'", "b=1")]
    [InlineData("<a b='1'><c d='2'", "b=1 d=2")]
    [InlineData("<a b='1' c></b></a></a><d e='3'/>", "b=1 e=3")]
    [InlineData("<a b=1 c='2'/>", "c=2")]
    [InlineData("<a b='1><c d='2'/>", "d=2")]
    [InlineData("<a b=\"x 'y' z\"/>", "b=x 'y' z")]
    [InlineData("<a\n\tb\n=\r\n'1'\n/>", "b=1")]
    [InlineData("\uFEFF<a b='1'/>", "b=1")]
    [InlineData("<a b='x>y'/>", "b=x>y")]
    [InlineData("<a b='&#0;&#xD800;&#x110000;&;&amp'/>", "b=&#0;&#xD800;&#x110000;&;&amp")]
    [InlineData("<a b='&#x1F600;'/>", "b=😀")]
    [InlineData("<!DOCTYPE a [ <!ENTITY b 'c'> ]><a d='&b;'/>", "d=&b;")]
    [InlineData("<!-- <a b='1'/>", "")]
    [InlineData("<", "")]
    [InlineData("</", "")]
    [InlineData("<!", "")]
    [InlineData("<![CDATA[", "")]
    [InlineData("<a><![CDATA[", "")]
    [InlineData("no xml at all", "")]
    [InlineData("<a / b='1'>", "b=1")]
    public void Malformed_parts_are_passed_over(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', XmlReader.Read(text).SelectMany(e => e.Attributes).Select(a => a.Path + "=" + a.Value)));

    [Fact]
    public void Elements_that_are_left_open_end_with_the_one_around_them() =>
        Assert.Equal(["a", "a:b", "a:c"], XmlReader.Read("<a><b><b2/></a><x:a><p:c/></x:a>").Where(e => e.Name != "b2").Select(e => e.Path).Distinct());

    [Fact]
    public void Depth_has_an_end()
    {
        var text = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)) + "<b c='1'/>";
        Assert.Equal(XmlReader.MostDepth + 1, XmlReader.Read(text).Length);
    }

    [Fact]
    public void A_large_file_is_read() =>
        Assert.Equal(200_001, XmlReader.Read("<a>" + string.Concat(Enumerable.Repeat("<add key=\"Some.Setting.Of.Ordinary.Length\" value=\"some &amp; other text of ordinary length\" />\n", 200_000)) + "</a>").Length);

    [Fact]
    public void Every_beginning_of_a_file_is_read_without_an_exception()
    {
        for (var length = 0; length <= Sample.Length; length++)
            Assert.All(XmlSettingsReader.Read(Sample[..length]).Settings, s => Mutations.CheckPlaces(Sample[..length], s));
    }

    [Fact]
    public void Mutated_files_are_read_without_an_exception_and_inside_their_bounds()
    {
        var random = new Random(8004);
        for (var round = 0; round < 5000; round++)
        {
            var text = Mutations.Of(Sample, random);
            foreach (var setting in XmlSettingsReader.Read(text).Settings)
                Mutations.CheckPlaces(text, setting);
        }
    }

    [Fact]
    public void Packages_are_read_with_their_versions() => Assert.Equal(
        ["A 1.0", "B [1.0,)", "C *", "D 2.*", " 3"],
        ProjectReader.Read("""
            <Project>
              <ItemGroup>
                <PackageReference Include="A" Version="1.0" />
                <PackageReference Update="B"><Version>[1.0,)</Version></PackageReference>
                <PackageVersion Include="C" Version="*" />
                <PackageReference Include="D" VersionOverride="2.*" PrivateAssets="all" />
                <PackageReference Version="3" />
                <Compile Include="E" Version="4" />
              </ItemGroup>
            </Project>
            """).Select(p => p.Id + " " + p.Version.Text));
}
