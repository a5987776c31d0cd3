using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Kindred.Features.Picturing;
using Kindred.Features.Shared;

namespace Kindred.Host.Commands;

/// <summary>What the commands of views of one record have in common, beside what all views have (<see cref="ViewCommand"/>).</summary>
internal static class RecordViewCommand
{
    private const int Columns = 80;

    private static readonly JsonSerializerOptions AsOverHttp = Made();

    public static Command Create(ArchiveCommand work, string description, string example)
    {
        Argument<string> id = new("id") { Description = "Id of the record, as it stands in its address.", HelpName = "ID" };
        Option<string> output = ViewCommand.ToFile();
        Command command = CommandTree.Named(work.Name, description, example);
        command.Add(id);
        command.Add(output);
        command.SetAction((parsed, cancel) => Terminal.Run(work, ViewCommand.Arguments(parsed, output, ("id", parsed.GetValue(id))), parsed, cancel));
        return command;
    }

    /// <summary>Null: that is no id.</summary>
    public static RecordId? Id(CommandWork work) => RecordId.TryParse(work.Text("id"), out RecordId id) ? id : null;

    /// <param name="what">What sort of record is asked for.</param>
    public static CommandResult Unknown(CommandWork work, string what) => CommandResult.Otherwise("unknown-record", $"There is no public record {work.Text("id")} {what}.");

    public static PictureAlone Alone(CommandWork work) => new(ViewCommand.Texts, work.Services.GetRequiredService<CurrentSettings>().Value, ViewCommand.Origin(work), work.Today);

    /// <summary>As the API gives it.</summary>
    public static JsonNode Json(object answer) => JsonSerializer.SerializeToNode(answer, AsOverHttp)!;

    /// <summary>A paragraph in lines of eighty columns, each so far in; a word that is longer stands by itself.</summary>
    /// <param name="first">What the first line begins with; the others stand below its words.</param>
    public static IEnumerable<string> Lines(string text, int indent = 0, string first = "")
    {
        StringBuilder line = new(new string(' ', indent) + first);
        bool isEmpty = true;
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Columns)
            {
                yield return line.ToString();
                line.Clear().Append(' ', indent + first.Length);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        if (!isEmpty) yield return line.ToString();
    }

    private static JsonSerializerOptions Made()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        BodyJson.Set(options);
        return options;
    }
}
