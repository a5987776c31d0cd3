using System.Collections.Immutable;
using System.ComponentModel;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Features.Picturing;

/// <summary>A record in the JSON of a view: in its own language, the same for every reader.</summary>
public sealed record ViewRecord(
    string Id, string Kind,
    [property: Description("BCP 47.")] string Language, string Title,
    [property: Description("EDTF; null: nobody wrote it, or, as of organisations, the record says when it began and ended instead.")] string? When)
{
    public static ViewRecord Of(RecordLine line) => new(line.Id.ToString(), line.Kind, line.Language, line.Title, line.When);
}

/// <summary>A connection in the JSON of a view: what is said between two records, its sources and what disputes it.</summary>
public sealed record ViewClaim(
    [property: Description("Of the connection: it is read at /c/{id}.")] string Id, string Type, string From, string To,
    [property: Description("BCP 47.")] string? Language, string? Words, string? Shared, string? Distinct,
    [property: Description("EDTF.")] string? When, ImmutableArray<ViewSource> Sources,
    [property: Description("Ids of the first public notes that dispute it.")] ImmutableArray<string> Disputes)
{
    /// <param name="cited">Lines of the records that sources cite: of one that is not among them nothing is said.</param>
    public static ViewClaim Of(ConnectionLine line, IReadOnlyDictionary<RecordId, RecordLine> cited)
    {
        Connection connection = line.Connection.Value;
        ConnectionWords words = connection.Words;
        return new ViewClaim(
            connection.Id.ToString(), connection.Type, connection.From.ToString(), connection.To.ToString(),
            words.IsSilent ? null : words.Language, words.Text, words.Shared, words.Distinct, words.When,
            [.. words.Sources.Select(source => ViewSource.Of(source, cited)).OfType<ViewSource>()], [.. line.Disputes.Select(dispute => dispute.ToString())]);
    }
}

public sealed record ViewSource(
    [property: Description("Id of the record that is cited.")] string? Resource, string? Url, string? Title, string? Locator, string? Quotation, string? Note)
{
    private static readonly ViewSource Nothing = new(null, null, null, null, null, null);

    /// <returns>Null: it only cites a record that is not public.</returns>
    internal static ViewSource? Of(Entry source, IReadOnlyDictionary<RecordId, RecordLine> cited)
    {
        string? resource = RecordId.TryParse(source["resource"], out RecordId id) && cited.ContainsKey(id) ? id.ToString() : null;
        ViewSource said = new(resource, source["url"], source["title"], source["locator"], source["quotation"], source["note"]);
        return said == Nothing ? null : said;
    }
}
