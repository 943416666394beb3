using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace GameServer.Hosting.Operations;

/// <summary>The certificates that Kestrel's settings name.</summary>
internal static class CertificateSettings
{
    /// <summary>The mistakes in the files, a line each. No line holds a password.</summary>
    /// <param name="kestrel">The section <c>Kestrel</c>.</param>
    /// <param name="contentRoot">The folder that paths are relative to.</param>
    public static IEnumerable<string> Problems(IConfiguration kestrel, string contentRoot) =>
        from certificate in Certificates(kestrel)
        let problem = ProblemOf(certificate, contentRoot)
        where problem is not null
        select problem;

    private static IEnumerable<IConfigurationSection> Certificates(IConfiguration kestrel) =>
        kestrel.GetSection("Certificates").GetChildren().Concat(
            from endpoint in kestrel.GetSection("Endpoints").GetChildren()
            from holder in endpoint.GetSection("Sni").GetChildren().Prepend(endpoint)
            select holder.GetSection("Certificate"));

    private static string? ProblemOf(IConfigurationSection certificate, string contentRoot)
    {
        if (certificate["Path"] is not { Length: > 0 } path)
        {
            return null;
        }

        var key = certificate["KeyPath"];
        try
        {
            var file = Path.Combine(contentRoot, path);
            var isPem = File.ReadAllText(file).Contains("-----BEGIN", StringComparison.Ordinal);
            if (isPem && key is null)
            {
                return $"{certificate.Path}:KeyPath is missing; it must be the file of the private key of {path}.";
            }

            // A certificate in DER beside its key is left to Kestrel.
            using var read = key is null ? X509CertificateLoader.LoadPkcs12FromFile(file, certificate["Password"]) : isPem ? ReadPem(certificate, file, contentRoot) : null;
            return read is { HasPrivateKey: false } ? $"{certificate.Path}:Path is '{path}'; it must hold a private key too." : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception is FileNotFoundException or DirectoryNotFoundException
                ? $"{certificate.Path}:{(IsMissing(path, contentRoot) ? $"Path is '{path}'" : $"KeyPath is '{key}'")}; there is no such file below {contentRoot}."
                : $"{certificate.Path}:Path is '{path}'; it must be a file that can be read: {exception.Message}";
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return key is null
                ? $"{certificate.Path}:Path is '{path}'; it must be a certificate that Password opens: {exception.Message}"
                : $"{certificate.Path}:KeyPath is '{key}'; it must be the private key of {path}, which Password opens if it is encrypted: {exception.Message}";
        }
    }

    private static X509Certificate2 ReadPem(IConfigurationSection certificate, string file, string contentRoot)
    {
        var key = Path.Combine(contentRoot, certificate["KeyPath"]!);
        return certificate["Password"] is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(file, password, key)
            : X509Certificate2.CreateFromPemFile(file, key);
    }

    private static bool IsMissing(string path, string contentRoot) => !File.Exists(Path.Combine(contentRoot, path));
}
