using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;

namespace Kindred.Features.Depositing;

/// <summary>What a depositor may know of the communities of a deposit: what they ask for, whether somebody answers for them, and what was answered,
/// never by whom.</summary>
public sealed class CommunityAnswers(IRecordStore records, IMemberStore members, Texts texts, TimeProvider time)
{
    private const int MostAsked = 20;

    private Viewer Anyone => new Viewer.Public(time.Today());

    /// <summary>Where each community stands on each record and connection that got so far.</summary>
    public async Task<IReadOnlyList<AnswerLine>> To(Deposit deposit, Viewer.Depositor viewer, CancellationToken cancel)
    {
        List<AnswerLine> lines = [];
        foreach (RecordId id in deposit.Records.Select(record => record.Accessioned).OfType<RecordId>())
        {
            if (await records.Read(id, viewer, 0, cancel) is Reading.Found found)
                lines.AddRange(found.Communities.Select(standing => new AnswerLine(id, found.Record.Value.Content.Title, standing) { PublicUntil = Until(found.Record.Value) }));
        }

        foreach (RecordId id in deposit.Connections.Select(connection => connection.Accessioned).OfType<RecordId>())
        {
            // What is a link of a record is asked about with it.
            if (await records.Connection(id, viewer, cancel) is not { Connection.Value: { IsOfField: false } connection } reading) continue;
            string title = $"{reading.From.Title} · {texts[$"connection.{connection.Type}.out"]} · {reading.To.Title}";
            lines.AddRange(reading.Communities.Select(standing => new AnswerLine(id, title, standing) { IsConnection = true, PublicUntil = connection.State == RecordState.Published ? connection.PublicUntil : null }));
        }

        return lines;
    }

    private static DateOnly? Until(Record record) => record.State == RecordState.Published ? record.PublicUntil : null;

    /// <summary>The public record with this very name.</summary>
    public async Task<RecordLine?> Named(string name, IReadOnlyCollection<string> kinds, CancellationToken cancel)
    {
        if (RecordId.TryParse(name, out RecordId id)) return await records.Lines([id], Anyone, cancel) is [var line, ..] ? line : null;
        IReadOnlyList<RecordLine> near = await records.Named(name, kinds, Anyone, cancel);
        foreach (Visible<Record> visible in await records.Records([.. near.Select(one => one.Id)], Anyone, cancel))
        {
            Record record = visible.Value;
            if (NamesOf(record).Contains(name, StringComparer.OrdinalIgnoreCase)) return near.First(one => one.Id == record.Id);
        }

        return null;
    }

    /// <summary>Public records whose names begin alike.</summary>
    public async Task<IReadOnlyList<RecordLine>> Near(string name, IReadOnlyCollection<string> kinds, CancellationToken cancel)
    {
        string first = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        foreach (string beginning in new[] { name, first, first[..Math.Min(first.Length, Math.Max(4, first.Length - 2))] }.Where(one => one.Length >= 3))
        {
            if (await records.Named(beginning, kinds, Anyone, cancel) is { Count: > 0 } near) return [.. near.Take(5)];
        }

        return [];
    }

    /// <summary>Communities that are asked: about all that is told, or only about the record being told.</summary>
    /// <param name="ofSubjects">Ids of those asked because of what a note or a door is about.</param>
    public async Task<IReadOnlyList<CommunityShown>> Asked(Contribution told, bool isOfAll, KindList kinds, IReadOnlyList<string> ofSubjects, CancellationToken cancel)
    {
        List<CommunityShown> asked = [];
        foreach (JsonObject record in isOfAll ? told.Records.OfType<JsonObject>() : [told.Record])
        {
            foreach (Field field in kinds[(string)record["kind"]!].Fields.Where(field => field.Link is { NamesCommunity: true } && field.LinkKinds.Contains(Community.Kind.Name)))
            {
                foreach (string target in FieldShown.Targets(record[field.Name])) await Add(target, field.LinkKinds);
            }
        }

        foreach (JsonObject connection in isOfAll ? told.Connections.OfType<JsonObject>() : [])
        {
            bool isKin = ConnectionType.Find((string?)connection["type"] ?? "") is { IsSymmetric: true };
            foreach (string end in new[] { (string?)connection["from"], (string?)connection["to"] }.OfType<string>().Where(end => !end.StartsWith('#'))) await AddOfEnd(end, isKin);
        }

        foreach (string community in ofSubjects) await Add(community, [Community.Kind.Name]);
        return [.. asked.DistinctBy(one => one.Name, StringComparer.OrdinalIgnoreCase)];

        async Task Add(string target, IReadOnlyCollection<string> of)
        {
            if (asked.Count >= MostAsked) return;
            JsonObject? within = told.Records.OfType<JsonObject>().FirstOrDefault(one => "#" + (string?)one["ref"] == target);
            if (within is not null && (string?)within["kind"] != Community.Kind.Name) return;
            string name = within is not null ? FieldShown.Scalar(within["title"]) ?? "" : RecordId.TryParse(target, out _) ? target : told.Name(target);
            // What somebody else goes by is nobody to ask; a name that nobody has becomes a community.
            if (await Named(name, within is null ? of : [Community.Kind.Name], cancel) is not { } line) asked.Add(new CommunityShown(name, null, HasSteward: false));
            else if (line.Kind == Community.Kind.Name) asked.Add(await Show(line, cancel));
        }

        // Both sides of a kinship are asked; of other connections an end that is a community.
        async Task AddOfEnd(string end, bool isKin)
        {
            if (asked.Count >= MostAsked || await Named(end, [], cancel) is not { } line) return;
            if (line.Kind == Community.Kind.Name) asked.Add(await Show(line, cancel));
            else if (isKin && await records.Records([line.Id], Anyone, cancel) is [{ Value: var record }])
                foreach (RecordLine community in await records.Lines([.. record.Communities], Anyone, cancel)) asked.Add(await Show(community, cancel));
        }
    }

    /// <summary>What a community says of how to speak of it.</summary>
    private async Task<CommunityShown> Show(RecordLine line, CancellationToken cancel)
    {
        Visible<Record>? record = (await records.Records([line.Id], Anyone, cancel)).Select(visible => (Visible<Record>?)visible).FirstOrDefault();
        bool hasSteward = (await members.All(cancel)).Any(member => member.CommunitiesOn(time.Today()).Contains(line.Id));
        return new CommunityShown(line.Title, record?.Value, hasSteward);
    }

    private static IEnumerable<string> NamesOf(Record record) =>
        [record.Content.Title, .. record.Content.Texts("otherNames"), .. record.Content.Texts("names"), .. record.Content.Translations.Values.Select(of => of.GetValueOrDefault("title")?.Text).OfType<string>()];
}

/// <param name="Subject">The record or connection that was asked about.</param>
public sealed record AnswerLine(RecordId Subject, string Title, StandingLine Standing)
{
    public bool IsConnection { get; init; }

    /// <summary>Last day on which it is public, unless the communities say yes again; null: no such day, or it is not public.</summary>
    public DateOnly? PublicUntil { get; init; }
}

/// <param name="Record">Null: no record of this community yet.</param>
public sealed record CommunityShown(string Name, Record? Record, bool HasSteward);
