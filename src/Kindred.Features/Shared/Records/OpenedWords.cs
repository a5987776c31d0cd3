using Kindred.Domain;

namespace Kindred.Features.Shared.Records;

/// <summary>What stands folded on a page on which somebody says yes. A yes to words that nobody opened would be a yes to a notice: whoever gives it says that they
/// read them. To say no nobody need read what hurts.</summary>
/// <param name="Folded">Labels of what is folded; empty: nothing is.</param>
public sealed record OpenedWords(IReadOnlyList<string> Folded, bool IsSaid)
{
    public static OpenedWords None { get; } = new([], false);

    /// <summary>Null: the yes may be given.</summary>
    public Finding? Missing => Folded is [] || IsSaid ? null : new Finding("folded-unread", "opened");

    public static OpenedWords Of(IEnumerable<ReadableRecord> shown, bool isSaid) => new([.. shown.SelectMany(one => one.Folded).Distinct(StringComparer.Ordinal)], isSaid);
}
