using System.Collections.Immutable;
using System.Text;
using CommunityGraph;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Exporting.Formats;

/// <summary>SVG 2: the connections of the archive as a picture, in its first language. Of the whole archive ids and pairs are held, titles only of what is drawn.</summary>
internal sealed class SvgExport : IExportFormat
{
    public string Name => "svg";

    public string MediaType => "image/svg+xml";

    public string Suffix => ".svg";

    public string LeavesOut => "all fields but title and kind; words and sources of connections; translations; records beyond what one picture holds, which it says";

    public async Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel)
    {
        Graph graph = new(records);
        await foreach (Record _ in graph.Nodes(cancel))
        {
        }

        List<NetworkLine> lines = [];
        await foreach (Edge edge in graph.Edges(cancel)) lines.Add(new NetworkLine(graph.NumberOf(edge.From), graph.NumberOf(edge.To), edge.Type, edge.IsDisputed));
        GraphBuilder builder = new((int)graph.Count);
        foreach (NetworkLine line in lines) builder.Add(line.From, line.To);
        DrawnRecords drawn = DrawnRecords.Of(builder.Build(), cancel);
        // By now something may be taken back: it is not drawn, and what led to it neither.
        Record[] there = [.. (await Titles(records, [.. drawn.Nodes.Select(graph.IdOf)], cancel)).OrderBy(record => record.Id)];
        Dictionary<int, int> numbers = there.Index().ToDictionary(record => graph.NumberOf(record.Item.Id), record => record.Index);
        Texts texts = records.Texts;
        string? near = drawn.NearTo is { } node && numbers.TryGetValue(node, out int at) ? there[at].Content.Title : null;
        Viewer anyone = new Viewer.Public(records.Viewer.Today);
        Network network = new()
        {
            Records = [.. there.Select(record => new NetworkRecord(records.Kinds[record.Kind], record.Content.Title) { IsKept = !VisibilityPolicy.Sees(anyone, Envelope.Of(record)) })],
            Lines = [.. lines.Where(line => numbers.ContainsKey(line.From) && numbers.ContainsKey(line.To)).Select(line => line with { From = numbers[line.From], To = numbers[line.To] })],
            Texts = texts,
            Heading = texts.Format("svg.title", Bidi.Visible(records.Archive.Name)),
            Remarks = Remarks(records, texts, (int)graph.Count - there.Length, near),
            Footer = PictureFrame.Footer(texts, records.Archive, records.Viewer.Today, records.Origin),
        };
        if (network.Records.Length < graph.Count)
            records.Tell($"Left out of the picture: {graph.Count - network.Records.Length} of {graph.Count} records; one picture holds {DrawnRecords.MostRecords} records and {DrawnRecords.MostPairs} pairs. --kind or --query draw a part; graphml and gexf hold all.");
        await output.WriteAsync(Encoding.UTF8.GetBytes(NetworkPicture.Draw(network, cancel)), cancel);
        return network.Records.Length;
    }

    private static async Task<List<Record>> Titles(ExportedRecords records, RecordId[] ids, CancellationToken cancel)
    {
        List<Record> there = [];
        foreach (RecordId[] some in ids.Chunk(200)) there.AddRange(await records.Whole(some, cancel));
        return there;
    }

    private static ImmutableArray<string> Remarks(ExportedRecords records, Texts texts, int left, string? near)
    {
        List<string> remarks = [];
        if (records.Archive.IsSample) remarks.Add(texts["shell.sample"]);
        if (records.Viewer is not Viewer.Public) remarks.Add(texts["svg.keeper"]);
        if (records.IsPart) remarks.Add(texts["svg.part"]);
        if (left > 0) remarks.Add(texts.Count("svg.left", left, texts.Number(DrawnRecords.MostRecords)));
        if (near is not null) remarks.Add(texts.Format("svg.near", SvgText.Isolated(SvgText.Visible(near))));
        return [.. remarks];
    }
}
