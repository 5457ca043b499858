using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Configuration.BindAllInConfiguration, SecureGen.Analyzers.CodeFixes.Rules.Configuration.BindAllInConfigurationFix>;

namespace SecureGen.Analyzers.Tests.Rules.Configuration;

public class BindAllInConfigurationTests
{
    [Theory]
    [InlineData("appsettings.json", """{ "Urls": "[|http://0.0.0.0:80|]" }""")]
    [InlineData("appsettings.json", """{ "urls": "[|http://*:80|]" }""")]
    [InlineData("appsettings.json", """{ "Urls": "[|http://+:80|]" }""")]
    [InlineData("appsettings.json", """{ "Urls": "[|http://[::]:80|]" }""")]
    [InlineData("appsettings.json", """{ "Urls": "http://localhost:5000;[|https://*:5001|];[|http://0.0.0.0:5002/base|]" }""")]
    [InlineData("appsettings.json", """{ "Urls": " [|http:\/\/*:80|] ; http://localhost:1" }""")]
    [InlineData("appsettings.json", """{ "Kestrel": { "Endpoints": { "Http": { "Url": "[|http://*:5000|]" }, "Https": { "Url": "[|https://[::]:5001|]" } } } }""")]
    [InlineData("appsettings.Production.json", """{ "Kestrel": { "EndPoints": { "Http": { "Url": "[|http://0.0.0.0|]" } } } }""")]
    [InlineData("appsettings.Development.json", """{ "Urls": "[|http://*:80|]" }""")]
    [InlineData("appsettings.json", """{ "Server": { "Host": "[|0.0.0.0|]", "Port": 80 } }""")]
    [InlineData("appsettings.json", """{ "Grpc": { "BindAddress": "[|0.0.0.0:50051|]" } }""")]
    [InlineData("appsettings.json", """{ "Metrics": { "ListenAddress": "[|[::]|]" } }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Api": { "commandName": "Project", "applicationUrl": "[|https://0.0.0.0:7001|];[|http://*:5000|]" } } }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Api": { "commandName": "Project", "environmentVariables": { "ASPNETCORE_URLS": "[|http://+:5000|]", "Kestrel__Endpoints__Http__Url": "[|http://*:1|]" } } } }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Api": { "commandName": "Project", "commandLineArgs": "--verbose --urls [|http://0.0.0.0:5000|]" } } }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Api": { "commandName": "Project", "commandLineArgs": "--host [|0.0.0.0|] --port 80" } } }""")]
    [InlineData("launchSettings.json", """{ "iisSettings": { "iisExpress": { "applicationUrl": "[|http://*:5000|]" } } }""")]
    [InlineData(".env", "export ASPNETCORE_URLS=\"[|http://+:80|];[|https://+:443|]\"\nDOTNET_URLS=[|http://*:80|]\nKestrel__Endpoints__Http__Url=[|http://*:1|] # all\n")]
    [InlineData(".env", "HOST=[|0.0.0.0|]\n")]
    [InlineData("web.config", """<configuration><system.webServer><aspNetCore arguments="App.dll --urls [|http://*:80|]"><environmentVariables><environmentVariable name="ASPNETCORE_URLS" value="[|http://*:80|]" /></environmentVariables></aspNetCore></system.webServer></configuration>""")]
    [InlineData("App.config", """<configuration><appSettings><add key="Urls" value="[|http://+:9000/|]" /></appSettings></configuration>""")]
    public Task A_wildcard_address_that_is_listened_on_is_found(string name, string content) => Verify.VerifyFileAsync(name, content);

    [Theory]
    [InlineData("appsettings.json", """{ "Urls": "http://localhost:80;http://127.0.0.1:81;https://[::1]:82;http://10.0.0.5:80" }""")]
    [InlineData("appsettings.json", """{ "AllowedHosts": "*", "Version": "0.0.0.0", "Cors": { "Origins": [ "http://*:80", "*" ] } }""")]
    [InlineData("appsettings.json", """{ "KnownNetworks": [ "0.0.0.0/0" ], "Deny": { "Address": "0.0.0.0" }, "Redis": { "Host": "0.0.0.0" } }""")]
    [InlineData("appsettings.json", """{ "Urls": "http://api.contoso.com:80", "Documentation": "listen on http://*:80" }""")]
    [InlineData("appsettings.json", """{ "Urls": "", "urls": null, "Kestrel": { "Endpoints": { "Http": { "Url": 80 } } } }""")]
    [InlineData("appsettings.json", """{ "Kestrel": { "Endpoints": { "Http": { "Protocols": "http://*:80" } } } }""")]
    [InlineData("appsettings.json", """{ "HTTP_PORTS": "8080", "http_ports": "80;81" }""")]
    [InlineData("appsettings.Docker.json", """{ "Urls": "http://*:80" }""")]
    [InlineData("appsettings.Kubernetes.json", """{ "Urls": "http://*:80" }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Docker": { "commandName": "Docker", "applicationUrl": "http://*:80", "environmentVariables": { "ASPNETCORE_URLS": "http://+:80" } } } }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Container (Dockerfile)": { "commandName": "Docker", "environmentVariables": { "ASPNETCORE_URLS": "http://+:80" } } } }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Api": { "environmentVariables": { "ASPNETCORE_URLS": "http://+:80" }, "commandName": "DockerCompose" } } }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Api": { "commandName": "Project", "launchUrl": "http://*:80", "applicationUrl": "https://localhost:7001", "commandLineArgs": "--origin http://*:80" } } }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Api": { "commandName": "Project", "environmentVariables": { "ALLOWED_ORIGINS": "http://*:80", "ASPNETCORE_HTTP_PORTS": "8080" } } } }""")]
    [InlineData(".env", "ASPNETCORE_URLS=http://localhost:80\n# ASPNETCORE_URLS=http://*:80\nPROXY_ADDRESS=0.0.0.0\nNO_PROXY=*\nASPNETCORE_HTTP_PORTS=8080\n")]
    [InlineData(".env", "DOTNET_RUNNING_IN_CONTAINER=true\nASPNETCORE_URLS=http://+:80\n")]
    [InlineData("docker.env", "ASPNETCORE_URLS=http://+:80\n")]
    [InlineData(".env.example", "ASPNETCORE_URLS=http://+:80\n")]
    [InlineData("web.config", """<configuration><system.webServer><httpRedirect destination="http://*:80" /></system.webServer></configuration>""")]
    [InlineData("hosts.json", """{ "Urls": "http://*:80" }""")]
    public Task Other_addresses_are_silent(string name, string content) => Verify.VerifyFileAsync(name, content);

    [Theory]
    [InlineData("appsettings.json", """{ "Urls": "[|http://*:80|]", }, oops""")]
    [InlineData("appsettings.json", """{ "Urls": "http://*:80""")]
    [InlineData("launchSettings.json", """{ "profiles": { "applicationUrl": "[|http://*:80|]", "": { "applicationUrl": "[|http://*:81|]" """)]
    [InlineData(".env", "ASPNETCORE_URLS='[|http://*:80|]\n")]
    public Task A_malformed_file_is_read_as_far_as_it_goes(string name, string content) => Verify.VerifyFileAsync(name, content);

    [Theory]
    [InlineData("", "http://*:80")]
    [InlineData("securegen.relax_test_projects = false", "[|http://*:80|]")]
    public Task A_test_project_may_listen_anywhere(string option, string url) =>
        Verify.VerifyFileAsync("appsettings.json", $$"""{ "Urls": "{{url}}" }""", ReferenceAssemblies.Net100.With("xunit.core"), option);

    [Theory]
    [InlineData("appsettings.json", """{ "Urls": "http://localhost:1;[|https://*:5001|];[|http://0.0.0.0:5002/base|]" }""", """{ "Urls": "http://localhost:1;https://localhost:5001;http://localhost:5002/base" }""")]
    [InlineData("appsettings.json", """{ "Urls": "[|http://[::]:0|]" }""", """{ "Urls": "http://[::1]:0" }""")]
    [InlineData("appsettings.json", """{ "Urls": "[|http://*:0|]" }""", """{ "Urls": "http://127.0.0.1:0" }""")]
    [InlineData("appsettings.json", """{ "Server": { "Host": "[|0.0.0.0|]" }, "Grpc": { "BindAddress": "[|[::]:50051|]" } }""", """{ "Server": { "Host": "127.0.0.1" }, "Grpc": { "BindAddress": "[::1]:50051" } }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Api": { "commandLineArgs": "--verbose --urls [|http://0.0.0.0:5000|] -x" } } }""", """{ "profiles": { "Api": { "commandLineArgs": "--verbose --urls http://localhost:5000 -x" } } }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Api": { "commandLineArgs": "--host [|0.0.0.0|] --port 80" } } }""", """{ "profiles": { "Api": { "commandLineArgs": "--host 127.0.0.1 --port 80" } } }""")]
    [InlineData(".env", "ASPNETCORE_URLS=[|http://+:80|] # all\n", "ASPNETCORE_URLS=http://localhost:80 # all\n")]
    public Task The_fix_listens_on_loopback_and_keeps_scheme_port_and_path(string name, string content, string after) => Verify.VerifyFileFixAsync(name, content, after, "SGA8002.Loopback");
}
