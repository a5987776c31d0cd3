using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.SigningIn;
using Kindred.Features.Stewarding;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Stewarding;

/// <summary>A yes that ends is asked about before it does; once it has ended nothing that rests on it is public until it is said again.</summary>
public sealed class RenewConsentsTests
{
    [Fact]
    public async Task From_thirty_days_before_a_yes_ends_its_steward_says_it_again_with_one_press()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId soon = await asked.Practice(marsh), later = await asked.Practice(marsh), open = await asked.Practice(marsh);
        await asked.Answer(soon, marsh, "amal", until: archive.Today.AddDays(31), scope: ConsentScope.Publish | ConsentScope.PrecisePlace);
        await asked.Answer(later, marsh, "amal", until: archive.Today.AddDays(40));
        await asked.Answer(open, marsh, "amal");
        Assert.Empty(await Ending(archive, asked.Steward("amal", marsh)));
        await archive.Pass(1);
        EndingYes ending = Assert.Single(await Ending(archive, asked.Steward("amal", marsh)));
        Assert.Equal((soon, archive.Today.AddDays(30), 1), (ending.Subject, ending.Until, ending.Needed));
        Assert.Empty(await Ending(archive, asked.Steward("bo", marsh)));
        Assert.Empty(await Ending(archive, asked.Keeper()));

        await archive.Member("mika");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), mika = await SignedInBrowser.Of(archive, "mika");
        Assert.Contains($"value=\"{soon} {marsh}\"", await amal.Read("/desk?lang=en"), StringComparison.Ordinal);
        string keepers = await mika.Read("/desk?lang=en");
        Assert.Contains("1 record or connection stops being public within 30 days", keepers, StringComparison.Ordinal);
        Assert.DoesNotContain($"{soon}", keepers, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await amal.Post("/desk/renew", ("yes", $"{soon} {marsh}"), ("until", "next year"))).StatusCode);
        HttpResponseMessage done = await amal.Post("/desk/renew?lang=en", ("yes", $"{soon} {marsh}"), ("until", "2027-03-01"));
        Assert.Contains("1 yes is renewed.", await done.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Consent said = (await archive.Writer.Write(session => session.Consents(soon), CancellationToken.None))[^1];
        Assert.Equal((new DateOnly(2027, 3, 1), ConsentScope.Publish | ConsentScope.PrecisePlace, 1), (said.Until!.Value, said.Scope, said.Revision));
        Assert.Empty(await Ending(archive, asked.Steward("amal", marsh)));
        Assert.Equal(new DateOnly(2027, 3, 1), (await asked.Find(soon))!.PublicUntil);
    }

    [Fact]
    public async Task What_has_ended_is_not_public_is_asked_about_and_is_public_again_at_once()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal", until: archive.Today.AddDays(5));
        Assert.Empty(await archive.Get<IDepositStore>().Waiting(asked.Steward("amal", marsh), 9, CancellationToken.None));
        await archive.Pass(6);
        Assert.Null(await asked.Shown(practice));
        Assert.Equal(practice, Assert.Single(await archive.Get<IDepositStore>().Waiting(asked.Steward("amal", marsh), 9, CancellationToken.None)).Subject);
        Reading.Found found = Assert.IsType<Reading.Found>(await archive.Records.Read(practice, asked.Steward("amal", marsh), 0, CancellationToken.None));
        Assert.Equal(CommunityAnswer.Lapsed, found.Communities[0].Answer);
        using HttpClient program = archive.With(await archive.Token("amal"));
        JsonElement ending = (await program.GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting")).GetProperty("ending")[0];
        Assert.Equal((practice.ToString(), 1), (ending.GetProperty("id").GetString(), ending.GetProperty("needed").GetInt32()));
        Assert.Equal(new RenewConsentsOutcome.Done(1, 0), await Renew(archive, asked.Steward("amal", marsh), (practice, marsh)));
        Assert.Equal(1, await asked.Shown(practice));
        Assert.Empty(await archive.Get<IDepositStore>().Waiting(asked.Steward("amal", marsh), 9, CancellationToken.None));
    }

    [Fact]
    public async Task Where_two_of_three_decide_as_many_say_it_again_as_are_missing()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bo", "chi");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal", until: archive.Today.AddDays(10));
        await asked.Answer(practice, marsh, "bo", until: archive.Today.AddDays(10));
        Assert.Equal(2, Assert.Single(await Ending(archive, asked.Steward("bo", marsh))).Needed);
        Assert.Empty(await Ending(archive, asked.Steward("chi", marsh)));
        await Renew(archive, asked.Steward("amal", marsh), (practice, marsh));
        Assert.Equal(1, Assert.Single(await Ending(archive, asked.Steward("bo", marsh))).Needed);
        Assert.Empty(await Ending(archive, asked.Steward("amal", marsh)));
        await archive.Pass(11);
        Assert.Null(await asked.Shown(practice));
        await Renew(archive, asked.Steward("bo", marsh), (practice, marsh));
        Assert.Equal(1, await asked.Shown(practice));

        // Once others hold it up, nothing ends with hers.
        await asked.Answer(practice, marsh, "chi");
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, marsh, "bo", until: archive.Today.AddDays(3));
        Assert.Empty(await Ending(archive, asked.Steward("bo", marsh)));
    }

    [Fact]
    public async Task No_other_words_are_said_yes_to_by_renewing_and_no_withdrawn_word_is_renewed()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId changed = await asked.Practice(marsh), withdrawn = await asked.Practice(marsh);
        foreach (RecordId one in (RecordId[])[changed, withdrawn]) await asked.Answer(one, marsh, "amal", until: archive.Today.AddDays(5));
        await asked.Correct(changed, "another story", marsh);
        await asked.Withdraw(withdrawn, marsh, "amal");
        Viewer.Member amal = asked.Steward("amal", marsh);
        Assert.Equal(changed, Assert.Single(await Ending(archive, amal)).Subject);
        Assert.Equal(new RenewConsentsOutcome.Done(1, 1), await Renew(archive, amal, (changed, marsh), (withdrawn, marsh)));
        Assert.Equal(1, await asked.Shown(changed));
        Assert.Contains(changed, (await archive.Get<IDepositStore>().Waiting(amal, 9, CancellationToken.None)).Select(one => one.Subject));
        Assert.Equal(new RenewConsentsOutcome.Done(0, 1), await Renew(archive, asked.Steward("bo", marsh), (changed, marsh)));
        Assert.Equal(new RenewConsentsOutcome.Done(0, 1), await Renew(archive, asked.Steward("amal"), (changed, marsh)));
        // Words that took the place of those she said yes to are asked about, not renewed.
        await asked.Answer(changed, marsh, "amal", until: archive.Today.AddDays(5));
        await asked.Correct(changed, "a third story", marsh);
        await asked.Answer(changed, marsh, "amal", ConsentAnswer.Conditional);
        Assert.Empty(await Ending(archive, amal));
    }

    [Fact]
    public async Task What_another_of_her_community_withdrew_since_is_not_said_yes_to_again_in_passing()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal", "bo"), hill = await asked.Community("Hill people", Protocol.AnySteward, "chi");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal", until: archive.Today.AddDays(5));
        await asked.Answer(practice, hill, "chi");
        Assert.Single(await Ending(archive, asked.Steward("amal", marsh)));
        // While her list is open.
        await asked.Withdraw(practice, marsh, "bo");
        Assert.Equal(new RenewConsentsOutcome.Done(0, 1), await Renew(archive, asked.Steward("amal", marsh), (practice, marsh)));
        Assert.Null(await asked.Shown(practice));
        // On its page, where she reads that it was withdrawn, she can.
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(1, await asked.Shown(practice));
    }

    [Fact]
    public async Task Only_a_yes_is_renewed_and_to_no_words_that_others_said_yes_to_since()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal", "bo");
        RecordId changed = await asked.Practice(marsh), conditional = await asked.Practice(marsh);
        await asked.Answer(changed, marsh, "amal", until: archive.Today.AddDays(5));
        await asked.Correct(changed, "another story", marsh);
        await asked.Answer(changed, marsh, "bo");
        Assert.Equal(2, await asked.Shown(changed));
        await asked.Answer(conditional, marsh, "amal", ConsentAnswer.Conditional, until: archive.Today.AddDays(5));
        int said = await Said();
        Assert.Equal(new RenewConsentsOutcome.Done(0, 2), await Renew(archive, asked.Steward("amal", marsh), (changed, marsh), (conditional, marsh)));
        Assert.Equal(said, await Said());
        Assert.Null(await asked.Shown(conditional));

        Task<int> Said() => archive.Writer.Write(session => session.Consents(changed).Count + session.Consents(conditional).Count, CancellationToken.None);
    }

    [Fact]
    public async Task The_private_feed_says_how_many_end_soon()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        for (int made = 0; made < 2; made++) await asked.Answer(await asked.Practice(marsh), marsh, "amal", until: archive.Today.AddDays(5));
        string token = Assert.IsType<string>(await archive.Get<MakeToken>().Do("amal", SessionKind.Feed, null, 365, CancellationToken.None));
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("2 end soon", await anyone.GetStringAsync($"/feed/{token}.atom"), StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<EndingYes>> Ending(TestArchive archive, Viewer.Member viewer) => archive.Get<IDepositStore>().Ending(viewer, 99, CancellationToken.None);

    private static Task<RenewConsentsOutcome> Renew(TestArchive archive, Viewer.Member steward, params (RecordId, RecordId)[] yeses) =>
        archive.Get<RenewConsents>().Do(yeses, archive.Today.AddYears(1), steward, null, CancellationToken.None);
}
