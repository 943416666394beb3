using System.Reflection;
using BenchmarkDotNet.Running;
using Benchmarks;
using Benchmarks.Contenders;
using Benchmarks.Load;
using Benchmarks.Suite;
using Benchmarks.Workloads;

return args switch
{
    [SuiteVerb.Verb, .. var rest] => await SuiteVerb.RunAsync(rest),
    [ReportVerb.Verb] => ReportVerb.Run(),
    [ServeVerb.Verb, var contender, var stage] => await ServeVerb.RunAsync(contender, stage),
    [StepVerb.Verb, var seconds] => StepVerb.Run(seconds),
    [LoadVerb.Verb] => LoadVerb.Run(),
    [WalletBenchmark.Verb, .. var rest] => await WalletBenchmark.RunAsync(rest),
    _ => RunMicroBenchmarks(args),
};

static int RunMicroBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
    return 0;
}
