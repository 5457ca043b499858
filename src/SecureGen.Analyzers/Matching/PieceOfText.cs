using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>
/// The other sense of the bare word "token": a piece of text that a lexer reads or a language model streams. Only the
/// surroundings tell it from a credential.
/// </summary>
internal static class PieceOfText
{
    private static readonly HashSet<string> Makers = new(StringComparer.Ordinal)
    {
        "lexer", "lex", "lexeme", "tokenizer", "tokenize", "tokenise", "detokenize", "scanner", "parser", "grammar", "syntax", "split",
        "decode", "decoder", "completion", "completions", "vocabulary", "vocab", "logit", "logits", "sampler", "inference", "llm", "bpe",
    };

    // In the name of a method, not in that of the type around it.
    private static readonly HashSet<string> Flows = new(StringComparer.Ordinal) { "stream", "streaming", "streamed", "tokens" };

    private static readonly HashSet<string> Keepers = new(StringComparer.Ordinal)
    {
        "jwt", "auth", "oauth", "authentication", "authorization", "bearer", "login", "identity", "security", "session", "saml", "oidc",
    };

    // Members beside the token of a lexer or a model.
    private static readonly HashSet<string> Companions = new(StringComparer.Ordinal)
    {
        "line", "column", "position", "offset", "kind", "start", "end", "length", "span", "prob", "logprob", "probability", "logit", "weight", "score", "index", "count", "frequency", "lexeme", "node", "syntax",
    };

    /// <summary>Whether the name is the bare word.</summary>
    public static bool IsBare(string name) => name.Trim('_').Equals("token", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a member of that name beside it says that the token is a piece of text.</summary>
    public static bool Accompanies(string member) => Words.Split(member) is { Length: > 0 } words && Companions.Contains(words[words.Length - 1]);

    public static bool Is(IOperation value, string name, RuleOptions options)
    {
        if (!IsBare(name))
            return false;
        return value switch
        {
            ILocalReferenceOperation local => IsTaken(local, options) || IsMadeIn(local),
            IParameterReferenceOperation parameter => IsHandled(parameter.Parameter) || IsMadeIn(parameter),
            IPropertyReferenceOperation property => IsMaker(property.Property.ContainingType),
            IFieldReferenceOperation field => IsMaker(field.Field.ContainingType),
            _ => false,
        };
    }

    // foreach (var token in text.Split(' ')) takes pieces of text, foreach (var token in refreshTokens) credentials.
    private static bool IsTaken(ILocalReferenceOperation local, RuleOptions options)
    {
        var body = local.Root();
        if (LocalValues.TakenFrom(local.Local, body) is { } collection)
            return !IsCredentials(collection, options);
        if (LocalValues.FilledBy(local.Local, body) is { } filling && IsMaker(filling.TargetMethod))
            return true;
        foreach (var given in local.Local.ValuesOf(body))
        {
            if (given.Unwrap() is IInvocationOperation call && IsMaker(call.TargetMethod))
                return true;
        }

        return false;
    }

    private static bool IsCredentials(IOperation collection, RuleOptions options) =>
        Target.Assigned(collection) is { Name: { } name } && !name.Trim('_').Equals("tokens", StringComparison.OrdinalIgnoreCase) && SecretVocabulary.IsSecret(name, options);

    // client.StreamAsync(prompt, token => Console.Write(token)): only a route gives its lambda credentials.
    private static bool IsHandled(IParameterSymbol parameter) =>
        parameter is { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda, DeclaringSyntaxReferences.Length: 1 }
        && parameter.DeclaringSyntaxReferences[0].GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax { Type: null } && lambda.ReturnsVoid;

    private static bool IsMadeIn(IOperation value) =>
        value.SemanticModel?.GetEnclosingSymbol(value.Syntax.SpanStart) is { } enclosing && IsMakerAround(enclosing);

    private static bool IsMakerAround(ISymbol enclosing)
    {
        for (var current = enclosing; current is IMethodSymbol method; current = current.ContainingSymbol)
        {
            if (IsMaker(method) || method.Name is "OnToken" or "OnTokenReceived" or "OnNewToken")
                return !Says(enclosing.ContainingType.Name, Keepers);
        }

        return IsMaker(enclosing.ContainingType);
    }

    private static bool IsMaker(IMethodSymbol method) => Says(method.Name, Makers) || Says(method.Name, Flows) || IsMaker(method.ContainingType);

    private static bool IsMaker(INamedTypeSymbol? type) =>
        type is not null && (Says(type.Name, Makers) || IsOfModel(type.Name)) && !Says(type.Name, Keepers);

    private static bool IsOfModel(string type) => type.IndexOf("LogProb", StringComparison.OrdinalIgnoreCase) >= 0 || type.EndsWith("TokenInfo", StringComparison.Ordinal);

    private static bool Says(string name, HashSet<string> words)
    {
        foreach (var word in Words.Split(name))
        {
            if (words.Contains(word))
                return true;
        }

        return false;
    }
}
