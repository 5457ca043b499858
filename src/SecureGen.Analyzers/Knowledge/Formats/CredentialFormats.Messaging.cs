namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] Messaging =>
    [
        new("sendgrid-api-key", "SendGrid", "API key", "SG.[base64url 22].[base64url 43]", "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys"),
    ];
}
