using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Tests.Fuzzing;
using SharpFuzz;

// The parsers of GameServer.Rpc for fuzzers that run for hours. What must hold is the same as in FuzzTests, which takes
// the short way without instrumentation at every run of the tests.
//
//   corpus <format> <directory>             writes what to begin with, a file a message
//   mutate <format> <directory> <seconds>   feeds the directory's files and mutations of them; needs no other program
//   afl <format>                            one input of afl-fuzz on the standard input
//   libfuzzer <format>                      inputs of libfuzzer-dotnet
//
// <format> is json or msgpack, or frames for what makes messages of a socket's bytes. Instrumented, with
// https://github.com/Metalnem/sharpfuzz and AFL++ installed:
//
//   dotnet publish tests/Fuzz -c Release -o /tmp/fuzz
//   dotnet tool install --global SharpFuzz.CommandLine && sharpfuzz /tmp/fuzz/GameServer.Rpc.dll
//   dotnet /tmp/fuzz/Fuzz.dll corpus json /tmp/corpus
//   AFL_SKIP_BIN_CHECK=1 afl-fuzz -i /tmp/corpus -o /tmp/findings -t 10000 -m none dotnet /tmp/fuzz/Fuzz.dll afl json
//
// or with libfuzzer-dotnet in the place of the last line:
//
//   libfuzzer-dotnet --target_path=dotnet --target_arg="/tmp/fuzz/Fuzz.dll libfuzzer json" /tmp/corpus
if (args is not [var mode, "json" or "msgpack" or "frames", ..])
{
    Console.Error.WriteLine("corpus|mutate|afl|libfuzzer json|msgpack|frames [directory] [seconds]");
    return 2;
}

var name = args[1];
var isText = name == "json";

// Not before it is fed: instrumented code may run only when the fuzzer has begun.
var target = new Lazy<IFuzzTarget>(() => name == "frames" ? new FrameTarget() : new ParserTarget(isText ? new JsonFormat() : new MessagePackFormat()));
var words = new Lazy<IReadOnlyList<byte[]>>(() => name == "frames" ? FrameTarget.Words : Corpus.Words(isText));
switch (mode, args)
{
    case ("corpus", [_, _, var directory]):
        Directory.CreateDirectory(directory);
        foreach (var message in name == "frames" ? FrameTarget.Corpus : Corpus.Of(isText))
        {
            File.WriteAllBytes(Path.Combine(directory, Convert.ToHexString(SHA256.HashData(message))[..16]), message);
        }

        return 0;
    case ("mutate", [_, _, var directory, var seconds]):
        return Mutate(directory, TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
    case ("afl", _):
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            target.Value.Feed(input.ToArray());
        });
        return 0;
    case ("libfuzzer", _):
        Fuzzer.LibFuzzer.Run(input => target.Value.Feed(input.ToArray()));
        return 0;
    default:
        return 2;
}

int Mutate(string directory, TimeSpan time)
{
    byte[][] files = [.. Directory.GetFiles(directory).Select(File.ReadAllBytes)];
    if (files.Length == 0)
    {
        Console.Error.WriteLine($"{directory} is empty.");
        return 2;
    }

    var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
    var run = new FuzzRun(target.Value, files, words.Value, seed);
    var before = GC.GetTotalMemory(forceFullCollection: true);
    var began = Stopwatch.GetTimestamp();
    try
    {
        run.Run(long.MaxValue, time);
    }
    catch (InvalidOperationException found)
    {
        Console.WriteLine(found);
        return 1;
    }
    finally
    {
        var took = Stopwatch.GetElapsedTime(began);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {run.Inputs:N0} inputs in {took.TotalSeconds:N1} s, {run.Ways:N0} ways, corpus {files.Length:N0} to {run.CorpusSize:N0}, live bytes {before:N0} before, {GC.GetTotalMemory(forceFullCollection: true):N0} after, seed {seed}"));
    }

    return 0;
}
