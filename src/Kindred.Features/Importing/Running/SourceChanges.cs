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

    /// <summary>What rows of the source said of the record so far, without what people made of it between them. Null: some of it was taken away since.</summary>
    public static RecordContent? Said(IArchiveSession session, string? profileName, RecordId record)
    {
        RecordContent? said = null;
        foreach ((int before, int after) in session.RevisionsBySource(profileName, record))
        {
            RecordContent? was = session.FindRevision(record, before)?.Content;
            if (session.FindRevision(record, after)?.Content is not { } now || (was is null && before > 0)) return null;
            said = was is null ? now : ContentPart.Changed(was, now).Aggregate(said ?? new RecordContent { Language = now.Language }, (content, part) => Said(content, part, was, now));
        }

        return said;
    }

    /// <summary>Of links only those that came or went.</summary>
    private static RecordContent Said(RecordContent said, string part, RecordContent was, RecordContent now)
    {
        ContentLink[] Of(RecordContent content) => [.. content.Links.Where(link => link.Field == part)];
        RecordContent put = ContentPart.Put(said, part, now);
        return put with { Links = [.. put.Links.Where(link => link.Field != part), .. Of(said).Except(Of(was).Except(Of(now))), .. Of(now).Except(Of(was)).Except(Of(said))] };
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
