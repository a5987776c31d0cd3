using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Records;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Consents;

/// <summary>Changes of what is public that somebody else proposes, and their translations.</summary>
internal sealed partial class World
{
    private const int MostProposals = 5;

    private static readonly string[][] Proposable =
    [
        ["title"], ["unresolved"], ["story", "unresolved"], ["translations.es.title"], ["title", "translations.es.title"],
        [OwnKindsHere.Pledge, OwnKindsHere.Weather], ["stoodWith", "unresolved"], ["where", "translations.es.unresolved"],
    ];

    // Who agreed that it is told first-hand, and when, in the words that are there now.
    private readonly Dictionary<DepositId, Dictionary<string, DateOnly>> firstHand = [];
    private readonly List<DepositId> proposals = [];

    private async Task Propose(int one, int other, int third)
    {
        if (proposals.Count >= MostProposals || Subject(one) is not { } subject) return;
        await Write(session =>
        {
            // As anyone reads it.
            if (session.FindRecord(subject) is not { Kind: not "note" } record || VisibilityPolicy.Show(new Viewer.Public(Today), record) is not { Value: { } read }) return;
            Proposal proposal = Proposed(record, read.Content, [.. Proposable[other].Where(part => kinds[record.Kind][ContentPart.FieldOf(part)] is not null)], third);
            if (proposal.Parts.IsEmpty) return;
            Deposit deposit = new() { Id = DepositId.Mint(), State = DepositState.Deposited, Day = Today, StateDay = Today, Proposal = proposal };
            session.Put(deposit, Mentions.Named(session, deposit));
            proposals.Add(deposit.Id);
            Log($"somebody proposes ({proposals.Count - 1}) to {Name(subject)}, revision {record.Revision}: {Said(proposal.Content, proposal.Links)}");
        });
    }

    /// <summary>Sent again in other words, as long as nobody has decided.</summary>
    private async Task Retell(int one, int other, int third)
    {
        if (proposals.Count == 0) return;
        DepositId id = proposals[one % proposals.Count];
        await Write(session =>
        {
            if (session.FindDeposit(id) is not { Proposal: { AwaitsReview: true } before } deposit || session.FindRecord(before.Record) is not { } record) return;
            if (VisibilityPolicy.Show(new Viewer.Public(Today), record) is not { Value: { } read }) return;
            string[] parts = [.. Proposable[other].Where(part => kinds[record.Kind][ContentPart.FieldOf(part)] is not null)];
            if (parts is []) return;
            Deposit changed = deposit with { Proposal = Proposed(record, read.Content, parts, third) with { Entry = before.Entry }, State = DepositState.InReview, StateDay = Today, FirstHandAgreedBy = [] };
            Log($"proposal {one % proposals.Count} is sent again: {Said(changed.Proposal.Content, changed.Proposal.Links)}");
            session.Put(changed, Mentions.Named(session, changed));
            firstHand.Remove(id);
        });
    }

    private Proposal Proposed(Record record, RecordContent read, string[] parts, int third)
    {
        RecordContent content = new() { Language = read.Language };
        foreach (string part in parts.Where(part => ContentPart.Translation(part) is not null || kinds[record.Kind][part] is { IsLink: false }))
        {
            RecordContent written = ContentPart.Translation(part) is { } of
                ? content with { Translations = content.Translations.SetItem(of.Language, ImmutableSortedDictionary<string, Translation>.Empty.Add(of.Field, new Translation(Fresh("dicho"), record.Revision, third % 2 == 0))) }
                : content.With(part, new FieldValue.One(Fresh(part)));
            content = ContentPart.Put(content, part, written);
        }

        return new Proposal
        {
            Entry = RecordId.Mint(), Record = record.Id, Kind = record.Kind, OfRevision = record.Revision, Parts = [.. parts], Content = content,
            Links = [.. parts.Contains("stoodWith") ? [new LinkMention("stoodWith", Communities[third % 2].ToString())] : (LinkMention[])[], .. parts.Contains("where") ? Where(3) : []],
            Seen = [.. read.Links.Where(link => parts.Contains(link.Field)).Select(link => link.Target)], Why = "so it was",
        };
    }

    /// <summary>Whole, or one part of it; by a keeper, or by a steward who says yes with it.</summary>
    private async Task TakeProposal(int one, int other, int third)
    {
        if (proposals.Count == 0) return;
        DepositId id = proposals[one % proposals.Count];
        if (await Read(session => session.FindDeposit(id)?.Proposal) is not { AwaitsReview: true } proposal) return;
        Viewer.Member reviewer = third % 4 == 3 && await Steward(other, third / 4) is { } steward ? steward : Keeper(third);
        bool isPart = other % 4 == 3 && proposal.Parts.Length > 1;
        ProposalChoice choice = new(isPart ? [proposal.Parts[third / 2 % proposal.Parts.Length]] : other % 4 == 2 ? proposal.Parts : null, null);
        PublicationBasis basis = (third / 4 % 4) switch { 0 => PublicationBasis.Consent, 3 => PublicationBasis.FirstHand, _ => PublicationBasis.PublicSources };
        bool gives = !reviewer.IsKeeper && third % 8 == 7;
        (int newest, long last) = await Read(session => (session.FindRecord(proposal.Record)?.LatestRevision ?? 0, Last(session, proposal.Record)));
        ReviewOutcome outcome = await review.Take(id, reviewer, choice, basis, gives, null, CancellationToken.None);
        Log($"{reviewer.Handle} takes proposal {one % proposals.Count}{(isPart ? $", of it {choice.Parts!.First()}" : "")} ({basis}){(gives ? " and says yes" : "")}: {Called(outcome)}");
        basis = Found(id, reviewer, basis, outcome);
        if (outcome is not ReviewOutcome.Done) return;
        await Write(session =>
        {
            if (session.FindRecord(proposal.Record) is not { } record) return;
            if (record.LatestRevision > newest) Oracle.Rests(record.Id, record.LatestRevision, basis);
            foreach (Consent one in session.Consents(record.Id).Where(one => one.Number > last))
                Oracle.Answered(new Said(one.Subject, one.Community, one.Steward, one.Answer, record.LatestRevision, one.Until));
        });
    }

    private async Task TakeBackProposal(int one)
    {
        if (proposals.Count == 0) return;
        DepositId id = proposals[one % proposals.Count];
        await Write(session =>
        {
            if (session.FindDeposit(id) is not { } deposit) return;
            Log($"proposal {one % proposals.Count} is taken back by who proposed it");
            TellOfTakingBack(session, deposit);
            destruction.Destroy(session, deposit, [], Today);
        });
        proposals.Remove(id);
    }

    /// <summary>What goes with a proposal that its proposer takes back.</summary>
    private void TellOfTakingBack(IArchiveSession session, Deposit deposit)
    {
        if (deposit.Proposal is not { TakenAs: { } number } proposal || session.FindRecord(proposal.Record) is not { } record) return;
        Revision? before = session.Revisions(record.Id).Where(one => one.Number < number).MaxBy(one => one.Number);
        if (before is not null) Oracle.RestsAgain(record.Id, before.Number, number);
        List<string> words = [];
        foreach (string part in proposal.Taken)
        {
            words.AddRange(ContentPart.Translation(part) is { } of ? Oracle.SaysInTranslation(proposal.Content, of.Field) : Oracle.Says(proposal.Content, part));
            // Its translations too, taken or not.
            if (kinds[record.Kind][part] is { IsLink: false })
            {
                string? said = proposal.Content.Text(part);
                words.AddRange(session.Revisions(record.Id).Select(one => one.Content).Concat(session.ProposalsTo(record.Id).Select(one => Of(one.Proposal!))).SelectMany(content => content.Translations.Values)
                    .SelectMany(fields => fields.Where(field => field.Key == part)).Where(field => session.FindRevision(record.Id, field.Value.OfRevision)?.Content.Text(part) == said).Select(field => field.Value.Text));
            }
        }

        Oracle.TakenBack(record.Id, words);
    }

    private static RecordContent Of(Proposal proposal) => proposal.Content with
    {
        Translations = proposal.Content.Translations.ToImmutableSortedDictionary(language => language.Key, language => language.Value.ToImmutableSortedDictionary(
            field => field.Key, field => field.Value with { OfRevision = proposal.OfRevision })),
    };

    /// <summary>What a review found it to rest on, as two keepers must have said where it is told first-hand: each in their own time, to the words that are there.</summary>
    private PublicationBasis Found(DepositId id, Viewer.Member reviewer, PublicationBasis basis, ReviewOutcome outcome)
    {
        if (basis != PublicationBasis.FirstHand || outcome is not (ReviewOutcome.Done or ReviewOutcome.SecondKeeperNeeded)) return basis;
        if (!firstHand.TryGetValue(id, out Dictionary<string, DateOnly>? agreed)) agreed = firstHand[id] = [];
        foreach (string old in agreed.Where(one => one.Value.AddDays(TwoKeeperAct.Days) < Today).Select(one => one.Key).ToArray()) agreed.Remove(old);
        if (reviewer.IsKeeper) agreed.TryAdd(reviewer.Handle, Today);
        bool isTwice = agreed.Count >= 2;
        if (outcome is ReviewOutcome.Done) firstHand.Remove(id);
        return isTwice ? basis : PublicationBasis.Consent;
    }

    private static long Last(IArchiveSession session, RecordId subject) => session.Consents(subject).Select(one => one.Number).DefaultIfEmpty().Max();
}
