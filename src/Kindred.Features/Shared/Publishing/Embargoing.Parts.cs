using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;

namespace Kindred.Features.Shared.Publishing;

public sealed partial class Embargoing
{
    /// <summary>The days that its depositor has set for single parts, under the handles that the words have now.</summary>
    public static ImmutableArray<Embargo> PartsOfDepositor(IEnumerable<Embargo> words) => [.. words.Where(one => one is { By: EmbargoBy.Depositor, Part: not null })];

    /// <summary>What is destroyed is kept back by nobody any more: its days go with it.</summary>
    internal static void EndOf(IArchiveSession session, RecordId record, WithdrawnPart destroyed)
    {
        foreach (Embargo word in session.Embargoes(record).Where(one => one.Part is { } part && part.Field == destroyed.Field && (destroyed.Target is null || part.Target == destroyed.Target))) session.End(word);
    }

    /// <summary>Why this part can't be kept back alone; null: it can. Of what is in the archive any link may be, of what waits at the desk whole fields only: its links have no far end yet.</summary>
    public static Finding? WhyNot(IArchiveSession session, KindList kinds, RecordId handle, RecordPart part)
    {
        if (session.FindRecord(handle) is { } record)
        {
            // A correction that waits may say it first: it is kept back before anyone takes it.
            DepositedRecord[] waiting = [.. session.DepositsHolding(handle).SelectMany(id => session.FindDeposit(id)!.Records).Where(one => one.Accessioned == handle && one.AwaitsReview)];
            RecordContent[] said = [.. session.Revisions(handle).Select(one => one.Content), .. waiting.Select(one => one.Content)];
            bool isSaid = said.Any(one => TakenOut.Holds(one, part.Field, part.Target)) || (part.Target is null && waiting.Any(one => Says(one, part.Field)));
            return part.WhyNotKeptBack(kinds[record.Kind], said) ?? (isSaid ? null : Empty(part));
        }

        DepositedRecord? entry = session.FindDepositOf(handle)?.Records.FirstOrDefault(one => one.Entry == handle);
        return entry is null || part.Target is not null ? new Finding("part-unknown", "part") : WhyNot(kinds[entry.Kind], entry, part);
    }

    /// <summary>The same of what is handed in.</summary>
    public static Finding? WhyNot(Kind kind, DepositedRecord entry, RecordPart part) => part.WhyNotKeptBack(kind, [entry.Content]) ?? (Says(entry, part.Field) ? null : Empty(part));

    /// <summary>Whole fields of what is handed in that can be kept back alone, in the kind's order.</summary>
    public static ImmutableArray<RecordPart> Keepable(Kind kind, DepositedRecord entry) =>
        [.. kind.Fields.Select(field => new RecordPart(field.Name)).Where(part => WhyNot(kind, entry, part) is null)];

    /// <summary>Of what is in the archive single links too.</summary>
    public static ImmutableArray<RecordPart> Keepable(Kind kind, IReadOnlyCollection<RecordContent> revisions) =>
    [
        .. kind.Fields.SelectMany(field => (RecordPart[])[new RecordPart(field.Name), .. revisions.SelectMany(one => one.Links).Where(link => link.Field == field.Name).Select(link => new RecordPart(field.Name, link.Target)).Distinct()])
            .Where(part => revisions.Any(one => TakenOut.Holds(one, part.Field, part.Target)) && part.WhyNotKeptBack(kind, revisions) is null),
    ];

    /// <summary>What is handed in says something in the field.</summary>
    public static bool Says(DepositedRecord entry, string field) => TakenOut.Holds(entry.Content, field, null) || entry.Links.Any(link => link.Field == field);

    private static Finding Empty(RecordPart part) => new("part-empty", "part", part.Field);
}
