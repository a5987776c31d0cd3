using Kindred.Domain.Dates;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Yeses that are to be said again, as a form with a tick for each.</summary>
/// <param name="Until">The day as it stands in the form.</param>
public sealed record EndingList(IReadOnlyList<EndingYes> Shown, int Total, DateOnly Today, string? Until, IReadOnlyCollection<string>? Ticked = null)
{
    /// <summary>Null: they are not signed here.</summary>
    public SigningOffer? Sign { get; init; }

    public static EndingList Of(IReadOnlyList<EndingYes> shown, int total, DateOnly today) => new(shown, total, today, today.AddYears(1).Written());

    public static string Value(EndingYes one) => $"{one.Subject} {one.Community.Id}";

    public bool IsTicked(EndingYes one) => Ticked?.Contains(Value(one)) ?? true;

    /// <summary>Those that were ticked; what can't be read is left out.</summary>
    public static (RecordId Subject, RecordId Community)[] Read(IEnumerable<string> ticked) =>
    [
        .. ticked.Select(one => one.Split(' ')).Select(parts => parts is [var subject, var community] && RecordId.TryParse(subject, out RecordId id) && RecordId.TryParse(community, out RecordId of)
            ? (id, of) : ((RecordId, RecordId)?)null).OfType<(RecordId, RecordId)>().Distinct(),
    ];
}
