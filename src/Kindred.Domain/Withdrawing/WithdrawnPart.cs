using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Domain.Withdrawing;

/// <summary>One part of a record or connection that was taken back: a field, or one link of a field. Its words are in no revision any more; while fewer stewards
/// have said so than their protocol asks they are held here, so that nothing that reads the record can show them, and may be put back.</summary>
public sealed record WithdrawnPart
{
    /// <summary>0: not stored yet.</summary>
    public long Number { get; init; }

    public required RecordId Subject { get; init; }

    /// <summary>Of a record the field's name; of a connection text, shared, distinct, when or sources.</summary>
    public required string Field { get; init; }

    /// <summary>The far end of the one link; null: all that the field holds.</summary>
    public RecordId? Target { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>What stewards said of it, one word each, in the order they came; none: its depositor took it back.</summary>
    public ImmutableArray<PartWord> Words { get; init; } = [];

    /// <summary>What it said; null: destroyed.</summary>
    public HeldWords? Held { get; init; }

    public bool IsDestroyed => Held is null;

    /// <summary>The part with one steward's newest word. Who takes it back anew is not held to what others of her community said for it before.</summary>
    public WithdrawnPart Said(PartWord word) => this with
    {
        Words = [.. Words.Where(one => (one.Community, one.Steward) != (word.Community, word.Steward) && !(!word.IsBack && one.IsBack && one.Community == word.Community)), word],
    };

    /// <summary>How many of the community's stewards hold to it, of how many needed to destroy it.</summary>
    public (int Said, int Needed) Of(NamedCommunity community) =>
        (Words.Count(one => one.Community == community.Id && !one.IsBack), community.Protocol.Quorum(community.Stewards.Length));

    /// <summary>What becomes of it by what was said.</summary>
    /// <param name="communities">Those in whose name somebody spoke.</param>
    public PartStanding Weigh(IEnumerable<NamedCommunity> communities)
    {
        bool isHeld = false;
        foreach (NamedCommunity community in communities)
        {
            (int said, int needed) = Of(community);
            if (said >= needed) return PartStanding.Destroyed;
            // Each holds to her word until she takes it back, or so many others as are needed to decide do.
            int back = Words.Count(one => one.Community == community.Id && one.IsBack && community.Stewards.Contains(one.Steward));
            isHeld |= said > 0 && back < needed;
        }

        return isHeld ? PartStanding.Held : PartStanding.Shown;
    }
}

/// <summary>One steward's word on a part.</summary>
/// <param name="Steward">Her handle; <see cref="Consent.NobodyKnown"/> where an archive was restored.</param>
/// <param name="IsBack">It may be shown again.</param>
public sealed record PartWord(RecordId Community, string Steward, DateOnly Day, bool IsBack = false);

public enum PartStanding
{
    Held,
    Destroyed,

    /// <summary>Nobody holds to it any more: it is put back.</summary>
    Shown,
}

/// <summary>What a part said in each revision, so that it can be put back.</summary>
public sealed record HeldWords
{
    /// <summary>Of a record: each revision's content with nothing in it but the part.</summary>
    public ImmutableArray<HeldWordsOfRecord> Contents { get; init; } = [];

    /// <summary>Of a connection: each revision's words with nothing in them but the part.</summary>
    public ImmutableArray<HeldWordsOfConnection> Words { get; init; } = [];

    /// <summary>Number of the last answer about the record when it was taken away: who said yes after it did not read this.</summary>
    public long LastAnswer { get; init; }

    /// <summary>The same but for the links to one record, which are gone for good.</summary>
    public HeldWords Without(RecordId target) => this with
    {
        Contents = [.. Contents.Select(held => held with
        {
            Content = held.Content with { Links = [.. held.Content.Links.Where(link => link.Target != target)] },
            Places = [.. held.Places.Zip(held.Content.Links).Where(one => one.Second.Target != target).Select(one => one.First)],
        })],
    };

    /// <summary>The same but for one revision of a record, which is gone for good; itself where it holds nothing of that.</summary>
    public HeldWords WithoutRevision(int revision) =>
        Contents.All(held => held.Revision != revision) ? this : this with { Contents = [.. Contents.Where(held => held.Revision != revision)] };

    /// <summary>The same, and what it holds of one revision of another that says what that one says.</summary>
    public HeldWords Again(int revision, int other) => this with { Contents = [.. Contents, .. Contents.Where(held => held.Revision == revision).Select(held => held with { Revision = other })] };

    /// <summary>The same without what was said before one field, which is destroyed.</summary>
    public HeldWords WithoutNotice(string field) => this with { Contents = [.. Contents.Select(held => held with { Content = FieldNotices.Without(held.Content, field) })] };

    /// <summary>These words and those, of which the ones that were held first stay.</summary>
    public HeldWords With(HeldWords later) => this with
    {
        Contents = [.. Contents, .. later.Contents.Where(one => Contents.All(held => held.Revision != one.Revision))],
        Words = [.. Words, .. later.Words.Where(one => Words.All(held => held.Revision != one.Revision))],
    };
}

/// <param name="Places">Where among the revision's links each of its links stood.</param>
public sealed record HeldWordsOfRecord(int Revision, RecordContent Content, ImmutableArray<int> Places);

public sealed record HeldWordsOfConnection(int Revision, ConnectionWords Words);
