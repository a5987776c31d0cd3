using System.Net;
using Kindred.Domain.Depositing;
using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Features.Merging;
using Kindred.Features.Picturing.Kin;
using Kindred.Features.Reviewing;
using Kindred.Tests.Browsing;
using static Kindred.Tests.Merging.Merged;

namespace Kindred.Tests.Merging;

public sealed class MergeTests
{
    [Fact]
    public async Task What_is_said_of_either_counts_at_the_one_that_stays_and_its_names_are_names_of_that_one()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "International Business Machines"), goes = await merged.Tell("organisation", "IBM");
        RecordId one = await merged.Tell("action", "Walk-out", Link("organisedBy", goes)), two = await merged.Tell("action", "Letter", Link("organisedBy", stays)), both = await merged.Tell("action", "Vigil", Link("organisedBy", stays), Link("organisedBy", goes));
        await merged.Merge(goes, stays);
        Assert.Equal("organisedBy Letter, organisedBy Vigil, organisedBy Walk-out", await merged.Beside(stays));
        Assert.Equal(["IBM"], (await merged.Record(stays)).Content.Texts("otherNames"));
        using HttpClient anyone = archive.Anyone();
        RecordId movement = await merged.Tell("campaign", "Stop the camps"), same = await merged.Tell("campaign", "Stop The Camps!");
        foreach ((string title, RecordId campaign) in ((string, RecordId)[])[("Fast", movement), ("Song", same)]) await merged.Tell("action", title, Link("partOf", campaign));
        await merged.Merge(same, movement);
        string listed = await anyone.GetStringAsync($"/api/v1/records?campaign={movement}");
        Assert.Contains("\"total\":2", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(same.ToString(), listed, StringComparison.Ordinal);
        foreach (string format in (string[])["jsonl", "csv", "graphml", "gexf", "turtle", "md"])
            Assert.DoesNotContain(goes.ToString(), await anyone.GetStringAsync("/export/" + format), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(stays, (await archive.Writer.Write(session => session.FindByName("IBM", ["organisation"]), Cancel)).Single());
        _ = (one, two, both);
    }

    [Fact]
    public async Task Its_address_leads_there_for_good_in_every_form_and_below_and_the_way_is_one_step_however_many_were_merged()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId a = await merged.Tell("organisation", "Aha"), b = await merged.Tell("organisation", "Bee"), c = await merged.Tell("organisation", "Sea");
        await merged.Merge(a, b);
        await merged.Merge(b, c);
        using HttpClient anyone = archive.Anyone();
        foreach (string rest in (string[])["", "/some-slug", ".json", ".jsonld", ".md", ".ttl", ".bib", "/history", "/connections?page=2"])
            Assert.Equal((HttpStatusCode.PermanentRedirect, $"/r/{c}{rest}"), await At($"/r/{a}{rest}"));
        foreach (string rest in (string[])["", "/history", "/history/1", "/connections"])
            Assert.Equal((HttpStatusCode.PermanentRedirect, $"/api/v1/records/{c}{rest}"), await At($"/api/v1/records/{a}{rest}"));
        Assert.Equal((HttpStatusCode.PermanentRedirect, $"/r/{c}"), await At($"/r/{b}"));
        // What no header can hold is written as an address.
        Assert.Equal((HttpStatusCode.PermanentRedirect, $"/r/{c}/caf%C3%A9%0D%0A"), await At($"/r/{a}/caf%C3%A9%0D%0A"));
        await merged.Part(b);
        Assert.Equal((HttpStatusCode.PermanentRedirect, $"/r/{b}"), await At($"/r/{a}"));
        Assert.Equal((HttpStatusCode.OK, null), await At($"/r/{b}"));
        Assert.Equal(["Aha"], (await merged.Record(b)).Content.Texts("otherNames"));
        Assert.Empty((await merged.Record(c)).Content.Texts("otherNames"));

        async Task<(HttpStatusCode, string?)> At(string address)
        {
            HttpResponseMessage answer = await anyone.GetAsync(address);
            return (answer.StatusCode, answer.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task Parted_both_are_as_they_were_and_what_was_said_since_stays()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId place = await merged.Tell("place", "Harbour"), stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", Told.Content("Dockers' union", ("summary", Told.One("They load ships."))) with { Links = [Link("where", place)] });
        RecordId one = await merged.Tell("action", "Walk-out", Link("organisedBy", goes, "with the cooks")), both = await merged.Tell("action", "Vigil", Link("organisedBy", stays), Link("organisedBy", goes));
        string before = await merged.Whole(stays, goes, place, one, both);
        await merged.Merge(goes, stays, ("summary", MergeChoice.Goes));
        Domain.Records.Record now = await merged.Record(stays);
        Assert.Equal(("They load ships.", place), (now.Content.Text("summary"), Assert.Single(now.Content.Links).Target));
        RecordId since = await merged.Tell("action", "March", Link("organisedBy", stays));
        await merged.Change(one, content => content.With("summary", Told.One("Everybody left.")));
        await merged.Change(stays, content => content.With("story", Told.One("Long ago.")));
        var parted = await merged.Part(goes);
        Assert.Equal((stays, RecordState.Published), (parted.From, parted.State));
        Assert.Single(parted.Since);
        Assert.Equal(("Everybody left.", goes), ((await merged.Record(one)).Content.Text("summary"), (await merged.Record(one)).Content.Links.Single().Target));
        Assert.Equal("Long ago.", (await merged.Record(stays)).Content.Text("story"));
        await merged.Change(one, content => content.With("summary", null));
        await merged.Change(stays, content => content.With("story", null));
        Assert.Equal("organisedBy March, organisedBy Vigil", await merged.Beside(stays));
        await archive.Write(session => archive.Get<Features.Shared.Publishing.Destruction>().Destroy(session, since, archive.Today));
        Assert.Equal(before, await merged.Whole(stays, goes, place, one, both));
    }

    [Fact]
    public async Task What_one_is_no_kin_of_what_stands_for_it_is_no_kin_of_until_they_are_parted()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("practice", "Cooking"), goes = await merged.Tell("practice", "Cooking together"), other = await merged.Tell("practice", "Marching");
        await Say(goes, other, isKin: false);
        await Say(goes, stays, isKin: false);
        await merged.Merge(goes, stays);
        Assert.Equal([InOrder(stays, other)], await NotKin());
        await merged.Part(goes);
        Assert.Equal(new[] { InOrder(goes, other), InOrder(goes, stays) }.Order(), (await NotKin()).Order());
        await merged.Merge(goes, stays);
        await Say(other, stays, isKin: true);
        await merged.Part(goes);
        Assert.Equal([InOrder(goes, stays)], await NotKin());

        Task<IReadOnlySet<(RecordId One, RecordId Other)>> NotKin() => archive.Records.NotKin(archive.Stranger, Cancel);

        async Task Say(RecordId one, RecordId two, bool isKin) => Assert.Equal(NotKinAnswer.Done, await archive.Get<SayNotKin>().Do(one, two, isKin, merged.Keeper, Cancel));

        static (RecordId One, RecordId Other) InOrder(RecordId one, RecordId two) => one.Value <= two.Value ? (one, two) : (two, one);
    }

    [Fact]
    public async Task What_both_were_said_to_be_is_said_once_but_for_words_that_somebody_gave_one_of_them()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", "Dockers union");
        RecordId both = await merged.Tell("action", "Vigil", Link("organisedBy", stays), Link("organisedBy", goes, "they cooked"));
        await merged.Merge(goes, stays);
        Assert.Equal("organisedBy Vigil, organisedBy Vigil", await merged.Beside(stays));
        await merged.Change(both, content => content.With("summary", Told.One("At night.")));
        Assert.Equal("organisedBy Vigil, organisedBy Vigil", await merged.Beside(stays));
        await merged.Part(goes);
        Assert.Equal(["they cooked", null], (await merged.Record(both)).Content.Links.Select(link => link.Note).OrderDescending());
        Assert.Equal("organisedBy Vigil", await merged.Beside(goes));
    }

    [Fact]
    public async Task What_waits_at_the_desk_is_said_of_what_stands_when_it_is_accepted_and_listed_to_be_moved_when_they_are_parted()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", "Dockers union");
        DepositedRecord walk = new() { Ref = "a", Entry = RecordId.Mint(), Kind = "action", Content = Told.Content("Walk-out"), Links = [new LinkMention("organisedBy", $"{goes}")] };
        Deposit deposit = new() { Id = DepositId.Mint(), State = DepositState.InReview, Day = archive.Today, StateDay = archive.Today, Records = [walk] };
        await archive.Write(session => session.Put(deposit, []));
        await merged.Merge(goes, stays);
        Assert.IsType<ReviewOutcome.Done>(await archive.Get<ReviewDeposit>().Accept(deposit.Id, merged.Keeper, PublicationBasis.PublicSources, Cancel));
        Assert.Equal("organisedBy Walk-out", await merged.Beside(stays));
        Assert.Single((await merged.Part(goes)).Since);
        Assert.Equal(("organisedBy Walk-out", ""), (await merged.Beside(stays), await merged.Beside(goes)));
    }

    [Theory]
    [InlineData("organisation", "place", "merge-kinds")]
    [InlineData("community", "community", "merge-communities")]
    [InlineData("note", "note", "merge-own-words")]
    public async Task Of_different_kinds_or_in_somebodys_own_words_they_are_not_merged(string one, string other, string code)
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId goes = await archive.Publish(one, Told.Content("One")), stays = await archive.Publish(other, Told.Content("Other"));
        Assert.Equal(code, Assert.IsType<MergeOutcome.NotRight>(await archive.Get<MergeRecords>().Merge(goes, stays, new Dictionary<string, MergeChoice>(), "same", null, merged.Keeper, Cancel)).Finding.Code);
    }

    [Fact]
    public async Task Of_what_is_hidden_no_merge_tells_and_while_the_one_that_stays_is_hidden_no_address_leads_there()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", "Dockers union"), hidden = await merged.Tell("organisation", "Docker");
        var withdraw = archive.Get<Features.Withdrawing.WithdrawRecord>();
        await withdraw.Hide(hidden, "a name", merged.Keeper, Cancel);
        Assert.Equal("merge-not-public", Assert.IsType<MergeOutcome.NotRight>(await archive.Get<MergeRecords>().Merge(hidden, stays, new Dictionary<string, MergeChoice>(), "same", null, merged.Keeper, Cancel)).Finding.Code);
        await merged.Merge(goes, stays);
        await withdraw.Hide(stays, "a name", merged.Keeper, Cancel);
        using HttpClient anyone = archive.Anyone();
        string never = await Answer(RecordId.Mint());
        Assert.Equal(never, await Answer(goes));
        Assert.Equal(never, await Answer(stays));
        // Parted while what stands for it is hidden it does not come to light by that.
        Assert.Equal(RecordState.Hidden, (await merged.Part(goes)).State);
        Assert.Equal(never, await Answer(goes));

        async Task<string> Answer(RecordId id)
        {
            List<string> answers = [];
            foreach (string address in (string[])[$"/r/{id}", $"/r/{id}.json", $"/r/{id}/history", $"/api/v1/records/{id}", $"/api/v1/records/{id}/connections"])
            {
                HttpResponseMessage answer = await anyone.GetAsync(address);
                answers.Add($"{answer.StatusCode} {answer.Headers.ToString()} {await answer.Content.ReadAsStringAsync()}".Replace(id.ToString(), "ID", StringComparison.Ordinal));
            }

            return string.Join('\n', answers);
        }
    }
}
