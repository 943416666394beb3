using System.Reflection;
using System.Text.RegularExpressions;

namespace GameServer.Architecture.Tests;

/// <summary>The files that the walls are about.</summary>
internal static partial class SourceTree
{
    private const string TypeDeclaration =
        @"(?:(?:public|internal|file|static|sealed|abstract|readonly|partial|unsafe|ref)\s+)*"
        + @"(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?)\s+(\w+)(?:<([^>]*)>)?";

    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "dist"];

    /// <summary>The top of the repository.</summary>
    public static string Root { get; } = typeof(SourceTree).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>The files below a folder, as paths from the top with forward slashes.</summary>
    /// <param name="folder">The folder, from the top.</param>
    /// <param name="extensions">With the dot; none for all.</param>
    public static IEnumerable<string> Files(string folder, params string[] extensions) =>
        Walk(Path.Combine(Root, folder))
            .Where(file => extensions.Length == 0 || extensions.Contains(Path.GetExtension(file)))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>A file's text.</summary>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>A C# or TypeScript file's text without its comments.</summary>
    public static string ReadUncommented(string file) =>
        CommentOrText().Replace(Read(file), match => match.Value[0] == '/' ? " " : match.Value);

    /// <summary>A file's text without its comments and without what stands in quotes.</summary>
    public static string ReadCode(string file) => CommentOrText().Replace(Read(file), " ");

    /// <summary>The file of every type that the product declares at its top level, by the type's full name.</summary>
    public static IReadOnlyDictionary<string, string> DeclaredIn { get; } = Declarations();

    /// <summary>The lines of some files in which a pattern is found, as "file: line".</summary>
    public static IEnumerable<string> Lines(IEnumerable<string> files, Regex pattern, Func<string, string> read) =>
        from file in files
        from line in read(file).Split('\n')
        where pattern.IsMatch(line)
        select $"{file}: {line.Trim()}";

    private static Dictionary<string, string> Declarations()
    {
        var declarations =
            from file in Files("src", ".cs")
            let code = ReadCode(file)
            let space = Namespace().Match(code).Groups[1].Value
            from Match type in (space.EndsWith(';') ? TopLevelType() : IndentedType()).Matches(code)
            let arity = type.Groups[2].Success ? $"`{type.Groups[2].Value.Count(c => c == ',') + 1}" : ""
            select (Name: $"{space.TrimEnd(';')}.{type.Groups[1].Value}{arity}", File: file);
        return declarations.DistinctBy(declaration => declaration.Name).ToDictionary(d => d.Name, d => d.File);
    }

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(child => !NotOurs.Contains(Path.GetFileName(child)))
            .SelectMany(Walk));

    // Text in quotes is matched too, so that a "//" in it does not count as a comment.
    [GeneratedRegex("""
        //[^\n]*|/\*[\s\S]*?\*/|"{3,}[\s\S]*?"{3,}|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentOrText();

    [GeneratedRegex(@"^namespace\s+([\w.]+;?)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("^" + TypeDeclaration, RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    // In a namespace with braces, as generated code has it.
    [GeneratedRegex("^ {4}" + TypeDeclaration, RegexOptions.Multiline)]
    private static partial Regex IndentedType();
}
