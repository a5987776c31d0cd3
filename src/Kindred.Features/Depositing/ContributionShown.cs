using System.Globalization;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Depositing;

/// <summary>What was told, as the steps show it: names in the place of ids and refs, and all of it as readers will see it.</summary>
public sealed class ContributionShown(Contribution told, KindList kinds, Texts texts)
{
    public string KindNameOf(int at) => (string)told.Records[at]!["kind"]!;

    public string RefOf(int at) => (string)told.Records[at]!["ref"]!;

    public string TitleOf(int at) => FieldShown.Scalar(told.Records[at]!["title"]) is { Length: > 0 } title ? Bidi.Visible(title) : texts["contribute.untitled"];

    public int IndexOf(string @ref) => Math.Max(0, told.Records.ToList().FindIndex(record => (string?)record!["ref"] == @ref));

    /// <summary>The name of an end of a connection or a link.</summary>
    public string EndOf(string? target)
    {
        if (target is null) return "";
        if (told.Names.ContainsValue(target) || !target.StartsWith('#')) return told.Name(target);
        int at = told.Records.ToList().FindIndex(record => (string?)record!["ref"] == target[1..]);
        return at < 0 ? target : TitleOf(at);
    }

    /// <summary>What a finding is about, and the address of it on the step.</summary>
    public (string Label, string? Address) Where(Finding finding)
    {
        if (finding.Field.StartsWith("connections[", StringComparison.Ordinal)) return (texts["contribute.connections"], told.Step == Steps.Connection ? "#f-from" : null);
        if (finding.Field == "embargoUntil") return (texts["embargo.form"], told.Step == Steps.More ? "#embargoUntil" : null);
        int end = finding.Field.IndexOf("].", StringComparison.Ordinal);
        if (!finding.Field.StartsWith("records[", StringComparison.Ordinal) || end < 0) return ("", null);
        int at = IndexOf(finding.Field["records[".Length..end]);
        if (finding.Field[(end + 2)..].StartsWith(FieldDays.Member + ".", StringComparison.Ordinal)) return WhereDay(at, finding.Field[(end + 3 + FieldDays.Member.Length)..]);
        string field = WarnedBefore.FieldOf(finding.Field[(end + 2)..]);
        bool isNotice = finding.Field[(end + 2)..].StartsWith(FieldNotices.Name + ".", StringComparison.Ordinal);
        string label = texts.Has($"field.{field}.label") ? texts.Label(KindNameOf(at), field) : texts[$"kind.{KindNameOf(at)}.one"];
        if (told.Step == Steps.Preview) return ($"{TitleOf(at)}, {label}", $"#record-{at.ToString(CultureInfo.InvariantCulture)}");
        return (label, $"#f-{field}{(isNotice ? "-notice" : "")}");
    }

    /// <summary>Days of fields are all typed on one step, of whichever record: by its field one is called, and linked to where it can be changed.</summary>
    private (string Label, string? Address) WhereDay(int at, string field)
    {
        string of = texts.Has($"field.{field}.label") ? texts.Label(KindNameOf(at), field) : field;
        string label = told.Records.Count == 1 ? of : $"{TitleOf(at)} · {of}";
        return (label, told.Step == Steps.More ? $"#{TypedFieldDay.NameOf((string?)told.Records[at]!["ref"] ?? "", field)}" : null);
    }

    /// <summary>What differs from one to the other, field by field.</summary>
    public (string Title, ReadableRecord Differences) Differences(DepositedRecord? before, DepositedRecord after)
    {
        ReadableRecord whole = ReadableRecord.Of(
            kinds[after.Kind], WithNames(after.Content), Links(after), before is null ? null : WithNames(before.Content), before is null ? null : Links(before), texts);
        return (after.Content.Title, whole with { Fields = [.. whole.Fields.Where(field => field.Before is not null)] });
    }

    private ILookup<string, ReadableLine> Links(DepositedRecord record) =>
        record.Links.ToLookup(link => link.Field, link => new ReadableLine(ReadableRecord.Noted(EndOf(link.Target), link.Note, link.Finest, texts)), StringComparer.Ordinal);

    /// <summary>Sources with the name of the record that they cite.</summary>
    private RecordContent WithNames(RecordContent content)
    {
        foreach ((string field, FieldValue value) in content.Fields)
        {
            if (value is not FieldValue.Entries entries) continue;
            content = content.With(field, new FieldValue.Entries([.. entries.Items.Select(entry => entry["resource"] is { } id ? new Entry(entry.Parts.SetItem("resource", told.Name(id))) : entry)]));
        }

        return content;
    }

    /// <summary>A record without its title, if everyone who is asked says yes.</summary>
    public ReadableRecord Readable(DepositedRecord record) => ReadableRecord.Of(
        kinds[record.Kind], record.Content.With("title", null),
        record.Links.ToLookup(link => link.Field, link => new ReadableLine(ReadableRecord.Noted(EndOf(link.Target), link.Note, link.Finest, texts)), StringComparer.Ordinal), null, null, texts);
}
