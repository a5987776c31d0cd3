using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using Kindred.Domain.Dates;
using Kindred.Domain.Keeping;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary><c>kindred member add</c></summary>
public static class MemberAdd
{
    public static ArchiveCommand Work { get; } = new("member add", Do);

    internal static Option<string> Alone() => new("--alone")
    {
        Description = "Don't wait for a keeper's word; the reason stands on /about for 30 days.",
        HelpName = "REASON",
    };

    internal static Option<DateOnly?> Until() => new("--until") { Description = "The last day of the role.", HelpName = "YYYY-MM-DD", CustomParser = Day };

    public static Command Create()
    {
        Argument<string> handle = new("handle") { Description = "The name they will go by.", HelpName = "HANDLE" };
        Option<bool> keeper = new("--keeper") { Description = "To look after the archive, for a term unless --until says otherwise." };
        Option<string> steward = new("--steward") { Description = "To answer for this community: its id or exact name.", HelpName = "COMMUNITY" };
        Option<DateOnly?> until = Until();
        Option<string> alone = Alone();
        Command command = CommandTree.Named("add", "Add a member with a role, and print a one-time link by which they claim it. Once two keepers are there it waits for one of them, who is shown the link.", "kindred member add amina --steward \"Yemeni Americans\"");
        command.Add(handle);
        foreach (Option option in new Option[] { keeper, steward, until, alone }) command.Add(option);
        command.SetAction((parsed, cancel) =>
        {
            if (parsed.GetValue(keeper) == (parsed.GetValue(steward) is not null)) throw new WrongUsageException("Say one of --keeper and --steward COMMUNITY.");
            JsonObject arguments = new()
            {
                ["handle"] = parsed.GetValue(handle),
                ["community"] = parsed.GetValue(steward),
                ["until"] = parsed.GetValue(until)?.Written(),
                ["alone"] = parsed.GetValue(alone),
            };
            return Terminal.Run(Work, arguments, parsed, cancel);
        });
        return command;
    }

    private static DateOnly? Day(ArgumentResult typed)
    {
        if (WrittenDay.TryRead(typed.Tokens[0].Value, out DateOnly day)) return day;
        typed.AddError("--until is a day, written like 2027-06-30.");
        return null;
    }

    internal static DateOnly? DayIn(CommandWork work, string name) => WrittenDay.Read(work.Text(name));

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        KeepingOutcome outcome = await work.Services.GetRequiredService<AddMember>().Do(
            work.Text("handle")!, work.Text("community"), DayIn(work, "until"), Member.TerminalHandle, work.Text("alone"), "", cancel);
        return Print(outcome, work, work.Text("handle")!);
    }

    internal static CommandResult Print(KeepingOutcome outcome, CommandWork work, string handle)
    {
        string address = Serve.PublicAddress(work.Services.GetRequiredService<Settings>());
        return outcome switch
        {
            KeepingOutcome.Done done => CommandResult.Done(
                new JsonObject { ["handle"] = done.Handle, ["link"] = LinkOf(done.Secret, address) },
                [$"Done: {done.Handle}", .. Said(done.Secret, address)]),
            KeepingOutcome.Waits waits => CommandResult.Otherwise(
                "waits",
                $"This waits for a keeper's word at /keep (number {waits.Number}), who is then shown the link; or takes --alone REASON."),
            KeepingOutcome.NoSuchCommunity => CommandResult.Otherwise("no-such-community", "No community has this id or exact name."),
            KeepingOutcome.AmbiguousCommunity => CommandResult.Otherwise("ambiguous-community", "More than one community has this name: give its id."),
            KeepingOutcome.NotAHandle => CommandResult.Otherwise("not-a-handle", "A handle is 2 to 32 letters, digits and hyphens, and not keeper."),
            KeepingOutcome.NoSuchMember => NoSuchMember(handle),
            KeepingOutcome.NotRight wrong => CommandResult.Otherwise(wrong.Finding.Code, Texts.For(Texts.Source).Words(wrong.Finding)),
            _ => CommandResult.Otherwise("not-yours", "This is not the terminal's to do."),
        };
    }

    internal static CommandResult NoSuchMember(string handle) => handle == Member.TerminalHandle
        ? CommandResult.Otherwise("the-terminal", $"{handle} is the terminal's own name: it works here without link or token, and signs in nowhere else.")
        : CommandResult.Otherwise("no-such-member", $"There is no member {handle}.");

    internal static string? LinkOf(string? secret, string address) => secret is null ? null : $"{address}/join/{secret}";

    private static IEnumerable<string> Said(string? secret, string address) =>
        secret is null ? [] : [$"To claim it, once, within 30 days: {LinkOf(secret, address)}"];
}
