using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Dates;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary><c>kindred member list</c></summary>
public static class MemberList
{
    public static ArchiveCommand Work { get; } = new("member list", Do);

    public static Command Create()
    {
        Command command = CommandTree.Named("list", "List members, their roles and how long they hold.", "kindred member list");
        command.SetAction((parsed, cancel) => Terminal.Run(Work, [], parsed, cancel));
        return command;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        DateOnly today = work.Services.GetRequiredService<TimeProvider>().Today();
        (JsonNode json, string[] lines) = await Print([.. await work.Services.GetRequiredService<IMemberStore>().All(cancel)], work.Services, today, cancel);
        return CommandResult.Done(json, lines);
    }

    internal static async Task<(JsonNode Json, string[] Lines)> Print(Member[] all, IServiceProvider services, DateOnly today, CancellationToken cancel)
    {
        KeepingApi.MemberLine[] members = [.. from member in all orderby member.Handle select KeepingApi.LineOf(member, today)];
        RecordId[] communities = [.. members.SelectMany(member => member.Roles).Select(role => role.Community).OfType<string>().Distinct().Select(RecordId.Parse)];
        Viewer.Member keeper = new(today, Member.TerminalHandle, IsKeeper: true, []);
        Dictionary<string, string> names = (await services.GetRequiredService<IRecordStore>().Lines(communities, keeper, cancel))
            .ToDictionary(line => line.Id.ToString(), line => $" of {line.Title} ({line.Id})");
        return (JsonSerializer.SerializeToNode(members, JsonSerializerOptions.Web)!, [.. members.Select(member => Line(member, names))]);
    }

    private static string Line(KeepingApi.MemberLine member, Dictionary<string, string> names) => member.Handle + "  " + (member.Roles is []
        ? member.IsKeeper ? "the terminal" : "no role"
        : string.Join(", ", member.Roles.Select(role => string.Create(
            CultureInfo.InvariantCulture, $"{role.Role}{(role.Community is null ? "" : names.GetValueOrDefault(role.Community, " of " + role.Community))} {role.From.Written()}/{role.Until?.Written()}"))));
}
