using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Who may do what with a file: bits of Unix modes, words of chmod, rights of Windows.</summary>
internal static class FileModes
{
    public const string UnixFileMode = "System.IO.UnixFileMode";
    public const string AccessRule = "System.Security.AccessControl.FileSystemAccessRule";

    public const int OwnerBits = 0x1C0, OwnerWrite = 0x80, OwnerRead = 0x100, OwnerExecute = 0x40, OthersWrite = 2, OthersRead = 4, GroupWrite = 0x10, Sticky = 0x200;

    // Writing, appending, deleting, changing permissions, taking ownership.
    public const int WritingRights = 0x2 | 0x4 | 0x10000 | 0x40000 | 0x80000;

    /// <summary>Enumerations with the bits of a mode; the second and third are those of Mono.Posix.</summary>
    public static readonly string[] Enumerations = [UnixFileMode, "Mono.Unix.FileAccessPermissions", "Mono.Unix.Native.FilePermissions"];

    /// <summary>Names of everybody in an access rule.</summary>
    public static readonly ImmutableHashSet<string> Everybody = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Everyone", "S-1-1-0", "*S-1-1-0");

    /// <summary>Ends of the names of files that hold a key or a password.</summary>
    private static readonly string[] SecretFiles = [".pem", ".key", ".pfx", ".p12", ".env", "id_rsa", "id_ed25519", "id_ecdsa"];

    // Certificates are there to be read: ca-cert.pem, fullchain.pem, public.key.
    private static readonly string[] PublicWords = ["cert", "certs", "certificate", "certificates", "chain", "fullchain", "bundle", "ca", "public", "pub", "root"];

    public static bool IsSecretFile(string path) =>
        SecretFiles.Any(end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase)) && !Words.Split(path.Substring(path.LastIndexOfAny(['/', '\\']) + 1)).Any(word => Array.IndexOf(PublicWords, word) >= 0);

    /// <summary>Whether the native method is chmod, whatever it is called here: the entry point counts.</summary>
    public static bool SetsMode(IMethodSymbol method) => EntryPoint(method) is "chmod" or "fchmod" or "Chmod" or "FChmod";

    private static string EntryPoint(IMethodSymbol method)
    {
        if (method.GetDllImportData()?.EntryPointName is { } imported)
            return imported;
        var generated = method.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.Name == "LibraryImportAttribute");
        return generated?.NamedArguments.FirstOrDefault(static argument => argument.Key == "EntryPoint").Value.Value as string ?? method.Name;
    }

    /// <summary>The mode in the command's arguments that lets everybody write, or null: 777, 0666, a+rw, o+w, ugo=rwx.</summary>
    public static string? OpenMode(string arguments)
    {
        if (!MayHaveMode(arguments))
            return null;
        foreach (var word in arguments.Split(' ', '"', '\'', '\t', ';', '\u0001'))
        {
            if (IsOpenNumber(word) || IsOpenWord(word))
                return word;
        }

        return null;
    }

    /// <summary>The same for the owner alone.</summary>
    public static string OwnersOnly(string mode)
    {
        if (char.IsDigit(mode[0]))
            return mode.Substring(0, mode.Length - 2) + "00";
        var action = mode.IndexOfAny(['+', '=']);
        return "u" + mode.Substring(action);
    }

    // Every text of a program is asked about: nothing is split that has neither three digits in a row nor a letter to write with.
    private static bool MayHaveMode(string text)
    {
        var (digits, hasAction) = (0, false);
        foreach (var c in text)
        {
            digits = c is >= '0' and <= '7' ? digits + 1 : 0;
            hasAction |= c is '+' or '=';
            if (digits == 3 || (hasAction && c == 'w'))
                return true;
        }

        return false;
    }

    // A directory with the sticky bit, as /tmp is, lets everybody write on purpose.
    private static bool IsOpenNumber(string word)
    {
        if (word.Length is < 3 or > 5 || !All(word, static c => c is >= '0' and <= '7'))
            return false;
        var special = word.Length > 3 ? word[word.Length - 4] - '0' : 0;
        return ((word[word.Length - 1] - '0') & OthersWrite) != 0 && (special & 1) == 0;
    }

    private static bool IsOpenWord(string word)
    {
        var action = word.IndexOfAny(['+', '=']);
        if (action <= 0 || word.IndexOf(',') >= 0)
            return false;
        var who = word.Substring(0, action);
        var what = word.Substring(action + 1);
        return All(who, static c => c is 'u' or 'g' or 'o' or 'a') && (who.IndexOf('o') >= 0 || who.IndexOf('a') >= 0)
            && All(what, static c => c is 'r' or 'w' or 'x' or 'X') && what.IndexOf('w') >= 0;
    }

    private static bool All(string text, Func<char, bool> test)
    {
        foreach (var c in text)
        {
            if (!test(c))
                return false;
        }

        return text.Length > 0;
    }
}
