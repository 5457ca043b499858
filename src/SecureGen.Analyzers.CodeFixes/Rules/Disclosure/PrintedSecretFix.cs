using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Rules.Disclosure;

namespace SecureGen.Analyzers.CodeFixes.Rules.Disclosure;

/// <summary>A record is given the method that prints its members, with the secret ones hidden; a hand-written text shows the mask.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class PrintedSecretFix() : SecurityCodeFixProvider(PrintedSecret.Descriptor)
{
    private const string Redacted = "***REDACTED***";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is ExpressionSyntax text)
            yield return new Fix("Redact the secret", "SGA5003.Redact", editor => editor.ReplaceNode(text.Parent is InterpolationSyntax hole ? hole : text, text.Parent is InterpolationSyntax ? Interpolated() : Literal().WithTriviaFrom(text)));
        else if (target.Node.FirstAncestorOrSelf<RecordDeclarationSyntax>() is { } record && Printing(record, target) is { } method)
            yield return new Fix("Redact the secret", "SGA5003.Redact", editor => editor.ReplaceNode(record, (current, _) => Added((TypeDeclarationSyntax)current, method, EndOfLine(target))));
    }

    private static LiteralExpressionSyntax Literal() => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(Redacted));

    private static InterpolatedStringTextSyntax Interpolated() =>
        SyntaxFactory.InterpolatedStringText(SyntaxFactory.Token(SyntaxTriviaList.Empty, SyntaxKind.InterpolatedStringTextToken, Redacted, Redacted, SyntaxTriviaList.Empty));

    private static string EndOfLine(FixTarget target) =>
        target.Root.DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)).ToString() is { Length: > 0 } found ? found : "\n";

    private static TypeDeclarationSyntax Added(TypeDeclarationSyntax record, string method, string endOfLine)
    {
        if (record.OpenBraceToken.RawKind == 0 || record.OpenBraceToken.IsMissing)
            record = HelperMethod.Opened(record, endOfLine);
        var printing = Generate.Member(method.Replace("\n", endOfLine));
        return record.AddMembers(record.Members.Count > 0 ? printing.WithLeadingTrivia(SyntaxFactory.ElasticEndOfLine(endOfLine)) : printing);
    }

    // What the compiler would have written, but for the secrets.
    private static string? Printing(RecordDeclarationSyntax record, FixTarget target)
    {
        if (target.Model.GetDeclaredSymbol(record, target.Cancellation) is not { } type)
            return null;
        var builder = NameOf("builder", type);
        var lines = new List<string>();
        if (type.BaseType is { IsRecord: true })
            lines.Add($"if (base.PrintMembers({builder})) {builder}.Append(\", \");");
        var separator = "";
        foreach (var member in RecordMembers.PrintedBy(type))
        {
            if (member.DeclaringSyntaxReferences.IsEmpty)
                return null;
            lines.Add($"{builder}.Append(\"{separator}{member.Name} = \").Append({Value(member, target)});");
            separator = ", ";
        }

        lines.Add("return true;");
        return $"{Modifiers(type)} bool PrintMembers(global::System.Text.StringBuilder {builder})\n{{\n{string.Join("\n", lines)}\n}}";
    }

    private static string Modifiers(INamedTypeSymbol type) =>
        type.IsValueType ? "private"
        : type.BaseType is { IsRecord: true } ? "protected override"
        : type.IsSealed ? "private"
        : "protected virtual";

    private static string NameOf(string name, INamedTypeSymbol type) => type.GetMembers(name).IsEmpty ? name : NameOf("_" + name, type);

    private static string Value(ISymbol member, FixTarget target)
    {
        var type = member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;
        if (SecretVocabulary.CanHold(type) && type.SpecialType is SpecialType.System_String or SpecialType.System_Object && SecretVocabulary.IsSecret(member.Name, target.Options))
            return "\"" + Redacted + "\"";
        var name = SyntaxFacts.GetKeywordKind(member.Name) == SyntaxKind.None ? member.Name : "@" + member.Name;

        // An array of characters would print itself, and not the name of its type.
        return type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Char } ? $"{name}{(type.NullableAnnotation == NullableAnnotation.Annotated ? "?" : "")}.ToString()" : name;
    }
}
