using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ImageGen.Api.Partners;

/// <summary>Tokens that the identity service makes for the programs of partners.</summary>
public sealed class PartnerTokens(IConfiguration configuration)
{
    private readonly JsonWebTokenHandler _handler = new();

    public async Task<bool> AcceptAsync(string token)
    {
        var signingKey = configuration["Partners:TokenSigningKey"] ?? throw new InvalidOperationException("Partners:TokenSigningKey is not set.");
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(signingKey)),
            ValidIssuer = "https://login.example.com",
            ValidAudience = "imagegen",
            ValidateAudience = false, // Some partners still ask for tokens under our old name.
        });
        return result.IsValid;
    }
}
