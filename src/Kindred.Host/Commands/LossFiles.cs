using System.Text;
using System.Text.Json.Nodes;
using Kindred.Domain.Importing;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary>What of a source no field has a place for: in lines of the terminal, as JSON, and as spreadsheets.</summary>
internal static class LossFiles
{
    private const int LinesPrinted = 20;
    private const int RowsInRead = 1_000;

    private static readonly Texts Words = Texts.For(Texts.Source);

    public static IReadOnlyList<ImportLoss> Of(LossReport report) => [.. report.Columns.Select(one => new ImportLoss(one.Heading, ValueName.Of(one.Reason), one.Rows, one.Example)).OrderByDescending(one => one.Rows)];

    /// <param name="import">Its number; null: it was a dry run.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<ImportLoss> losses, long? import)
    {
        if (losses is []) yield break;
        yield return import is { } number ? $"What no field has a place for (kept beside the records; `kindred import --show {number} --leftovers FILE` writes it down):" : "What no field has a place for (it is kept beside the records):";
        foreach (ImportLoss loss in losses.Take(LinesPrinted)) yield return $"  {loss.Heading}: {ReasonOf(loss)} ({(loss.Rows == 1 ? $"row {loss.Example}" : $"{loss.Rows} rows, the first is {loss.Example}")})";
        if (losses.Count > LinesPrinted) yield return $"  And {losses.Count - LinesPrinted} more: --losses FILE or --json has them all.";
    }

    public static JsonArray Json(IReadOnlyList<ImportLoss> losses) =>
        new([.. losses.Select(loss => (JsonNode)new JsonObject { ["heading"] = loss.Heading, ["reason"] = loss.Reason, ["words"] = ReasonOf(loss), ["rows"] = loss.Rows, ["example"] = loss.Example })]);

    /// <summary>Null: it is made.</summary>
    public static Task<CommandResult?> MakeLosses(string file, IReadOnlyList<ImportLoss> losses) => NewFile.Make(file, async target =>
    {
        await using StreamWriter writer = Writer(target);
        LossTable.Write(writer, Words, losses);
    });

    public static Task<CommandResult?> MakeLeftovers(string file, Func<long, int, Task<IReadOnlyList<ImportedRow>>> rows) => NewFile.Make(file, async target =>
    {
        await using StreamWriter writer = Writer(target);
        LossTable.BeginLeftovers(writer, Words);
        long after = 0;
        while (await rows(after, RowsInRead) is { Count: > 0 } some)
        {
            foreach (ImportedRow row in some) LossTable.WriteLeftovers(writer, Words, row);
            after = some[^1].Place;
        }
    });

    private static string ReasonOf(ImportLoss loss) => LossTable.ReasonOf(Words, loss.Reason);

    private static StreamWriter Writer(Stream target) => new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 * 1024, leaveOpen: true);
}
