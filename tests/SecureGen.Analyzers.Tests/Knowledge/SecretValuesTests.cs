using SecureGen.Analyzers.Knowledge;
using Xunit;

namespace SecureGen.Analyzers.Tests.Knowledge;

public class SecretValuesTests
{
    [Theory]
    [InlineData("ghp_a8Kd92LmQx71ZpTyWv30Bn5RcUe64HjS")]
    [InlineData("sk-proj-Ab3dE5gH7jK9mN1pQ3sT5vX7zB9dF1hJ")]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015")]
    [InlineData("qL8vN2xR7tB4yH9kW3mZ6pC1")]
    public void Issued_credentials_are_known_by_their_format(string text) => Assert.True(SecretValues.HasCredentialFormat(text));

    [Theory]
    [InlineData("hunter2")]
    [InlineData("Password123!")]
    [InlineData("test-api-key-0123456789-for-unit-tests")]
    [InlineData("00000000000000000000000000000001")]
    [InlineData("sk-test-key-for-unit-tests")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("this text is a sentence with 1 Number and Words")]
    public void Test_data_has_no_such_format(string text) => Assert.False(SecretValues.HasCredentialFormat(text));

    [Theory]
    [InlineData("Server=db;Password=hunter2", true)]
    [InlineData("Server=db;User Id=sa;Pwd = hunter2;", true)]
    [InlineData("AccountName=a;AccountKey=Zm9vYmFyMTIz;", true)]
    [InlineData("amqp://guest:hunter2@mq/", true)]
    [InlineData("Server=db;Password=;", false)]
    [InlineData("Server=db;Password={0}", false)]
    [InlineData("Server=db;Trusted_Connection=True", false)]
    [InlineData("amqp://guest@mq/", false)]
    [InlineData("https://host:8080/a@b", false)]
    [InlineData("ftp://user:pass@server/", false)]
    public void Connection_strings_are_secrets_for_their_password(string text, bool expected) =>
        Assert.Equal(expected, SecretValues.IsSecret(text, "connectionString", SecretKind.ConnectionString));
}
