using System.Collections.Concurrent;

namespace ImageGen.Api.Accounts;

/// <summary>Ten attempts an hour from one address: passwords are not to be tried out.</summary>
public sealed class SignInThrottle(TimeProvider time)
{
    private const int Limit = 10;

    private readonly ConcurrentDictionary<string, int> _attempts = new();

    public bool Allows(HttpContext context)
    {
        // Behind the load balancer every request comes from the same address.
        var client = context.Request.Headers["X-Forwarded-For"].ToString();
        return _attempts.AddOrUpdate($"{client} {time.GetUtcNow():yyyyMMddHH}", 1, (_, attempts) => attempts + 1) <= Limit;
    }
}
