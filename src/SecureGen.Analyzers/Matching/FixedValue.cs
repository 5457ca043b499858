using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Matching;

/// <summary>A text or bytes that are the same in every run.</summary>
/// <param name="Origin">The constant: a text, or what makes the bytes.</param>
/// <param name="Holder">The local, member or parameter through which the value came; the last one of several.</param>
/// <param name="Length">How many bytes there are, where it can be told.</param>
/// <param name="IsBlank">Whether it is a buffer that nothing has been put in.</param>
internal sealed record FixedValue(IOperation Origin, ISymbol? Holder, int? Length, bool IsBlank)
{
    private const int DeepestChain = 6;

    /// <summary>The constant that the value is, or null where it is none.</summary>
    public static FixedValue? Of(IOperation value, CompilationContext context, CancellationToken cancellation) => new Reading(context, cancellation).Of(value, DeepestChain);

    /// <summary>The value without conversions, also those to a span.</summary>
    public static IOperation Bare(IOperation value)
    {
        while (true)
        {
            value = value.Unwrap();
            if (value is not IConversionOperation { OperatorMethod.ContainingType.Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "String" } conversion)
                return value;
            value = conversion.Operand;
        }
    }

    private readonly struct Reading(CompilationContext context, CancellationToken cancellation)
    {
        public FixedValue? Of(IOperation value, int depth)
        {
            value = Bare(value);
            if (depth == 0)
                return null;
            if (value is IUtf8StringOperation utf8)
                return new FixedValue(value, null, System.Text.Encoding.UTF8.GetByteCount(utf8.Value), false);
            if (value.ConstantValue is { HasValue: true, Value: string text })
                return Text(value, text, depth);

            return value switch
            {
                IArrayCreationOperation array => Array(array, depth),
                { Kind: Operations.CollectionExpression } => Elements(value, value.ChildOperations, depth),
                { Kind: OperationKind.None, Syntax: StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax } => Stack(value),
                IInvocationOperation call => FixedCalls.Of(call, this, depth),
                IObjectCreationOperation made when IsWrapper(made.Type) => AllOf(value, null, made.Arguments, depth),
                IConditionalOperation { WhenFalse: { } other } choice => Of(choice.WhenTrue, depth - 1) is not null && Of(other, depth - 1) is not null ? new FixedValue(value, null, null, false) : null,
                ISwitchExpressionOperation choice => IsEach(choice.Arms, depth) ? new FixedValue(value, null, null, false) : null,
                ILocalReferenceOperation local => Local(local, depth),
                IFieldReferenceOperation field => Field(field, depth),
                IPropertyReferenceOperation { Arguments.Length: 0 } property => Property(property, depth),
                IArrayElementReferenceOperation { Indices.Length: 1 } slice when slice.Indices[0].Type?.Name == "Range" => Of(slice.ArrayReference, depth - 1) is { } whole ? whole with { Length = null } : null,
                IImplicitIndexerReferenceOperation slice when slice.Argument.Type?.Name == "Range" => Of(slice.Instance, depth - 1) is { } whole ? whole with { Length = null } : null,
                _ => null,
            };
        }

        /// <summary>The first constant among instance and arguments, where all of them are constant.</summary>
        public FixedValue? AllOf(IOperation whole, IOperation? instance, IEnumerable<IArgumentOperation> arguments, int depth)
        {
            FixedValue? first = null;
            var operands = arguments.Select(static argument => argument.Value);
            foreach (var operand in instance is null ? operands : operands.Prepend(instance))
            {
                var value = Of(operand, depth - 1);
                if (value is null && !IsScalar(operand))
                    return null;
                first ??= value;
            }

            return first is null ? new FixedValue(whole, null, null, false) : first with { Length = null, IsBlank = false };
        }

        /// <summary>What the member returns, where it returns one constant.</summary>
        public FixedValue? Returned(ISymbol member, int depth)
        {
            if (member.IsVirtual || member.IsOverride || member.IsAbstract || member.DeclaringSyntaxReferences.Length != 1)
                return null;
            var body = Body(member.DeclaringSyntaxReferences[0].GetSyntax(cancellation));
            return body is not null && Operation(body) is { } value && Of(value, depth - 1) is { } found
                ? found with { Holder = member }
                : null;
        }

        private bool IsEach(IEnumerable<ISwitchExpressionArmOperation> arms, int depth)
        {
            foreach (var arm in arms)
            {
                if (Of(arm.Value, depth - 1) is null)
                    return false;
            }

            return true;
        }

        public bool IsScalar(IOperation operand) => Bare(operand).ConstantValue.HasValue;

        private FixedValue? Text(IOperation value, string text, int depth)
        {
            var holder = value switch
            {
                IFieldReferenceOperation field => field.Field,
                ILocalReferenceOperation local => (ISymbol)local.Local,
                _ => null,
            };
            if (holder is null)
                return new FixedValue(value, null, text.Length, false);
            return Initial(holder) is { } initial && Of(initial, depth - 1) is { } declared ? declared with { Holder = holder } : new FixedValue(value, null, text.Length, false);
        }

        private FixedValue? Array(IArrayCreationOperation array, int depth)
        {
            if (array.Initializer is { } initializer)
                return Elements(array, initializer.ElementValues, depth);
            if (array.DimensionSizes.Length != 1 || !IsByteOrChar(array.Type) || !IsSize(array.DimensionSizes[0]))
                return null;
            var length = array.DimensionSizes[0].ConstantValue is { HasValue: true, Value: int known } ? known : (int?)null;
            return new FixedValue(array, null, length, IsBlank: length != 0);
        }

        private FixedValue? Elements(IOperation whole, IEnumerable<IOperation> elements, int depth)
        {
            FixedValue? text = null;
            int? length = 0;
            foreach (var element in elements)
            {
                if (element.Kind == Operations.Spread)
                {
                    if (element.ChildOperations.Count == 0 || Of(element.ChildOperations.First(), depth - 1) is null)
                        return null;
                    length = null;
                }
                else if (IsText(element))
                {
                    if (Of(element, depth - 1) is not { } value)
                        return null;
                    text ??= value;
                }
                else if (!IsScalar(element))
                {
                    return null;
                }

                length++;
            }

            return text ?? new FixedValue(whole, null, length, false);
        }

        // stackalloc has no operation of its own.
        private static FixedValue? Stack(IOperation value)
        {
            var (type, initializer) = value.Syntax switch
            {
                StackAllocArrayCreationExpressionSyntax typed => (typed.Type, typed.Initializer),
                ImplicitStackAllocArrayCreationExpressionSyntax made => (null, made.Initializer),
                _ => default,
            };
            if (value.SemanticModel is not { } model)
                return null;
            if (initializer is not null)
                return initializer.Expressions.All(e => model.GetConstantValue(e).HasValue) ? new FixedValue(value, null, initializer.Expressions.Count, false) : null;
            return type is ArrayTypeSyntax { RankSpecifiers: { Count: 1 } ranks } && ranks[0].Sizes.Count == 1 && model.GetConstantValue(ranks[0].Sizes[0]) is { HasValue: true, Value: int length }
                ? new FixedValue(value, null, length, IsBlank: true)
                : null;
        }

        // Every value has to be constant, and nothing may be put in the buffer.
        private FixedValue? Local(ILocalReferenceOperation reference, int depth)
        {
            FixedValue? first = null;
            var root = reference.Root();
            foreach (var value in reference.Local.ValuesOf(root))
            {
                if (value.Parent is ICompoundAssignmentOperation || Of(value, depth - 1) is not { } found)
                    return null;
                first ??= found;
            }

            return first is not null && reference.Local.ReferencesTo(root).All(use => BufferUse.Of(use, first.IsBlank) is BufferUse.Kind.Read or BufferUse.Kind.Replaced)
                ? first with { Holder = reference.Local }
                : null;
        }

        private FixedValue? Field(IFieldReferenceOperation reference, int depth)
        {
            var field = reference.Field;
            if (field is { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String })
                return new FixedValue(reference, null, 0, false);
            if (!field.IsReadOnly && field.DeclaredAccessibility != Accessibility.Private)
                return null;
            return Kept(field, depth);
        }

        private FixedValue? Property(IPropertyReferenceOperation reference, int depth)
        {
            var property = reference.Property;
            if (property.SetMethod is not null && property.DeclaredAccessibility != Accessibility.Private)
                return null;
            if (Returned(property, depth) is { } made)
                return made;
            return property.IsVirtual || property.IsOverride ? null : Kept(property, depth);
        }

        // Set where it is declared, or else at one place, as in a constructor.
        private FixedValue? Kept(ISymbol member, int depth)
        {
            if (!member.Locations[0].IsInSource)
                return null;
            var initial = Initial(member);
            var value = initial ?? OnlyAssigned(member);
            return value is not null && Of(value, depth - 1) is { } found && IsOnlyRead(member, found, initial is null) ? found with { Holder = member } : null;
        }

        private IOperation? OnlyAssigned(ISymbol member)
        {
            IOperation? only = null;
            foreach (var use in Mentions.Of(member, context))
            {
                if (use.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != use)
                    continue;
                if (only is not null)
                    return null;
                only = assignment.Value;
            }

            return only;
        }

        // What others may fill, an empty buffer that others see, is taken to be filled.
        private bool IsOnlyRead(ISymbol member, FixedValue value, bool isAssigned)
        {
            if (value.IsBlank && member.DeclaredAccessibility != Accessibility.Private)
                return false;
            foreach (var use in Mentions.Of(member, context))
            {
                var kind = BufferUse.Of(use, value.IsBlank);
                if (kind == BufferUse.Kind.Filled || (kind == BufferUse.Kind.Replaced && !isAssigned))
                    return false;
            }

            return true;
        }

        private IOperation? Initial(ISymbol symbol)
        {
            if (symbol.DeclaringSyntaxReferences.Length != 1)
                return null;
            var clause = symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            return clause is null ? null : (Operation(clause) as ISymbolInitializerOperation)?.Value;
        }

        private IOperation? Operation(SyntaxNode node) =>
            context.Model(node.SyntaxTree)?.GetOperation(node, cancellation);

        private static ExpressionSyntax? Body(SyntaxNode declaration) => declaration switch
        {
            PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow.Expression,
            PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } => accessors.FirstOrDefault(static a => a.Keyword.Text == "get") is { } getter ? getter.ExpressionBody?.Expression ?? OnlyReturn(getter.Body) : null,
            MethodDeclarationSyntax method => method.ExpressionBody?.Expression ?? OnlyReturn(method.Body),
            LocalFunctionStatementSyntax function => function.ExpressionBody?.Expression ?? OnlyReturn(function.Body),
            _ => null,
        };

        private static ExpressionSyntax? OnlyReturn(BlockSyntax? body) => body is { Statements: { Count: 1 } only } && only[0] is ReturnStatementSyntax returned ? returned.Expression : null;

        private static bool IsWrapper(ITypeSymbol? type) => type is { Name: "ReadOnlySpan" or "Span" or "ReadOnlyMemory" or "Memory" or "Guid" or "String" };

        // aes.BlockSize / 8, AesGcm.NonceByteSizes.MaxSize
        private static bool IsSize(IOperation size) => size.Unwrap() switch
        {
            { ConstantValue.HasValue: true } or IPropertyReferenceOperation { Arguments.Length: 0 } => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide or BinaryOperatorKind.RightShift } part => IsSize(part.LeftOperand) && IsSize(part.RightOperand),
            _ => false,
        };

        private static bool IsByteOrChar(ITypeSymbol? type) => type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte or SpecialType.System_Char };

        private static bool IsText(IOperation element) => Bare(element).Type is { SpecialType: SpecialType.System_String } or IArrayTypeSymbol;
    }

    /// <summary>Calls that make of constants a constant.</summary>
    private static class FixedCalls
    {
        public static FixedValue? Of(IInvocationOperation call, in Reading reading, int depth)
        {
            var method = call.TargetMethod;
            if (method.Locations.Length > 0 && method.Locations[0].IsInSource)
                return method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction ? reading.Returned(method, depth) : null;
            if (!IsPure(method))
                return null;

            // What a text is encoded with, and what hashes it, is no constant and needs not be one.
            var instance = method.Name is "GetBytes" or "GetString" or "ComputeHash" ? null : call.Instance;
            if (reading.AllOf(call, instance, call.Arguments, depth) is not { } value)
                return null;
            var isWhole = method.Name is "ToArray" or "AsSpan" or "AsMemory" && call.Arguments.Length + (call.Instance is null ? 0 : 1) == 1;
            return value with { Length = isWhole ? reading.Of(call.Instance ?? call.Arguments[0].Value, depth - 1)?.Length : Length(call) };
        }

        private static bool IsPure(IMethodSymbol method) => method.Name switch
        {
            "GetBytes" => method.ContainingType.Name is "Encoding" or "UTF8Encoding" or "ASCIIEncoding" or "UnicodeEncoding" or "UTF32Encoding" or "BitConverter" && !HasBuffer(method),
            "GetString" => method.ContainingType.Name is "Encoding" or "UTF8Encoding" or "ASCIIEncoding" or "UnicodeEncoding",
            "FromBase64String" or "FromHexString" or "ToBase64String" or "ToHexString" or "FromBase64CharArray" => method.ContainingType.Name == "Convert",
            "DecodeBytes" or "Base64UrlDecode" or "DecodeFromChars" => true,
            "HashData" or "ComputeHash" => IsUnkeyedHash(method.ContainingType) && !HasBuffer(method),
            "Empty" => method.ContainingType.Name is "Array" or "Enumerable",
            "Repeat" or "Range" or "Take" or "Skip" or "Concat" or "ToArray" or "Reverse" or "Append" or "Prepend" or "AsSpan" or "AsMemory" or "Slice" or "AsReadOnly" =>
                method.ContainingType.Name is "Enumerable" or "MemoryExtensions" or "String" or "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory",
            "Substring" or "PadLeft" or "PadRight" or "Trim" or "TrimEnd" or "TrimStart" or "ToUpper" or "ToLower" or "ToUpperInvariant" or "ToLowerInvariant" or "Replace" or "Remove" or "Insert"
                or "ToCharArray" or "Join" or "ToString" => method.ContainingType.SpecialType == SpecialType.System_String,
            "Parse" or "ToByteArray" => method.ContainingType.Name == "Guid",
            _ => false,
        };

        private static bool HasBuffer(IMethodSymbol method) => method.Parameters.Any(static p => p.Name is "destination" or "bytes" && p.Ordinal > 0);

        private static bool IsUnkeyedHash(INamedTypeSymbol type)
        {
            for (var current = type; current is not null; current = current.BaseType)
            {
                if (current.Name is "HMAC" or "KeyedHashAlgorithm")
                    return false;
                if (current.Name == "HashAlgorithm")
                    return true;
            }

            return type.Name is "Shake128" or "Shake256";
        }

        private static int? Length(IInvocationOperation call)
        {
            var text = call.Arguments.Length > 0 ? Bare(call.Arguments[0].Value).ConstantText() : null;
            return call.TargetMethod.Name switch
            {
                "GetBytes" when text is not null && call.Instance?.Syntax.ToString() is { } encoding && (encoding.EndsWith("UTF8", System.StringComparison.Ordinal) || encoding.EndsWith("ASCII", System.StringComparison.Ordinal)) =>
                    System.Text.Encoding.UTF8.GetByteCount(text),
                "FromHexString" when text is not null => text.Length / 2,
                "FromBase64String" when text is not null => Decoded(text),
                "Repeat" when call.Arguments.Length == 2 && call.Arguments[1].Value.ConstantValue is { HasValue: true, Value: int count } => count,
                "Empty" => 0,
                "ToByteArray" => 16,
                _ => null,
            };
        }

        private static int? Decoded(string text)
        {
            var digits = text.Count(static c => !char.IsWhiteSpace(c) && c != '=');
            return digits % 4 == 1 ? null : digits * 3 / 4;
        }
    }
}
