using System.Diagnostics;

namespace Ecosystem.Tests.Adoption;

/// <summary>A project of somebody else, as the template <c>web</c> makes it, that references this repository's library.</summary>
/// <param name="folder">Its folder, which gives it its name.</param>
/// <param name="clone">The clone of this repository.</param>
internal sealed class AdoptersProject(string folder, string clone)
{
    private const string Template = """
        <Project Sdk="Microsoft.NET.Sdk.Web">

          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>

          <ItemGroup>
            <ProjectReference Include="CLONE/src/GameServer.Hosting/GameServer.Hosting.csproj" />
          </ItemGroup>

        </Project>
        """;

    /// <summary>A program in the form of ASP.NET Core's template.</summary>
    public const string PlainProgram = """
        using GameServer.Hosting;

        var builder = WebApplication.CreateBuilder(args);
        builder.AddGameServer().AddGame<WalkGame>("walk");
        var app = builder.Build();
        app.MapGameServer();
        app.Run();
        """;

    /// <summary>A program by the one call that brings the verbs.</summary>
    public const string ProgramInOneCall = """
        using GameServer.Hosting;
        using GameServer.Hosting.Operations;

        return await GameServerProgram.RunAsync(
            args,
            builder => builder.AddGameServer().AddGame<WalkGame>("walk"),
            app => app.UseWebClient().MapGameServer());
        """;

    /// <summary>A game that none of this repository's rules would let pass: undocumented, with a console, clocks and chance.</summary>
    public const string Game = """
        using GameServer.Games;

        [Command]
        public readonly record struct Go(float X, float Y);

        [Event]
        public readonly record struct Went(int Player, double X);

        [Entity]
        public struct Walker
        {
            [Quantized(0.01f)]
            public float X, Y;
            public int Player;
        }

        public class WalkGame : Game<Walker, Go>
        {
            public static int Joined;

            protected override void Join(Player player)
            {
                Joined++;
                Console.WriteLine($"{DateTime.Now}: {player.Name} joined, {DateTime.UtcNow.Ticks % 2 == System.Random.Shared.Next(2)}");
                Task.Run(() => Console.Out.Flush());
                Spawn(player, new Walker { Player = player.Id });
            }

            protected override void Apply(Player player, in Go go)
            {
                (Of(player).X, Of(player).Y) = (go.X, go.Y);
                Emit(new Went(player.Id, go.X));
            }

            protected override void Step(in Tick tick)
            {
            }
        }
        """;

    /// <summary>Its folder.</summary>
    public string Folder => folder;

    private string Name => Path.GetFileName(folder);

    /// <summary>Writes the project with the game and a program.</summary>
    /// <param name="program">The text of <c>Program.cs</c>.</param>
    /// <param name="project">Changes the project's file.</param>
    public void Create(string program, Func<string, string>? project = null)
    {
        var text = Template.Replace("CLONE", Path.GetRelativePath(folder, clone), StringComparison.Ordinal);
        Write($"{Name}.csproj", project?.Invoke(text) ?? text);
        Write("Program.cs", program);
        Write("WalkGame.cs", Game);
    }

    /// <summary>Writes a file into its folder.</summary>
    public void Write(string file, string text)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Builds it; there must be neither an error nor a warning.</summary>
    /// <param name="arguments">Further ones of <c>dotnet build</c>.</param>
    public async Task BuildAsync(params IEnumerable<string> arguments) =>
        AssertClean(await Cli.RunAsync(folder, "dotnet", ["build", "-m:1", .. arguments]));

    /// <summary>There must be neither an error nor a warning in what a build printed.</summary>
    public static void AssertClean(string output)
    {
        Assert.DoesNotContain("warning ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("error ", output, StringComparison.Ordinal);
    }

    /// <summary>Starts what was built.</summary>
    /// <param name="from">The working folder.</param>
    /// <param name="output">The folder of the built program, from the project's.</param>
    /// <param name="settings">Further arguments.</param>
    public Task<ServerProcess> StartAsync(string from, string output = "bin/Debug/net10.0", params IEnumerable<string> settings) =>
        ServerProcess.StartAsync(Cli.Command(from, "dotnet", [Path.Combine(folder, output, $"{Name}.dll"), "--urls=http://127.0.0.1:0", .. settings]));
}
