using System.Globalization;
using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;

namespace Kindred.Features.Depositing;

/// <summary>What the views of the steps show of what was told.</summary>
public sealed partial class ContributePage
{
    public string KindNameOf(int at) => (string)Told.Records[at]!["kind"]!;

    public string RefOf(int at) => (string)Told.Records[at]!["ref"]!;

    public string TitleOf(int at) => FieldShown.Scalar(Told.Records[at]!["title"]) is { Length: > 0 } title ? Bidi.Visible(title) : texts["contribute.untitled"];

    public int IndexOf(string @ref) => Math.Max(0, Told.Records.ToList().FindIndex(record => (string?)record!["ref"] == @ref));

    /// <summary>The name of an end of a connection or a link.</summary>
    public string EndOf(string? target)
    {
        if (target is null) return "";
        if (Told.Names.ContainsValue(target) || !target.StartsWith('#')) return Told.Name(target);
        int at = Told.Records.ToList().FindIndex(record => (string?)record!["ref"] == target[1..]);
        return at < 0 ? target : TitleOf(at);
    }

    public IEnumerable<Finding> FindingsOf(string part) =>
        Findings.Where(finding => finding.Field.StartsWith("connections[", StringComparison.Ordinal) && finding.Field.EndsWith("]." + part, StringComparison.Ordinal));

    /// <summary>What a finding is about, and the address of it on this page.</summary>
    public (string Label, string? Address) Where(Finding finding)
    {
        if (finding.Field.StartsWith("connections[", StringComparison.Ordinal)) return (texts["contribute.connections"], Told.Step == Steps.Connection ? "#f-from" : null);
        int end = finding.Field.IndexOf("].", StringComparison.Ordinal);
        if (!finding.Field.StartsWith("records[", StringComparison.Ordinal) || end < 0) return ("", null);
        int at = IndexOf(finding.Field["records[".Length..end]);
        string field = finding.Field[(end + 2)..].Split('.', '[')[0];
        string label = texts.Has($"field.{field}.label") ? texts.Label(KindNameOf(at), field) : texts[$"kind.{KindNameOf(at)}.one"];
        if (Told.Step == Steps.Preview) return ($"{TitleOf(at)}, {label}", $"#record-{at.ToString(CultureInfo.InvariantCulture)}");
        return (label, "#f-" + field);
    }

    /// <summary>A field as readers would see it.</summary>
    public IReadOnlyList<string> Shown(DepositedRecord record, Field field)
    {
        if (field.IsLink)
        {
            return [.. record.Links.Where(link => link.Field == field.Name).Select(link => link.Note is null ? EndOf(link.Target) : $"{EndOf(link.Target)}: {link.Note}")];
        }

        return record.Content[field.Name] switch
        {
            FieldValue.One one => [Text(field, one.Text)],
            FieldValue.Many many => [.. many.Texts.Select(text => Text(field, text))],
            FieldValue.Entries entries => [.. entries.Items.Select(entry => string.Join(" · ", field.Parts.Select(part => entry[part]).OfType<string>()))],
            FieldValue.Range range => [$"{range.Low?.ToString(texts.Culture) ?? "?"} – {range.High?.ToString(texts.Culture) ?? "?"}"],
            FieldValue.Coordinates point => [string.Create(CultureInfo.InvariantCulture, $"{point.Latitude}, {point.Longitude}")],
            _ => [],
        };
    }

    private string Text(Field field, string text) => field.Type switch
    {
        FieldType.Term => texts[$"term.{field.Vocabulary}.{text}"],
        FieldType.Date or FieldType.Day when EdtfDate.TryParse(text, out EdtfDate? date, out _) => texts.DatesInWords.Write(date),
        FieldType.Flag => texts["contribute.yes"],
        _ => text,
    };
}
