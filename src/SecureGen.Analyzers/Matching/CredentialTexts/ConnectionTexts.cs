using System;
using System.Collections.Generic;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>
/// Finds the password or key in a connection string: fields and values separated by semicolons (ADO.NET, ODBC, Azure), by commas
/// (StackExchange.Redis) or by spaces (libpq), values in quotes where they hold a separator.
/// </summary>
internal static class ConnectionTexts
{
    private const int MostFields = 100;
    private const int LongestField = 40;
    private const int ShortestKey = 20;

    // The last three letters of the names of fields.
    private const int Password = 'o' << 16 | 'r' << 8 | 'd';
    private const int Pwd = 'p' << 16 | 'w' << 8 | 'd';
    private const int Passwd = 's' << 16 | 'w' << 8 | 'd';
    private const int Pass = 'a' << 16 | 's' << 8 | 's';
    private const int Key = 'k' << 16 | 'e' << 8 | 'y';
    private const int Secret = 'r' << 16 | 'e' << 8 | 't';
    private const int Signature = 'u' << 16 | 'r' << 8 | 'e';

    /// <param name="text">Any text.</param>
    /// <param name="isConnection">Whether it is known to be a connection string, so that the password alone will do.</param>
    public static CredentialMatch? Find(string text, bool isConnection = false)
    {
        if (text.IndexOf('=') <= 0 || !SaysSecret(text))
            return null;

        var fields = Read(text, SeparatorOf(text));
        foreach (var field in fields)
        {
            if (Judge(text, field, fields, isConnection) is { } match)
                return match;
        }

        return null;
    }

    /// <summary>The fields of the text with the places of their values.</summary>
    public static IEnumerable<ConnectionField> FieldsOf(string text)
    {
        foreach (var field in Read(text, SeparatorOf(text)))
            yield return new ConnectionField(field.Name, field.Spelling, field.Start, field.End - field.Start);
    }

    /// <summary>The host that a connection string or an address leads to; null where it says none.</summary>
    public static string? HostOf(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Host.Length > 0)
            return address.Host;
        foreach (var field in Read(text, SeparatorOf(text)))
        {
            if (CredentialFields.IsHost(field.Name))
                return field.ValueIn(text);
        }

        // StackExchange.Redis puts the servers first, without a name.
        var first = text.IndexOf(',');
        return first > 0 && text.IndexOf('=', 0, first) < 0 ? text.Substring(0, first) : null;
    }

    // The names of the fields end so: most texts with an equals sign have none.
    private static bool SaysSecret(string text)
    {
        for (var at = text.IndexOf('=', 1); at > 0 && at + 1 < text.Length; at = text.IndexOf('=', at + 1))
        {
            var last = at - 1;
            while (last > 0 && text[last] == ' ')
                last--;
            if (last >= 2 && EndsField(text, last))
                return true;
        }

        return false;
    }

    private static bool EndsField(string text, int last) =>
        ((text[last - 2] | 0x20) << 16 | (text[last - 1] | 0x20) << 8 | (text[last] | 0x20)) is Password or Pwd or Passwd or Pass or Key or Secret or Signature;

    private static char SeparatorOf(string text) => text.IndexOf(';') >= 0 ? ';' : text.IndexOf(',') >= 0 ? ',' : ' ';

    private static List<Field> Read(string text, char separator)
    {
        var fields = new List<Field>();
        Read(text, 0, text.Length, separator, fields);
        return fields;
    }

    private static void Read(string text, int start, int limit, char separator, List<Field> fields)
    {
        for (var i = start; i < limit && fields.Count < MostFields;)
        {
            var end = text.IndexOf(separator, i, limit - i);
            if (end < 0)
                end = limit;
            var equals = text.IndexOf('=', i, end - i);
            if (equals > i)
                end = Value(text, equals, end, limit, separator, NameStart(text, i, equals), fields);
            i = end + 1;
        }
    }

    // A quote holds separators and ends at the next one; two are one.
    private static int Value(string text, int equals, int end, int limit, char separator, int nameStart, List<Field> fields)
    {
        var spelling = equals - nameStart > LongestField ? "" : text.Substring(nameStart, equals - nameStart).Trim();
        var start = equals + 1;
        while (start < end && text[start] == ' ')
            start++;
        if (start < end && text[start] is var quote and ('"' or '\''))
        {
            var close = ClosingQuote(text, start + 1, limit, quote);
            if (close > start)
            {
                Keep(text, new Field(spelling, start + 1, close), fields);
                end = text.IndexOf(separator, close, limit - close);
                return end < 0 ? limit : end;
            }
        }

        var last = EnclosureEnd(text, start, EnclosureEnd(text, start, end, '"'), '\'');
        while (last > start && char.IsWhiteSpace(text[last - 1]))
            last--;
        fields.Add(new Field(spelling, start, last));
        return end;
    }

    // Where the whole connection string stands in quotes, as in JSON, XML and a command line, its last value ends with them.
    private static int EnclosureEnd(string text, int start, int end, char quote)
    {
        var close = text.IndexOf(quote, start, end - start);
        if (close < 0)
            return end;

        var isOpen = false;
        for (var i = 0; i < start; i++)
            isOpen ^= text[i] == quote;
        if (!isOpen)
            return end;
        return close > start && text[close - 1] == '\\' ? close - 1 : close;
    }

    private static int ClosingQuote(string text, int from, int limit, char quote)
    {
        var close = text.IndexOf(quote, from, limit - from);
        while (close >= 0 && close + 1 < limit && text[close + 1] == quote)
            close = close + 2 < limit ? text.IndexOf(quote, close + 2, limit - close - 2) : -1;
        return close;
    }

    // Entity Framework hands on a connection string in quotes: what matters are its fields.
    private static void Keep(string text, Field field, List<Field> fields)
    {
        if (field.Name == "providerconnectionstring")
            Read(text, field.Start, field.End, ';', fields);
        else
            fields.Add(field);
    }

    // Before the first field may stand what the string is for: connectionString="Server=...
    private static int NameStart(string text, int start, int equals) =>
        Math.Max(start, text.LastIndexOfAny(['"', '\'', '\n', '(', '>', '?', '&', Holes.Mark], equals - 1, equals - start) + 1);

    private static CredentialMatch? Judge(string text, Field field, List<Field> fields, bool isConnection)
    {
        var isPassword = CredentialFields.IsPassword(field.Name);
        var kind = isPassword ? "connection string password" : CredentialFields.KeyIn(field.Name) ?? (IsKeyOfEndpoint(field, fields) ? "API key" : null);
        if (kind is null || field.End <= field.Start || IsSaid(text, field) || !(isConnection || IsConnection(text, field, fields)))
            return null;

        var value = field.ValueIn(text);
        var host = HostOf(text, fields);
        if (!SecretValues.IsBelievable(value) || !(isPassword ? IsPassword(text, value, host, fields) : isConnection || IsKey(value)) || IsEmulator(text, fields))
            return null;

        return new CredentialMatch(CredentialFields.ProviderOf(text), kind, field.Start, field.End - field.Start)
        {
            Form = CredentialForm.ConnectionString,
            KeyName = field.Spelling,
            IsNear = isPassword && Hosts.IsNear(host),
        };
    }

    // "password == other" is a comparison, for two signs make one of a field's name; "say 'Password=' first" quotes the name.
    private static bool IsSaid(string text, Field field)
    {
        var equals = text.LastIndexOf('=', field.Start - 1);
        if (text[field.Start] == '=' && field.Start == equals + 1)
            return true;
        var before = equals - field.Spelling.Length - 1;
        return before >= 0 && text[before] is '"' or '\'' or '`' && text[equals + 1] == text[before];
    }

    private static string HostOf(string text, List<Field> fields)
    {
        foreach (var field in fields)
        {
            if (CredentialFields.IsHost(field.Name))
                return field.ValueIn(text);
        }

        return text.IndexOf(',') is > 0 and var end && text.IndexOf(';') < 0 ? text.Substring(0, end) : "";
    }

    private static bool IsPassword(string text, string value, string host, List<Field> fields)
    {
        foreach (var field in fields)
        {
            var other = field.ValueIn(text);
            if (CredentialFields.IsIntegrated(field.Name, other) || (CredentialFields.IsUser(field.Name) && other == value && Hosts.IsNear(host)))
                return false;
        }

        return host.Length == 0 || !Hosts.IsReserved(host);
    }

    // Endpoint=https://contoso.openai.azure.com/;Key=..., as .NET Aspire hands models on. "Key" alone says nothing.
    private static bool IsKeyOfEndpoint(Field field, List<Field> fields) => field.Name == "key" && fields.Exists(static other => other.Name == "endpoint");

    private static bool IsKey(string value) =>
        value.Length >= ShortestKey && !DummyText.Is(value, 0, value.Length, 3.5) && !DummyText.IsPublished(value, 0, value.Length);

    // Azurite and the emulators of Cosmos DB and Service Bus have keys that are the same for everybody.
    private static bool IsEmulator(string text, List<Field> fields)
    {
        foreach (var field in fields)
        {
            if (field.Name == "accountname" && field.ValueIn(text) == "devstoreaccount1")
                return true;
            if (field.Name is "accountendpoint" or "endpoint" && Hosts.IsLocal(field.ValueIn(text)))
                return true;
        }

        return false;
    }

    private static bool IsConnection(string text, Field field, List<Field> fields)
    {
        foreach (var other in fields)
        {
            if (other.Start != field.Start && CredentialFields.IsCompanion(other.Name))
                return true;
        }

        // StackExchange.Redis puts the servers first, without a name.
        var first = text.IndexOf(',');
        return first > 0 && text.IndexOf(';') < 0 && text.IndexOf('=', 0, first) < 0 && text.IndexOf(':', 0, first) > 0 && text.IndexOf(' ', 0, first) < 0;
    }

    private readonly record struct Field(string Spelling, int Start, int End)
    {
        public string Name { get; } = Spelling.Replace(" ", "").Replace("_", "").Replace("-", "").ToLowerInvariant();

        public string ValueIn(string text) => text.Substring(Start, End - Start);
    }
}

/// <summary>One field of a connection string.</summary>
/// <param name="Name">In lower case, without spaces.</param>
/// <param name="Spelling">As it is written.</param>
/// <param name="Start">Where the value begins in the text.</param>
/// <param name="Length">How long the value is.</param>
internal readonly record struct ConnectionField(string Name, string Spelling, int Start, int Length);
