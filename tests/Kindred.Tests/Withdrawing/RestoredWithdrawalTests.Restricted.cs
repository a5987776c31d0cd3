using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Stewarding;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Withdrawing;

/// <summary>Nor more of what is still there than may be shown by now.</summary>
public sealed partial class RestoredWithdrawalTests
{
    [Fact]
    public async Task A_part_that_was_taken_out_or_is_held_does_not_come_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", new Protocol(2), "bo", "chi");
        RecordId gone = await asked.Practice(marsh), held = await asked.Practice(hill);
        await asked.Correct(gone, "the zaunkoenig sang", marsh);
        await asked.Correct(held, "a word of the hill", hill);
        await asked.Answer(gone, marsh, "amal");
        foreach (string one in (string[])["bo", "chi"]) await asked.Answer(held, hill, one);
        (RecordId practice, RecordId place) = await asked.PracticeAt(new FieldValue.Coordinates(52.5, 13.4, Precision.Town), marsh);
        await asked.Answer(practice, marsh, "amal");
        string file = await BackUp(archive);
        WithdrawPart part = archive.Get<WithdrawPart>();
        Assert.IsType<PartOutcome.Destroyed>(await part.Do(gone, "story", null, null, asked.Steward("amal", marsh), CancellationToken.None));
        Assert.IsType<PartOutcome.Destroyed>(await part.Do(practice, "where", place, null, asked.Steward("amal", marsh), CancellationToken.None));
        Assert.IsType<PartOutcome.Held>(await part.Do(held, "story", null, null, asked.Steward("bo", hill), CancellationToken.None));

        await using TestArchive restored = await Restored(archive, file);
        Asked there = new(restored);
        Assert.Equal((2, 2, 1), (await there.Shown(gone), await there.Shown(held), await there.Shown(practice)));
        foreach (RecordId one in (RecordId[])[gone, held])
            Assert.All(await restored.Writer.Write(session => session.Revisions(one), CancellationToken.None), revision => Assert.Null(revision.Content.Text("story")));
        Assert.DoesNotContain((await there.Find(practice))!.Content.Links, link => link.Field == "where");
        // It holds until as many as the community asks for say otherwise.
        long number = (await restored.Records.Parts(held, there.Keeper(), CancellationToken.None))[0].Value.Number;
        Assert.IsType<PartOutcome.Held>(await restored.Get<WithdrawPart>().Undo(held, number, there.Steward("bo", hill), CancellationToken.None));
        Assert.Equal(new PartOutcome.Shown(true), await restored.Get<WithdrawPart>().Undo(held, number, there.Steward("chi", hill), CancellationToken.None));
        Assert.Equal("a word of the hill", (await there.Find(held))!.Content.Text("story"));
    }

    [Fact]
    public async Task A_community_that_was_found_to_be_spoken_of_while_it_was_kept_back_is_not_passed_over()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo"), practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        Assert.IsType<KeepBackOutcome.Done>(await archive.Get<KeepBack>().Do(practice, null, archive.Today.AddDays(5), null, asked.Steward("amal", marsh), CancellationToken.None));
        string file = await BackUp(archive);
        await FindToSpeakOf("Hill people", practice, asked, archive);
        Assert.Contains(hill, (await asked.Find(practice))!.Communities);

        await using TestArchive restored = await Restored(archive, file);
        await restored.Pass(6);
        Assert.Null(await new Asked(restored).Shown(practice));
    }

    [Fact]
    public async Task A_community_that_was_found_to_be_spoken_of_is_asked_also_once_a_keeper_has_shown_it_again()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo"), practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        string file = await BackUp(archive);
        await FindToSpeakOf("Hill people", practice, asked, archive);

        await using TestArchive restored = await Restored(archive, file);
        Asked there = new(restored);
        Assert.IsType<WithdrawOutcome.Shown>(await restored.Get<WithdrawRecord>().Show(practice, there.Keeper(), CancellationToken.None));
        Assert.Null(await there.Shown(practice));
        await there.Answer(practice, hill, "bo");
        Assert.Equal(1, await there.Shown(practice));
    }

    [Fact]
    public async Task A_community_that_was_found_to_be_spoken_of_since_it_waited_at_the_desk_is_asked_once_it_is_accepted_there()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        Handed handed = await Handed.In(archive, Handed.Practice("they sang", [marsh]));
        string file = await BackUp(archive);
        await FindToSpeakOf("Hill people", await handed.Accept(), asked, archive);

        await using TestArchive restored = await Restored(archive, file);
        Asked there = new(restored);
        // Her desk has it from the first.
        Assert.Single(await restored.Get<IDepositStore>().In([DepositState.Deposited], there.Steward("bo", hill), 0, 9, CancellationToken.None));
        RecordId practice = await new Handed(restored, handed.Receipt).Accept();
        await there.Answer(practice, marsh, "amal");
        Assert.Null(await there.Shown(practice));
        await there.Answer(practice, hill, "bo");
        Assert.Equal(1, await there.Shown(practice));
    }

    private static async Task FindToSpeakOf(string community, RecordId practice, Asked asked, TestArchive archive)
    {
        Assert.IsType<ConcernOutcome.Received>(await archive.Get<RaiseConcern>().Raise(practice, ConcernAbout.NotAsked, "", community, "", "", RecordId.Mint().ToString(), false, CancellationToken.None));
        Concern concern = Assert.Single(await archive.Get<IDepositStore>().Concerns(asked.Keeper(), 0, 9, CancellationToken.None)).Value;
        Assert.Null(await archive.Get<AnswerConcern>().NameCommunity(concern.Id, "They were there.", asked.Keeper(), CancellationToken.None));
    }

    [Fact]
    public async Task What_waited_at_the_desk_in_it_and_was_accepted_and_destroyed_since_is_gone_from_the_desk()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("the zaunkoenig sang", [marsh]));
        string file = await BackUp(archive);
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        Assert.IsType<WithdrawOutcome.Destroyed>(await asked.Withdraw(practice, marsh, "amal"));

        // Residue is looked for in it before it opens.
        await using TestArchive restored = await Restored(archive, file);
        Handed there = new(restored, handed.Receipt);
        Assert.Equal((DepositState.Withdrawn, 0), ((await there.Deposit()).State, (await there.Deposit()).Records.Length));
        Assert.Equal(0, await restored.Writer.Write(session => session.RecordsOf((session.FindDeposit(restored.Get<Features.Shared.Keystore>().HashReceipt(handed.Receipt)))!.Id).Count, CancellationToken.None));
    }

    [Fact]
    public async Task A_field_that_is_kept_back_since_is_not_public_before_its_day()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        string file = await BackUp(archive);
        KeepBack keepBack = archive.Get<KeepBack>();
        DateOnly until = archive.Today.AddDays(9);
        foreach (string field in (string[])["story", "sources"])
            Assert.IsType<KeepBackOutcome.Done>(await keepBack.Do(practice, new RecordPart(field), null, until, null, asked.Steward("amal", marsh), CancellationToken.None));
        Assert.IsType<KeepBackOutcome.Done>(await keepBack.Do(practice, new RecordPart("sources"), null, null, null, asked.Steward("amal", marsh), CancellationToken.None));
        Assert.Contains("partEmbargoed", await File.ReadAllTextAsync(archive.Settings.Journal), StringComparison.Ordinal);

        await using TestArchive restored = await Restored(archive, file);
        Asked there = new(restored);
        Assert.Equal(1, await there.Shown(practice));
        Assert.Equal([new WithheldField(new RecordPart("story"), until)], (await there.Find(practice))!.WithheldFields);
        Assert.Null((await restored.Records.Records([practice], there.Anyone, CancellationToken.None)).Single().Value.Content["story"]);
        // Whose word it was is not in the journal: any steward of the community ends it.
        Assert.IsType<KeepBackOutcome.Done>(await restored.Get<KeepBack>().Do(practice, new RecordPart("story"), null, null, null, there.Steward("amal", marsh), CancellationToken.None));
        Assert.NotNull((await restored.Records.Records([practice], there.Anyone, CancellationToken.None)).Single().Value.Content["story"]);
    }

    [Fact]
    public async Task A_field_and_a_link_that_are_kept_back_since_wait_too_where_the_back_up_has_them_at_the_desk()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        Handed handed = await Handed.In(archive, $$"""
            {"records":[{"ref":"a","kind":"practice","language":"en","title":"At the gate",{{Handed.Sources}}"story":"They sang.","noticesOf":{"story":"wounds"},"centres":["{{marsh}}"],"where":["#x"]},
                {"ref":"x","kind":"place","language":"en","title":"12 Elm Street"}]}
            """);
        string file = await BackUp(archive);
        RecordId practice = await handed.Accept(), place = (await handed.Deposit()).Records[1].Accessioned!.Value;
        await asked.Answer(practice, marsh, "amal");
        DateOnly until = archive.Today.AddDays(9);
        foreach (RecordPart part in (RecordPart[])[new("story"), new("where", place)])
            Assert.IsType<KeepBackOutcome.Done>(await archive.Get<KeepBack>().Do(practice, part, null, until, null, asked.Steward("amal", marsh), CancellationToken.None));

        await using TestArchive restored = await Restored(archive, file);
        Asked there = new(restored);
        Handed again = new(restored, handed.Receipt);
        RecordId id = await again.Accept(), where = (await again.Deposit()).Records[1].Accessioned!.Value;
        await there.Answer(id, marsh, "amal");
        Assert.Equal(1, await there.Shown(id));
        Assert.Equal([new WithheldField(new RecordPart("story"), until), new WithheldField(new RecordPart("where", where), until)], (await there.Find(id))!.WithheldFields);
        RecordContent read = (await restored.Records.Records([id], there.Anyone, CancellationToken.None)).Single().Value.Content;
        Assert.Equal((null, 0), (read["story"], FieldNotices.All(read).Count()));
        Assert.DoesNotContain(read.Links, link => link.Field == "where");
        Assert.Equal(await asked.Shown(place), await there.Shown(where));
    }

    [Fact]
    public async Task No_place_is_shown_more_closely_than_its_community_has_allowed_since()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        (RecordId practice, _) = await asked.PracticeAt(new FieldValue.Coordinates(52.51234, 13.41234, Precision.Exact), marsh);
        await asked.Answer(practice, marsh, "amal", scope: ConsentScope.Publish | ConsentScope.PrecisePlace | ConsentScope.SisterArchives);
        await Set(new CommunitySettings { SisterArchives = SisterShare.AllPublic });
        Assert.Contains("12 Elm Street", await Read(archive), StringComparison.Ordinal);
        string file = await BackUp(archive);
        string unsaid = await File.ReadAllTextAsync(archive.Settings.Journal);
        await Set(new CommunitySettings { FinestPlace = Precision.Region, OnSilence = SilenceMeaning.Declined, SisterArchives = SisterShare.NamesAndTitles, ContentNotices = ["Zirkonwort"] });
        // Loosened again in part: the restored archive stays on the safe side.
        await Set(new CommunitySettings { FinestPlace = Precision.Town, OnSilence = SilenceMeaning.Declined });
        string journal = await File.ReadAllTextAsync(archive.Settings.Journal);
        Assert.DoesNotContain("restricted", unsaid, StringComparison.Ordinal);
        Assert.Contains("restricted", journal, StringComparison.Ordinal);
        Assert.DoesNotContain("Zirkonwort", journal, StringComparison.Ordinal);

        await using TestArchive restored = await Restored(archive, file);
        Assert.DoesNotContain("12 Elm Street", await Read(restored), StringComparison.Ordinal);
        CommunitySettings holds = await restored.Writer.Write(session => session.SettingsOf(marsh), CancellationToken.None);
        Assert.Equal((Precision.Region, SilenceMeaning.Declined, SisterShare.Nothing), (holds.FinestPlace, holds.OnSilence, holds.SisterArchives));
        using HttpClient anyone = restored.Anyone();
        Assert.Contains("\"sisterArchives\":\"nothing\"", await anyone.GetStringAsync($"/api/v1/records/{practice}"), StringComparison.Ordinal);

        async Task Set(CommunitySettings settings) => Assert.IsType<Features.Stewarding.WishOutcome.Done>(
            await archive.Get<Features.Stewarding.WishAmongStewards>().Wish(marsh, new Wished.Set(settings), "", asked.Steward("amal", marsh), CancellationToken.None));

        async Task<string> Read(TestArchive where)
        {
            using HttpClient reader = where.Anyone();
            return await reader.GetStringAsync($"/r/{practice}?lang=en");
        }
    }

    /// <summary>No back-up of before knows of whom a keeper has found since that it speaks: it would show what she has not said yes to.</summary>
    [Fact]
    public async Task What_waits_for_a_community_that_was_not_asked_stays_hidden_in_a_back_up_that_shows_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        string file = await BackUp(archive);
        Domain.Depositing.Concern concern = new()
        {
            Id = RecordId.Mint(), Subject = practice, What = Domain.Depositing.ConcernAbout.NotAsked, CommunityName = "Hill people", Community = hill, Day = archive.Today, ReceiptHash = new byte[32],
        };
        await archive.Write(session => session.Put(concern));
        Assert.Null(await archive.Get<Features.Reviewing.AnswerConcern>().NameCommunity(concern.Id, "they were there", asked.Keeper(), CancellationToken.None));
        Assert.Null(await asked.Shown(practice));

        await using TestArchive restored = await Restored(archive, file);
        Assert.Null(await new Asked(restored).Shown(practice));
    }

    [Fact]
    public async Task What_is_kept_back_until_a_day_is_so_in_a_back_up_that_shows_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId byHer = await asked.Practice(marsh), byDepositor = await asked.Practice(marsh), ended = await asked.Practice(marsh);
        foreach (RecordId one in (RecordId[])[byHer, byDepositor, ended]) await asked.Answer(one, marsh, "amal");
        string file = await BackUp(archive);
        DateOnly day = archive.Today.AddDays(30);
        Features.Stewarding.KeepBack act = archive.Get<Features.Stewarding.KeepBack>();
        foreach (RecordId one in (RecordId[])[byHer, ended]) await act.Do(one, null, day, null, asked.Steward("amal", marsh), CancellationToken.None);
        await act.Do(ended, null, null, null, asked.Steward("amal", marsh), CancellationToken.None);
        await archive.Write(session => archive.Get<Embargoing>().ByDepositor(session, [byDepositor], day, archive.Today));

        await using TestArchive restored = await Restored(archive, file);
        Asked there = new(restored);
        Assert.Equal((null, null, 1), (await there.Shown(byHer), await there.Shown(byDepositor), await there.Shown(ended)));
        await restored.Pass(30);
        Assert.Equal((1, 1), (await there.Shown(byHer), await there.Shown(byDepositor)));
    }
}
