using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Domain.Depositing;

/// <summary>A change of a published record that somebody hands in: the parts that would change and no others, and the revision that they were read in. It is a
/// deposit in all else: receipt, quarantine, desk, messages, days until it is destroyed.</summary>
public sealed record Proposal
{
    /// <summary>Of why, in characters; it stands beside the revision for good.</summary>
    public const int LongestWhy = 500;
    public const int LongestSources = 4_000;

    /// <summary>Its handle at the desk. The record's own id is its depositor's.</summary>
    public required RecordId Entry { get; init; }

    public required RecordId Record { get; init; }

    public required string Kind { get; init; }

    /// <summary>The revision that was read and changed.</summary>
    public required int OfRevision { get; init; }

    /// <summary>Names of the parts that it would change, as <see cref="ContentPart"/> has them.</summary>
    public required ImmutableArray<string> Parts { get; init; }

    /// <summary>Those parts as they would be; of one that is named and not here nothing would be left.</summary>
    public required RecordContent Content { get; init; }

    public ImmutableArray<LinkMention> Links { get; init; } = [];

    /// <summary>Records that those parts linked to or cited and that were shown to who proposes: what they could not see they did not take out.</summary>
    public ImmutableArray<RecordId> Seen { get; init; } = [];

    public string Why { get; init; } = "";

    /// <summary>Where it can be read that it is so, in their words; for the desk.</summary>
    public string Sources { get; init; } = "";

    public bool AwaitsReview { get; init; } = true;

    /// <summary>Parts that were taken; the others were not.</summary>
    public ImmutableArray<string> Taken { get; init; } = [];

    /// <summary>The day on which its parts were taken or left out; null: nobody has decided yet.</summary>
    public DateOnly? DecidedDay { get; init; }

    /// <summary>The revision that it became.</summary>
    public int? TakenAs { get; init; }

    /// <summary>Some of it was taken and some was not.</summary>
    public bool IsPartlyTaken => !AwaitsReview && DecidedDay is not null && Taken.Length < Parts.Length;

    /// <summary>Parts that say something else by now than what was read; of a translation too those whose source does.</summary>
    /// <param name="read">The content that was read; null: it is there no more, and nobody can tell.</param>
    public ImmutableArray<string> ChangedSince(RecordContent? read, RecordContent newest) =>
        [.. Parts.Where(part => read is null || !ContentPart.IsSame(part, read, newest) || (ContentPart.Translation(part) is { } of && !Staleness.IsSameSource(of.Field, read, newest)))];

    /// <summary>The record as it would be with these parts, links as somebody would write them.</summary>
    /// <param name="find">The record that a link, as it was written, leads to.</param>
    public DepositedRecord Onto(RecordContent newest, Kind kind, IReadOnlyCollection<string> parts, Func<LinkMention, RecordId?> find)
    {
        RecordContent content = newest with { Links = [] };
        List<LinkMention> links = [.. newest.Links.Select(link => new LinkMention(link.Field, link.Target.ToString(), link.Note, link.Finest))];
        foreach (string part in parts)
        {
            if (kind[part] is { IsLink: true })
            {
                LinkMention[] wanted = [.. Links.Where(link => link.Field == part).Select(link => find(link) is { } id ? AsClose(links, link with { Target = id.ToString() }) : link)];
                LinkMention[] merged = [.. ContentPart.Links([.. links.Where(link => link.Field == part)], wanted, Target, Seen.Contains)];
                links.RemoveAll(link => link.Field == part);
                links.AddRange(merged);
            }
            else
            {
                content = ContentPart.Put(content, part, Content);
                if (WithUnseen(newest.Entries(part), Content.Entries(part)) is [_, ..] whole) content = content.With(part, new FieldValue.Entries(whole));
            }
        }

        return new DepositedRecord { Ref = "proposal", Entry = Entry, Kind = Kind, Content = content, Links = [.. links], Accessioned = Record };
    }

    /// <summary>What is left of it where a field of its record, or one link of a field, is destroyed: it says that no more, nor why or from where.</summary>
    /// <param name="find">The record that a link, as it was written, leads to.</param>
    /// <returns>Itself where it never spoke of that; null where nothing is left.</returns>
    public Proposal? WithoutPart(string field, RecordId? target, Func<LinkMention, RecordId?> find)
    {
        if (target is { } gone)
        {
            ImmutableArray<LinkMention> left = [.. Links.Where(link => link.Field != field || find(link) != gone)];
            return left.Length == Links.Length && !(Parts.Contains(field) && Seen.Contains(gone)) ? this : this with { Links = left, Seen = Seen.Remove(gone), Why = "", Sources = "" };
        }

        string[] parts = [.. Parts.Where(part => ContentPart.FieldOf(part) != field && ContentPart.NoticeOf(part) != field)];
        return parts.Length == Parts.Length ? this : parts is [] ? null : Only(parts) with { Why = "", Sources = "" };
    }

    /// <summary>It with no more than what was taken of it.</summary>
    public Proposal WithoutLeftOut() => Only(Taken);

    private Proposal Only(IReadOnlyCollection<string> parts) => this with
    {
        Parts = [.. Parts.Where(parts.Contains)],
        Taken = [.. Taken.Where(parts.Contains)],
        Links = [.. Links.Where(link => parts.Contains(link.Field))],
        Content = Parts.Where(parts.Contains).Aggregate(new RecordContent { Language = Content.Language }, (content, part) => ContentPart.Put(content, part, Content)),
    };

    // How closely a place may be shown is nothing that a reader saw: only who says it changes it.
    private static LinkMention AsClose(List<LinkMention> newest, LinkMention wanted) =>
        wanted with { Finest = wanted.Finest ?? newest.Find(link => (link.Field, link.Target) == (wanted.Field, wanted.Target))?.Finest };

    private static RecordId? Target(LinkMention link) => RecordId.TryParse(link.Target, out RecordId id) ? id : null;

    /// <summary>Sources that cite a record which was not shown: they keep it, and stay where there was nothing else to be seen of them.</summary>
    private ImmutableArray<Entry> WithUnseen(ImmutableArray<Entry> newest, ImmutableArray<Entry> wanted)
    {
        Entry[] unseen = [.. newest.Where(entry => RecordId.TryParse(entry["resource"], out RecordId id) && !Seen.Contains(id))];
        return [.. wanted.Select(Whole), .. unseen.Where(entry => entry.Parts.Count == 1)];

        Entry Whole(Entry entry) => entry["resource"] is not null ? entry
            : unseen.FirstOrDefault(one => one.Parts.Remove("resource").SequenceEqual(entry.Parts)) ?? entry;
    }
}
