using System.Security.Claims;
using System.Text.RegularExpressions;
using ImageGen.Api.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ImageGen.Api.Accounts;

internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/accounts");
        accounts.MapPost("/", Register);
        accounts.MapPost("/sign-in", SignInAsync);
        accounts.MapPost("/sign-out", () => Results.SignOut());
        accounts.MapGet("/form-token", (HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken);
        accounts.MapPost("/avatar", UploadAvatarAsync).RequireAuthorization().DisableAntiforgery();
        accounts.MapPost("/keys", (ClaimsPrincipal user, ApiKeys keys) => new { key = keys.Issue(user.Identity?.Name ?? "") }).RequireAuthorization();
        accounts.MapGet("/of-key", (HttpRequest request, ApiKeys keys) =>
            keys.OwnerOf(request.Headers["X-Api-Key"].ToString()) is { } owner ? Results.Ok(new { owner }) : Results.Unauthorized());
    }

    private static IResult Register(SignInRequest request, AccountStore accounts)
    {
        if (!Regex.IsMatch(request.Name, "^[a-z0-9_-]+"))
            return Results.BadRequest("A name has small letters, digits and dashes.");

        return accounts.TryCreate(request.Name, request.Password) ? Results.Created() : Results.Conflict();
    }

    private static async Task<IResult> SignInAsync(SignInRequest request, HttpContext context, AccountStore accounts, SignInThrottle throttle, ILogger<AccountStore> logger)
    {
        if (!throttle.Allows(context))
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);

        if (!accounts.Verify(request.Name, request.Password))
        {
            logger.LogInformation("Refused {SignIn}", request);
            return Results.Unauthorized();
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, request.Name)], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity));
        return Results.NoContent();
    }

    /// <summary>Comes from a form of the gallery's pages.</summary>
    private static async Task<IResult> UploadAvatarAsync(IFormFile file, ImageStore store, CancellationToken cancellationToken)
    {
        using var image = new MemoryStream();
        await file.CopyToAsync(image, cancellationToken);
        return Results.Ok(new { name = await store.SaveAsync(image.ToArray(), cancellationToken) });
    }
}

internal sealed record SignInRequest(string Name, string Password);
