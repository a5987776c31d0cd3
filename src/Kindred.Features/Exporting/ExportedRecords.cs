using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Exporting;

/// <summary>What one export takes away. It can be gone through more than once, and is read anew each time: never is more than a few stretches of it in memory. What
/// changes meanwhile is seen by whoever comes to it afterwards.</summary>
/// <param name="found">Ids of the only ones wanted, ascending; null: all.</param>
public sealed class ExportedRecords(IRecordStore records, ReadRecord read, ExportRequest request, ImmutableArray<RecordId>? found)
{
    private const int LinksAtOnce = 200;
    private const int FoundAtOnce = 200;

    public required KindSet Kinds { get; init; }

    public required ArchiveSettings Archive { get; init; }

    /// <summary>Words in the archive's first language, those for its own kinds among them.</summary>
    public Texts Texts => OwnTexts.Of(Kinds, Texts.For(Archive.Languages.FirstOrDefault()), Archive.Languages.FirstOrDefault() ?? Texts.Source);

    public Viewer Viewer => request.Viewer;

    /// <summary>The archive's public address, without a slash at its end; empty: not known.</summary>
    public string Origin => request.Origin;

    /// <summary>Not everything that the viewer sees was asked for.</summary>
    public bool IsPart => request.Kind is not null || found is not null;

    /// <summary>Says to whoever waits for it, in English, what the file does not hold.</summary>
    public void Tell(string loss) => request.Told?.Report(loss);

    /// <summary>Those that a record here may be of.</summary>
    public ImmutableArray<Kind> OfKinds => request.Kind is { } only ? [Kinds[only]] : Kinds.All;

    /// <summary>Each record with all its links, in the order of ids.</summary>
    public IAsyncEnumerable<RecordSheet> Sheets(CancellationToken cancel) => Sheets(request.Kind, cancel);

    /// <summary>Those of one kind; none where another kind was asked for.</summary>
    public IAsyncEnumerable<RecordSheet> SheetsOf(Kind kind, CancellationToken cancel) =>
        request.Kind is { } only && only != kind.Name ? AsyncEnumerable.Empty<RecordSheet>() : Sheets(kind.Name, cancel);

    /// <summary>Each record by itself, in the order of ids: much quicker, and its sources may cite what the viewer may not see.</summary>
    public async IAsyncEnumerable<Record> Alone([EnumeratorCancellation] CancellationToken cancel)
    {
        if (found is not { } ids)
        {
            await foreach (Visible<Record> record in records.All(Viewer, request.Kind, cancel)) yield return record.Value;
            yield break;
        }

        foreach (RecordId[] some in ids.Chunk(FoundAtOnce))
        {
            foreach (Visible<Record> record in await records.Records(some, Viewer, cancel)) yield return record.Value;
        }
    }

    /// <summary>Whole records by their ids, as far as the viewer may see them.</summary>
    public async Task<IEnumerable<Record>> Whole(IReadOnlyList<RecordId> ids, CancellationToken cancel) => (await records.Records(ids, Viewer, cancel)).Select(one => one.Value);

    /// <summary>The connections that lead from this record to another, each once: a symmetric one from the lower id to the higher.</summary>
    public async IAsyncEnumerable<Edge> Edges(RecordSheet sheet, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (Field field in sheet.Kind.Fields.Where(field => field is { IsLink: true, IsIncoming: false }))
        {
            foreach (LinkLine line in sheet.Links.GetValueOrDefault(field.Name, LinkLines.None).First)
            {
                if (field.Link is { } type && line.Connection is { } id && IsOnce(type, line.Other)) yield return new Edge(id, type, sheet.Record.Id, line.Other.Id, line.Words) { IsDisputed = line.IsDisputed };
            }
        }

        foreach (ConnectionGroup group in sheet.Others.Where(group => group.IsOutgoing))
        {
            await foreach (ConnectionLine line in All(sheet.Record.Id, group, cancel))
            {
                if (IsOnce(group.Type, line.Other)) yield return new Edge(line.Connection.Value.Id, group.Type, sheet.Record.Id, line.Other.Id, line.Connection.Value.Words) { IsDisputed = !line.Disputes.IsEmpty };
            }
        }

        bool IsOnce(ConnectionType type, RecordLine other) => other.Kind != RecordLine.OfConnection && (!type.IsSymmetric || sheet.Record.Id < other.Id);
    }

    /// <summary>All of a group of connections, of which a sheet has the first.</summary>
    public async IAsyncEnumerable<ConnectionLine> All(RecordId id, ConnectionGroup group, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (ConnectionLine line in group.First) yield return line;
        for (int page = 2; (page - 1) * LinksAtOnce < group.Count; page++)
        {
            ConnectionPage more = await records.Connections(id, new ConnectionFilter(group.Type, true, group.OtherKind, page, LinksAtOnce), Viewer, cancel);
            foreach (ConnectionLine line in more.Lines) yield return line;
        }
    }

    private async IAsyncEnumerable<RecordSheet> Sheets(string? kind, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (IReadOnlyList<Reading.Found> some in Ahead(kind, cancel))
        {
            foreach (Reading.Found one in some) yield return await read.Whole(one, Viewer, cancel);
        }
    }

    /// <summary>Stretches, each of which is read while the one before it is written out.</summary>
    private async IAsyncEnumerable<IReadOnlyList<Reading.Found>> Ahead(string? kind, [EnumeratorCancellation] CancellationToken cancel)
    {
        int at = 0;
        Task<(IReadOnlyList<Reading.Found> Seen, RecordId? Reached)> next = Next(null);
        while (true)
        {
            (IReadOnlyList<Reading.Found> seen, RecordId? reached) = await next;
            // What nobody waits for any more is read to its end and told to nobody: a stretch is short.
            if (reached is not null) next = Next(reached);
            yield return seen;
            if (reached is null) yield break;
        }

        Task<(IReadOnlyList<Reading.Found> Seen, RecordId? Reached)> Next(RecordId? after) => Task.Run(
            () => found is { } ids ? Chosen(ids, kind, cancel) : records.StretchWhole(after, kind, Viewer, LinksAtOnce, cancel), cancel);

        async Task<(IReadOnlyList<Reading.Found> Seen, RecordId? Reached)> Chosen(ImmutableArray<RecordId> ids, string? kind, CancellationToken cancel)
        {
            RecordId[] some = [.. ids.Skip(at).Take(FoundAtOnce)];
            at += some.Length;
            IReadOnlyList<Reading.Found> seen = await records.ReadAll(some, Viewer, LinksAtOnce, cancel);
            return ([.. seen.Where(one => kind is null || one.Record.Value.Kind == kind)], at < ids.Length ? some[^1] : null);
        }
    }
}

/// <summary>A connection as a line between two records.</summary>
public sealed record Edge(RecordId Id, ConnectionType Type, RecordId From, RecordId To, ConnectionWords Words)
{
    public bool IsDisputed { get; init; }
}
