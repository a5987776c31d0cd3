using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Browsing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Leaks;

/// <summary>An archive with a public record of every kind, one of its own among them, whose ids follow from their names; and, in the other of the twins, a secret one of every kind
/// beside them, to which the public ones link, with a marker in every field.</summary>
internal sealed partial class Twin : IAsyncDisposable
{
    public const string Marker = "zirkonwurz";

    /// <summary>So long that no id, which is made of digits too, has it by chance.</summary>
    private const long SecretNumber = 7_717_717_177_177;

    private readonly TestArchive archive;
    private readonly Secret? secret;

    private Twin(TestArchive archive, Secret? secret) => (this.archive, this.secret) = (archive, secret);

    public TestArchive Archive => archive;

    /// <summary>Steward of a public community that nothing secret names.</summary>
    public string Bystander { get; private set; } = "";

    public string Keeper { get; private set; } = "";

    public static ImmutableArray<RecordId> PublicIds { get; } = [.. Samples(PublicId), Waiting, ConnectionOf(PublicId("practice"), PublicId("community"), "centres"), IdOf("public kin")];

    public static ImmutableArray<RecordId> SecretIds { get; } =
        [.. Samples(SecretId), ConnectionOf(PublicId("practice"), SecretId("community"), "centres"), IdOf("secret kin"), IdOf("secret deposit"), IdOf("secret entry practice")];

    public static RecordId Never { get; } = IdOf("never");

    public static RecordId PublicId(string kind) => IdOf("public " + kind);

    public static RecordId SecretId(string kind) => IdOf("secret " + kind);

    /// <summary>The marker in every field of the kind, and no links.</summary>
    public static RecordContent Marked(Kind kind) => Of(kind, SecretId(kind.Name), isSecret: true, linksToSecrets: false) with { Links = [] };

    public static async Task<Twin> Make(Secret? secret)
    {
        Twin twin = new(await TestArchive.Start(), secret);
        // A kind and fields of the archive's own, which no line of code knows by name.
        await Declaring.Song.Declare(twin.archive);
        await twin.Fill();
        return twin;
    }

    public ValueTask DisposeAsync() => archive.DisposeAsync();

    private static IEnumerable<RecordId> Samples(Func<string, RecordId> id) => ((string[])["practice", "community", "note", "door", "telling"]).Select(id);

    private static RecordId IdOf(string name) =>
        new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name))));

    private static RecordId ConnectionOf(RecordId from, RecordId to, string type) => IdOf($"{from} {to} {type}");

    private async Task Fill()
    {
        Publication publication = archive.Get<Publication>();
        Kind[] kinds = [.. archive.Get<KindList>().All.OrderBy(kind => kind.Name == "note")];
        bool isThere = secret is { IsDeposit: false, IsOfParts: false, Name: not "destroyed" };
        await archive.Write(session =>
        {
            foreach (Kind kind in kinds) Put(session, Of(kind, PublicId(kind.Name), isSecret: false, linksToSecrets: isThere), RecordState.Asked, kind);
            Told.Put(session, PublicId("neighbours"), "community", Told.Content("ordinary neighbours"), archive.Today, communities: PublicId("neighbours"));
            publication.Reindex(session, PublicId("neighbours"), archive.Today);
            // Who is named is there before it is named.
            if (isThere) Told.Put(session, SecretId("community"), "community", Told.Content(Marker), archive.Today, RecordState.Asked, SecretId("community"));
            PutWaiting(session, kinds.First(kind => kind.Name == "practice"));
            foreach (Kind kind in kinds.OrderBy(kind => kind.Name != "community")) publication.Settle(session, PublicId(kind.Name), archive.Today);
            publication.Settle(session, Waiting, archive.Today);
            session.Put(Kin("public kin", PublicId("community"), PublicId("history"), RecordState.Published, "ordinary"), "anonymous", "", archive.Today);
        });
        await Add("reed", PublicId("community"));
        await Add("sedge", PublicId("neighbours"));
        await Add("mika", null);
        (Bystander, Keeper) = (await archive.Session("sedge"), await archive.Session("mika"));
        await Consent(PublicId("practice"));
        await Consent(Waiting);
        if (secret is { IsOfParts: false }) await FillSecret(kinds);
        if (secret?.Name == "lapsed") archive.Clock.Pass(TimeSpan.FromDays(1));
        else await archive.Pass(1);
    }

    private async Task Consent(RecordId record) => await archive.Write(session =>
    {
        session.Put(new Consent { Subject = record, Community = PublicId("community"), Revision = 1, Answer = ConsentAnswer.Given, Steward = "reed", Day = archive.Today });
        archive.Get<Publication>().Settle(session, record, archive.Today);
    });

    private Task<KeepingOutcome> Add(string handle, RecordId? stewardOf) =>
        archive.Get<AddMember>().Do(handle, stewardOf?.ToString(), null, Member.TerminalHandle, "for a test", "", CancellationToken.None);

    private async Task FillSecret(Kind[] kinds)
    {
        if (secret!.IsDeposit || secret.Name == "destroyed") await PutDeposit(kinds);
        if (!secret.IsDeposit) await archive.Write(session => PutRecords(session, kinds));
        await archive.Write(session =>
        {
            session.Write(new Act(ActKind.Accession, [SecretId("practice")], archive.Today, IsPublic: false));
            // What waits for keepers they are shown.
            if (!secret.SeenByKeeper) return;
            session.Put(new Concern
            {
                Id = IdOf("secret concern"), Subject = SecretId("practice"), What = ConcernAbout.Endangers, Text = Marker, Day = archive.Today, ReceiptHash = new byte[32],
            });
            session.PutTwoKeeperAct(new TwoKeeperAct(0, TwoKeeperKind.Destruction, SecretId("person").ToString(), "founder", archive.Today, Marker));
        });
        if (secret.IsDeposit) return;
        WithdrawRecord withdraw = archive.Get<WithdrawRecord>();
        Viewer.Member keeper = new(archive.Today, "mika", true, []), steward = new(archive.Today, "heron", false, [SecretId("community")]);
        if (secret.SeenByKeeper) await Add("heron", SecretId("community"));
        foreach (RecordId id in kinds.Select(kind => SecretId(kind.Name)))
        {
            // A note goes with what it hangs on.
            if (secret.Name == "hidden" && id != SecretId("note")) await withdraw.Hide(id, Marker, keeper, CancellationToken.None);
            if (secret.Name == "destroyed") await archive.Write(session => archive.Get<Destruction>().Destroy(session, id, archive.Today));
        }

        // Others are named beside her: what she withdraws is hidden while they may go on.
        if (secret.Name == "withdrawn consent")
        {
            foreach (RecordId id in kinds.Where(IsAsked).Select(kind => SecretId(kind.Name))) await withdraw.BySteward(id, SecretId("community"), Marker, steward, CancellationToken.None);
        }
    }

    private void PutRecords(IArchiveSession session, Kind[] kinds)
    {
        bool isPublished = secret!.WasPublic;
        foreach (Kind kind in kinds)
        {
            RecordContent content = Of(kind, SecretId(kind.Name), isSecret: true, linksToSecrets: true);
            // What was public once was for everyone.
            if (isPublished && content["readBy"] is not null) content = content.With("readBy", One("everyone"));
            Put(session, content, isPublished ? RecordState.Asked : secret.State, kind, secret);
            if (isPublished && IsAsked(kind)) continue;
            Record put = session.FindRecord(SecretId(kind.Name))!;
            FieldConnections.Match(session, put, kind, put.Content, archive.Today);
            archive.Get<Publication>().Reindex(session, put.Id, archive.Today);
        }

        if (secret.SeenByKeeper) session.Put(Kin("secret kin", PublicId("community"), PublicId("history"), RecordState.Hidden, Marker), Marker, Marker, archive.Today);
        if (!isPublished) return;
        foreach (Kind kind in kinds.Where(IsAsked).OrderBy(kind => kind.Name != "community"))
        {
            RecordId id = SecretId(kind.Name);
            if (secret.Name.StartsWith("lapsed", StringComparison.Ordinal)) session.Put(session.FindRecord(id)! with { PublicUntil = archive.Today });
            foreach (RecordId community in (RecordId[])[PublicId("community"), SecretId("community")])
            {
                session.Put(new Consent
                {
                    Subject = id, Community = community, Revision = 1, Answer = ConsentAnswer.Given, Steward = "reed", Day = archive.Today, WholeOf = 1, WholeBy = ["reed"],
                    Until = secret.Name.StartsWith("lapsed", StringComparison.Ordinal) ? archive.Today : null, Condition = Marker,
                });
            }

            archive.Get<Publication>().Settle(session, id, archive.Today);
            Assert.Equal(RecordState.Published, session.FindRecord(id)!.State);
        }
    }

    /// <summary>Whether consents can end its being public: others it would take a keeper to hide.</summary>
    private bool IsAsked(Kind kind) => secret!.Name == "hidden" || kind.Name == "note" || kind.Fields.Any(field => field.Link is { NamesCommunity: true } && field.LinkKinds is ["community", ..]);

    private async Task PutDeposit(Kind[] kinds)
    {
        DepositState state = secret!.Name switch
        {
            "draft" => DepositState.Draft,
            "quarantined" => DepositState.Quarantined,
            "declined deposit" => DepositState.Declined,
            _ => DepositState.Deposited,
        };
        Deposit deposit = new()
        {
            Id = new DepositId(IdOf("secret deposit")), State = state, Day = archive.Today, StateDay = archive.Today, SignedAs = Marker, DeclinedBecause = Marker, ReceiptHash = new byte[32],
            Records =
            [
                .. kinds.Select(kind => new DepositedRecord
                {
                    Ref = kind.Name, Entry = IdOf("secret entry " + kind.Name), Kind = kind.Name, Content = Of(kind, SecretId(kind.Name), isSecret: true, linksToSecrets: false),
                    Accessioned = secret.Name == "destroyed" ? SecretId(kind.Name) : null,
                }),
            ],
            Messages = [new DepositMessage(true, archive.Today, Marker), new DepositMessage(false, archive.Today, Marker)],
        };
        await archive.Write(session => session.Put(deposit, []));
    }

    private void Put(IArchiveSession session, RecordContent content, RecordState state, Kind kind, Secret? within = null)
    {
        RecordId id = within is null ? PublicId(kind.Name) : SecretId(kind.Name);
        Revision revision = new() { Record = id, Number = 1, Day = archive.Today, Who = within is null ? "anonymous" : Marker, Note = within is null ? "" : Marker, Content = content, AskedFrom = 1, Basis = PublicationBasis.PublicSources };
        Record record = new()
        {
            Id = id, Kind = kind.Name, State = state, Revision = 1, LatestRevision = 1, Content = content, Basis = PublicationBasis.PublicSources,
            // A place names nobody, and one that something public is told of is public: this one is kept from readers for itself.
            Visibility = within is { WasPublic: true, Name: not "hidden" } && kind.Name == "place" ? RecordVisibility.Keepers : within?.Visibility ?? RecordVisibility.Public, EmbargoUntil = within?.Name == "embargoed" ? archive.Today.AddDays(40) : null,
            PublishedDay = state == RecordState.Published ? archive.Today : null, Deposit = within is null ? null : new DepositId(IdOf("secret deposit")),
        };
        session.Put(revision with { WasPublic = state == RecordState.Published });
        ImmutableArray<RecordId> named = NamedCommunities.Of(session, id, kind, content);
        // What was public once had been said yes to: the store takes nothing else.
        foreach (RecordId community in state == RecordState.Published ? named : [])
            session.Put(new Consent { Subject = id, Community = community, Revision = 1, Answer = ConsentAnswer.Given, Steward = "", Day = archive.Today });
        session.Put(record with { Communities = named });
        foreach (ContentLink link in content.Links)
        {
            Field field = kind[link.Field]!;
            (RecordId from, RecordId to) = field.IsIncoming ? (link.Target, id) : (id, link.Target);
            session.Put(
                new Connection
                {
                    Id = ConnectionOf(from, to, field.Link!.Name), Type = field.Link.Name, From = from, To = to, State = RecordState.Asked, Revision = 1, IsOfField = true,
                    Words = new ConnectionWords { Text = link.Note, Language = "en" }, Communities = [],
                },
                "", "", archive.Today);
        }
    }

    private static Connection Kin(string name, RecordId one, RecordId other, RecordState state, string words) => new()
    {
        Id = IdOf(name), Type = "kin", From = one, To = other, State = state, Revision = 1, Basis = PublicationBasis.PublicSources,
        Words = new ConnectionWords
        {
            Language = "en", Text = words, Shared = words, Distinct = words, When = "2017", Sources = [Entry.Of(("url", $"https://example.org/{words}"), ("quotation", words))],
        },
    };

    /// <summary>Something in every field of the kind.</summary>
    private static RecordContent Of(Kind kind, RecordId id, bool isSecret, bool linksToSecrets)
    {
        string word = isSecret ? Marker : "ordinary " + kind.Name;
        RecordContent content = new()
        {
            Language = "en",
            Translations = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Translation>>.Empty.Add(
                "es", kind.Fields.Where(field => field.IsTranslatable).ToImmutableSortedDictionary(field => field.Name, field => new Translation($"{word} {field.Name} es", 1))),
            Links =
            [
                .. from field in kind.Fields
                   where field.IsLink && !field.IsSaidByOther
                   let near = field.LinkKinds.IsEmpty ? "practice" : field.LinkKinds[0]
                   from target in linksToSecrets ? (RecordId[])[PublicId(near), SecretId(near)] : [PublicId(near)]
                   where target != id && !(isSecret && field.IsIncoming && target == PublicId(near))
                   // What is public links to secrets beside; a note that hangs on a secret alone is not public.
                   where isSecret || kind.Name != "note" || target == PublicId(near)
                   select new ContentLink(field.Name, target, near == "community", isSecret ? Marker : null),
            ],
        };
        foreach (Field field in kind.Fields)
        {
            if (Value(field, word, isSecret, linksToSecrets) is { } value) content = content.With(field.Name, value);
        }

        return content;
    }

    private static FieldValue? Value(Field field, string word, bool isSecret, bool linksToSecrets)
    {
        string text = $"{word} {field.Name}";
        return field.Type switch
        {
            FieldType.Link => null,
            FieldType.Text or FieldType.Markdown => field.IsMany ? Many(text) : One(text),
            FieldType.Date => One(isSecret ? "1893-07" : "2017-03-02"),
            FieldType.Day => One(field.Name == "closes" ? "2026-06-01" : "2026-02-01"),
            FieldType.Term => field.IsMany ? Many(field.Choices.Terms[isSecret ? ^1 : 0]) : One(field.Choices.Terms[isSecret ? ^1 : 0]),
            FieldType.Coordinates => new FieldValue.Coordinates(isSecret ? 12.3456 : 40.7, 21.9876, Precision.Exact),
            FieldType.Range => new FieldValue.Range(isSecret ? SecretNumber : 5, null),
            FieldType.Url => field.IsMany ? Many($"https://example.org/{word.Replace(' ', '-')}") : One($"https://example.org/{word.Replace(' ', '-')}"),
            FieldType.Language => field.IsMany ? Many(isSecret ? "vi" : "en") : One(isSecret ? "vi" : "en"),
            FieldType.Flag => One("true"),
            FieldType.Notices => FieldNotices.Of([("story", text)]),
            FieldType.Sources => new FieldValue.Entries(
            [
                Entry.Of(("url", "https://example.org/source"), ("title", text), ("quotation", text), ("note", text)),
                .. linksToSecrets ? (Entry[])[Entry.Of(("resource", SecretId("resource").ToString()))] : [],
            ]),
            _ => new FieldValue.Entries([Entry.Of([.. field.Parts.Select(part => (part, (string?)$"{text} {part}"))])]),
        };
    }

    private static FieldValue.One One(string text) => new(text);

    private static FieldValue.Many Many(string text) => new([text]);
}
