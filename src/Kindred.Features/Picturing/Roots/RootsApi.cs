using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Graphs;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Picturing.Roots;

/// <summary>What a record grows from, for programs: as JSON, as a graph and as the whole picture.</summary>
public static class RootsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/roots/{id}.svg", Picture).IsKeptForAnyone();
        foreach (GraphForm form in GraphForm.All)
        {
            routes.MapRead($"/roots/{{id}}.{form.Name}", (string id, FindRoots roots, ReadClaims claims, HttpContext context, CancellationToken cancel) => Graph(form, id, roots, claims, context, cancel))
                .IsKeptForAnyone();
        }

        routes.MapRead("/api/v1/network/roots/{id}", Json).Produces<RootsAnswer>();
    }

    private static async Task<IResult> Picture(string id, FindRoots roots, KindList kinds, CurrentSettings settings, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        if (await Found(id, roots, cancel) is not { } found) return Problems.Result(Problem.NotFound);
        return PictureAnswer.Svg(context, Draw(found, new PictureAlone(texts, settings.Value, PublicAddress.Of(context.Request, shell), found.Today), kinds, cancel), texts);
    }

    /// <summary>All of it as a picture that stands alone.</summary>
    public static Picture Draw(RootsFound found, PictureAlone alone, KindList kinds, CancellationToken cancel) => RootsPicture.Alone(found, alone, kinds, cancel);

    private static async Task<IResult> Json(string id, FindRoots roots, ReadClaims claims, Shell shell, HttpContext context, CancellationToken cancel) =>
        await Found(id, roots, cancel) is { } found ? Results.Ok(await RootsAnswer.Of(found, claims, PublicAddress.Of(context.Request, shell), cancel)) : Problems.Result(Problem.NotFound);

    private static async Task<IResult> Graph(GraphForm form, string id, FindRoots roots, ReadClaims claims, HttpContext context, CancellationToken cancel)
    {
        if (await Found(id, roots, cancel) is not { } found) return Problems.Result(Problem.NotFound);
        ClaimsRead read = await claims.Between(PairsOf(found), cancel);
        return ViewFiles.Answer(context, form, origin => GraphOf(found, read, origin), found.Today, "kindred-roots");
    }

    /// <summary>The records and what is said between them, as a graph; beside each how many steps back it is.</summary>
    public static ViewGraph GraphOf(RootsFound found, ClaimsRead read, string origin)
    {
        Dictionary<RecordId, int> distances = found.Records.ToDictionary(record => record.Line.Id, record => record.Distance);
        HashSet<string> types = [.. found.Steps.Select(step => step.Type.Name)];
        ViewGraph graph = ViewGraph.Of(found.Records.Select(record => record.Line), read.Lines.SelectMany(lines => lines).Where(line => types.Contains(line.Connection.Value.Type)), origin);
        return graph with
        {
            Nodes = [.. graph.Nodes.Select(node => node with { More = [distances[node.Id].ToString(CultureInfo.InvariantCulture)] })],
            OfNodes = [new GraphColumn("distance", IsNumber: true)],
        };
    }

    public static IReadOnlyCollection<(RecordId, RecordId)> PairsOf(RootsFound found) => [.. found.Steps.Select(step => (found.Records[step.From].Line.Id, found.Records[step.To].Line.Id)).Distinct()];

    private static async Task<RootsFound?> Found(string id, FindRoots roots, CancellationToken cancel) => RecordId.TryParse(id, out RecordId record) ? await roots.Of(record, cancel) : null;
}

public sealed record RootsAnswer(
    [property: Description("What was asked about first; then by how many steps they are from it, what grows from it last.")] ImmutableArray<RootOfAnswer> Records,
    [property: Description("One for each connection between them.")] ImmutableArray<StepOfAnswer> Steps,
    [property: Description("What nobody has written down yet.")] ImmutableArray<GapOfAnswer> Missing,
    [property: Description("How many more there are than one picture holds.")] int Left)
{
    public static async Task<RootsAnswer> Of(RootsFound found, ReadClaims claims, string origin, CancellationToken cancel)
    {
        ClaimsRead read = await claims.Between(RootsApi.PairsOf(found), cancel).ConfigureAwait(false);
        return new RootsAnswer(
            [.. found.Records.Select(record => RootOfAnswer.Of(record, origin))],
            [.. found.Steps.Distinct().SelectMany(step => read.Of(IdOf(step.From), IdOf(step.To), step.Type)).DistinctBy(line => line.Connection.Value.Id).Select(ClaimOfAnswer)],
            [.. RootGap.Of(found).Select(gap => new GapOfAnswer(gap.Missing, IdOf(gap.Record).ToString(), gap.Root is { } root ? IdOf(root).ToString() : null))],
            found.Left);

        RecordId IdOf(int record) => found.Records[record].Line.Id;
        StepOfAnswer ClaimOfAnswer(ConnectionLine line) => StepOfAnswer.Of(line, read.Cited);
    }
}

public sealed record RootOfAnswer(
    string Id, string Kind, string Title, string Language,
    [property: Description("EDTF.")] string? When,
    [property: Description("Steps back from what was asked about; below 0: steps to it, of what grows from it.")] int Distance,
    [property: Description("Something is written down of what it grows from.")] bool HasRoots,
    [property: Description("It has roots that are not here: ask about it.")] bool GoesFurther,
    [property: Description("Of a history: the communities that bore it, in the order of their ids, which says nothing.")] ImmutableArray<CommunityOfAnswer> BorneBy,
    string Page)
{
    internal static RootOfAnswer Of(RootRecord record, string origin) => new(
        record.Line.Id.ToString(), record.Line.Kind, record.Line.Title, record.Line.Language, record.Line.When, record.Distance, record.HasRoots, record.GoesFurther,
        [.. record.BorneBy.OrderBy(one => one.Id).Select(one => new CommunityOfAnswer(one.Id.ToString(), one.Title))], origin + record.Line.Address);
}

public sealed record CommunityOfAnswer(string Id, string Title);

/// <summary>A connection as a view tells it.</summary>
public sealed record StepOfAnswer(
    string Id, string Type, string From, string To, string? Language, string? Words,
    [property: Description("EDTF.")] string? When, ImmutableArray<SourceOfAnswer> Sources,
    [property: Description("Ids of the first public notes that dispute it.")] ImmutableArray<string> Disputes)
{
    internal static StepOfAnswer Of(ConnectionLine line, IReadOnlyDictionary<RecordId, RecordLine> cited)
    {
        Connection connection = line.Connection.Value;
        ConnectionWords words = connection.Words;
        return new StepOfAnswer(
            connection.Id.ToString(), connection.Type, connection.From.ToString(), connection.To.ToString(), words.IsSilent ? null : words.Language, words.Text, words.When,
            [.. words.Sources.Select(source => SourceOfAnswer.Of(source, cited)).OfType<SourceOfAnswer>()], [.. line.Disputes.Select(dispute => dispute.ToString())]);
    }
}

public sealed record SourceOfAnswer(
    [property: Description("Id of the record that is cited.")] string? Resource, string? Url, string? Title, string? Locator, string? Quotation, string? Note)
{
    internal static SourceOfAnswer? Of(Entry source, IReadOnlyDictionary<RecordId, RecordLine> cited)
    {
        string? resource = RecordId.TryParse(source["resource"], out RecordId id) && cited.ContainsKey(id) ? source["resource"] : null;
        SourceOfAnswer said = new(resource, source["url"], source["title"], source["locator"], source["quotation"], source["note"]);
        return said == new SourceOfAnswer(null, null, null, null, null, null) ? null : said;
    }
}

public sealed record GapOfAnswer(
    [property: Description("root: what it grows from; date: when it was; bearer: which community bore it; why: the reason why it grows from the other.")] MissingRoot Missing,
    string Record,
    [property: Description("Of why: the other.")] string? Root);
