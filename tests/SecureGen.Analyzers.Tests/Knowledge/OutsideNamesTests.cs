using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Tests.House;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;

namespace SecureGen.Analyzers.Tests.Knowledge;

/// <summary>A mistyped name in a security rule fails no build and finds nothing: each has to be found in the library it is said to be in.</summary>
public class OutsideNamesTests
{
    private static readonly Regex Qualified = new("^(System|Microsoft|Azure|Serilog|NLog|log4net|Grpc|Amazon)([.][A-Z][A-Za-z0-9_]*)+$");

    // The first three are in no feed that the tests can count on, the last two are names of assemblies.
    private static readonly ImmutableHashSet<string> NotRestored =
    [
        "log4net.ILog", "Grpc.Core.ServerPort", "Grpc.Core.ServerCallContext", "Grpc.Core.RpcException", "Grpc.Core.Status", "Microsoft.VisualStudio.TestPlatform.TestFramework", "System.Private.CoreLib",

        // Flow: looked up in the vendors' reference pages, and held by stubs of the same names in tests.
        "Microsoft.SemanticKernel", "Microsoft.Agents.AI", "Azure.AI.", "Amazon.BedrockRuntime", "Anthropic.", "Google.", "ModelContextProtocol.", "Ganss.Xss.", "System.Management.Automation.", "Microsoft.CodeAnalysis.CSharp.Scripting.",
        "JWT.", "Jose.", "Org.BouncyCastle.", "Azure.Messaging.", "Azure.Storage.Queues.", "RabbitMQ.", "Confluent.", "Microsoft.Azure.Functions.",
        "Microsoft.IdentityModel.Logging.", "Grpc.AspNetCore.", "Microsoft.AspNetCore.Builder.MigrationsEndPointExtensions",

        // Looked up in the vendors' reference pages, and held by stubs of the same names in tests.
        "Microsoft.AspNetCore.Authentication.OpenIdConnect.", "Microsoft.AspNetCore.Authentication.WsFederation.", "Microsoft.IdentityModel.Protocols.",
        "System.Web.UI.", "System.Web.Script.", "System.Web.HttpCookie", "System.Web.Http.Cors.", "Microsoft.Owin.", "System.Runtime.Serialization.Formatters.Soap.", "System.Runtime.Serialization.NetDataContractSerializer",
    ];

    private static readonly CSharpCompilation Libraries = CSharpCompilation.Create("Outside", references: ReferenceAssemblies.Outside.References);

    public static TheoryData<string> Names => new(Catalogue.SourceFiles("src/SecureGen.Analyzers", "src/SecureGen.Analyzers.CodeFixes")
        .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<LiteralExpressionSyntax>())
        .Select(literal => literal.Token.Value as string ?? "")
        .Where(text => Qualified.IsMatch(text) && !NotRestored.Any(outside => text.StartsWith(outside, StringComparison.Ordinal)))
        .Distinct().Order(StringComparer.Ordinal));

    public static TheoryData<string, string, string> Calls =>
        Data(Listeners.Calls.Select(call => (call.Type, call.Member, call.Parameter)).Concat(Credentials.Constructors.Select(c => (c.Type, ".ctor", c.Parameter))));

    public static TheoryData<string, string> Properties => Pairs(Listeners.Properties.Select(p => (p.Type, p.Property)).Concat(Settings).Where(p => !NotRestored.Any(outside => p.Item1.StartsWith(outside, StringComparison.Ordinal))));

    // The later delegates of TokenValidationParameters are newer than the version at hand.
    private static IEnumerable<(string, string)> Settings =>
        TokenChecks.Flags.SelectMany(f => f.Value.Add(f.Key)).Union(TokenChecks.Verdicts).Union(TokenChecks.Signatures).Where(name => name != "IssuerValidatorAsync").Select(name => (TokenChecks.Parameters, name))
            .Concat(TokenChecks.Transports).Concat(SizeLimits.Properties.Select(limit => (limit.Type, limit.Property)));

    public static TheoryData<string, string, string> Sinks => Data(
        new[] { Databases.Sinks, Processes.Sinks, SecureGen.Analyzers.Knowledge.Markup.Sinks, Addresses.Sinks, LogTemplates.Sinks, LanguageModels.Sinks }.SelectMany(table => table).Select(sink => (sink.Type, sink.Member, sink.Parameter)));

    public static TheoryData<string, string, string> CryptographicInputs => Data(CryptographicKeys.All.Select(input => (input.Type, input.Member, input.Parameter)));

    public static TheoryData<string, string> FlowMembers =>
        Pairs(UntrustedInput.Members.Select(source => (source.Type, source.Member)).Concat(Sanitizers.All.Select(sanitizer => (sanitizer.Type, sanitizer.Member))).Concat(ClientResponses.Calls).Concat(ClientResponses.Properties)
            .Concat(DevelopmentAids.Calls.Select(call => (call.Type, call.Member))).Concat(DevelopmentAids.Properties));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_qualified_name_is_a_type_a_namespace_or_a_member_of_a_type(string name)
    {
        var dot = name.LastIndexOf('.');
        Assert.True(
            Find(name) is not null || IsNamespace(name) || (Find(name[..dot]) is { } type && Members(type).Any(m => m.Name == name[(dot + 1)..])),
            name + " is in none of the libraries.");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_has_the_parameter_it_is_known_by(string type, string member, string parameter)
    {
        if (NotRestored.Contains(type))
            return;
        Assert.Contains(Members(Find(type)!).OfType<IMethodSymbol>(), m => m.Name == member && m.Parameters.Any(p => p.Name == parameter));
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_is_there(string type, string property) =>
        Assert.Contains(Members(Find(type)!).OfType<IPropertySymbol>(), p => p.Name == property);

    [Fact]
    public void A_parameter_that_takes_a_path_occurs_in_the_file_system()
    {
        var parameters = FileSystem.PathTakers.SelectMany(t => Members(Find(t)!)).OfType<IMethodSymbol>().SelectMany(m => m.Parameters).Select(p => p.Name).ToHashSet();
        Assert.Empty(FileSystem.PathParameters.Except(parameters));
    }

    [Fact]
    public void Members_of_a_path_and_of_what_maps_a_route_are_there()
    {
        var path = Members(Find(FileSystem.Path)!).Select(m => m.Name).ToHashSet();
        Assert.Empty(FileSystem.PathBuilders.Union(FileSystem.PathKeepers).Except(path));
        Assert.Empty(UntrustedInput.MapMethods.Except(Members(Find("Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions")!).Select(m => m.Name)));
    }

    [Theory]
    [MemberData(nameof(Sinks))]
    public void A_sink_has_the_parameter_it_is_known_by(string type, string member, string parameter)
    {
        if (NotRestored.Any(outside => type.StartsWith(outside, StringComparison.Ordinal)))
            return;
        var types = Find(type) is { } found ? Derived(found) : [];
        Assert.Contains(types.SelectMany(Members), m => m.Name == member && (m is IPropertySymbol && parameter == "value" || m is IMethodSymbol method && method.Parameters.Any(p => p.Name == parameter)));
    }

    [Theory]
    [MemberData(nameof(CryptographicInputs))]
    public void A_cryptographic_input_is_there(string type, string member, string parameter)
    {
        if (NotRestored.Any(outside => type.StartsWith(outside, StringComparison.Ordinal)))
            return;
        var known = Assert.IsAssignableFrom<INamedTypeSymbol>(Find(type));
        Assert.Contains(
            known.IsAbstract ? Heirs(known).SelectMany(Members) : Members(known),
            m => m.Name == member && (m is IPropertySymbol && parameter == "value" || m is IMethodSymbol method && method.Parameters.Any(p => p.Name == parameter)));
    }

    [Theory]
    [MemberData(nameof(FlowMembers))]
    public void A_source_or_sanitizer_is_there(string type, string member)
    {
        if (!NotRestored.Any(outside => type.StartsWith(outside, StringComparison.Ordinal)))
            Assert.Contains(Members(Find(type)!), m => m.Name == member);
    }

    // The last five are in .NET Framework alone.
    [Fact]
    public void Weak_hashes_and_ciphers_are_types_of_the_platform_and_so_are_their_replacements()
    {
        var missing = WeakHashes.Types.Keys.Concat(WeakHashes.Types.Values.Select(hash => hash.Replacement)).Concat(WeakCiphers.Types.Keys).Concat(WeakCiphers.Types.Values)
            .Distinct().Where(name => Find(WeakHashes.Namespace + "." + name) is null).Order(StringComparer.Ordinal);
        Assert.Equal(["HMACRIPEMD160", "MD5Cng", "RIPEMD160", "RIPEMD160Managed", "SHA1Cng"], missing);
    }

    [Fact]
    public void A_hash_has_the_size_that_is_known_of_it()
    {
        Assert.Equal(System.Security.Cryptography.MD5.HashSizeInBytes, WeakHashes.Types["MD5"].Size);
        Assert.Equal(System.Security.Cryptography.SHA1.HashSizeInBytes, WeakHashes.Types["SHA1"].Size);
        Assert.Equal(System.Security.Cryptography.HMACSHA1.HashSizeInBytes, WeakHashes.Types["HMACSHA1"].Size);
    }

    [Fact]
    public void A_hash_that_a_key_is_derived_with_is_known_by_the_name_it_has()
    {
        var names = Members(Find("System.Security.Cryptography.HashAlgorithmName")!).OfType<IPropertySymbol>().Where(p => p.IsStatic).Select(p => p.Name).Where(name => name != "MD5").ToList();
        Assert.All(names, name => Assert.NotEqual(KeyStrength.Iterations(null), KeyStrength.Iterations(name)));
        Assert.All(
            Members(Find("Microsoft.AspNetCore.Cryptography.KeyDerivation.KeyDerivationPrf")!).OfType<IFieldSymbol>().Where(f => f.IsConst),
            prf => Assert.Contains(prf.Name["HMAC".Length..], names));
    }

    [Fact]
    public void A_short_curve_is_short_by_its_name_and_by_its_number()
    {
        foreach (var curve in typeof(System.Security.Cryptography.ECCurve.NamedCurves).GetProperties())
        {
            var oid = ((System.Security.Cryptography.ECCurve)curve.GetValue(null)!).Oid;
            Assert.True(KeyStrength.IsShortCurve(curve.Name) == (int.Parse(Regex.Match(curve.Name, "[0-9]{3}").Value, System.Globalization.CultureInfo.InvariantCulture) < KeyStrength.FewestCurveBits), curve.Name);
            Assert.True(KeyStrength.IsShortCurve(curve.Name) == (oid.Value is { } number && KeyStrength.IsShortCurve(number)), curve.Name + " " + oid.Value);
        }
    }

    [Theory]
    [InlineData(TlsVersions.SslProtocols)]
    [InlineData(TlsVersions.SecurityProtocolType)]
    public void Versions_of_Tls_have_the_numbers_they_are_known_by(string type)
    {
        var members = Members(Find(type)!).OfType<IFieldSymbol>().Where(f => f.IsConst).ToDictionary(f => f.Name, f => (int)f.ConstantValue!);
        Assert.All(TlsVersions.Strong, strong => Assert.Equal(strong.Bits, members[strong.Name]));
        Assert.Equal(members.Where(m => m.Key is "Ssl2" or "Ssl3" or "Tls" or "Tls11").Aggregate(0, (all, m) => all | m.Value), TlsVersions.Weak & ~(members.ContainsKey("Ssl2") ? 0 : 12));
        Assert.All(members.Where(m => m.Key is not ("Default" or "None" or "SystemDefault")), m => Assert.True((TlsVersions.Weak & m.Value) != 0 ^ TlsVersions.Strong.Any(s => s.Name == m.Key), m.Key));
    }

    [Fact]
    public void Schemes_have_the_ports_that_the_platform_knows()
    {
        foreach (var (clear, secure, port, securePort) in ClearTextSchemes.All)
        {
            Assert.Contains(new Uri(clear + "://host").Port, new[] { port, -1 });
            Assert.Contains(new Uri(secure + "://host").Port, new[] { securePort, -1 });
        }
    }

    // The others are those of packages that are not at hand: the clients of SignalR and Redis, RestSharp, the cloud vendors' clients.
    [Fact]
    public void What_connects_is_called_so_in_a_library()
    {
        var types = Libraries.SourceModule.ReferencedAssemblySymbols.SelectMany(a => All(a.GlobalNamespace)).Where(t => t.DeclaredAccessibility == Accessibility.Public && Array.Exists(ClearTextSchemes.Connectors, end => t.Name.EndsWith(end, StringComparison.Ordinal))).ToList();
        var members = types.SelectMany(t => t.GetMembers()).ToList();
        Assert.Equal(["ConnectionMultiplexer", "HubConnectionBuilder", "HubConnectionBuilderHttpExtensions", "RestRequest"], ClearTextSchemes.Connectors.Where(end => !types.Exists(t => t.Name.EndsWith(end, StringComparison.Ordinal))).Order(StringComparer.Ordinal));
        var parameters = members.OfType<IMethodSymbol>().SelectMany(m => m.Parameters).Select(p => p.Name).ToHashSet();
        Assert.Equal(["baseAddress", "baseUri", "baseUrl", "serviceUri", "serviceUrl"], ClearTextSchemes.Parameters.Except(parameters).Order(StringComparer.Ordinal));
        Assert.Equal(["BaseUri", "BaseUrl", "ServiceURL", "ServiceUri", "ServiceUrl", "Uri"], ClearTextSchemes.Properties.Except(members.OfType<IPropertySymbol>().Select(p => p.Name)).Order(StringComparer.Ordinal));
    }

    /// <summary>A word that the tokenizer splits, or writes in another way, is never met.</summary>
    [Theory]
    [InlineData(typeof(ComparedSecrets))]
    [InlineData(typeof(WeakHashes))]
    [InlineData(typeof(KeyStrength))]
    public void A_word_that_names_are_searched_for_is_one_word(Type table)
    {
        var words = table.GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic).Select(field => field.GetValue(null)).OfType<HashSet<string>>().SelectMany(set => set).ToList();
        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.Equal(word, Assert.Single(SecureGen.Analyzers.Matching.Words.Split(word))));
    }

    private static IEnumerable<INamedTypeSymbol> All(INamespaceSymbol space) => space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(All));

    private static INamedTypeSymbol? Find(string name) => Libraries.GetTypesByMetadataName(name).FirstOrDefault(t => t.DeclaredAccessibility == Accessibility.Public);

    // A constructor of every command is meant by that of the base.
    private static IEnumerable<INamedTypeSymbol> Derived(INamedTypeSymbol type) =>
        !type.IsAbstract ? [type] : DatabaseTypes.Value.Where(t => Bases(t).Contains(type, SymbolEqualityComparer.Default)).Prepend(type);

    private static readonly Lazy<INamedTypeSymbol[]> DatabaseTypes = new(() => Libraries.SourceModule.ReferencedAssemblySymbols
        .Where(a => a.Name is "Npgsql" or "Microsoft.Data.Sqlite" or "Microsoft.Data.SqlClient" or "System.Data.SqlClient")
        .SelectMany(a => a.TypeNames.Where(n => n.EndsWith("Command", StringComparison.Ordinal) || n.EndsWith("DataAdapter", StringComparison.Ordinal)).SelectMany(n => Types(a.GlobalNamespace, n))).ToArray());

    private static IEnumerable<INamedTypeSymbol> Heirs(INamedTypeSymbol type) =>
        type.ContainingNamespace.GetTypeMembers().Where(t => Bases(t).Contains(type, SymbolEqualityComparer.Default)).Prepend(type);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space, string name) =>
        space.GetTypeMembers(name).Concat(space.GetNamespaceMembers().SelectMany(inner => Types(inner, name)));

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
            yield return current;
    }

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
                yield return member;
        }

        foreach (var member in type.AllInterfaces.SelectMany(i => i.GetMembers()))
            yield return member;
    }

    private static bool IsNamespace(string name)
    {
        INamespaceSymbol? current = Libraries.GlobalNamespace;
        foreach (var part in name.Split('.'))
            current = current?.GetNamespaceMembers().FirstOrDefault(n => n.Name == part);
        return current is not null;
    }

    private static TheoryData<string, string, string> Data(IEnumerable<(string, string, string)> rows)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (first, second, third) in rows.Distinct())
            data.Add(first, second, third);
        return data;
    }

    private static TheoryData<string, string> Pairs(IEnumerable<(string, string)> rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var (first, second) in rows.Distinct())
            data.Add(first, second);
        return data;
    }
}
