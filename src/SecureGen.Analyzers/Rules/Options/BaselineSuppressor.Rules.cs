namespace SecureGen.Analyzers.Rules.Options;

/// <content>The rules whose findings can be accepted. Derived from the descriptors; DerivedFilesTests writes it.</content>
public sealed partial class BaselineSuppressor
{
    private static readonly string[] Rules =
    [
        "1001",
        "1002",
        "1003",
        "1004",
        "2001",
        "2002",
        "3001",
        "3005",
        "3006",
        "4001",
        "4002",
        "4003",
        "4004",
        "5001",
        "5004",
        "6001",
        "6002",
        "6003",
        "6004",
        "6007",
        "6014",
        "7001",
        "7002",
        "7003",
        "7004",
        "8001",
        "8002",
        "8003",
        "8004",
    ];
}
