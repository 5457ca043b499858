using System;
using System.Text;
using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <summary>
/// Reads the parts of a text that is built, from the left: behind a host that is fixed, or behind an address that the service
/// itself chose, untrusted text decides no more where the address leads.
/// </summary>
internal struct AddressHead
{
    // A part that is trusted but not constant.
    private const char Trusted = '\uFFFF';

    private StringBuilder? _text;

    public Value Next(IOperation part, Value value)
    {
        if (value.IsTainted)
            return _text is not null && FixesHost(_text.ToString()) ? value.Without(Dangers.Address) : value;
        _text ??= new StringBuilder();
        if (part.Unwrap().ConstantValue is { HasValue: true, Value: { } constant })
            _text.Append(constant);
        else
            _text.Append(Trusted);
        return value;
    }

    public static bool FixesHost(string head)
    {
        if (head.Length == 0)
            return false;
        var scheme = head.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
            return head.IndexOfAny(['/', '?', '#'], scheme + 3) >= 0;

        // "//host" and "/\host" lead elsewhere.
        return head is not ("/" or "\\" or "//") && !head.StartsWith("//", StringComparison.Ordinal);
    }
}
