using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Xunit;

namespace Kindred.StoreContracts;

public abstract class StewardingContract : ArchiveContract
{
    private readonly Kindred.Domain.Records.Record community = Some.Record("Neighbours", "community");

    [Fact]
    public async Task What_a_community_has_not_answered_waits_for_its_steward_oldest_first()
    {
        var asked = Some.Record("Asked", state: RecordState.Asked) with { Communities = [community.Id] };
        var (one, two) = (Some.Record("One"), Some.Record("Two"));
        var kin = Some.Connection(one, two, "kin", RecordState.Asked) with { Communities = [community.Id] };
        await Steward("amal");
        await Archive.Write(session =>
        {
            Array.ForEach([one, two], session.PutWhole);
            session.Put(asked);
            session.Put(Some.Revision(asked, wasPublic: false) with { Day = Some.Today.AddDays(-3) });
            session.Put(kin);
        });
        var amal = Some.StewardOf(community.Id);
        var waiting = await Archive.Deposits.Waiting(amal, 9, Cancel);
        Assert.Equal([(asked.Id, false, "Asked"), (kin.Id, true, "One")], waiting.Select(one => (one.Subject, one.IsConnection, one.Record.Title)));
        Assert.Equal((1, community.Id, Some.Today.AddDays(-3)), (waiting[0].Revision, waiting[0].Community, waiting[0].Since));
        await Answer(asked.Id, ConsentAnswer.Given, "amal");
        await Answer(kin.Id, ConsentAnswer.Declined, "amal");
        Assert.Empty(await Archive.Deposits.Waiting(amal, 9, Cancel));
        Assert.Equal([kin.Id, asked.Id], (await Archive.Deposits.Answered([community.Id], amal, 9, Cancel)).Select(consent => consent.Subject));
        Assert.Empty(await Archive.Deposits.Answered([community.Id], Some.StewardOf(one.Id), 9, Cancel));
        Assert.Contains(await Archive.Deposits.About(community.Id, amal, 9, Cancel), line => line.Id == asked.Id);
    }

    [Fact]
    public async Task A_quorum_is_still_asked_of_those_who_have_not_answered()
    {
        var asked = Some.Record("Asked", state: RecordState.Asked) with { Communities = [community.Id] };
        await Steward("amal", "bo");
        await Archive.Write(session =>
        {
            session.Put(community.Id, Protocol.AllStewards);
            session.PutWhole(asked);
        });
        await Answer(asked.Id, ConsentAnswer.Given, "amal");
        Assert.Empty(await Archive.Deposits.Waiting(Some.StewardOf(community.Id), 9, Cancel));
        Assert.Single(await Archive.Deposits.Waiting(Some.StewardOf(community.Id) with { Handle = "bo" }, 9, Cancel));
    }

    [Fact]
    public async Task That_a_word_was_whole_is_marked_on_the_answer_and_adds_none()
    {
        var asked = Some.Record("Asked", state: RecordState.Asked) with { Communities = [community.Id] };
        await Archive.Write(session => session.PutWhole(asked));
        await Answer(asked.Id, ConsentAnswer.Given, "amal");
        await Archive.Write(session => session.Put(session.Consents(asked.Id)[0] with { WholeOf = 2, WholeBy = ["amal", "bo"] }));
        var consent = Assert.Single(await Archive.Write(session => session.Consents(asked.Id)));
        Assert.Equal((2, "amal", ConsentAnswer.Given), (consent.WholeOf, consent.Steward, consent.Answer));
        Assert.Equal(["amal", "bo"], consent.WholeBy);
    }

    [Fact]
    public async Task A_change_of_its_own_record_waits_for_a_community_too()
    {
        await Steward("amal");
        var amal = Some.StewardOf(community.Id);
        Assert.Empty(await Archive.Deposits.Waiting(amal, 9, Cancel));
        await Archive.Write(session =>
        {
            session.Put(Some.Revision(community, 2, wasPublic: false) with { AskedFrom = 2 });
            session.Put((community with { Communities = [community.Id], LatestRevision = 2 }).Unasked());
        });
        Assert.Equal((community.Id, 2), Assert.Single((await Archive.Deposits.Waiting(amal, 9, Cancel)).Select(one => (one.Subject, one.Revision))));
        Assert.Equal([community.Id], await Archive.Write(session => session.WithWaitingRevision()));
    }

    [Fact]
    public async Task A_page_says_what_was_answered_but_not_by_whom()
    {
        var record = (Some.Record() with { Communities = [community.Id] }).Unasked();
        await Archive.Write(session =>
        {
            session.PutWhole(community);
            session.PutWhole(record);
        });
        Assert.Equal(CommunityAnswer.Unstewarded, (await Standing()).Answer);
        await Steward("amal");
        Assert.Equal((CommunityAnswer.Waiting, (DateOnly?)null), ((await Standing()).Answer, (await Standing()).Day));
        await Answer(record.Id, ConsentAnswer.Given, "amal");
        var line = await Standing();
        Assert.Equal((CommunityAnswer.Given, (DateOnly?)Some.Today, "Neighbours", ConsentScope.Publish), (line.Answer, line.Day, line.Community.Title, line.Scope));

        async Task<StandingLine> Standing() =>
            Assert.Single(Assert.IsType<Reading.Found>(await Archive.Records.Read(record.Id, Some.Anyone, 5, Cancel)).Communities);
    }

    [Fact]
    public async Task Protocol_and_stewards_are_those_of_the_day_and_no_other_record_has_any()
    {
        var record = Some.Record();
        await Steward("amal", "bo");
        await Archive.Write(session =>
        {
            session.PutWhole(record);
            session.Put(community.Id, new Protocol(null, 30));
            var bo = session.FindMember("bo")!;
            session.Put(bo with { Roles = [bo.Roles[0] with { Until = Some.Today }] });
        });
        var named = await Archive.Members.Community(community.Id, Some.Today, Cancel);
        Assert.Equal((new Protocol(null, 30), "amal bo"), (named!.Protocol, string.Join(' ', named.Stewards)));
        Assert.Equal(["amal"], (await Archive.Write(session => session.FindCommunity(community.Id, Some.Today.AddDays(1))))!.Stewards);
        Assert.Null(await Archive.Members.Community(record.Id, Some.Today, Cancel));
        Assert.Null(await Archive.Write(session => session.FindCommunity(RecordId.Mint(), Some.Today)));
    }

    [Fact]
    public async Task Naming_lists_records_and_connections_that_name_a_community_as_they_are_now()
    {
        var (one, two, three) = ((Some.Record() with { Communities = [community.Id] }).Unasked(), (Some.Record() with { Communities = [community.Id] }).Unasked(), Some.Record() with { NewlyNamed = [community.Id] });
        var kin = Some.Connection(one, two, "kin") with { Communities = [community.Id], Basis = PublicationBasis.PublicSources };
        await Archive.Write(session =>
        {
            Array.ForEach([one, two, three], session.PutWhole);
            session.Put(kin);
            session.Put(two with { Communities = [], PublishedWithout = [] });
        });
        Assert.Equal(new[] { one.Id, kin.Id, three.Id }.Order(), (await Archive.Write(session => session.Naming(community.Id))).Order());
        Assert.Equal(new[] { one.Id, two.Id, kin.Id, three.Id }.Order(), (await Archive.Write(session => session.NamingEver(community.Id))).Order());
        await Archive.Write(session => session.Destroy(two.Id, null));
        Assert.DoesNotContain(two.Id, await Archive.Write(session => session.NamingEver(community.Id)));
    }

    private Task Steward(params string[] handles) => Archive.Write(session =>
    {
        session.PutWhole((community with { Communities = [community.Id] }).Unasked());
        foreach (string handle in handles)
        {
            session.Put(new Member
            {
                Id = RecordId.Mint(),
                Handle = handle,
                SecurityStamp = "s",
                Joined = Some.Today,
                Roles = [new Role(community.Id, Some.Today.AddDays(-1), null)],
            });
        }
    });

    private Task Answer(RecordId subject, ConsentAnswer answer, string steward) => Archive.Write(session => session.Put(new Consent
    {
        Subject = subject,
        Community = community.Id,
        Revision = 1,
        Answer = answer,
        Steward = steward,
        Day = Some.Today,
    }));
}
