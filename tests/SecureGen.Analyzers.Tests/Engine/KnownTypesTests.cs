using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Tests.House;
using Xunit;

namespace SecureGen.Analyzers.Tests.Engine;

/// <summary>Types are found by their namespaces as the compiler finds them by their names.</summary>
public class KnownTypesTests
{
    [Theory]
    [InlineData("System.String")]
    [InlineData("System.Collections.Generic.Dictionary`2")]
    [InlineData("System.Collections.Generic.Dictionary`2+KeyCollection")]
    [InlineData("System.Environment+SpecialFolder")]
    [InlineData("Microsoft.AspNetCore.Http.HttpContext")]
    [InlineData("Global")]
    [InlineData("Global+Inner`1+Innermost")]
    [InlineData("System.Collections.Generic.Dictionary")]
    [InlineData("System.Collections.Generic.Dictionary`3")]
    [InlineData("System.Environment+Nothing")]
    [InlineData("No.Such.Namespace.Type")]
    [InlineData("System.NoSuchType")]
    [InlineData("System.String.Length")]
    [InlineData("")]
    public void A_type_is_found_where_the_compiler_finds_it(string name)
    {
        var compilation = Compile("class Global { class Inner<T> { class Innermost; } }", [.. PageExamples.References]);
        Assert.Equal(compilation.GetTypeByMetadataName(name), Type(compilation, name), SymbolEqualityComparer.Default);
    }

    [Fact]
    public void Ones_own_comes_before_that_of_a_reference()
    {
        var compilation = Compile("namespace N { class A; }", Library("namespace N { public class A; }"));
        Assert.Equal(compilation.Assembly, Type(compilation, "N.A")!.ContainingAssembly, SymbolEqualityComparer.Default);
    }

    [Fact]
    public void The_visible_one_of_two_references_is_taken()
    {
        var compilation = Compile("", Library("namespace N { internal class A; }", "first"), Library("namespace N { public class A; }", "second"));
        Assert.Equal("second", Type(compilation, "N.A")!.ContainingAssembly.Name);
    }

    [Fact]
    public void One_of_two_visible_ones_is_taken() =>
        Assert.NotNull(Type(Compile("", Library("namespace N { public class A; }", "first"), Library("namespace N { public class A; }", "second")), "N.A"));

    [Fact]
    public void A_reference_behind_an_extern_alias_counts() =>
        Assert.NotNull(Type(Compile("extern alias library; class B(library::N.A a);", Library("namespace N { public class A; }").WithAliases(["library"])), "N.A"));

    private static INamedTypeSymbol? Type(Compilation compilation, string name) => new KnownTypes(compilation).Of(name);

    private static CSharpCompilation Compile(string text, params IEnumerable<MetadataReference> references) =>
        CSharpCompilation.Create("own", [CSharpSyntaxTree.ParseText(text)], PageExamples.References.Concat(references).Distinct(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static PortableExecutableReference Library(string text, string name = "library")
    {
        using var stream = new MemoryStream();
        Assert.True(CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(text)], PageExamples.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(stream).Success);
        return MetadataReference.CreateFromImage(stream.ToArray().ToImmutableArray());
    }
}
