using System.Globalization;
using System.Text.Json;
using Kindred.Domain.Importing;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Running;

/// <summary>The loss report of an import as a spreadsheet (RFC 4180), and what is kept beside its records, value by value.</summary>
public static class LossTable
{
    public static void Write(TextWriter writer, Texts texts, IEnumerable<ImportLoss> losses)
    {
        RowReport.WriteRow(writer, [texts["import.loss.heading"], texts["import.loss.reason"], texts["import.loss.rows"], texts["import.loss.example"]]);
        foreach (ImportLoss loss in losses) RowReport.WriteRow(writer, [loss.Heading, ReasonOf(texts, loss.Reason), Number(loss.Rows), Number(loss.Example)]);
    }

    public static void BeginLeftovers(TextWriter writer, Texts texts) =>
        RowReport.WriteRow(writer, [texts["import.report.row"], texts["import.loss.record"], texts["import.loss.heading"], texts["import.loss.value"], texts["import.loss.reason"]]);

    public static void WriteLeftovers(TextWriter writer, Texts texts, ImportedRow row)
    {
        if (row.Leftover is null) return;
        ILookup<string, string> reasons = LossesJson.Read(row.Losses).ToLookup(one => one.Heading, one => ReasonOf(texts, one.Reason), StringComparer.Ordinal);
        string record = string.Join(' ', row.Records.Where(one => one.How != ImportedHow.Waits).Take(1).Select(one => $"/r/{one.Record}"));
        foreach ((string heading, string[] values) in Leftover(row))
        {
            foreach (string value in values) RowReport.WriteRow(writer, [Number(row.Number), record, heading, value, string.Join("; ", reasons[heading])]);
        }
    }

    public static Dictionary<string, string[]> Leftover(ImportedRow row) => row.Leftover is { } left ? JsonSerializer.Deserialize<Dictionary<string, string[]>>(left)! : [];

    /// <summary>Of a later Kindred the word itself.</summary>
    public static string ReasonOf(Texts texts, string reason) => ValueName.Read<LossReason>(reason) is not null ? texts[$"import.loss.{reason}"] : reason;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
