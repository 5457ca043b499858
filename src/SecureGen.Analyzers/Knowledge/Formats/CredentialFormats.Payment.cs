namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] Payment =>
    [
        new("stripe-secret-key", "Stripe", "secret key", "sk_live_[alnum 24-247]", "https://docs.stripe.com/keys"),
    ];
}
