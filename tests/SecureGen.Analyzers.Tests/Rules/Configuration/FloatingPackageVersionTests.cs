using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Configuration.FloatingPackageVersion, SecureGen.Analyzers.CodeFixes.Rules.Configuration.FloatingPackageVersionFix>;

namespace SecureGen.Analyzers.Tests.Rules.Configuration;

public class FloatingPackageVersionTests
{
    [Theory]
    [InlineData("""<PackageReference Include="A" Version="[|*|]" />""")]
    [InlineData("""<PackageReference Include="A" Version="[|1.*|]" />""")]
    [InlineData("""<PackageReference Include="A" Version="[|1.2.*|]" />""")]
    [InlineData("""<PackageReference Include="A" Version="[|*-*|]" />""")]
    [InlineData("""<PackageReference Include="A" Version="[|1.0.0-beta.*|]" />""")]
    [InlineData("""<PackageReference Include="A" Version="{|SGA8004:[1.0,)|}" />""")]
    [InlineData("""<PackageReference Include="A" Version="[|(1.0,)|]" />""")]
    [InlineData("""<PackageReference Include="A" Version="[|( 1.0 , ]|]" />""")]
    [InlineData("""<PackageReference Include="A" Version="[|(,)|]" />""")]
    [InlineData("""<PackageReference Include="A" Version='[|*|]' PrivateAssets="all" />""")]
    [InlineData("""<PackageReference Include="A"><Version>[|2.*|]</Version></PackageReference>""")]
    [InlineData("""<PackageReference Include="A"><Version> [|2.*|] </Version></PackageReference>""")]
    [InlineData("""<PackageReference Update="A" VersionOverride="[|3.*|]" />""")]
    [InlineData("""<PackageReference Include="A"><VersionOverride>[|3.*|]</VersionOverride></PackageReference>""")]
    [InlineData("""<PackageVersion Include="A" Version="[|4.*|]" />""")]
    [InlineData("""<GlobalPackageReference Include="A" Version="[|5.*|]" />""")]
    [InlineData("""<DotNetCliToolReference Include="A" Version="[|5.*|]" />""")]
    [InlineData("""<PackageReference Version="[|*|]" />""")]
    public async Task A_floating_version_is_found(string item)
    {
        await Verify.VerifyFileAsync("Service.csproj", Project(item));
        await Verify.VerifyFileAsync("Directory.Packages.props", Project(item));
    }

    [Theory]
    [InlineData("""<PackageReference Include="A" Version="1.0.0" />""")]
    [InlineData("""<PackageReference Include="A" Version="1.0.0-beta.1+build" />""")]
    [InlineData("""<PackageReference Include="A" Version="[1.0.0]" />""")]
    [InlineData("""<PackageReference Include="A" Version="[1.0,2.0)" />""")]
    [InlineData("""<PackageReference Include="A" Version="(,2.0)" />""")]
    [InlineData("""<PackageReference Include="A" Version="(1.0,2.0]" />""")]
    [InlineData("""<PackageReference Include="A" Version="$(AVersion)" />""")]
    [InlineData("""<PackageReference Include="A" Version="$(Major).*" />""")]
    [InlineData("""<PackageReference Include="A" Version="" />""")]
    [InlineData("""<PackageReference Include="A" />""")]
    [InlineData("""<PackageReference Include="A*" Version="1.0" />""")]
    [InlineData("""<!-- <PackageReference Include="A" Version="*" /> -->""")]
    [InlineData("""<Compile Include="*" Version="*" />""")]
    [InlineData("""<Version>*</Version>""")]
    [InlineData("""<PackageReference Include="A"><Version></Version></PackageReference>""")]
    [InlineData("""<PackageDownload Include="A" Version="[1.0]" />""")]
    public Task Other_versions_are_silent(string item) => Verify.VerifyFileAsync("Service.csproj", Project(item));

    [Theory]
    [InlineData("true", "*")]
    [InlineData(" True ", "*")]
    [InlineData("false", "[|*|]")]
    [InlineData("", "[|*|]")]
    public Task What_is_locked_does_not_float(string locked, string version) =>
        Verify.VerifyFileAsync("Service.csproj", $"""<Project><PropertyGroup><RestorePackagesWithLockFile>{locked}</RestorePackagesWithLockFile></PropertyGroup><ItemGroup><PackageReference Include="A" Version="{version}" /></ItemGroup></Project>""");

    [Fact]
    public Task The_lock_may_stand_in_a_file_that_is_imported() =>
        Verify.VerifyFileAsync("Service.csproj", Project("""<PackageReference Include="A" Version="*" />"""), others: ("Directory.Build.props", "<Project><PropertyGroup><RestorePackagesWithLockFile>true</RestorePackagesWithLockFile></PropertyGroup></Project>"));

    [Fact]
    public Task Other_files_are_silent() => Verify.VerifyFileAsync("packages.config", """<packages><package id="A" version="*" /><PackageReference Include="A" Version="*" /></packages>""");

    [Theory]
    [InlineData("""<Project><ItemGroup><PackageReference Include="A" Version="[|*|]" <""")]
    [InlineData("""<Project><ItemGroup></Broken><PackageReference Include="A" Version="[|*|]" /></Project></Project>""")]
    [InlineData("<Project><ItemGroup><PackageReference Include=\"A\" Version=\"*")]
    public Task A_malformed_file_is_read_as_far_as_it_goes(string content) => Verify.VerifyFileAsync("Service.csproj", content);

    [Theory]
    [InlineData("[1.0,)", "[1.0]")]
    [InlineData("[ 1.0.0-beta.1 , )", "[1.0.0-beta.1]")]
    public Task A_range_is_closed_at_its_first_version(string range, string version) =>
        Verify.VerifyFileFixAsync("Service.csproj", Project($$"""<PackageReference Include="A" Version="{|SGA8004:{{range}}|}" />"""), Project($"""<PackageReference Include="A" Version="{version}" />"""), "SGA8004.Exact");

    [Theory]
    [InlineData("*")]
    [InlineData("1.*")]
    [InlineData("(1.0,)")]
    [InlineData("[*,)")]
    public Task What_only_the_feed_knows_is_not_guessed(string version) => Verify.VerifyNoFileFixAsync("Service.csproj", Project($$"""<PackageReference Include="A" Version="{|SGA8004:{{version}}|}" />"""));

    private static string Project(string item) => $"<Project Sdk=\"Microsoft.NET.Sdk\">\n  <ItemGroup>\n    {item}\n  </ItemGroup>\n</Project>\n";
}
