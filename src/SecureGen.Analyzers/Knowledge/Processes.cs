using System;
using System.Collections.Immutable;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What starts a process or runs a text as a program.</summary>
internal static class Processes
{
    public const string StartInfo = "System.Diagnostics.ProcessStartInfo";
    public const string Process = "System.Diagnostics.Process";

    /// <summary>Programs that run a text among their arguments as a program.</summary>
    public static readonly ImmutableHashSet<string> Shells = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "sh", "bash", "dash", "zsh", "ksh", "fish", "busybox", "cmd", "powershell", "pwsh", "python", "python2", "python3", "py", "node", "perl", "ruby", "php");

    /// <summary>The options before such a text.</summary>
    public static readonly ImmutableHashSet<string> ShellOptions = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "-c", "-lc", "-ic", "-ec", "-e", "-r", "-p", "--eval", "--print", "/c", "/k", "-Command");

    /// <summary>The name of a program without its folder and its extension.</summary>
    public static string NameOf(string program)
    {
        var leaf = program.Substring(program.LastIndexOfAny(['/', '\\']) + 1);
        return leaf.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? leaf.Substring(0, leaf.Length - 4) : leaf;
    }

    public static readonly Sink[] Sinks =
    [
        new(StartInfo, ".ctor", "fileName", Dangers.Command),
        new(StartInfo, ".ctor", "arguments", Dangers.Command, Only.CommandLine),
        new(StartInfo, "FileName", "value", Dangers.Command),
        new(StartInfo, "Arguments", "value", Dangers.Command),
        new(Process, "Start", "fileName", Dangers.Command),
        new(Process, "Start", "arguments", Dangers.Command, Only.CommandLine),
        new("System.Collections.ObjectModel.Collection`1", "Add", "item", Dangers.Command, Only.ShellCommand),
        new("System.Management.Automation.PowerShell", "AddScript", "script", Dangers.Command),
        new("Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript", "EvaluateAsync", "code", Dangers.Command),
        new("Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript", "RunAsync", "code", Dangers.Command),
        new("Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript", "Create", "code", Dangers.Command),
    ];
}
