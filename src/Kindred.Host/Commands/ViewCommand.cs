using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Records;
using Kindred.Features.Picturing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;

namespace Kindred.Host.Commands;

/// <summary>What the commands of views have in common: what is public, as text, as JSON, or in a file whose suffix says its form.</summary>
internal static class ViewCommand
{
    /// <summary>Forms of the file of what is nodes and edges.</summary>
    public static readonly string[] OfGraph = [.. GraphForm.All.Select(form => "." + form.Name)];

    public const string Out = "out";

    private static readonly JsonSerializerOptions AsOverHttp = Made();

    /// <summary>Of a record that a view is of.</summary>
    public static Argument<string> Of(string name = "id") => new(name) { Description = "The record's id, or the address of its page.", HelpName = "ID" };

    /// <summary>A view of one record, and no more to say of it.</summary>
    /// <param name="more">Forms of its file beyond those of every view.</param>
    public static Command OfOne(ArchiveCommand work, string description, string example, params ReadOnlySpan<string> more)
    {
        Argument<string> id = Of();
        Option<string> output = ToFile(more);
        Command command = CommandTree.Named(work.Name, description, example);
        command.Add(id);
        command.Add(output);
        command.SetAction((parsed, cancel) => Terminal.Run(work, Arguments(parsed, output, (id.Name, parsed.GetValue(id))), parsed, cancel));
        return command;
    }

    /// <param name="more">Forms beyond those of every view.</param>
    public static Option<string> ToFile(params ReadOnlySpan<string> more) =>
        new("--out") { Description = $"The file to make, which must not be there yet: {Named([".svg", ".json", .. more])} (default: text is printed).", HelpName = "PATH" };

    /// <summary>What is asked for, with the file by its whole path.</summary>
    public static JsonObject Arguments(ParseResult parsed, Option<string> output, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        JsonObject arguments = new() { [Out] = parsed.GetValue(output) is { } path ? Path.GetFullPath(path) : null };
        foreach ((string name, string? value) in more) arguments[name] = value;
        return arguments;
    }

    /// <summary>The words that the terminal speaks, with the archive's own.</summary>
    public static Texts Texts(CommandWork work) => work.Services.GetRequiredService<OwnTexts>().Over(Features.Shared.Texts.For(Features.Shared.Texts.Source));

    public static string Origin(CommandWork work) => work.Services.GetRequiredService<Settings>().Origin?.GetLeftPart(UriPartial.Authority) ?? "";

    /// <summary>As the API answers it.</summary>
    public static JsonNode Json<T>(T body) => JsonSerializer.SerializeToNode(body, AsOverHttp)!;

    /// <summary>The record that was asked for; null: that is no id.</summary>
    public static RecordId? Record(CommandWork work, string name = "id") => TypedRecord.In(work.Text(name) ?? "");

    /// <summary>There is none; and of what is no id, how one comes by one.</summary>
    public static CommandResult Unknown(CommandWork work, string name = "id")
    {
        string typed = work.Text(name) ?? "";
        string none = $"There is no public record {typed}.";
        return CommandResult.Otherwise("unknown-record", TypedRecord.In(typed) is not null ? [none]
            : [.. Paragraph.Lines(ViewWords.Plain(none)), .. Paragraph.Lines($"What is needed is its id, or the address of its page, which has the id in it. The archive's search finds both by a name: {Origin(work)}/search?q={Uri.EscapeDataString(typed)}")]);
    }

    public static Task<CommandResult> Done(CommandWork work, JsonNode json, IReadOnlyList<string> lines, Func<Task<Picture>> picture, Func<Task<ViewGraph>> graph)
    {
        string archive = work.Services.GetRequiredService<CurrentSettings>().Value.Name;
        return Done(work, json, lines, picture, [.. GraphForm.All.Select(form => new ViewForm("." + form.Name, async () => ViewFiles.Written(form, await graph(), archive, work.Today)))]);
    }

    /// <param name="more">Forms of its file beyond those of every view.</param>
    public static async Task<CommandResult> Done(CommandWork work, JsonNode json, IReadOnlyList<string> lines, Func<Task<Picture>> picture, params ViewForm[] more)
    {
        if (work.Text(Out) is not { } path) return CommandResult.Done(json, [.. lines.Select(ViewWords.Plain).SelectMany(Paragraph.Broken)]);
        ViewForm[] forms =
        [
            new(".svg", async () => Encoding.UTF8.GetBytes((await picture()).Document(Texts(work)))),
            new(".json", () => Task.FromResult(Encoding.UTF8.GetBytes(json.ToJsonString(AsOverHttp)))),
            .. more,
        ];
        if (forms.FirstOrDefault(one => one.Suffix.Equals(Path.GetExtension(path), StringComparison.OrdinalIgnoreCase)) is not { } form)
            return CommandResult.Otherwise("no-form", $"Nothing was written: the name must end in {Named([.. forms.Select(one => one.Suffix)])}.");
        byte[] bytes = await form.Bytes();
        if (await NewFile.Make(path, async file => await file.WriteAsync(bytes)) is { } refused) return refused;
        return CommandResult.Done(new JsonObject { ["file"] = path }, $"Written: {path}.");
    }

    private static string Named(IReadOnlyList<string> forms) => $"{string.Join(", ", forms.SkipLast(1))} or {forms[^1]}";

    private static JsonSerializerOptions Made()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        BodyJson.Set(options);
        return options;
    }
}

/// <param name="Suffix">Of the file's name, with its dot.</param>
internal sealed record ViewForm(string Suffix, Func<Task<byte[]>> Bytes);
