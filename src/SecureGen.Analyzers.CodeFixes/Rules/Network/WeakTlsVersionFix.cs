using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Rules.Network;

namespace SecureGen.Analyzers.CodeFixes.Rules.Network;

/// <summary>The safe versions that were named; where none was, the system's choice.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class WeakTlsVersionFix() : SecurityCodeFixProvider(WeakTlsVersion.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        var expression = target.Node is ArgumentSyntax argument ? argument.Expression : target.Node as ExpressionSyntax;
        if (expression is null || target.Model.GetOperation(expression, target.Cancellation) is not { Type: INamedTypeSymbol type } value)
            yield break;
        var kept = TlsVersions.Flags(value).SelectMany(flag => Kept(flag, type)).Distinct().ToList();
        if (kept.Count == 0)
            kept.AddRange(Replacement(expression, type, target));
        if (kept.Count == 0)
            yield break;
        var text = string.Join(" | ", kept);
        yield return new Fix("Use " + Title(text, type), "SGA3003.Safe", editor => editor.ReplaceNode(expression, Generate.Expression(text).WithTriviaFrom(expression)));
    }

    private static string Title(string text, ITypeSymbol type) => text.Replace(FullName(type) + ".", type.Name + ".");

    // What is named stays as it is written; of a number the safe bits remain, by their names.
    private static IEnumerable<string> Kept(IOperation flag, ITypeSymbol type)
    {
        if (TlsVersions.NumberOf(flag) is not { } number)
            return [flag.Syntax.WithoutTrivia().ToString()];
        if ((number & TlsVersions.Weak) == 0)
            return number == 0 ? [] : [flag.Syntax.WithoutTrivia().ToString()];
        return TlsVersions.Strong.Where(version => (number & version.Bits) != 0 && type.GetMembers(version.Name).Length > 0).Select(version => FullName(type) + "." + version.Name);
    }

    private static IEnumerable<string> Replacement(ExpressionSyntax expression, ITypeSymbol type, FixTarget target)
    {
        var system = type.Name == "SslProtocols" ? "None" : "SystemDefault";
        var isAdded = expression.Parent is AssignmentExpressionSyntax assignment && assignment.IsKind(SyntaxKind.OrAssignmentExpression);
        if (!isAdded && type.GetMembers(system).Length > 0)
            return [FullName(type) + "." + system];
        return TlsVersions.Strong.Where(version => type.GetMembers(version.Name).Length > 0).Select(version => FullName(type) + "." + version.Name);
    }

    private static string FullName(ITypeSymbol type) => "global::" + type.ToDisplayString();
}
