using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GameServer.Hosting.Accounts;

/// <summary>A secret that signs its holder in again: 32 random bytes as 43 characters of base64url.</summary>
public static class AccessToken
{
    /// <summary>Characters of a token.</summary>
    public const int Length = 43;

    private const int Bytes = 32;

    /// <summary>A new token.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>
    /// What is stored in a token's place. A plain SHA-256 is enough: unlike a password, a token cannot be guessed.
    /// </summary>
    /// <param name="token">The token.</param>
    /// <returns>32 bytes, or null when no token looks like this.</returns>
    public static byte[]? Hash(string? token) =>
        token is { Length: Length } && Ascii.IsValid(token) ? SHA256.HashData(Encoding.ASCII.GetBytes(token)) : null;
}
