using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.CredentialTexts;
using SecureGen.Analyzers.Tests.Knowledge;
using Xunit;

namespace SecureGen.Analyzers.Tests.Matching.CredentialTexts;

public class EmbeddedCredentialsTests
{
    // {b88} and {h64} stand for so many random characters of Base64 or hex: no key has to be written down.
    [Theory]
    [InlineData("Server=db;User Id=sa;Password=hunter2", "hunter2", "Password")]
    [InlineData("server=db;uid=sa;pwd=hunter2;", "hunter2", "pwd")]
    [InlineData("Data Source=db;Initial Catalog=Images;User ID=app;Password=\"hun;ter2\"", "hun;ter2", "Password")]
    [InlineData("Data Source=db;User ID=app;Password='hun''ter2';Encrypt=True", "hun''ter2", "Password")]
    [InlineData("Data Source=db; User ID=app; Password = hunter2 ; Encrypt=True", "hunter2", "Password")]
    [InlineData("Host=db.contoso.com;Username=app;Password=S3ntence!;Database=images", "S3ntence!", "Password")]
    [InlineData("Server=localhost;Database=images;User=root;Password=hunter2", "hunter2", "Password")]
    [InlineData("Driver={SQL Server};Server=db;UID=sa;PWD=hunter2", "hunter2", "PWD")]
    [InlineData("Provider=Microsoft.Jet.OLEDB.4.0;Data Source=a.mdb;Jet OLEDB:Database Password=hunter2", "hunter2", "Jet OLEDB:Database Password")]
    [InlineData("{\"Db\":\"Server=db;User Id=app;Password=hunter2\"}", "hunter2", "Password")]
    [InlineData("{\"Db\":\"Server=db;User Id=app;Password=it's2\"}", "it's2", "Password")]
    [InlineData("{\\\"Db\\\":\\\"Server=db;User Id=app;Password=hunter2\\\"}", "hunter2", "Password")]
    [InlineData("<add name=\"db\" connectionString=\"Server=db;User Id=app;Password=hunter2\" />", "hunter2", "Password")]
    [InlineData("sqlcmd 'Server=db;User Id=app;Password=hunter2' -q", "hunter2", "Password")]
    [InlineData("Server=db;User Id=app;Password=it's2", "it's2", "Password")]
    [InlineData("host=db dbname=images user=app password=hunter2", "hunter2", "password")]
    [InlineData("cache.contoso.com:6380,password={b44},ssl=True,abortConnect=False", "{b44}", "password")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=images;AccountKey={b88};EndpointSuffix=core.windows.net", "{b88}", "AccountKey")]
    [InlineData("AccountEndpoint=https://images.documents.azure.com:443/;AccountKey={b88};", "{b88}", "AccountKey")]
    [InlineData("Endpoint=sb://images.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey={b44}", "{b44}", "SharedAccessKey")]
    [InlineData("Endpoint=sb://images.servicebus.windows.net/;SharedSecretIssuer=owner;SharedSecretValue=x;SharedSecret={b44}", "{b44}", "SharedSecret")]
    [InlineData("HostName=hub.azure-devices.net;DeviceId=d;SharedAccessKey={b44}", "{b44}", "SharedAccessKey")]
    [InlineData("Endpoint=https://images.service.signalr.net;AccessKey={b44};Version=1.0;", "{b44}", "AccessKey")]
    [InlineData("Endpoint=https://images.azconfig.io;Id=abcd;Secret={b44}", "{b44}", "Secret")]
    [InlineData("\uFFFC;User Id=\uFFFC;Password=hunter2;", "hunter2", "Password")]
    [InlineData("mongodb://app:hunter2@db.contoso.com:27017/images", "hunter2", null)]
    [InlineData("mongodb+srv://app:hun%40ter2@cluster0.contoso.mongodb.net/?retryWrites=true", "hun%40ter2", null)]
    [InlineData("amqp://app:hunter2@queue:5672/", "hunter2", null)]
    [InlineData("postgres://app:hunter2@localhost/images", "hunter2", null)]
    [InlineData("redis://:hunter2@cache:6379", "hunter2", null)]
    [InlineData("smtp://mailer%40contoso.com:hunter2@smtp.contoso.com:587", "hunter2", null)]
    [InlineData("git clone https://robot:hunter2@git.contoso.com/images.git", "hunter2", null)]
    [InlineData("http://proxy.contoso.com and http://me:hunter2@proxy.contoso.com", "hunter2", null)]
    [InlineData("https://app:hunter2@\uFFFC/images", "hunter2", null)]
    [InlineData("<machineKey validationKey=\"{H128}\" decryptionKey=\"{H48}\" validation=\"SHA1\" />", "{H128}", "validationKey")]
    [InlineData("<machineKey validationKey=\"AutoGenerate\" decryptionKey='{H64}'/>", "{H64}", "decryptionKey")]
    public void The_secret_part_of_a_text_is_found(string text, string secret, string? key)
    {
        text = Filled(text);
        secret = Filled(secret);
        var match = EmbeddedCredentials.Find(text);

        Assert.NotNull(match);
        Assert.Equal(secret, text.Substring(match.Value.Start, match.Value.Length));
        Assert.Equal(key, match.Value.KeyName);
    }

    [Theory]
    [InlineData("Server=db;Database=images;Integrated Security=True;Password=hunter2")]
    [InlineData("Server=db;Trusted_Connection=yes;Password=hunter2")]
    [InlineData("Server=db;User Id=sa;Password=")]
    [InlineData("Server=db;User Id=sa;Password=;")]
    [InlineData("Server=db;User Id=sa;Password={0}")]
    [InlineData("Server=db;User Id=sa;Password={password};")]
    [InlineData("Server=db;User Id=sa;Password=${DB_PASSWORD}")]
    [InlineData("Server=db;User Id=sa;Password=$DB_PASSWORD")]
    [InlineData("Server=db;User Id=sa;Password=%DB_PASSWORD%")]
    [InlineData("Server=db;User Id=sa;Password=<password>")]
    [InlineData("Server=db;User Id=sa;Password=***")]
    [InlineData("Server=db;User Id=sa;Password=myPassword;")]
    [InlineData("Server=db;User Id=sa;Password=your_password_here;")]
    [InlineData("Server=db;User Id=sa;Password=@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/p)")]
    [InlineData("Server=db;User Id=sa;Password=\uFFFC")]
    [InlineData("Server=db;User Id=sa;Password=a\uFFFCb")]
    [InlineData("Server=localhost;User Id=postgres;Password=postgres")]
    [InlineData("Server=db.example.com;User Id=sa;Password=hunter2")]
    [InlineData("Password=hunter2")]
    [InlineData("user=x&password=hunter2")]
    [InlineData("UPDATE users SET password = @password WHERE id = @id")]
    [InlineData("if (password == other) { host = 1; }")]
    [InlineData("Length of Password=8; Server=any")]
    [InlineData("ok = password==confirmed; server=1;")]
    [InlineData("Expected 'Password=' in the text; Server= was given")]
    [InlineData("var text = \"Password=\" + Read(); Server=any")]
    [InlineData("AccountName=devstoreaccount1;AccountKey={b88};BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1;")]
    [InlineData("AccountEndpoint=https://localhost:8081/;AccountKey={b88}")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://127.0.0.1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=images;AccountKey=yourkeyyourkeyyourkeyyourkey")]
    [InlineData("InstrumentationKey=3f2504e0-4f89-11d3-9a0c-0305e82c3301;IngestionEndpoint=https://westeurope.in.applicationinsights.azure.com/")]
    [InlineData("Endpoint=sb://images.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=")]
    [InlineData("cache:6379,ssl=True,password=")]
    [InlineData("amqp://guest:guest@localhost:5672/")]
    [InlineData("amqp://guest:guest@rabbitmq/")]
    [InlineData("postgres://postgres:postgres@db:5432/images")]
    [InlineData("https://user:pass@contoso.com/")]
    [InlineData("https://user:password@contoso.com/")]
    [InlineData("https://username:my-password@contoso.com/")]
    [InlineData("https://me:hunter2@example.com/")]
    [InlineData("http://foo:bar@contoso.com")]
    [InlineData("https://{user}:{password}@contoso.com")]
    [InlineData("https://\uFFFC:\uFFFC@contoso.com")]
    [InlineData("https://user:@contoso.com")]
    [InlineData("https://contoso.com:8080/@images/a:b@c")]
    [InlineData("^https?://[^:]+:[^@]+@[^/]+$")]
    [InlineData("mailto:a@b.com https://contoso.com")]
    [InlineData("<machineKey validationKey=\"AutoGenerate,IsolateApps\" decryptionKey=\"AutoGenerate\" />")]
    [InlineData("<machineKey validationKey=\"00000000000000000000000000000000000000000000000000000000000000000000000000000000\" />")]
    [InlineData("sha256-{b44}")]
    [InlineData("sha512-{b88}")]
    [InlineData("data:image/png;base64,iVBORw0KGgo{b88}")]
    [InlineData("{b88}")]
    [InlineData("{h64}")]
    [InlineData("{H40}")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [InlineData("Basic realm=\"images of contoso\"")]
    [InlineData("PublicKeyToken=b77a5c561934e089, Culture=neutral, Version=4.0.0.0")]
    [InlineData("ssh-ed25519 {b64} me@contoso.com")]
    public void What_holds_no_secret_is_silent(string text) => Assert.Null(EmbeddedCredentials.Find(Filled(text)));

    [Theory]
    [InlineData("https://api.telegram.org/bot", true)]
    [InlineData("https://api.telegram.org/file/bot", true)]
    [InlineData("https://robot", false)]
    [InlineData("/bota", false)]
    public void A_credential_may_follow_what_the_issuers_address_puts_before_it(string before, bool isFound)
    {
        var token = CredentialSamples.Of("telegram-bot-token");

        var match = EmbeddedCredentials.Find(before + token + "/getMe");

        Assert.Equal(isFound ? before.Length : null, match?.Start);
        if (isFound)
            Assert.Equal(token.Length, match!.Value.Length);
    }

    [Fact]
    public void Private_keys_are_found_in_every_encoding()
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal("RSA private key", Kind(rsa.ExportRSAPrivateKeyPem()));
        Assert.Equal("private key", Kind(rsa.ExportPkcs8PrivateKeyPem()));
        Assert.Equal("EC private key", Kind(curve.ExportECPrivateKeyPem()));
        Assert.Equal("private key", Kind(curve.ExportPkcs8PrivateKeyPem()));
        Assert.Equal("private key", Kind("x\r\n  " + curve.ExportPkcs8PrivateKeyPem().Replace("\n", "\r\n    ", StringComparison.Ordinal)));
        Assert.Equal("private key", Kind(curve.ExportPkcs8PrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal)));
        Assert.Equal("private key", Kind(curve.ExportPkcs8PrivateKeyPem().Replace("\n", "", StringComparison.Ordinal)));
        Assert.Equal("OpenSSH private key", Kind(Pem("OPENSSH PRIVATE KEY", [.. Encoding.ASCII.GetBytes("openssh-key-v1\0\0\0\0\u0004none\0\0\0\u0004none"), .. RandomNumberGenerator.GetBytes(200)])));
        Assert.Equal("PGP private key", Kind(Pem("PGP PRIVATE KEY BLOCK", [0x95, .. RandomNumberGenerator.GetBytes(400)]).Replace("-----\n", "-----\nVersion: 1\n\n", StringComparison.Ordinal)));
        Assert.Equal("Base64-encoded RSA private key", Kind(Convert.ToBase64String(rsa.ExportRSAPrivateKey())));
        Assert.Equal("Base64-encoded private key", Kind(Convert.ToBase64String(rsa.ExportPkcs8PrivateKey())));
        Assert.Equal("Base64-encoded private key", Kind(Convert.ToBase64String(curve.ExportPkcs8PrivateKey())));
        Assert.Equal("Base64-encoded EC private key", Kind(Convert.ToBase64String(curve.ExportECPrivateKey())));
        Assert.Equal("RSA private key", Kind(rsa.ToXmlString(true)));
        Assert.Equal("Base64-encoded private key", Kind(Convert.ToBase64String(Encoding.ASCII.GetBytes(curve.ExportPkcs8PrivateKeyPem()))));
    }

    [Fact]
    public void The_key_file_of_a_service_account_says_whose_it_is()
    {
        using var rsa = RSA.Create(2048);
        var file = $$"""{ "type": "service_account", "project_id": "images", "private_key": "{{rsa.ExportPkcs8PrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal)}}\n", "client_email": "a@images.iam.gserviceaccount.com" }""";
        var match = EmbeddedCredentials.Find(file);

        Assert.Equal("Google Cloud service account key", match?.Name);
        Assert.StartsWith("-----BEGIN", file[match!.Value.Start..match.Value.End], StringComparison.Ordinal);
    }

    [Fact]
    public void Public_and_encrypted_keys_certificates_and_templates_are_silent()
    {
        using var rsa = RSA.Create(2048);
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var pem = rsa.ExportRSAPrivateKeyPem();

        Assert.Null(Kind(rsa.ExportSubjectPublicKeyInfoPem()));
        Assert.Null(Kind(rsa.ExportRSAPublicKeyPem()));
        Assert.Null(Kind(Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo())));
        Assert.Null(Kind(Convert.ToBase64String(rsa.ExportRSAPublicKey())));
        Assert.Null(Kind(rsa.ToXmlString(false)));
        Assert.Null(Kind(rsa.ExportEncryptedPkcs8PrivateKeyPem("hunter2", parameters)));
        Assert.Null(Kind(Pem("CERTIFICATE", [0x30, 0x82, 1, 0x90, .. RandomNumberGenerator.GetBytes(400)])));
        Assert.Null(Kind(Pem("OPENSSH PRIVATE KEY", [.. Encoding.ASCII.GetBytes("openssh-key-v1\0\0\0\0\naes256-ctr"), .. RandomNumberGenerator.GetBytes(200)])));
        Assert.Null(Kind(pem.Replace("-----\nMI", "-----\nProc-Type: 4,ENCRYPTED\n\nMI", StringComparison.Ordinal)));
        Assert.Null(Kind(pem[..pem.IndexOf("-----END", StringComparison.Ordinal)]));
        Assert.Null(Kind("-----BEGIN PRIVATE KEY-----"));
        Assert.Null(Kind("-----BEGIN PRIVATE KEY-----\n{0}\n-----END PRIVATE KEY-----" + new string(' ', 100)));
        Assert.Null(Kind("-----BEGIN PRIVATE KEY-----\n" + new string('A', 400) + "\n-----END PRIVATE KEY-----"));
        Assert.Null(Kind("-----BEGIN PRIVATE KEY-----\n" + Filled("{b88}{b88}") + "\n-----END PRIVATE KEY-----"));
        Assert.Null(Kind(pem.Replace("MII", "MII\uFFFC", StringComparison.Ordinal)));
    }

    [Fact]
    public void Web_tokens_that_decode_are_found()
    {
        Assert.Equal("JSON Web Token", Kind(WebToken("""{"alg":"HS256","typ":"JWT"}""", """{"sub":"image-service","exp":1900000000}""")));
        Assert.Equal("JSON Web Token", Kind("Bearer " + WebToken("""{"typ":"JWT","alg":"RS256"}""", """{"sub":"image-service"}""")));
        Assert.Equal("JSON Web Token without a signature", Kind(WebToken("""{"alg":"none"}""", """{"sub":"image-service"}""", signature: "")));
    }

    [Fact]
    public void Published_and_broken_web_tokens_are_silent()
    {
        Assert.Null(Kind(WebToken("""{"alg":"HS256","typ":"JWT"}""", """{"sub":"1234567890","name":"John Doe","iat":1516239022}""")));
        Assert.Null(Kind(WebToken("""{"alg":"HS256"}""", """{"iss":"supabase","ref":"images","role":"anon"}""")));
        Assert.Null(Kind(WebToken("""{"typ":"JWT"}""", """{"sub":"image-service"}""")));
        Assert.Null(Kind(WebToken("""{"alg":"HS256"}""", """not json""")));
        Assert.Null(Kind(WebToken("""{"alg":"HS256"}""", """{"sub":"image-service"}""", signature: "short")));
        Assert.Null(Kind(WebToken("""{"alg":"HS256"}""", """{"sub":"image-service"}""", signature: new string('x', 43))));
        Assert.Null(Kind("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"));
        Assert.Null(Kind("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9..."));
    }

    [Fact]
    public void Base64_hides_nothing()
    {
        Assert.Equal("Base64-encoded connection string password", Kind(Encoded("Server=db;User Id=sa;Password=hunter2")));
        Assert.Equal("Base64-encoded HTTP user and password", Kind("Basic " + Encoded("app:hunter2")));
        Assert.Null(Kind("Basic " + Encoded("user:password")));
        Assert.Null(Kind("Basic " + Encoded("guest:guest")));
        Assert.Null(Kind(Encoded("The quick brown fox jumps over the lazy dog")));
    }

    [Fact]
    public void Any_text_at_all_is_judged_without_an_exception() =>
        Prop.ForAll(Gen.OneOf(
            Gen.Elements("-----BEGIN ", "-----END ", "PRIVATE KEY", "-----", "eyJ", ".", "://", "@", ":", "=", ";", ",", "Password", "Server", "AccountKey", "\"", "'", " ", "Basic ", "<machineKey ", "validationKey=\"", "<Modulus>", "<D>", "</D>", "\uFFFC", "\n", "é", "\0", "e30", "MII"),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")).ArrayOf().Select(pieces => string.Concat(pieces)).ToArbitrary(),
            text => EmbeddedCredentials.Find(text, text) is not { } match || (match.Start >= 0 && match.End <= text.Length && match.Length > 0)).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData("<machineKey validationKey=")]
    [InlineData("a://b:c@")]
    [InlineData("Password=\"a;")]
    [InlineData("eyJ.")]
    [InlineData("eyJ.eyJ")]
    [InlineData("a=")]
    [InlineData("=;")]
    public void A_megabyte_of_marks_is_done_with(string mark) =>
        Assert.False(EmbeddedCredentials.Find(string.Concat(Enumerable.Repeat(mark, 1_000_000 / mark.Length))) is { Form: CredentialForm.PrivateKey });

    private static string? Kind(string text) => EmbeddedCredentials.Find(text)?.Name;

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    private static string Pem(string label, byte[] bytes) => new string(PemEncoding.Write(label, bytes)) + "\n";

    private static string WebToken(string header, string claims, string? signature = null) =>
        string.Join('.', Part(header), Part(claims), signature ?? CredentialSamples.Characters(CharClass.Named("base64url")!, 43, new System.Random(5)));

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Filled(string text)
    {
        foreach (var (mark, count, alphabet) in new[] { ("{b44}", 44, "base64"), ("{b64}", 64, "base64"), ("{b88}", 88, "base64"), ("{h64}", 64, "hex"), ("{H40}", 40, "HEX"), ("{H48}", 48, "HEX"), ("{H64}", 64, "HEX"), ("{H128}", 128, "HEX") })
            text = text.Replace(mark, CredentialSamples.Characters(CharClass.Named(alphabet)!, count - 1, new System.Random(count)) + (alphabet == "base64" ? "=" : "7"), StringComparison.Ordinal);
        return text;
    }
}
