using Kindred.Domain.Dates;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Until when something, or single parts of it, are kept back and who wants that, for those who see its way; whose word it was is told to nobody.</summary>
public sealed record EmbargoList(IReadOnlyList<EmbargoLine> Lines)
{
    /// <summary>Whoever deposited it reads it.</summary>
    public bool IsTheirs { get; init; }

    public IEnumerable<EmbargoLine> OfWhole => Lines.Where(one => one.Part is null);

    public IEnumerable<EmbargoLine> OfParts => Lines.Where(one => one.Part is not null);

    public DateOnly? Until => OfWhole.Select(one => (DateOnly?)one.Until).Max();

    /// <param name="nameOf">Of a community.</param>
    /// <param name="labelOf">What a part is called.</param>
    public static EmbargoList Of(IEnumerable<Embargo> words, Func<RecordId, string?> nameOf, Func<RecordId, RecordPart, string> labelOf, DateOnly today) => new(
    [
        .. words.Where(one => one.Until > today).GroupBy(one => (Part: one.Part is { } part ? labelOf(one.Subject, part) : null, one.By, one.Community))
            .Select(of => new EmbargoLine(of.Key.By, of.Key.Community is { } id ? nameOf(id) : null, of.Max(one => one.Until)) { Part = of.Key.Part }),
    ]);

    public static string? Written(DateOnly? day) => day?.Written();
}

/// <param name="Community">Its name; null: it is not a community's word, or the reader does not see which.</param>
public sealed record EmbargoLine(EmbargoBy By, string? Community, DateOnly Until)
{
    /// <summary>What the one part is called that is kept back; null: the whole is.</summary>
    public string? Part { get; init; }
}
