namespace ImageGen.Api.Storage;

public sealed class StorageOptions
{
    public string Root { get; set; } = "App_Data";
}
