using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Domain.Stores;

namespace Kindred.Host.Commands;

/// <summary><c>kindred migrate</c>: opening an archive brings it to the newest form, here and in <c>serve</c>.</summary>
public static class Migrate
{
    public static ArchiveCommand Work { get; } = new("migrate", Do);

    public static Command Create()
    {
        Command command = CommandTree.Named("migrate", "Bring the archive's database to the form of this version; `serve` does so by itself.", "kindred migrate --data /srv/kindred");
        command.SetAction((parsed, cancel) => Terminal.Run(Work, [], parsed, cancel));
        return command;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        await work.Services.GetRequiredService<IRecordStore>().Settings(cancel);
        return CommandResult.Done(new JsonObject { ["isCurrent"] = true }, "The archive has the form of this version.");
    }
}
