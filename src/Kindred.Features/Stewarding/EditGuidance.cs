using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Stewarding;

/// <summary>A steward rewrites what her community asks of those who write of it: a new revision of its record, and her yes to it, in one act.</summary>
public sealed class EditGuidance(IArchiveWriter writer, Publication publication, TimeProvider time)
{
    public const int MostLines = 50;
    private const int LongestPart = 1_000;
    private const int LongestAsk = 20_000;

    public Task<GuidanceOutcome> Do(RecordId community, ImmutableArray<Entry> lines, string? askOfAllies, Viewer.Member steward, CancellationToken cancel)
    {
        DateOnly today = time.Today();
        return writer.Write<GuidanceOutcome>(session =>
        {
            if (!steward.Communities.Contains(community) || session.FindRecord(community) is not { } record || record.Kind != Community.Kind.Name)
                return new GuidanceOutcome.Unknown();
            // Her yes would cover the change that waits too, unread.
            if (record.LatestRevision != record.Revision) return new GuidanceOutcome.ChangeWaits();
            bool isTooMuch = lines.Length > MostLines || askOfAllies?.Length > LongestAsk || lines.SelectMany(line => line.Parts.Values).Any(text => text.Length > LongestPart);
            if (isTooMuch) return new GuidanceOutcome.TooLong();
            Revision newest = session.FindRevision(community, record.LatestRevision)!;
            RecordContent content = newest.Content
                .With("guidance", lines.IsEmpty ? null : new FieldValue.Entries([.. lines.Select(Clean)]))
                .With("askOfAllies", string.IsNullOrWhiteSpace(askOfAllies) ? null : new FieldValue.One(RecordInput.Clean(askOfAllies)));
            int number = newest.Number + 1;
            // The community speaks, not the member: who its stewards are is not public.
            session.Put(newest with { Number = number, Day = today, Who = content.Title, Note = "", Content = content, WasPublic = false });
            session.Put(record with { LatestRevision = number });
            session.Put(new Consent { Subject = community, Community = community, Revision = number, Answer = ConsentAnswer.Given, Steward = steward.Handle, Day = today });
            session.Write(new Act(ActKind.Consent, [community], today, IsPublic: false));
            publication.Settle(session, community, today);
            return new GuidanceOutcome.Done();
        }, cancel);
    }

    private static Entry Clean(Entry line) => new(line.Parts.ToImmutableSortedDictionary(part => part.Key, part => RecordInput.Clean(part.Value), StringComparer.Ordinal));
}

public abstract record GuidanceOutcome
{
    private GuidanceOutcome()
    {
    }

    public sealed record Done : GuidanceOutcome;

    /// <summary>Another change of the community's record waits for an answer first.</summary>
    public sealed record ChangeWaits : GuidanceOutcome;

    public sealed record TooLong : GuidanceOutcome;

    public sealed record Unknown : GuidanceOutcome;
}
