using System.Reflection;

namespace GameServer.Architecture.Tests;

/// <summary>What a program of somebody else sees of ours stands beside what its project sees already.</summary>
public sealed class ImportedNameTests
{
    /// <summary>The namespaces that <c>ImplicitUsings</c> imports in a web project.</summary>
    private static readonly string[] Imported =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Net.Http.Json", "System.Threading",
        "System.Threading.Tasks", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    // With two of one name, a file that imports both cannot use either: CS0104, an ambiguous reference.
    [Fact]
    public void No_public_type_has_the_name_of_one_that_a_web_project_imports()
    {
        var taken = Framework().SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => !type.IsNested && Imported.Contains(type.Namespace)).Select(type => type.Name).ToHashSet();
        Assert.Contains("ISession", taken);
        Violations.None(
            from type in Compiled.Assemblies.SelectMany(assembly => assembly.GetExportedTypes())
            where !type.IsNested && taken.Contains(type.Name)
            select type.FullName!);
    }

    private static IEnumerable<Assembly> Framework() =>
        from path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        where Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path))) is "Microsoft.NETCore.App" or "Microsoft.AspNetCore.App"
        select Assembly.Load(Path.GetFileNameWithoutExtension(path));
}
