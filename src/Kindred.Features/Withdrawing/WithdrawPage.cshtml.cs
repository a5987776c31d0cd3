using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Withdrawing;

/// <summary>Says what will be destroyed and what will stay, before a steward or keeper gives their word.</summary>
[MembersPage]
[AskAgain("", "show")]
public sealed class WithdrawPage(
    IRecordStore records, IDepositStore deposits, IMemberStore members, KindList kinds, WithdrawRecord withdraw, CurrentViewer viewer, Shell shell, Texts texts, PageFrame frame) : PageModel
{
    private const int MostAnswers = 1000;

    private RecordId? owner;

    public Viewer.Member Me { get; private set; } = null!;

    public RecordId Id { get; private set; }

    public string Title { get; private set; } = "";

    public string? FarTitle { get; private set; }

    public int Revisions { get; private set; }

    public int Connections { get; private set; }

    public int Notes { get; private set; }

    /// <summary>Of others, beside it: they stay.</summary>
    public int Tellings { get; private set; }

    public bool WasPublic { get; private set; }

    /// <summary>The reader answers for a community it names; else a keeper's word, and a second one's, is needed.</summary>
    public bool IsSteward { get; private set; }

    /// <summary>Other communities are named that somebody answers for, and may go on without this one.</summary>
    public bool AreOthersNamed { get; private set; }

    /// <summary>What a steward of a community of the reader's chose for its address when she withdrew it.</summary>
    public string? Chosen { get; private set; }

    /// <summary>Only revisions before the shown one name a community of the reader's.</summary>
    public bool IsOfEarlier { get; private set; }

    /// <summary>Null: the reader has no passkey here, or it is not her community's to withdraw.</summary>
    public SigningOffer? Sign { get; private set; }

    /// <summary>What came of it; null: nothing yet.</summary>
    public WithdrawOutcome? Outcome { get; private set; }

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public string? Words { get; private set; }

    public string? Reason { get; private set; }

    public bool IsSure { get; private set; }

    public Finding? WrongAt(string field) => Findings.FirstOrDefault(one => one.Field == field);

    public async Task<IActionResult> OnGet(string id, CancellationToken cancel) => await LoadToWithdraw(id, cancel) ? Elsewhere ?? (IActionResult)Page() : Problems.Result(Problem.NotFound);

    public async Task<IActionResult> OnPost(string id, string? words, string? reason, bool sure, string? signature, CancellationToken cancel)
    {
        if (!await LoadToWithdraw(id, cancel)) return Problems.Result(Problem.NotFound);
        if (Elsewhere is { } elsewhere) return elsewhere;
        (Words, Reason, IsSure) = (words, reason, sure);
        Findings = [.. new[] { IsSteward ? null : Finding.ReasonMissing(reason), sure ? null : new Finding("part-not-sure", "sure") }.OfType<Finding>()];
        if (Findings is not [])
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        Outcome = IsSteward
            ? await withdraw.BySteward(Id, null, words, Me, cancel, SentSignature.ReadForm(signature, Request, shell).Sent)
            : await withdraw.ByKeeper(Id, reason ?? "", words, Me, cancel);
        return Refused(Outcome) ?? (IActionResult)Page();
    }

    public async Task<IActionResult> OnPostHide(string id, string? reason, CancellationToken cancel) => await Load(id, cancel)
        ? Elsewhere ?? (Finding.ReasonMissing(reason) is not null ? Redirect(frame.To($"/desk/records/{Id}?done=hide-why")) : null) ?? Back(await withdraw.Hide(Id, reason ?? "", Me, cancel), "hidden")
        : Problems.Result(Problem.NotFound);

    public async Task<IActionResult> OnPostShow(string id, CancellationToken cancel) => await Load(id, cancel)
        ? Elsewhere ?? Back(await withdraw.Show(Id, Me, cancel), "shown")
        : Problems.Result(Problem.NotFound);

    /// <summary>A link of a record is withdrawn with the record, on its page; null: this is the page.</summary>
    private RedirectResult? Elsewhere => owner is { } record ? Redirect(frame.To($"/desk/records/{record}/withdraw")) : null;

    private IActionResult Back(WithdrawOutcome outcome, string done) => Refused(outcome) ?? (IActionResult)Redirect(frame.To($"/desk/records/{Id}?done={done}"));

    private ProblemResult? Refused(WithdrawOutcome outcome) => outcome switch
    {
        WithdrawOutcome.Unknown => Problems.Result(Problem.NotFound),
        WithdrawOutcome.NotRight wrong => Problems.NotRight(HttpContext, wrong.Finding),
        _ => null,
    };

    /// <summary>Who is in the grace after a term hides, and no more.</summary>
    private async Task<bool> LoadToWithdraw(string id, CancellationToken cancel) => await Load(id, cancel) && (IsSteward || Me.IsKeeper);

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId parsed)) return false;
        Id = parsed;
        RecordId[] communities;
        if (await records.Read(Id, Me, 0, cancel) is Reading.Found found)
        {
            Record record = found.Record.Value;
            Title = record.Content.Title;
            (Revisions, WasPublic) = (record.LatestRevision, record.WasPublic);
            Connections = found.Groups.Where(group => group.OtherKind != "note").Sum(group => group.Count);
            Tellings = found.Groups.Where(group => group is { IsOutgoing: false, OtherKind: "telling" } && group.Type == ConnectionType.About).Sum(group => group.Count);
            Notes = found.Groups.Where(group => group.OtherKind == "note" && group.Type == ConnectionType.About).Sum(group => group.Count);
            communities = [.. record.Communities];
            IsOfEarlier = !Me.IsKeeper && !communities.Any(Me.Communities.Contains)
                && (await records.Revisions(Id, Me, cancel)).Any(one => one.Value.Number < record.Revision && one.Value.Content.Links.Any(link => link.IsCommunity && Me.Communities.Contains(link.Target)));
        }
        else if (await records.Connection(Id, Me, cancel) is { } connection)
        {
            (Title, FarTitle) = (connection.From.Title, connection.To.Title);
            (Revisions, WasPublic) = (connection.Revisions.Length, connection.Connection.Value.PublishedDay is not null);
            communities = [.. connection.Connection.Value.Communities];
            owner = connection.Connection.Value.IsOfField ? FieldConnections.OwnerOf(connection.Connection.Value, kinds[connection.From.Kind]) : null;
        }
        else
        {
            return false;
        }

        IsSteward = IsOfEarlier || communities.Any(one => Me.Communities.Contains(one));
        foreach (RecordId other in communities.Except(Me.Communities)) AreOthersNamed |= await members.Community(other, Me.Today, cancel) is { Stewards: not [] };
        if (owner is null && !IsOfEarlier) Sign = await OfferToSign([.. communities.Where(Me.Communities.Contains)], cancel);
        Chosen = (await deposits.Answered([.. communities.Intersect(Me.Communities)], Me, MostAnswers, cancel))
            .FirstOrDefault(one => one.Subject == Id && one is { Answer: ConsentAnswer.Withdrawn, Condition: not null })?.Condition;
        return IsSteward || Me.MayHide;
    }

    private async Task<SigningOffer?> OfferToSign(RecordId[] communities, CancellationToken cancel)
    {
        byte[]? words = await records.WordsSaid(Id, Revisions, Me, cancel);
        return words is null ? null : await SigningOffer.Of(
            members, Request, shell, Me, [.. communities.Select(one => ToSign.Of(Id, Revisions, words, one, ConsentAnswer.Withdrawn))], isList: true, texts["signed.withdraw"], cancel);
    }
}
