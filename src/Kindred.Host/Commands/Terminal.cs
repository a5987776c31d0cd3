using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Features.Declaring;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary>Runs a command where the archive is, and prints what came of it.</summary>
public static class Terminal
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Option<string> Data { get; } = new("--data")
    {
        Description = "The folder that holds the archive (default: KINDRED_DATA, or ./kindred-data).",
        Recursive = true,
        HelpName = "DIR",
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print the result as JSON.", Recursive = true };

    public static Settings SettingsOf(ParseResult parsed) => Settings.FromEnvironment(parsed.GetValue(Data));

    /// <summary>Hands the work to the running server, or takes the data folder and does it here.</summary>
    public static async Task<int> Run(ArchiveCommand command, JsonObject arguments, ParseResult parsed, CancellationToken cancel)
    {
        Settings settings = SettingsOf(parsed);
        using Stream output = Console.OpenStandardOutput();
        TextWriter progress = Console.IsErrorRedirected || parsed.GetValue(Json) ? TextWriter.Null : Console.Error;
        CommandResult result = await Run(command, arguments, settings, progress, output, cancel);
        return Print(result, parsed.GetValue(Json));
    }

    /// <summary>For work that takes long: it says how far it is, and Ctrl-C or an end by the system stops it where it can go on.</summary>
    public static async Task<int> RunLong(ArchiveCommand command, JsonObject arguments, ParseResult parsed)
    {
        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), ended = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using Stream output = Console.OpenStandardOutput();
        using ProgressWriter progress = new(Console.Error, Console.IsErrorRedirected, TimeProvider.System);
        CommandResult result = await Run(command, arguments, SettingsOf(parsed), parsed.GetValue(Json) ? TextWriter.Null : progress, output, CancellationToken.None, stop.Token);
        progress.End();
        return Print(result, parsed.GetValue(Json));

        void Stop(PosixSignalContext signal)
        {
            // A second one ends it as any program is ended.
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    /// <param name="stop">Whoever asked wants it to end where it can go on, and waits for that.</param>
    public static async Task<CommandResult> Run(
        ArchiveCommand command, JsonObject arguments, Settings settings, TextWriter progress, Stream output, CancellationToken cancel, CancellationToken stop = default)
    {
        TimeProvider time = TimeProvider.System;
        long started = time.GetTimestamp();
        while (true)
        {
            if (await CommandSocket.TryAsk(settings.Data, command.Name, arguments, progress, output, cancel, stop) is { } answered) return answered;
            if (command.OnlyReads && DataFolder.HasNothing(settings)) return CommandResult.Otherwise("no-archive", $"There is no archive in {settings.Data}. Nothing was made. Say with --data where it is.");
            using DataFolder? folder = DataFolder.TryTake(settings);
            if (folder is not null) return await RunHere(command, arguments, settings, progress, output, stop.CanBeCanceled ? stop : cancel);
            // The server is starting or stopping, or another command is at work: it won't be long.
            if (time.GetElapsedTime(started) > LongestWait) return CommandResult.Otherwise("busy", $"Another command is at work in {settings.Data}. Try again when it is done.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancel);
        }
    }

    public static int Print(CommandResult result, bool isJson)
    {
        Print(result, isJson, Console.Out, Console.Error);
        return result.Exit;
    }

    /// <summary>A result without JSON, such as of an export whose records went to standard output, adds nothing to it; what is to be known of them, and what broke, is said beside it.</summary>
    public static void Print(CommandResult result, bool isJson, TextWriter output, TextWriter error)
    {
        if (isJson && result.Json is { } json) output.WriteLine(json.ToJsonString(Readable));
        else foreach (string line in result.Lines) (result is { Exit: ExitStatus.Done, Json: not null } ? output : error).WriteLine(line);
    }

    private static async Task<CommandResult> RunHere(
        ArchiveCommand command, JsonObject arguments, Settings settings, TextWriter progress, Stream output, CancellationToken cancel)
    {
        await using ServiceProvider services = new ServiceCollection().AddKindred(settings).BuildServiceProvider();
        await services.GetRequiredService<Founding>().Prepare(cancel);
        await services.GetRequiredService<CurrentSettings>().Refresh(cancel);
        await services.GetRequiredService<DeclareKinds>().Open(cancel);
        return await command.Do(new CommandWork(arguments, services, progress, output), cancel);
    }
}
