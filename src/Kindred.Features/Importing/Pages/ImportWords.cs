using Kindred.Domain.Importing;
using Kindred.Domain.Kinds;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Pages;

/// <summary>What the pages of imports say of states, outcomes, places and paces.</summary>
internal static class ImportWords
{
    public static string State(this Texts texts, ImportState state) => state switch
    {
        ImportState.Running => texts["imports.state.running"],
        ImportState.Stopped => texts["imports.state.stopped"],
        ImportState.Done => texts["imports.state.done"],
        ImportState.Undoing => texts["imports.state.undoing"],
        _ => texts["imports.state.undone"],
    };

    public static string Outcome(this Texts texts, RowOutcome outcome) => outcome switch
    {
        RowOutcome.Made => texts["import.outcome.made"],
        RowOutcome.Changed => texts["import.outcome.changed"],
        RowOutcome.Same => texts["import.outcome.same"],
        RowOutcome.Waiting => texts["import.outcome.waiting"],
        _ => texts["import.outcome.nottaken"],
    };

    /// <summary>Rows of each outcome, those that there are.</summary>
    public static string Counts(this Texts texts, ImportCounts counts) => string.Join(
        " · ", Enum.GetValues<RowOutcome>().Where(outcome => counts[outcome] > 0).Select(outcome => $"{texts.Outcome(outcome)}: {texts.Number(counts[outcome])}"));

    public static string Size(this Texts texts, long bytes) => bytes >= 1024 * 1024
        ? texts.Format("imports.megabytes", Tenths(texts, bytes / 1048576.0)) : texts.Format("imports.kilobytes", Tenths(texts, bytes / 1024.0));

    /// <summary>How far it is, how fast it goes and how long it will take yet.</summary>
    public static string Pace(this Texts texts, ImportProgress progress)
    {
        string pace = $"{texts.Count("imports.rows", progress.Rows)} · {texts.Format("imports.pace", texts.Number((long)progress.RowsInSecond))}";
        return progress.SecondsLeft switch
        {
            null => pace,
            < 60 => $"{pace} · {texts["imports.left.moment"]}",
            { } seconds => $"{pace} · {texts.Count("imports.left.minutes", (long)Math.Ceiling(seconds / 60))}",
        };
    }

    /// <summary>A place as people call it, with what a profile calls it where there is no word.</summary>
    public static string Place(this Texts texts, string to, Kind kind)
    {
        if (to == Placement.Leave) return texts["imports.place.leave"];
        if (to == Placement.Drop) return texts["imports.place.drop"];
        if (to == "id") return texts["imports.place.id"];
        string[] parts = to.Split('.');
        if (parts is [_, ..] && kind[parts[0]] is not { } field) return to;
        string label = texts.Label(kind.Name, parts[0]);
        return parts switch
        {
            [_] => label,
            [_, "start"] => $"{label} › {texts["imports.part.start"]}",
            [_, "end"] => $"{label} › {texts["imports.part.end"]}",
            [_, var part] when texts.Has($"field.part.{part}.label") => $"{label} › {texts.Label("part", part)}",
            _ => $"{label} › {string.Join('.', parts[1..])}",
        };
    }

    public static string Digest(this ImportAccession import) => import.Source.Digest.IsEmpty ? "" : Convert.ToHexStringLower(import.Source.Digest.AsSpan()[..4]);

    private static string Tenths(Texts texts, double number) => NativeDigits.In(number.ToString("N1", texts.Culture), texts.Culture);
}
