using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Reviewing;

/// <summary>A deposit whole, as it will be public, beside what its communities ask of those who write of them.</summary>
[MembersPage]
[AskAgain("accept", "take", Unless = "basis=Consent")]
public sealed partial class DepositPage(
    IDepositStore deposits, IRecordStore records, IMemberStore members, KindList kinds, RefusedNames refused, ReviewDeposit review, AssignDeposit assign, NearRecords nearRecords,
    CurrentViewer viewer, Texts texts, PageFrame frame) : PageModel
{
    public Viewer.Member Me { get; private set; } = null!;

    public Deposit Deposit { get; private set; } = null!;

    public IReadOnlyList<(DepositedRecord Entry, ReadableRecord Shown)> Entries { get; private set; } = [];

    /// <summary>Connections of the deposit as they read, with what they said before where they were corrected.</summary>
    public IReadOnlyList<(DepositedConnection Entry, ReadableRecord Shown)> Connections { get; private set; } = [];

    public IReadOnlyList<DeskCommunity> Communities { get; private set; } = [];

    public ImmutableArray<Finding> Findings { get; private set; } = [];

    public string? Typed { get; private set; }

    public string? Done { get; private set; }

    /// <summary>The depositor corrected it, or wrote, while it was read: it is shown as it stands now.</summary>
    public bool HasChanged { get; private set; }

    public bool IsMine => Deposit.Depositor == Me.Handle;

    /// <summary>A keeper's own, from public sources, of communities nobody answers for yet: may be published alone, and its page says so.</summary>
    public bool CanVouch => IsMine && Deposit.Proposal is null && IsWaiting && Me.IsKeeper && Communities.All(one => !one.HasSteward);

    public bool IsWaiting => (Deposit.AwaitsReview || IsBack) && Deposit.State is not (DepositState.Draft or DepositState.Withdrawn);

    /// <summary>Of the deposit as it is kept.</summary>
    public string ReadWording { get; private set; } = "";

    /// <summary>It was accepted and came back: a keeper decides once more.</summary>
    public bool IsBack { get; private set; }

    /// <summary>A community is named that nobody can answer for yet: the reviewer must say what the publication rests on.</summary>
    public bool NeedsBasis => Communities.Any(one => !one.HasSteward) || Findings.Any(one => one.Code == "needs-basis");

    /// <summary>The keeper who agreed that it is told first-hand, as long as that counts.</summary>
    public string? AgreedBy { get; private set; }

    public bool CanGive => Communities.Any(one => one.Id is { } id && Me.Communities.Contains(id));

    /// <summary>Records that a link of this deposit leads to, by the text of the link.</summary>
    private Dictionary<string, RecordLine> Linked { get; } = new(StringComparer.Ordinal);

    public string EndOf(string target) => LineOf(target).Text;

    /// <summary>What a finding is about, in words, and where that stands on this page.</summary>
    public (string Words, string? Address) Where(Finding finding)
    {
        if (finding.Code == "needs-basis") return (texts["desk.basis"], "#basis");
        if (finding.Field == "opened") return (texts["notices.opened"], "#opened");
        if (finding.Field is "embargoUntil" or "why" or "what") return (texts[finding.Field switch { "why" => "embargo.why", "what" => "embargo.what", _ => "embargo.day" }], "#" + finding.Field);
        string[] parts = finding.Field.Split('[', ']');
        if (finding.Code.StartsWith("proposal-", StringComparison.Ordinal)) return (texts["proposal.desk.parts"], "#proposal");
        if (parts is ["records", "proposal", var part, ..]) return (texts.Label(Deposit.Proposal!.Kind, part.TrimStart('.').Split('.')[0]), "#proposal");
        if (parts is not [var list, var at, var rest, ..]) return finding.Code == "reason-missing" ? (texts["desk.decline"], "#decline") : (texts["desk.ask"], "#ask");
        string field = rest.TrimStart('.').Split('.')[0];
        if (list == "records" && Deposit.Records.FirstOrDefault(record => record.Ref == at) is { } record)
            return ($"{record.Content.Title}, {(kinds[record.Kind][field] is null ? texts[$"kind.{record.Kind}.one"] : texts.Label(record.Kind, field))}", "#record-" + at);
        if (list != "connections" || !int.TryParse(at, out int number) || number >= Deposit.Connections.Length) return (finding.Field, null);
        DepositedConnection joined = Deposit.Connections[number];
        string words = $"{EndOf(joined.From)} · {texts[$"connection.{joined.Type}.out"]} · {EndOf(joined.To)}";
        return (field == "sources" ? $"{words}, {texts["field.sources.label"]}" : words, "#connection-" + at);
    }

    public async Task<IActionResult> OnGet(string id, string? done, CancellationToken cancel)
    {
        Done = done is not null && texts.Has("desk.done." + done) ? done : null;
        return await Load(id, cancel) ? Page() : Problems.Result(Problem.NotFound);
    }

    public async Task<IActionResult> OnPostAccept(string id, PublicationBasis basis, bool give, string? wording, bool opened, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        if (Unread(opened) is { } unread) return await End(unread, id, "", cancel);
        ReviewOutcome outcome = await review.Accept(Deposit.Id, Me, basis, give, wording ?? "", cancel);
        return await End(outcome, id, outcome is ReviewOutcome.Done { Deposit.State: DepositState.Declined } ? "no-stands" : give ? "given" : "accepted", cancel);
    }

    public async Task<IActionResult> OnPostAsk(string id, string? text, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        Typed = text;
        return await End(await review.Ask(Deposit.Id, Me, text ?? "", cancel), id, "asked", cancel);
    }

    public async Task<IActionResult> OnPostDecline(string id, string? text, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        return await End(await review.Decline(Deposit.Id, Me, text, cancel), id, "declined", cancel);
    }

    public async Task<IActionResult> OnPostRelease(string id, CancellationToken cancel)
    {
        if (!await Load(id, cancel)) return Problems.Result(Problem.NotFound);
        return await End(await review.Release(Deposit.Id, Me, cancel), id, "released", cancel);
    }

    private async Task<IActionResult> End(ReviewOutcome outcome, string id, string done, CancellationToken cancel)
    {
        switch (outcome)
        {
            case ReviewOutcome.Done:
                return Redirect(frame.To($"/desk/deposits/{id}?done={done}"));
            case ReviewOutcome.SecondKeeperNeeded:
                // Only a keeper's word on that counts, and nobody's yes is kept before it is taken in.
                return Redirect(frame.To($"/desk/deposits/{id}?done={(!Me.IsKeeper ? "first-hand" : done == "given" ? "second-given" : "second")}"));
            case ReviewOutcome.NeedsWork work:
                await Load(id, cancel);
                Findings = work.Findings;
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            case ReviewOutcome.ChangedMeanwhile when await Load(id, cancel):
                HasChanged = true;
                Response.StatusCode = StatusCodes.Status412PreconditionFailed;
                return Page();
            case ReviewOutcome.SecondPersonNeeded:
                return Problems.Result(Problem.NotYours);
            case ReviewOutcome.NotNow:
                return Problems.Result(Problem.AlreadyDecided);
            default:
                return Problems.Result(Problem.NotFound);
        }
    }

    private async Task<bool> Load(string id, CancellationToken cancel)
    {
        Me = (await viewer.Of(HttpContext)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId parsed) || await deposits.Find(new DepositId(parsed), Me, cancel) is not { } visible) return false;
        (Deposit, Deposit kept) = (visible.Value, visible.Value);
        Record[] accessioned =
            [.. (await records.Records([.. Deposit.Records.Select(one => one.Accessioned).OfType<RecordId>()], Me, cancel)).Select(one => one.Value)];
        Dictionary<RecordId, int> latest = accessioned.ToDictionary(one => one.Id, one => one.LatestRevision);
        if (kept.Proposal is { } change && await records.Records([change.Record], Me, cancel) is [{ Value: var changed }]) latest[changed.Id] = changed.LatestRevision;
        IsBack = Me.IsKeeper && !Deposit.AwaitsReview && (accessioned.Any(one => Accession.IsBack(Deposit, one)) || await IsAnyConnectionBack(cancel));
        foreach (Record back in accessioned.Where(one => IsBack && Accession.IsBack(Deposit, one))) await ShowNewest(back, cancel);
        await FindLinked(cancel);
        await FindProposed(cancel);
        Dictionary<RecordId, RecordLine> targets =
            (await records.Lines([.. accessioned.SelectMany(one => one.Content.Links).Select(link => link.Target).Distinct()], Me, cancel)).ToDictionary(line => line.Id);
        Entries = [.. Deposit.Records.Select(entry => (entry, Readable(entry, accessioned.FirstOrDefault(one => one.Id == entry.Accessioned), targets)))];
        List<(DepositedConnection, ReadableRecord)> connections = [];
        foreach (DepositedConnection one in Deposit.Connections) connections.Add((one, await Readable(one, cancel)));
        Connections = connections;
        ReadWording = Wording.Of(kept, id => latest.TryGetValue(id, out int number) ? number : null);
        AgreedBy = FirstWord.OnFirstHand(Deposit, await members.All(cancel), Me.Today);
        await FindCommunities(cancel);
        await FindRefused(cancel);
        await FindAround(kept, cancel);
        await FindEmbargoes(cancel);
        return true;
    }

    /// <summary>What is accepted once more are the newest words that the archive has.</summary>
    private async Task ShowNewest(Record back, CancellationToken cancel)
    {
        if (await records.Revision(back.Id, back.LatestRevision, Me, cancel) is { } newest) Deposit = Deposit.Saying(back.Id, newest.Value.Content, newest.Value.Number);
    }

    private async Task<bool> IsAnyConnectionBack(CancellationToken cancel)
    {
        foreach (RecordId id in Deposit.Connections.Select(one => one.Accessioned).OfType<RecordId>())
        {
            if (await records.Connection(id, Me, cancel) is { } known && Accession.IsBack(known.Connection.Value)) return true;
        }

        return false;
    }

    private async Task<ReadableRecord> Readable(DepositedConnection entry, CancellationToken cancel)
    {
        ConnectionReading? known = entry is { AwaitsReview: true, Accessioned: { } id } ? await records.Connection(id, Me, cancel) : null;
        return ReadableWords.Of(entry.Type, entry.Words, known?.Connection.Value.Words, texts);
    }

    private ReadableRecord Readable(DepositedRecord entry, Record? known, Dictionary<RecordId, RecordLine> targets)
    {
        RecordContent? before = entry.AwaitsReview ? known?.Content : null;
        ILookup<string, ReadableLine> links = entry.Links.ToLookup(link => link.Field, link => LineOf(link.Target, link.Note, link.Finest), StringComparer.Ordinal);
        return ReadableRecord.Of(kinds[entry.Kind], entry.Content, links, before, before is null ? null : ReadableRecord.Links(before, targets, texts), texts);
    }

    private ReadableLine LineOf(string target, string? note = null, Precision? finest = null)
    {
        if (target.StartsWith('#'))
        {
            DepositedRecord? within = Deposit.Records.FirstOrDefault(record => "#" + record.Ref == target);
            return new ReadableLine(ReadableRecord.Noted(within?.Content.Title ?? target, note, finest, texts), within is null ? null : "#record-" + within.Ref, within?.Accessioned is null);
        }

        return Linked.TryGetValue(target, out RecordLine? line)
            ? new ReadableLine(ReadableRecord.Noted(line.Title, note, finest, texts), $"/r/{line.Id}")
            : new ReadableLine(ReadableRecord.Noted(target, note, finest, texts));
    }

    private async Task FindLinked(CancellationToken cancel)
    {
        IEnumerable<(string Target, ImmutableArray<string> Kinds)> links = Deposit.Records
            .SelectMany(record => record.Links.Select(link => (link.Target, kinds[record.Kind][link.Field]?.LinkKinds ?? [])))
            .Concat(Deposit.Connections.SelectMany(one => new[] { (one.From, ImmutableArray<string>.Empty), (one.To, ImmutableArray<string>.Empty) }))
            .Where(link => !link.Item1.StartsWith('#'));
        if (Deposit.Proposal is { } proposal) links = links.Concat(proposal.Links.Select(link => (link.Target, kinds[proposal.Kind][link.Field]?.LinkKinds ?? [])).Where(link => !link.Target.StartsWith('#')));
        foreach ((string target, ImmutableArray<string> of) in links.DistinctBy(link => link.Target).Take(500))
        {
            IReadOnlyList<RecordLine> found = RecordId.TryParse(target, out RecordId id)
                ? await records.Lines([id], Me, cancel)
                : await records.Named(target, of, Me, cancel);
            RecordLine? exact = found.FirstOrDefault(line => line.Title.Equals(target, StringComparison.OrdinalIgnoreCase));
            if (exact is not null || found is [_, ..]) Linked[target] = exact ?? found[0];
        }
    }

    private async Task FindCommunities(CancellationToken cancel)
    {
        List<DeskCommunity> found = [.. Deposit.Records.Where(one => one.Kind == Community.Kind.Name && one.Accessioned is null)
            .Select(one => new DeskCommunity(null, one.Content.Title, HasSteward: false, one.Content))];
        // Both sides of a kinship are asked, and for a note those of what it is about.
        IEnumerable<string> subjects = Deposit.Connections.Where(one => ConnectionType.Find(one.Type)!.IsSymmetric).SelectMany(one => new[] { one.From, one.To })
            .Concat(Deposit.Records.Where(one => one.Kind == Note.Kind.Name).SelectMany(one => one.Links).Where(link => link.Field == "on").Select(link => link.Target));
        RecordId[] of = [.. subjects.Select(target => Linked.GetValueOrDefault(target)).OfType<RecordLine>().Select(line => line.Id).Distinct()];
        RecordId[] ids =
        [
            .. Linked.Values.Where(line => line.Kind == Community.Kind.Name).Select(line => line.Id).Concat(Proposed?.Communities ?? [])
                .Concat((await records.Records(of, Me, cancel)).SelectMany(one => one.Value.Communities)).Distinct(),
        ];
        foreach (Visible<Record> community in await records.Records(ids, Me, cancel))
        {
            Record record = community.Value;
            bool hasSteward = await members.Community(record.Id, Me.Today, cancel) is { Stewards.IsEmpty: false };
            found.Add(new DeskCommunity(record.Id, record.Content.Title, hasSteward, record.Content));
        }

        Communities = [.. found.OrderBy(one => one.Title, texts.Alphabetical)];
    }
}

/// <summary>A community named in what is read at the desk, with what it asks of those who write of it.</summary>
/// <param name="Id">Null: it comes with this deposit.</param>
public sealed record DeskCommunity(RecordId? Id, string Title, bool HasSteward, RecordContent Content);
