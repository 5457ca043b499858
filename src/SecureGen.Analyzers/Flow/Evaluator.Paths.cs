using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Flow;

/// <content>The members of Path.</content>
internal sealed partial class Evaluator
{
    private Value PathCall(IInvocationOperation invocation, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var name = invocation.TargetMethod.Name;
        if (name is "GetInvalidFileNameChars" or "GetInvalidPathChars" && invocation.Syntax.Parent is ForEachStatementSyntax loop)
            ReplaceEach(loop);
        if (name == "GetTempPath")
            return Value.Clean with { EndsWithSeparator = true };
        var value = Value.Clean;
        foreach (var (_, argument) in arguments)
            value = value.Join(argument);
        if (!FileSystem.PathBuilders.Contains(name) && !FileSystem.PathKeepers.Contains(name))
            return PathResult(name, value);

        var ends = arguments.Length > 0 && arguments[arguments.Length - 1].Value.EndsWithSeparator && name != "TrimEndingDirectorySeparator";
        if (FileSystem.PathBuilders.Contains(name))
            value = value.Select(taint => taint with { Site = taint.SiteIsPath ? taint.Site : invocation, SiteIsPath = true, IsFull = false, IsRelative = false });
        else if (name == "GetFullPath")
            value = value.Select(taint => taint with { Site = taint.Site ?? invocation, IsFull = true, IsRelative = false });
        else if (name == "GetRelativePath")
            value = arguments[arguments.Length - 1].Value.Select(taint => taint with { IsRelative = true, IsFull = false });
        return value with { EndsWithSeparator = ends, Condition = null };
    }

    // The last part of a path stays in its directory, whatever else can be done with it.
    private static Value PathResult(string name, Value value) => name switch
    {
        "GetFileName" or "GetFileNameWithoutExtension" => (value with { Condition = null }).Without(Dangers.Path),
        "GetExtension" => (value with { Condition = null }).Without(Dangers.Path).Select(static taint => taint with { Part = Part.Extension }),
        _ when FileSystem.PathBuilders.Contains(name) || FileSystem.PathKeepers.Contains(name) => value,
        _ => Value.Clean,
    };

    // foreach (var c in Path.GetInvalidFileNameChars()) name = name.Replace(c, '_'): the loop runs, and "/" is replaced on every platform.
    private void ReplaceEach(ForEachStatementSyntax loop)
    {
        foreach (var node in loop.Statement.DescendantNodesAndSelf())
        {
            if (node is AssignmentExpressionSyntax
                {
                    Left: IdentifierNameSyntax target,
                    Right: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Replace", Expression: IdentifierNameSyntax source }, ArgumentList.Arguments: { Count: 2 } arguments },
                }
                && source.Identifier.Text == target.Identifier.Text
                && arguments[0].Expression is IdentifierNameSyntax character && character.Identifier.Text == loop.Identifier.Text)
            {
                State.Clean(target.Identifier.Text);
            }
        }
    }
}
