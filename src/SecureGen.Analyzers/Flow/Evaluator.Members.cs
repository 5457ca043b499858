using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <content>What fields, properties and objects hold.</content>
internal sealed partial class Evaluator
{
    // A parameter of a primary constructor is a field of the object.
    private Value Parameter(IParameterSymbol parameter)
    {
        if (State[parameter] is var known && (known.IsTainted || known.EndsWithSeparator || known.Condition is not null))
            return known;
        return parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? analysis.Held(parameter, parameter.Type) : known;
    }

    private Value Field(IFieldReferenceOperation field)
    {
        var receiver = Evaluate(field.Instance);
        if (receiver.IsTainted)
            return CallSite.MemberOf(receiver, field.Field);
        if (IsSeparator(field))
            return Value.Clean with { EndsWithSeparator = true };
        var stored = State[field.Field];
        if (stored.IsTainted || stored.EndsWithSeparator)
            return stored;
        if (field.ConstantText() is { } text)
            return EndsWithSeparator(text) ? Value.Clean with { EndsWithSeparator = true } : Value.Clean;
        if (analysis.EndsWithSeparator(field.Field))
            return Value.Clean with { EndsWithSeparator = true };
        return field.Instance is null or IInstanceReferenceOperation ? Own(field.Field, field.Type) : Value.Clean;
    }

    // What a summary does not know its callers do; what constructors store, all methods read.
    private Value Own(ISymbol member, ITypeSymbol? type)
    {
        if (type is null || !Carriers.IsData(type))
            return Value.Clean;
        return analysis.Held(member, type) is { IsTainted: true } held ? held : analysis.StoredByConstructors(member);
    }

    private Value Property(IPropertyReferenceOperation property)
    {
        var receiver = Evaluate(property.Instance);
        foreach (var argument in property.Arguments)
            Evaluate(argument.Value);

        if (analysis.SourceOf(property, property.Property) is { } source)
            return Value.Of(source);
        if (property.Property.Name == "BaseDirectory" && property.Property.ContainingType.Name == "AppContext")
            return Value.Clean with { EndsWithSeparator = true };
        if (property.Instance is IInstanceReferenceOperation or null)
            return OwnProperty(property, receiver);
        if (property.Property.Name == "Result" && receiver.Condition is not null)
            return receiver;
        if (!receiver.IsTainted)
            return Getter(property, receiver);
        if (property.Property.Name == "Length" && Carriers.IsText(property.Instance.Type!))
            return receiver.Select(static taint => taint with { Part = Part.Length, Dangers = Dangers.None });
        return Carriers.CanCarry(property.Type) ? Member(property, receiver) : Value.Clean;
    }

    private Value OwnProperty(IPropertyReferenceOperation property, Value receiver)
    {
        if (State[property.Property] is { IsTainted: true } stored)
            return stored;
        if (analysis.EntryPoints.IsBound(property.Property) && Carriers.CanCarry(property.Type))
            return Value.Of(analysis.SourceWithin(property, "bound property '" + property.Property.Name + "'")).Without(analysis.ClearedBy(property.Property));
        if (analysis.EndsWithSeparator(property.Property))
            return Value.Clean with { EndsWithSeparator = true };
        return Own(property.Property, property.Type) is { IsTainted: true } own ? own : Getter(property, receiver);
    }

    // A property with a body is a method.
    private Value Getter(IPropertyReferenceOperation property, Value receiver)
    {
        if (property.Property.GetMethod is not { } getter || property.Property.DeclaringSyntaxReferences.IsEmpty || !Carriers.CanCarry(property.Type))
            return Value.Clean;
        var site = new CallSite(property, receiver, property.Instance is IInstanceReferenceOperation, ImmutableArray<Passed>.Empty, State);
        return analysis.SummaryOf(getter, site) is { } summary ? site.Seen(summary.Returned, summary) : Value.Clean;
    }

    // Request.Query["file"] and model.Name are sources of their own; text[0..] and parts[1] are the same text.
    private Value Member(IPropertyReferenceOperation property, Value receiver)
    {
        var receiverType = property.Instance!.Type;
        var name = analysis.NameOf(property.Property.ContainingType);
        if (FileSystem.PathObjects.Contains(name))
            return property.Property.Name is "FullName" or "DirectoryName" or "Directory" ? receiver : Value.Clean;
        if (name == Addresses.Uri)
            return OfUri(property.Property.Name, receiver);
        if (receiverType is null || property.Property.Name is "Current" or "Result" || Carriers.IsText(receiverType) || receiverType.Name is "StringBuilder" or "Span" or "ReadOnlySpan" or "UriBuilder")
            return property.Type?.SpecialType == SpecialType.System_Char ? Value.Clean : receiver;
        if (analysis.EntryPoints.IsAllowListed(property.Property))
            return Value.Clean;
        if (receiver.IsObject)
            return CallSite.MemberOf(receiver, property.Property) is { IsTainted: true } held ? held : Getter(property, receiver);
        var whole = receiver.Taints[0].Source;
        if (analysis.IsSummary && whole.Key is ISymbol symbol)
            return Value.Of(whole with { Key = new Projection(symbol, property.Property) }, receiver.Taints[0].Dangers).Without(analysis.ClearedBy(property.Property));

        var words = whole.Words;
        if (property.Arguments.Length == 1 && property.Arguments[0].Value.ConstantText() is { } key)
            words += " '" + key + "'";
        return Value.Of(analysis.SourceWithin(property, words, whole.Origin)).Without(analysis.ClearedBy(property.Property));
    }

    private static Value OfUri(string member, Value receiver) =>
        Addresses.WholeMembers.Contains(member) ? receiver : receiver.Select(taint => taint with { Part = Addresses.HostMembers.Contains(member) ? Part.Host : Part.Other });

    private Value Tuple(ITupleOperation tuple)
    {
        var value = Value.Clean;
        var fields = (tuple.Type as INamedTypeSymbol)?.TupleElements ?? ImmutableArray<IFieldSymbol>.Empty;
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            var element = Evaluate(tuple.Elements[i]);
            value = value.Join(i < fields.Length ? CallSite.Holding(fields[i], element) : element);
        }

        return value;
    }

    private Value Anonymous(IAnonymousObjectCreationOperation creation)
    {
        var value = Value.Clean;
        foreach (var initializer in creation.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment)
                value = value.Join(CallSite.Holding(property, Evaluate(assignment.Value)));
        }

        analysis.Findings?.OfMessage(creation, State, Evaluate);
        return value;
    }

    private Value Creation(IObjectCreationOperation creation)
    {
        var arguments = Evaluated(creation.Arguments);
        analysis.Findings?.OfCreation(creation, arguments, State);
        analysis.Findings?.OfMessage(creation, State, Evaluate);
        Evaluate(creation.Initializer);
        var name = analysis.NameOf(creation.Type);
        if (!FileSystem.PathObjects.Contains(name) && !Propagators.Wrappers.Contains(name))
            return creation.Constructor is { DeclaringSyntaxReferences.IsEmpty: false } own ? OwnObject(creation, own, arguments) : Value.Clean;
        var value = Value.Clean;
        foreach (var (argument, given) in arguments)
        {
            var part = given.Function is { } function ? Call(function, static _ => Value.Clean) : given;
            value = value.Join(name == Addresses.UriBuilder && Addresses.TailParameters.Contains(argument.Parameter?.Name ?? "") ? part.Without(Dangers.Address) : part);
        }

        return value with { EndsWithSeparator = false, Condition = null, Function = null };
    }

    // A record's parameters are its properties; another primary constructor's are held as they are; any other stores what its body says.
    private Value OwnObject(IObjectCreationOperation creation, IMethodSymbol constructor, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var value = Value.Clean;
        if (constructor.DeclaringSyntaxReferences[0].GetSyntax() is TypeDeclarationSyntax)
        {
            foreach (var (argument, given) in arguments)
            {
                if (argument.Parameter is not { } parameter || !given.IsTainted)
                    continue;
                value = value.Join(CallSite.Holding(parameter, given));
                foreach (var member in constructor.ContainingType.GetMembers().Where(member => IsMadeOf(member, parameter)))
                    value = value.Join(CallSite.Holding(member, given));
            }

            return value;
        }

        var site = new CallSite(creation, Value.Clean, isOwn: false, PassedIn(arguments), State);
        if (analysis.SummaryOf(constructor, site) is not { } summary)
            return value;
        analysis.Findings?.OfCallee(summary, site, State);
        foreach (var stored in summary.Stored)
            value = value.Join(CallSite.Holding(stored.Member, site.Seen(stored.Value, summary)));
        return value;
    }

    private static bool IsMadeOf(ISymbol member, IParameterSymbol parameter) => member switch
    {
        IPropertySymbol property when property.ContainingType.IsRecord && property.Name == parameter.Name => true,
        IPropertySymbol or IFieldSymbol => member.DeclaringSyntaxReferences.Length == 1 && Initializer(member.DeclaringSyntaxReferences[0].GetSyntax()) is IdentifierNameSyntax { Identifier.Text: var name } && name == parameter.Name,
        _ => false,
    };

    private static ExpressionSyntax? Initializer(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
        PropertyDeclarationSyntax property => property.Initializer?.Value,
        _ => null,
    };
}
