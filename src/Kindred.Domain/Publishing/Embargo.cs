using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Publishing;

/// <summary>One word that a record or connection, or one part of a record, is not to be public before a day. Each who sets one has a word of their own, and the latest day of all
/// counts: who ends theirs ends nobody else's, and what it publishes still needs every yes.</summary>
public sealed record Embargo
{
    /// <summary>The longest that anyone may ask for.</summary>
    public const int MostYears = 20;

    /// <summary>The record or connection; until it is accessioned its handle at the desk.</summary>
    public required RecordId Subject { get; init; }

    /// <summary>What of the record it keeps back; null: all of it.</summary>
    public RecordPart? Part { get; init; }

    public required EmbargoBy By { get; init; }

    /// <summary>In whose name a steward set it.</summary>
    public RecordId? Community { get; init; }

    /// <summary>Handle of the steward; empty for everyone else, and where an archive was restored. Told to nobody but herself.</summary>
    public string Steward { get; init; } = "";

    /// <summary>The first day on which it may be public.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>The day until which all words together keep back the whole; null: none does any more.</summary>
    public static DateOnly? Latest(IEnumerable<Embargo> words, DateOnly today) =>
        words.Where(one => one.Part is null && one.Until > today).Select(one => (DateOnly?)one.Until).Max();

    /// <summary>The parts of a record that words keep back, each until the latest day of all that were said of it.</summary>
    public static ImmutableArray<WithheldField> Parts(IEnumerable<Embargo> words, DateOnly today) =>
    [
        .. words.Where(one => one.Part is not null && one.Until > today).GroupBy(one => one.Part!.Value)
            .Select(of => new WithheldField(of.Key, of.Max(one => one.Until)))
            .OrderBy(one => one.Part.Field, StringComparer.Ordinal).ThenBy(one => one.Part.Target?.ToString(), StringComparer.Ordinal),
    ];

    /// <summary>Null: such a day may be set.</summary>
    public static Finding? Check(DateOnly? until, DateOnly today) => until is not { } day ? null
        : day <= today ? new Finding("embargo-past", "embargoUntil")
        : day > today.AddYears(MostYears) ? new Finding("embargo-too-far", "embargoUntil", MostYears.ToString(System.Globalization.CultureInfo.InvariantCulture))
        : null;

    /// <summary>Her own word, or that of one who does not answer for the community any more, or of nobody known.</summary>
    public bool IsEndedBy(string steward, IReadOnlyCollection<string> stewards) => Steward == steward || !stewards.Contains(Steward);
}

/// <summary>Who wants it, as far as it is told.</summary>
public enum EmbargoBy
{
    Depositor,
    Community,

    /// <summary>Those who review, all keepers alike.</summary>
    Desk,

    /// <summary>What the archive holds back of what happened lately; nobody ends it.</summary>
    Archive,
}
