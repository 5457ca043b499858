using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>
/// Takes apart how markup is built, in the order in which it is written: constant text, and the untrusted values between it.
/// A local or a builder that is given markup is followed to where it is given it.
/// </summary>
internal sealed class MarkupParts
{
    private readonly FixTarget _target;
    private readonly UntrustedParts _untrusted;
    private readonly FlowTables _tables;
    private readonly List<ExpressionSyntax> _parts = new();
    private readonly HashSet<ISymbol> _elements = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);
    private PagePlace _place = new();
    private bool _isUnderstood = true;

    private MarkupParts(FixTarget target)
    {
        _target = target;
        _untrusted = new UntrustedParts(target);
        _tables = FlowTables.Of(CompilationContext.For(target.Model.Compilation, target.Document.Project.AnalyzerOptions));
    }

    /// <summary>
    /// The parts that have to be encoded; none where one of them cannot be, or stands where encoding is not enough. What a callee
    /// writes has to have markup of its own: it is not known what the callee makes of anything else.
    /// </summary>
    public static IReadOnlyList<ExpressionSyntax> ToEncode(ExpressionSyntax markup, bool isWrittenHere, FixTarget target)
    {
        var reader = new MarkupParts(target);
        if (!isWrittenHere && !reader.HasMarkup(markup))
            return [];
        reader.Read(markup);
        return reader._isUnderstood ? reader._parts : [];
    }

    private void Read(ExpressionSyntax expression)
    {
        if (ConstantOf(expression) is { } text)
        {
            _place.Read(text);
            return;
        }

        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized when HasMarkup(parenthesized) || parenthesized.Expression is not (ConditionalExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }):
                Read(parenthesized.Expression);
                break;
            case InterpolatedStringExpressionSyntax interpolated:
                ReadInterpolated(interpolated);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                Read(sum.Left);
                Read(sum.Right);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce when HasMarkup(coalesce):
                ReadEither([coalesce.Left, coalesce.Right]);
                break;
            case ConditionalExpressionSyntax conditional when HasMarkup(conditional):
                ReadEither([conditional.WhenTrue, conditional.WhenFalse]);
                break;
            case SwitchExpressionSyntax choice when HasMarkup(choice):
                ReadEither(choice.Arms.Select(arm => arm.Expression));
                break;
            case InvocationExpressionSyntax call when ReadCall(call):
                break;
            case IdentifierNameSyntax identifier when ReadLocal(identifier):
                break;
            default:
                ReadValue(expression);
                break;
        }
    }

    private void ReadInterpolated(InterpolatedStringExpressionSyntax interpolated)
    {
        foreach (var content in interpolated.Contents)
        {
            if (content is InterpolatedStringTextSyntax text)
                _place.Read(text.TextToken.ValueText);
            else if (content is InterpolationSyntax hole)
                Read(hole.Expression);
        }
    }

    private void ReadEither(IEnumerable<ExpressionSyntax> choices)
    {
        var start = _place;
        PagePlace? end = null;
        foreach (var choice in choices)
        {
            _place = start.Copy();
            Read(choice);
            if (end is null)
                end = _place;
            else
                end.Either(end.Copy(), _place);
        }

        _place = end ?? start;
    }

    private bool ReadCall(InvocationExpressionSyntax call)
    {
        if (_target.Model.GetSymbolInfo(call, _target.Cancellation).Symbol is not IMethodSymbol method)
            return false;
        var arguments = call.ArgumentList.Arguments;
        switch (method.Name)
        {
            case "Format" when method.ContainingType.SpecialType == SpecialType.System_String:
                ReadFormat(arguments, method);
                return true;
            case "Concat" when method.ContainingType.SpecialType == SpecialType.System_String:
                foreach (var argument in arguments)
                    Read(argument.Expression);
                return true;
            case "Join" when method.ContainingType.SpecialType == SpecialType.System_String && HasMarkup(call):
                foreach (var argument in arguments.Skip(1).Concat(arguments.Take(1)))
                    Read(argument.Expression);
                return true;
            case "Select" when call.Expression is MemberAccessExpressionSyntax { Expression: var elements } && arguments.Count == 1 && HasMarkup(call):
                return ReadEach(elements, arguments[0].Expression);
            case "ToString" when method.ContainingType.Name == "StringBuilder" && call.Expression is MemberAccessExpressionSyntax { Expression: var builder }:
                ReadBuilder(builder);
                return true;
            default:
                return false;
        }
    }

    private void ReadFormat(SeparatedSyntaxList<ArgumentSyntax> arguments, IMethodSymbol method)
    {
        var at = method.Parameters.TakeWhile(parameter => parameter.Name != "format").Count();
        if (at >= arguments.Count || arguments.Any(a => a.NameColon is not null) || ConstantOf(arguments[at].Expression) is not { } format)
        {
            _isUnderstood = false;
            return;
        }

        var end = 0;
        while (end < format.Length)
        {
            var hole = format.IndexOf('{', end);
            _place.Read(format.Substring(end, (hole < 0 ? format.Length : hole) - end));
            if (hole < 0)
                return;
            end = format.IndexOf('}', hole) + 1;
            if (hole + 1 < format.Length && format[hole + 1] == '{')
            {
                end = hole + 2;
                continue;
            }

            var digits = new string(format.Skip(hole + 1).TakeWhile(char.IsDigit).ToArray());
            if (end == 0 || !int.TryParse(digits, out var index) || at + 1 + index >= arguments.Count)
            {
                _isUnderstood = false;
                return;
            }

            Read(arguments[at + 1 + index].Expression);
        }
    }

    // names.Select(name => "<li>" + name + "</li>")
    private bool ReadEach(ExpressionSyntax elements, ExpressionSyntax projection)
    {
        if (projection is not LambdaExpressionSyntax { ExpressionBody: { } body } lambda)
            return false;
        if (IsUntrusted(elements) && _target.Model.GetSymbolInfo(lambda, _target.Cancellation).Symbol is IMethodSymbol { Parameters: { Length: > 0 } parameters })
            _elements.Add(parameters[0]);
        Read(body);
        return true;
    }

    // new StringBuilder("<ul>").Append(name), or a local that is appended to.
    private void ReadBuilder(ExpressionSyntax builder)
    {
        switch (builder)
        {
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var inner, Name.Identifier.Text: var name } } call:
                ReadBuilder(inner);
                ReadAppended(call, name);
                break;
            case BaseObjectCreationExpressionSyntax { ArgumentList: { } list }:
                foreach (var argument in list.Arguments)
                    Read(argument.Expression);
                break;
            case IdentifierNameSyntax identifier when SymbolOf(identifier) is ILocalSymbol local:
                ReadAppends(local);
                break;
            default:
                _isUnderstood = false;
                break;
        }
    }

    private void ReadAppends(ILocalSymbol builder)
    {
        if (!_followed.Add(builder))
            return;
        foreach (var node in BodyOf(builder).DescendantNodes().OfType<IdentifierNameSyntax>().Where(i => i.Identifier.Text == builder.Name && Is(SymbolOf(i), builder)).Cast<SyntaxNode>().Prepend(Declaration(builder)))
        {
            if (node is VariableDeclaratorSyntax { Initializer.Value: var value })
                ReadBuilder(value);
            for (var call = node.Parent; call is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax append } access; call = append.Parent)
                ReadAppended(append, access.Name.Identifier.Text);

            // What another method appends is not seen.
            if (node.Parent is ArgumentSyntax or AssignmentExpressionSyntax)
                _isUnderstood = false;
        }
    }

    private void ReadAppended(InvocationExpressionSyntax call, string name)
    {
        switch (name)
        {
            case "Append" or "AppendLine" when call.ArgumentList.Arguments.Count < 2:
                foreach (var argument in call.ArgumentList.Arguments)
                    Read(argument.Expression);
                break;
            case "AppendFormat" when SymbolOf(call) is IMethodSymbol method:
                ReadFormat(call.ArgumentList.Arguments, method);
                break;
            case "ToString" or "Clear" or "EnsureCapacity":
                break;
            default:
                _isUnderstood &= !call.ArgumentList.Arguments.Any(a => IsUntrusted(a.Expression));
                break;
        }
    }

    // A local that holds markup; one that holds a value is a value.
    private bool ReadLocal(IdentifierNameSyntax identifier)
    {
        if (SymbolOf(identifier) is not ILocalSymbol local)
            return false;
        if (_followed.Contains(local))
            return true;
        var values = ValuesOf(local).ToArray();
        if (!values.Any(HasMarkup))
            return false;
        _followed.Add(local);
        foreach (var value in values)
            Read(value);
        return true;
    }

    private IEnumerable<ExpressionSyntax> ValuesOf(ILocalSymbol local)
    {
        foreach (var node in BodyOf(local).DescendantNodes())
        {
            if (node is VariableDeclaratorSyntax { Initializer.Value: var value } declarator && declarator.Identifier.Text == local.Name && Is(_target.Model.GetDeclaredSymbol(declarator, _target.Cancellation), local))
                yield return value;
            else if (node is AssignmentExpressionSyntax { Left: IdentifierNameSyntax left, Right: var right } && left.Identifier.Text == local.Name && Is(SymbolOf(left), local))
                yield return right;
        }
    }

    private void ReadValue(ExpressionSyntax value)
    {
        if (IsUntrusted(value) && CanBeText(value))
        {
            _isUnderstood &= _place.TakesEncodedText && IsPlainText(value);
            if (!_parts.Contains(value))
                _parts.Add(value);
        }

        _place.Skip();
    }

    // What other code makes of the text may be markup.
    private bool IsPlainText(ExpressionSyntax value) =>
        !HasMarkup(value) && ComesFrom(value).All(origin => !origin.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call => SymbolOf(call) is not IMethodSymbol method || !IsOfFramework(method) || FillsIn(call, method)))
        && TypeOf(value) is { } type && _target.Model.Compilation.ClassifyCommonConversion(type, _target.Model.Compilation.GetSpecialType(SpecialType.System_String)) is { Exists: true, IsImplicit: true };

    // The value, and what the locals in it were given.
    private IEnumerable<ExpressionSyntax> ComesFrom(ExpressionSyntax value)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<ExpressionSyntax>([value]);
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            yield return next;
            foreach (var local in next.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(SymbolOf).OfType<ILocalSymbol>().Where(seen.Add))
            {
                foreach (var given in ValuesOf(local).Where(_untrusted.IsUntrusted))
                    pending.Push(given);
            }
        }
    }

    // page.Replace("{{name}}", name): the text around what is filled in may be markup.
    private bool FillsIn(InvocationExpressionSyntax call, IMethodSymbol method) =>
        method is { Name: "Replace" or "Insert", ContainingType.SpecialType: SpecialType.System_String } && call.Expression is MemberAccessExpressionSyntax { Expression: var text } && !IsUntrusted(text);

    private static bool IsOfFramework(IMethodSymbol method) =>
        method.ContainingNamespace?.ToDisplayString() is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal) || space.StartsWith("Microsoft.", StringComparison.Ordinal));

    private bool IsUntrusted(ExpressionSyntax value) =>
        (_untrusted.IsUntrusted(value) || (_elements.Count > 0 && value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(i => SymbolOf(i) is { } symbol && _elements.Contains(symbol))))
        && !IsEncoded(value);

    // An encoded value stays as it is, and so does a local that is given nothing else.
    private bool IsEncoded(ExpressionSyntax value) => Bare(value) switch
    {
        InvocationExpressionSyntax call => SymbolOf(call) is IMethodSymbol method && (_tables.ClearedBy(method) & Dangers.Html) != 0,
        IdentifierNameSyntax identifier => SymbolOf(identifier) is ILocalSymbol local && ValuesOf(local).Where(_untrusted.IsUntrusted).ToArray() is { Length: > 0 } given && given.All(g => Bare(g) is InvocationExpressionSyntax && IsEncoded(g)),
        _ => false,
    };

    private bool CanBeText(ExpressionSyntax value) => TypeOf(value) is { } type && Carriers.CanCarry(type);

    // Of the value, or of a local in it.
    private bool HasMarkup(ExpressionSyntax expression) => HasMarkup(expression, 0);

    private bool HasMarkup(ExpressionSyntax expression, int depth) =>
        expression.DescendantTokens().Any(token => (token.ValueText.Contains("<") || IsEntity(token.ValueText)) && token.Kind() is not (SyntaxKind.LessThanToken or SyntaxKind.LessThanEqualsToken))
        || (depth < 8 && expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(i => SymbolOf(i) is ILocalSymbol { Type.SpecialType: SpecialType.System_String } local && ValuesOf(local).Any(value => !value.Contains(expression) && HasMarkup(value, depth + 1))));

    // "&hellip;"
    private static bool IsEntity(string text) => text.IndexOf('&') is >= 0 and var start && text.IndexOf(';', start) > start + 1;

    private string? ConstantOf(ExpressionSyntax expression) =>
        _target.Model.GetConstantValue(expression, _target.Cancellation) is { HasValue: true } constant ? constant.Value?.ToString() ?? "" : null;

    private SyntaxNode BodyOf(ISymbol local) =>
        Declaration(local).Ancestors().FirstOrDefault(a => a is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? _target.Root;

    private SyntaxNode Declaration(ISymbol local) => local.DeclaringSyntaxReferences[0].GetSyntax(_target.Cancellation);

    private ISymbol? SymbolOf(SyntaxNode node) => _target.Model.GetSymbolInfo(node, _target.Cancellation).Symbol;

    private ITypeSymbol? TypeOf(ExpressionSyntax value) => _target.Model.GetTypeInfo(value, _target.Cancellation).Type;

    private static ExpressionSyntax Bare(ExpressionSyntax value) => value is ParenthesizedExpressionSyntax inner ? Bare(inner.Expression) : value;

    private static bool Is(ISymbol? symbol, ISymbol other) => SymbolEqualityComparer.Default.Equals(symbol, other);
}
