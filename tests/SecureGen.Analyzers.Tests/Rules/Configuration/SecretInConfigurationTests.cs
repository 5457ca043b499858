using System;
using System.Security.Cryptography;
using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Configuration;
using SecureGen.Analyzers.Rules.Configuration;
using SecureGen.Analyzers.Tests.Knowledge;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Configuration.SecretInConfiguration, SecureGen.Analyzers.CodeFixes.Rules.Configuration.SecretInConfigurationFix>;

namespace SecureGen.Analyzers.Tests.Rules.Configuration;

public class SecretInConfigurationTests
{
    // {token} is an issued token, {hex} sixty-four random hexadecimal digits, {key} a key as Azure issues them: none has to be written down.
    [Theory]
    [InlineData("appsettings.json", """{ "ImageApi": { "ApiKey": "[|a1b2c3d4e5f6|]" } }""")]
    [InlineData("appsettings.json", """{ "Smtp": { "Host": "mail.contoso.com", "Password": "[|hunter2|]" } }""")]
    [InlineData("appsettings.json", """{ "Jwt": { "Key": "[|a1b2c3d4e5f6a1b2c3d4e5f6|]", "Issuer": "contoso" } }""")]
    [InlineData("appsettings.json", """{ "AzureAd": { "ClientId": "11111111-2222-3333-4444-555555555555", "ClientSecret": "[|a1b2~c3d4e5f6|]" } }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Default": "Server=db.contoso.com;User Id=app;Password=[|hunter2|];Encrypt=True" } }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Cache": "cache.contoso.com:6380,password=[|hunter2|],ssl=True" } }""")]
    [InlineData("appsettings.json", """{ "Storage": "DefaultEndpointsProtocol=https;AccountName=images;AccountKey=[|{key}|];EndpointSuffix=core.windows.net" }""")]
    [InlineData("appsettings.json", """{ "Queue": { "Address": "amqp://app:[|hunter2|]@queue.contoso.com:5672/" } }""")]
    [InlineData("appsettings.json", """{ "Anything": { "At": { "All": [ 1, "[|{token}|]" ] } } }""")]
    [InlineData("appsettings.json", """{ "Clients": { "ApiKeys": [ "[|a1b2c3d4e5f6|]", "[|f6e5d4c3b2a1|]" ] } }""")]
    [InlineData("appsettings.json", """{ "ApiKeys": { "Images": "[|a1b2c3d4e5f6|]" } }""")]
    [InlineData("appsettings.json", """{ "Clients": [ { "Id": "a1b2c3d4e5f6", "ClientSecrets": [ { "Value": "[|a1b2c3d4e5f6|]" } ] } ] }""")]
    [InlineData("appsettings.json", """{ "Password": "[|hun\"ter\u0032|]" }""")]
    [InlineData("NLog.config", """<nlog><targets><target name="mail" smtpPassword="[|hunter2|]" /></targets></nlog>""")]
    [InlineData("log4net.config", """<log4net><appender><password value="[|hunter2|]" /></appender></log4net>""")]
    [InlineData("appsettings.Production.json", """{ "Database": { "Password": "[|hunter2|]" } }""")]
    [InlineData("appsettings.Development.json", """{ "OpenAI": { "ApiKey": "[|{token}|]" } }""")]
    [InlineData("appsettings.Development.json", """{ "ConnectionStrings": { "Default": "Server=sql.contoso.com;User Id=app;Password=[|hunter2|]" } }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Api": { "commandName": "Project", "environmentVariables": { "OPENAI_API_KEY": "[|{token}|]" } } } }""")]
    [InlineData(".env", "# production\nexport IMAGE_API_KEY=[|a1b2c3d4e5f6|] # of the service\n")]
    [InlineData(".env", "SESSION_SECRET=\"[|correct-horse-7|]\"\n")]
    [InlineData(".env.production", "DATABASE_URL=postgres://app:[|hunter2|]@db.contoso.com:5432/images\n")]
    [InlineData("service.env", "ConnectionStrings__Main=Server=db.contoso.com;User Id=app;Password=[|hunter2|]\n")]
    [InlineData("Web.config", """<configuration><appSettings><add key="ApiKey" value="[|a1b2c3d4e5f6|]" /></appSettings></configuration>""")]
    [InlineData("Web.config", """<configuration><connectionStrings><add name="Main" connectionString="Server=db.contoso.com;User Id=app;Password=&quot;[|hun&amp;ter2|]&quot;" /></connectionStrings></configuration>""")]
    [InlineData("App.config", """<configuration><system.net><mailSettings><smtp><network host="mail" userName="app" password="[|hunter2|]" /></smtp></mailSettings></system.net></configuration>""")]
    [InlineData("App.config", """<configuration><userSettings><My><setting name="Password" serializeAs="String"><value>[|hunter2|]</value></setting></My></userSettings></configuration>""")]
    [InlineData("Web.config", """<configuration><system.web><machineKey validationKey="[|{hex}|]" decryptionKey="AutoGenerate" validation="HMACSHA256" /></system.web></configuration>""")]
    [InlineData("NuGet.Config", """<configuration><packageSourceCredentials><Contoso><add key="Username" value="robot" /><add key="ClearTextPassword" value="[|hunter2|]" /></Contoso></packageSourceCredentials></configuration>""")]
    [InlineData(".env.example", "OPENAI_API_KEY=[|{token}|]\n")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "chat": "Endpoint=https://contoso.openai.azure.com/;Key=[|{key}|];Deployment=chat" } }""")]
    [InlineData("Web.config", """<configuration><connectionStrings><add name="Model" connectionString="metadata=res://*/M.csdl|res://*/M.msl;provider=System.Data.SqlClient;provider connection string=&quot;data source=sql.contoso.com;user id=app;password=[|hunter2|];App=EntityFramework&quot;" /></connectionStrings></configuration>""")]
    [InlineData("appsettings.json", """{ "Translator": { "Region": "westeurope", "Key": "[|{lower-hex}|]" } }""")]
    [InlineData("appsettings.json", """{ "Tokens": { "Key": "[|{lower-hex}|]", "Issuer": "contoso" } }""")]
    [InlineData(".env", "PGPASSWORD=[|hunter2|]\nRABBITMQ_DEFAULT_PASS=[|hunter2|]\n")]
    public Task A_secret_is_found(string name, string content) => Verify.VerifyFileAsync(name, Filled(content));

    [Theory]
    [InlineData("appsettings.json", """{ "ApiKey": "", "Password": null, "Secret": " " }""")]
    [InlineData("appsettings.json", """{ "Clients": [ { "ClientId": "web", "ClientSecrets": [ { "Value": "{sha256}" } ] } ] }""")]
    [InlineData("appsettings.json", """{ "Password": "ENC(a1b2c3d4e5f6)", "ApiKey": "env(API_KEY)", "ClientSecret": "Enter_the_Client_Secret_Here" }""")]
    [InlineData("appsettings.json", """{ "Cache": { "Key": "{lower-hex}" }, "Search": { "Endpoint": "https://search.contoso.com", "Key": "title" } }""")]
    [InlineData(".env", "MYSQL_ALLOW_EMPTY_PASSWORD=yes\nPGPASSWORD=${DB_PASSWORD}\nTEST_PASS=true\n")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "chat": "Endpoint=http://localhost:11434;Key={key}", "models": "Endpoint=https://models.contoso.com;Key={key-of-models};Deployment=chat" }, "Lookup": "Name=a;Key={key}" }""")]
    [InlineData("Web.config", """<configuration><connectionStrings><add name="Model" connectionString="metadata=res://*/M.csdl;provider=System.Data.SqlClient;provider connection string=&quot;data source=.;integrated security=True;App=EntityFramework&quot;" /></connectionStrings></configuration>""")]
    [InlineData("nuget.config", """<configuration><config><add key="http_proxy.password" value="AQAAANCMnd8BFdERjHoAwE" /></config></configuration>""")]
    [InlineData("appsettings.json", """{ "ApiKey": "<your key>", "ClientSecret": "[Enter the secret]", "Password": "#{DbPassword}#" }""")]
    [InlineData("appsettings.json", """{ "ApiKey": "$(ApiKey)", "ClientSecret": "${CLIENT_SECRET}", "Password": "%DB_PASSWORD%", "Token": "{{Token}}", "Secret": "__SECRET__" }""")]
    [InlineData("appsettings.json", """{ "ApiKey": "your-api-key", "Password": "********", "ClientSecret": "xxxxxxxxxxxx", "Secret": "CHANGE_ME", "SecretKey": "changeme" }""")]
    [InlineData("appsettings.json", """{ "ApiKey": "set in user secrets", "Password": "stored-in-keyvault", "ClientSecret": "from environment variable" }""")]
    [InlineData("appsettings.json", """{ "ApiKey": "@Microsoft.KeyVault(SecretUri=https://contoso.vault.azure.net/secrets/ApiKey/)", "Password": "@Microsoft.KeyVault(VaultName=contoso;SecretName=Password)" }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Default": "Server=db.contoso.com;Database=images;Integrated Security=True", "Files": "UseDevelopmentStorage=true", "Cache": "cache:6379", "Log": "Data Source=log.db" } }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Default": "Server=db.contoso.com;User Id=app;Password=;", "Other": "Server=db.contoso.com;Authentication=Active Directory Default" } }""")]
    [InlineData("appsettings.json", """{ "Jwt": { "TokenLifetime": "01:00:00", "TokenEndpoint": "https://login.contoso.com/token", "SecretName": "images-key", "PublicKey": "a1b2c3d4e5f6", "Thumbprint": "a1b2c3d4e5f6" } }""")]
    [InlineData("appsettings.json", """{ "PasswordPolicy": { "RequiredLength": 12, "RequireDigit": true, "PasswordHint": "at least 12 characters" }, "MaxTokens": 4096, "Salt": 12 }""")]
    [InlineData("appsettings.json", """{ "Logging": { "LogLevel": { "Contoso.Secrets": "Debug", "Contoso.Token": "Information2" } }, "UserSecretsId": "11111111-2222-3333-4444-555555555555" }""")]
    [InlineData("appsettings.json", """{ "KeyVault": { "SecretNames": [ "a1b2c3d4e5f6" ], "Name": "contoso" }, "ApiKeyHeader": "X-Api-Key", "ApiKeyName": "a1b2c3d4e5f6" }""")]
    [InlineData("appsettings.json", """{ "ApplicationInsights": { "ConnectionString": "InstrumentationKey=11111111-2222-3333-4444-555555555555;IngestionEndpoint=https://westeurope.in.applicationinsights.azure.com/" } }""")]
    [InlineData("appsettings.json", """{ "Storage": "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={key};BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1" }""")]
    [InlineData("appsettings.json", """{ "ApiKey": "CfDJ8a1b2c3d4e5f6" }""")]
    [InlineData("appsettings.Development.json", """{ "ConnectionStrings": { "Default": "Server=localhost;User Id=sa;Password=hunter2", "Other": "Host=postgres;Username=app;Password=hunter2" }, "Smtp": { "Password": "mailhog" } }""")]
    [InlineData("appsettings.Development.json", """{ "Queue": "amqp://app:hunter2@localhost:5672/" }""")]
    [InlineData("launchSettings.json", """{ "profiles": { "Api": { "environmentVariables": { "ConnectionStrings__Default": "Server=(localdb)\\mssqllocaldb;User Id=sa;Password=hunter2", "ASPNETCORE_ENVIRONMENT": "Development" } } }, "password": "hunter2" }""")]
    [InlineData(".env", "OPENAI_API_KEY=\nDB_PASSWORD=${DB_PASSWORD}\nTOKEN_URL=https://login.contoso.com/token\n# SESSION_SECRET=hunter2\nMAX_TOKENS=4096\n")]
    [InlineData(".env.example", "DB_PASSWORD=hunter2\nDATABASE_URL=postgres://app:hunter2@localhost/images\n")]
    [InlineData("appsettings.Template.json", """{ "Password": "hunter2" }""")]
    [InlineData("Web.config", """<configuration><runtime><assemblyBinding><dependentAssembly><assemblyIdentity name="A" publicKeyToken="b77a5c561934e089" /></dependentAssembly></assemblyBinding></runtime></configuration>""")]
    [InlineData("Web.config", """<configuration><configSections><section name="a" type="A.B, A, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089" /></configSections></configuration>""")]
    [InlineData("Web.config", """<configuration><connectionStrings configProtectionProvider="Rsa"><EncryptedData><CipherData><CipherValue>{key}</CipherValue></CipherData></EncryptedData></connectionStrings></configuration>""")]
    [InlineData("Web.config", """<configuration><system.web><machineKey validationKey="AutoGenerate,IsolateApps" decryptionKey="AutoGenerate" validation="HMACSHA256" /></system.web></configuration>""")]
    [InlineData("NuGet.Config", """<configuration><packageSourceCredentials><Contoso><add key="Username" value="robot" /><add key="Password" value="{key}" /><add key="ClearTextPassword" value="%FEED_PASSWORD%" /></Contoso></packageSourceCredentials><apikeys><add key="https://contoso.com" value="{key}" /></apikeys></configuration>""")]
    [InlineData("appsettings.json", """{ "SigningKeys": [ { "Id": "a1b2c3d4e5f6", "Issuer": "a1b2c3d4e5f6" } ], "ApiKeys": { "Owner": "a1b2c3d4e5f6", "HeaderName": "x-api-key2" } }""")]
    [InlineData("appsettings.json", """{ "Feature": { "PasswordReset": "v2024enabled1" }, "Tokens": { "Audience": "a1b2c3d4e5f6" } }""")]
    [InlineData("machine.config", """<configuration><strongNames><pubTokenMapping><map Token="b77a5c561934e089" PublicKey="0024000004800000" /></pubTokenMapping></strongNames></configuration>""")]
    [InlineData("Web.config", """<configuration><system.web><membership><providers><add name="Sql" passwordFormat="Hashed" minRequiredPasswordLength="12" connectionStringName="Main1234" /></providers></membership></system.web></configuration>""")]
    [InlineData("NLog.config", """<nlog><targets><target smtpPassword="${environment:SMTP_PASSWORD}" layout="${longdate} token=${event-properties:Token}" /></targets></nlog>""")]
    [InlineData("data.json", """{ "ApiKey": "a1b2c3d4e5f6" }""")]
    [InlineData("Service.csproj", """<Project><PropertyGroup><ApiKey>a1b2c3d4e5f6</ApiKey></PropertyGroup></Project>""")]
    public Task What_is_no_secret_is_silent(string name, string content) => Verify.VerifyFileAsync(name, Filled(content));

    [Theory]
    [InlineData("appsettings.json", """{ "Smtp": { "Password": "[|hunter2|]", "Other": oops""")]
    [InlineData("appsettings.json", "\uFEFF{\r\n  // mail\r\n  \"Password\": \"[|hunter2|]\",\r\n}\r\n")]
    [InlineData("appsettings.json", """{ "Password": "[|hunter2|]", "Password": "[|hunter3|]" }""")]
    [InlineData("appsettings.json", """{ "Password": "hunter2""")]
    [InlineData("appsettings.json", "\0\0\0")]
    [InlineData("Web.config", """<configuration><appSettings><add key="Password" value="[|hunter2|]" ></appSettings><broken a=""")]
    [InlineData("Web.config", "<configuration")]
    [InlineData(".env", "???\nPASSWORD='[|hunter2|]\n")]
    public Task A_malformed_file_is_read_as_far_as_it_goes(string name, string content) => Verify.VerifyFileAsync(name, content);

    [Fact]
    public async Task The_message_names_the_secret_and_the_file_and_does_not_show_it()
    {
        var test = new CSharpCodeFixTest<SecretInConfiguration, NoFix> { TestCode = "" };
        test.AdditionalFiles.Add(("appsettings.json", """{ "Mail": { "Smtp": { "Password": "hunter2" } }, "Jwt": { "Key": "a1b2c3d4e5f6" } }"""));
        Assert.Collection(
            await test.FindingsAsync(),
            finding => Assert.Equal("The secret 'Password' stands in appsettings.json; keep it in user secrets, the environment or a secret store", finding.GetMessage()),
            finding => Assert.StartsWith("The secret 'Jwt:Key' stands in", finding.GetMessage(), StringComparison.Ordinal));
    }

    [Fact]
    public Task Own_words_name_secrets_too() => Verify.VerifyFileAsync("appsettings.json", """{ "Wachtwoord": "[|hunter2|]", "Password": "hunter2" }""", editorConfig: "securegen.secret_words = wachtwoord\nsecuregen.ignored_words = password");

    [Theory]
    [InlineData("", "hunter2")]
    [InlineData("", "[|{token}|]")]
    [InlineData("securegen.relax_test_projects = false", "[|hunter2|]")]
    public Task In_a_test_project_only_issued_credentials_count(string option, string value) =>
        Verify.VerifyFileAsync("appsettings.json", Filled($$"""{ "ApiKey": "{{value}}" }"""), ReferenceAssemblies.Net100.With("xunit.core"), option);

    [Theory]
    [InlineData("appsettings.json", """{ "A": { "ApiKey": "[|a1b2c3d4e5f6|]" /* ours */, "Password": "[|hunter2|]" } }""", """{ "A": { "ApiKey": "" /* ours */, "Password": "" } }""")]
    [InlineData("appsettings.json", """{ "ConnectionStrings": { "Main": "Server=db.contoso.com;User Id=app;Password=[|hunter2|];Encrypt=True" } }""", """{ "ConnectionStrings": { "Main": "Server=db.contoso.com;User Id=app;Password=;Encrypt=True" } }""")]
    [InlineData("appsettings.json", """{ "Queue": "amqp://app:[|hunter2|]@queue.contoso.com/" }""", """{ "Queue": "amqp://app:@queue.contoso.com/" }""")]
    [InlineData("appsettings.json", """{ "Password": "[|hun\"ter\u0032|]" }""", """{ "Password": "" }""")]
    [InlineData(".env", "A=1\nexport API_KEY=[|a1b2c3d4e5f6|] # ours\nDB_PASSWORD=\"[|hunter2|]\"\n", "A=1\nexport API_KEY= # ours\nDB_PASSWORD=\"\"\n")]
    [InlineData("Web.config", """<configuration><appSettings><add key="ApiKey" value='[|a1b2c3d4e5f6|]' /></appSettings></configuration>""", """<configuration><appSettings><add key="ApiKey" value='' /></appSettings></configuration>""")]
    [InlineData("Web.config", """<configuration><connectionStrings><add name="Main" connectionString="Server=db.contoso.com;User Id=app;Password=&quot;[|hun&amp;ter2|]&quot;;Encrypt=True" /></connectionStrings></configuration>""", """<configuration><connectionStrings><add name="Main" connectionString="Server=db.contoso.com;User Id=app;Password=&quot;&quot;;Encrypt=True" /></connectionStrings></configuration>""")]
    public Task The_fix_takes_the_secret_out_and_leaves_the_rest(string name, string content, string after) => Verify.VerifyFileFixAsync(name, content, after, "SGA8001.Empty");

    private static string Filled(string content)
    {
        var random = new Random(1);
        return content
            .Replace("{token}", CredentialSamples.Of("github-personal-access-token"), StringComparison.Ordinal)
            .Replace("{lower-hex}", CredentialSamples.Characters("0123456789abcdef", 32, random), StringComparison.Ordinal)
            .Replace("{sha256}", Convert.ToBase64String(SHA256.HashData("hunter2"u8)), StringComparison.Ordinal)
            .Replace("{hex}", CredentialSamples.Characters("0123456789ABCDEF", 64, random), StringComparison.Ordinal)
            .Replace("{key}", CredentialSamples.Characters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+", 86, random) + "==", StringComparison.Ordinal);
    }
}
