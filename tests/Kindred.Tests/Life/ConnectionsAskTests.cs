using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Reviewing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Life;

/// <summary>Whoever a connection's words are about is asked, at whichever end.</summary>
public sealed class ConnectionsAskTests
{
    [Theory]
    [InlineData("continues", "marsh", "hill")]
    [InlineData("learnedFrom", "practice", "marsh")]
    [InlineData("centres", "marsh", "practice")]
    [InlineData("stoodWith", "practice", "marsh")]
    public async Task A_community_is_asked_about_what_joins_it_to_something(string type, string from, string to)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId practice = await asked.Practice(hill);
        RecordId connection = await asked.Connection(type, End(from), End(to));
        Assert.Null(await asked.Shown(connection));
        Assert.Contains(connection, (await archive.Get<IDepositStore>().Waiting(asked.Steward("amal", marsh), 9, CancellationToken.None)).Select(one => one.Subject));
        await asked.Answer(connection, marsh, "amal");
        Assert.Equal(1, await asked.Shown(connection));

        RecordId End(string name) => name switch { "marsh" => marsh, "hill" => hill, _ => practice };
    }

    [Theory]
    [InlineData("inPlace", "place")]
    [InlineData("stoodWith", "organisation")]
    public async Task What_a_record_is_asked_about_is_not_added_to_it_behind_its_communities_backs(string type, string kind)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), practice = await asked.Practice(marsh), end = Told.Id(30);
        await asked.Answer(practice, marsh, "amal");
        await archive.Write(session => Told.Put(session, end, kind, Told.Content("12 Elm Street"), archive.Today));
        RecordId connection = await asked.Connection(type, practice, end);
        Assert.Null(await asked.Shown(connection));
        using HttpClient anyone = archive.Anyone();
        Assert.DoesNotContain(end.ToString(), await Told.Text(anyone, $"/api/v1/records/{practice}"), StringComparison.Ordinal);
        await asked.Answer(connection, marsh, "amal");
        Assert.Equal(1, await asked.Shown(connection));
    }

    [Fact]
    public async Task Two_records_are_joined_without_asking_whom_they_name()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId one = await asked.Practice(marsh), other = await asked.Practice(marsh);
        foreach (RecordId practice in (RecordId[])[one, other]) await asked.Answer(practice, marsh, "amal");
        RecordId connection = await asked.Connection("learnedFrom", one, other);
        Assert.Equal(1, await asked.Shown(connection));
        // Which still nobody does for themselves.
        Deposit own = (await archive.Writer.Write(session => session.FindDepositOf(connection), CancellationToken.None))! with { Id = DepositId.Mint(), State = DepositState.Deposited, Depositor = "mika" };
        await archive.Write(session => session.Put(own with { Connections = [own.Connections[0] with { Entry = RecordId.Mint(), Accessioned = null, AwaitsReview = true }] }, []));
        Assert.IsType<ReviewOutcome.SecondPersonNeeded>(await archive.Get<ReviewDeposit>().Accept(own.Id, asked.Keeper(), PublicationBasis.PublicSources, CancellationToken.None));
    }

    [Fact]
    public async Task A_kinship_is_asked_of_those_whom_its_records_name_later()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward), dune = await asked.Community("Dune people", Protocol.AnySteward);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(sea), kin = await asked.Kin(practice, await asked.Practice(dune));
        Assert.Equal(1, await asked.Shown(kin));
        await asked.Correct(practice, "with them", sea, marsh);
        Assert.Equal(1, await asked.Shown(kin));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal((2, null), (await asked.Shown(practice), await asked.Shown(kin)));
        await asked.Answer(kin, marsh, "amal");
        Assert.Equal(1, await asked.Shown(kin));
        Assert.IsType<WithdrawOutcome.Destroyed>(await asked.Withdraw(kin, marsh, "amal"));
    }
}
