using Benchmarks.Load;

namespace Benchmarks.Dialects;

/// <summary>The messages of <see cref="JsonRpcJson"/>, which come back as they were.</summary>
internal sealed class Echo() : JsonRpcJson(null)
{
    public override Arrived Read(Line line, ReadOnlySpan<byte> message) => new(1, 0);

    public override string Show(ReadOnlySpan<byte> message)
    {
        // What is checked is that it came back whole: the work is not done, so it is done here.
        var request = base.Show(message);
        var move = System.Text.Json.JsonDocument.Parse(request).RootElement.GetProperty("params");
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $$"""{"seq":{{move.GetProperty("seq").GetInt32()}},"x":{{move.GetProperty("x").GetSingle() + 1}},"y":{{move.GetProperty("y").GetSingle() + 1}}}""");
    }
}
