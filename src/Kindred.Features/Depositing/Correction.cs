using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

/// <summary>What a depositor sends in the place of what they sent before. What it leaves out stays where it was public once, something that stays links to it
/// or it is a name that others wrote too; the rest was taken back before anyone could read it, and goes.</summary>
internal sealed class Correction(IArchiveSession session, Deposit deposit, DepositInput input)
{
    public Deposit Merged()
    {
        ImmutableArray<DepositedRecord> records = Records();
        DepositedConnection[] left = [.. deposit.Connections.Where(one => !input.Connections.Any(other => IsOf(one, other)))];
        DepositedConnection[] linksTakenBack = [.. left.Where(one => IsLinkNobodyRead(one, records))];
        return deposit with
        {
            // A link of a record is asked about with its record.
            Records = [.. records.Select(record => linksTakenBack.Any(one => one.From == "#" + record.Ref) ? record with { AwaitsReview = true } : record)],
            Connections = [.. input.Connections.Select(Merged), .. left.Except(linksTakenBack).Where(one => Stays(one, records))],
        };
    }

    /// <summary>What is to be destroyed. One may go with another: to be read one after the other.</summary>
    public IEnumerable<RecordId> LeftOut(Deposit merged) => deposit.Accessioned.Except(merged.Accessioned)
        .Where(id => session.FindRecord(id) is not null || session.FindConnection(id) is { IsOfField: false });

    /// <summary>Entries keep their handle and their permanent id by their ref.</summary>
    private ImmutableArray<DepositedRecord> Records()
    {
        Dictionary<string, DepositedRecord> before = deposit.Records.ToDictionary(record => record.Ref, StringComparer.Ordinal);
        List<DepositedRecord> merged = [];
        foreach (DepositedRecord record in input.Records)
        {
            if (!before.Remove(record.Ref, out DepositedRecord? old) || old.Kind != record.Kind) merged.Add(record);
            else merged.Add(record with
            {
                Entry = old.Entry,
                Accessioned = old.Accessioned,
                OfRevision = old.Accessioned is null ? null : record.OfRevision ?? old.OfRevision,
                AwaitsReview = old.AwaitsReview || !IsSame(AsRead(old, record), record),
            });
        }

        merged.AddRange(before.Values.Where(record => WasPublic(record.Accessioned) || NamedByOthers.Is(session, deposit, record)));
        while (before.Values.Except(merged).Where(record => IsLinked(record, merged)).ToArray() is [_, ..] linked) merged.AddRange(linked);
        return [.. merged];
    }

    /// <summary>The words that were corrected: her own, or those that somebody else has made of them since and that she read.</summary>
    private DepositedRecord AsRead(DepositedRecord old, DepositedRecord record) =>
        record.OfRevision is { } read && old is { Accessioned: { } id, OfRevision: { } own } && read > own && session.FindRevision(id, read) is { } revision
            ? deposit.AsArchived(old, revision.Content, read) : old;

    private bool IsLinked(DepositedRecord record, List<DepositedRecord> staying) =>
        staying.SelectMany(one => one.Links).Select(link => link.Target).Concat(input.Connections.SelectMany(one => new[] { one.From, one.To })).Any(target => IsTarget(record, target));

    private static bool IsTarget(DepositedRecord record, string target) => target == "#" + record.Ref || (record.Accessioned is { } id && target == id.ToString())
        || (Mentions.IsMadeOfName(record) && string.Equals(target, record.Content.Title, StringComparison.OrdinalIgnoreCase));

    /// <summary>A connection keeps its handle and its permanent id by its type and ends; one whose words are the same is not reviewed, nor asked about, again.</summary>
    private DepositedConnection Merged(DepositedConnection connection) =>
        deposit.Connections.FirstOrDefault(old => IsOf(old, connection)) is not { } known ? connection
        : connection with { Entry = known.Entry, Accessioned = known.Accessioned, AwaitsReview = known.AwaitsReview || !IsSame(known.Words, connection.Words) };

    /// <summary>One that became no connection of its own says no more than a link that is there.</summary>
    private bool Stays(DepositedConnection left, ImmutableArray<DepositedRecord> records) => left.Accessioned is { } id
        && session.FindConnection(id) is not { IsOfField: false, PublishedDay: null }
        && !deposit.Records.Where(record => !records.Any(one => one.Ref == record.Ref)).Any(gone => IsTarget(gone, left.From) || IsTarget(gone, left.To));

    private bool IsLinkNobodyRead(DepositedConnection left, ImmutableArray<DepositedRecord> records) => left.Accessioned is { } id && session.FindConnection(id) is { IsOfField: true }
        && records.FirstOrDefault(record => "#" + record.Ref == left.From) is { } of && !WasPublic(of.Accessioned);

    private bool WasPublic(RecordId? accessioned) => accessioned is { } id && session.FindRecord(id) is { PublishedDay: not null };

    private static bool IsSame(DepositedRecord old, DepositedRecord record) =>
        old.Links.SequenceEqual(record.Links) && ContentJson.AreSame(old.Content, record.Content);

    private static bool IsOf(DepositedConnection one, DepositedConnection other) => one.Type == other.Type && one.From == other.From && one.To == other.To;

    private static bool IsSame(ConnectionWords old, ConnectionWords words) =>
        (old with { Sources = [] }) == (words with { Sources = [] }) && old.Sources.Select(Text).SequenceEqual(words.Sources.Select(Text), StringComparer.Ordinal);

    private static string Text(Entry source) => string.Join('\n', source.Parts.Select(part => $"{part.Key} {part.Value}"));
}
