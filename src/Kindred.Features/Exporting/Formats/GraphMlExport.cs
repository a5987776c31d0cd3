using Kindred.Features.Shared.Graphs;

namespace Kindred.Features.Exporting.Formats;

/// <summary>GraphML 1.0: records as nodes, connections as edges.</summary>
internal sealed class GraphMlExport : IExportFormat
{
    public string Name => GraphForm.GraphMl.Name;

    public string MediaType => GraphForm.GraphMl.MediaType;

    public string Suffix => ".graphml";

    public string LeavesOut => "all fields but title, kind, language and when; translations; sources of connections, and notes that hang on them";

    public Task<long> Write(Stream output, ExportedRecords records, CancellationToken cancel) => new Graph(records).Write(GraphForm.GraphMl, output, cancel);
}
