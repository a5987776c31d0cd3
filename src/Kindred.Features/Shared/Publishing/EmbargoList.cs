using Kindred.Domain.Dates;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Until when something is kept back and who wants that, for those who see its way; whose word it was is told to nobody.</summary>
public sealed record EmbargoList(IReadOnlyList<EmbargoLine> Lines)
{
    /// <summary>Whoever deposited it reads it.</summary>
    public bool IsTheirs { get; init; }

    public DateOnly? Until => Lines.Count == 0 ? null : Lines.Max(one => one.Until);

    public static EmbargoList Of(IEnumerable<Embargo> words, Func<RecordId, string?> nameOf, DateOnly today) => new(
    [
        .. words.Where(one => one.Until > today).GroupBy(one => (one.By, one.Community))
            .Select(of => new EmbargoLine(of.Key.By, of.Key.Community is { } id ? nameOf(id) : null, of.Max(one => one.Until))),
    ]);

    public static string? Written(DateOnly? day) => day?.Written();
}

/// <param name="Community">Its name; null: it is not a community's word, or the reader does not see which.</param>
public sealed record EmbargoLine(EmbargoBy By, string? Community, DateOnly Until);
