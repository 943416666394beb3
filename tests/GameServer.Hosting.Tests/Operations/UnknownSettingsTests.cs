using GameServer.Hosting.Operations;
using GameServer.Rpc.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GameServer.Hosting.Tests.Operations;

/// <summary>Keys that nobody knows are told with the nearest that exists.</summary>
public sealed class UnknownSettingsTests
{
    [Theory]
    [InlineData("""{"Limits":{"MesageBytes":5}}""", "Limits:MesageBytes", "Limits:MessageBytes")]
    [InlineData("""{"limits":{"messageBYTE":5}}""", "limits:messageBYTE", "Limits:MessageBytes")]
    [InlineData("""{"Limits":{"MaxRooms":5}}""", "Limits:MaxRooms", "Rooms:MaxRooms")]
    [InlineData("""{"Limits":{"Nonsense":{"a":1,"b":2}}}""", "Limits:Nonsense", null)]
    [InlineData("""{"Limit":{"MessageBytes":5}}""", "Limit:MessageBytes", "Limits:MessageBytes")]
    [InlineData("""{"Room":{"MxRooms":[5]}}""", "Room:MxRooms", "Rooms:MaxRooms")]
    [InlineData("""{"Roms":{"Nonsense":5}}""", "Roms", "Rooms")]
    [InlineData("""{"MaxRooms":5}""", "MaxRooms", "Rooms:MaxRooms")]
    [InlineData("""{"Web":{"Origin":["a","b"]}}""", "Web:Origin", "Web:Origins")]
    [InlineData("""{"Own":{"Deep":{"Livs":5}}}""", "Own:Deep:Livs", "Own:Deep:Lives")]
    [InlineData("""{"Own":{"Dep":{"Lives":5}}}""", "Own:Dep", null)]
    [InlineData("""{"Kestrel":{"Endpoint":{"A":{"Url":"x"}}}}""", "Kestrel:Endpoint", "Kestrel:Endpoints")]
    [InlineData("""{"Serilog":{"MinimunLevel":"Debug"}}""", "Serilog:MinimunLevel", "Serilog:MinimumLevel")]
    [InlineData("""{"ConnectionStrings":{"GameSever":"x"}}""", "ConnectionStrings:GameSever", "ConnectionStrings:GameServer")]
    [InlineData("""{"AllowedHost":"*"}""", "AllowedHost", "AllowedHosts")]
    [InlineData("""{"PathBas":"/game"}""", "PathBas", "PathBase")]
    public void A_key_of_a_file_is_told_with_the_nearest(string json, string key, string? nearest) =>
        Assert.Equal([(key, "program", nearest)], Find(builder => builder.AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)))));

    [Theory]
    [InlineData("""{"Limits":{"MessageBytes":5},"rooms":{"MAXROOMS":5},"Web":{"Origins":["a",{"b":1}]},"Own":{"Deep":{"Lives":5},"Map":{"any":{"thing":1}}}}""")]
    [InlineData("""{"Limits":{},"Web":{"Origins":[]}}""")]
    [InlineData("""{"Mine":{"Key":1},"ConnectionStrings":{"Other":"x"},"Logging":{"Console":{"FormatterName":"json"}},"AllowedHosts":"*","PathBase":"/game"}""")]
    public void What_is_known_and_what_is_somebody_else_s_is_not_told(string json) =>
        Assert.Empty(Find(builder => builder.AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)))));

    [Fact]
    public void The_settings_file_has_no_unknown_key() =>
        Assert.Empty(Find(static builder => builder.AddJsonFile(Path.Combine(Infrastructure.TestRepository.Root, "appsettings.json"))));

    [Fact]
    public void In_the_environment_only_what_names_a_section_and_nearly_a_key_is_told()
    {
        const string Prefix = "UNKNOWN_SETTINGS_TESTS_";
        Dictionary<string, string> variables = new()
        {
            ["LIMITS__MESAGEBYTES"] = "5", ["ROOM__MAXROOMS"] = "5", ["WEB__ORIGIN__0"] = "5",
            ["LIMITS"] = "5", ["ROOM"] = "5", ["ROOM__NUMBER"] = "5", ["URL"] = "5", ["MAXROOMS"] = "5", ["MY__MAXROOMS"] = "5", ["ROOMS__MaxRooms"] = "5",
        };
        foreach (var (name, value) in variables)
        {
            Environment.SetEnvironmentVariable(Prefix + name, value);
        }

        try
        {
            Assert.Equal(
                [("LIMITS__MESAGEBYTES", "environment", "Limits:MessageBytes"), ("ROOM__MAXROOMS", "environment", "Rooms:MaxRooms"), ("WEB__ORIGIN", "environment", "Web:Origins")],
                Find(static builder => builder.AddEnvironmentVariables(Prefix)).Order());
        }
        finally
        {
            foreach (var name in variables.Keys)
            {
                Environment.SetEnvironmentVariable(Prefix + name, null);
            }
        }
    }

    [Fact]
    public void One_that_is_set_twice_is_told_once_and_where_it_counts() => Assert.Equal(
        [("Limits:MesageBytes", "command line", "Limits:MessageBytes")],
        Find(static builder => builder.AddInMemoryCollection([new("Limits:MesageBytes", "1")]).AddCommandLine(["--Limits:MesageBytes=2"])));

    private static (string Key, string Source, string? Nearest)[] Find(Action<IConfigurationBuilder> add)
    {
        var configuration = new ConfigurationBuilder();
        add(configuration);
        var services = Microsoft.AspNetCore.Builder.WebApplication.CreateEmptyBuilder(new());
        services.AddGameServer().AddOptions<OwnOptions>("Own", static (_, _) => { });
        return [.. new UnknownSettings(configuration.Build(), HelpVerb.Sections(services.Services), NullLogger<UnknownSettings>.Instance).Find()];
    }

    private sealed class OwnOptions
    {
        public DeepOptions Deep { get; } = new();

        public Dictionary<string, object> Map { get; } = [];
    }

    private sealed class DeepOptions
    {
        public int Lives { get; set; } = 3;
    }
}
