using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Domain.Dates;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary><c>kindred member term</c></summary>
public static class MemberTerm
{
    public static ArchiveCommand Work { get; } = new("member term", Do);

    public static Command Create()
    {
        Argument<string> handle = new("handle") { Description = "Whose.", HelpName = "HANDLE" };
        Option<string> steward = new("--steward") { Description = "The role of steward of this community (its id); otherwise the role of keeper.", HelpName = "COMMUNITY" };
        Option<DateOnly?> until = MemberAdd.Until();
        Option<bool> end = new("--end") { Description = "End the role today." };
        Option<string> alone = MemberAdd.Alone();
        Command command = CommandTree.Named("term", "Renew or end a role.", "kindred member term ines --until 2027-06-30");
        command.Add(handle);
        foreach (Option option in new Option[] { steward, until, end, alone }) command.Add(option);
        command.SetAction((parsed, cancel) => Terminal.Run(
            Work,
            new JsonObject
            {
                ["handle"] = parsed.GetValue(handle),
                ["community"] = parsed.GetValue(steward),
                ["until"] = parsed.GetValue(until)?.Written(),
                ["end"] = parsed.GetValue(end),
                ["alone"] = parsed.GetValue(alone),
            },
            parsed,
            cancel));
        return command;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        string handle = Handle.Read(work.Text("handle")) ?? "";
        RecordId? community = null;
        if (work.Text("community") is { } typed)
        {
            if (!RecordId.TryParse(typed, out RecordId id)) throw new WrongUsageException("Give the community's id.");
            community = id;
        }

        Member? member = await work.Services.GetRequiredService<IMemberStore>().Find(handle, cancel);
        DateOnly today = work.Services.GetRequiredService<TimeProvider>().Today();
        bool isInGrace = community is null && member is not null && KeepersTerm.Of(member, today) is KeepersTerm.Grace;
        if (!isInGrace && member?.Roles.Any(role => role.Community == community && role.HoldsOn(today)) != true)
            return CommandResult.Otherwise("no-such-role", $"{handle} does not hold this role. `kindred member add` gives one.");
        DateOnly? until = MemberAdd.DayIn(work, "until") ?? (community is null ? work.Services.GetRequiredService<CurrentSettings>().Value.TermEnd(today) : null);
        RoleChange change = new(handle, community, until, work.Flag("end"));
        KeepingOutcome outcome = await work.Services.GetRequiredService<ChangeRole>().Do(change, Member.TerminalHandle, work.Text("alone"), "", cancel);
        return MemberAdd.Print(outcome, work, handle);
    }
}
