using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Exporting;

/// <summary>Takes the archive away in one of its formats, as far as the viewer may see it.</summary>
public sealed class ExportRecords(IRecordStore records, ReadRecord read, KindList kinds, CurrentSettings settings, SearchRecords search)
{
    /// <returns>How many records were written.</returns>
    public async Task<long> Write(IExportFormat format, Stream output, ExportRequest request, CancellationToken cancel) =>
        await format.Write(output, await Asked(request, cancel), cancel);

    /// <summary>The same as files in a folder that is there and empty.</summary>
    public async Task<long> WriteFolder(IFolderFormat format, string folder, ExportRequest request, CancellationToken cancel) =>
        await format.WriteFolder(folder, await Asked(request, cancel), cancel);

    private async Task<ExportedRecords> Asked(ExportRequest request, CancellationToken cancel) => new(records, read, request, await Found(request, cancel))
    {
        // One set for all of it: something may be declared meanwhile.
        Kinds = kinds.Now, Archive = settings.Value,
    };

    /// <summary>What was looked for, in the order of ids; null: nothing was. The index holds only what is public, whoever looks.</summary>
    private async Task<ImmutableArray<RecordId>?> Found(ExportRequest request, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(request.Query)) return null;
        ImmutableArray<FacetFilter> ofKind = request.Kind is { } kind ? [new FacetFilter("kind", [kind])] : [];
        SearchRequest asked = new() { Query = request.Query, Facets = ofKind, Size = int.MaxValue, Sort = SearchSort.Date };
        return (await search.Find(asked, Texts.For(Texts.Source), cancel)).Ids.Sort();
    }
}

/// <param name="Origin">The archive's public address, without a slash at its end; empty: not known.</param>
public sealed record ExportRequest(Viewer Viewer, string Origin)
{
    /// <summary>Name of the only kind wanted; null: all.</summary>
    public string? Kind { get; init; }

    /// <summary>As typed into the search box.</summary>
    public string? Query { get; init; }

    /// <summary>Is told what a format leaves out of this very archive, for whoever waits at a terminal.</summary>
    public IProgress<string>? Told { get; init; }
}
