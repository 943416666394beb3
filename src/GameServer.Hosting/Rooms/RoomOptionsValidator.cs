using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Rooms;

/// <summary>Checks the section <c>Rooms</c> at start-up.</summary>
internal sealed class RoomOptionsValidator : IValidateOptions<RoomOptions>
{
    public ValidateOptionsResult Validate(string? name, RoomOptions options)
    {
        List<string> failures = [];
        Check(nameof(options.MaxRooms), options.MaxRooms, 1, 10_000);
        Check(nameof(options.MaxWatchers), options.MaxWatchers, 0, 10_000);
        Check(nameof(options.Threads), options.Threads, 1, 256);
        Check(nameof(options.EmptySeconds), options.EmptySeconds, 0, 86_400);
        Check(nameof(options.CatchUpTicks), options.CatchUpTicks, 0, 30);
        Check(nameof(options.LateMilliseconds), options.LateMilliseconds, 1, 1_000);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string key, int value, int min, int max)
        {
            if (value < min || value > max)
            {
                failures.Add($"{RoomOptions.Section}:{key} is {value}; it must be from {min} to {max}.");
            }
        }
    }
}
