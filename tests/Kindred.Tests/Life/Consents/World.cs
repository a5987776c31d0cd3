using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Publishing;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;
using Kindred.Features.Stewarding;
using Kindred.Features.Withdrawing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Consents;

/// <summary>Two communities, their stewards, keepers and depositors, who do whatever the numbers say. Everything goes through the acts of the archive;
/// what was answered is written down a second time, for <see cref="Oracle"/>.</summary>
internal sealed partial class World
{
    public const int Most = 100_000;

    /// <summary>The steward there is from the beginning says no to the first deposit before it is accepted.</summary>
    public const int Refusal = 6 + (75 * 1280);

    private static readonly KindList Kinds = KindList.BuiltIn;
    private static readonly string[] Handles = ["amal", "bo", "chi"];

    private readonly IArchiveWriter writer;
    private readonly TestClock clock;
    private readonly IWithdrawalJournal journal;
    private readonly Publication publication;
    private readonly Accession accession;
    private readonly Embargoing embargoing;
    private readonly WithdrawRecord withdraw;
    private readonly TurnPublications turn;
    private readonly Destruction destruction;
    private readonly string tag = RecordId.Mint().ToString()[..6];
    private readonly List<DepositId> deposits = [];
    private readonly List<(DepositId Deposit, Said Said)> refused = [];

    public World(IArchiveWriter writer, TestClock clock, IWithdrawalJournal journal)
    {
        (this.writer, this.clock, this.journal) = (writer, clock, journal);
        publication = new Publication(Kinds, new PublicDocument(Kinds), journal);
        accession = new Accession(Kinds, publication);
        embargoing = new Embargoing(publication, journal);
        destruction = new Destruction(journal, publication);
        withdraw = new WithdrawRecord(writer, publication, destruction, journal, clock);
        turn = new TurnPublications(writer, publication, destruction);
    }

    public DateOnly Today => clock.Today();

    public ImmutableArray<RecordId> Communities { get; private set; } = [];

    public Oracle Oracle { get; } = new();

    /// <summary>Records and connections that were accessioned so far.</summary>
    public List<RecordId> Subjects { get; } = [];

    public async Task Begin()
    {
        Communities = [RecordId.Mint(), RecordId.Mint()];
        await Write(session =>
        {
            foreach (RecordId id in Communities)
            {
                RecordContent content = new RecordContent { Language = "en" }.With("title", new FieldValue.One($"People {id}"));
                session.Put(new Revision { Record = id, Number = 1, Day = Today, Who = "anonymous", Note = "", Content = content, AskedFrom = 1, WasPublic = true, Basis = PublicationBasis.PublicSources });
                session.Put(new Record
                {
                    Id = id, Kind = "community", State = RecordState.Published, Revision = 1, LatestRevision = 1, Content = content, Communities = [id], PublishedDay = Today, Basis = PublicationBasis.PublicSources, PublishedWithout = [id],
                });
            }

            foreach (string handle in Handles) session.Put(new Member { Id = RecordId.Mint(), Handle = Named(handle), SecurityStamp = "", Joined = Today });
            foreach (string handle in (string[])["kay", "lee"])
                session.Put(new Member { Id = RecordId.Mint(), Handle = handle, SecurityStamp = "", Joined = Today, Roles = [new Role(null, Today, null)] });
            session.PutValue("founded", "2026-01-01");
        });
        await Role(0, 0, isEnd: false);
    }

    public static int Step(int act, int one, int other, int third) => act + (20 * (one + (8 * (other + (8 * third)))));

    /// <summary>One step: what is done, and to what and by whom, is in the number.</summary>
    public async Task Do(int number)
    {
        int act = number % 20, one = number / 20 % 8, other = number / 160 % 8, third = number / 1280;
        switch (act)
        {
            case 0 or 1: await Deposit(one, other, third); break;
            case 2 or 3: await Correct(one, other, third); break;
            case 4 or 5: await Accept(one, other % 2 == 0 ? PublicationBasis.PublicSources : PublicationBasis.Consent); break;
            case 6 or 7 or 8: await Answer(one, other, third); break;
            case 9: await Withdraw(one, other); break;
            case 10 or 11: await Role(one, other, isEnd: third % 3 == 0); break;
            case 12: await Hide(one, other, third); break;
            case 13 when third % 12 == 0: await DestroyCommunity(one); break;
            case 13 when third % 12 == 1: await TakeBack(one); break;
            case 13: await Restore(one, other); break;
            case 14 or 15: await Pass(third % 45, isTurned: other > 1); break;
            case 16: await Decide(Communities[one % 2], other % 3 == 0 ? null : (other % 2) + 1); break;
            case 17 when third % 3 == 1: await Tell(one, other, third); break;
            case 17: await About(one, other); break;
            case 18: await Kin(); break;
            case 19 when third % 3 == 1: await TakeOut(one, other, third / 3); break;
            case 19 when third % 3 == 2: await Renew(one, other, third / 3); break;
            case 19 when other % 2 == 1: await KeepBack(one, other / 2, third / 3); break;
            default: await Accept(one, PublicationBasis.Consent); break;
        }

        await Write(session => Oracle.Weigh(session, Subjects, Today));
    }

    public string Named(string handle) => $"{handle}-{tag}";

    private Task<bool> Write(Action<IArchiveSession> act) => writer.Write(
        session =>
        {
            act(session);
            return true;
        },
        CancellationToken.None);

    private Task<T> Read<T>(Func<IArchiveSession, T> read) => writer.Write(read, CancellationToken.None);

    private Viewer.Member Keeper(int number) => new(Today, number % 2 == 0 ? "kay" : "lee", true, []);

    private RecordId? Subject(int number) => Subjects.Count == 0 ? null : Subjects[number % Subjects.Count];

    private async Task Deposit(int one, int other, int third)
    {
        if (deposits.Count >= 4) return;
        DepositedRecord record = new()
        {
            Ref = "a", Entry = RecordId.Mint(), Kind = "practice", Content = Content("first", third), Links = Links(one % 4, other % 3),
        };
        await Put(new Deposit { Id = DepositId.Mint(), State = DepositState.Deposited, Day = Today, StateDay = Today, Records = [record] });
    }

    /// <summary>The depositor sends it again, changed: words, or whom it names, or what stands beside them, or something that nobody is asked about.</summary>
    private async Task Correct(int one, int other, int third)
    {
        if (deposits.Count == 0) return;
        DepositId id = deposits[one % deposits.Count];
        await Write(session =>
        {
            if (session.FindDeposit(id) is { Connections: [var kin] } told)
                session.Put(told with { State = DepositState.InReview, StateDay = Today, Connections = [kin with { Words = kin.Words with { Shared = $"both {third % 4}" }, AwaitsReview = true }] }, []);
            if (session.FindDeposit(id) is not { Records: [{ Kind: "practice" or "telling" } record] } deposit) return;
            DepositedRecord changed = (third % 5) switch
            {
                1 when record.Kind == "telling" => record with { Content = ReadBy(Content("again", third), third + 1) },
                3 when record.Kind == "telling" => record with { Content = ReadBy(record.Content, third) },
                4 when record.Kind == "telling" => record with { Links = [.. ToldBy(third / 5 % 4, other % 3), .. record.Links.Where(link => link.Field == "beside")] },
                0 => record with { Content = record.Content.With("unresolved", new FieldValue.One($"still {third}")) },
                1 => record with { Content = Content("again", third) },
                2 => record with { Content = Translated(record.Content, $"otra vez {third % 2}") },
                3 => record with { Links = record.Links.SetItem(0, record.Links[0] with { Note = $"note {third % 2}" }) },
                _ => record with { Links = Links(third / 5 % 4, other % 3) },
            };
            session.Put(deposit with { State = DepositState.InReview, StateDay = Today, Records = [changed with { AwaitsReview = true }] }, []);
        });
    }

    private async Task About(int one, int other)
    {
        if (deposits.Count >= 6 || Subject(one) is not { } subject) return;
        DepositedRecord note = new()
        {
            Ref = "n", Entry = RecordId.Mint(), Kind = "note", Content = Content("note", other).With("type", new FieldValue.One("critique")), Links = [new LinkMention("on", subject.ToString())],
        };
        await Put(new Deposit { Id = DepositId.Mint(), State = DepositState.Deposited, Day = Today, StateDay = Today, Records = [note] });
    }

    private async Task Kin()
    {
        if (deposits.Count >= 6) return;
        DepositedConnection kin = new()
        {
            Entry = RecordId.Mint(), Type = "kin", From = Communities[0].ToString(), To = Communities[1].ToString(),
            Words = new ConnectionWords { Language = "en", Shared = "both", Distinct = "each", Sources = [Entry.Of(("url", "https://example.org/"))] },
        };
        await Put(new Deposit { Id = DepositId.Mint(), State = DepositState.Deposited, Day = Today, StateDay = Today, Connections = [kin] });
    }

    private async Task Put(Deposit deposit)
    {
        deposits.Add(deposit.Id);
        await Write(session => session.Put(deposit, Mentions.Named(session, deposit)));
    }

    private async Task Accept(int one, PublicationBasis basis)
    {
        if (deposits.Count == 0) return;
        ReviewDeposit review = new(writer, Kinds, accession, new Answering(Kinds, publication, accession, embargoing), embargoing, clock);
        if (await review.Accept(deposits[one % deposits.Count], Keeper(one), basis, CancellationToken.None) is ReviewOutcome.Done done) await Note(done.Deposit, basis);
    }

    /// <summary>What was taken in: what it rests on, and what was said against it at the desk.</summary>
    private Task<bool> Note(Deposit deposit, PublicationBasis basis) => Write(session =>
    {
        foreach (RecordId id in deposit.Accessioned)
        {
            if (!Subjects.Contains(id)) Subjects.Add(id);
            if (session.FindRecord(id) is { } record) Oracle.Rests(id, record.LatestRevision, basis);
            foreach ((_, Said said) in refused.Where(one => one.Deposit == deposit.Id)) Oracle.Answered(said with { Subject = id });
        }

        refused.RemoveAll(one => one.Deposit == deposit.Id);
    });

    private async Task Answer(int one, int other, int third)
    {
        RecordId community = Communities[other % 2];
        string handle = Named(Handles[third % 3]);
        if (!await Read(session => session.FindMember(handle)!.CommunitiesOn(Today).Contains(community))) return;
        RecordId? entry = third % 5 == 0 && deposits.Count > 0
            ? await Read(session => session.FindDeposit(deposits[one % deposits.Count]) is { Records: [var first, ..] } ? first.Entry : (RecordId?)null) : Subject(one);
        if (entry is not { } subject) return;
        ConsentAnswer word = (third % 7) switch { 5 => ConsentAnswer.Declined, 6 => ConsentAnswer.Conditional, _ => ConsentAnswer.Given };
        Answer said = new(community, word, ConsentScope.Publish, word == ConsentAnswer.Given && other % 3 == 0 ? Today.AddDays(third % 30) : null, "words");
        PublicationBasis basis = other % 4 == 0 ? PublicationBasis.PublicSources : PublicationBasis.Consent;
        AnswerForCommunity answer = new(writer, new Answering(Kinds, publication, accession, embargoing), clock);
        Viewer.Member steward = new(Today, handle, false, [community]);
        AnswerOutcome outcome = await answer.Answer(subject, said, steward, basis, CancellationToken.None);
        if (outcome is AnswerOutcome.Done { Subject: null }) refused.Add((deposits[one % deposits.Count], new Said(subject, community, handle, word, 0, null)));
        if (outcome is not AnswerOutcome.Done { Subject: { } id }) return;
        int revision = await Read(session => session.FindRecord(id)?.LatestRevision ?? session.FindConnection(id)!.Revision);
        Oracle.Answered(new Said(id, community, handle, word, revision, said.Until));
        if (await Read(session => session.FindDepositOf(id)) is { } deposit) await Note(deposit, basis);
    }

    private async Task Withdraw(int one, int other)
    {
        RecordId community = Communities[other % 2];
        string handle = Named(Handles[other % 3]);
        if (Subject(one) is not { } subject || !await Read(session => session.FindMember(handle)!.CommunitiesOn(Today).Contains(community))) return;
        int newest = await Read(session => session.FindRecord(subject)?.LatestRevision ?? session.FindConnection(subject)?.Revision ?? 0);
        WithdrawOutcome outcome = await withdraw.BySteward(subject, community, null, new Viewer.Member(Today, handle, false, [community]), CancellationToken.None);
        if (outcome is WithdrawOutcome.Hidden or WithdrawOutcome.OfEarlier) Oracle.Answered(new Said(subject, community, handle, ConsentAnswer.Withdrawn, newest, null));
    }

    private async Task Hide(int one, int other, int third)
    {
        if (Subject(one) is not { } subject) return;
        Viewer.Member keeper = Keeper(other);
        WithdrawOutcome outcome = (third % 6) switch
        {
            0 or 2 => await withdraw.Hide(subject, "", keeper, CancellationToken.None),
            4 => await withdraw.ByKeeper(subject, "", null, keeper, CancellationToken.None),
            _ => await withdraw.Show(subject, keeper, CancellationToken.None),
        };
        if (outcome is WithdrawOutcome.Hidden or WithdrawOutcome.SecondKeeperNeeded) Oracle.Hid(subject, keeper.Handle, Today);
        if (outcome is WithdrawOutcome.Shown) Oracle.Showed(subject);
    }

    private async Task Restore(int one, int other)
    {
        if (Subject(one) is not { } subject) return;
        RestoreOutcome outcome = await new RestoreRevision(writer, Kinds, publication, clock).Do(subject, (other % 4) + 1, null, "", Keeper(0), CancellationToken.None);
        if (outcome is RestoreOutcome.Restored restored) Oracle.Restored(subject, (other % 4) + 1, restored.Number);
    }

    private async Task DestroyCommunity(int one)
    {
        await Write(session =>
        {
            if (session.FindRecord(Communities[one % 2]) is not null) destruction.Destroy(session, Communities[one % 2], Today);
        });
        Oracle.Destroyed(Communities[one % 2]);
    }

    private async Task Decide(RecordId community, int? needed)
    {
        await Write(session => session.Put(community, new Protocol(needed)));
        Oracle.Decides(community, needed);
    }

    private async Task Role(int one, int other, bool isEnd)
    {
        RoleChange change = new(Named(Handles[one % 3]), Communities[other % 2], null, isEnd);
        await Write(session => session.Put(change.On(session.FindMember(change.Handle)!, Today)));
        if (isEnd) Oracle.Dismissed(change.Community!.Value, change.Handle);
        else Oracle.Appointed(change.Community!.Value, change.Handle);
    }

    private async Task Pass(int days, bool isTurned)
    {
        clock.Pass(TimeSpan.FromDays(days));
        if (isTurned) await turn.TurnDay(Today, CancellationToken.None);
    }

    private static RecordContent Content(string word, int number) =>
        new RecordContent { Language = "en" }.With("title", new FieldValue.One($"{word} {number % 2}")).With("story", new FieldValue.One("told"))
            .With("sources", new FieldValue.Entries([Entry.Of(("url", "https://example.org/"))]));

    private static RecordContent Translated(RecordContent content, string title) => content with
    {
        Translations = content.Translations.SetItem("es", ImmutableSortedDictionary<string, Translation>.Empty.Add("title", new Translation(title, 1))),
    };

    /// <summary>Centres the one, the other, or both; stands with nobody, the one or the other.</summary>
    private ImmutableArray<LinkMention> Links(int centred, int stoodWith) => Links("centres", centred, stoodWith);

    private ImmutableArray<LinkMention> Links(string field, int centred, int stoodWith) =>
    [
        .. (centred switch { 0 => [0], 1 => [1], _ => (int[])[0, 1] }).Select(at => new LinkMention(field, Communities[at].ToString())),
        .. stoodWith == 0 ? (LinkMention[])[] : [new LinkMention("stoodWith", Communities[stoodWith - 1].ToString())],
    ];
}
