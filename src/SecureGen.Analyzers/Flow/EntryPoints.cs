using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Flow;

/// <summary>Methods that the framework calls with data from a request, and which of their parameters carry it.</summary>
internal sealed class EntryPoints(CompilationContext context)
{
    private static readonly string[] Lifetimes = ["Scoped", "Singleton", "Transient"];

    private HashSet<string>? _mappedNames;
    private HashSet<string>? _services;

    // Asked for each method, or for each method of a type.
    private readonly ConcurrentDictionary<ISymbol, bool> _entries = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _controllers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _bound = new(SymbolEqualityComparer.Default);

    public bool IsEntryPoint(IMethodSymbol method, CancellationToken cancellation) =>
        _entries.TryGetValue(method, out var known) ? known : _entries.GetOrAdd(method, IsEntered(method, cancellation));

    private bool IsEntered(IMethodSymbol method, CancellationToken cancellation) =>
        IsAction(method) || IsPageHandler(method) || IsHubMethod(method) || IsRemoteCall(method) || IsTool(method) || IsMapped(method, cancellation);

    /// <summary>Whether the method is given the command line.</summary>
    public static bool IsProgram(IMethodSymbol method) => method is { IsStatic: true, Name: "Main" or "<Main>$", Parameters.Length: 1 };

    /// <summary>Whether the code of that owner is given text of a request: by a parameter, or by a bound property of its type.</summary>
    public bool CanReceive(ISymbol owner, CancellationToken cancellation) =>
        owner.ContainingType is { } type && (_bound.TryGetValue(type, out var bound) ? bound : _bound.GetOrAdd(type, HasBoundProperty(type)))
        || (owner is IMethodSymbol { Parameters.IsEmpty: false } method && (IsEntryPoint(method, cancellation) || (IsProgram(method) && Distrusts(method.Parameters[0], Origin.Local))));

    /// <summary>The parameter of an entry point as a source, or null where it carries no text that the threat model distrusts.</summary>
    public Source? SourceOf(IParameterSymbol parameter, IMethodSymbol method, bool isEndpoint)
    {
        if (parameter.RefKind == RefKind.Out || !Carriers.CanCarry(parameter.Type) || IsInjected(parameter) || IsAllowListed(parameter))
            return null;
        var (origin, words) = IsProgram(method) ? (Origin.Local, "command line")
            : IsTool(method) ? (Origin.Model, Carriers.IsText(parameter.Type) ? "tool argument '" + parameter.Name + "'" : null)
            : (Origin.Remote, WordsFor(parameter, isEndpoint));
        return words is not null && Distrusts(parameter, origin) ? new Source(parameter, words, parameter.Locations.FirstOrDefault() ?? Location.None, origin) : null;
    }

    /// <summary>The dangers that model validation excludes: text of a limited length.</summary>
    public Dangers ClearedBy(ISymbol member, CancellationToken cancellation) =>
        AttributesOf(member).Any(static attribute => LimitsLength(attribute.AttributeClass)) || Validators.LimitLength(member, context, cancellation) ? Dangers.Length : Dangers.None;

    private static bool LimitsLength(INamedTypeSymbol? attribute)
    {
        for (var current = attribute; current is not null; current = current.BaseType)
        {
            if (current is { Name: "StringLengthAttribute" or "MaxLengthAttribute" or "LengthAttribute", ContainingNamespace.Name: "DataAnnotations" })
                return true;
        }

        return false;
    }

    // Validation reads the attributes of a record's parameter as those of its property.
    private static IEnumerable<AttributeData> AttributesOf(ISymbol member)
    {
        if (member is not IPropertySymbol { ContainingType: { IsRecord: true } record })
            return member.GetAttributes();
        return record.InstanceConstructors.SelectMany(static constructor => constructor.Parameters)
            .Where(parameter => parameter.Name == member.Name)
            .SelectMany(static parameter => parameter.GetAttributes())
            .Concat(member.GetAttributes());
    }

    private bool Distrusts(ISymbol symbol, Origin origin)
    {
        var tree = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree ?? symbol.ContainingSymbol?.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree;
        return (tree is null ? ThreatModel.Remote : context.Options(tree).ThreatModel).Distrusts(origin);
    }

    private string? WordsFor(IParameterSymbol parameter, bool isEndpoint)
    {
        if (Carriers.IsText(parameter.Type))
            return Binding(parameter) + " '" + parameter.Name + "'";
        return IsModel(parameter, isEndpoint) ? "request model '" + parameter.Name + "'" : null;
    }

    // A method that a model calls: its arguments are what the model chose to write.
    private bool IsTool(IMethodSymbol method)
    {
        foreach (var attribute in LanguageModels.ToolAttributes)
        {
            if (context.Has(attribute) && Has(method, attribute))
                return true;
        }

        return false;
    }

    /// <summary>Whether an attribute binds the property to a request.</summary>
    public bool IsBound(IPropertySymbol property) =>
        !IsAllowListed(property) && property.GetAttributes().Any(attribute => context.Is(attribute.AttributeClass, UntrustedInput.BindProperty) || (attribute.AttributeClass is { Name: var name } && UntrustedInput.PropertyBindings.Contains(name)));

    /// <summary>Whether model validation holds the member to an anchored allow-list.</summary>
    public bool IsAllowListed(ISymbol symbol)
    {
        foreach (var attribute in AttributesOf(symbol))
        {
            if (context.Is(attribute.AttributeClass, UntrustedInput.AllowedValues))
                return true;
            if (context.Is(attribute.AttributeClass, UntrustedInput.RegularExpression)
                && attribute.ConstructorArguments.Length > 0
                && attribute.ConstructorArguments[0].Value is string pattern
                && Patterns.IsAllowList("^" + pattern.TrimStart('^').TrimEnd('$') + "$"))
                return true;
        }

        return false;
    }

    private bool HasBoundProperty(INamedTypeSymbol type)
    {
        if (!context.Has(UntrustedInput.BindProperty))
            return false;
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol property && IsBound(property))
                    return true;
            }
        }

        return false;
    }

    private static string Binding(IParameterSymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                case "FromQueryAttribute":
                    return "query parameter";
                case "FromBodyAttribute":
                    return "request body";
                case "FromFormAttribute":
                    return "form field";
                case "FromHeaderAttribute":
                    return "request header";
                case "FromRouteAttribute":
                    return "route parameter";
                case "AsParametersAttribute":
                    return "request parameters";
            }
        }

        return "request parameter";
    }

    private bool IsAction(IMethodSymbol method) =>
        method is { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary, IsStatic: false }
        && (_controllers.TryGetValue(method.ContainingType, out var known) ? known : _controllers.GetOrAdd(method.ContainingType, IsController(method.ContainingType)))
        && !Has(method, UntrustedInput.NonAction);

    private bool IsController(INamedTypeSymbol type) =>
        context.IsOrInherits(type, UntrustedInput.Controller) || Has(type, UntrustedInput.ApiController) || Has(type, UntrustedInput.ControllerAttribute);

    private bool IsPageHandler(IMethodSymbol method) =>
        method is { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary, IsStatic: false }
        && method.Name.StartsWith("On", System.StringComparison.Ordinal)
        && (Starts(method.Name, "OnGet") || Starts(method.Name, "OnPost") || Starts(method.Name, "OnPut") || Starts(method.Name, "OnDelete"))
        && context.IsOrInherits(method.ContainingType, UntrustedInput.PageModel);

    private bool IsHubMethod(IMethodSymbol method) =>
        method is { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary, IsStatic: false, IsOverride: false }
        && context.IsOrInherits(method.ContainingType, UntrustedInput.Hub);

    // A gRPC service overrides the methods of a generated base.
    private bool IsRemoteCall(IMethodSymbol method) =>
        method is { IsOverride: true, Parameters.Length: > 1 } && context.Is(method.Parameters[method.Parameters.Length - 1].Type, UntrustedInput.RemoteCall);

    private static bool Starts(string name, string start) => name.StartsWith(start, System.StringComparison.Ordinal);

    // A method group is mapped elsewhere than it is declared; names are collected from the syntax once per compilation.
    private bool IsMapped(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.MethodKind != MethodKind.Ordinary || method.Parameters.IsEmpty || !context.Has("Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions"))
            return false;
        _mappedNames ??= Collect(context.Compilation, cancellation);
        return _mappedNames.Contains(method.ContainingType.Name + "." + method.Name);
    }

    private static HashSet<string> Collect(Compilation compilation, CancellationToken cancellation)
    {
        var names = new HashSet<string>(System.StringComparer.Ordinal);
        foreach (var (call, name) in CallsIn(compilation, [".Map"], cancellation))
        {
            if (UntrustedInput.MapMethods.Contains(name))
                Add(call, names);
        }

        return names;
    }

    // services.AddScoped<Tenant>(), services.AddSingleton(new Tenant()), services.TryAddScoped(_ => new Tenant())
    private static HashSet<string> CollectServices(Compilation compilation, CancellationToken cancellation)
    {
        var names = new HashSet<string>(System.StringComparer.Ordinal);
        foreach (var (call, name) in CallsIn(compilation, Lifetimes, cancellation))
        {
            if (!Lifetimes.Any(lifetime => name.EndsWith(lifetime, System.StringComparison.Ordinal)))
                continue;
            foreach (var type in call.DescendantNodes())
            {
                if (type is IdentifierNameSyntax { Parent: TypeArgumentListSyntax or ObjectCreationExpressionSyntax or TypeOfExpressionSyntax or QualifiedNameSyntax } identifier)
                    names.Add(identifier.Identifier.Text);
            }
        }

        return names;
    }

    // Few files have such calls, and looking at every node of the others would cost more than the whole analysis.
    private static IEnumerable<(InvocationExpressionSyntax Call, string Name)> CallsIn(Compilation compilation, string[] marks, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var text = tree.GetText(cancellation).ToString();
            if (!marks.Any(mark => text.IndexOf(mark, System.StringComparison.Ordinal) >= 0))
                continue;
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            {
                if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: var name } } call)
                    yield return (call, name);
            }
        }
    }

    private static void Add(InvocationExpressionSyntax call, HashSet<string> names)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is MemberAccessExpressionSyntax { Expression: SimpleNameSyntax type } member)
                names.Add(type.Identifier.Text + "." + member.Name.Identifier.Text);
            else if (argument.Expression is IdentifierNameSyntax identifier && call.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaring)
                names.Add(declaring.Identifier.Text + "." + identifier.Identifier.Text);
        }
    }

    private bool IsInjected(IParameterSymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes())
        {
            if (context.IsOrInherits(attribute.AttributeClass, UntrustedInput.FromServices) || context.Is(attribute.AttributeClass, UntrustedInput.FromKeyedServices))
                return true;
        }

        return false;
    }

    // A minimal API injects any type that is registered; only what looks like data is taken for the request's.
    private bool IsModel(IParameterSymbol parameter, bool isEndpoint)
    {
        if (context.IsOrInherits(parameter.Type, UntrustedInput.RemoteMessage) || UntrustedInput.Bodies.Contains(parameter.Type.Name))
            return true;
        if (parameter.Type is INamedTypeSymbol { TypeArguments: { Length: 2 } entries } && parameter.Type.Name is "Dictionary" or "IDictionary" or "IReadOnlyDictionary")
            return Carriers.IsText(entries[1]);
        var type = Carriers.ElementOf(parameter.Type) ?? parameter.Type;
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.IsAbstract || type.DeclaringSyntaxReferences.IsEmpty)
            return false;
        return !isEndpoint || type.IsRecord || !ReferenceEquals(type, parameter.Type) || Binding(parameter) != "request parameter" || HasDataName(type.Name) || (IsData(type) && !IsService(type));
    }

    private bool IsService(ITypeSymbol type) => (_services ??= CollectServices(context.Compilation, CancellationToken.None)).Contains(type.Name);

    // Properties and nothing to call: what a service is not. Options are injected all the same.
    private static bool IsData(ITypeSymbol type)
    {
        if (type.Name.EndsWith("Options", System.StringComparison.Ordinal) || type.Name.EndsWith("Settings", System.StringComparison.Ordinal) || type.Name.EndsWith("Configuration", System.StringComparison.Ordinal) || type.Name.EndsWith("Config", System.StringComparison.Ordinal))
            return false;
        var hasProperty = false;
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsOverride: false, IsImplicitlyDeclared: false, DeclaredAccessibility: not Accessibility.Private })
                return false;
            hasProperty |= member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public, IsStatic: false };
        }

        return hasProperty && type.AllInterfaces.IsEmpty;
    }

    private static bool HasDataName(string name)
    {
        foreach (var end in new[] { "Request", "Model", "Dto", "Input", "Command", "Body", "Form", "Payload" })
        {
            if (name.EndsWith(end, System.StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private bool Has(ISymbol symbol, string attribute)
    {
        for (var current = symbol; current is not null; current = (current as INamedTypeSymbol)?.BaseType)
        {
            foreach (var data in current.GetAttributes())
            {
                if (context.Is(data.AttributeClass, attribute))
                    return true;
            }
        }

        return false;
    }
}
