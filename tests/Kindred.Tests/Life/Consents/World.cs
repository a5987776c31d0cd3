using System.Collections.Immutable;
using System.Globalization;
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
using Kindred.Features.Stewarding;
using Kindred.Features.Withdrawing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Consents;

/// <summary>Two communities, their stewards, keepers and depositors, who do whatever the numbers say. Everything goes through the acts of the archive;
/// what was answered is written down a second time, for <see cref="Oracle"/>.</summary>
internal sealed partial class World
{
    /// <summary>Below which every step lies.</summary>
    public const int Most = Acts * 8 * 8 * 80;

    private const int Acts = 32;
    private static readonly string[] Handles = ["amal", "bo", "chi"];

    private readonly IArchiveWriter writer;
    private readonly TestClock clock;
    private readonly IWithdrawalJournal journal;
    private readonly IDepositStore desk;
    private readonly KindList kinds;
    private readonly RoleGift gift;
    private readonly Publication publication;
    private readonly Accession accession;
    private readonly Embargoing embargoing;
    private readonly Answering answering;
    private readonly PartialWithdrawal partial;
    private readonly ReviewDeposit review;
    private readonly WithdrawRecord withdraw;
    private readonly TurnPublications turn;
    private readonly Destruction destruction;
    private readonly string tag = RecordId.Mint().ToString()[..6];
    private readonly List<DepositId> deposits = [];
    private readonly List<(DepositId Deposit, Said Said)> refused = [];

    private World(IArchiveWriter writer, TestClock clock, IWithdrawalJournal journal, IDepositStore desk, KindList kinds, RoleGift gift, Memory? backedUp)
    {
        (this.writer, this.clock, this.journal, this.desk, this.kinds, this.gift, this.backedUp) = (writer, clock, journal, desk, kinds, gift, backedUp);
        publication = new Publication(kinds, new PublicDocument(kinds), journal);
        accession = new Accession(kinds, publication);
        embargoing = new Embargoing(publication, journal);
        answering = new Answering(kinds, publication, accession, embargoing);
        destruction = new Destruction(journal, publication);
        partial = new PartialWithdrawal(kinds, publication, destruction, journal);
        review = new ReviewDeposit(writer, kinds, accession, answering, embargoing, clock);
        withdraw = new WithdrawRecord(writer, publication, destruction, journal, clock);
        turn = new TurnPublications(writer, publication, destruction);
    }

    public static World In(Memory memory) => In(memory, new TestClock(), backedUp: memory);

    /// <summary>Beside another in which the same is done: neither goes back to a back-up.</summary>
    public static World In(Memory memory, TestClock clock) => In(memory, clock, backedUp: null);

    public static World In(TestArchive archive) =>
        new(archive.Writer, archive.Clock, archive.Get<IWithdrawalJournal>(), archive.Get<IDepositStore>(), archive.Get<KindList>(), Gift.Value, backedUp: null);

    private static World In(Memory memory, TestClock clock, Memory? backedUp) => new(memory, clock, memory.Journal, memory.Desk, new KindList(OwnKindsHere.First), Gift.Value, backedUp);

    public static int BackingUp => Step(31, 0, 0, 5);

    public static int GoingBack => Step(31, 0, 0, 6);

    /// <summary>The steward there is from the beginning says no to the first deposit before it is accepted.</summary>
    public static int Refusal => Step(6, 0, 0, 75);

    public DateOnly Today => clock.Today();

    public ImmutableArray<RecordId> Communities { get; private set; } = [];

    public Oracle Oracle { get; } = new();

    /// <summary>Records and connections that were accessioned so far.</summary>
    public List<RecordId> Subjects { get; } = [];

    public async Task Begin()
    {
        kinds.Take(OwnKindsHere.First);
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

            PutPlaces(session);
            // They sign in: who does not yet is given no second role.
            foreach (string handle in Handles) session.Put(new Member { Id = RecordId.Mint(), Handle = Named(handle), SecurityStamp = "", Joined = Today, PasswordHash = "x" });
            foreach (string handle in (string[])["kay", "lee"])
                session.Put(new Member { Id = RecordId.Mint(), Handle = handle, SecurityStamp = "", Joined = Today, Roles = [new Role(null, Today, null)] });
            session.PutValue("founded", "2026-01-01");
        });
        await Role(0, 0, isEnd: false);
    }

    public static int Step(int act, int one, int other, int third) => act + (Acts * (one + (8 * (other + (8 * third)))));

    /// <summary>One step: what is done, and to what and by whom, is in the number.</summary>
    public async Task Do(int number)
    {
        int act = number % Acts, one = number / Acts % 8, other = number / (Acts * 8) % 8, third = number / (Acts * 64);
        step++;
        await (act < 20 ? Do(act, one, other, third) : DoMore(act, one, other, third));
        await Write(session => Oracle.Weigh(session, Subjects, Today));
    }

    private Task Do(int act, int one, int other, int third) => act switch
    {
        0 or 1 => Deposit(one, other, third),
        2 or 3 => Correct(one, other, third),
        4 or 5 => Accept(one, one, other % 2 == 0 ? PublicationBasis.PublicSources : PublicationBasis.Consent),
        6 or 7 or 8 => Answer(one, other, third),
        9 => Withdraw(one, other),
        10 or 11 => Role(one, other, isEnd: third % 3 == 0),
        12 => Hide(one, other, third),
        13 when third % 12 == 0 => DestroyCommunity(one),
        13 when third % 12 == 1 => TakeBack(one),
        13 => Restore(one, other),
        14 or 15 => Pass(third % 45, isTurned: other > 1),
        16 => Decide(Communities[one % 2], other % 3 == 0 ? null : (other % 2) + 1),
        17 when third % 3 == 1 => Tell(one, other, third),
        17 => About(one, other),
        18 => Kin(),
        19 when third % 3 == 1 => TakeOut(one, other, third / 3),
        19 when third % 3 == 2 => Renew(one, other, third / 3),
        19 when other % 2 == 1 => KeepBack(one, other / 2, third / 3),
        _ => Accept(one, one, PublicationBasis.Consent),
    };

    private Task DoMore(int act, int one, int other, int third) => act switch
    {
        20 or 21 => Propose(one, other, third),
        22 or 23 => TakeProposal(one, other, third),
        24 => Retell(one, other, third),
        25 => TakeBackProposal(one),
        26 => Wish(one, other, third),
        27 => Claim(one, other, third),
        28 => Accept(one, other, PublicationBasis.FirstHand),
        29 => TakeOutByDepositor(one, other),
        30 => HideBySteward(one, other, third),
        _ when third % 8 == 7 => Declare(),
        _ when third % 8 == 6 => GoBack(),
        _ when third % 8 == 5 => MakeBackUp(),
        _ => Answer(one, other, third),
    };

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

    private async Task Accept(int one, int keeper, PublicationBasis basis)
    {
        if (deposits.Count == 0) return;
        DepositId id = deposits[one % deposits.Count];
        Viewer.Member reviewer = Keeper(keeper);
        ReviewOutcome outcome = await review.Accept(id, reviewer, basis, CancellationToken.None);
        if (outcome is not (ReviewOutcome.NotNow or ReviewOutcome.Unknown)) Log($"{reviewer.Handle} accepts deposit {Deposits(id)} ({basis}): {Called(outcome)}");
        basis = Found(id, reviewer, basis, outcome);
        if (outcome is ReviewOutcome.Done done) await Note(done.Deposit, basis);
    }

    /// <summary>What was taken in: what it rests on, and what was said against it at the desk.</summary>
    private Task<bool> Note(Deposit deposit, PublicationBasis basis) => Write(session =>
    {
        foreach (RecordId id in deposit.Accessioned)
        {
            if (!Subjects.Contains(id)) Subjects.Add(id);
            if (session.FindRecord(id) is { } record) Oracle.Rests(id, record.LatestRevision, basis);
            foreach ((_, RecordId community) in claimedAtDesk.Where(one => deposit.EntriesOf(id).Contains(one.Entry))) Oracle.Claimed(id, community);
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
        AnswerForCommunity answer = new(writer, answering, clock);
        Viewer.Member steward = new(Today, handle, false, [community]);
        AnswerOutcome outcome = await answer.Answer(subject, said, steward, basis, CancellationToken.None);
        if (outcome is AnswerOutcome.Done) Log($"{handle} says {word}{(said.Until is { } until ? $" until {until:O}" : "")} to {Name(subject)} for {Name(community)} ({basis})");
        if (outcome is AnswerOutcome.Done { Subject: null }) refused.Add((deposits[one % deposits.Count], new Said(subject, community, handle, word, 0, null)));
        if (outcome is not AnswerOutcome.Done { Subject: { } id }) return;
        int revision = await Read(session => session.FindRecord(id)?.LatestRevision ?? session.FindConnection(id)!.Revision);
        // What was said at the desk was said before.
        if (await Read(session => session.FindDepositOf(id)) is { } deposit) await Note(deposit, basis);
        Oracle.Answered(new Said(id, community, handle, word, revision, said.Until));
    }

    private async Task Withdraw(int one, int other)
    {
        RecordId community = Communities[other % 2];
        string handle = Named(Handles[other % 3]);
        if (Subject(one) is not { } subject || !await Read(session => session.FindMember(handle)!.CommunitiesOn(Today).Contains(community))) return;
        int newest = await Read(session => session.FindRecord(subject)?.LatestRevision ?? session.FindConnection(subject)?.Revision ?? 0);
        WithdrawOutcome outcome = await withdraw.BySteward(subject, community, null, new Viewer.Member(Today, handle, false, [community]), CancellationToken.None);
        Log($"{handle} withdraws {Name(subject)} for {Name(community)}: {Called(outcome)}");
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
        Log($"{keeper.Handle} on {Name(subject)}: {Called(outcome)}");
        if (outcome is WithdrawOutcome.Hidden or WithdrawOutcome.SecondKeeperNeeded) Oracle.Hid(subject, keeper.Handle, Today);
        if (outcome is WithdrawOutcome.Shown) Oracle.Showed(subject);
    }

    private async Task Restore(int one, int other)
    {
        if (Subject(one) is not { } subject) return;
        RestoreOutcome outcome = await new RestoreRevision(writer, kinds, publication, clock).Do(subject, (other % 4) + 1, null, "", Keeper(0), CancellationToken.None);
        if (outcome is not RestoreOutcome.Restored restored) return;
        Log($"kay brings revision {(other % 4) + 1} of {Name(subject)} back, as {restored.Number}");
        Oracle.Restored(subject, (other % 4) + 1, restored.Number);
    }

    private async Task DestroyCommunity(int one)
    {
        await Write(session =>
        {
            if (session.FindRecord(Communities[one % 2]) is not null) destruction.Destroy(session, Communities[one % 2], Today);
        });
        Log($"the record of {Name(Communities[one % 2])} is destroyed");
        Oracle.Destroyed(Communities[one % 2]);
    }

    private async Task Decide(RecordId community, int? needed)
    {
        Log($"{Name(community)} decides: {needed?.ToString(CultureInfo.InvariantCulture) ?? "all"} must say yes");
        await Write(session => session.Put(community, new Protocol(needed)));
        Oracle.Decides(community, needed);
    }

    private async Task Role(int one, int other, bool isEnd)
    {
        RoleChange change = new(Named(Handles[one % 3]), Communities[other % 2], null, isEnd);
        await Write(session => session.Put(change.On(session.FindMember(change.Handle)!, Today)));
        Log($"{change.Handle} answers for {Name(change.Community!.Value)}{(isEnd ? " no more" : "")}");
        if (isEnd) Oracle.Dismissed(change.Community!.Value, change.Handle);
        else Oracle.Appointed(change.Community!.Value, change.Handle);
    }

    private async Task Pass(int days, bool isTurned)
    {
        clock.Pass(TimeSpan.FromDays(days));
        Oracle.Turn(Today);
        Log($"{days} days pass{(isTurned ? "" : ", and the turn of the day is late")}: it is {Today:O}");
        if (isTurned) await turn.TurnDay(Today, CancellationToken.None);
    }
}
