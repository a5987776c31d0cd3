using System.Collections.Immutable;
using System.ComponentModel;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Svg;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Picturing.ShowingUp;

/// <summary>How somebody showed up, for programs, and as the whole picture.</summary>
public static class ShowingUpApi
{
    public const int Size = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/showing-up/{id}.svg", Picture).IsKeptForAnyone();
        routes.MapRead("/api/v1/network/showing-up/{id}", Json).Produces<ShowingUpAnswer>();
    }

    private static async Task<IResult> Picture(string id, FindShowings find, ReadShowings read, KindList kinds, CurrentSettings settings, Texts texts, Shell shell, HttpContext context, CancellationToken cancel)
    {
        if (await Found(id, find, cancel) is not { } found) return Problems.Result(Problem.NotFound);
        PictureAlone alone = new(texts, settings.Value, PublicAddress.Of(context.Request, shell), found.Today);
        return PictureAnswer.Svg(context, await Draw(found, read, alone, kinds, cancel), texts);
    }

    /// <summary>All of it as a picture that stands alone.</summary>
    public static async Task<Picture> Draw(ShowingUpFound found, ReadShowings read, PictureAlone alone, KindList kinds, CancellationToken cancel)
    {
        ImmutableArray<ShowingRow> rows = ShowingRow.Of(found, ShowingPicture.MostAlone, null);
        IReadOnlyList<ShowingTold> told = await read.Of(found, [.. rows.OfType<ShowingRow.One>().Select(row => row.Showing)], cancel).ConfigureAwait(false);
        return ShowingPicture.Alone(found, rows, told.ToDictionary(one => one.Showing.Line.Id), alone, kinds);
    }

    private static async Task<IResult> Json(string id, FindShowings find, ReadShowings read, Shell shell, HttpContext context, CancellationToken cancel)
    {
        List<Domain.Finding> findings = [];
        int page = ListAddress.Number(context.Request.Query["page"], "page", FindShowings.MostShowings / Size, findings) ?? 1;
        if (findings is [_, ..]) return Problems.NotRight(context, findings);
        if (await Found(id, find, cancel) is not { } found) return Problems.Result(Problem.NotFound);
        string origin = PublicAddress.Of(context.Request, shell);
        if (found.Showings.Length > Size || page > 1) context.Response.Headers.Link = PageLinks.Of(found.Showings.Length, page, Size, next => $"{origin}/api/v1/network/showing-up/{found.Subject.Id}?page={next}");
        return Results.Ok(await ShowingUpAnswer.Of(found, read, page, origin, cancel));
    }

    private static async Task<ShowingUpFound?> Found(string id, FindShowings find, CancellationToken cancel) => RecordId.TryParse(id, out RecordId record) ? await find.Of(record, cancel) : null;
}

public sealed record ShowingUpAnswer(
    string Id, string Kind, string Title, string Language,
    [property: Description("What it says for itself, where it is a campaign.")] OwnWordsOfAnswer? Own,
    [property: Description("Of an organisation: the campaigns in whose coalition it is, in the order of their ids, which says nothing.")] ImmutableArray<NamedOfAnswer> Campaigns,
    int Total, int Page, int Size,
    [property: Description("Of this page; the earliest first, what has no date last.")] ImmutableArray<ShowingOfAnswer> Showings,
    [property: Description("Times of more than a year of which nothing is told, of all pages.")] ImmutableArray<SilenceOfAnswer> Silences,
    [property: Description("How many there are beyond those; they are earlier.")] int Left)
{
    /// <param name="page">Null: all of it on one.</param>
    public static async Task<ShowingUpAnswer> Of(ShowingUpFound found, ReadShowings read, int? page, string origin, CancellationToken cancel)
    {
        int size = page is null ? Math.Max(1, found.Showings.Length) : ShowingUpApi.Size;
        IReadOnlyList<ShowingTold> told = await read.Of(found, [.. found.Showings.Skip(((page ?? 1) - 1) * size).Take(size)], cancel).ConfigureAwait(false);
        RecordLine subject = found.Subject;
        return new ShowingUpAnswer(
            subject.Id.ToString(), subject.Kind, subject.Title, subject.Language,
            subject.Kind == Campaign.Kind.Name ? OwnWordsOfAnswer.Of(found) : null,
            [.. found.Campaigns.OrderBy(line => line.Id).Select(line => new NamedOfAnswer(line.Id.ToString(), line.Title))],
            found.Showings.Length, page ?? 1, size, [.. told.Select(one => ShowingOfAnswer.Of(one, origin))],
            [.. found.Silences.Select(SilenceOfAnswer.Of)], found.Left);
    }
}

public sealed record NamedOfAnswer(string Id, string Title);

public sealed record OwnWordsOfAnswer(
    ImmutableArray<string> CoreMessages, ImmutableArray<string> Demands, ImmutableArray<string> Hashtags,
    [property: Description("What is said before a field whose words are left out here, by its name.")] IReadOnlyDictionary<string, string> Notices)
{
    internal static OwnWordsOfAnswer Of(ShowingUpFound found)
    {
        Dictionary<string, WordsTold> words = CampaignWords.Of(found.Subject, found.Content).Fields.ToDictionary(one => one.Field, one => one.Words);
        return new OwnWordsOfAnswer(Said("coreMessages"), Said("demands"), Said("hashtags"), words.Where(one => one.Value.Notice is not null).ToDictionary(one => one.Key, one => one.Value.Notice!.Text));

        ImmutableArray<string> Said(string field) => words.TryGetValue(field, out WordsTold? told) ? told.Texts : [];
    }
}

public sealed record ShowingOfAnswer(
    string Id, string Kind, string Title, string Language,
    [property: Description("EDTF.")] string? When,
    [property: Description("The types of the connections by which it showed up.")] ImmutableArray<string> As,
    [property: Description("Only what is said of it: one day and long span are of actions.")] ShowingTempo Tempo,
    ImmutableArray<string> Strategies, ImmutableArray<string> Audiences,
    [property: Description("The messages of a practice, the claims of an action.")] ImmutableArray<string> Messages,
    [property: Description("What is said before the messages, which are then left out here.")] string? Notice,
    string Page)
{
    internal static ShowingOfAnswer Of(ShowingTold told, string origin)
    {
        RecordLine line = told.Showing.Line;
        return new ShowingOfAnswer(
            line.Id.ToString(), line.Kind, line.Title, line.Language, line.When, [.. told.Showing.As.Select(type => type.Name)], told.Tempo, told.Strategies, told.Audiences, told.Message.Texts, told.Message.Notice?.Text,
            origin + line.Address);
    }
}

public sealed record SilenceOfAnswer(
    [property: Description("The last day of which something is told; null: it is no day of our calendar.")] DateOnly? From,
    [property: Description("The first day of which something is told again, or the last that was looked at.")] DateOnly? To,
    long Days,
    [property: Description("Nothing is told of the time since.")] bool IsAfter)
{
    internal static SilenceOfAnswer Of(Silence silence) => new(DayOf(silence.From), DayOf(silence.To), silence.Days, silence.IsAfter);

    private static DateOnly? DayOf(long day) => day is >= 0 and <= 3_652_058 ? DateOnly.FromDayNumber((int)day) : null;
}
