using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Rules.Cryptography;

namespace SecureGen.Analyzers.CodeFixes.Rules.Cryptography;

/// <summary>Aes where nothing else depends on the cipher, CBC where an IV is at hand, and a padding.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class WeakCipherFix() : SecurityCodeFixProvider(WeakCipher.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        var expression = target.Node is ArgumentSyntax argument ? argument.Expression : target.Node as ExpressionSyntax;
        switch (expression)
        {
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ECB" } when Member(expression) is { } member && GivesVector(member):
                yield return Exchange("Use CBC", "SGA2005.CBC", expression, "CipherMode.CBC");
                break;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "None" }:
                yield return Exchange("Use PKCS7 padding", "SGA2005.PKCS7", expression, "PaddingMode.PKCS7");
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Create" } } or BaseObjectCreationExpressionSyntax { Initializer: null }:
                if (target.Model.GetTypeInfo(expression, target.Cancellation).Type is { } type && type.ContainingNamespace?.ToDisplayString() == WeakCiphers.Namespace
                    && Member(expression) is { } around && !DependsOnCipher(around) && DeclaredAlgorithm.TryFind(expression, target, static t => WeakCiphers.NameOf(t) is not null, out var declared))
                {
                    yield return new Fix("Use Aes", "SGA2005.Aes", editor =>
                    {
                        if (declared is not null)
                            editor.ReplaceNode(declared, DeclaredAlgorithm.Named(WeakCiphers.Namespace + ".Aes", declared));
                        editor.ReplaceNode(expression, Generate.Expression("global::" + WeakCiphers.Namespace + ".Aes.Create()").WithTriviaFrom(expression));
                    });
                }

                break;
        }
    }

    private static Fix Exchange(string title, string key, ExpressionSyntax expression, string member) =>
        new(title, key, editor => editor.ReplaceNode(expression, Generate.Expression("global::" + WeakCiphers.Namespace + "." + member).WithTriviaFrom(expression)));

    private static SyntaxNode? Member(SyntaxNode node) => node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static m => m is not GlobalStatementSyntax) is { } member and not BaseTypeDeclarationSyntax
        ? member is FieldDeclarationSyntax or PropertyDeclarationSyntax ? member.Parent : member
        : node.SyntaxTree.GetRoot();

    // Without one, what is encrypted here could not be decrypted elsewhere.
    private static bool GivesVector(SyntaxNode member) =>
        member.DescendantNodes().Any(static node => node is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IV" } or IdentifierNameSyntax { Identifier.ValueText: "IV" } }
            || node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateEncryptor" or "CreateDecryptor" }, ArgumentList.Arguments.Count: 2 });

    // Keys and vectors of DES have eight bytes: where they come from elsewhere, AES would not take them.
    private static bool DependsOnCipher(SyntaxNode member) =>
        member.DescendantNodes().Any(static node => node is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Key" or "IV" or "KeySize" or "BlockSize" or "FeedbackSize" } or IdentifierNameSyntax { Identifier.ValueText: "Key" or "IV" or "KeySize" or "BlockSize" } }
            || node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateEncryptor" or "CreateDecryptor" }, ArgumentList.Arguments.Count: > 0 }
            || (node is LiteralExpressionSyntax literal && literal.Token.Value is 8 or 16 or 24 or 64 or 128 or 192));
}
