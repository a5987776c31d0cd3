using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Html;

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

    /// <summary>The name, with each of a connection's two titles in a direction of its own: one that is written from the right turns nothing around it.</summary>
    public IHtmlContent Shown(RecordId id, Texts texts) => !records.ContainsKey(id) && connections.TryGetValue(id, out ConnectionReading? one)
        ? new HtmlString($"{Bidi.Name(one.From.Title)} · {HtmlText.Escape(texts[$"connection.{one.Connection.Value.Type}.out"])} · {Bidi.Name(one.To.Title)}")
        : Bidi.Name(Title(id, texts));

    /// <summary>What a deposit is called in a list: its first record, or the record that it would change.</summary>
    public static string TitleOf(Deposit deposit, DeskNames names, Texts texts) =>
        deposit.Proposal is { } proposal ? texts.Format(IsTranslation(proposal) ? "proposal.desk.translation" : "proposal.desk.to", Bidi.Visible(names.Has(proposal.Record) ? names.Title(proposal.Record, texts) : ""))
        : deposit.Records is [var first, ..] ? Bidi.Visible(first.Content.Title) : texts["desk.deposit.connections-only"];

    /// <summary>What a deposit is, where the record that it would change is named beside it.</summary>
    public static string ProposalName(Proposal proposal, Texts texts) => texts[IsTranslation(proposal) ? "proposal.desk.translation.title" : "proposal.desk.title"];

    private static bool IsTranslation(Proposal proposal) => proposal.Parts.All(part => ContentPart.Translation(part) is not null);
}
