using System.Text.Json.Nodes;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary>A command that works on the archive. Its work is done in the process that has the data folder: in the running server, or here where none runs.</summary>
/// <param name="Name">As it is asked for over the socket.</param>
public sealed record ArchiveCommand(string Name, CommandHandler Handler)
{
    /// <summary>It makes no archive where there is none.</summary>
    public bool OnlyReads { get; init; }

    /// <summary>Does it, and says whose term as keeper is about to end, or is over: whoever works at the terminal may be the only one who comes by.</summary>
    public async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        foreach (string line in TermWarnings.Of(await work.Services.GetRequiredService<IMemberStore>().All(cancel), work.Today)) await work.Progress.WriteLineAsync(line);
        try
        {
            return await Handler(work, cancel);
        }
        catch (UnconsentedPublicationException alarm)
        {
            return new CommandResult(ExitStatus.IntegrityAlarm, null, [$"An integrity alarm. {alarm.Message} This is a fault of the software: tell its makers, and do not try it again."]);
        }
    }

    /// <summary>Every one there is; a new command is a file beside this one and a line here and in <see cref="CommandTree"/>.</summary>
    public static IReadOnlyList<ArchiveCommand> All { get; } =
    [
        MemberList.Work,
        MemberAdd.Work,
        MemberTerm.Work,
        MemberToken.Work,
        MemberLink.Work,
        Migrate.Work,
        Backup.Work,
        Import.Work,
        Export.Work,
        Silos.Work,
        Map.Work,
        Timeline.Work,
        Kin.Work,
        Roots.Work,
        ShowingUp.Work,
        Circle.Work,
        ThreadBetween.Work,
    ];
}

/// <summary>Does the work. What may not be waited for goes to <see cref="CommandWork.Progress"/>.</summary>
public delegate Task<CommandResult> CommandHandler(CommandWork work, CancellationToken cancel);

/// <param name="Arguments">What was asked for; paths are absolute, since the server has another current folder.</param>
/// <param name="Progress">Lines for a person who waits.</param>
/// <param name="Output">Standard output of who asked, for what is too large for a result.</param>
public sealed record CommandWork(JsonObject Arguments, IServiceProvider Services, TextWriter Progress, Stream Output)
{
    public string? Text(string name) => (string?)Arguments[name];

    public DateOnly Today => Services.GetRequiredService<TimeProvider>().Today();

    public bool Flag(string name) => (bool?)Arguments[name] ?? false;
}

/// <param name="Json">What <c>--json</c> prints.</param>
/// <param name="Lines">What is printed otherwise.</param>
public sealed record CommandResult(int Exit, JsonNode? Json, IReadOnlyList<string> Lines)
{
    public static CommandResult Done(JsonNode json, params IReadOnlyList<string> lines) => new(ExitStatus.Done, json, lines);

    /// <summary>A foreseen other ending: nothing was taken.</summary>
    public static CommandResult Otherwise(string outcome, params IReadOnlyList<string> lines) =>
        new(ExitStatus.Otherwise, new JsonObject { ["outcome"] = outcome, ["lines"] = new JsonArray([.. lines.Select(line => (JsonNode)line)]) }, lines);
}

public static class ExitStatus
{
    public const int Done = 0;
    public const int Otherwise = 1;
    public const int WrongUsage = 2;
    public const int Fault = 3;

    /// <summary>Something that must never be was stopped, or found: a keeper is to know.</summary>
    public const int IntegrityAlarm = 4;
}
