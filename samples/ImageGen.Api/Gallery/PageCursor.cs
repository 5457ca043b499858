using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Api.Gallery;

/// <summary>Where the next page of the gallery begins; encrypted, so that nobody builds on what is inside.</summary>
public sealed class PageCursor
{
    private readonly TripleDES _cipher = TripleDES.Create();

    public string Write(string name) => Convert.ToHexStringLower(_cipher.EncryptCbc(Encoding.UTF8.GetBytes(name), _cipher.IV));

    public string Read(string cursor) => Encoding.UTF8.GetString(_cipher.DecryptCbc(Convert.FromHexString(cursor), _cipher.IV));
}
