using System.Globalization;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Tests.Life.Consents;

/// <summary>What was done, in words, for whoever reads why a sequence failed.</summary>
internal sealed partial class World
{
    private readonly List<string> done = [];
    private int step;
    private int lastWord;

    /// <summary>One line for each thing that happened, with the number of its step.</summary>
    public string Done => string.Join('\n', done);

    private void Log(string what) => done.Add(string.Create(CultureInfo.InvariantCulture, $"{step,3}. {what.Replace("-" + tag, "", StringComparison.Ordinal)}"));

    public string Name(RecordId id) => Communities.IndexOf(id) is >= 0 and var community ? $"community {community}"
        : id == Street ? "the street" : id == Region ? "the region"
        : Subjects.IndexOf(id) is >= 0 and var at ? $"record {at}" : "an entry at the desk";

    private int Deposits(DepositId id) => deposits.IndexOf(id);

    private string Said(RecordContent content, IEnumerable<LinkMention> links) => string.Join(", ",
    [
        .. content.Fields.Where(field => field.Value is FieldValue.One).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key} \"{content.Text(field.Key)}\""),
        .. content.Translations.SelectMany(language => language.Value.Select(field => $"{language.Key} {field.Key} \"{field.Value.Text}\" (of {field.Value.OfRevision})")),
        .. links.Select(link => $"{link.Field} {(RecordId.TryParse(link.Target, out RecordId id) ? Name(id) : link.Target)}{(link.Note is { } note ? $" \"{note}\"" : "")}"),
    ]);

    private static string Called(object outcome) => outcome is PartOutcome.Shown { AsItWas: false } ? "asked about" : outcome.GetType().Name;
}
