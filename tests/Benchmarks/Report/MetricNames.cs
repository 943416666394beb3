using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Benchmarks.Report;

/// <summary>Metrics by their names, in files.</summary>
internal sealed class MetricNames : JsonConverter<Metric>
{
    private static readonly Dictionary<string, Metric> ByName = typeof(Metric)
        .GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (Metric)field.GetValue(null)!).ToDictionary(metric => metric.Name);

    public override Metric Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ByName[reader.GetString()!];

    public override void Write(Utf8JsonWriter writer, Metric value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);

    public override Metric ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ByName[reader.GetString()!];

    public override void WriteAsPropertyName(Utf8JsonWriter writer, Metric value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Name);
}
