using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Rules.Files;

namespace SecureGen.Analyzers.CodeFixes.Rules.Files;

/// <summary>The bits of the owner stay, those of the others go; everybody else reads where a rule of Windows let them write.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class OpenFileModeFix() : SecurityCodeFixProvider(OpenFileMode.Descriptor)
{
    private const string Title = "Keep it to the owner";
    private const string Key = "SGA4005.Owner";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        var properties = target.Diagnostic.Properties;
        if (properties.TryGetValue(OpenFileMode.WordProperty, out var word) && word is not null)
        {
            if (Written(target.Node, word) is { } replaced)
                yield return new Fix(Title, Key, editor => editor.ReplaceNode(target.Node, replaced));
        }
        else if (target.Node is not ExpressionSyntax mode)
        {
            yield break;
        }
        else if (properties.TryGetValue(OpenFileMode.BitsProperty, out var bits))
        {
            if (Mode(mode, int.Parse(bits!), target) is { } owner)
                yield return new Fix(Title, Key, editor => editor.ReplaceNode(mode, Generate.Expression(owner).WithTriviaFrom(mode)));
        }
        else if (target.Model.GetTypeInfo(mode, target.Cancellation).Type is { TypeKind: TypeKind.Enum, Name: "FileSystemRights" })
        {
            yield return new Fix("Let others read only", "SGA4005.Read", editor => editor.ReplaceNode(mode, Generate.Expression("global::System.Security.AccessControl.FileSystemRights.ReadAndExecute").WithTriviaFrom(mode)));
        }
    }

    private static SyntaxNode? Written(SyntaxNode node, string word)
    {
        var token = node switch
        {
            LiteralExpressionSyntax literal => literal.Token,
            InterpolatedStringTextSyntax text => text.TextToken,
            _ => default,
        };
        var index = token.RawKind == 0 ? -1 : IndexOf(token.Text, word);
        if (index < 0)
            return null;
        var changed = token.Text.Substring(0, index) + FileModes.OwnersOnly(word) + token.Text.Substring(index + word.Length);
        return node switch
        {
            LiteralExpressionSyntax literal => SyntaxFactory.ParseExpression(changed).WithTriviaFrom(literal),
            InterpolatedStringTextSyntax text => text.WithTextToken(SyntaxFactory.Token(SyntaxTriviaList.Empty, SyntaxKind.InterpolatedStringTextToken, changed, changed, SyntaxTriviaList.Empty)),
            _ => null,
        };
    }

    // The word alone: 666 is not in 16660.
    private static int IndexOf(string text, string word)
    {
        for (var index = text.IndexOf(word, System.StringComparison.Ordinal); index >= 0; index = text.IndexOf(word, index + 1, System.StringComparison.Ordinal))
        {
            if ((index == 0 || !char.IsLetterOrDigit(text[index - 1])) && (index + word.Length == text.Length || !char.IsLetterOrDigit(text[index + word.Length])))
                return index;
        }

        return -1;
    }

    private static string? Mode(ExpressionSyntax mode, int bits, FixTarget target)
    {
        var owner = bits & FileModes.OwnerBits;
        if (target.Model.GetTypeInfo(mode, target.Cancellation) is not { Type: INamedTypeSymbol type })
            return null;
        if (type is not { TypeKind: TypeKind.Enum, Name: "UnixFileMode" })
            return type.TypeKind == TypeKind.Enum || mode is not LiteralExpressionSyntax ? null : (owner == 0 ? FileModes.OwnerRead | FileModes.OwnerWrite : owner).ToString();

        const string Name = "global::" + FileModes.UnixFileMode;
        if (owner == 0 && mode.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression } or AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.OrAssignmentExpression })
            return Name + ".None";
        if (owner == 0)
            owner = FileModes.OwnerRead | FileModes.OwnerWrite;
        var names = new[] { (FileModes.OwnerRead, "UserRead"), (FileModes.OwnerWrite, "UserWrite"), (FileModes.OwnerExecute, "UserExecute") };
        return string.Join(" | ", names.Where(bit => (owner & bit.Item1) != 0).Select(bit => Name + "." + bit.Item2));
    }
}
