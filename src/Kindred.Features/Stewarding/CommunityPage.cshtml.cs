using System.Globalization;
using Kindred.Domain;
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
[AskAgain("protocol", "link", "agree")]
public sealed class CommunityPage(
    IRecordStore records, IDepositStore deposits, IMemberStore members, WishAmongStewards wishes, EditGuidance editGuidance, RenewSignIn renew,
    CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    public const int Most = 500;
    private const int EmptyLines = 3;

    private Dictionary<RecordId, string> wishedFor = [];

    public Viewer.Member Me { get; private set; } = null!;

    public Record Community { get; private set; } = null!;

    public NamedCommunity Named { get; private set; } = null!;

    public IReadOnlyList<RecordLine> About { get; private set; } = [];

    public string? Done { get; private set; }

    /// <summary>Those who answer for it with the reader and may need a new way in.</summary>
    public IReadOnlyList<string> Fellows { get; private set; } = [];

    /// <summary>Fellow stewards for whom another has proposed a one-time link.</summary>
    public IReadOnlyList<TwoKeeperAct> Links { get; private set; } = [];

    /// <summary>The one-time link that was made just now, and for whom; shown once.</summary>
    public (string Handle, string Address)? Link { get; private set; }

    /// <summary>How it decides now, or as it was typed: <c>any</c>, <c>all</c> or <c>number</c>.</summary>
    public string Way { get; private set; } = "";

    public string? Number { get; private set; }

    public string? Silence { get; private set; }

    /// <summary>Why it can't decide so.</summary>
    public Finding? Finding { get; private set; }

    /// <summary>What its stewards wish and have not done yet.</summary>
    public IReadOnlyList<StewardsWish> Wishes { get; private set; } = [];

    /// <summary>How many of those who answer for it now must wish for the same.</summary>
    public int Needed => Named.Protocol.Quorum(Named.Stewards.Length);

    public IEnumerable<Entry> Lines => Words.Lines.Concat(Enumerable.Repeat(Entry.Of(), EmptyLines));

    /// <summary>What it says of how to speak of it: as it was typed, where it could not be changed.</summary>
    public OwnWords Words => Typed ?? OwnWords.Of(Community.Content);

    public OwnWords? Typed { get; private set; }

    /// <summary>Why it could not be.</summary>
    public GuidanceOutcome? NotChanged { get; private set; }

    /// <summary>Of a record that some of them wish to be asked about no longer.</summary>
    public string TitleOf(RecordId record) => wishedFor.GetValueOrDefault(record) ?? record.ToString();

    public async Task<IActionResult> OnGet(string id, string? done, CancellationToken cancel)
    {
        Done = done is not null && texts.Has("desk.done." + done) ? done : null;
        return await Load(id, cancel) ? Page() : Problems.Result(Problem.NotFound);
    }

    public async Task<IActionResult> OnPostProtocol(string id, string? way, string? number, string? silence, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        (Way, Number, Silence) = (way ?? "", number, silence);
        // Nothing chosen is not the easiest of them.
        if (way is not ("all" or "number" or "any")) return Wrong(new Finding("not-chosen", "way"));
        // What is no number is no day and nobody.
        int Read(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out int read) ? read : 0;
        Protocol wished = new(way switch { "all" => null, "number" => Read(number), _ => 1 }, Read(silence));
        return await wishes.Wish(Community.Id, new Wished.Decide(wished), "", Me, cancel) switch
        {
            WishOutcome.Done => Back(id, "protocol"),
            WishOutcome.Waits => Back(id, "protocol-waits"),
            WishOutcome.NotRight wrong => Wrong(wrong.Finding with { Field = wished.Needed is { } many && (many < 1 || many > Named.Stewards.Length) ? "number" : "silence" }),
            _ => Problems.Result(Problem.NotFound),
        };
    }

    public async Task<IActionResult> OnPostAgree(string id, long number, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        switch (await wishes.Agree(Community.Id, number, Me, cancel))
        {
            case WishOutcome.Done { Link: { } link, Handle: { } invited }:
                Link = (invited, $"{PublicAddress.Of(Request, frame.Shell)}/join/{link}");
                Response.Headers.CacheControl = "no-store";
                return await Load(id, cancel) ? Page() : Problems.Result(Problem.NotFound);
            case WishOutcome.Done:
                return Back(id, "wish-done");
            case WishOutcome.Waits:
                return Back(id, "wish-waits");
            case WishOutcome.NotRight:
                return Back(id, "wish-not");
            default:
                return Problems.Result(Problem.NotFound);
        }
    }

    public async Task<IActionResult> OnPostTakeBack(string id, long number, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        return await wishes.TakeBack(Community.Id, number, Me, cancel) is WishOutcome.Done ? Back(id, "wish-back") : Problems.Result(Problem.NotFound);
    }

    public async Task<IActionResult> OnPostLink(string id, string? handle, CancellationToken cancel)
    {
        if (!await Load(id, cancel) || handle is null || !Fellows.Contains(handle)) return Problems.Result(Problem.NotFound);
        switch (await renew.Propose(handle, Me.Handle, null, "", cancel))
        {
            case RenewOutcome.Done done:
                Link = (handle, $"{PublicAddress.Of(Request, frame.Shell)}/join/{done.Link}");
                await Load(id, cancel);
                return Page();
            case RenewOutcome.Waits:
                return Back(id, "link-waits");
            default:
                return Problems.Result(Problem.NotYours);
        }
    }

    public async Task<IActionResult> OnPostGuidance(
        string id, string? names, string? namesNotWanted, string[] say, string[] ratherNot, string[] why, string? askOfAllies, int? revision, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        OwnWords words = OwnWords.Typed(names, namesNotWanted, say, ratherNot, why, askOfAllies);
        GuidanceOutcome outcome = await editGuidance.Do(Community.Id, revision, words, Me, cancel);
        if (outcome is GuidanceOutcome.Done done) return Back(id, done.IsShown ? "guidance" : "guidance-waits");
        if (outcome is GuidanceOutcome.Unknown || !await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        (NotChanged, Typed) = (outcome, words);
        Response.StatusCode = outcome switch
        {
            GuidanceOutcome.ChangedMeanwhile => StatusCodes.Status412PreconditionFailed,
            GuidanceOutcome.TooLong => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status409Conflict,
        };
        return Page();
    }

    private PageResult Wrong(Finding finding)
    {
        Finding = finding;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private RedirectResult Back(string id, string done) => Redirect(frame.To($"/desk/communities/{id}?done={done}"));

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        if (await OwnCommunity.Find(id, HttpContext, viewer, records, members, cancel) is not { } own) return false;
        (Me, Community, Named) = (own.Me, own.Community, own.Named);
        Way = Named.Protocol.Needed switch { null => "all", 1 => "any", _ => "number" };
        Number = Math.Min(Named.Protocol.Needed ?? int.MaxValue, Named.Stewards.Length).ToString(CultureInfo.InvariantCulture);
        Silence = Named.Protocol.SilenceDays.ToString(CultureInfo.InvariantCulture);
        Member me = own.Fellows.First(one => one.Handle == Me.Handle);
        Fellows = [.. own.Fellows.Where(one => RenewSignIn.MayHelp(me, one, Me.Today)).Select(one => one.Handle)];
        Links = [.. (await members.WaitingForSecondKeeper(cancel)).Where(one => one.Kind == TwoKeeperKind.NewLink && one.ProposedBy != Me.Handle && Fellows.Contains(one.Subject))];
        Wishes = [.. (await members.Wishes(Me, cancel)).Where(one => one.Community == Community.Id)];
        wishedFor = (await records.Lines([.. Wishes.Select(one => one.Wished).OfType<Wished.LetGo>().Select(one => one.Record).Distinct()], Me, cancel)).ToDictionary(line => line.Id, line => line.Title);
        About = await deposits.About(Community.Id, Me, Most, cancel);
        return true;
    }
}
