using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;
using Kindred.Features.Stewarding;
using Kindred.Features.Withdrawing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life;

/// <summary>What stewards, keepers and depositors do with what names communities, each in one line and through the acts of the archive.</summary>
internal sealed class Asked(TestArchive archive)
{
    private static readonly RecordContent Nothing = new() { Language = "en" };

    public async Task<RecordId> Community(string name, Protocol protocol, params string[] stewards)
    {
        RecordId id = await archive.Community(name);
        await archive.Write(session => session.Put(id, protocol));
        foreach (string handle in stewards) await Appoint(handle, id);
        return id;
    }

    public Task Appoint(string handle, RecordId community) => Change(handle, community, isEnd: false);

    /// <summary>Her term ends. It is the next day then.</summary>
    public async Task Dismiss(string handle, RecordId community)
    {
        await archive.Pass(1);
        await Change(handle, community, isEnd: true);
    }

    /// <summary>A practice that centres these communities, accepted by a keeper.</summary>
    public async Task<RecordId> Practice(params RecordId[] centred)
    {
        DepositedRecord entry = new() { Ref = "a", Entry = RecordId.Mint(), Kind = "practice", Content = Said("first"), Links = Links(centred) };
        return (await Accept(New() with { Records = [entry] })).Records[0].Accessioned!.Value;
    }

    /// <summary>The same, and words that came in with the link to the community.</summary>
    public async Task<(RecordId Practice, RecordId Link)> PracticeWithWords(RecordId centred, string text)
    {
        DepositedRecord entry = new() { Ref = "a", Entry = RecordId.Mint(), Kind = "practice", Content = Said("first"), Links = Links([centred]) };
        DepositedConnection words = new()
        {
            Entry = RecordId.Mint(), Type = "centres", From = "#a", To = centred.ToString(), Words = new ConnectionWords { Language = "en", Text = text },
        };
        Deposit deposit = await Accept(New() with { Records = [entry], Connections = [words] });
        return (deposit.Records[0].Accessioned!.Value, deposit.Connections[0].Accessioned!.Value);
    }

    /// <summary>The depositor says of the link what it says otherwise, and a keeper accepts.</summary>
    public async Task CorrectWords(RecordId link, string text)
    {
        Deposit deposit = await archive.Writer.Write(session => session.FindDepositOf(link)!, CancellationToken.None);
        DepositedConnection said = deposit.Connections[0];
        await Accept(deposit with { State = DepositState.InReview, Connections = [said with { Words = said.Words with { Text = text }, AwaitsReview = true }] });
    }

    /// <summary>The same with the place that it says it was at.</summary>
    public async Task<(RecordId Practice, RecordId Place)> PracticeAt(FieldValue.Coordinates point, params RecordId[] centred)
    {
        DepositedRecord entry = new() { Ref = "a", Entry = RecordId.Mint(), Kind = "practice", Content = Said("first"), Links = [.. Links(centred), new LinkMention("where", "#x")] };
        Deposit deposit = await Accept(New() with { Records = [Place(point), entry] });
        return (deposit.Records[1].Accessioned!.Value, deposit.Records[0].Accessioned!.Value);
    }

    /// <summary>A place, and that the record was there, accepted by a keeper.</summary>
    public async Task<(RecordId Where, RecordId Place)> PlaceOf(RecordId record, FieldValue.Coordinates point)
    {
        DepositedConnection where = new() { Entry = RecordId.Mint(), Type = "inPlace", From = record.ToString(), To = "#x", Words = ConnectionWords.None };
        Deposit deposit = await Accept(New() with { Records = [Place(point)], Connections = [where] });
        return (deposit.Connections[0].Accessioned!.Value, deposit.Records[0].Accessioned!.Value);
    }

    /// <summary>A kinship, accepted by a keeper.</summary>
    public async Task<RecordId> Kin(RecordId from, RecordId to, string signedAs = "anonymous")
    {
        DepositedConnection kin = new()
        {
            Entry = RecordId.Mint(), Type = "kin", From = from.ToString(), To = to.ToString(), Words = new ConnectionWords { Language = "en", Shared = "what they share", Distinct = "what they don't" },
        };
        return (await Accept(New() with { Connections = [kin], SignedAs = signedAs })).Connections[0].Accessioned!.Value;
    }

    /// <summary>A critique of a record or connection, accepted by a keeper.</summary>
    public async Task<RecordId> Note(RecordId about)
    {
        DepositedRecord entry = new()
        {
            Ref = "n", Entry = RecordId.Mint(), Kind = "note", Content = Said("a critique").With("type", new FieldValue.One("critique")), Links = [new LinkMention("on", about.ToString())],
        };
        return (await Accept(New() with { Records = [entry] })).Records[0].Accessioned!.Value;
    }

    /// <summary>A connection with words of its own, accepted by a keeper.</summary>
    public async Task<RecordId> Connection(string type, RecordId from, RecordId to)
    {
        DepositedConnection connection = new()
        {
            Entry = RecordId.Mint(), Type = type, From = from.ToString(), To = to.ToString(),
            Words = new ConnectionWords { Language = "en", Text = "what somebody says of them", Sources = [Entry.Of(("url", "https://example.org/"))] },
        };
        return (await Accept(New() with { Connections = [connection] })).Connections[0].Accessioned!.Value;
    }

    /// <summary>The depositor says it otherwise, and a keeper accepts.</summary>
    public async Task Correct(RecordId record, string story, params RecordId[] centred)
    {
        Deposit deposit = await archive.Writer.Write(session => session.FindDepositOf(record)!, CancellationToken.None);
        await Accept(deposit with { State = DepositState.InReview, Records = [deposit.Records[0] with { Content = Said(story), Links = Links(centred), AwaitsReview = true }] });
    }

    /// <summary>The depositor of a note hangs it on something else, and a keeper would accept.</summary>
    public async Task<ReviewOutcome> Move(RecordId note, params string[] on)
    {
        Deposit deposit = await archive.Writer.Write(session => session.FindDepositOf(note)!, CancellationToken.None);
        return await Review(deposit with
        {
            State = DepositState.InReview,
            Records = [deposit.Records[0] with { Links = [.. on.Select(target => new LinkMention("on", target))], AwaitsReview = true }],
        });
    }

    /// <summary>The depositor says the kinship otherwise, and a keeper accepts.</summary>
    public async Task CorrectKin(RecordId kin, string shared, string signedAs = "anonymous")
    {
        Deposit deposit = await archive.Writer.Write(session => session.FindDepositOf(kin)!, CancellationToken.None);
        DepositedConnection said = deposit.Connections[0];
        await Accept(deposit with { State = DepositState.InReview, SignedAs = signedAs, Connections = [said with { Words = said.Words with { Shared = shared }, AwaitsReview = true }] });
    }

    public async Task Answer(RecordId subject, RecordId community, string steward, ConsentAnswer word = ConsentAnswer.Given, DateOnly? until = null, ConsentScope scope = ConsentScope.Publish) =>
        Assert.IsType<AnswerOutcome.Done>(await Say(subject, community, steward, word, until, scope));

    public Task<AnswerOutcome> Say(RecordId subject, RecordId community, string steward, ConsentAnswer word = ConsentAnswer.Given, DateOnly? until = null, ConsentScope scope = ConsentScope.Publish) =>
        archive.Get<AnswerForCommunity>().Answer(
            subject, new Answer(community, word, scope, until, word == ConsentAnswer.Given ? null : "words"), Steward(steward, community), PublicationBasis.Consent, CancellationToken.None);

    public Task<WithdrawOutcome> Withdraw(RecordId subject, RecordId community, string steward) =>
        archive.Get<WithdrawRecord>().BySteward(subject, community, null, Steward(steward, community), CancellationToken.None);

    public Task Destroy(RecordId record) => archive.Write(session => archive.Get<Destruction>().Destroy(session, record, archive.Today));

    /// <summary>Weighed anew, as any act would.</summary>
    public Task Settle(RecordId id) => archive.Write(session =>
    {
        if (session.FindConnection(id) is { } connection) archive.Get<Publication>().Settle(session, connection, archive.Today);
        else archive.Get<Publication>().Settle(session, id, archive.Today);
    });

    /// <summary>Number of the revision that anyone may read; null: none.</summary>
    public async Task<int?> Shown(RecordId id)
    {
        if (await archive.Records.Read(id, Anyone, 0, CancellationToken.None) is Reading.Found found) return found.Record.Value.Revision;
        return (await archive.Records.Connection(id, Anyone, CancellationToken.None))?.Connection.Value.Revision;
    }

    public async Task<Record?> Find(RecordId id) => await archive.Writer.Write(session => session.FindRecord(id), CancellationToken.None);

    /// <summary>What the first record of the first deposit on a member's desk goes by.</summary>
    public static async Task<string> FirstEntry(HttpClient member) =>
        (await member.GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting")).GetProperty("deposits")[0].GetProperty("records")[0].GetProperty("id").GetString()!;

    public Viewer Anyone => new Viewer.Public(archive.Today);

    public Viewer.Member Keeper(string handle = "mika") => new(archive.Today, handle, true, []);

    public Viewer.Member Steward(string handle, params ImmutableArray<RecordId> communities) => new(archive.Today, handle, false, communities);

    private Task Change(string handle, RecordId community, bool isEnd) => archive.Write(session =>
    {
        Member member = session.FindMember(handle) ?? new Member { Id = RecordId.Mint(), Handle = handle, SecurityStamp = "", Joined = archive.Today };
        session.Put(new RoleChange(handle, community, null, isEnd).On(member, archive.Today));
    });

    private Deposit New() => new() { Id = DepositId.Mint(), State = DepositState.Deposited, Day = archive.Today, StateDay = archive.Today };

    private async Task<Deposit> Accept(Deposit deposit) => Assert.IsType<ReviewOutcome.Done>(await Review(deposit)).Deposit;

    private async Task<ReviewOutcome> Review(Deposit deposit)
    {
        await archive.Write(session => session.Put(deposit, Mentions.Named(session, deposit)));
        return await archive.Get<ReviewDeposit>().Accept(deposit.Id, Keeper(), PublicationBasis.PublicSources, CancellationToken.None);
    }

    private static DepositedRecord Place(FieldValue.Coordinates point) => new()
    {
        Ref = "x", Entry = RecordId.Mint(), Kind = "place", Content = Nothing.With("title", new FieldValue.One("12 Elm Street")).With("coordinates", point),
    };

    private static ImmutableArray<LinkMention> Links(RecordId[] centred) => [.. centred.Select(id => new LinkMention("centres", id.ToString()))];

    private static RecordContent Said(string story) => Nothing.With("title", new FieldValue.One("At the gate")).With("story", new FieldValue.One(story))
        .With("sources", new FieldValue.Entries([Entry.Of(("url", "https://example.org/"))]));
}
