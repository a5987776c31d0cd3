using System.Collections.Immutable;
using CommunityGraph;
using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Circles;

/// <summary>Chooses what of a circle stands in its picture for itself, and gathers the rest by ring and claim.</summary>
public sealed class DrawCircle(FindCircle find, DocumentLines lines, FacetOrdinals ordinals, KindList kinds)
{
    /// <summary>In a picture of its own.</summary>
    public const int MostAlone = 600;

    /// <param name="most">Marks, with that of the record in the middle.</param>
    /// <param name="to">An address of the archive as the picture leads there.</param>
    /// <param name="alone">Where it is no part of a page; null: it is.</param>
    public async Task<Picture> Of(CircleAnswer answer, int most, Func<string, string> to, PictureAlone? alone, Texts texts, CancellationToken cancel) =>
        CirclePicture.Draw(await Chosen(answer, most, texts, cancel), texts, kinds.Now, to, alone, cancel);

    private async Task<CircleDrawn> Chosen(CircleAnswer answer, int most, Texts texts, CancellationToken cancel)
    {
        Circle circle = answer.Circle;
        int open = answer.Request is { Group: null, Ring: null } ? -1 : circle.Groups.IndexOf(circle.Groups.FirstOrDefault(answer.Request.Holds)!);
        int[] shown = Gathering.Shown([.. circle.Groups.Select(group => group.Places.Length)], most - 1, open < 0 ? null : open);
        List<CircleMark> marks = [new(null, answer.Line)];
        Dictionary<int, int> markOf = new() { [0] = 0 };
        foreach ((int at, CircleGroup group) in circle.Groups.Index())
        {
            int[] places = shown[at] == 0 ? [] : [.. (await find.InOrder(circle, group, texts, cancel)).Take(shown[at])];
            IReadOnlyDictionary<int, RecordLine> there = await lines.Of(places.Select(place => circle.Rings.Order[place]), cancel);
            foreach (int place in places)
            {
                if (!there.TryGetValue(circle.Rings.Order[place], out RecordLine? line)) continue;
                markOf[place] = marks.Count;
                marks.Add(new CircleMark(group, line));
            }

            int[] left = shown[at] == group.Places.Length ? [] : [.. group.Places.Where(place => !markOf.ContainsKey(place))];
            foreach (int place in left) markOf[place] = marks.Count;
            if (left.Length > 0) marks.Add(new CircleMark(group, null) { Kinds = KindsOf(left.Select(place => circle.Rings.Order[place])) });
        }

        return new CircleDrawn(answer, [.. marks], Ties(answer, marks, markOf));
    }

    /// <summary>How many of each, in the order in which kinds are listed.</summary>
    private ImmutableArray<(string, int)> KindsOf(IEnumerable<int> documents)
    {
        DocumentSet gathered = new(0);
        foreach (int document in documents) gathered.Add(document);
        ILookup<string, ToldDocument> of = ordinals.OneByOne(gathered, null).ToLookup(told => told.Kind);
        return [.. kinds.Now.All.Select(kind => (kind.Name, of[kind.Name].Count())).Where(one => one.Item2 > 0)];
    }

    private static ImmutableArray<CircleTie> Ties(CircleAnswer answer, List<CircleMark> marks, Dictionary<int, int> markOf)
    {
        GroupedRings rings = answer.Circle.Rings;
        HashSet<CircleTie> ties = [];
        foreach ((int place, int mark) in markOf.OrderBy(one => one.Key))
        {
            if (place == 0 || !markOf.TryGetValue(rings.ByAt(place), out int by)) continue;
            CircleGroup group = marks[mark].Group!;
            LineForm form = marks[mark].Line is not null ? FormOf(answer.Network, rings.Order[place], rings.Order[rings.ByAt(place)]) : group.Ring == 1 ? LineForm.Of(group.Type) : LineForm.Joined;
            ties.Add(new CircleTie(by, mark, form));
        }

        return [.. ties.OrderBy(tie => tie.By).ThenBy(tie => tie.Mark)];
    }

    /// <summary>Of the best told of what is said between the two. Looked for at the outer one: the inner may have very many.</summary>
    private static LineForm FormOf(NetworkSnapshot network, int document, int by) =>
        network.Steps(document, by).OrderByDescending(step => step.Told).ThenBy(step => Domain.Records.ConnectionType.All.IndexOf(step.Type)).Select(step => LineForm.Of(step.Type)).FirstOrDefault() ?? LineForm.Joined;
}

/// <param name="Marks">The middle first, then ring by ring, claim by claim, by the alphabet of the reader.</param>
public sealed record CircleDrawn(CircleAnswer Answer, ImmutableArray<CircleMark> Marks, ImmutableArray<CircleTie> Ties);

/// <param name="Group">Null: the middle.</param>
/// <param name="Line">Null: several of the group are gathered in it.</param>
public sealed record CircleMark(CircleGroup? Group, RecordLine? Line)
{
    /// <summary>Of what is gathered, how many of each kind, by its name.</summary>
    public ImmutableArray<(string Kind, int Count)> Kinds { get; init; } = [];
}

/// <param name="By">Number of the mark by which the other is come to.</param>
public readonly record struct CircleTie(int By, int Mark, LineForm Form);
