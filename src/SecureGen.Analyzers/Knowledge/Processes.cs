using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What starts a process or runs a text as a program.</summary>
internal static class Processes
{
    public const string StartInfo = "System.Diagnostics.ProcessStartInfo";
    public const string Process = "System.Diagnostics.Process";

    public static readonly Sink[] Sinks =
    [
        new(StartInfo, ".ctor", "fileName", Dangers.Command),
        new(StartInfo, ".ctor", "arguments", Dangers.Command),
        new(StartInfo, "FileName", "value", Dangers.Command),
        new(StartInfo, "Arguments", "value", Dangers.Command),
        new(Process, "Start", "fileName", Dangers.Command),
        new(Process, "Start", "arguments", Dangers.Command),
        new("System.Management.Automation.PowerShell", "AddScript", "script", Dangers.Command),
        new("Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript", "EvaluateAsync", "code", Dangers.Command),
        new("Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript", "RunAsync", "code", Dangers.Command),
        new("Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript", "Create", "code", Dangers.Command),
    ];
}
