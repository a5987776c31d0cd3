using System.Text.Json.Nodes;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Depositing;

/// <summary>What is to be said before a field, as it stands beside that field in a form.</summary>
public static class WarnedBefore
{
    /// <summary>Name of the form control.</summary>
    public static string Name(Field field) => $"{FormField.Name(field)}.notice";

    /// <summary>Writes what the form says before the field into the record. A form that did not ask changes nothing: nobody's warning is lost to an old page.</summary>
    public static void Take(IFormCollection form, Field field, JsonObject record)
    {
        if (!field.MayBeFolded() || form[Name(field)] is not [var typed, ..]) return;
        JsonObject notices = record[FieldNotices.Name] as JsonObject ?? [];
        notices.Remove(field.Name);
        if (!string.IsNullOrWhiteSpace(typed)) notices[field.Name] = RecordInput.Clean(typed);
        record.Remove(FieldNotices.Name);
        // In the order in which they are given out, so that what nobody changed reads the same.
        if (notices.Count > 0) record[FieldNotices.Name] = new JsonObject(notices.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));
    }

    /// <summary>What was typed; null: nothing.</summary>
    public static string? In(JsonObject record, string field) => FieldShown.Scalar((record[FieldNotices.Name] as JsonObject)?[field]);

    /// <summary>Another kind has other fields.</summary>
    public static void Become(JsonObject record, Kind kind)
    {
        if (record[FieldNotices.Name] is not JsonObject notices) return;
        foreach (string gone in notices.Select(one => one.Key).Where(name => kind[name] is null).ToArray()) notices.Remove(gone);
        if (notices.Count == 0) record.Remove(FieldNotices.Name);
    }

    /// <summary>The field beside which a finding about a notice stands, as its own name; else what was given.</summary>
    /// <param name="path">After the record: <c>noticesOf.story</c>.</param>
    public static string FieldOf(string path) => path.Split('.', '[') is [FieldNotices.Name, var field, ..] ? field : path.Split('.', '[')[0];
}
