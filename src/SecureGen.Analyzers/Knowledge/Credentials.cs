using System;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Constructors that take a credential, whatever the parameter or the variable is called.</summary>
internal static class Credentials
{
    /// <summary>Type, constructor parameter, and what the secret is called in a fix.</summary>
    public static readonly (string Type, string Parameter, string Secret)[] Constructors =
    [
        ("System.Net.NetworkCredential", "password", "Password"),
        ("System.Net.Http.Headers.AuthenticationHeaderValue", "parameter", "AccessToken"),
        ("System.ClientModel.ApiKeyCredential", "key", "ApiKey"),
        ("Azure.AzureKeyCredential", "key", "ApiKey"),
        ("Azure.AzureSasCredential", "signature", "SasToken"),
        ("Azure.AzureNamedKeyCredential", "key", "AccessKey"),
        ("Azure.Storage.StorageSharedKeyCredential", "accountKey", "AccountKey"),
        ("Azure.Identity.ClientSecretCredential", "clientSecret", "ClientSecret"),
        ("Azure.Identity.UsernamePasswordCredential", "password", "Password"),
        ("Microsoft.Data.SqlClient.SqlCredential", "password", "Password"),
        ("System.Data.SqlClient.SqlCredential", "password", "Password"),
        ("Amazon.Runtime.BasicAWSCredentials", "secretKey", "SecretKey"),
    ];

    /// <summary>What the argument hands over, such as <c>ApiKey</c>, or null where it is no credential.</summary>
    public static string? HandedBy(IArgumentOperation argument)
    {
        if (argument.Parent is not IObjectCreationOperation { Constructor.ContainingType: { } type } || argument.Parameter is not { } parameter)
            return null;

        foreach (var (typeName, parameterName, secret) in Constructors)
        {
            if (parameter.Name == parameterName && typeName.EndsWith(type.Name, StringComparison.Ordinal) && type.ToDisplayString() == typeName)
                return secret;
        }

        return null;
    }
}
