using System.Reflection;
using BenchmarkDotNet.Running;
using Benchmarks.RoomLoad;

return args switch
{
    ["rooms", .. var rest] => await RoomLoadBenchmark.RunAsync(rest),
    [RoomLoadServer.Verb, .. var rest] => await RoomLoadServer.RunAsync(rest),
    _ => RunMicroBenchmarks(args),
};

static int RunMicroBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
    return 0;
}
