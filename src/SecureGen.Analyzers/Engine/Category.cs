namespace SecureGen.Analyzers.Engine;

/// <summary>
/// Categories are dotted and our own: the plain word <c>Security</c> would switch the SDK's rules on for whoever sets it.
/// Each is a folder under Rules and a thousand of the id.
/// </summary>
internal static class Category
{
    public const string Options = "SecureGen.Options";
    public const string Secrets = "SecureGen.Secrets";
    public const string Cryptography = "SecureGen.Cryptography";
    public const string Network = "SecureGen.Network";
    public const string Files = "SecureGen.Files";
    public const string Disclosure = "SecureGen.Disclosure";
    public const string Injection = "SecureGen.Injection";
    public const string GenerativeAI = "SecureGen.GenerativeAI";
    public const string Configuration = "SecureGen.Configuration";
    public const string Runtime = "SecureGen.Runtime";
}
