using System.Collections.Immutable;
using CommunityGraph;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Circles;

/// <summary>What may be asked of a circle.</summary>
/// <param name="Until">Only what happened up to this year; null: all.</param>
/// <param name="Ring">Of the table only this ring; null: all.</param>
/// <param name="Group">Of the table only this claim, as <see cref="CircleGroup.Key"/>; null: all.</param>
/// <param name="Page">Of the table, from 1.</param>
public sealed record CircleRequest(RecordId Record, int? Until = null, int? Ring = null, string? Group = null, int Page = 1)
{
    public bool Holds(CircleGroup group) => (Ring is null || group.Ring == Ring) && (Group is null || group.Key == Group);

    /// <summary>The query that asks for it.</summary>
    public string Query
    {
        get
        {
            string[] said =
            [
                .. Until is { } until ? (string[])[FormattableString.Invariant($"until={until}")] : [], .. Ring is { } ring ? (string[])[FormattableString.Invariant($"ring={ring}")] : [],
                .. Group is { } group ? (string[])["group=" + Uri.EscapeDataString(group)] : [], .. Page > 1 ? (string[])[FormattableString.Invariant($"page={Page}")] : [],
            ];
            return said is [] ? "" : "?" + string.Join('&', said);
        }
    }
}

/// <summary>The circle of a record: who is one, two and three steps away, and why.</summary>
public sealed class FindCircle(PublicNetwork network, FacetOrdinals ordinals, DocumentLines lines, ReadClaims claims)
{
    /// <summary>More are put in order by the index, which knows no language.</summary>
    private const int MostInLanguage = 2_000;

    /// <returns>Null: no such record is public.</returns>
    public async Task<CircleAnswer?> Of(CircleRequest request, CancellationToken cancel)
    {
        await ordinals.Loaded.WaitAsync(cancel);
        NetworkSnapshot now = await network.Now(cancel);
        if (ordinals.Find(request.Record) is not { } document || (await lines.Of([document], cancel)).GetValueOrDefault(document) is not { } line) return null;
        Circle circle = Circle.Of(now, document, request.Until, ordinals.FirstDay(), cancel);
        IReadOnlyDictionary<int, RecordLine> notWalked = await lines.Of(circle.NotWalked, cancel);
        return new CircleAnswer(request, line, circle, now, [.. notWalked.Values]);
    }

    /// <summary>Some of what is in the table, each with the way to it: ring by ring, claim by claim, there by the alphabet of the reader.</summary>
    public async Task<CircleRows> Rows(CircleAnswer answer, int skip, int take, Texts texts, CancellationToken cancel)
    {
        List<(CircleGroup Group, int Place)> chosen = [];
        CircleGroup[] groups = [.. answer.Circle.Groups.Where(answer.Request.Holds)];
        foreach (CircleGroup group in groups)
        {
            if (chosen.Count < take && skip < group.Places.Length) chosen.AddRange((await InOrder(answer.Circle, group, texts, cancel)).Skip(skip).Take(take - chosen.Count).Select(place => (group, place)));
            skip = Math.Max(0, skip - group.Places.Length);
        }

        return new CircleRows(groups.Sum(group => group.Places.Length), await Reasons(answer, chosen, cancel));
    }

    /// <summary>Places of a group, in the order in which they are read.</summary>
    public async Task<IReadOnlyList<int>> InOrder(Circle circle, CircleGroup group, Texts texts, CancellationToken cancel)
    {
        GroupedRings rings = circle.Rings;
        Dictionary<int, int> places = group.Places.ToDictionary(place => rings.Order[place]);
        if (places.Count > MostInLanguage) return [.. ordinals.InOrder(DocumentOrder.Title, [.. places.Keys]).Select(document => places[document])];
        IReadOnlyDictionary<int, RecordLine> there = await lines.Of(places.Keys, cancel);
        return [.. there.OrderBy(one => RecordName.Order(one.Value, texts), texts.Alphabetical).ThenBy(one => one.Value.Id).Select(one => places[one.Key])];
    }

    /// <summary>With their lines, by whom each is come to, and what is said between the two.</summary>
    public async Task<ImmutableArray<CircleRow>> Reasons(CircleAnswer answer, IReadOnlyList<(CircleGroup Group, int Place)> chosen, CancellationToken cancel)
    {
        GroupedRings rings = answer.Circle.Rings;
        IReadOnlyDictionary<int, RecordLine> there = await lines.Of(chosen.SelectMany(one => (int[])[rings.Order[one.Place], rings.Order[rings.ByAt(one.Place)]]), cancel);
        (CircleGroup Group, int Place, RecordLine Line, RecordLine By)[] seen =
        [
            .. from one in chosen
               where there.ContainsKey(rings.Order[one.Place]) && there.ContainsKey(rings.Order[rings.ByAt(one.Place)])
               select (one.Group, one.Place, there[rings.Order[one.Place]], there[rings.Order[rings.ByAt(one.Place)]]),
        ];
        ClaimsRead read = await claims.Between([.. seen.Select(one => (one.By.Id, one.Line.Id)).Distinct()], cancel);
        // What was said may have been taken back meanwhile: then nothing leads there.
        return [.. seen.Select(one => new CircleRow(one.Group, one.Place, one.Line, one.By, StepsRead.Between(read, one.By, one.Line)) { Cited = read.Cited }).Where(row => !row.Claims.IsEmpty)];
    }
}

/// <param name="Line">Of the record in the middle.</param>
/// <param name="NotWalked">What hundreds share, as far as it is still there.</param>
public sealed record CircleAnswer(CircleRequest Request, RecordLine Line, Circle Circle, NetworkSnapshot Network, ImmutableArray<RecordLine> NotWalked);

/// <param name="Total">How many there are in the table.</param>
public sealed record CircleRows(int Total, ImmutableArray<CircleRow> Rows);

/// <param name="By">By whom it is come to, one step nearer.</param>
/// <param name="Claims">What is said between the two, the best told first: something at least.</param>
public sealed record CircleRow(CircleGroup Group, int Place, RecordLine Line, RecordLine By, ImmutableArray<StepRead> Claims)
{
    /// <summary>The records that sources cite, as far as anyone may see them.</summary>
    public IReadOnlyDictionary<RecordId, RecordLine> Cited { get; init; } = ImmutableDictionary<RecordId, RecordLine>.Empty;
}
