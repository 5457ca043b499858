using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Network;

namespace SecureGen.Analyzers.CodeFixes.Rules.Network;

/// <summary>Gives the client the time that it has by default.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class InfiniteTimeoutFix() : SecurityCodeFixProvider(InfiniteTimeout.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node.FirstAncestorOrSelf<ExpressionSyntax>() is { } value)
        {
            var time = target.Model.GetTypeInfo(value, target.Cancellation).ConvertedType?.SpecialType == SpecialType.System_Int32 ? "100000" : "global::System.TimeSpan.FromSeconds(100)";
            yield return new Fix("Wait for 100 seconds", "SGA3006.Finite", editor => editor.ReplaceNode(value, Generate.Expression(time).WithTriviaFrom(value)));
        }
    }
}
