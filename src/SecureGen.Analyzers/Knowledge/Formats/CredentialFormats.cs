using System.Collections.Immutable;

namespace SecureGen.Analyzers.Knowledge.Formats;

/// <summary>
/// The formats in which issuers give out credentials, by sector. A new format is one line in the file of its sector.
/// </summary>
/// <remarks>
/// Public identifiers are no credentials and have no place here: publishable keys, client ids, addresses that only receive (the DSN
/// of an error tracker), ids of accounts and sites.
/// </remarks>
internal static partial class CredentialFormats
{
    /// <summary>The whole table. It is built when the first text that could be a credential asks for it.</summary>
    public static ImmutableArray<CredentialFormat> All { get; } = ImmutableArray.CreateRange(Sectors());

    private static System.Collections.Generic.IEnumerable<CredentialFormat> Sectors()
    {
        foreach (var sector in new[] { LanguageModels, Clouds, SourceHosting, Payment, Messaging, Delivery, Databases, Operations, Business })
        {
            foreach (var format in sector)
                yield return format;
        }
    }
}
