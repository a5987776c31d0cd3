using System.ComponentModel;
using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Stewarding;

/// <summary>A steward's own community for her programs: what it agreed, what some of them wish, and her word on that. Nobody else finds it here, a keeper neither.</summary>
public static class CommunitiesApi
{
    private const string Address = "/api/v1/desk/communities/{id}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead(Address, Read).AddEndpointFilter(Desk.MembersOnly).Produces<OwnCommunityLine>();
        routes.MapPost(Address + "/wishes", Wish).AddEndpointFilter(Desk.MembersOnly).Produces<Wishing>().Produces<Wishing>(StatusCodes.Status202Accepted);
        routes.MapPost(Address + "/wishes/{number:long}/agree", (string id, long number, WishAmongStewards wishes, CurrentViewer viewer, IRecordStore records, IMemberStore members, HttpContext context) =>
            Say(id, viewer, records, members, context, own => wishes.Agree(own.Community.Id, number, own.Me, context.RequestAborted)))
            .AddEndpointFilter(Desk.MembersOnly).Produces<Wishing>().Produces<Wishing>(StatusCodes.Status202Accepted);
        routes.MapPost(Address + "/wishes/{number:long}/take-back", (string id, long number, WishAmongStewards wishes, CurrentViewer viewer, IRecordStore records, IMemberStore members, HttpContext context) =>
            Say(id, viewer, records, members, context, own => wishes.TakeBack(own.Community.Id, number, own.Me, context.RequestAborted)))
            .AddEndpointFilter(Desk.MembersOnly).Produces<Wishing>();
        routes.MapPost(Address + "/lay-down", (string id, LayingDown? body, WishAmongStewards wishes, CurrentViewer viewer, IRecordStore records, IMemberStore members, HttpContext context) =>
            Say(id, viewer, records, members, context, own => wishes.LayDown(own.Community.Id, body?.Sure ?? false, own.Me, context.RequestAborted)))
            .AddEndpointFilter(Desk.MembersOnly).Produces<Wishing>();
    }

    public sealed record OwnCommunityLine(string Id, string Title, IEnumerable<string> Stewards, ProtocolLine Protocol, SettingsLine Settings, IEnumerable<WishLine> Wishes);

    public sealed record ProtocolLine(
        [property: Description("How many of its stewards must give; null: all of them.")] int? Needed,
        [property: Description("After how many days a question without an answer goes back to review. Silence is never yes.")] int SilenceDays);

    /// <summary>What its stewards agreed for what names it. Of a wish: what is left out stays as it is.</summary>
    public sealed record SettingsLine(
        [property: Description("What a question becomes that nobody answered in the protocol's days.")] SilenceMeaning? OnSilence = null,
        [property: Description("Shown above the story of whatever names it.")] IReadOnlyList<string>? ContentNotices = null,
        [property: Description("How closely a place is shown at most.")] Precision? FinestPlace = null,
        SisterShare? SisterArchives = null,
        [property: Description("What is ticked already when one of them answers: publish, precise-place, media, sister-archives, reuse.")] IReadOnlyList<string>? OfferedScope = null,
        [property: Description("How they decide, in their words (Markdown); public on the community's page.")] string? HowWeDecide = null);

    public sealed record WishLine(
        long Number,
        [property: Description("decide, set, invite, relieve or let-go.")] string What,
        DateOnly Day,
        [property: Description("Until then it waits.")] DateOnly LastDay,
        string Reason, IEnumerable<string> By,
        [property: Description("How many of the stewards must wish for it.")] int Needed,
        [property: Description("How they would decide: one, or none.")] IEnumerable<ProtocolLine> Protocol,
        [property: Description("What would hold: one, or none.")] IEnumerable<SettingsLine> Settings,
        [property: Description("Of whom is invited or relieved.")] string? Handle,
        DateOnly? Until,
        [property: Description("Id of the record that is to ask no longer.")] string? Record);

    /// <summary>One wish: of protocol, settings, invite, relieve and letGo, exactly one is said.</summary>
    public sealed record WishBody(
        [property: Description("How many must give, of all the community's stewards, and how long silence waits.")] ProtocolLine? Protocol = null,
        SettingsLine? Settings = null,
        [property: Description("Handle of who is to answer for it too.")] string? Invite = null,
        [property: Description("The last day of who is invited. Left out: no end.")] DateOnly? Until = null,
        [property: Description("Handle of who is to answer for it no longer.")] string? Relieve = null,
        [property: Description("Id of a record that was found to speak of the community, and does not.")] string? LetGo = null,
        [property: Description("For the other stewards; needed to relieve somebody.")] string? Reason = null);

    public sealed record LayingDown([property: Description("Needed: she knows what follows. With a last role every way in ends; of the only steward, nobody answers for the community then.")] bool? Sure);

    public sealed record Wishing(
        [property: Description("done, or waiting for others.")] string State,
        [property: Description("How many wish for it.")] int? Wished = null,
        int? Needed = null,
        [property: Description("One-time link for who is invited, from the archive's address on; shown this once.")] string? Link = null);

    private static async Task<IResult> Read(string id, CurrentViewer viewer, IRecordStore records, IMemberStore members, HttpContext context)
    {
        CancellationToken cancel = context.RequestAborted;
        if (await OwnCommunity.Find(id, context, viewer, records, members, cancel) is not { } own) return Problems.Result(Problem.NotFound);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ETag = $"\"{SettingsTag.Of(own.Named.Settings)}\"";
        IEnumerable<StewardsWish> wishes = (await members.Wishes(own.Me, cancel)).Where(one => one.Community == own.Community.Id);
        return Results.Ok(new OwnCommunityLine(
            own.Id, own.Community.Content.Title, own.Named.Stewards, LineOf(own.Named.Protocol), LineOf(own.Named.Settings), [.. wishes.Select(one => LineOf(one, own.Named))]));
    }

    private static async Task<IResult> Wish(string id, WishBody body, WishAmongStewards wishes, CurrentViewer viewer, IRecordStore records, IMemberStore members, HttpContext context)
    {
        if (await OwnCommunity.Find(id, context, viewer, records, members, context.RequestAborted) is not { } own) return Problems.Result(Problem.NotFound);
        (Wished? wished, Finding? wrong) = WishedIn(body, own.Named.Settings);
        if (wished is null) return Problems.NotRight(context, wrong!);
        // What is left out stays as it is: so it is held against what it was filled in from, too.
        string? read = wished is not Wished.Set ? null : IfMatch.Read(context) ?? SettingsTag.Of(own.Named.Settings);
        return Answer(context, await wishes.Wish(own.Community.Id, wished, RecordInput.Clean(body.Reason ?? ""), read, own.Me, context.RequestAborted));
    }

    private static async Task<IResult> Say(string id, CurrentViewer viewer, IRecordStore records, IMemberStore members, HttpContext context, Func<OwnCommunity, Task<WishOutcome>> say) =>
        await OwnCommunity.Find(id, context, viewer, records, members, context.RequestAborted) is { } own ? Answer(context, await say(own)) : Problems.Result(Problem.NotFound);

    private static IResult Answer(HttpContext context, WishOutcome outcome)
    {
        context.Response.Headers.CacheControl = "no-store";
        return outcome switch
        {
            WishOutcome.Done done => Results.Json(new Wishing("done", Link: done.Link is { } link ? $"/join/{link}" : null)),
            WishOutcome.Waits waits => Results.Json(new Wishing("waiting", waits.Wishing, waits.Needed), statusCode: StatusCodes.Status202Accepted),
            WishOutcome.NotRight wrong => Problems.NotRight(context, wrong.Finding),
            WishOutcome.ChangedMeanwhile => Problems.Result(Problem.ChangedMeanwhile),
            _ => Problems.Result(Problem.NotFound),
        };
    }

    private static (Wished? Wished, Finding? Wrong) WishedIn(WishBody body, CommunitySettings now)
    {
        object?[] said = [body.Protocol, body.Settings, body.Invite, body.Relieve, body.LetGo];
        if (said.Count(one => one is not null) != 1) return (null, new Finding("wish-one", "protocol"));
        if (body.Protocol is { } protocol) return (new Wished.Decide(new Protocol(protocol.Needed, protocol.SilenceDays)), null);
        if (body.Settings is { } settings)
        {
            if (settings.ContentNotices?.Any(one => one is null) == true) return (null, new Finding("wrong-shape", "settings.contentNotices"));
            if (settings.OfferedScope is { } scope && AnswerApi.ReadScope([.. scope]) is null) return (null, new Finding("scope-unknown", "settings.offeredScope"));
            return (new Wished.Set(On(now, settings)), null);
        }

        if (body.Invite is { } invited) return Handle.Read(invited) is { } handle ? (new Wished.Invite(handle, body.Until), null) : (null, new Finding("not-a-handle", "invite"));
        if (body.Relieve is { } relieved) return Finding.ReasonMissing(body.Reason) is { } missing ? (null, missing) : (new Wished.Relieve(relieved), null);
        return RecordId.TryParse(body.LetGo, out RecordId record) ? (new Wished.LetGo(record), null) : (null, new Finding("claim-gone", "letGo"));
    }

    private static CommunitySettings On(CommunitySettings now, SettingsLine said) => new()
    {
        OnSilence = said.OnSilence ?? now.OnSilence,
        ContentNotices = said.ContentNotices is { } notices ? [.. notices.Take(CommunitySettings.MostNotices + 1).Select(RecordInput.Clean).Where(line => line.Length > 0).Distinct()] : now.ContentNotices,
        FinestPlace = said.FinestPlace ?? now.FinestPlace,
        SisterArchives = said.SisterArchives ?? now.SisterArchives,
        OfferedScope = said.OfferedScope is { } scope ? AnswerApi.ReadScope([.. scope])!.Value | ConsentScope.Publish : now.OfferedScope,
        HowWeDecide = said.HowWeDecide is { } words ? RecordInput.Clean(words) is { Length: > 0 } clean ? clean : null : now.HowWeDecide,
    };

    private static ProtocolLine LineOf(Protocol protocol) => new(protocol.Needed, protocol.SilenceDays);

    private static SettingsLine LineOf(CommunitySettings settings) => new(
        settings.OnSilence, settings.ContentNotices, settings.FinestPlace, settings.SisterArchives,
        [.. Enum.GetValues<ConsentScope>().Where(one => one != ConsentScope.None && settings.OfferedScope.HasFlag(one)).Select(one => ValueName.Of(one))], settings.HowWeDecide);

    private static WishLine LineOf(StewardsWish wish, NamedCommunity named) => new(
        wish.Number,
        wish.Wished switch { Wished.Decide => "decide", Wished.Set => "set", Wished.Invite => "invite", Wished.Relieve => "relieve", _ => "let-go" },
        wish.Day, wish.LastDay, wish.Reason, wish.By, WishQuorum.Of(wish.Wished, named).Needed,
        wish.Wished is Wished.Decide { Protocol: var protocol } ? [LineOf(protocol)] : [],
        wish.Wished is Wished.Set { Settings: var settings } ? [LineOf(settings)] : [],
        (wish.Wished as Wished.Invite)?.Handle ?? (wish.Wished as Wished.Relieve)?.Handle, (wish.Wished as Wished.Invite)?.Until, (wish.Wished as Wished.LetGo)?.Record.ToString());
}
