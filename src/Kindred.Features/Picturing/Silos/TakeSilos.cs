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
    /// <summary>Organisations in one picture; of data there is all.</summary>
    public const int MostOrganisations = 2_000;

    private const int MostBridges = 600;

    /// <param name="origin">The archive's public address, without a slash at its end; empty: not known, and nothing leads anywhere.</param>
    public async Task<Picture> Picture(SilosAnswer answer, string origin, Texts texts, CancellationToken cancel)
    {
        SilosFound found = answer.Found;
        int[] room = Room(found);
        SilosShown shown = await show.Of(answer, room, MostBridges, texts, cancel);
        int names = shown.Silos.Sum(silo => silo.Members.Length) + shown.Bridges.Length;
        PictureAlone alone = new(texts, settings.Value, origin, time.Today());
        List<string> remarks = [];
        if (SilosWords.Crowds(found, texts) is { } crowds) remarks.Add(crowds);
        if (room.Length < found.Silos.Length) remarks.Add(texts.Count("silos.left", found.Silos.Length - room.Length, texts.Number(MostOrganisations)));
        return SilosPicture.Draw(
            shown,
            new SilosDrawing
            {
                Title = texts["silos.picture.title"],
                Description = SilosWords.Description(found, texts),
                Width = Math.Clamp(Math.Sqrt(names * 7_000), 760, 2_600),
                MembersShown = _ => MostOrganisations,
                BridgesNamed = 3,
                AddressOf = silo => "/silos?with=" + silo.Key,
                BridgesAddress = "/silos#bridges",
                To = alone.To,
                Above = (sheet, marks) =>
                {
                    alone.Above(sheet, texts.Format("silos.picture.of", Bidi.Visible(settings.Value.Name)), SilosWords.Counts(found, texts), remarks, texts["silos.read"]);
                    Legend.Draw(sheet, texts, marks, new HashSet<LineForm>());
                    PictureFrame.Rule(sheet);
                    sheet.Y += 14;
                },
                Below = alone.Below,
            },
            texts,
            kinds.Now,
            cancel);
    }

    public async Task<SilosBody> Body(SilosAnswer answer, Texts texts, CancellationToken cancel)
    {
        SilosShown shown = await show.Of(answer, [.. Enumerable.Range(0, answer.Found.Silos.Length)], int.MaxValue, texts, cancel);
        IReadOnlyDictionary<int, RecordLine> crowds = await lines.Of(answer.Found.Crowds, cancel);
        return SilosBody.Of(shown, crowds.OrderBy(one => one.Key).Select(one => one.Value));
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

    /// <summary>The widest silos as long as there is room.</summary>
    private static int[] Room(SilosFound found)
    {
        int left = MostOrganisations;
        // The widest is there in any case: it alone may be more than a picture holds.
        return [.. Enumerable.Range(0, found.Silos.Length).TakeWhile(number => (left -= found.Silos[number].Members.Length) >= 0 || number == 0)];
    }
}
