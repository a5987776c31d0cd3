using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Depositing;

public sealed partial class ContributePage
{
    /// <summary>Fields of what was told that can be kept back alone, with the days typed for them. A field that was emptied keeps its day: older revisions may say it.</summary>
    public IReadOnlyList<TypedFieldDay> Days =>
    [
        .. from record in DepositInput.ReadUnchecked(Told.ToJson(), kinds).Input.Records
           from declared in kinds[record.Kind].Fields
           let part = new RecordPart(declared.Name)
           let day = (string?)Told.Records.FirstOrDefault(one => (string?)one!["ref"] == record.Ref)?[FieldDays.Member]?[declared.Name]
           where day is not null || Embargoing.WhyNot(kinds[record.Kind], record, part) is null
           select new TypedFieldDay(record.Ref, declared.Name, LabelOf(record, part), day),
    ];

    public IEnumerable<Finding> FindingsOf(TypedFieldDay day) => Findings.Where(one => one.Field == day.Path);

    private string LabelOf(DepositedRecord record, RecordPart part) =>
        (Told.Records.Count == 1 ? "" : record.Content.Title + " · ") + KeepWhat.LabelOf(kinds[record.Kind], part, _ => null, texts);

    /// <summary>What this step typed of single fields. A day that is taken away keeps nothing back.</summary>
    private void TakeDays(IFormCollection form)
    {
        foreach (JsonObject record in Told.Records.OfType<JsonObject>())
        {
            string beginning = $"{TypedFieldDay.Beginning}{(string?)record["ref"]}.";
            foreach (string key in form.Keys.Where(key => key.StartsWith(beginning, StringComparison.Ordinal)))
            {
                if (record[FieldDays.Member] is not JsonObject days) record[FieldDays.Member] = days = [];
                string field = key[beginning.Length..];
                if (DayAsTyped(form[key]) is { } day) days[field] = day;
                else days.Remove(field);
            }
        }
    }

    /// <summary>Null: none. What is too long for a day is one that can't be read, and no word that nothing is kept back.</summary>
    private static string? DayAsTyped(string? typed) => typed?.Trim() is { Length: > 0 } day ? day[..Math.Min(day.Length, 40)] : null;
}

/// <param name="Day">As typed; null: none.</param>
public sealed record TypedFieldDay(string Ref, string Field, string Label, string? Day)
{
    internal const string Beginning = "day.";

    public string Name => NameOf(Ref, Field);

    public static string NameOf(string @ref, string field) => $"{Beginning}{@ref}.{field}";

    /// <summary>Of findings.</summary>
    public string Path => $"records[{Ref}].{FieldDays.Member}.{Field}";
}
