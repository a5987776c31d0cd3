using System.Globalization;
using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared;
using Path = System.IO.Path;

namespace Kindred.Host.Commands;

/// <summary>What <c>kindred import</c> says in the terminal, and as JSON.</summary>
internal static class ImportPrinting
{
    private const int FindingsPrinted = 20;

    private static readonly Texts Words = Texts.For(Texts.Source);

    /// <summary>What the file is known for, and what to say to take it in as that.</summary>
    public static CommandResult Recognised(string path, string profile, string name)
    {
        string file = Path.GetFileName(path);
        return CommandResult.Otherwise("recognised", [$"This looks like: {name}. Nothing was taken.", $"See what would come of it: kindred import {file} --profile {profile} --dry-run", $"Then take it in: kindred import {file} --profile {profile}"]);
    }

    public static CommandResult Ran(ImportOutcome outcome, IReadOnlyList<ImportLoss>? losses = null) => outcome switch
    {
        ImportOutcome.Ran ran => Ran(ran, losses ?? []),
        ImportOutcome.Undone undone => new CommandResult(
            ExitStatus.Done,
            Json(undone.Import).With("kept", Ids(undone.Kept)),
            [
                $"Import {undone.Import.Number} is taken back.",
                .. undone.Kept.IsEmpty ? (string[])[] : [$"What people went on with stays: {undone.Kept.Length}. `kindred import --undo {undone.Import.Number} --even-edited` takes that back too.", .. Some(undone.Kept)],
            ]),
        ImportOutcome.Touched touched => new CommandResult(
            ExitStatus.Otherwise,
            Json(touched.Import).With("outcome", "edited").With("edited", Ids(touched.Records.Select(one => one.Record))),
            [
                $"People went on with {touched.Records.Length} of what import {touched.Import.Number} brought; nothing was taken back.",
                .. Some(touched.Records.Select(one => one.Record)),
                "--keep-edited takes back the rest and leaves these; --even-edited takes back these too, with what people wrote on them.",
            ]),
        ImportOutcome.NotOpen { Import.State: ImportState.Undoing } half => CommandResult.Otherwise("not-open", $"Import {half.Import.Number} is half taken back: `kindred import --undo {half.Import.Number}` goes on with that."),
        ImportOutcome.NotOpen closed => CommandResult.Otherwise("not-open", $"Import {closed.Import.Number} is {StateOf(closed.Import.State)}: nothing is left to do."),
        ImportOutcome.Busy => CommandResult.Otherwise("busy", "Somebody is at this import already."),
        ImportOutcome.OtherFile { IsGiven: true } other => CommandResult.Otherwise("other-file", $"This is another file than that of import {other.Import.Number}, or it was changed since; nothing was taken."),
        ImportOutcome.OtherFile other => CommandResult.Otherwise("no-file", $"The file of import {other.Import.Number} is kept no more: give it again, unchanged."),
        _ => CommandResult.Otherwise("no-import", "There is no such import."),
    };

    public static CommandResult Show(ImportAccession import, IReadOnlyList<ImportLoss> losses) => CommandResult.Done(
        Json(import).With("losses", LossFiles.Json(losses)),
        [$"Import {import.Number}, {import.Day.Written()}: {StateOf(import.State)}. Made {import.Counts.Made}, changed {import.Counts.Changed}, the same {import.Counts.Same}, waiting at the desk {import.Counts.Waiting}, not taken {import.Counts.NotTaken}.", .. LossFiles.Lines(losses, import.Number)]);

    public static CommandResult WouldRun(ImportOutcome.WouldRun outcome, IReadOnlyList<ImportLoss> losses, string? report) => new(
        outcome.Counts.Rows > outcome.Counts.NotTaken || outcome.Refused.IsEmpty ? ExitStatus.Done : ExitStatus.Otherwise,
        Counts(new JsonObject { ["dryRun"] = true, ["report"] = report }, outcome.Counts).With("findings", Json(outcome.Refused)).With("told", Json(outcome.Told)).With("losses", LossFiles.Json(losses)),
        [
            $"Would make {outcome.Counts.Made}, change {outcome.Counts.Changed}; the same {outcome.Counts.Same}, would wait at the desk {outcome.Counts.Waiting}, not taken {outcome.Counts.NotTaken}. Nothing was written.",
            .. Lines(outcome.Refused, outcome.Told, outcome.Counts.NotTaken),
            .. LossFiles.Lines(losses, null),
            .. report is null ? (string[])[] : [$"Every row is in {report}"],
        ]);

    public static CommandResult List(IReadOnlyList<ImportAccession> imports, ImportsAtWork atWork) => CommandResult.Done(
        new JsonArray([.. imports.Select(one => (JsonNode)Json(atWork.Seen(one)))]),
        imports is [] ? ["There is no import yet."]
            : [.. imports.Select(atWork.Seen).Select(one => $"{one.Number}\t{one.Day.Written()}\t{StateOf(one.State)}\tmade {one.Counts.Made}, changed {one.Counts.Changed}, the same {one.Counts.Same}, waiting {one.Counts.Waiting}, not taken {one.Counts.NotTaken}\t{one.Source.Form}\t{one.Id}")]);

    private static CommandResult Ran(ImportOutcome.Ran ran, IReadOnlyList<ImportLoss> losses)
    {
        ImportCounts counts = ran.Import.Counts;
        bool isStopped = ran.Import.State == ImportState.Stopped;
        bool tookAny = counts.Rows > counts.NotTaken || ran.Refused.IsEmpty;
        return new CommandResult(
            tookAny && !isStopped ? ExitStatus.Done : ExitStatus.Otherwise,
            Json(ran.Import).With("findings", Json(ran.Refused)).With("told", Json(ran.Told)).With("losses", LossFiles.Json(losses)),
            [
                $"Made {counts.Made}, changed {counts.Changed}, the same {counts.Same}, waiting at the desk {counts.Waiting}, not taken {counts.NotTaken}.",
                isStopped ? $"Stopped. It is import {ran.Import.Number}: `kindred import --resume {ran.Import.Number}` goes on." : $"It is import {ran.Import.Number}: `kindred import --undo {ran.Import.Number}` takes it back.",
                .. Lines(ran.Refused, ran.Told, counts.NotTaken),
                .. LossFiles.Lines(losses, ran.Import.Number),
            ]);
    }

    private static IEnumerable<string> Lines(IReadOnlyList<Finding> refused, IReadOnlyList<Finding> told, long notTaken)
    {
        if (told.Any(finding => finding.Code == Features.Importing.Mapping.Mapping.NotForAll)) yield return "Its source may not show all of it to everyone, and the profile makes nothing of that: look at the rows that say so below. With --review all of it waits at the desk.";
        foreach (Finding finding in told.Take(FindingsPrinted)) yield return $"{finding.Field}: {Words.Words(finding)}";
        if (told.Count > FindingsPrinted) yield return $"And {told.Count - FindingsPrinted} more are told in --json.";
        foreach (Finding finding in refused.Take(FindingsPrinted)) yield return $"{finding.Field}: {Words.Words(finding)}";
        if (notTaken > FindingsPrinted) yield return $"And {notTaken - FindingsPrinted} more: --json lists the first {RunImport.MostFindings} of all.";
    }

    private static JsonObject Json(ImportAccession import) => Counts(
        new JsonObject
        {
            ["id"] = import.Id.ToString(), ["number"] = import.Number, ["state"] = ValueName.Of(import.State), ["day"] = import.Day.Written(), ["who"] = import.Who, ["form"] = import.Source.Form,
            ["digest"] = import.Source.Digest.IsEmpty ? null : Convert.ToHexStringLower(import.Source.Digest.AsSpan()), ["length"] = import.Source.Length, ["kind"] = import.Source.Kind, ["profile"] = import.Source.ProfileName,
        },
        import.Counts);

    private static JsonObject Counts(JsonObject json, ImportCounts counts)
    {
        (json["made"], json["changed"], json["same"], json["waiting"], json["notTaken"]) = (counts.Made, counts.Changed, counts.Same, counts.Waiting, counts.NotTaken);
        return json;
    }

    private static JsonObject With(this JsonObject json, string name, JsonNode? value)
    {
        json[name] = value;
        return json;
    }

    private static JsonArray Json(IEnumerable<Finding> findings) =>
        new([.. findings.Select(finding => (JsonNode)new JsonObject { ["path"] = finding.Field, ["code"] = finding.Code, ["words"] = Words.Words(finding) })]);

    private static JsonArray Ids(IEnumerable<RecordId> ids) => new([.. ids.Select(id => (JsonNode)JsonValue.Create(id.ToString()))]);

    private static IEnumerable<string> Some(IEnumerable<RecordId> ids) => ids.Take(FindingsPrinted).Select(id => $"  /r/{id}");

    private static string StateOf(ImportState state) => state switch
    {
        ImportState.Running => "running",
        ImportState.Stopped => "stopped",
        ImportState.Done => "done",
        ImportState.Undoing => "taken back in part",
        _ => "taken back",
    };

    /// <summary>How far it is, a few times in a second at most. A line that begins with a carriage return may take the place of the one before.</summary>
    public sealed class Shown(CommandWork work) : IProgress<ImportProgress>
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
        private readonly TimeProvider time = work.Services.GetRequiredService<TimeProvider>();
        private long last;

        public void Report(ImportProgress value)
        {
            if (last != 0 && time.GetElapsedTime(last) < Pause) return;
            last = time.GetTimestamp();
            string share = value.Share is { } read ? $", {Math.Min(read, 1).ToString("P0", CultureInfo.InvariantCulture)}" : "";
            string left = value.SecondsLeft is { } seconds ? $", {Left(seconds)} left" : "";
            work.Progress.WriteLine($"\r{value.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows{share}, {value.RowsInSecond.ToString("N0", CultureInfo.InvariantCulture)} in a second{left}");
        }

        private static string Left(double seconds) => seconds < 90 ? $"{Math.Ceiling(seconds)} seconds" : seconds < 5_400 ? $"{Math.Ceiling(seconds / 60)} minutes" : $"{Math.Ceiling(seconds / 3_600)} hours";
    }
}
