using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Browsing;

/// <summary>What a connection said before stays readable, as far as those whom it names stood by it.</summary>
public sealed class ConnectionHistoryTests
{
    [Fact]
    public async Task Earlier_words_are_read_and_compared_at_the_address_of_the_connection()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId kin = await asked.Kin(await asked.Practice(marsh), await asked.Practice(hill));
        await asked.CorrectKin(kin, "what they share at night");
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/c/{kin}");
        Assert.Matches("<ins>.*at night", page);
        Assert.Contains("Revision 1", page, StringComparison.Ordinal);
        Assert.Matches(">what they share</span>", page);
    }

    [Fact]
    public async Task Words_that_a_community_did_not_stand_by_are_not_read_in_the_history()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        RecordId kin = await asked.Kin(practice, await asked.Practice(hill));
        await asked.Answer(kin, marsh, "amal", ConsentAnswer.Conditional);
        await asked.CorrectKin(kin, "what they carry");
        await asked.Answer(kin, marsh, "amal");
        using HttpClient anyone = archive.Anyone(), amal = archive.SignedIn(await archive.Session("amal"));
        string page = await Told.Text(anyone, $"/c/{kin}");
        Assert.Contains("what they carry", page, StringComparison.Ordinal);
        Assert.DoesNotContain("what they share", page, StringComparison.Ordinal);
        Assert.Contains("what they share", await Told.Text(amal, $"/c/{kin}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConsentAnswer.Declined)]
    [InlineData(ConsentAnswer.Conditional)]
    public async Task Words_that_a_community_refused_after_they_were_public_do_not_come_back_as_history(ConsentAnswer no)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        (RecordId kin, RecordId marsh) = await PublicKin(archive, asked, null);
        await asked.Answer(kin, marsh, "amal", no);
        await asked.CorrectKin(kin, "what they carry");
        await asked.Answer(kin, marsh, "amal");
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, $"/c/{kin}");
        Assert.Contains("what they carry", page, StringComparison.Ordinal);
        Assert.DoesNotContain("what they share", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_do_words_that_were_given_for_a_while_that_is_over()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        (RecordId kin, RecordId marsh) = await PublicKin(archive, asked, archive.Today.AddDays(9));
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("what they share", await Told.Text(anyone, $"/c/{kin}"), StringComparison.Ordinal);
        await archive.Pass(20);
        await asked.CorrectKin(kin, "what they carry");
        await asked.Answer(kin, marsh, "amal");
        string page = await Told.Text(anyone, $"/c/{kin}");
        Assert.Contains("what they carry", page, StringComparison.Ordinal);
        Assert.DoesNotContain("what they share", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nor_do_words_that_were_refused_while_a_keeper_hid_them(bool isTakenBack)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "reed");
        RecordId from = await asked.Practice(marsh), to = await asked.Practice(hill), kin = await asked.Kin(from, to);
        await asked.Answer(from, marsh, "amal");
        await asked.Answer(to, hill, "reed");
        await Give();
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("what they share", await Told.Text(anyone, $"/c/{kin}"), StringComparison.Ordinal);
        WithdrawRecord hiding = archive.Get<WithdrawRecord>();
        await hiding.Hide(kin, "a concern", asked.Keeper(), CancellationToken.None);
        if (isTakenBack) Assert.IsType<WithdrawOutcome.Hidden>(await asked.Withdraw(kin, marsh, "amal"));
        else await asked.Answer(kin, marsh, "amal", ConsentAnswer.Conditional);
        await asked.CorrectKin(kin, "what they carry");
        await Give();
        await hiding.Show(kin, asked.Keeper(), CancellationToken.None);
        string page = await Told.Text(anyone, $"/c/{kin}");
        Assert.Contains("what they carry", page, StringComparison.Ordinal);
        Assert.DoesNotContain("what they share", page, StringComparison.Ordinal);

        async Task Give()
        {
            await asked.Answer(kin, marsh, "amal");
            await asked.Answer(kin, hill, "reed");
        }
    }

    [Fact]
    public async Task Nor_do_words_of_a_link_that_others_take_the_place_of()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        (RecordId practice, RecordId link) = await asked.PracticeWithWords(marsh, "what they were told");
        await asked.Answer(practice, marsh, "amal");
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("what they were told", await Told.Text(anyone, $"/c/{link}"), StringComparison.Ordinal);
        await asked.Answer(practice, marsh, "amal", ConsentAnswer.Conditional);
        await asked.CorrectWords(link, "what they sing");
        await asked.Answer(practice, marsh, "amal");
        Assert.DoesNotContain("what they were told", await Told.Text(anyone, $"/c/{link}"), StringComparison.Ordinal);
    }

    private static async Task<(RecordId Kin, RecordId Marsh)> PublicKin(TestArchive archive, Asked asked, DateOnly? until)
    {
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        RecordId kin = await asked.Kin(practice, await asked.Practice(hill));
        await asked.Answer(kin, marsh, "amal", until: until);
        return (kin, marsh);
    }
}
