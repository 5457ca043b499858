using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.CodeFixes.Rules.Disclosure;

/// <summary>A message that is built, as a constant template with a placeholder for every value, and the values in their order.</summary>
internal sealed class MessageTemplate
{
    private readonly FixTarget _target;
    private readonly Queue<ExpressionSyntax> _given;
    private readonly bool _hasPlaceholders;
    private readonly StringBuilder _text = new();
    private readonly List<ExpressionSyntax> _values = new();
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private bool _isUnderstood = true;

    private MessageTemplate(FixTarget target, IReadOnlyCollection<ExpressionSyntax> given)
    {
        _target = target;
        _given = new Queue<ExpressionSyntax>(given);
        _hasPlaceholders = given.Count > 0;
    }

    public string Text => _text.ToString();

    public IReadOnlyList<ExpressionSyntax> Values => _values;

    /// <summary>The template; null where a value cannot be passed, or it is not clear which placeholder a given value fills.</summary>
    public static MessageTemplate? Of(ExpressionSyntax message, IReadOnlyCollection<ExpressionSyntax> given, FixTarget target)
    {
        var template = new MessageTemplate(target, given);
        if (HasComment(message) || given.Any(HasEffect))
            return null;
        template.Read(message);
        return template._isUnderstood && template._given.Count == 0 && template.CanBePassed() ? template : null;
    }

    private void Read(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax { Token.Value: string or char } literal:
                Literal(literal.Token.ValueText);
                break;
            case ParenthesizedExpressionSyntax parenthesized:
                Read(parenthesized.Expression);
                break;
            case InterpolatedStringExpressionSyntax interpolated:
                ReadInterpolated(interpolated);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when TypeOf(sum)?.SpecialType == SpecialType.System_String:
                Read(sum.Left);
                Read(sum.Right);
                break;
            case InvocationExpressionSyntax call when MethodOf(call) is { Name: "Concat", ContainingType.SpecialType: SpecialType.System_String } && call.ArgumentList.Arguments.Count > 1:
                foreach (var argument in call.ArgumentList.Arguments)
                    Read(argument.Expression);
                break;
            case InvocationExpressionSyntax call when MethodOf(call) is { Name: "Format", ContainingType.SpecialType: SpecialType.System_String } && ReadFormat(call.ArgumentList.Arguments):
                break;
            default:
                Hole(expression, "");
                break;
        }
    }

    private void ReadInterpolated(InterpolatedStringExpressionSyntax interpolated)
    {
        var isRaw = interpolated.StringStartToken.Text.EndsWith("\"\"\"", StringComparison.Ordinal);
        foreach (var content in interpolated.Contents)
        {
            if (content is InterpolatedStringTextSyntax text)
                Literal(isRaw ? text.TextToken.ValueText : text.TextToken.ValueText.Replace("{{", "{").Replace("}}", "}"));
            else if (content is InterpolationSyntax { AlignmentClause: null, FormatClause: null, Expression: LiteralExpressionSyntax or InterpolatedStringExpressionSyntax } plain)
                Read(plain.Expression);
            else if (content is InterpolationSyntax hole)
                Hole(hole.Expression, Alignment(hole) + Format(hole));
        }
    }

    private string Alignment(InterpolationSyntax hole)
    {
        if (hole.AlignmentClause is not { } alignment)
            return "";
        var width = _target.Model.GetConstantValue(alignment.Value, _target.Cancellation);
        _isUnderstood &= width.HasValue;
        return "," + width.Value;
    }

    private string Format(InterpolationSyntax hole)
    {
        var format = hole.FormatClause?.FormatStringToken.ValueText;
        _isUnderstood &= format is null || format.IndexOfAny(['{', '}', ',']) < 0;
        return format is null ? "" : ":" + format;
    }

    // "{0} of {1}": each value once, in its order.
    private bool ReadFormat(SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        if (arguments[0].Expression is not LiteralExpressionSyntax { Token.Value: string format } || arguments.Any(a => a.NameColon is not null) || _hasPlaceholders)
            return false;
        var holes = Placeholders.In(format);
        if (holes.Count != arguments.Count - 1 || holes.Where((hole, i) => hole.Name != i.ToString()).Any())
            return false;
        var next = 1;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] is not ('{' or '}') || (i + 1 < format.Length && format[i + 1] == format[i]))
            {
                Literal(format[i].ToString());
                i += format[i] is '{' or '}' ? 1 : 0;
                continue;
            }

            var end = format.IndexOf('}', i);
            if (end < 0)
                return false;
            var hole = format.Substring(i + 1, end - i - 1);
            var rest = hole.IndexOfAny([',', ':']);
            Hole(arguments[next++].Expression, rest < 0 ? "" : hole.Substring(rest).Replace(" ", ""));
            i = end;
        }

        return true;
    }

    // Without values a template is shown as it is; with values its braces are placeholders.
    private void Literal(string text)
    {
        if (!_hasPlaceholders)
        {
            _text.Append(text.Replace("{", "{{").Replace("}", "}}"));
            return;
        }

        foreach (var (name, _, _) in Placeholders.In(text))
        {
            if (name.Length == 0 || char.IsDigit(name[0]) || _given.Count == 0)
                _isUnderstood = false;
            else
                _values.Add(_given.Dequeue());
            _names.Add(name.TrimStart('@', '$'));
        }

        _isUnderstood &= text.Count(c => c == '{') == text.Count(c => c == '}');
        _text.Append(text);
    }

    private void Hole(ExpressionSyntax value, string rest)
    {
        value = value is ParenthesizedExpressionSyntax { Expression: var inner } ? inner : value;
        _text.Append('{').Append(Unique(PlaceholderName.Of(value))).Append(rest).Append('}');
        _values.Add(Passed(value));
    }

    private string Unique(string name)
    {
        var unique = name;
        for (var number = 2; !_names.Add(unique); number++)
            unique = name + number;
        return unique;
    }

    // A span cannot be an object, and a StringValues would become the array of values itself.
    private ExpressionSyntax Passed(ExpressionSyntax value)
    {
        if (TypeOf(value) is not { } type || type.TypeKind is TypeKind.Dynamic or TypeKind.Pointer || type.SpecialType == SpecialType.System_Void)
            _isUnderstood = false;
        else if (type.IsRefLikeType || type.Name == "StringValues")
            return AsText(value);
        return value;
    }

    private static ExpressionSyntax AsText(ExpressionSyntax value)
    {
        var bare = value.WithoutTrivia();
        var primary = bare is IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or InvocationExpressionSyntax ? bare : SyntaxFactory.ParenthesizedExpression(bare);
        return SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, primary, SyntaxFactory.IdentifierName("ToString"))).WithTriviaFrom(value);
    }

    // A single array would become the array of values itself; a single exception may be taken for the one that is logged.
    private bool CanBePassed() =>
        _values.Count > 0 && (_values.Count > 1 || !_target.Root.Contains(_values[0]) || TypeOf(_values[0]) is not (null or IArrayTypeSymbol) and var type && !IsException(type));

    private static bool IsException(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }

    private static bool HasComment(ExpressionSyntax message) =>
        message.DescendantTrivia().Any(trivia => message.Span.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    // Among the values of the message, a given one is evaluated earlier than it was.
    private static bool HasEffect(ExpressionSyntax given) =>
        given.DescendantNodesAndSelf().Any(node => node is InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax or BaseObjectCreationExpressionSyntax or PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax);

    private IMethodSymbol? MethodOf(InvocationExpressionSyntax call) => _target.Model.GetSymbolInfo(call, _target.Cancellation).Symbol as IMethodSymbol;

    private ITypeSymbol? TypeOf(ExpressionSyntax value) => _target.Model.GetTypeInfo(value, _target.Cancellation).Type;
}
