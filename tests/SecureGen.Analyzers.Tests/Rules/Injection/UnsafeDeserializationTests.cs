using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.UnsafeDeserialization, SecureGen.Analyzers.CodeFixes.Rules.Injection.UnsafeDeserializationFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class UnsafeDeserializationTests
{
    private static readonly ReferenceAssemblies Json = ReferenceAssemblies.Net80.With("Newtonsoft.Json");

    private static string InClass(string body) => $$"""
        #pragma warning disable SYSLIB0011
        using System; using System.Collections.Generic; using System.IO; using System.Runtime.Serialization; using System.Runtime.Serialization.Formatters.Binary; using System.Xml.Serialization;
        using Newtonsoft.Json; using Newtonsoft.Json.Serialization; using fastJSON; using MessagePack; using MessagePack.Resolvers; using System.Web.Script.Serialization;

        record Recipe(string Name);

        class Store(ISerializationBinder binder, SerializationBinder old, Dictionary<string, Type> known)
        {
            private const TypeNameHandling All = TypeNameHandling.All;
            object? Read(Stream stream, string text, string name, JsonSerializerSettings s, JsonSerializer js, TypeNameHandling given, bool flag)
            {
                {{body}}
                return null;
            }
        }
        namespace System.Web.Script.Serialization
        {
            public class JavaScriptTypeResolver { }
            public class SimpleTypeResolver : JavaScriptTypeResolver { }
            public class JavaScriptSerializer { public JavaScriptSerializer() { } public JavaScriptSerializer(JavaScriptTypeResolver resolver) { } }
        }
        namespace System.Web.UI { public class LosFormatter { public object? Deserialize(string input) => null; } }
        namespace MessagePack { public static class MessagePackSerializer { public static object? Deserialize(Stream s) => null; public static class Typeless { public static object? Deserialize(Stream s) => null; } } }
        namespace MessagePack.Resolvers { public class TypelessContractlessStandardResolver { public static readonly TypelessContractlessStandardResolver Instance = new(); } }
        namespace fastJSON { public static class JSON { public static object? ToObject(string json) => null; public static T? ToObject<T>(string json) => default; } }
        """;

    [Theory]
    [InlineData("return [|new BinaryFormatter().Deserialize(stream)|];")]
    [InlineData("var f = new BinaryFormatter { AssemblyFormat = default }; return [|f.Deserialize(stream)|];")]
    [InlineData("IFormatter f = new BinaryFormatter(); return (Recipe)[|f.Deserialize(stream)|];")]
    [InlineData("Func<Stream, object> read = [|new BinaryFormatter().Deserialize|]; return read(stream);")]
    [InlineData("return [|new System.Web.UI.LosFormatter().Deserialize(text)|];")]
    [InlineData("[|s.TypeNameHandling = TypeNameHandling.All|];")]
    [InlineData("[|s.TypeNameHandling = TypeNameHandling.Auto|];")]
    [InlineData("[|s.TypeNameHandling = (TypeNameHandling)4|];")]
    [InlineData("[|s.TypeNameHandling = All|];")]
    [InlineData("[|s.TypeNameHandling = TypeNameHandling.Objects | TypeNameHandling.Arrays|];")]
    [InlineData("var handling = TypeNameHandling.Objects; [|s.TypeNameHandling = handling|];")]
    [InlineData("[|s.TypeNameHandling = flag ? TypeNameHandling.None : TypeNameHandling.Auto|];")]
    [InlineData("[|js.TypeNameHandling = TypeNameHandling.Arrays|];")]
    [InlineData("return JsonConvert.DeserializeObject(text, new JsonSerializerSettings { [|TypeNameHandling = TypeNameHandling.All|] });")]
    [InlineData("JsonSerializerSettings made = new() { Formatting = Formatting.Indented, [|TypeNameHandling = TypeNameHandling.Auto|] };")]
    [InlineData("JsonConvert.DefaultSettings = () => new JsonSerializerSettings { [|TypeNameHandling = TypeNameHandling.Auto|], SerializationBinder = null };")]
    [InlineData("return [|new JavaScriptSerializer(new SimpleTypeResolver())|];")]
    [InlineData("var resolver = new SimpleTypeResolver(); return [|new JavaScriptSerializer(resolver)|];")]
    [InlineData("return new XmlSerializer([|Type.GetType(name)|]!).Deserialize(stream);")]
    [InlineData("var type = Type.GetType(name) ?? typeof(Recipe); return new DataContractSerializer([|type|]).ReadObject(stream);")]
    [InlineData("return [|MessagePackSerializer.Typeless.Deserialize(stream)|];")]
    [InlineData("return [|TypelessContractlessStandardResolver.Instance|];")]
    [InlineData("return [|JSON.ToObject(text)|];")]
    [InlineData("s.TypeNameHandling = TypeNameHandling.Auto; s.SerializationBinder = binder; [|js.TypeNameHandling = TypeNameHandling.Auto|]; var f = new BinaryFormatter { Binder = old }; f.Deserialize(stream); return [|new BinaryFormatter().Deserialize(stream)|];")]
    [InlineData("_ = new JsonSerializerSettings { [|TypeNameHandling = TypeNameHandling.All|], SerializationBinder = new DefaultSerializationBinder() };")]
    public Task Input_that_names_types_is_found(string body) => Verify.VerifyAnalyzerAsync(InClass(body), Json);

    [Theory]
    [InlineData("s.TypeNameHandling = TypeNameHandling.None;")]
    [InlineData("s.TypeNameHandling = (TypeNameHandling)0;")]
    [InlineData("s.TypeNameHandling = given;")]
    [InlineData("s.TypeNameHandling = default;")]
    [InlineData("s.TypeNameHandling = TypeNameHandling.Auto; s.SerializationBinder = binder;")]
    [InlineData("_ = new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.All, SerializationBinder = binder };")]
    [InlineData("if (s.TypeNameHandling == TypeNameHandling.All) { }")]
    [InlineData("return JsonConvert.DeserializeObject<Recipe>(text);")]
    [InlineData("var f = new BinaryFormatter { Binder = old }; return f.Deserialize(stream);")]
    [InlineData("new BinaryFormatter().Serialize(stream, text);")]
    [InlineData("return new JavaScriptSerializer();")]
    [InlineData("return new XmlSerializer(typeof(Recipe)).Deserialize(stream);")]
    [InlineData("return new XmlSerializer(known[name]).Deserialize(stream);")]
    [InlineData("return new XmlSerializer(Type.GetType(\"Recipe\")!).Deserialize(stream);")]
    [InlineData("return new XmlSerializer(Type.GetType(typeof(Recipe).AssemblyQualifiedName!)!);")]
    [InlineData("return MessagePackSerializer.Deserialize(stream);")]
    [InlineData("return JSON.ToObject<Recipe>(text);")]
    [InlineData("return System.Text.Json.JsonSerializer.Deserialize<Recipe>(text);")]
    [InlineData("return Type.GetType(name);")]
    [InlineData("var f = new BinaryFormatter(); f.Binder = old; return f.Deserialize(stream);")]
    [InlineData("return JsonConvert.SerializeObject(text, new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.All });")]
    [InlineData("var written = new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.All }; return JsonConvert.SerializeObject(text, Formatting.Indented, written);")]
    public Task Types_that_the_program_names_are_silent(string body) => Verify.VerifyAnalyzerAsync(InClass(body), Json);

    private const string Usings = "using System; using System.Collections.Generic; using System.Runtime.Serialization; using Newtonsoft.Json;\n";

    [Theory]
    [InlineData("class C { [JsonProperty(TypeNameHandling = [|TypeNameHandling.All|])] public object? A { get; set; } }")]
    [InlineData("class C { [JsonProperty(\"a\", ItemTypeNameHandling = [|TypeNameHandling.Auto|])] public List<object>? A; }")]
    [InlineData("[JsonObject(ItemTypeNameHandling = [|(TypeNameHandling)3|])] class C { }")]
    [InlineData("record C([property: JsonProperty(TypeNameHandling = [|TypeNameHandling.Objects|])] object A);")]
    [InlineData("class C { [JsonProperty(TypeNameHandling = TypeNameHandling.None)] public object? A { get; set; } [JsonProperty(\"b\")] public object? B { get; set; } }")]
    [InlineData("class B : SerializationBinder { public override Type? BindToType(string assembly, string name) => [|Type.GetType(name + \", \" + assembly)|]; }")]
    [InlineData("class B : SerializationBinder { public override Type? BindToType(string assembly, string name) => name == \"Recipe\" ? Type.GetType(name) : throw new SerializationException(); }")]
    [InlineData("class B : SerializationBinder { HashSet<string> known = []; public override Type? BindToType(string assembly, string name) { if (!known.Contains(name)) return null; return Type.GetType(name); } }")]
    [InlineData("class B : Newtonsoft.Json.Serialization.ISerializationBinder { public void BindToName(Type type, out string? assembly, out string? name) => (assembly, name) = (null, type.FullName); public Type BindToType(string? assembly, string name) => [|Type.GetType(name, true)|]!; }")]
    [InlineData("class B { public virtual Type? BindToType(string assembly, string name) => Type.GetType(name); }")]
    [InlineData("class Own { public int TypeNameHandling { get; set; } void M() => TypeNameHandling = 3; }")]
    public Task Attributes_and_binders_are_read(string source) => Verify.VerifyAnalyzerAsync(Usings + source, Json);

    [Fact]
    public Task The_formatter_is_found_on_netstandard_as_well() => Verify.VerifyAnalyzerAsync(
        "using System.IO; using System.Runtime.Serialization.Formatters.Binary; class C { object Read(Stream stream) => [|new BinaryFormatter().Deserialize(stream)|]; }",
        ReferenceAssemblies.NetStandard20);

    [Fact]
    public Task A_test_project_may_read_what_it_wrote() => Verify.VerifyAnalyzerAsync(InClass("s.TypeNameHandling = TypeNameHandling.All; new BinaryFormatter().Deserialize(stream);"), Json.With("xunit.core"));

    [Theory]
    [InlineData("[|s.TypeNameHandling = TypeNameHandling.All|]; // names", "s.TypeNameHandling = TypeNameHandling.None; // names")]
    [InlineData("_ = new JsonSerializerSettings { /* a */ [|TypeNameHandling = (TypeNameHandling)4|], Formatting = default };", "_ = new JsonSerializerSettings { /* a */ TypeNameHandling = TypeNameHandling.None, Formatting = default };")]
    [InlineData("[|s.TypeNameHandling = TypeNameHandling.Auto|]; [|js.TypeNameHandling = TypeNameHandling.Auto|];", "s.TypeNameHandling = TypeNameHandling.None; js.TypeNameHandling = TypeNameHandling.None;")]
    public Task The_fix_names_no_types(string body, string result) => Verify.VerifyCodeFixAsync(InClass(body), InClass(result), references: Json);

    [Fact]
    public Task The_fix_adds_the_import_it_needs() => Verify.VerifyCodeFixAsync(
        "class C { void M(Newtonsoft.Json.JsonSerializerSettings s) => [|s.TypeNameHandling = (Newtonsoft.Json.TypeNameHandling)1|]; [Newtonsoft.Json.JsonProperty(TypeNameHandling = [|Newtonsoft.Json.TypeNameHandling.All|])] public object? A; }",
        "using Newtonsoft.Json;\n\nclass C { void M(Newtonsoft.Json.JsonSerializerSettings s) => s.TypeNameHandling = TypeNameHandling.None; [Newtonsoft.Json.JsonProperty(TypeNameHandling = TypeNameHandling.None)] public object? A; }",
        references: Json);

    [Theory]
    [InlineData("return [|new BinaryFormatter().Deserialize(stream)|];")]
    [InlineData("return [|new JavaScriptSerializer(new SimpleTypeResolver())|];")]
    [InlineData("return [|JSON.ToObject(text)|];")]
    public Task No_fix_where_the_data_would_have_to_change(string body) => Verify.VerifyNoCodeFixAsync(InClass(body), Json);

    [Theory]
    [InlineData("s.TypeNameHandling = TypeNameHandling.")]
    [InlineData("new BinaryFormatter().Deserialize(")]
    [InlineData("new XmlSerializer(Type.GetType());")]
    public async Task Half_typed_code_throws_nothing(string body) =>
        await new CSharpCodeFixTest<UnsafeDeserialization, UnsafeDeserializationFix> { TestCode = InClass(body), ReferenceAssemblies = Json, RequireCompilable = false }.FindingsAsync();
}
