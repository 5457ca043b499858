using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Flow;

/// <summary>Members whose length a validator of FluentValidation limits, collected from the syntax once per compilation.</summary>
internal static class Validators
{
    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> Known = new();

    public static bool LimitLength(ISymbol member, CompilationContext context, CancellationToken cancellation)
    {
        if (member.ContainingType is not { } type || !context.Has(UntrustedInput.Validator))
            return false;
        if (!Known.TryGetValue(context.Compilation, out var names))
            names = Known.GetValue(context.Compilation, compilation => Collect(compilation, cancellation));
        return names.Contains(type.Name + "." + member.Name);
    }

    private static HashSet<string> Collect(Compilation compilation, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.GetText(cancellation).ToString().IndexOf("RuleFor", StringComparison.Ordinal) < 0)
                continue;
            foreach (var call in tree.GetRoot(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (IsLimit(call) && ModelOf(call) is { } model && MemberOf(call) is { } member)
                    names.Add(model + "." + member);
            }
        }

        return names;
    }

    private static bool IsLimit(InvocationExpressionSyntax call) =>
        call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "MaximumLength" or "Length" }, ArgumentList.Arguments.Count: > 0 };

    // class Validator : AbstractValidator<Model>
    private static string? ModelOf(SyntaxNode call) => call.FirstAncestorOrSelf<ClassDeclarationSyntax>()?.BaseList?.Types
        .SelectMany(type => type.Type.DescendantNodesAndSelf().OfType<GenericNameSyntax>())
        .FirstOrDefault(name => name.Identifier.ValueText == "AbstractValidator")?.TypeArgumentList.Arguments[0].GetLastToken().ValueText;

    // RuleFor(x => x.Member).NotEmpty().MaximumLength(100)
    private static string? MemberOf(ExpressionSyntax? call)
    {
        while (call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax inner, Name.Identifier.ValueText: not "RuleFor" } })
            call = inner;
        return call is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } rule && rule.Expression.GetLastToken().ValueText == "RuleFor"
            && arguments[0].Expression is LambdaExpressionSyntax { ExpressionBody: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax, Name.Identifier.ValueText: var name } } ? name : null;
    }
}
