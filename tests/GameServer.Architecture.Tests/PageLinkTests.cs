using System.Text.RegularExpressions;

namespace GameServer.Architecture.Tests;

/// <summary>The links between the repository's pages.</summary>
public sealed partial class PageLinkTests
{
    public static TheoryData<string> Pages => [.. SourceTree.Files("", ".md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_link_leads_to_a_file_or_folder(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(SourceTree.Root, page))!;
        var targets = Link().Matches(SourceTree.Read(page)).Select(link => link.Groups["target"].Value.Split('#')[0]);

        Assert.All(targets.Where(target => target.Length > 0 && !target.Contains(':')), target =>
            Assert.True(Path.Exists(Path.Combine(folder, target)), $"{page} links to {target}, which is not there."));
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
