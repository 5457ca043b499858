using System;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <summary>
/// Reads the parts of a text that is built, from the left: behind a host that is fixed, or behind an address that the service
/// itself chose, untrusted text decides no more where the address leads.
/// </summary>
internal struct AddressHead
{
    // A part that is trusted but not constant.
    private const string Trusted = "\uFFFF";

    private StringBuilder? _text;

    public Value Next(IOperation part, Value value)
    {
        // A path or a query begins with what ends the host, or is empty.
        if (value.IsTainted && IsTail(part) && _text?.ToString().IndexOf("://", StringComparison.Ordinal) is { } scheme and >= 0 && _text.Length > scheme + 3)
            _text.Append('/');
        if (value.IsTainted)
            return _text is not null && FixesHost(_text.ToString()) ? value.Without(Dangers.Address) : value;
        _text ??= new StringBuilder();
        _text.Append(TextOf(part.Unwrap()));
        return value;
    }

    private static bool IsTail(IOperation part) =>
        (part is IConversionOperation { OperatorMethod: not null } conversion ? conversion.Operand : part).Type is { Name: "PathString" or "QueryString" };

    // The base of the paths of a service is empty more often than not.
    private static string TextOf(IOperation part) => part switch
    {
        { ConstantValue: { HasValue: true, Value: { } constant } } => constant.ToString(),
        ILocalReferenceOperation { Local: var local } => Initial(local) ?? Trusted,
        IFieldReferenceOperation { Field: { IsReadOnly: true } field } => Initial(field) ?? Trusted,
        IPropertyReferenceOperation { Property.Name: "PathBase" } => "",
        _ => Trusted,
    };

    private static string? Initial(ISymbol variable) =>
        variable.DeclaringSyntaxReferences.Length == 1 && variable.DeclaringSyntaxReferences[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax literal } ? literal.Token.Value as string : null;

    public static bool FixesHost(string head)
    {
        if (head.Length == 0)
            return false;
        var scheme = head.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
            return head.IndexOfAny(['/', '?', '#'], scheme + 3) >= 0;

        // "//host" and "/\host" lead elsewhere; "~/" is "/" where the service is at the root of its host.
        return head is not ("/" or "~/" or "\\") && !head.StartsWith("//", StringComparison.Ordinal) && !head.StartsWith("/\\", StringComparison.Ordinal);
    }
}
