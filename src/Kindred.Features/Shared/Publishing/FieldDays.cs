using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>The days before which single fields of what is handed in are not public: <c>"fieldEmbargoes": {"story": "2027-01-01"}</c> of a record.</summary>
public static class FieldDays
{
    public const string Member = "fieldEmbargoes";

    /// <summary>By the records' refs, as a deposit gives them. A field without a day is not kept back.</summary>
    public static ImmutableDictionary<string, ImmutableDictionary<string, DateOnly>> Read(IEnumerable<JsonElement> records, List<Finding> findings)
    {
        ImmutableDictionary<string, ImmutableDictionary<string, DateOnly>>.Builder all = ImmutableDictionary.CreateBuilder<string, ImmutableDictionary<string, DateOnly>>();
        foreach ((int index, JsonElement record) in records.Index())
        {
            string name = RecordInput.Text(record, "ref") ?? index.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (Read(record, $"records[{name}]", findings) is { } days) all[name] = days;
        }

        return all.ToImmutable();
    }

    /// <summary>Of one record; null: nothing is said of that. A program that writes null for whatever it does not know says nothing of it, and ends no day.</summary>
    /// <param name="findings">As reading its fields left them: this is no unknown one.</param>
    public static ImmutableDictionary<string, DateOnly>? Read(JsonElement record, string path, List<Finding> findings)
    {
        if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty(Member, out JsonElement days)) return null;
        string at = $"{path}.{Member}";
        findings.Remove(new Finding("unknown-field", at));
        if (days.ValueKind is JsonValueKind.Object) return ReadDays(days, at, findings);
        if (days.ValueKind is not JsonValueKind.Null) findings.Add(new Finding("wrong-shape", at));
        return null;
    }

    /// <summary>The deposit's records with the days that its depositor has set for their fields: said of each, so that none said ends what was set.</summary>
    public static JsonArray With(JsonArray records, Deposit deposit, IEnumerable<Embargo> words)
    {
        Embargo[] own = [.. Embargoing.PartsOfDepositor(words).Where(one => one.Part!.Value.Target is null)];
        foreach ((DepositedRecord entry, JsonNode? json) in deposit.Records.Zip(records))
            json![Member] = new JsonObject(own.Where(one => one.Subject == (entry.Accessioned ?? entry.Entry)).Select(one => KeyValuePair.Create(one.Part!.Value.Field, (JsonNode?)JsonValue.Create(one.Until.Written()))));
        return records;
    }

    /// <summary>A word that keeps something of the deposit back; of one part with the ref of its record.</summary>
    public static JsonNode Shown(Embargo word, Deposit deposit)
    {
        JsonObject shown = new() { ["by"] = ValueName.Of(word.By), ["community"] = word.Community?.ToString(), ["until"] = word.Until.Written() };
        if (word.Part is not { } part) return shown;
        shown["record"] = deposit.Records.FirstOrDefault(one => (one.Accessioned ?? one.Entry) == word.Subject)?.Ref;
        shown["field"] = part.Field;
        if (part.Target is { } target) shown["target"] = target.ToString();
        return shown;
    }

    /// <summary>With a new entry of a deposit, or with a record that an import brings: what can be kept back alone is, and what it does not say yet will be. What can't keeps all of it back:
    /// an export says of a single link that waits no more than its field.</summary>
    public static void Begin(IArchiveSession session, Kind kind, DepositedRecord entry, ImmutableDictionary<string, DateOnly>? days, DateOnly today)
    {
        foreach ((string field, DateOnly until) in days ?? ImmutableDictionary<string, DateOnly>.Empty)
        {
            RecordPart part = new(field);
            Finding? whole = part.WhyNotKeptBack(kind, [entry.Content]);
            if (until <= today || whole is { Code: "part-unknown" }) continue;
            Embargo word = new() { Subject = entry.Entry, Part = whole is null ? part : null, By = EmbargoBy.Depositor, Until = until };
            if (!session.Embargoes(entry.Entry).Any(one => one with { Until = until } == word && one.Until > until)) session.Put(word);
        }
    }

    public static IEnumerable<Finding> Check(Kind kind, DepositedRecord record, ImmutableDictionary<string, DateOnly>? days, DateOnly today, string path)
    {
        foreach ((string field, DateOnly until) in days ?? ImmutableDictionary<string, DateOnly>.Empty)
        {
            string at = $"{path}.{Member}.{field}";
            if (Embargo.Check(until, today) is { } wrong) yield return wrong with { Field = at };
            if (new RecordPart(field).WhyNotKeptBack(kind, [record.Content]) is { } whole) yield return whole with { Field = at };
        }
    }

    private static ImmutableDictionary<string, DateOnly> ReadDays(JsonElement days, string path, List<Finding> findings)
    {
        ImmutableDictionary<string, DateOnly>.Builder read = ImmutableDictionary.CreateBuilder<string, DateOnly>(StringComparer.Ordinal);
        foreach (JsonProperty day in days.EnumerateObject())
        {
            if (!TypedDay.TryRead(RecordInput.Text(days, day.Name, path, findings), out DateOnly? until)) findings.Add(new Finding("day-not-a-day", $"{path}.{day.Name}"));
            else if (until is { } first) read[day.Name] = first;
        }

        return read.ToImmutable();
    }
}
