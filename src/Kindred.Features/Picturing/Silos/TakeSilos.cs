using System.Globalization;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Silos;

/// <summary>All silos at once as they are taken away, by address or in the terminal.</summary>
public sealed class TakeSilos(FindSilos find, ShowSilos show, DocumentLines lines, CurrentSettings settings, KindList kinds, TimeProvider time)
{
    /// <summary>In one picture; of data there is all.</summary>
    private const int MostSilos = 250, MostBetween = 160, MostNames = 600, NamedOfOne = 60;

    /// <param name="origin">The archive's public address, without a slash at its end; empty: not known, and nothing leads anywhere.</param>
    public async Task<Picture> Picture(SilosAnswer answer, string origin, Texts texts, CancellationToken cancel)
    {
        SilosFound found = answer.Found;
        SilosDrawn drawn = await show.Drawn(answer, [.. Enumerable.Range(0, Math.Min(MostSilos, found.Silos.Length))], MostBetween, null, texts, cancel);
        int members = SilosDrawing.MostMembers(drawn, NamedOfOne, MostNames);
        PictureAlone alone = new(texts, settings.Value, origin, time.Today());
        List<string> remarks = [];
        if (SilosWords.Crowds(found, texts) is { } crowds) remarks.Add(crowds);
        if (found.Silos.Length > MostSilos) remarks.Add(texts.Count("silos.left", found.Silos.Length - MostSilos, texts.Number(MostSilos)));
        return SilosPicture.Draw(
            drawn,
            new SilosDrawing
            {
                Title = texts["silos.picture.title"],
                Description = SilosWords.Description(found, texts),
                MembersShown = _ => members,
                AddressOf = silo => "/silos?with=" + silo.Key,
                BridgesAddress = "/silos#bridges",
                To = alone.To,
                Above = (sheet, marks, undrawn) =>
                {
                    if (SilosWords.Undrawn(undrawn, texts) is { } left) remarks.Add(left);
                    alone.Above(sheet, texts.Format("silos.picture.of", Bidi.Visible(settings.Value.Name)), SilosWords.Counts(found, texts), remarks, $"{texts["silos.read"]} {texts["silos.caveat"]}");
                    Legend.Draw(sheet, texts, marks, new HashSet<LineForm>());
                    PictureFrame.Rule(sheet);
                    sheet.Y += 14;
                },
                Below = alone.Below,
            },
            texts,
            kinds.Now,
            cancel).Picture;
    }

    public async Task<SilosBody> Body(SilosAnswer answer, Texts texts, CancellationToken cancel)
    {
        SilosShown shown = await show.Of(answer, [.. Enumerable.Range(0, answer.Found.Silos.Length)], int.MaxValue, texts, cancel);
        IReadOnlyDictionary<int, RecordLine> crowds = await lines.Of(answer.Found.Crowds, cancel);
        return SilosBody.Of(shown, (await lines.Of(answer.Found.Alone, cancel)).Values, crowds.Values);
    }

    /// <summary>Organisations, each with its silo, and between two that acted together an edge that says in how much and in which years.</summary>
    public async Task<ViewGraph> Graph(SilosAnswer answer, string origin, CancellationToken cancel)
    {
        SilosFound found = answer.Found;
        Dictionary<int, int> silos = found.Silos.Index().SelectMany(silo => silo.Item.Members.Select(member => (member, silo.Index))).ToDictionary(one => one.member, one => one.Index);
        IReadOnlyDictionary<int, RecordLine> there = await lines.Of(silos.Keys.Concat(found.Alone), cancel);
        GraphNode[] nodes = [.. there.OrderBy(one => one.Value.Id).Select(one => GraphNode.Of(one.Value, origin) with { More = [silos.TryGetValue(one.Key, out int silo) ? Key(found.Silos[silo], there) : null] })];
        List<GraphEdge> edges = [];
        foreach (PairTogether pair in find.Pairs(answer, cancel))
        {
            if (!there.TryGetValue(pair.One, out RecordLine? one) || !there.TryGetValue(pair.Other, out RecordLine? other)) continue;
            edges.Add(new GraphEdge($"{one.Id}-{other.Id}", "actedTogether", IsSymmetric: true, one.Id, other.Id, ConnectionWords.None)
            {
                More = [pair.Together.ToString(CultureInfo.InvariantCulture), Year(pair.FirstDay), Year(pair.LastDay)],
            });
        }

        return new ViewGraph(nodes, edges) { OfNodes = [new GraphColumn("silo")], OfEdges = [new GraphColumn("together", IsNumber: true), new GraphColumn("firstYear", IsNumber: true), new GraphColumn("lastYear", IsNumber: true)] };
    }

    private static string? Key(Silo silo, IReadOnlyDictionary<int, RecordLine> there) => silo.Members.Where(there.ContainsKey).Select(member => there[member].Id.ToString()).FirstOrDefault();

    private static string? Year(int? day) => day is { } there ? GregorianDay.YearOf(there).ToString(CultureInfo.InvariantCulture) : null;
}
