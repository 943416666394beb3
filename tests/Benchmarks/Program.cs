using System.Reflection;
using BenchmarkDotNet.Running;
using Benchmarks;
using Benchmarks.RoomLoad;

return args switch
{
    [WalletBenchmark.Verb, .. var rest] => await WalletBenchmark.RunAsync(rest),
    ["rooms", .. var rest] => await RoomLoadBenchmark.RunAsync(rest),
    [RoomLoadServer.Verb, .. var rest] => await RoomLoadServer.RunAsync(rest),
    _ => RunMicroBenchmarks(args),
};

static int RunMicroBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
    return 0;
}
