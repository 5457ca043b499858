using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>A read of a setting from the environment or from configuration, under a constant key.</summary>
internal readonly record struct SettingRead(string Key)
{
    // A local may be given a value made from itself: x = x ?? y.
    private const int MostLocals = 3;

    /// <summary>The read that the expression is, or that a local was given.</summary>
    public static SettingRead? Of(IOperation value) => Of(value, MostLocals);

    private static SettingRead? Of(IOperation value, int locals)
    {
        value = value.Unwrap();
        return value switch
        {
            IInvocationOperation invocation => Called(invocation, locals),
            IPropertyReferenceOperation { Arguments.Length: 1 } indexer when IsSettings(indexer.Property.ContainingType) => Keyed(indexer.Instance, indexer.Arguments[0].Value),
            IPropertyReferenceOperation { Property.Name: "Value", Instance: { } section } => Section(section.Receiver()),
            IConditionalAccessOperation access => Of(access.Operation, locals) ?? Of(access.WhenNotNull, locals),
            ICoalesceOperation coalesce => Of(coalesce.Value, locals) ?? Of(coalesce.WhenNull, locals),
            ILocalReferenceOperation local when locals > 0 => OfLocal(local, locals - 1),
            _ => null,
        };
    }

    /// <summary>Whether the type is IConfiguration or one that holds settings by key.</summary>
    public static bool IsConfiguration(ITypeSymbol? type) =>
        type is not null && (IsInterface(type) || type.AllInterfaces.Any(IsInterface));

    private static bool IsInterface(ITypeSymbol type) =>
        type is { Name: "IConfiguration", ContainingNamespace: { Name: "Configuration", ContainingNamespace.Name: "Extensions" } };

    private static bool IsSettings(ITypeSymbol type) => IsConfiguration(type) || type.Name is "NameValueCollection" or "ConfigurationManager" or "KeyValueConfigurationCollection";

    private static SettingRead? Called(IInvocationOperation invocation, int locals)
    {
        var method = invocation.TargetMethod;
        switch (method.Name)
        {
            case "GetEnvironmentVariable" when invocation.Arguments.Length > 0:
                return Keyed(null, invocation.Arguments[0].Value);
            case "GetValue" or "GetConnectionString":
                return FromConfiguration(invocation);
            case "Get" when invocation.Arguments.Length > 0 && IsConfiguration(invocation.Arguments[0].Value.Unwrap().Type):
                return Section(invocation.Arguments[0].Value);
            case "Trim" or "ToString" or "TrimEnd" or "TrimStart" when invocation.Instance is { } instance:
                return Of(instance, locals);
            default:
                return null;
        }
    }

    private static SettingRead? FromConfiguration(IInvocationOperation invocation)
    {
        var source = invocation.Instance ?? (invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null);
        if (source is null || !IsConfiguration(source.Unwrap().Type))
            return null;

        var key = invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is "key" or "name")?.Value.ConstantText();
        if (key is null)
            return null;
        return new SettingRead(invocation.TargetMethod.Name == "GetConnectionString" ? key + ":ConnectionString" : Prefix(source) + key);
    }

    private static SettingRead? Section(IOperation section) =>
        Prefix(section) is { Length: > 0 } path
            ? new SettingRead(path.TrimEnd(':'))
            : null;

    private static SettingRead? Keyed(IOperation? source, IOperation key) =>
        key.ConstantText() is { } text ? new SettingRead(Prefix(source) + text) : null;

    // GetSection("Jwt")["Key"] is Jwt:Key, also when the section is held in a local or reached through ?.
    private static string Prefix(IOperation? source, int locals = MostLocals)
    {
        var section = source?.Receiver().Unwrap();
        if (section is ILocalReferenceOperation local && locals > 0 && IsConfiguration(local.Type))
            return local.Local.ValuesOf(local.Root()).FirstOrDefault() is { } given ? Prefix(given, locals - 1) : "";
        return section is IInvocationOperation { TargetMethod.Name: "GetSection" or "GetRequiredSection" } call
            && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "key")?.Value.ConstantText() is { } name
            ? Prefix(call.Instance, locals) + name + ":"
            : "";
    }

    private static SettingRead? OfLocal(ILocalReferenceOperation local, int locals)
    {
        foreach (var given in local.Local.ValuesOf(local.Root()))
        {
            if (Of(given, locals) is { } read)
                return read;
        }

        return null;
    }
}
