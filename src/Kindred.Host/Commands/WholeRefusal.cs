using System.Globalization;
using System.Text.Json.Nodes;
using Kindred.Features.Importing.Whole;

namespace Kindred.Host.Commands;

/// <summary>Why a whole export was not taken in, where it is wrong, and what to do.</summary>
internal static class WholeRefusal
{
    public static CommandResult Of(string file, WholeOutcome.Refused refused)
    {
        string line = refused.Line?.ToString(CultureInfo.InvariantCulture) ?? "";
        string why = refused.Why switch
        {
            "no-export" => $"{file}, line {line}: it begins as a whole export, and is none. Make it anew with `kindred export json`.",
            "newer-form" => $"{file}, line {line}: it was made by a newer Kindred, whose form this one does not know. Take it in with that version or a later one.",
            "cut-off" => $"{file} ends before line {line} is whole: it was cut off. Copy it anew, or make it anew with `kindred export json`.",
            "changed" => $"{file}, line {line}: it is not what was exported: its lines have another digest. Copy it anew, or make it anew with `kindred export json`.",
            "out-of-order" => $"{file}, line {line}: this line does not come after the one before. It was changed since it was exported: make it anew with `kindred export json`.",
            "own-kinds" => $"{file}, line {line}: a kind or field declared there has the name of one that comes with Kindred. It was changed since it was exported, or made for another version.",
            "unknown-kind" => $"{file}: a record or connection in it is of a kind that nothing here declares. It was changed since it was exported, or made by another version.",
            "unfit" when refused.Line is null => $"{file}: what it says of these does not go together with the rest. It was changed since it was exported: make it anew with `kindred export json`.",
            "unfit" => $"{file}, line {line}: what it says does not go together with the lines before. It was changed since it was exported: make it anew with `kindred export json`.",
            "wrong-signatures" => $"{file}: an answer of a steward in it is not what she signed. Look at it where it was exported: `kindred doctor` says more.",
            "unconsented" => $"{file}: what is published there may not be by what its communities answered:",
            _ => $"{file}, line {line}: it is in no form that was ever exported. Copy it anew, or make it anew with `kindred export json`.",
        };
        string[] subjects = [.. refused.Subjects.Select(id => $"{id}{(Where(file, id) is { } number ? $", line {number}" : "")}")];
        string[] more = refused.Why == "unconsented"
            ? ["Nothing was taken in. If the file is as it was exported, days have passed on which an answer ended: --settle takes in what is not answered for today as not public."] : ["Nothing was taken in."];
        CommandResult told = CommandResult.Otherwise(refused.Why, [why, .. subjects, .. more]);
        if (refused.Line is { } at) told.Json!["line"] = at;
        if (subjects is not []) told.Json!["subjects"] = new JsonArray([.. refused.Subjects.Select(id => (JsonNode)id.ToString())]);
        return told;
    }

    private static long? Where(string file, Domain.Records.RecordId id)
    {
        using FileStream stream = File.OpenRead(file);
        return ImportWhole.LineOf(stream, id);
    }
}
