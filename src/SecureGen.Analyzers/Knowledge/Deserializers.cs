using System.Collections.Immutable;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Readers that make objects of whatever type their input names.</summary>
internal static class Deserializers
{
    /// <summary>Formatters that cannot be made safe, with the methods that read.</summary>
    public static readonly ImmutableArray<(string Type, string Method)> Formatters = ImmutableArray.Create(
        ("System.Runtime.Serialization.Formatters.Binary.BinaryFormatter", "Deserialize"),
        ("System.Runtime.Serialization.Formatters.Binary.BinaryFormatter", "UnsafeDeserialize"),
        ("System.Runtime.Serialization.Formatters.Soap.SoapFormatter", "Deserialize"),
        ("System.Runtime.Serialization.NetDataContractSerializer", "Deserialize"),
        ("System.Runtime.Serialization.NetDataContractSerializer", "ReadObject"),
        ("System.Runtime.Serialization.IFormatter", "Deserialize"),
        ("System.Web.UI.LosFormatter", "Deserialize"),
        ("System.Web.UI.ObjectStateFormatter", "Deserialize"),
        ("MessagePack.MessagePackSerializer.Typeless", "Deserialize"),
        ("MessagePack.MessagePackSerializer.Typeless", "DeserializeAsync"),
        ("fastJSON.JSON", "ToObject"));

    /// <summary>Where it is said whether JSON names types.</summary>
    public const string JsonSettings = "Newtonsoft.Json.JsonSerializerSettings";

    public const string JsonSerializer = "Newtonsoft.Json.JsonSerializer";

    public const string TypeNames = "Newtonsoft.Json.TypeNameHandling";

    /// <summary>Attributes that say it for a member or a type.</summary>
    public static readonly ImmutableHashSet<string> JsonAttributes = ImmutableHashSet.Create("JsonPropertyAttribute", "JsonContainerAttribute", "JsonObjectAttribute", "JsonArrayAttribute", "JsonDictionaryAttribute");

    public const string Binder = "System.Runtime.Serialization.SerializationBinder";

    public const string JsonBinder = "Newtonsoft.Json.Serialization.ISerializationBinder";

    /// <summary>What Json.NET does without a binder, as a binder.</summary>
    public const string DefaultBinder = "Newtonsoft.Json.Serialization.DefaultSerializationBinder";

    public const string ContractResolver = "System.Runtime.Serialization.DataContractResolver";

    public const string ScriptSerializer = "System.Web.Script.Serialization.JavaScriptSerializer";

    public const string ScriptResolver = "System.Web.Script.Serialization.SimpleTypeResolver";

    public const string TypelessResolver = "MessagePack.Resolvers.TypelessContractlessStandardResolver";
}
