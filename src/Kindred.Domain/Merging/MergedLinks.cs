using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Merging;

/// <summary>What somebody said of a record that was merged reads as said of the one that stands for it; what is kept is what they said. Pure.</summary>
public static class MergedLinks
{
    private const string Resource = "resource";

    /// <summary>The content as it reads: each link leads to the record that stands, once, and none to the record itself.</summary>
    /// <param name="standing">The record that stands for one; itself, where it was not merged.</param>
    public static RecordContent AsRead(RecordContent said, RecordId self, Func<RecordId, RecordId> standing)
    {
        RecordContent read = said;
        if (said.Links.Any(link => standing(link.Target) != link.Target)) read = read with { Links = [.. Read(said.Links, self, standing)] };
        foreach ((string field, FieldValue value) in said.Fields)
        {
            if (value is FieldValue.Entries entries && entries.Items.Any(entry => Leads(entry, standing) is not null))
                read = read.With(field, new FieldValue.Entries([.. entries.Items.Select(entry => Read(entry, standing))]));
        }

        return read;
    }

    /// <summary>What is to be kept of content that was read: where it still says what somebody said of a record that was merged, in their own words; what was said since as it is said.</summary>
    /// <param name="before">What was kept until now.</param>
    public static RecordContent AsSaid(RecordContent read, RecordContent before, RecordId self, Func<RecordId, RecordId> standing)
    {
        if (ReferenceEquals(AsRead(before, self, standing), before)) return read;
        RecordContent said = read with { Links = [.. Said(read.Links, before.Links, self, standing)] };
        foreach ((string field, FieldValue value) in read.Fields)
        {
            if (value is not FieldValue.Entries entries) continue;
            Entry[] led = [.. before.Entries(field).Where(entry => Leads(entry, standing) is not null)];
            if (led is []) continue;
            said = said.With(field, new FieldValue.Entries([.. entries.Items.Select(entry => led.FirstOrDefault(one => IsSame(Read(one, standing), entry)) ?? entry)]));
        }

        return said;
    }

    private static IEnumerable<ContentLink> Read(ImmutableArray<ContentLink> links, RecordId self, Func<RecordId, RecordId> standing)
    {
        foreach (IGrouping<(string, RecordId), ContentLink> same in links.GroupBy(link => (link.Field, standing(link.Target))))
        {
            if (same.Key.Item2 == self && same.All(link => link.Target != self)) continue;
            yield return Read([.. same], same.Key.Item2);
        }
    }

    /// <summary>What was said twice, of the one and of the other, is said once, in the words of the one that stays; a note on the other is with its connection.</summary>
    private static ContentLink Read(ContentLink[] same, RecordId standing) => First(same, standing) with { Target = standing, Finest = same.Min(link => link.Finest) };

    private static ContentLink First(ContentLink[] same, RecordId standing) => same.FirstOrDefault(link => link.Target == standing) ?? same[0];

    private static IEnumerable<ContentLink> Said(ImmutableArray<ContentLink> read, ImmutableArray<ContentLink> before, RecordId self, Func<RecordId, RecordId> standing)
    {
        HashSet<(string, RecordId)> had = [];
        foreach (ContentLink link in read)
        {
            ContentLink[] of = [.. before.Where(one => one.Field == link.Field && standing(one.Target) == link.Target)];
            if (of.All(one => one.Target == link.Target))
            {
                yield return link;
                continue;
            }

            if (!had.Add((link.Field, link.Target))) continue;
            ContentLink was = Read(of, link.Target);
            // Somebody says more of it now, or less: that is said of the one whose words were read.
            bool isOther = was.Note != link.Note || was.Finest != link.Finest;
            ContentLink first = First(of, link.Target);
            foreach (ContentLink one in of) yield return !isOther ? one : ReferenceEquals(one, first) ? one with { Note = link.Note, Finest = link.Finest } : one with { Finest = link.Finest };
        }

        // A link to what turned out to be the record itself is shown nowhere and was taken out by nobody.
        foreach (ContentLink own in before.Where(one => standing(one.Target) == self && one.Target != self && read.All(link => (link.Field, link.Target) != (one.Field, self)))) yield return own;
    }

    private static RecordId? Leads(Entry entry, Func<RecordId, RecordId> standing) =>
        RecordId.TryParse(entry[Resource], out RecordId id) && standing(id) is var now && now != id ? now : null;

    private static Entry Read(Entry entry, Func<RecordId, RecordId> standing) => Leads(entry, standing) is { } now ? new Entry(entry.Parts.SetItem(Resource, now.ToString())) : entry;

    private static bool IsSame(Entry one, Entry other) => one.Parts.SequenceEqual(other.Parts);
}
