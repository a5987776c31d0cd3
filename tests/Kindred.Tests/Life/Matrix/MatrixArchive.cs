using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.SigningIn;
using Kindred.Tests.Browsing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Matrix;

/// <summary>One archive with a thing of every row of the <see cref="Oracle"/>, and somebody in every role. Put as they are, so that no act decides here what the acts are held to.</summary>
internal sealed class MatrixArchive : IAsyncDisposable
{
    public const string WordStem = "zirkon";

    /// <summary>Of a kind that the archive declared.</summary>
    public const string OwnPlural = "songs";

    private static readonly RecordId River = IdOf("river"), Hill = IdOf("hill"), OfRiver = IdOf("of river"), OfHill = IdOf("of hill"), Law = IdOf("law");
    private readonly List<Thing> things = [];
    private readonly Dictionary<Asker, (string Browser, string Token)> signedIn = [];

    private bool isTermForgotten;

    private MatrixArchive(TestArchive archive) => Archive = archive;

    public TestArchive Archive { get; }

    public IReadOnlyList<Thing> Things => things;

    /// <summary>Of a deposit that holds nothing of these things.</summary>
    public string SpareReceipt { get; } = ReceiptOf("spare").Words;

    public string ConcernReceipt { get; } = ReceiptOf("concern").Words;

    public static RecordId IdOf(string name) => new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("matrix " + name))));

    /// <param name="map">Routes beside the archive's own.</param>
    /// <param name="isTermForgotten">The keeper whose term is over is let in as before.</param>
    public static async Task<MatrixArchive> Make(Action<WebApplication>? map = null, bool isTermForgotten = false)
    {
        TestArchive archive = await TestArchive.Start(
            null, null, services => services.AddSingleton<IArchiveWriter>(of => new UndoneWriter(of.GetRequiredService<Sqlite.SqliteArchive>().Writer)), map,
            ("KINDRED_DEPOSITS_PER_HOUR", "1000000"), ("KINDRED_DEPOSITS_PER_HOUR_IN_ALL", "1000000"), ("KINDRED_DEPOSITS_PER_MINUTE", "1000000"), ("KINDRED_DEPOSIT_MEGABYTES_PER_MINUTE", "1000"));
        // What lapsed yesterday is put here as nobody's consent has it: the turn of the day would weigh it anew.
        await archive.Get<Kindred.Host.DayTurn>().Begun;
        await Declaring.Song.Declare(archive);
        MatrixArchive matrix = new(archive) { isTermForgotten = isTermForgotten };
        await archive.Write(matrix.Fill);
        await matrix.SignIn();
        await ((UndoneWriter)archive.Writer).Begin();
        return matrix;
    }

    /// <summary>Nulls: who doesn't sign in.</summary>
    public (string? Browser, string? Token) SignedIn(Asker role) => signedIn.TryGetValue(role, out (string, string) secrets) ? secrets : (null, null);

    public ValueTask DisposeAsync() => Archive.DisposeAsync();

    private static ReceiptCode ReceiptOf(string name) => ReceiptCode.Mint(SHA256.HashData(Encoding.UTF8.GetBytes("receipt " + name)));

    private static string WordOf(string name) => WordStem + string.Concat(name.Where(char.IsAsciiLetter));

    private static RecordContent Words(string word, RecordId community) => Told.Content(word + " title", ("summary", Told.One(word + " summary")), ("story", Told.One(word + " story"))) with
    {
        Links = [new ContentLink("centres", community, IsCommunity: true)],
    };

    private byte[] Hash(ReceiptCode code) => Archive.Get<Keystore>().HashReceipt(code);

    private void Fill(IArchiveSession session)
    {
        Told.Put(session, River, "community", Told.Content("River people"), Archive.Today, communities: River);
        Told.Put(session, Hill, "community", Told.Content("Hill people"), Archive.Today, communities: Hill);
        Told.Put(session, Law, "history", Told.Content("A law of the hills"), Archive.Today);
        Told.Put(session, OfRiver, "practice", Words("ordinary", River), Archive.Today, communities: River);
        Told.Put(session, OfHill, "practice", Words("ordinary", Hill), Archive.Today, communities: Hill);
        foreach (RecordId community in (RecordId[])[River, Hill]) session.Put(community, Protocol.AnySteward);
        Records(session);
        Connections(session);
        Deposits(session);
        Concerns(session);
        Publication publication = Archive.Get<Publication>();
        foreach (RecordId id in (RecordId[])[River, Hill, Law, OfRiver, OfHill, .. things.Where(one => one.Kind == KeyKind.Id).Select(one => RecordId.Parse(one.Key)).Where(id => session.FindRecord(id) is not null)])
            publication.Reindex(session, id, Archive.Today);
        Members(session);
    }

    private void Records(IArchiveSession session)
    {
        DateOnly today = Archive.Today;
        Record("published", RecordState.Published, one => one);
        Record("asked", RecordState.Asked, one => one);
        Record("in review", RecordState.InReview, one => one);
        Record("declined", RecordState.Declined, one => one);
        Record("embargoed", RecordState.Embargoed, one => one with { EmbargoUntil = today.AddDays(40) });
        foreach (string name in (string[])["embargoed", "embargoed connection"]) session.Put(new Embargo { Subject = IdOf(name), By = EmbargoBy.Desk, Until = today.AddDays(40) });
        Record("hidden", RecordState.Hidden, one => one with { HiddenBecause = WordOf("hidden"), HiddenUntil = today.AddDays(30) });
        Record("hidden, was public", RecordState.Hidden, one => one with { PublishedDay = today, HiddenBecause = WordOf("hidden, was public") }, wasPublic: true);
        Record("lapsed", RecordState.Published, one => one with { PublicUntil = today.AddDays(-1) });
        Record("for the community", RecordState.Published, one => one with { Visibility = RecordVisibility.Community }, isDeposited: false);
        Record("for keepers", RecordState.Published, one => one with { Visibility = RecordVisibility.Keepers }, isDeposited: false);
        Record("for the depositor", RecordState.Published, one => one with { Visibility = RecordVisibility.Depositor }, isDeposited: false);
        Record("withdrawn, was public", RecordState.Published, one => one, isDeposited: false);
        Record("destroyed, never public", RecordState.Asked, one => one, isDeposited: false);
        foreach (string gone in (string[])["withdrawn, was public", "destroyed, never public"]) Archive.Get<Destruction>().Destroy(session, IdOf(gone), today);
        ChangeThatWaits(session);
        PartThatWaits(session);

        void Record(string name, RecordState state, Func<Record, Record> with, bool isDeposited = true, bool wasPublic = false)
        {
            RecordContent content = Words(WordOf(name), River);
            DepositId? deposit = isDeposited ? new DepositId(IdOf("deposit of " + name)) : null;
            if (deposit is { } its) Deposit(session, its, name, state == RecordState.Published ? DepositState.Published : DepositState.Asked, content, IdOf(name), River);
            session.Put(with(Told.Put(session, IdOf(name), "practice", content, today, state, River) with { Deposit = deposit }));
            if (wasPublic) session.Put(session.FindRevision(IdOf(name), 1)! with { WasPublic = true });
            things.Add(new Thing(name, IdOf(name).ToString(), WordOf(name), Receipt: isDeposited ? ReceiptOf(name).Words : null));
        }
    }

    private void ChangeThatWaits(IArchiveSession session)
    {
        const string name = "change that waits";
        (RecordId id, DepositId deposit) = (IdOf(name), new DepositId(IdOf("deposit of " + name)));
        RecordContent newer = Words(WordOf(name), River);
        Deposit(session, deposit, name, DepositState.Asked, newer, id, River);
        Record shown = Told.Put(session, id, "practice", Words("ordinary", River), Archive.Today, communities: River);
        session.Put(session.FindRevision(id, 1)! with { Number = 2, Content = newer, AskedFrom = 2, WasPublic = false, Note = WordOf(name) });
        session.Put(shown with { LatestRevision = 2, Deposit = deposit });
        things.Add(new Thing(name, id.ToString(), WordOf(name), Receipt: ReceiptOf(name).Words) { IsWordOnly = true });
    }

    /// <summary>Of a record that is public, a field that is not before its day.</summary>
    private void PartThatWaits(IArchiveSession session)
    {
        const string name = "part that waits";
        (RecordId id, DepositId deposit, DateOnly until) = (IdOf(name), new DepositId(IdOf("deposit of " + name)), Archive.Today.AddDays(40));
        RecordContent content = Words("ordinary", River).With("story", Told.One(WordOf(name) + " story"));
        Deposit(session, deposit, name, DepositState.Published, content, id, River);
        session.Put(Told.Put(session, id, "practice", content, Archive.Today, communities: River) with { Deposit = deposit, WithheldFields = [new WithheldField(new RecordPart("story"), until)] });
        session.Put(session.FindRevision(id, 1)! with { Note = WordOf(name) });
        session.Put(new Embargo { Subject = id, Part = new RecordPart("story"), By = EmbargoBy.Depositor, Until = until });
        things.Add(new Thing(name, id.ToString(), WordOf(name), Receipt: ReceiptOf(name).Words) { IsWordOnly = true });
    }

    private void Connections(IArchiveSession session)
    {
        foreach (RecordState state in Enum.GetValues<RecordState>().Where(state => state is not (RecordState.Withdrawn or RecordState.Merged))) Connection($"{ValueName.Of(state).Replace('-', ' ')} connection", state, OfRiver);
        Connection("connection with a hidden end", RecordState.Published, IdOf("hidden"));
        Connection("destroyed connection", RecordState.Asked, OfRiver);
        Archive.Get<Destruction>().Destroy(session, IdOf("destroyed connection"), Archive.Today);

        void Connection(string name, RecordState state, RecordId from)
        {
            string word = WordOf(name);
            session.Put(
                new Connection
                {
                    Id = IdOf(name), Type = "kin", From = from, To = Law, State = state, Revision = 1, Communities = [River], PublishedDay = state == RecordState.Published ? Archive.Today : null,
                    Basis = state == RecordState.Published ? PublicationBasis.PublicSources : PublicationBasis.Consent,
                    Words = new ConnectionWords { Language = "en", Text = word, Shared = word + " shared", Distinct = word + " distinct" },
                },
                "anonymous", "", Archive.Today);
            if (state == RecordState.Published) session.MarkRevision(IdOf(name), 1, wasPublic: true, until: null);
            things.Add(new Thing(name, IdOf(name).ToString(), word));
        }
    }

    private void Deposits(IArchiveSession session)
    {
        Waiting("deposit", DepositState.Deposited, River);
        Waiting("deposit in review", DepositState.InReview, River);
        Waiting("deposit in quarantine", DepositState.Quarantined, River);
        Waiting("declined deposit", DepositState.Declined, River);
        Waiting("deposit of another community", DepositState.Deposited, Hill);
        Waiting("draft", DepositState.Draft, River);
        Deposit(session, new DepositId(IdOf("spare")), "spare", DepositState.Deposited, Words("ordinary", Hill), null, Hill);
        Entry("entry of a deposit", "deposit");
        Entry("entry of a draft", "draft");

        void Waiting(string name, DepositState state, RecordId community)
        {
            Deposit(session, new DepositId(IdOf(name)), name, state, Words(WordOf(name), community), null, community);
            things.Add(new Thing(name, IdOf(name).ToString(), WordOf(name), Receipt: ReceiptOf(name).Words));
        }

        void Entry(string name, string of) => things.Add(new Thing(name, IdOf("entry of " + of).ToString(), WordOf(of), Receipt: ReceiptOf(of).Words));
    }

    private void Deposit(IArchiveSession session, DepositId id, string name, DepositState state, RecordContent content, RecordId? accessioned, RecordId community) => session.Put(
        new Deposit
        {
            Id = id, State = state, Day = Archive.Today, StateDay = Archive.Today, ReceiptHash = Hash(ReceiptOf(name)),
            Records =
            [
                new DepositedRecord
                {
                    Ref = "a", Entry = IdOf("entry of " + name), Kind = "practice", Content = content with { Links = [] }, Links = [new LinkMention("centres", community.ToString())], Accessioned = accessioned,
                    AwaitsReview = accessioned is null,
                },
            ],
            Messages = name == "spare" ? [] : [new DepositMessage(false, Archive.Today, WordOf(name) + " asks")],
        },
        [community]);

    private void Concerns(IArchiveSession session)
    {
        Concern("concern", OfRiver);
        Concern("concern of another community", OfHill);

        void Concern(string name, RecordId about)
        {
            session.Put(new Concern { Id = IdOf(name), Subject = about, What = ConcernAbout.Endangers, Text = WordOf(name), Day = Archive.Today, ReceiptHash = Hash(ReceiptOf(name)) });
            things.Add(new Thing(name, IdOf(name).ToString(), WordOf(name)));
        }
    }

    private void Members(IArchiveSession session)
    {
        DateOnly today = Archive.Today, begun = today.AddYears(-2);
        string password = Archive.Get<Microsoft.AspNetCore.Identity.IPasswordHasher<Features.SigningIn.Account>>().HashPassword(null!, Keystore.NewSecret());
        Member("heron", new Role(River, begun, null));
        Member("sedge", new Role(Hill, begun, null));
        Member("egret", new Role(River, begun, today.AddDays(-1)));
        Member("mika", new Role(null, begun, today.AddDays(60)));
        Member("marten", new Role(null, begun, today.AddDays(60)));
        Member("otter", new Role(null, begun, isTermForgotten ? null : today.AddDays(-1)));
        Member("beaver", new Role(null, begun, today.AddYears(-1)));
        Member("teal", new Role(null, begun, today.AddDays(60)));
        Founded.Note(session, today);
        string handle = WordOf("member");
        Member(handle, new Role(River, begun, null));
        things.Add(new Thing("member", handle, handle, KeyKind.Handle));
        Session("browser of another", SessionKind.Browser, today.AddDays(10));
        Session("token of another", SessionKind.Token, today.AddDays(10));
        Session("feed of another", SessionKind.Feed, today.AddDays(10));
        Session("feed that ended", SessionKind.Feed, today.AddDays(-1), isBySecret: true);
        Invitation("invitation", today.AddDays(10), isBySecret: false);
        Invitation("invitation that ended", today.AddDays(-1), isBySecret: true);
        // A number that stands nowhere else.
        for (int before = 0; before < 4000; before++) session.EndTwoKeeperAct(session.PutTwoKeeperAct(new TwoKeeperAct(0, TwoKeeperKind.NewLink, "heron", "marten", today, "")));
        long number = session.PutTwoKeeperAct(new TwoKeeperAct(0, TwoKeeperKind.Destruction, IdOf("asked").ToString(), "marten", today, WordOf("act of two keepers")));
        things.Add(new Thing("act of two keepers", number.ToString(System.Globalization.CultureInfo.InvariantCulture), WordOf("act of two keepers"), KeyKind.Number));

        void Member(string called, params ImmutableArray<Role> roles) =>
            session.Put(new Member
            {
                Id = IdOf("member " + called), Handle = called, SecurityStamp = "stamp", Joined = begun, PasswordHash = password,
                CodeSecret = Archive.Get<Keystore>().Seal(called, RandomNumberGenerator.GetBytes(TimeCode.SecretBytes)), Roles = roles,
            });

        void Session(string name, SessionKind kind, DateOnly until, bool isBySecret = false)
        {
            (string secret, byte[] hash) = Secret(name);
            session.Put(new Session(hash, handle, kind, WordOf(name), today.AddDays(-20), until));
            things.Add(new Thing(name, isBySecret ? secret : Convert.ToHexStringLower(hash), WordOf(name), isBySecret ? KeyKind.Secret : KeyKind.Hash));
        }

        void Invitation(string name, DateOnly until, bool isBySecret)
        {
            (string secret, byte[] hash) = Secret(name);
            session.Put(new Invitation(hash, WordOf(name), River, false, until));
            things.Add(new Thing(name, isBySecret ? secret : Convert.ToHexStringLower(hash), WordOf(name), isBySecret ? KeyKind.Secret : KeyKind.Hash));
        }
    }

    private (string Secret, byte[] Hash) Secret(string name)
    {
        string secret = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("secret " + name)));
        return (secret, Archive.Get<Keystore>().HashSecret(secret));
    }

    private async Task SignIn()
    {
        foreach ((Asker role, string handle) in ((Asker, string)[])
            [(Asker.Steward, "heron"), (Asker.OtherSteward, "sedge"), (Asker.EndedSteward, "egret"), (Asker.Keeper, "mika"), (Asker.EndedKeeper, "otter"), (Asker.LongEndedKeeper, "beaver"), (Asker.Revoked, "teal")])
            signedIn[role] = (await Archive.Session(handle), await Archive.Token(handle));
        await Archive.Write(session => session.DestroySessions("teal", null));
    }
}
