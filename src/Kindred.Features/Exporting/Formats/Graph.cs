using System.Runtime.CompilerServices;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Exporting.Formats;

/// <summary>Records and the connections between them, first the ones, then the others. Of the records only the ids are kept, so that no line leads to what is not there.</summary>
internal sealed class Graph(ExportedRecords records)
{
    private readonly List<RecordId> nodes = [];

    public long Count => nodes.Count;

    public async IAsyncEnumerable<Record> Nodes([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (Record record in records.Alone(cancel))
        {
            nodes.Add(record.Id);
            yield return record;
        }
    }

    /// <summary>After all nodes.</summary>
    public async IAsyncEnumerable<Edge> Edges([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (RecordSheet sheet in records.Sheets(cancel))
        {
            if (!Has(sheet.Record.Id)) continue;
            await foreach (Edge edge in records.Edges(sheet, cancel))
            {
                if (Has(edge.To)) yield return edge;
            }
        }
    }

    /// <returns>How many nodes there are.</returns>
    public async Task<long> Write(GraphForm form, Stream output, CancellationToken cancel)
    {
        WaitingBytes bytes = new(output);
        using GraphFile file = form.Begin(bytes, new GraphHead(records.Archive.Name, records.Viewer.Today));
        await foreach (Record record in Nodes(cancel))
        {
            file.Add(new GraphNode(record.Id, record.Content.Title, record.Kind, record.Content.Language, record.Content.Text("when"), $"{records.Origin}/r/{record.Id}"));
            await bytes.Send(cancel);
        }

        await foreach (Edge edge in Edges(cancel))
        {
            file.Add(new GraphEdge(edge.Id.ToString(), edge.Type.Name, edge.Type.IsSymmetric, edge.From, edge.To, edge.Words) { IsDisputed = edge.IsDisputed });
            await bytes.Send(cancel);
        }

        file.End();
        await bytes.SendRest(cancel);
        return Count;
    }

    /// <summary>Of a node, in the order of ids, from 0.</summary>
    public int NumberOf(RecordId id) => nodes.BinarySearch(id);

    public RecordId IdOf(int number) => nodes[number];

    // They come in the order of their ids.
    private bool Has(RecordId id) => NumberOf(id) >= 0;
}
