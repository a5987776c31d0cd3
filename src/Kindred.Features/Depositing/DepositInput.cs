using System.Collections.Immutable;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

/// <summary>What somebody hands in, read and checked but not yet stored.</summary>
/// <param name="SignedAs">Name or pseudonym for the revision's "who"; null: anonymous.</param>
public sealed record DepositInput(ImmutableArray<DepositedRecord> Records, ImmutableArray<DepositedConnection> Connections, string? SignedAs)
{
    /// <summary>Nothing of it is to be public before this day; null: nothing keeps it back.</summary>
    public DateOnly? EmbargoUntil { get; init; }

    /// <summary>Something is said of that; otherwise what was said before stays.</summary>
    public bool SaysEmbargo { get; init; }

    /// <summary>By a record's ref, where something is said of that: fields that are not to be public before a day.</summary>
    public ImmutableDictionary<string, ImmutableDictionary<string, DateOnly>> FieldEmbargoes { get; init; } = ImmutableDictionary<string, ImmutableDictionary<string, DateOnly>>.Empty;

    public const int MostRecords = 60;
    private const int LongestName = 200;
    public const int MostConnections = 200;

    /// <summary>In all records: each name is looked up while everyone else waits to write.</summary>
    public const int MostLinks = 3_000;

    /// <summary>Reads <c>{"records":[…],"connections":[…],"signedAs":"…"}</c>. Everything wrong is listed at once, with its path.</summary>
    public static (DepositInput Input, ImmutableArray<Finding> Findings) Read(JsonElement json, KindList kinds, DateOnly today)
    {
        (DepositInput input, ImmutableArray<Finding> unread) = ReadUnchecked(json, kinds);
        return (input, json.ValueKind == JsonValueKind.Object ? [.. unread.Concat(input.Check(kinds, today)).Distinct()] : unread);
    }

    /// <summary>What of it can be read, and findings where something can't: of that the input holds nothing.</summary>
    public static (DepositInput Input, ImmutableArray<Finding> Unread) ReadUnchecked(JsonElement json, KindList kinds)
    {
        List<Finding> findings = [];
        if (json.ValueKind != JsonValueKind.Object) return (new DepositInput([], [], null), [new Finding("deposit-not-an-object")]);
        RecordInput.OnlyMembers(json, "", findings, DepositJson.Members);
        JsonElement[] records = Items(json, "records", findings), connections = Items(json, "connections", findings);
        if (records.Length > MostRecords) findings.Add(new Finding("too-many", "records"));
        if (connections.Length > MostConnections) findings.Add(new Finding("too-many", "connections"));
        DepositInput input = new(
            [.. records.Take(MostRecords).Select((record, index) => ReadRecord(record, index, kinds, findings)).OfType<DepositedRecord>()],
            [.. connections.Take(MostConnections).Select((connection, index) => ReadConnection(connection, index, findings)).OfType<DepositedConnection>()],
            RecordInput.Text(json, "signedAs", "", findings))
        {
            EmbargoUntil = ReadDay(json, findings),
            SaysEmbargo = json.TryGetProperty("embargoUntil", out _),
            FieldEmbargoes = FieldDays.Read(records.Take(MostRecords), findings),
        };
        return (input, [.. findings.Distinct()]);
    }

    /// <summary>What is not right yet; the same for what came by form.</summary>
    public IEnumerable<Finding> Check(KindList kinds, DateOnly today)
    {
        if (Records.IsEmpty && Connections.IsEmpty) yield return new Finding("deposit-empty", "records");
        if (Records.Sum(record => record.Links.Length) > MostLinks) yield return new Finding("too-many", "records");
        if (SignedAs is { Length: > LongestName }) yield return Finding.TooLong("signedAs", LongestName);
        if (Embargo.Check(EmbargoUntil, today) is { } embargo) yield return embargo;
        foreach (string twice in Records.GroupBy(record => record.Ref, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key))
            yield return new Finding("ref-twice", $"records[{twice}]");
        Dictionary<string, Kind> within = Records.DistinctBy(record => record.Ref).ToDictionary(record => "#" + record.Ref, record => kinds[record.Kind]);
        foreach (DepositedRecord record in Records)
        {
            string path = $"records[{record.Ref}]";
            foreach (Finding finding in FieldDays.Check(kinds[record.Kind], record, FieldEmbargoes.GetValueOrDefault(record.Ref), today, path)) yield return finding;
            foreach (Finding finding in kinds[record.Kind].Check(record.Content, record.Links, today, path)) yield return finding;
            foreach (LinkMention link in record.Links.Where(link => IsDangling(link.Target))) yield return new Finding("ref-unknown", $"{path}.{link.Field}", link.Target);
            foreach (LinkMention link in record.Links.Where(link => IsOfOtherKind(link.Target, kinds[record.Kind][link.Field])))
                yield return new Finding("link-wrong-kind", $"{path}.{link.Field}", link.Target);
        }

        foreach ((DepositedConnection connection, int index) in Connections.Select((connection, index) => (connection, index)))
        {
            string path = $"connections[{index}]";
            if (connection.From.Length == 0) yield return new Finding("needs-field", $"{path}.from");
            if (connection.To.Length == 0) yield return new Finding("needs-field", $"{path}.to");
            if (connection.From.Length > 0 && connection.From == connection.To) yield return new Finding("connection-to-itself", path);
            if (IsDangling(connection.From)) yield return new Finding("ref-unknown", $"{path}.from", connection.From);
            if (IsDangling(connection.To)) yield return new Finding("ref-unknown", $"{path}.to", connection.To);
            if (IsOfOtherKind(connection.To, within.GetValueOrDefault(connection.From)?.LinkField(connection.Type)))
                yield return new Finding("link-wrong-kind", $"{path}.to", connection.To);
            foreach (Finding finding in ConnectionType.Find(connection.Type)!.Check(connection.Words, path)) yield return finding;
        }

        bool IsDangling(string target) => target.StartsWith('#') && !within.ContainsKey(target);

        bool IsOfOtherKind(string target, Field? field) =>
            field is { LinkKinds: [_, ..] of } && within.TryGetValue(target, out Kind? kind) && !of.Contains(kind.Name);
    }

    private static DateOnly? ReadDay(JsonElement json, List<Finding> findings)
    {
        if (TypedDay.TryRead(RecordInput.Text(json, "embargoUntil", "", findings), out DateOnly? day)) return day;
        findings.Add(new Finding("day-not-a-day", "embargoUntil"));
        return null;
    }

    private static JsonElement[] Items(JsonElement json, string name, List<Finding> findings)
    {
        if (!json.TryGetProperty(name, out JsonElement items) || items.ValueKind == JsonValueKind.Null) return [];
        if (items.ValueKind == JsonValueKind.Array) return [.. items.EnumerateArray()];
        findings.Add(new Finding("wrong-shape", name));
        return [];
    }

    private static DepositedRecord? ReadRecord(JsonElement json, int index, KindList kinds, List<Finding> findings)
    {
        string position = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string path = $"records[{RecordInput.Text(json, "ref") ?? position}]";
        if (json.ValueKind != JsonValueKind.Object)
        {
            findings.Add(new Finding("wrong-shape", path));
            return null;
        }

        string @ref = RecordInput.Text(json, "ref", path, findings) ?? position;
        string? name = RecordInput.Text(json, "kind");
        if (name is null || kinds.Find(name) is not { } kind)
        {
            findings.Add(name is null ? new Finding("needs-kind", $"{path}.kind") : new Finding("unknown-kind", $"{path}.kind", name));
            return null;
        }

        (RecordContent content, ImmutableArray<LinkMention> links) = RecordInput.Read(json, kind, "en", path, findings);
        return new DepositedRecord
        {
            // No address comes with a deposit: what has one already keeps it by its ref.
            Ref = @ref, Entry = RecordId.Mint(), Kind = kind.Name, Content = content, Links = links,
            OfRevision = json.TryGetProperty("revision", out JsonElement revision) && revision.ValueKind == JsonValueKind.Number && revision.TryGetInt32(out int number) && number > 0 ? number : null,
        };
    }

    private static DepositedConnection? ReadConnection(JsonElement json, int index, List<Finding> findings)
    {
        string path = $"connections[{index}]";
        if (json.ValueKind != JsonValueKind.Object)
        {
            findings.Add(new Finding("wrong-shape", path));
            return null;
        }

        RecordInput.OnlyMembers(json, path, findings, DepositJson.ConnectionMembers);
        string? name = RecordInput.Text(json, "type");
        if (name is null || ConnectionType.Find(name) is not { } type)
        {
            findings.Add(name is null ? new Finding("needs-field", $"{path}.type") : new Finding("unknown-connection", $"{path}.type", name));
            return null;
        }

        return new DepositedConnection
        {
            Entry = RecordId.Mint(), Type = type.Name,
            From = RecordInput.Text(json, "from", path, findings) ?? "", To = RecordInput.Text(json, "to", path, findings) ?? "",
            Words = RecordInput.ReadWords(json, "en", path, findings),
        };
    }
}
