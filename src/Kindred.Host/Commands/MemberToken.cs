using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Kindred.Domain.Keeping;
using Kindred.Features.Shared;
using Kindred.Features.SigningIn;

namespace Kindred.Host.Commands;

/// <summary><c>kindred member token</c>: the token is the last line printed, and is shown this once.</summary>
public static class MemberToken
{
    public static ArchiveCommand Work { get; } = new("member token", Do);

    private const int MostDays = 3660;

    public static Command Create()
    {
        Argument<string> handle = new("handle") { Description = "Whose.", HelpName = "HANDLE" };
        Option<string> label = new("--label") { Description = "What it is for, to know it again in the list.", HelpName = "WORDS", CustomParser = Label };
        Option<int?> days = new("--days") { Description = "How long it holds (default: 365).", HelpName = "DAYS", CustomParser = Days };
        Command command = CommandTree.Named("token", "Make a token for the API. It is the last line printed, and is shown this once.", "kindred member token amina --label laptop");
        command.Add(handle);
        command.Add(label);
        command.Add(days);
        command.SetAction((parsed, cancel) => Terminal.Run(
            Work,
            new JsonObject { ["handle"] = parsed.GetValue(handle), ["label"] = parsed.GetValue(label), ["days"] = parsed.GetValue(days) },
            parsed,
            cancel));
        return command;
    }

    private static string? Label(ArgumentResult typed)
    {
        string label = typed.Tokens[0].Value;
        if (label.Length <= MakeToken.LongestLabel) return label;
        typed.AddError($"--label is at most {MakeToken.LongestLabel} characters long.");
        return null;
    }

    private static int? Days(ArgumentResult typed)
    {
        if (int.TryParse(typed.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is >= 1 and <= MostDays) return days;
        typed.AddError($"--days is a number from 1 to {MostDays}.");
        return null;
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken cancel)
    {
        string handle = work.Text("handle")!;
        string? made = await work.Services.GetRequiredService<MakeToken>().Do(
            handle, SessionKind.Token, work.Text("label"), (int?)work.Arguments["days"] ?? MakeToken.DefaultDays, cancel);
        return made is { } token
            ? CommandResult.Done(new JsonObject { ["handle"] = handle, ["token"] = token }, $"A token for {handle}; it is shown this once:", token)
            : MemberAdd.Print(new KeepingOutcome.NoSuchMember(), work, handle);
    }
}
