using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;

namespace Kindred.Features.Importing.Running;

/// <summary>What a source says otherwise than it did, brought into what a record has become. What it does not speak of, and what people made of it since, stays.</summary>
internal static class SourceChanges
{
    /// <param name="before">What the row said last.</param>
    /// <param name="row">What it says now.</param>
    /// <param name="told">Parts that both changed: they stay as people made them.</param>
    public static RecordContent Onto(RecordContent before, RecordContent row, RecordContent newest, string path, out ImmutableArray<Finding> told)
    {
        string[] both =
        [
            .. ContentPart.Changed(before, row).Where(part => !row.Links.Any(link => link.Field == part) && !ContentPart.IsSame(part, before, newest) && !ContentPart.IsSame(part, row, newest)),
        ];
        told = [.. both.Select(part => new Finding("changed-here-too", $"{path}.{part}"))];
        return ContentPart.Merge(before, both.Aggregate(row, (content, part) => ContentPart.Put(content, part, before)), newest, _ => true);
    }

    /// <summary>A part that was taken out of the record does not come back out of a file, but where somebody said it anew since.</summary>
    public static (RecordContent Content, ImmutableArray<Finding> Told) WithoutTakenOut(IArchiveSession session, RecordId record, RecordContent content, RecordContent newest, string path)
    {
        List<Finding> told = [];
        foreach (WithdrawnPart part in session.Parts(record).DistinctBy(one => (one.Field, one.Target)))
        {
            RecordContent without = part.Field == "title" ? ContentPart.Put(content, part.Field, newest)
                : TakenOut.Holds(content, part.Field, part.Target) && !TakenOut.Holds(newest, part.Field, part.Target) ? TakenOut.Without(content, part.Field, part.Target, newest.Title)
                : content;
            if (ContentJson.AreSame(without, content)) continue;
            content = without;
            told.Add(new Finding("taken-out-here", $"{path}.{part.Field}"));
        }

        return (content, [.. told]);
    }
}
