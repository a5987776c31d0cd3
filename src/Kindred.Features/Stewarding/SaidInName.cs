using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Dates;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Stewarding;

/// <summary>What was said in a community's name, as files to take away.</summary>
public static class SaidInName
{
    public const string CsvHead = "id,what,title,other,state,public,withdrawn_on,answered_on,answer,revision,scope,until,words,steward\r\n";

    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A row for each answer; one without an answer where there is none.</summary>
    public static string Csv(SaidLine line)
    {
        StringBuilder rows = new();
        foreach (Consent? answer in line.Answers.Select(one => (Consent?)one).DefaultIfEmpty())
        {
            string[] cells =
            [
                line.Subject.ToString(), line.What ?? "", line.Record?.Title ?? "", line.Far?.Title ?? "", line.State is { } state ? ValueName.Of(state) : "", line.IsPublic ? "yes" : "no", line.Tombstone?.Day.Written() ?? "",
                answer?.Day.Written() ?? "", answer is null ? "" : ValueName.Of(answer.Answer), answer is { Revision: > 0 } ? answer.Revision.ToString(CultureInfo.InvariantCulture) : "",
                answer is null ? "" : string.Join(' ', Scopes(answer)), answer?.Until?.Written() ?? "", answer?.Condition ?? "", answer?.Steward ?? "",
            ];
            rows.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        }

        return rows.ToString();
    }

    public static string Json(SaidLine line)
    {
        JsonObject json = new() { ["id"] = line.Subject.ToString(), ["public"] = line.IsPublic };
        if (line.What is { } what) json["what"] = what;
        if (line.Record is { } record) json["title"] = record.Title;
        if (line.Far is { } far) json["other"] = far.Title;
        if (line.State is { } state) json["state"] = ValueName.Of(state);
        if (line.Tombstone is { } tombstone) json["withdrawnOn"] = tombstone.Day.Written();
        json["answers"] = new JsonArray([.. line.Answers.Select(Json)]);
        return json.ToJsonString(Form) + "\n";
    }

    public static IEnumerable<string> Scopes(Consent answer) => answer.Answer != ConsentAnswer.Given ? []
        : Enum.GetValues<ConsentScope>().Where(one => one != ConsentScope.None && answer.Scope.HasFlag(one)).Select(ValueName.Of);

    private static JsonNode Json(Consent answer)
    {
        JsonObject json = new() { ["day"] = answer.Day.Written(), ["answer"] = ValueName.Of(answer.Answer), ["steward"] = answer.Steward };
        if (answer.Revision > 0) json["revision"] = answer.Revision;
        if (answer.Answer == ConsentAnswer.Given) json["scope"] = new JsonArray([.. Scopes(answer).Select(one => (JsonNode)one)]);
        if (answer.Until is { } until) json["until"] = until.Written();
        if (answer.Condition is { } words) json["words"] = words;
        return json;
    }

    /// <summary>Quoted where it must be; what a spreadsheet would run is made a text.</summary>
    private static string Cell(string text)
    {
        if (text.Length > 0 && (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n')) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
