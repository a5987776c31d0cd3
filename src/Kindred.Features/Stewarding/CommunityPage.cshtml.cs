using System.Collections.Immutable;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Stewarding;

/// <summary>A steward's own community: how it decides, what it asks of those who write of it, and everything about it.</summary>
[MembersPage]
[AskAgain("protocol", "link")]
public sealed class CommunityPage(
    IRecordStore records, IDepositStore deposits, IMemberStore members, SetProtocol setProtocol, EditGuidance editGuidance, RenewSignIn renew,
    CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    public const int Most = 500;
    private const int EmptyLines = 3;

    public Viewer.Member Me { get; private set; } = null!;

    public Record Community { get; private set; } = null!;

    public NamedCommunity Named { get; private set; } = null!;

    public IReadOnlyList<RecordLine> About { get; private set; } = [];

    public string? Done { get; private set; }

    /// <summary>Those who answer for it with the reader and may need a new way in.</summary>
    public IReadOnlyList<string> Fellows { get; private set; } = [];

    /// <summary>Fellow stewards for whom another has proposed a one-time link.</summary>
    public IReadOnlyList<TwoKeeperAct> Links { get; private set; } = [];

    /// <summary>The one-time link that was made just now; shown once.</summary>
    public string? Link { get; private set; }

    public string Way => Named.Protocol.Needed switch { null => "all", 1 => "any", _ => "number" };

    /// <summary>How some of its stewards wish that it decide; null: nobody wishes for another way.</summary>
    public ProtocolWish? Wish { get; private set; }

    /// <summary>How many of those who answer for it now must wish for the same.</summary>
    public int Needed => Named.Protocol.Quorum(Named.Stewards.Length);

    public IEnumerable<Entry> Lines => (Typed?.Lines ?? Community.Content.Entries("guidance")).Concat(Enumerable.Repeat(Entry.Of(), EmptyLines));

    public string? AskOfAllies => Typed is { } typed ? typed.AskOfAllies : Community.Content.Text("askOfAllies");

    /// <summary>The guidance as it was typed, where it could not be changed.</summary>
    public (ImmutableArray<Entry> Lines, string? AskOfAllies)? Typed { get; private set; }

    /// <summary>Why it could not be.</summary>
    public GuidanceOutcome? NotChanged { get; private set; }

    public async Task<IActionResult> OnGet(string id, string? done, CancellationToken cancel)
    {
        Done = done is not null && texts.Has("desk.done." + done) ? done : null;
        return await Load(id, cancel) ? Page() : Problems.Result(Problem.NotFound);
    }

    public async Task<IActionResult> OnPostProtocol(string id, string? way, int number, int silence, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        // Nothing chosen is not the easiest of them.
        if (way is not ("all" or "number" or "any")) return Back(id, "protocol-not");
        Protocol wished = new(way switch { "all" => null, "number" => number, _ => 1 }, silence);
        return await setProtocol.Do(Community.Id, wished, Me, cancel) switch
        {
            ProtocolOutcome.Done => Back(id, "protocol"),
            ProtocolOutcome.Waits => Back(id, "protocol-waits"),
            ProtocolOutcome.NotOne => Back(id, "protocol-not"),
            _ => Problems.Result(Problem.NotFound),
        };
    }

    public async Task<IActionResult> OnPostLink(string id, string? handle, CancellationToken cancel)
    {
        if (!await Load(id, cancel) || handle is null || !Fellows.Contains(handle)) return Problems.Result(Problem.NotFound);
        switch (await renew.Propose(handle, Me.Handle, null, "", cancel))
        {
            case RenewOutcome.Done done:
                Link = $"{PublicAddress.Of(Request, frame.Shell)}/join/{done.Link}";
                await Load(id, cancel);
                return Page();
            case RenewOutcome.Waits:
                return Back(id, "link-waits");
            default:
                return Problems.Result(Problem.NotYours);
        }
    }

    public async Task<IActionResult> OnPostGuidance(
        string id, string[] say, string[] ratherNot, string[] why, string? askOfAllies, int? revision, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        ImmutableArray<Entry> lines =
        [
            .. Enumerable.Range(0, Math.Max(say.Length, Math.Max(ratherNot.Length, why.Length)))
                .Select(row => Entry.Of(("say", At(say, row)), ("ratherNot", At(ratherNot, row)), ("why", At(why, row))))
                .Where(line => !line.Parts.IsEmpty),
        ];
        GuidanceOutcome outcome = await editGuidance.Do(Community.Id, revision, lines, askOfAllies, Me, cancel);
        if (outcome is GuidanceOutcome.Done done) return Back(id, done.IsShown ? "guidance" : "guidance-waits");
        if (outcome is GuidanceOutcome.Unknown || !await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        (NotChanged, Typed) = (outcome, (lines, askOfAllies));
        Response.StatusCode = outcome switch
        {
            GuidanceOutcome.ChangedMeanwhile => StatusCodes.Status412PreconditionFailed,
            GuidanceOutcome.TooLong => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status409Conflict,
        };
        return Page();
    }

    private RedirectResult Back(string id, string done) => Redirect(frame.To($"/desk/communities/{id}?done={done}"));

    private static string? At(string[] texts, int row) => row < texts.Length ? texts[row] : null;

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId community) || !Me.Communities.Contains(community)) return false;
        if (await records.Records([community], Me, cancel) is not [{ Value: var record }]) return false;
        if (await members.Community(community, Me.Today, cancel) is not { } named) return false;
        (Community, Named) = (record, named);
        Member me = (await members.Find(Me.Handle, cancel))!;
        Fellows = [.. (await members.All(cancel)).Where(one => named.Stewards.Contains(one.Handle) && RenewSignIn.MayHelp(me, one, Me.Today)).Select(one => one.Handle)];
        Links = [.. (await members.WaitingForSecondKeeper(cancel)).Where(one => one.Kind == TwoKeeperKind.NewLink && one.ProposedBy != Me.Handle && Fellows.Contains(one.Subject))];
        Wish = ProtocolWish.Read(await members.FindValue(ProtocolWish.Key(community), cancel));
        About = await deposits.About(community, Me, Most, cancel);
        return true;
    }
}
