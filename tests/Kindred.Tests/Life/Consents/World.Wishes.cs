using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared;
using Kindred.Features.Stewarding;
using Kindred.Features.Withdrawing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Consents;

/// <summary>What stewards decide among themselves, what is claimed for a community, what an archive declares, and where things were.</summary>
internal sealed partial class World
{
    /// <summary>Nobody signs in by what is in it.</summary>
    private static readonly Lazy<RoleGift> Gift = new(() =>
    {
        string folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "kindred-test-" + RecordId.Mint());
        Keystore keys = Keystore.Open(System.IO.Path.Combine(folder, "keys"));
        System.IO.Directory.Delete(folder, recursive: true);
        return new RoleGift(keys);
    });

    /// <summary>A place known to the door, in a region.</summary>
    public RecordId Street { get; private set; }

    public RecordId Region { get; private set; }

    private void PutPlaces(IArchiveSession session)
    {
        (Street, Region) = (RecordId.Mint(), RecordId.Mint());
        Put(Region, new RecordContent { Language = "en" }.With("title", new FieldValue.One($"Valley {Region}")).With("coordinates", new FieldValue.Coordinates(41, -73, Precision.Region)));
        Put(Street, new RecordContent { Language = "en", Links = [new ContentLink("parent", Region)] }.With("title", new FieldValue.One($"Elm Street {Street}"))
            .With("coordinates", new FieldValue.Coordinates(41.1234, -73.1234, Precision.Exact)));

        void Put(RecordId id, RecordContent content)
        {
            session.Put(new Revision { Record = id, Number = 1, Day = Today, Who = "anonymous", Note = "", Content = content, AskedFrom = 1, WasPublic = true });
            session.Put(new Record { Id = id, Kind = "place", State = RecordState.Published, Revision = 1, LatestRevision = 1, Content = content, PublishedDay = Today });
            publication.Settle(session, id, Today);
        }
    }

    private LinkMention[] Where(int third) => third % 4 == 3 ? [new LinkMention("where", Street.ToString())] : [];

    private async Task Wish(int one, int other, int third)
    {
        if (await Steward(one, third) is not { } steward) return;
        RecordId community = steward.Communities[0];
        WishAmongStewards act = new(writer, publication, gift, journal, clock);
        string whom = Named(Handles[third / 3 % 3]);
        if (other == 7)
        {
            if (await act.LayDown(community, knowsWhatFollows: true, steward, CancellationToken.None) is not WishOutcome.Done) return;
            Log($"{steward.Handle} lays it down to answer for {Name(community)}");
            Oracle.Dismissed(community, steward.Handle);
            return;
        }

        Wished wished = other switch
        {
            0 or 1 => new Wished.Decide(new Protocol(third / 3 % 3 == 0 ? null : third / 3 % 3)),
            2 or 3 => new Wished.Set(new CommunitySettings { FinestPlace = third / 3 % 3 == 0 ? Precision.Exact : Precision.Region, OnSilence = third / 9 % 4 == 0 ? SilenceMeaning.Declined : SilenceMeaning.Review }),
            4 or 5 => new Wished.Invite(whom, third / 9 % 3 == 0 ? Today.AddDays(third % 20) : null),
            _ => new Wished.Relieve(whom),
        };
        WishOutcome outcome = await act.Wish(community, wished, "because", steward, CancellationToken.None);
        Log($"{steward.Handle} wishes for {Name(community)}: {wished}: {Called(outcome)}");
        if (outcome is not WishOutcome.Done) return;
        if (wished is Wished.Decide decide) Oracle.Decides(community, decide.Protocol.Needed);
        if (wished is Wished.Set set) Oracle.WantsNoFiner(community, set.Settings.FinestPlace);
        if (wished is Wished.Invite invite) Oracle.Appointed(community, invite.Handle, invite.Until);
        if (wished is Wished.Relieve relieve) Oracle.Dismissed(community, relieve.Handle);
    }

    /// <summary>Somebody says that a community was not asked, and a keeper finds it so.</summary>
    private async Task Claim(int one, int other, int third)
    {
        if (Subject(one) is not { } subject) return;
        RecordId community = Communities[other % 2], concern = RecordId.Mint();
        await Write(session => session.Put(new Concern { Id = concern, Subject = subject, What = ConcernAbout.NotAsked, Text = "it is ours", Community = community, Day = Today, ReceiptHash = concern.ToBytes() }));
        Finding? wrong = await new AnswerConcern(writer, desk, publication, journal, clock).NameCommunity(concern, "it is theirs", Keeper(third), CancellationToken.None);
        await Write(session => session.DestroyConcern(concern));
        if (wrong is not null) return;
        Log($"{Keeper(third).Handle} finds that {Name(subject)} speaks of {Name(community)}");
        Oracle.Claimed(subject, community);
    }

    private async Task HideBySteward(int one, int other, int third)
    {
        if (Subject(one) is not { } subject || await Steward(other, third) is not { } steward) return;
        if (await withdraw.Hide(subject, "", steward, CancellationToken.None) is not WithdrawOutcome.Hidden hidden) return;
        Log($"{steward.Handle} hides {Name(subject)} until {hidden.Until:O}");
        Oracle.Hid(subject, steward.Handle, Today);
    }

    /// <summary>From now on a change of that field asks.</summary>
    private Task Declare()
    {
        Log($"a keeper declares that {OwnKindsHere.Weather} asks");
        kinds.Take(OwnKindsHere.Asking);
        Oracle.Asks(OwnKindsHere.Weather);
        return Task.CompletedTask;
    }
}
