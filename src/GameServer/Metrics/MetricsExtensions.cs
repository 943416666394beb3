using GameServer.Rpc.Configuration;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace GameServer;

/// <summary>Hands on the metrics: to Prometheus, which fetches them, and by OTLP to whatever the standard variables name.</summary>
internal static class MetricsExtensions
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    // The server's own, and of the framework's those that show how its connections, its requests and its memory fare.
    private static readonly string[] Meters =
    [
        "GameServer.*", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
    ];

    /// <summary>Adds the export. Where neither is wanted nothing listens to the meters, and they cost nothing.</summary>
    /// <param name="builder">The application's builder.</param>
    public static void AddMetricsExport(this WebApplicationBuilder builder)
    {
        builder.Services.AddCheckedOptions<MetricsOptions>(MetricsOptions.Section, static (metrics, range) => metrics.Check(range));
        var options = builder.Configuration.GetSection(MetricsOptions.Section).Get<MetricsOptions>() ?? new MetricsOptions();
        var isOtlp = IsSet(builder.Configuration, Endpoint) | IsSet(builder.Configuration, MetricsEndpoint);
        if (options.Address.Length == 0 && !isOtlp)
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES go before what stands here.
            .ConfigureResource(resource => resource.AddService(builder.Environment.ApplicationName).AddEnvironmentVariableDetector())
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (options.Address.Length > 0)
                {
                    metrics.AddPrometheusExporter();
                }

                if (isOtlp)
                {
                    metrics.AddOtlpExporter();
                }
            });
        if (options.Address.Length > 0)
        {
            builder.Services.AddHostedService<MetricsServer>();
        }
    }

    // The exporter itself takes its default for a value that it cannot read, and says so nowhere.
    private static bool IsSet(IConfiguration configuration, string variable) => configuration[variable] switch
    {
        null or "" => false,
        var value when Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" => true,
        var value => throw new OptionsValidationException(
            variable, typeof(OtlpExporterOptions), [$"{variable} is '{value}'; it must be a URL such as http://localhost:4317."]),
    };
}
