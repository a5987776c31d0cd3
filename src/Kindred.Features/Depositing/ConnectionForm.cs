using System.Text.Json.Nodes;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Depositing;

/// <summary>A connection between two records, told on a step of its own.</summary>
public static class ConnectionForm
{
    private const string EndShown = "end ";

    public static IReadOnlyList<string> Ends { get; } = ["from", "to"];

    /// <summary>Texts of a connection, in the order in which they are asked for.</summary>
    public static IReadOnlyList<string> Texts { get; } = ["shared", "distinct", "words", "when"];

    public static Field Sources { get; } = new("sources", FieldType.Sources) { IsMany = true };

    /// <summary>Types offered; a note hangs on a record by itself, and a step belongs to its path.</summary>
    public static IEnumerable<ConnectionType> Offered =>
        ConnectionType.All.Where(type => type != ConnectionType.About && type != ConnectionType.Step).OrderByDescending(type => type == ConnectionType.Kin);

    /// <summary>Null: nothing was chosen and nothing said.</summary>
    /// <param name="before">The connection that is changed: what the form doesn't ask for stays.</param>
    public static JsonObject? Read(IFormCollection form, Contribution told, TypedDate dates, JsonObject? before)
    {
        JsonObject connection = new() { ["type"] = ConnectionType.Find(form["type"].ToString())?.Name ?? ConnectionType.Kin.Name, ["language"] = (string?)told.Record["language"] };
        foreach (string end in Ends)
        {
            string typed = form[end + ".other"].ToString() is { } other && !string.IsNullOrWhiteSpace(other) ? told.Target(RecordInput.Clean(other)) : form[end].ToString();
            if (typed.Length > 0) connection[end] = typed;
        }

        foreach (string name in Texts)
        {
            if (form[name].ToString() is { } typed && !string.IsNullOrWhiteSpace(typed))
                connection[name] = name == "when" ? dates.ToEdtf(RecordInput.Clean(typed)) : RecordInput.Clean(typed);
        }

        if (FormField.Read(form, Sources, told, dates) is { } sources) connection[Sources.Name] = sources;
        if (connection.Count <= 2) return null;
        foreach (string name in new[] { "id", "language" })
        {
            if (before?[name] is { } kept) connection[name] = kept.DeepClone();
        }

        return connection;
    }

    /// <summary>An end by a name that nothing public has: said once, and then taken as it is, since what isn't public yet may have it.</summary>
    public static async Task<Finding?> UnknownEnd(JsonObject connection, Contribution told, CommunityAnswers communities, CancellationToken cancel)
    {
        foreach (string end in Ends)
        {
            if ((string?)connection[end] is not { } target || target.StartsWith('#') || RecordId.TryParse(target, out _) || !told.Shown.Add(EndShown + target)) continue;
            if (await communities.Named(target, [], cancel) is null) return new Finding("name-not-here", $"connections[{told.Editing ?? told.Connections.Count}].{end}");
        }

        return null;
    }
}
