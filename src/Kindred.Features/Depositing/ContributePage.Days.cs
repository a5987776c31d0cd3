using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Depositing;

public sealed partial class ContributePage
{
    /// <summary>Fields of what was told that can be kept back alone, with the days typed for them.</summary>
    public IReadOnlyList<TypedFieldDay> Days =>
    [
        .. from record in DepositInput.ReadUnchecked(Told.ToJson(), kinds).Input.Records
           from part in Embargoing.Keepable(kinds[record.Kind], record)
           select new TypedFieldDay(record.Ref, part.Field, LabelOf(record, part), (string?)Told.Records.FirstOrDefault(one => (string?)one!["ref"] == record.Ref)?[FieldDays.Member]?[part.Field]),
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
                if (form[key].ToString().Trim() is { Length: > 0 and < 40 } day) days[field] = day;
                else days.Remove(field);
            }
        }
    }
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
