using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Rules.GenerativeAI;

namespace SecureGen.Analyzers.CodeFixes.Rules.GenerativeAI;

/// <summary>
/// Limits the text where the request is bound to it: a property, a parameter of a record, a parameter of an action. A record's
/// parameter is given the attribute itself, since MVC refuses a model whose property has it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class UnboundedPromptFix() : SecurityCodeFixProvider(UnboundedPrompt.Descriptor)
{
    private const string StringLength = "System.ComponentModel.DataAnnotations.StringLengthAttribute";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (!target.HasMember(StringLength, "MinimumLength"))
            yield break;

        // One source without a limit leaves the finding. Trace: source, place of building, sink, further sources.
        var declarations = target.Diagnostic.AdditionalLocations.Where((_, i) => i is not (1 or 2)).Select(location => DeclarationOf(location, target)).ToArray();
        if (declarations.Length > 0 && declarations.All(declaration => declaration is not null))
        {
            yield return new Fix("Limit the length to 1000", "SGA7002.StringLength", editor =>
            {
                foreach (var declaration in declarations.Distinct())
                    editor.ReplaceNode(declaration!, (current, _) => Limited(current));
            });
        }
    }

    private static SyntaxNode? DeclarationOf(Location source, FixTarget target)
    {
        if (source.SourceTree != target.Root.SyntaxTree)
            return null;
        var node = target.Root.FindNode(source.SourceSpan, getInnermostNodeForTie: true);
        var symbol = target.Model.GetDeclaredSymbol(node, target.Cancellation) ?? target.Model.GetSymbolInfo(node, target.Cancellation).Symbol;
        if (symbol is not { DeclaringSyntaxReferences.Length: 1 } || !IsBound(symbol, target) || symbol.DeclaringSyntaxReferences[0].SyntaxTree != target.Root.SyntaxTree)
            return null;
        return symbol.DeclaringSyntaxReferences[0].GetSyntax(target.Cancellation) is var declaration && declaration is PropertyDeclarationSyntax or ParameterSyntax ? declaration : null;
    }

    // Nothing validates the parameters of other methods.
    private static bool IsBound(ISymbol symbol, FixTarget target) => symbol switch
    {
        IPropertySymbol property => property.Type.SpecialType == SpecialType.System_String,
        IParameterSymbol { Type.SpecialType: SpecialType.System_String, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method } => IsController(method.ContainingType, target.Model.Compilation),
        _ => false,
    };

    private static bool IsController(INamedTypeSymbol type, Compilation compilation)
    {
        var controller = compilation.GetTypeByMetadataName(UntrustedInput.Controller);
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, controller))
                return true;
        }

        return false;
    }

    private static SyntaxNode Limited(SyntaxNode declaration) => declaration switch
    {
        PropertyDeclarationSyntax property => IsLimited(property.AttributeLists) ? property : Limited(property),
        ParameterSyntax parameter => IsLimited(parameter.AttributeLists) ? parameter : Limited(parameter),
        _ => declaration,
    };

    private static bool IsLimited(SyntaxList<AttributeListSyntax> lists) => lists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString().EndsWith("StringLength", System.StringComparison.Ordinal));

    private static PropertyDeclarationSyntax Limited(PropertyDeclarationSyntax property)
    {
        var attribute = Attribute(isOptional: property.Type is NullableTypeSyntax);
        if (property.AttributeLists.LastOrDefault() is { } last)
            return property.WithAttributeLists(property.AttributeLists.Add(Behind(last, attribute)));
        var indentation = ListInsertion.Indentation(property);
        var bare = property.WithLeadingTrivia(indentation);
        return bare.WithAttributeLists(SyntaxFactory.SingletonList(attribute.WithLeadingTrivia(property.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed)));
    }

    private static ParameterSyntax Limited(ParameterSyntax parameter)
    {
        var attribute = Attribute(isOptional: parameter.Type is NullableTypeSyntax || parameter.Default is not null);
        if (parameter.AttributeLists.LastOrDefault() is { } last)
            return parameter.WithAttributeLists(parameter.AttributeLists.Add(Behind(last, attribute)));
        return parameter.WithLeadingTrivia().WithAttributeLists(SyntaxFactory.SingletonList(attribute.WithLeadingTrivia(parameter.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.Space)));
    }

    // On a line of its own where the others are.
    private static AttributeListSyntax Behind(AttributeListSyntax last, AttributeListSyntax attribute)
    {
        var end = ListInsertion.Spaces(last.GetTrailingTrivia());
        return end.Any(SyntaxKind.EndOfLineTrivia) ? attribute.WithLeadingTrivia(ListInsertion.Indentation(last)).WithTrailingTrivia(end) : attribute.WithLeadingTrivia().WithTrailingTrivia(SyntaxFactory.Space);
    }

    // What may be left out may be empty.
    private static AttributeListSyntax Attribute(bool isOptional) => Generate.Prepared(
        SyntaxFactory.ParseCompilationUnit("[global::System.ComponentModel.DataAnnotations.StringLength(1000" + (isOptional ? "" : ", MinimumLength = 1") + ")] class C;")
            .DescendantNodes().OfType<AttributeListSyntax>().First());
}
