using GameServer.Rpc.Transport.Epoll;
using Microsoft.AspNetCore.Http.Features;

namespace GameServer.Rpc.Tests.Sockets;

/// <summary>What Kestrel and its middleware expect of a connection's features.</summary>
public sealed class ConnectionFeaturesTests
{
    // More than there is place for at first.
    private static readonly Type[] Many = [.. typeof(object).Assembly.GetTypes().Take(20)];

    [Fact]
    public void As_many_are_kept_as_are_set()
    {
        var features = new ConnectionFeatures();
        foreach (var type in Many)
        {
            features[type] = type.Name;
        }

        Assert.Equal(Many, features.Select(feature => feature.Key));
        Assert.All(Many, type => Assert.Equal(type.Name, features[type]));
    }

    [Fact]
    public void One_that_is_set_again_takes_the_place_of_the_one_before()
    {
        var features = new ConnectionFeatures();
        features.Set("before");
        features.Set("after");
        Assert.Equal("after", features.Get<string>());
        Assert.Single(features);
    }

    [Fact]
    public void One_that_is_taken_away_is_gone_and_the_others_are_not()
    {
        var features = new ConnectionFeatures { [typeof(int)] = 1, [typeof(string)] = "text", [typeof(double)] = 2.0 };
        features.Set<string>(null);
        features.Set<object>(null);
        Assert.Null(features.Get<string>());
        Assert.Equal(1, features.Get<int>());
        Assert.Equal(2.0, features.Get<double>());
        Assert.Equal(2, features.Count());
    }

    [Fact]
    public void Whoever_keeps_one_sees_that_something_has_changed()
    {
        var features = new ConnectionFeatures();
        var cached = new FeatureReferences<object>(features);
        features.Set("new");
        Assert.NotEqual(cached.Revision, features.Revision);
    }
}
