using Kindred.Features.Shared.Graphs;

namespace Kindred.Features.Exporting.Formats;

/// <summary>GEXF 1.3, as Gephi reads it: records as nodes, connections as edges.</summary>
internal sealed class GexfExport : IExportFormat
{
    public string Name => GraphForm.Gexf.Name;

    public string MediaType => GraphForm.Gexf.MediaType;

    public string Suffix => ".gexf";

    public string LeavesOut => "as graphml";

    public Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel) => new Graph(records).Write(GraphForm.Gexf, output, cancel);
}
