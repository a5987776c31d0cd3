using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

public sealed partial class ReceiptPage
{
    /// <summary>The record that a proposal would change; null: it is no proposal, or that is not public now.</summary>
    public RecordLine? Proposed { get; private set; }

    /// <summary>What a proposal would change, part by part; empty where it would only be taken out.</summary>
    public IReadOnlyList<(string Part, ReadableRecord Shown, bool IsEmpty)> ProposedParts { get; private set; } = [];

    /// <summary>It can be changed and sent again.</summary>
    public bool CanChange => Deposit!.Proposal is not { } proposal || (proposal.AwaitsReview && seen is not null);

    public string ChangeAddress => Deposit!.Proposal is not { } proposal ? "/contribute"
        : TranslatedInto(proposal) is { } language ? $"/r/{proposal.Record}/translate/{language}" : $"/r/{proposal.Record}/propose";

    /// <summary>The one language that it translates into; null: it is another change.</summary>
    private static string? TranslatedInto(Proposal proposal) =>
        proposal.Parts.Select(part => ContentPart.Translation(part)?.Language).Distinct().ToArray() is [{ } only] ? only : null;

    private ProposableReading? seen;
    private bool isShown;

    private string StateOfProposal(Proposal proposal) => Deposit!.State switch
    {
        _ when proposal.TakenAs is not null => isShown ? "proposal-published" : Deposit.State == DepositState.Declined ? "proposal-refused" : "proposal-asked",
        DepositState.Declined => "proposal-declined",
        DepositState.Deposited or DepositState.InReview => "proposal-waits",
        _ => ValueName.Of(Deposit.State),
    };

    private async Task FindProposed(Proposal proposal, CancellationToken cancel)
    {
        Viewer anyone = new Viewer.Public(time.Today());
        Proposed = await records.Lines([proposal.Record], anyone, cancel) is [var line] ? line : null;
        isShown = proposal.TakenAs is { } revision && await records.Records([proposal.Record], anyone, cancel) is [{ Value: var record }] && record.Revision >= revision;
        seen = await proposable.Find(proposal.Record, proposal.OfRevision, cancel) ?? await proposable.Find(proposal.Record, cancel);
        Lines = [.. Lines, .. await records.Lines([.. proposal.Links.Select(link => RecordId.TryParse(link.Target, out RecordId id) ? id : default)], anyone, cancel)];
        Kind kind = kinds[proposal.Kind];
        ILookup<string, ReadableLine> links = proposal.Links.ToLookup(link => link.Field, link => new ReadableLine(ReadableRecord.Noted(EndOf(link.Target), link.Note, link.Finest, texts)), StringComparer.Ordinal);
        ProposedParts = [.. proposal.Parts.Select(part => (part, ReadablePart.Of(kind, part, proposal.Content, links, null, null, texts)))
            .Select(one => (one.part, one.Item2, one.Item2.Fields[0].Lines.IsEmpty))];
    }

    /// <summary>The record's own form, with what was proposed in it.</summary>
    private Contribution OpenedProposal(Proposal proposal)
    {
        Contribution told = new()
        {
            Key = "", Receipt = Words, IsDraft = Deposit!.State == DepositState.Draft, Read = Tag, SignedAs = Deposit.SignedAs == "anonymous" ? null : Deposit.SignedAs,
            Records = [ProposalsApi.Changed(seen!.Seen, JsonSerializer.SerializeToElement(ProposalsApi.Shown(proposal, kinds)["changes"]))],
            Names = new Dictionary<string, string>(seen.Names),
            Proposal = new ProposalCarried
            {
                Record = proposal.Record.ToString(), OfRevision = seen.Record.Revision, Seen = (JsonObject)seen.Seen.DeepClone(), Why = proposal.Why, Sources = proposal.Sources,
            },
        };
        foreach (RecordLine line in Lines) told.Names.TryAdd(line.Title, line.Id.ToString());
        return told;
    }
}
