using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;

namespace Kindred.Features.Depositing;

/// <summary>What a depositor may know of the communities of a deposit: what they ask for, whether somebody answers for them, and what was answered,
/// never by whom.</summary>
public sealed class CommunityAnswers(IRecordStore records, IMemberStore members, TimeProvider time)
{
    private Viewer Anyone => new Viewer.Public(time.Today());

    /// <summary>Where each community stands on each record that got so far.</summary>
    public async Task<IReadOnlyList<AnswerLine>> To(Deposit deposit, Viewer.Depositor viewer, CancellationToken cancel)
    {
        List<AnswerLine> lines = [];
        foreach (RecordId id in deposit.Records.Select(record => record.Accessioned).OfType<RecordId>())
        {
            if (await records.Read(id, viewer, 0, cancel) is Reading.Found found)
                lines.AddRange(found.Communities.Select(standing => new AnswerLine(id, found.Record.Value.Content.Title, standing)));
        }

        return lines;
    }

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

    /// <summary>What a community says of how to speak of it.</summary>
    public async Task<CommunityShown> Show(string name, CancellationToken cancel)
    {
        RecordLine? line = await Named(name, [Community.Kind.Name], cancel);
        if (line is null) return new CommunityShown(name, null, HasSteward: false);
        Visible<Record>? record = (await records.Records([line.Id], Anyone, cancel)).Select(visible => (Visible<Record>?)visible).FirstOrDefault();
        bool hasSteward = (await members.All(cancel)).Any(member => member.CommunitiesOn(time.Today()).Contains(line.Id));
        return new CommunityShown(line.Title, record?.Value, hasSteward);
    }

    private static IEnumerable<string> NamesOf(Record record) =>
        [record.Content.Title, .. record.Content.Texts("otherNames"), .. record.Content.Texts("names"), .. record.Content.Translations.Values.Select(of => of.GetValueOrDefault("title")?.Text).OfType<string>()];
}

public sealed record AnswerLine(RecordId Record, string Title, StandingLine Standing);

/// <param name="Record">Null: no record of this community yet.</param>
public sealed record CommunityShown(string Name, Record? Record, bool HasSteward);
