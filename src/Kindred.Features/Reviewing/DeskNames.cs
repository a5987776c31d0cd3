using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Reviewing;

/// <summary>Records and connections by the names that a desk gives them.</summary>
public sealed class DeskNames
{
    private readonly Dictionary<RecordId, RecordLine> records = [];
    private readonly Dictionary<RecordId, ConnectionReading> connections = [];

    public static async Task<DeskNames> Of(IEnumerable<RecordId> ids, IRecordStore store, Viewer.Member member, CancellationToken cancel)
    {
        DeskNames names = new();
        RecordId[] all = [.. ids.Distinct()];
        foreach (RecordLine line in await store.Lines(all, member, cancel)) names.records[line.Id] = line;
        foreach (RecordId id in all.Where(id => !names.records.ContainsKey(id)))
        {
            if (await store.Connection(id, member, cancel) is { } connection) names.connections[id] = connection;
        }

        return names;
    }

    /// <summary>It is there, and the member may see it.</summary>
    public bool Has(RecordId id) => records.ContainsKey(id) || connections.ContainsKey(id);

    public bool IsPublic(RecordId id) => records.GetValueOrDefault(id)?.State == RecordState.Published
        || connections.GetValueOrDefault(id)?.Connection.Value.State == RecordState.Published;

    public string Title(RecordId id, Texts texts) => records.TryGetValue(id, out RecordLine? line) ? (line.Kind == Community.Kind.Name ? RecordName.Whole(line, texts) : line.Title)
        : connections.TryGetValue(id, out ConnectionReading? one) ? $"{one.From.Title} · {texts[$"connection.{one.Connection.Value.Type}.out"]} · {one.To.Title}"
        : id.ToString();

    /// <summary>What a deposit is called in a list: its first record, or the record that it would change.</summary>
    public static string TitleOf(Deposit deposit, DeskNames names, Texts texts) =>
        deposit.Proposal is { } proposal ? texts.Format("proposal.desk.to", Bidi.Visible(names.Has(proposal.Record) ? names.Title(proposal.Record, texts) : ""))
        : deposit.Records is [var first, ..] ? Bidi.Visible(first.Content.Title) : texts["desk.deposit.connections-only"];
}
