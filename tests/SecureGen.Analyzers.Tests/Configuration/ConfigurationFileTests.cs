using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Configuration;
using Xunit;

namespace SecureGen.Analyzers.Tests.Configuration;

public class ConfigurationFileTests
{
    [Theory]
    [InlineData("appsettings.json", nameof(ConfigurationKind.AppSettings))]
    [InlineData("AppSettings.Production.JSON", nameof(ConfigurationKind.AppSettings))]
    [InlineData("launchSettings.json", nameof(ConfigurationKind.LaunchSettings))]
    [InlineData(".env", nameof(ConfigurationKind.EnvironmentVariables))]
    [InlineData(".env.local", nameof(ConfigurationKind.EnvironmentVariables))]
    [InlineData("service.env", nameof(ConfigurationKind.EnvironmentVariables))]
    [InlineData("Web.config", nameof(ConfigurationKind.XmlConfiguration))]
    [InlineData("web.Release.config", nameof(ConfigurationKind.XmlConfiguration))]
    [InlineData("NuGet.Config", nameof(ConfigurationKind.NuGet))]
    [InlineData("Service.csproj", nameof(ConfigurationKind.Project))]
    [InlineData("Directory.Packages.props", nameof(ConfigurationKind.Project))]
    [InlineData("packages.config", nameof(ConfigurationKind.None))]
    [InlineData("package.json", nameof(ConfigurationKind.None))]
    [InlineData(".environment", nameof(ConfigurationKind.None))]
    [InlineData("SecureGen.flow.txt", nameof(ConfigurationKind.None))]
    [InlineData("", nameof(ConfigurationKind.None))]
    public void A_file_is_known_by_its_name(string name, string kind) => Assert.Equal(kind, ConfigurationFile.KindOf(name).ToString());

    [Theory]
    [InlineData("appsettings.Development.json", "development")]
    [InlineData("appsettings.DockerDevelopment.json", "development container")]
    [InlineData("appsettings.Local.json", "development")]
    [InlineData("launchSettings.json", "development")]
    [InlineData("web.Debug.config", "development")]
    [InlineData("appsettings.json", "")]
    [InlineData("appsettings.Staging.json", "")]
    [InlineData("appsettings.Production.json", "production")]
    [InlineData(".env.prod", "production")]
    [InlineData("prod.env", "production")]
    [InlineData(".env", "")]
    [InlineData(".env.example", "example")]
    [InlineData("appsettings.Template.json", "example")]
    [InlineData("docker.env", "container")]
    [InlineData("dev.Company.Product.csproj", "")]
    public void What_a_file_is_for_stands_in_its_name(string name, string purpose)
    {
        var file = ConfigurationFile.Of(new File("/dev/test/" + name, "{}"), CancellationToken.None)!;
        var found = (file.IsForDevelopment ? "development " : "") + (file.IsForContainer ? "container " : "") + (file.IsForProduction ? "production " : "") + (file.IsExample ? "example " : "");
        Assert.Equal(purpose, found.Trim());
    }

    [Fact]
    public void A_file_is_read_once_and_others_not_at_all()
    {
        var file = new File("/appsettings.json", "{ \"a\": 1 }");
        Assert.Same(ConfigurationFile.Of(file, CancellationToken.None), ConfigurationFile.Of(file, CancellationToken.None));
        var other = new File("/data.json", "{ \"a\": 1 }");
        Assert.Null(ConfigurationFile.Of(other, CancellationToken.None));
        Assert.Equal(0, other.Reads);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_none() => Assert.Null(ConfigurationFile.Of(new File("/appsettings.json", null), CancellationToken.None));

    private sealed class File(string path, string? content) : AdditionalText
    {
        private readonly SourceText? _text = content is null ? null : SourceText.From(content);

        public int Reads { get; private set; }

        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default)
        {
            Reads++;
            return _text;
        }
    }
}
