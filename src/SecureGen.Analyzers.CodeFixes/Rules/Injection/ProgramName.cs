using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>
/// Whether a program takes its arguments for what they are. A shell, an interpreter with code in its arguments and a program that
/// hands them on to a shell read them as text once more.
/// </summary>
internal static class ProgramName
{
    private static readonly HashSet<string> Shells = ["sh", "bash", "dash", "zsh", "ksh", "fish", "busybox"];
    private static readonly HashSet<string> Readers = ["cmd", "powershell", "pwsh", "wsl", "ssh", "plink", "su", "wscript", "cscript", "mshta", "osascript", "eval", "xargs"];
    private static readonly HashSet<string> Interpreters = ["python", "python2", "python3", "py", "node", "perl", "ruby", "php", "deno", "bun"];
    private static readonly HashSet<string> CodeOptions = ["-c", "-e", "-r", "-p", "-E", "-ne", "-pe", "--eval", "--print", "eval"];

    public static bool ReadsArguments(ExpressionSyntax program, IReadOnlyList<string?> arguments, FixTarget target)
    {
        var names = Names(program, target).Concat(arguments.Where(a => a is not null)).Select(text => Processes.NameOf(text!).ToLowerInvariant()).ToArray();
        return Names(program, target).Any(IsBatch)
            || names.Any(Readers.Contains)
            || (names.Any(Shells.Contains) && arguments.Any(IsCommandOption))
            || (names.Any(Interpreters.Contains) && arguments.Any(a => a is not null && CodeOptions.Contains(a)));
    }

    // Both programs of a conditional, and what a local, a field or a property is given.
    private static IEnumerable<string> Names(ExpressionSyntax program, FixTarget target)
    {
        if (target.Model.GetConstantValue(program, target.Cancellation) is { HasValue: true, Value: string text })
            return [text];
        var given = target.Model.GetSymbolInfo(program, target.Cancellation).Symbol?.DeclaringSyntaxReferences.Select(r => r.GetSyntax(target.Cancellation)) ?? [];
        return given.Append(program)
            .SelectMany(node => node is MethodDeclarationSyntax or ParameterSyntax ? [] : node.DescendantNodesAndSelf())
            .OfType<LiteralExpressionSyntax>()
            .Select(literal => literal.Token.Value as string)
            .Where(literal => literal is not null)!;
    }

    private static bool IsCommandOption(string? argument) =>
        argument is not null && argument.Length > 1 && argument[0] == '-' && argument[1] != '-' && argument.Contains('c');

    // The command processor reads what a batch file is given.
    private static bool IsBatch(string name) => name.EndsWith(".bat", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".cmd", StringComparison.OrdinalIgnoreCase);
}
