using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Domain.Keeping;
using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary><c>kindred member link</c>: for someone who has lost their password.</summary>
public static class MemberLink
{
    public static ArchiveCommand Work { get; } = new("member link", Do);

    public static Command Create()
    {
        Argument<string> handle = new("handle") { Description = "Who has lost their password.", HelpName = "HANDLE" };
        Option<string> alone = MemberAdd.Alone();
        Command command = CommandTree.Named(
            "link", "Make a new one-time link for a member who has lost their password. Once two keepers are there it waits for one of them. The link is the last line printed.",
            "kindred member link amina");
        command.Add(handle);
        command.Add(alone);
        command.SetAction((parsed, cancel) => Terminal.Run(
            Work, new JsonObject { ["handle"] = parsed.GetValue(handle), ["alone"] = parsed.GetValue(alone) }, parsed, cancel));
        return command;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        string handle = work.Text("handle")!;
        RenewOutcome outcome = await work.Services.GetRequiredService<RenewSignIn>().Propose(handle, Member.TerminalHandle, work.Text("alone"), "", cancel);
        string address = Serve.PublicAddress(work.Services.GetRequiredService<Settings>());
        return outcome switch
        {
            RenewOutcome.Done done => CommandResult.Done(
                new JsonObject { ["handle"] = done.Handle, ["link"] = MemberAdd.LinkOf(done.Link, address) },
                $"A one-time link for {done.Handle}; it is shown this once and holds for {RenewSignIn.LinkDays} days:", MemberAdd.LinkOf(done.Link, address)!),
            RenewOutcome.Waits waits => CommandResult.Otherwise("waits", $"Written down as number {waits.Number}. It waits for a keeper's word at /keep, who is then shown the link."),
            RenewOutcome.NotRight wrong => CommandResult.Otherwise(wrong.Finding.Code, Texts.For(Texts.Source).Words(wrong.Finding)),
            RenewOutcome.NoSuchMember => MemberAdd.NoSuchMember(handle),
            _ => CommandResult.Otherwise("not-yours", "This is not for the terminal to do."),
        };
    }
}
