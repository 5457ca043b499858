using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Rules.Configuration;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Configuration.InsecureProductionSetting, SecureGen.Analyzers.CodeFixes.Rules.Configuration.InsecureProductionSettingFix>;

namespace SecureGen.Analyzers.Tests.Rules.Configuration;

public class InsecureProductionSettingTests
{
    [Theory]
    [InlineData("appsettings.json", """{ "DetailedErrors": [|true|] }""")]
    [InlineData("appsettings.json", """{ "CircuitOptions": { "DetailedErrors": "[|True|]" } }""")]
    [InlineData("appsettings.json", """{ "SignalR": { "EnableDetailedErrors": [|true|] } }""")]
    [InlineData("appsettings.Production.json", """{ "Database": { "EnableSensitiveDataLogging": [|true|] } }""")]
    [InlineData("appsettings.json", """{ "Logging": { "LogLevel": { "Default": "[|Debug|]", "Microsoft.AspNetCore": "Warning" } } }""")]
    [InlineData("appsettings.Staging.json", """{ "Logging": { "Console": { "LogLevel": { "Default": "[|trace|]" } } } }""")]
    [InlineData("appsettings.json", """{ "Serilog": { "MinimumLevel": "[|Verbose|]" } }""")]
    [InlineData("appsettings.json", """{ "Serilog": { "MinimumLevel": { "Default": "[|Debug|]", "Override": { "Microsoft": "Warning" } } } }""")]
    [InlineData("appsettings.json", """{ "AllowedHosts": "[|*|]" }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Main": "Server=sql.contoso.com;Database=images;TrustServerCertificate=[|True|]" } }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Main": "Server=SQLPROD01\\IMAGES,1433;Database=images;Trust Server Certificate = [|yes|]" } }""")]
    [InlineData("appsettings.Production.json", """{ "ConnectionStrings": { "Main": "Data Source=tcp:sql.contoso.com,1433;Encrypt=[|False|];TrustServerCertificate=[|True|];" } }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Main": "Host=pg.contoso.com;SSL Mode=[|Disable|];Username=app" } }""")]
    [InlineData("web.config", """<configuration><connectionStrings><add name="Main" connectionString="Server=sql.contoso.com;Encrypt=[|false|];Database=a" /></connectionStrings></configuration>""")]
    [InlineData("Web.config", """<configuration><system.web><compilation debug="[|true|]" targetFramework="4.8" /></system.web></configuration>""")]
    [InlineData("Web.config", """<configuration><location path="."><system.web><customErrors mode="[|Off|]" /></system.web></location></configuration>""")]
    [InlineData("web.config", """<configuration><system.webServer><httpErrors errorMode="[|Detailed|]" /></system.webServer></configuration>""")]
    [InlineData("web.config", """<configuration><system.web><trace enabled="[|true|]" /></system.web></configuration>""")]
    [InlineData("web.config", """<configuration><system.webServer><aspNetCore><environmentVariables><environmentVariable name="ASPNETCORE_ENVIRONMENT" value="[|Development|]" /></environmentVariables></aspNetCore></system.webServer></configuration>""")]
    [InlineData(".env.production", "ASPNETCORE_ENVIRONMENT=[|Development|]\n")]
    [InlineData(".env", "ASPNETCORE_DETAILEDERRORS=[|1|]\nLogging__LogLevel__Default=[|Debug|]\n")]
    [InlineData(".env.production", "ConnectionStrings__Main=\"Server=sql.contoso.com;TrustServerCertificate=[|True|]\"\n")]
    [InlineData("Web.config", """<configuration><connectionStrings><add name="Model" connectionString="metadata=res://*/M.csdl;provider=System.Data.SqlClient;provider connection string=&quot;data source=sql.contoso.com;integrated security=True;encrypt=[|False|]&quot;" /></connectionStrings></configuration>""")]
    public Task An_insecure_setting_is_found(string name, string content) => Verify.VerifyFileAsync(name, content);

    [Theory]
    [InlineData("appsettings.Development.json", """{ "DetailedErrors": true, "Logging": { "LogLevel": { "Default": "Debug" } }, "AllowedHosts": "*" }""")]
    [InlineData("appsettings.json", """{ "Logging": { "Debug": { "LogLevel": { "Default": "Trace" } }, "EventSource": { "LogLevel": { "Default": "Debug" } } } }""")]
    [InlineData("appsettings.Local.json", """{ "ConnectionStrings": { "Main": "Server=sql.contoso.com;TrustServerCertificate=True" } }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Api": { "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development", "ASPNETCORE_DETAILEDERRORS": "true" } } } }""")]
    [InlineData("appsettings.json", """{ "DetailedErrors": false, "Logging": { "LogLevel": { "Default": "Information", "Contoso.Images": "Debug" } }, "AllowedHosts": "images.contoso.com" }""")]
    [InlineData("appsettings.json", """{ "Serilog": { "MinimumLevel": { "Default": "Information", "Override": { "Contoso": "Debug" } } } }""")]
    [InlineData("appsettings.json", """{ "Cors": { "AllowedOrigins": "*" }, "NotDetailedErrors": true, "DetailedErrorsPage": "true" }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Main": "Server=localhost;TrustServerCertificate=True", "B": "Server=(localdb)\\mssqllocaldb;Encrypt=False", "C": "Server=.;Encrypt=False;Database=x" } }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Main": "Server=sqlserver;TrustServerCertificate=True", "B": "Host=catalog-db;SSL Mode=Disable;Username=a", "C": "Server=db,1433;Encrypt=False" } }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Main": "Server=sql.contoso.com;Encrypt=True;TrustServerCertificate=False", "B": "Host=pg.contoso.com;SSL Mode=VerifyFull;Username=a" } }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Main": "TrustServerCertificate=True;Encrypt=False", "B": "Server=sql.example.com;Encrypt=False" } }""")]
    [InlineData("appsettings.Docker.json", """{ "ConnectionStrings": { "Main": "Server=sql1.local;TrustServerCertificate=True" } }""")]
    [InlineData("Web.Debug.config", """<configuration><system.web><compilation debug="true" /><customErrors mode="Off" /></system.web></configuration>""")]
    [InlineData("Web.config", """<configuration><system.web><compilation debug="false" /><customErrors mode="RemoteOnly" /><trace enabled="false" /></system.web></configuration>""")]
    [InlineData("Web.config", """<configuration><!-- <system.web><compilation debug="true" /></system.web> --><other><compilation debug="true" /></other></configuration>""")]
    [InlineData(".env", "ASPNETCORE_ENVIRONMENT=Development\nASPNETCORE_DETAILEDERRORS=false\n")]
    [InlineData(".env.development", "ASPNETCORE_DETAILEDERRORS=true\n")]
    [InlineData(".env.example", "ASPNETCORE_DETAILEDERRORS=true\n")]
    [InlineData("settings.json", """{ "DetailedErrors": true }""")]
    public Task Secure_and_development_settings_are_silent(string name, string content) => Verify.VerifyFileAsync(name, content);

    [Theory]
    [InlineData("appsettings.Production.json", """{ "Logging": { "LogLevel": { "Default": "Warning" } } }""", "Debug")]
    [InlineData("appsettings.Production.json", """{ "Logging": { "LogLevel": { "Microsoft": "Warning" } } }""", "[|Debug|]")]
    [InlineData("appsettings.Staging.json", """{ "Logging": { "LogLevel": { "Default": "Warning" } } }""", "[|Debug|]")]
    public Task What_the_file_of_production_sets_itself_is_judged_there(string other, string otherContent, string level) =>
        Verify.VerifyFileAsync("appsettings.json", $$"""{ "Logging": { "LogLevel": { "Default": "{{level}}" } } }""", others: (other, otherContent));

    [Theory]
    [InlineData("Web.Release.config", "<compilation xdt:Transform=\"RemoveAttributes(debug)\" />", "true")]
    [InlineData("Web.Release.config", "<compilation debug=\"false\" xdt:Transform=\"SetAttributes\" />", "true")]
    [InlineData("Web.Release.config", "<compilation xdt:Transform=\"RemoveAttributes(batch)\" />", "[|true|]")]
    [InlineData("Web.Other.config", "<compilation xdt:Transform=\"RemoveAttributes(debug)\" />", "[|true|]")]
    public Task What_publishing_transforms_is_no_finding(string other, string element, string debug) =>
        Verify.VerifyFileAsync("Web.config", $"<configuration><system.web><compilation debug=\"{debug}\" /></system.web></configuration>", others: (other, $"<configuration xmlns:xdt=\"x\"><system.web>{element}</system.web></configuration>"));

    [Theory]
    [InlineData("appsettings.json", """{ "DetailedErrors": [|true|], oops""")]
    [InlineData("Web.config", """<configuration><system.web><customErrors mode="[|Off|]" <broken""")]
    [InlineData("appsettings.json", "{ \"ConnectionStrings\": { \"Main\": \"=;;Server=;Encrypt=False;=\" } }")]
    public Task A_malformed_file_is_read_as_far_as_it_goes(string name, string content) => Verify.VerifyFileAsync(name, content);

    [Theory]
    [InlineData("appsettings.json", DiagnosticSeverity.Info)]
    [InlineData("appsettings.Production.json", DiagnosticSeverity.Warning)]
    public async Task All_hosts_are_a_hint_where_the_template_has_them_and_a_finding_where_production_says_so(string name, DiagnosticSeverity severity)
    {
        var compilation = CSharpCompilation.Create("Hosts", references: ReferenceAssemblies.Net100.References);
        var options = new AnalyzerOptions([new File("/" + name, """{ "AllowedHosts": "*" }""")]);
        var finding = Assert.Single(await compilation.WithAnalyzers([new InsecureProductionSetting()], options).GetAnalyzerDiagnosticsAsync());
        Assert.Equal(severity, finding.Severity);
        Assert.Equal("'AllowedHosts' answers to every host name that a client claims", finding.GetMessage());
    }

    [Theory]
    [InlineData("appsettings.json", """{ "DetailedErrors": [|true|], "A": { "EnableDetailedErrors": "[|True|]" } }""", """{ "DetailedErrors": false, "A": { "EnableDetailedErrors": "false" } }""")]
    [InlineData("appsettings.json", """{ "Logging": { "LogLevel": { "Default": "[|Debug|]" } } }""", """{ "Logging": { "LogLevel": { "Default": "Information" } } }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Main": "Server=sql.contoso.com;Encrypt=[|False|];TrustServerCertificate=[|True|]" } }""", """{ "ConnectionStrings": { "Main": "Server=sql.contoso.com;Encrypt=True;TrustServerCertificate=False" } }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Main": "Host=pg.contoso.com;SSL Mode=[|Disable|];Username=app" } }""", """{ "ConnectionStrings": { "Main": "Host=pg.contoso.com;SSL Mode=VerifyFull;Username=app" } }""")]
    [InlineData("Web.config", """<configuration><system.web><compilation debug='[|true|]' /><customErrors mode="[|Off|]"/></system.web></configuration>""", """<configuration><system.web><compilation debug='false' /><customErrors mode="RemoteOnly"/></system.web></configuration>""")]
    [InlineData(".env.production", "ASPNETCORE_ENVIRONMENT=[|Development|] # live\n", "ASPNETCORE_ENVIRONMENT=Production # live\n")]
    [InlineData("appsettings.json", """{ "AllowedHosts": "[|*|]" }""", """{ "AllowedHosts": "localhost" }""")]
    public Task The_fix_sets_the_secure_value(string name, string content, string after) => Verify.VerifyFileFixAsync(name, content, after, "SGA8003.Secure");

    private sealed class File(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
    }
}
