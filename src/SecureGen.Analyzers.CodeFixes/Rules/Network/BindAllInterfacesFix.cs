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

/// <summary>Listens on loopback, or on the address that the deployment names, which is loopback until it names one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class BindAllInterfacesFix : SecurityCodeFixProvider
{
    private const string LoopbackKey = "SGA3001.Loopback";
    private const string ConfigurableKey = "SGA3001.Configurable";

    public BindAllInterfacesFix()
        : base(BindAllInterfaces.Descriptor)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        var isPrefix = target.Diagnostic.Properties.ContainsKey(BindAllInterfaces.PrefixProperty);
        if (target.Node.FirstAncestorOrSelf<ExpressionSyntax>() is not { } node || node.Span != target.Diagnostic.Location.SourceSpan)
            return [];
        var fixes = node switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => Text(target, literal, isPrefix),
            InterpolatedStringExpressionSyntax interpolated => Interpolated(target, interpolated, isPrefix),
            InvocationExpressionSyntax invocation => Call(target, invocation),
            BaseObjectCreationExpressionSyntax creation when target.Model.GetTypeInfo(creation).Type?.Name != "IPAddress" => Creation(target, creation),
            _ => Address(target, node, isPrefix),
        };
        return fixes;
    }

    private static IEnumerable<Fix> Text(FixTarget target, LiteralExpressionSyntax literal, bool isPrefix)
    {
        var text = literal.Token.ValueText;
        var loopback = WildcardAddress.ToLoopback(text, isPrefix);
        if (loopback == text)
            yield break;
        yield return Loopback("'" + loopback + "'", editor => editor.ReplaceNode(literal, literal.WithToken(Rewritten(literal.Token, loopback))));
        if (!MustBeConstant(target, literal) && Configured(target, literal, text, isPrefix) is { } configured)
            yield return Configurable(target, literal, editor => editor.ReplaceNode(literal, configured.WithTriviaFrom(literal)));
    }

    private static ExpressionSyntax? Configured(FixTarget target, LiteralExpressionSyntax literal, string text, bool isPrefix)
    {
        var form = WildcardAddress.Of(text);
        if (IsFallback(literal))
            return null;
        if (form is WildcardForm.Host or WildcardForm.Symbol)
            return Parenthesized(Generate.Expression(Setting(target, literal, WildcardAddress.LoopbackOf(text, isPrefix))), literal);
        if (!literal.Token.IsKind(SyntaxKind.StringLiteralToken) || literal.Token.Text[0] != '"')
            return null;
        if (form != WildcardForm.EndPoint && (form != WildcardForm.Url || WildcardAddress.Count(text) != 1))
            return null;

        var (start, length) = WildcardAddress.HostIn(text);
        return Generate.Prepared(SyntaxFactory.InterpolatedStringExpression(
            SyntaxFactory.Token(SyntaxKind.InterpolatedStringStartToken),
            SyntaxFactory.List(Parts(text.Substring(0, start), Setting(target, literal, WildcardAddress.LoopbackOf(text.Substring(start, length), isPrefix)), text.Substring(start + length)))));
    }

    private static IEnumerable<Fix> Interpolated(FixTarget target, InterpolatedStringExpressionSyntax interpolated, bool isPrefix)
    {
        var wildcards = interpolated.Contents.OfType<InterpolatedStringTextSyntax>().Where(part => WildcardAddress.ToLoopback(part.TextToken.ValueText, isPrefix) != part.TextToken.ValueText).ToArray();
        if (wildcards.Length == 0)
            yield break;
        yield return Loopback("loopback", editor =>
        {
            foreach (var part in wildcards)
                editor.ReplaceNode(part, part.WithTextToken(Rewritten(part.TextToken, WildcardAddress.ToLoopback(part.TextToken.ValueText, isPrefix))));
        });

        if (wildcards.Length != 1 || MustBeConstant(target, interpolated) || IsFallback(interpolated) || !interpolated.StringStartToken.IsKind(SyntaxKind.InterpolatedStringStartToken))
            yield break;
        var text = wildcards[0].TextToken.ValueText;
        if (WildcardAddress.Of(text) == WildcardForm.CommandLine || WildcardAddress.Count(text) > 1)
            yield break;
        var (start, length) = WildcardAddress.HostIn(text);
        if (start < 0)
            yield break;
        var parts = Parts(text.Substring(0, start), Setting(target, interpolated, WildcardAddress.LoopbackOf(text.Substring(start, length), isPrefix)), text.Substring(start + length));
        yield return Configurable(target, interpolated, editor => editor.ReplaceNode(
            interpolated,
            (current, _) => current is InterpolatedStringExpressionSyntax now
                ? now.WithContents(now.Contents.ReplaceRange(now.Contents[interpolated.Contents.IndexOf(wildcards[0])], parts))
                : current));
    }

    private static IEnumerable<InterpolatedStringContentSyntax> Parts(string before, string setting, string after)
    {
        if (before.Length > 0)
            yield return Part(before);
        yield return SyntaxFactory.Interpolation(Generate.Expression(setting));
        if (after.Length > 0)
            yield return Part(after);
    }

    private static InterpolatedStringTextSyntax Part(string text)
    {
        var quoted = Generate.Quoted(text).Replace("{", "{{").Replace("}", "}}");
        return SyntaxFactory.InterpolatedStringText(SyntaxFactory.Token(default, SyntaxKind.InterpolatedStringTextToken, quoted.Substring(1, quoted.Length - 2), text, default));
    }

    // An address of type IPAddress: IPAddress.Any, new IPAddress(0), 0 as the address of an end point, or a foreign constant's name.
    private static IEnumerable<Fix> Address(FixTarget target, ExpressionSyntax node, bool isPrefix)
    {
        if (target.Model.GetConstantValue(node).Value is string text)
        {
            var loopback = WildcardAddress.ToLoopback(text, isPrefix);
            if (loopback != text)
                yield return Loopback("'" + loopback + "'", editor => editor.ReplaceNode(node, Generate.Expression(Generate.Quoted(loopback)).WithTriviaFrom(node)));
            yield break;
        }

        var isV6 = IsV6(target, node);
        yield return Loopback(isV6 ? "IPAddress.IPv6Loopback" : "IPAddress.Loopback", editor => editor.ReplaceNode(node, LoopbackAddress(node, isV6)));
        if (!IsFallback(node))
            yield return Configurable(target, node, editor => editor.ReplaceNode(node, Generate.Expression(ParsedSetting(target, node, isV6)).WithTriviaFrom(node)));
    }

    private static bool IsV6(FixTarget target, ExpressionSyntax node) =>
        target.Model.GetOperation(node) switch
        {
            IFieldReferenceOperation field => field.Field.Name == "IPv6Any",
            IObjectCreationOperation { Arguments.Length: > 0 } creation => creation.Arguments[0].Value.Unwrap() is IArrayCreationOperation { Initializer.ElementValues.Length: 16 },
            _ => false,
        };

    private static ExpressionSyntax LoopbackAddress(ExpressionSyntax node, bool isV6)
    {
        var name = isV6 ? "IPv6Loopback" : "Loopback";
        return node is MemberAccessExpressionSyntax access
            ? access.WithName(SyntaxFactory.IdentifierName(name).WithTriviaFrom(access.Name))
            : Generate.Expression("global::System.Net.IPAddress." + name).WithTriviaFrom(node);
    }

    // ListenAnyIP(port, ...) and TcpListener.Create(port)
    private static IEnumerable<Fix> Call(FixTarget target, InvocationExpressionSyntax invocation)
    {
        if (target.Model.GetOperation(invocation) is not IInvocationOperation operation || operation.Arguments.Length == 0)
            yield break;
        if (operation.TargetMethod.Name == "Create")
        {
            foreach (var fix in Replaced(target, invocation, operation.Arguments, "global::System.Net.Sockets.TcpListener", isV6: false))
                yield return fix;
            yield break;
        }

        if (NameOf(invocation) is not { } name)
            yield break;
        // Kestrel refuses port 0 on localhost: it cannot find one that is free for both families.
        if (AddressFlow.IsConstantZero(operation.Arguments.ArgumentOf("port")))
            yield return Loopback("Listen(IPAddress.Loopback, ...)", editor => Listen(editor, invocation, name, "global::System.Net.IPAddress.Loopback"));
        else
            yield return Loopback("ListenLocalhost", editor => editor.ReplaceNode(name, SyntaxFactory.IdentifierName("ListenLocalhost").WithTriviaFrom(name)));
        yield return Configurable(target, invocation, editor => Listen(editor, invocation, name, ParsedSetting(target, invocation, isV6: false)));
    }

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    private static void Listen(Microsoft.CodeAnalysis.Editing.DocumentEditor editor, InvocationExpressionSyntax invocation, SimpleNameSyntax name, string address)
    {
        editor.ReplaceNode(name, SyntaxFactory.IdentifierName("Listen").WithTriviaFrom(name));
        var isNamed = invocation.ArgumentList.Arguments.Any(argument => argument.NameColon is not null);
        var first = SyntaxFactory.Argument(isNamed ? SyntaxFactory.NameColon("address") : null, default, Generate.Expression(address)).WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation);
        editor.ReplaceNode(invocation.ArgumentList, (current, _) => current is ArgumentListSyntax list ? list.WithArguments(Prepended(list.Arguments, first)) : current);
    }

    private static SeparatedSyntaxList<ArgumentSyntax> Prepended(SeparatedSyntaxList<ArgumentSyntax> arguments, ArgumentSyntax first) =>
        SyntaxFactory.SeparatedList<ArgumentSyntax>(
            new SyntaxNodeOrToken[] { first, SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space) }.Concat(arguments.GetWithSeparators()));

    // new TcpListener(port), new UdpClient(port), new UdpClient(port, family)
    private static IEnumerable<Fix> Creation(FixTarget target, BaseObjectCreationExpressionSyntax creation)
    {
        if (target.Model.GetOperation(creation) is not IObjectCreationOperation operation || operation.Type is not INamedTypeSymbol type)
            return [];
        var family = operation.Arguments.ArgumentOf("family");
        if (family is not null && family.ConstantValue.Value is not (2 or 23))
            return [];
        return Replaced(target, creation, operation.Arguments, "global::System.Net.Sockets." + type.Name, family?.ConstantValue.Value is 23);
    }

    private static IEnumerable<Fix> Replaced(FixTarget target, ExpressionSyntax node, IEnumerable<IArgumentOperation> arguments, string type, bool isV6)
    {
        if (arguments.ArgumentOf("port")?.Syntax is not ExpressionSyntax port)
            yield break;
        ExpressionSyntax Made(string address)
        {
            var values = address + ", " + port.WithoutTrivia().ToFullString();
            return Generate.Expression(type.EndsWith("UdpClient", System.StringComparison.Ordinal)
                ? $"new {type}(new global::System.Net.IPEndPoint({values}))"
                : $"new {type}({values})").WithTriviaFrom(node);
        }

        yield return Loopback(isV6 ? "IPAddress.IPv6Loopback" : "IPAddress.Loopback", editor => editor.ReplaceNode(node, Made("global::System.Net.IPAddress." + (isV6 ? "IPv6Loopback" : "Loopback"))));
        yield return Configurable(target, node, editor => editor.ReplaceNode(node, Made(ParsedSetting(target, node, isV6))));
    }

    private static Fix Loopback(string what, System.Action<Microsoft.CodeAnalysis.Editing.DocumentEditor> apply) =>
        new("Listen on loopback only: " + what, LoopbackKey, apply);

    private static Fix Configurable(FixTarget target, SyntaxNode node, System.Action<Microsoft.CodeAnalysis.Editing.DocumentEditor> apply) =>
        new("Read the address from " + (ConfigurationInScope(target, node) is { } configuration ? configuration + "[\"Host\"]" : Variable(target)) + ", loopback by default", ConfigurableKey, apply);

    private static string ParsedSetting(FixTarget target, SyntaxNode node, bool isV6) =>
        "global::System.Net.IPAddress.Parse(" + Setting(target, node, isV6 ? "::1" : "127.0.0.1") + ")";

    private static string Setting(FixTarget target, SyntaxNode node, string loopback) =>
        (ConfigurationInScope(target, node) is { } configuration
            ? configuration + "[\"Host\"]"
            : "global::System.Environment.GetEnvironmentVariable(" + Generate.Quoted(Variable(target)) + ")")
        + " ?? " + Generate.Quoted(loopback);

    // IMAGE_GEN_API_HOST for the assembly ImageGen.Api; the configured prefix stands for the assembly's name.
    private static string Variable(FixTarget target)
    {
        if (target.Options.EnvironmentPrefix is { Length: > 0 } prefix)
            return prefix + "HOST";
        var words = Words.Split(target.Model.Compilation.AssemblyName ?? "");
        return string.Join("_", words.Add("host")).ToUpperInvariant();
    }

    private static string? ConfigurationInScope(FixTarget target, SyntaxNode node)
    {
        if (target.Model.Compilation.GetTypeByMetadataName("Microsoft.Extensions.Configuration.IConfiguration") is not { } wanted || IsInStaticFunctionOrInitializer(node))
            return null;
        string? member = null;
        var isStatic = target.Model.GetEnclosingSymbol(node.SpanStart) is { IsStatic: true };
        foreach (var symbol in target.Model.LookupSymbols(node.SpanStart))
        {
            switch (symbol)
            {
                case ILocalSymbol local when local.Locations[0].SourceSpan.End < DeclarationOf(node):
                    if (Access(local.Name, local.Type, wanted) is { } byLocal)
                        return byLocal;
                    break;
                case IParameterSymbol { RefKind: RefKind.None } parameter:
                    if (Access(parameter.Name, parameter.Type, wanted) is { } byParameter)
                        return byParameter;
                    break;
                case IFieldSymbol { IsImplicitlyDeclared: false } field when field.IsStatic || !isStatic:
                    member ??= Access(field.Name, field.Type, wanted);
                    break;
                case IPropertySymbol { IsIndexer: false } property when property.IsStatic || !isStatic:
                    member ??= Access(property.Name, property.Type, wanted);
                    break;
            }
        }

        return member;
    }

    private static int DeclarationOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<StatementSyntax>()?.SpanStart ?? node.SpanStart;

    private static string? Access(string name, ITypeSymbol type, INamedTypeSymbol wanted)
    {
        if (Is(type, wanted))
            return name;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers("Configuration").OfType<IPropertySymbol>().FirstOrDefault(p => p.DeclaredAccessibility == Accessibility.Public && !p.IsStatic && Is(p.Type, wanted)) is not null)
                return name + ".Configuration";
        }

        return null;
    }

    private static bool Is(ITypeSymbol type, INamedTypeSymbol wanted) =>
        SymbolEqualityComparer.Default.Equals(type, wanted) || type.AllInterfaces.Contains(wanted, SymbolEqualityComparer.Default);

    private static bool IsInStaticFunctionOrInitializer(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax function when function.Modifiers.Any(SyntaxKind.StaticKeyword):
                case LocalFunctionStatementSyntax local when local.Modifiers.Any(SyntaxKind.StaticKeyword):
                case FieldDeclarationSyntax or EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } or ConstructorInitializerSyntax:
                    return true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    // The setting is there already: the wildcard is what follows ?? or stands in the other branch.
    private static bool IsFallback(SyntaxNode node) => node.Parent switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce when coalesce.Right == node => Reads(coalesce.Left),
        ConditionalExpressionSyntax conditional => Reads(conditional),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax invocation } => NameOf(invocation) is { Identifier.ValueText: "GetValue" },
        _ => false,
    };

    private static bool Reads(SyntaxNode node) =>
        node.DescendantNodesAndSelf().Any(n => n is ElementAccessExpressionSyntax || (n is SimpleNameSyntax name && name.Identifier.ValueText is "GetEnvironmentVariable" or "GetValue"));

    private static bool MustBeConstant(FixTarget target, SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case ParameterSyntax or AttributeArgumentSyntax or CaseSwitchLabelSyntax or PatternSyntax:
                    return true;
                case FieldDeclarationSyntax field:
                    return field.Modifiers.Any(SyntaxKind.ConstKeyword);
                case LocalDeclarationStatementSyntax local:
                    return local.IsConst;
                case StatementSyntax or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax:
                    return false;
            }
        }

        return false;
    }

    private static ExpressionSyntax Parenthesized(ExpressionSyntax setting, ExpressionSyntax replaced) =>
        replaced.Parent is BinaryExpressionSyntax { RawKind: not (int)SyntaxKind.CoalesceExpression } or MemberAccessExpressionSyntax
            || (replaced.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce && coalesce.Left == replaced)
            ? SyntaxFactory.ParenthesizedExpression(setting)
            : setting;

    // The notation stays: plain, verbatim or raw. None of the characters that change needs an escape.
    private static SyntaxToken Rewritten(SyntaxToken token, string value)
    {
        var old = token.ValueText;
        var text = token.Text.Contains(old) ? token.Text.Replace(old, value) : Generate.Quoted(value);
        return SyntaxFactory.Token(token.LeadingTrivia, token.Kind(), text, value, token.TrailingTrivia);
    }
}
