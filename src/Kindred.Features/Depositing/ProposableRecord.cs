using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

/// <summary>A record as anyone reads it, to be changed: whoever asks, keepers too, so that no proposal tells what is not public.</summary>
public sealed class ProposableRecord(IRecordStore records, ReadRecord read, KindList kinds, TimeProvider time)
{
    /// <summary>Null: there is none, or nobody but its writer may change it: a note.</summary>
    public Task<ProposableReading?> Find(RecordId id, CancellationToken cancel) => Find(id, null, cancel);

    /// <summary>As one of its revisions said, as far as anyone may read that today.</summary>
    public async Task<ProposableReading?> Find(RecordId id, int? revision, CancellationToken cancel)
    {
        Viewer anyone = new Viewer.Public(time.Today());
        if (await records.Records([id], anyone, cancel) is not [{ Value: var record }] || record.Kind == Note.Kind.Name) return null;
        if (await records.Revision(id, revision ?? record.Revision, anyone, cancel) is not { } shown) return null;
        RecordSheet sheet = await read.AsOf(record, shown.Value, anyone, cancel);
        Kind kind = kinds[record.Kind];
        DepositedRecord entry = new()
        {
            Ref = ProposalInput.Ref, Entry = default, Kind = kind.Name, Content = sheet.Content,
            Links = [.. from field in kind.Fields where field is { IsLink: true, IsSaidByOther: false } from line in sheet.Links.GetValueOrDefault(field.Name, LinkLines.None).First
                        select new LinkMention(field.Name, line.Other.Id.ToString(), sheet.NoteOf(field.Name, line.Other.Id))],
        };
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (RecordLine line in sheet.Links.Values.SelectMany(lines => lines.First).Select(line => line.Other).Concat(sheet.Cited.Values))
            names.TryAdd(line.Title, line.Id.ToString());
        return new ProposableReading(sheet.Record, kind, DepositJson.Record(entry, kind), names);
    }
}

/// <param name="Seen">The record in the form of a deposit's.</param>
/// <param name="Names">Names of what it links to and cites, with their ids.</param>
public sealed record ProposableReading(Record Record, Kind Kind, JsonObject Seen, IReadOnlyDictionary<string, string> Names);
