using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Reviewing;

/// <summary>Finds records that say nearly what a deposit says: by their names and by what search finds for its title, compared by their words.</summary>
public sealed class NearRecords(IRecordStore records, SearchRecords search)
{
    private const int MostFound = 10;
    private const int LongestTitle = 200;

    /// <summary>The nearest first. Search holds what is public; what is found is read again as the member may see it.</summary>
    public async Task<IReadOnlyList<NearRecord>> To(Deposit deposit, Viewer.Member member, Texts texts, CancellationToken cancel)
    {
        if (deposit.Proposal is not null || deposit.Records is not [var first, ..] || first.Content.Title is not { Length: > 0 and <= LongestTitle } title) return [];
        IReadOnlyList<RecordLine> named = await records.Named(title, [], member, cancel);
        SearchResult found = await search.Find(new SearchRequest { Query = string.Join(' ', FoldedWords.Of(title).Select(word => $"\"{word}\"").Take(12)), Size = MostFound, Page = 1 }, texts, cancel);
        RecordId[] ids = [.. named.Select(line => line.Id).Concat(found.Ids).Distinct().Except(deposit.Accessioned).Take(3 * MostFound)];
        DepositTraits mine = DepositTraits.Of(deposit);
        string folded = FoldedWords.Line(title);
        HashSet<string> links = [.. LinksOf(first.Content)];
        return
        [
            .. (await records.Records(ids, member, cancel)).Select(visible => visible.Value).Where(record => record.Kind != Note.Kind.Name)
                .Select(record => new NearRecord(
                    record.Id, record.Kind, record.Content.Title, record.Content.Language, mine.Sketch is { } sketch && DepositTraits.SketchOf(record.Content) is { } its ? sketch.Likeness(its) : 0,
                    FoldedWords.Line(record.Content.Title) == folded, LinksOf(record.Content).Any(links.Contains)))
                .Where(one => one.Likeness >= WordSketch.Near || one.HasSameTitle || one.HasSameLink).OrderByDescending(one => one.Likeness).ThenByDescending(one => one.HasSameTitle).Take(MostFound),
        ];
    }

    private static IEnumerable<string> LinksOf(RecordContent content) => content.Fields.Values.SelectMany(value => value.AllTexts()).SelectMany(DepositTraits.LinksIn);
}

/// <param name="Likeness">Of all that they tell, from 0 to 1.</param>
public sealed record NearRecord(RecordId Id, string Kind, string Title, string Language, double Likeness, bool HasSameTitle, bool HasSameLink);
