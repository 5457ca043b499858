using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>The fixes that read a secret where it is used: from the environment, or from the configuration in scope.</summary>
internal static class SecretReading
{
    /// <param name="target">The finding.</param>
    /// <param name="literal">The constant that is exchanged.</param>
    /// <param name="shape">Makes of the expression that reads the secret, or throws, the one that takes the constant's place.</param>
    /// <param name="action">What the equivalence key of the first fix says, after the id.</param>
    /// <param name="name">What the secret is called, unless the finding says so.</param>
    public static IEnumerable<Fix> FixesFor(FixTarget target, ExpressionSyntax literal, Func<string, string> shape, string action = ".Environment", string? name = null)
    {
        var declaration = ConstantDeclaration.Of(literal);
        if (declaration is null ? !ThrowContext.Allows(target, literal) : !declaration.CanBeVariable(target))
            yield break;

        name ??= SecretName.Given(target);
        var variable = SecretName.Environment(target, name);
        yield return Read("Read it from the environment variable " + variable, action, "global::System.Environment.GetEnvironmentVariable(" + Generate.Quoted(variable) + ")", variable);

        if (ConfigurationInScope.Find(target) is { } configuration)
        {
            var key = SecretName.Configuration(target, name);
            yield return Read("Read it from the configuration key " + key, ".Configuration", configuration + "[" + Generate.Quoted(key) + "]", key);
        }

        Fix Read(string title, string key, string read, string called) => new(
            title,
            target.Diagnostic.Id + key,
            editor => Apply(editor, literal, declaration, shape(read + " ?? throw new global::System.InvalidOperationException(" + Generate.Quoted(called + " is not set.") + ")")));
    }

    public static ExpressionSyntax? Literal(SyntaxNode node) => node switch
    {
        ExpressionSyntax expression => expression,
        ArgumentSyntax argument => argument.Expression,
        _ => null,
    };

    /// <summary>The UTF-8 bytes of what is read; <c>"..."u8.ToArray()</c> is an array already.</summary>
    public static ExpressionSyntax BytesOf(ExpressionSyntax utf8) =>
        utf8.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToArray", Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call } ? call : utf8;

    public static string Utf8(string read) => "global::System.Text.Encoding.UTF8.GetBytes(" + read + ")";

    public static string Parenthesized(string text, ExpressionSyntax place) => ThrowContext.TakesAny(place) ? text : "(" + text + ")";

    private static void Apply(DocumentEditor editor, ExpressionSyntax literal, ConstantDeclaration? declaration, string text)
    {
        declaration?.MakeVariable(editor);
        editor.ReplaceNode(literal, Generate.Expression(text).WithTriviaFrom(literal));
    }
}
