using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Withdrawing;

namespace Kindred.Domain.Records;

/// <summary>A part of a record or connection: a field, or one link of a field.</summary>
/// <param name="Target">The far end of the one link; null: all that the field holds.</param>
public readonly record struct RecordPart(string Field, RecordId? Target = null)
{
    // By its title a record is called, without a notice its reader is not warned, and without its own rights the archive's would seem to hold.
    private static readonly string[] Needed = ["title", "contentNotices", FieldNotices.Name, "rights"];

    /// <summary>Why a record can't be public without this part for a time; null: it can. Who is named is never kept back alone: a community answers for what is said of it to all.</summary>
    /// <param name="revisions">What it says, as far as that is known.</param>
    public Finding? WhyNotKeptBack(Kind kind, IEnumerable<RecordContent> revisions)
    {
        Finding needed = new("embargo-part-needed", "part", Field);
        Finding named = new("embargo-part-named", "part", Field);
        if (Needed.Contains(Field)) return needed;
        // A revision to come may name a community there.
        if (Target is null && kind[Field] is { IsSaidByOther: false, Link.NamesCommunity: true }) return named;
        return TakenOut.WhyNot(kind, Field, Target, revisions) switch
        {
            null => null,
            // Keepers may ask for an own field after its day was set; older records are without it anyway.
            { Code: "part-needed" } => kind[Field] is { IsOwn: true } ? null : needed,
            { Code: "part-names-community" } => named,
            var other => other with { Field = "part" },
        };
    }
}

/// <summary>A part of a record that is not public before a day. It stays withheld until the day is weighed, as a whole record does, and is shown to those only who see the record's way.</summary>
/// <param name="Until">The first day on which it may be public.</param>
public readonly record struct WithheldField(RecordPart Part, DateOnly Until)
{
    /// <summary>The content without these parts: no word of them in any language, no link and no note of one.</summary>
    public static RecordContent Without(RecordContent content, ImmutableArray<WithheldField> withheld)
    {
        foreach (WithheldField one in withheld) content = TakenOut.Without(content, one.Part.Field, one.Part.Target, "");
        return content;
    }

    public static bool Holds(RecordContent content, ImmutableArray<WithheldField> withheld) => withheld.Any(one => TakenOut.Holds(content, one.Part.Field, one.Part.Target));

    public static bool Withholds(ImmutableArray<WithheldField> withheld, ContentLink link) =>
        withheld.Any(one => one.Part.Field == link.Field && (one.Part.Target is not { } target || target == link.Target));
}
