using System.Collections.Immutable;

namespace Kindred.Domain.Records;

/// <summary>One described thing, at the revision that is shown (or, before it was ever public, at its latest).</summary>
public sealed record Record
{
    public required RecordId Id { get; init; }

    public required string Kind { get; init; }

    public required RecordState State { get; init; }

    public RecordVisibility Visibility { get; init; } = RecordVisibility.Public;

    /// <summary>Number of the revision in <see cref="Content"/>, from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>Number of the newest revision; larger than <see cref="Revision"/> while a change is being asked about.</summary>
    public required int LatestRevision { get; init; }

    public required RecordContent Content { get; init; }

    /// <summary>Communities it names, itself included where it is one: each is asked.</summary>
    public ImmutableArray<RecordId> Communities { get; init; } = [];

    /// <summary>Communities that only its newest revision names, while that one waits: asked, and told to no reader.</summary>
    public ImmutableArray<RecordId> NewlyNamed { get; init; } = [];

    public DepositId? Deposit { get; init; }

    /// <summary>That of the revision in <see cref="Content"/>.</summary>
    public PublicationBasis Basis { get; init; }

    /// <summary>Published by a keeper alone from public sources.</summary>
    public bool IsVouchedByOneKeeper { get; init; }

    public DateOnly? PublishedDay { get; init; }

    /// <summary>Not public before this day.</summary>
    public DateOnly? EmbargoUntil { get; init; }

    /// <summary>Last day on which every consent that it rests on still holds; null: no end.</summary>
    public DateOnly? PublicUntil { get; init; }

    /// <summary>Communities that had no steward when it was published; it stays public until one of them answers.</summary>
    public ImmutableArray<RecordId> PublishedWithout { get; init; } = [];

    /// <summary>Every community that it names has said yes to a precise place; of a place: those that are named by what is told of it too.</summary>
    public bool IsPlacePrecise { get; init; } = true;

    /// <summary>Places that one of its revisions links to and that are known more closely than a community it names wants shown: linked from no page, list or export.</summary>
    public ImmutableArray<WithheldPlace> WithheldPlaces { get; init; } = [];

    /// <summary>Parts that are not public before a day; for whoever does not see the record's way there are none, neither words nor days.</summary>
    public ImmutableArray<WithheldField> WithheldFields { get; init; } = [];

    /// <summary>Anyone could read it once; of what never was public nobody is told.</summary>
    public bool WasPublic => PublishedDay is not null && (Visibility == RecordVisibility.Public || WasPublicBefore);

    /// <summary>Anyone could read it before it was kept for some.</summary>
    public bool WasPublicBefore { get; init; }

    /// <summary>It came in only with what is told of it, as a name that was mentioned or as an exact place, and is public as long as something told is.</summary>
    public bool ComesWithTelling { get; init; }

    public string? HiddenBecause { get; init; }

    /// <summary>Last day of a keeper's hide that nobody confirmed; null: until it is undone.</summary>
    public DateOnly? HiddenUntil { get; init; }

    /// <summary>Raised by one with each change of the record or its connections; the entity tag of its pages.</summary>
    public long Change { get; init; }
}

/// <param name="Instead">A place in which it lies, coarse enough to be shown; null: none is.</param>
public readonly record struct WithheldPlace(RecordId Place, RecordId? Instead);

/// <summary>A numbered, immutable snapshot: who (a name, a pseudonym or "anonymous"), when, and why.</summary>
public sealed record Revision
{
    public required RecordId Record { get; init; }

    public required int Number { get; init; }

    /// <summary>Days only: the hour could betray who was awake.</summary>
    public required DateOnly Day { get; init; }

    public required string Who { get; init; }

    public required string Note { get; init; }

    public required RecordContent Content { get; init; }

    /// <summary>The first revision from which no asking field has changed since; a consent to any revision from it on covers this one.</summary>
    public required int AskedFrom { get; init; }

    /// <summary>What its reviewer found it to rest on, where a community without a steward is named. It stands in for no other revision.</summary>
    public PublicationBasis Basis { get; init; }

    /// <summary>Anyone could read it once, and no community has said no to it since; otherwise only those who may review or answer see it.</summary>
    public bool WasPublic { get; init; }

    /// <summary>Last day on which every consent to an old one still holds; null: no end.</summary>
    public DateOnly? PublicUntil { get; init; }
}

/// <summary>Identifier of a deposit; never public.</summary>
public readonly record struct DepositId(RecordId Value)
{
    public static DepositId Mint() => new(RecordId.Mint());

    public override string ToString() => Value.ToString();
}
