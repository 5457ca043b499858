using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>The address that a request is given: text, or a <see cref="System.Uri"/> with the text it is made of.</summary>
// Node: What is replaced.
// IsObject: A Uri that is made elsewhere.
internal sealed record RequestAddress(ExpressionSyntax Node, bool IsObject = false, bool MayBeNull = false)
{
    /// <summary>Null where the argument is neither, or is a relative address: only the client knows what completes it.</summary>
    public static RequestAddress? Of(ExpressionSyntax argument, FixTarget target)
    {
        var type = target.Model.GetTypeInfo(argument, target.Cancellation);
        if (type.ConvertedType?.SpecialType == SpecialType.System_String)
            return new RequestAddress(argument);
        if (type.ConvertedType is not { Name: "Uri", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
            return null;
        if (target.Model.GetOperation(argument, target.Cancellation)?.Unwrap() is not IObjectCreationOperation creation || creation.Arguments.ArgumentOf("uriString")?.Syntax is not ExpressionSyntax text)
            return new RequestAddress(argument, IsObject: true, MayBeNull: type.Nullability.FlowState == NullableFlowState.MaybeNull);
        return IsRelative(creation) ? null : new RequestAddress(text);
    }

    /// <summary>The same, passed through the helper, which takes text and returns it.</summary>
    public ExpressionSyntax Ensured(ExpressionSyntax current, HelperMethod helper) =>
        IsEnsured(current, helper) ? current : (IsObject ? Made(helper.Call(Text(Receiver(current.WithoutTrivia())))) : helper.Call(current.WithoutTrivia())).WithTriviaFrom(current);

    private static bool IsEnsured(ExpressionSyntax current, HelperMethod helper) =>
        helper.IsCall(current) || (current is ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } && helper.IsCall(arguments[0].Expression));

    private static bool IsRelative(IObjectCreationOperation creation) =>
        creation.Arguments.ArgumentOf("uriKind")?.Unwrap() is IFieldReferenceOperation { Field.Name: "Relative" };

    private static ExpressionSyntax Made(ExpressionSyntax text) =>
        Generate.Prepared(Creation(SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(text)))));

    private ExpressionSyntax Text(ExpressionSyntax uri)
    {
        var name = SyntaxFactory.IdentifierName("OriginalString");
        return MayBeNull
            ? SyntaxFactory.ConditionalAccessExpression(uri, SyntaxFactory.MemberBindingExpression(name))
            : SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, uri, name);
    }

    private static ExpressionSyntax Receiver(ExpressionSyntax uri) => uri switch
    {
        ImplicitObjectCreationExpressionSyntax made => Creation(made.ArgumentList),
        IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ObjectCreationExpressionSyntax => uri,
        _ => SyntaxFactory.ParenthesizedExpression(uri),
    };

    private static ObjectCreationExpressionSyntax Creation(ArgumentListSyntax arguments) =>
        SyntaxFactory.ObjectCreationExpression(SyntaxFactory.ParseTypeName("global::" + Addresses.Uri).WithLeadingTrivia(SyntaxFactory.Space), arguments, initializer: null);
}
