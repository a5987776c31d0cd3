using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

/// <summary>A page on which fields of a record are told: a step of a deposit, or a change of what is public.</summary>
public interface IToldForm
{
    Contribution Told { get; }

    Kind Kind { get; }

    ImmutableArray<Finding> Findings { get; }

    /// <summary>Names as typed for which there are near ones in the archive.</summary>
    Dictionary<string, IReadOnlyList<RecordLine>> Near { get; }

    /// <summary>Names that a community refuses, in all that was told so far.</summary>
    IReadOnlyList<RefusedUse> Refused { get; }
}

/// <summary>One field on a step: what was typed, as the form shows it again, and what is said beside it.</summary>
/// <param name="connection">The connection that is told, where the field is one of its own; null: the record.</param>
public sealed class FieldShown(Field field, IToldForm page, Texts texts, JsonObject? connection = null)
{
    private readonly JsonNode? value = (connection ?? page.Told.Record)[field.Name];

    public Field Field { get; } = field;

    public string Name { get; } = FormField.Name(field);

    public string Id { get; } = "f-" + field.Name;

    public string Label { get; } = texts.Label(page.Kind.Name, field.Name);

    public string Help { get; } = texts.Help(page.Kind.Name, field.Name);

    public bool IsWrong => Findings.Any();

    /// <summary>Ids of what is said beside the control.</summary>
    public string? DescribedBy =>
        string.Join(' ', new[] { Help.Length > 0 ? $"{Id}-help" : null, IsWrong ? $"{Id}-wrong" : null, Refused.Any() ? $"{Id}-names" : null }.OfType<string>()) is { Length: > 0 } ids ? ids : null;

    /// <summary>Names in it that a community refuses. Of a connection that is being told they are said on the preview.</summary>
    public IEnumerable<RefusedName> Refused => connection is not null ? [] : page.Refused.Where(one => one.Record == page.Told.At && one.Field == Field.Name).Select(one => one.Name);

    public IEnumerable<Finding> Findings =>
        page.Findings.Where(finding => finding.Field == Path || finding.Field.StartsWith(Path + ".", StringComparison.Ordinal));

    /// <summary>It may be folded behind words that are said before it.</summary>
    public bool AsksForNotice => connection is null && Field.MayBeFolded();

    /// <summary>Those words, as typed.</summary>
    public string? Notice => WarnedBefore.In(page.Told.Record, Field.Name);

    /// <summary>What stands before words that somebody else wrote, and that nobody has changed here: they are folded as on every page. One's own words stand open.</summary>
    public ReadableNotice? FoldedBehind => connection is null && !IsWrong && page.Told.Proposal is { Seen: var seen } && WarnedBefore.In(seen, Field.Name) is { } notice && JsonNode.DeepEquals(value, seen[Field.Name])
        ? new ReadableNotice(notice, Scalar(seen["language"]) ?? "und") : null;

    public IEnumerable<Finding> NoticeFindings => page.Findings.Where(finding => finding.Field == $"records[{(string?)page.Told.Record["ref"]}].{FieldNotices.Name}.{Field.Name}");

    public string Text => Scalar(value) ?? "";

    public IEnumerable<string> Texts => value is JsonArray all ? all.Select(Scalar).OfType<string>() : Text is { Length: > 0 } one ? [one] : [];

    public bool Has(string text) => Texts.Any(one => Field.Current(one) == text);

    /// <summary>Terms to choose from: those that are offered, and a retired one that the record holds.</summary>
    public IEnumerable<string> Choices => Field.Choices.Terms.Intersect([.. Field.Choices.Offered, .. Texts.Select(Field.Current)]);

    public string Part(string part) => value is JsonObject parts ? Scalar(parts[part]) ?? "" : "";

    /// <summary>Of a point: the coarsest until somebody says otherwise.</summary>
    public string PrecisionSaid => Part("precision") is { Length: > 0 } said ? said : ValueName.Of(default(Precision));

    /// <summary>Entries that are there, and some empty ones.</summary>
    public IEnumerable<JsonObject> Rows(int empty)
    {
        JsonObject[] there = value is JsonArray all ? [.. all.OfType<JsonObject>()] : [];
        return [.. there, .. Enumerable.Range(0, there.Length == 0 ? empty : 1).Select(_ => new JsonObject())];
    }

    /// <summary>Names of the links that are there with their notes and how closely a place may be shown, and some empty ones.</summary>
    public IEnumerable<(string Name, string Note, string Finest)> Links(int empty)
    {
        (string, string, string)[] there = [.. (value as JsonArray ?? []).Select(link => (page.Told.Name(Target(link) ?? ""), Said(link, "note"), Said(link, "precision")))];
        return [.. there, .. Enumerable.Repeat(("", "", ""), there.Length == 0 ? empty : 1)];

        static string Said(JsonNode? link, string part) => link is JsonObject with ? Scalar(with[part]) ?? "" : "";
    }

    /// <summary>It is where something was: who tells it says how closely that may be shown.</summary>
    public bool AsksHowClose => connection is null && Field.Name == CommonFields.Where && Field.Link == ConnectionType.InPlace;

    /// <summary>From the closest to the coarsest; the closest is as the place itself is.</summary>
    public static IEnumerable<string> Coarser => [.. Enum.GetValues<Precision>().Where(one => one != Precision.Exact).OrderDescending().Select(ValueName.Of)];

    /// <summary>A path says something of each step; what any other field says of a link is shown where it does.</summary>
    public bool HasNotes => Field.Link == ConnectionType.Step || (value as JsonArray ?? []).OfType<JsonObject>().Any(link => link["note"] is not null);

    public IReadOnlyList<RecordLine> Near(string typed) => page.Near.GetValueOrDefault(typed) ?? [];

    /// <summary>The date in words, where it can be read.</summary>
    public EdtfDate? Date => EdtfDate.TryParse(Text, out EdtfDate? date, out _) ? date : null;

    /// <summary>Ids, names and <c>#ref</c>s of a link field.</summary>
    public static IEnumerable<string> Targets(JsonNode? value) => (value as JsonArray ?? []).Select(Target).OfType<string>();

    public static string? Scalar(JsonNode? value) => (value as JsonValue)?.ToString();

    private string Path => connection is null ? $"records[{(string?)page.Told.Record["ref"]}].{Field.Name}" : $"connections[{page.Told.Editing ?? page.Told.Connections.Count}].{Field.Name}";

    private static string? Target(JsonNode? link) => link is JsonObject with ? Scalar(with["id"]) : Scalar(link);
}
