using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>When a sink is one.</summary>
internal enum Only
{
    Always,

    /// <summary>Another argument, or a property set beside it, says that the content is HTML.</summary>
    HtmlContent,

    /// <summary>The text that is built has markup in it.</summary>
    Markup,

    /// <summary>Another argument gives the message the role of the system or of the developer.</summary>
    SystemRole,

    /// <summary>Another argument gives the message the role of the user.</summary>
    UserRole,

    /// <summary>The header that is set is <c>Location</c>.</summary>
    LocationHeader,

    /// <summary>The text may be an address: no path has been built of it.</summary>
    Address,

    /// <summary>The arguments are one text, or a list for a shell that holds its command.</summary>
    CommandLine,

    /// <summary>The list is that of a start of a shell, and the element its command.</summary>
    ShellCommand,
}

/// <summary>A place where untrusted text does harm: a parameter of a method or constructor (<c>.ctor</c>), or a property that is set (<c>value</c>).</summary>
// Type: The type that declares the member first, or a base of it.
internal sealed record Sink(string Type, string Member, string Parameter, Dangers Danger, Only Only = Only.Always);
