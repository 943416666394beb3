using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace GameServer.Architecture.Tests;

/// <summary>What the compiler made of the product: types, and what each of them uses.</summary>
internal static class Compiled
{
    /// <summary>The product's assemblies.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        Assembly.Load("GameServer.Abstractions"), Assembly.Load("GameServer.Rpc"), Assembly.Load("GameServer.Hosting"),
        Assembly.Load("GameServer.Tanks"), Assembly.Load("GameServer"),
    ];

    /// <summary>The same for ArchUnitNET.</summary>
    public static ArchUnitNET.Domain.Architecture Architecture { get; } = new ArchLoader().LoadAssemblies([.. Assemblies]).Build();

    /// <summary>The product's types, each with the file that declares it; those that the compiler added have none.</summary>
    public static IReadOnlyList<(IType Type, string File)> Types { get; } =
    [
        .. Architecture.Types.Where(type => Assemblies.Any(assembly => type.Assembly.Name == assembly.GetName().Name))
            .Select(type => (type, SourceTree.DeclaredIn.GetValueOrDefault(type.FullName.Split('+', '/')[0], ""))),
    ];

    /// <summary>Every type outside its own assembly that an assembly uses anywhere, signatures and bodies alike.</summary>
    /// <param name="assembly">Its name.</param>
    public static IReadOnlyList<string> ForeignTypes(string assembly)
    {
        using var file = File.OpenRead(Assembly.Load(assembly).Location);
        using var portable = new PEReader(file);
        var metadata = portable.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type =>
            $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}").Distinct().Order(StringComparer.Ordinal)];
    }
}
