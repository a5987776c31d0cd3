using System.Net;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Depositing;

/// <summary>Who was not asked, or is named wrongly, says so without an account, is answered in words, and is heard at once.</summary>
public class AppealTests
{
    [Fact]
    public async Task A_community_that_was_not_asked_is_asked_and_nothing_is_public_until_it_says_yes()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        await archive.Member("ines");
        Visitor visitor = await Tell(archive, practice, ("what", "notasked"), ("community", "Hill people"), ("text", "We were there."));
        Concern concern = Assert.Single(await Seen(archive, asked.Keeper())).Value;
        Assert.Equal((ConcernAbout.NotAsked, hill), (concern.What, concern.Community));
        // Those by whom it is claimed, those it names, and nobody else.
        Assert.Single(await Seen(archive, asked.Steward("bo", hill)));
        Assert.Single(await Seen(archive, asked.Steward("amal", marsh)));
        Assert.Empty(await Seen(archive, asked.Steward("jo", RecordId.Mint())));
        Assert.Empty(await Seen(archive, archive.Stranger));
        using SignedInBrowser bo = await SignedInBrowser.Of(archive, "bo"), ines = await SignedInBrowser.Of(archive, "ines");
        await bo.Read($"/desk/concerns/{concern.Id}?lang=en");
        Assert.Equal(HttpStatusCode.Forbidden, (await bo.Post($"/desk/concerns/{concern.Id}?handler=name", ("because", "why"))).StatusCode);
        Assert.Equal(1, await asked.Shown(practice));

        await ines.Read($"/desk/concerns/{concern.Id}?lang=en");
        HttpResponseMessage unsaid = await ines.Post($"/desk/concerns/{concern.Id}?handler=name", ("because", ""));
        Assert.Equal(HttpStatusCode.BadRequest, unsaid.StatusCode);
        Assert.Matches("<a href=\"#reason\">[^§]*<p class=\"error\" id=\"reason-wrong\">[^§]*<input id=\"reason\"[^>]* aria-describedby=\"reason-wrong reason-hint\"", await unsaid.Content.ReadAsStringAsync());
        await ines.Read($"/desk/concerns/{concern.Id}?lang=en");
        Assert.Equal(HttpStatusCode.Redirect, (await ines.Post($"/desk/concerns/{concern.Id}?handler=name", ("because", "They were there."))).StatusCode);
        Assert.Null(await asked.Shown(practice));
        // What is done is not asked for again.
        string after = await ines.Read($"/desk/concerns/{concern.Id}?lang=en");
        Assert.DoesNotContain("handler=name", after, StringComparison.Ordinal);
        Assert.Contains($"href=\"/desk/records/{practice}?lang=en#claims\"", after, StringComparison.Ordinal);
        Assert.Contains("id=\"claims\"", await ines.Read($"/desk/records/{practice}?lang=en"), StringComparison.Ordinal);
        Assert.Contains(practice.ToString(), await bo.Read("/desk"), StringComparison.Ordinal);
        await asked.Answer(practice, marsh, "amal");
        Assert.Null(await asked.Shown(practice));
        await asked.Answer(practice, hill, "bo");
        Assert.Equal(1, await asked.Shown(practice));
        Assert.Contains(hill, (await asked.Find(practice))!.Communities);
        Assert.Equal(7, visitor.Receipt.Split(' ').Length);
    }

    [Fact]
    public async Task Without_a_steward_what_it_rests_on_decides()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await archive.Community("Hill people");
        RecordId given = await asked.Practice(marsh);
        await asked.Answer(given, marsh, "amal");
        await archive.Write(session => session.Put(session.FindRevision(given, 1)! with { Basis = PublicationBasis.Consent }));
        await Tell(archive, given, ("what", "notasked"), ("community", "Hill people"));
        Concern concern = Assert.Single(await Seen(archive, asked.Keeper())).Value;
        Assert.Null(await archive.Get<AnswerConcern>().NameCommunity(concern.Id, "why", asked.Keeper(), CancellationToken.None));
        Assert.Null(await asked.Shown(given));
        Assert.Equal(RecordState.InReview, (await asked.Find(given))!.State);
        Assert.Equal("named-already", (await archive.Get<AnswerConcern>().NameCommunity(concern.Id, "why", asked.Keeper(), CancellationToken.None))!.Code);
        Assert.Equal(hill, concern.Community);
    }

    [Fact]
    public async Task Who_comes_to_answer_while_it_is_kept_back_is_asked_before_it_is_public_again()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await archive.Community("Hill people");
        RecordId given = await asked.Practice(marsh);
        await asked.Answer(given, marsh, "amal");
        await archive.Write(session => session.Put(session.FindRevision(given, 1)! with { Basis = PublicationBasis.PublicSources }));
        await archive.Write(session => archive.Get<Embargoing>().ByDepositor(session, [given], archive.Today.AddDays(10), archive.Today));
        await Tell(archive, given, ("what", "notasked"), ("community", "Hill people"));
        Assert.Null(await archive.Get<AnswerConcern>().NameCommunity(Assert.Single(await Seen(archive, asked.Keeper())).Value.Id, "why", asked.Keeper(), CancellationToken.None));
        await archive.Member("bo", hill);
        await archive.Pass(11);
        // Nobody ever read it with them named.
        Assert.Null(await asked.Shown(given));
        await asked.Answer(given, hill, "bo");
        Assert.Equal(1, await asked.Shown(given));
    }

    [Fact]
    public async Task The_desk_asks_back_and_answers_in_words_that_the_receipt_reads()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        await archive.Member("ines");
        Visitor visitor = await Tell(archive, practice, ("what", "namesme"), ("quoted", "Zirkonwort at the gate"));
        string receipt = visitor.Receipt;
        Concern concern = Assert.Single(await Seen(archive, asked.Keeper())).Value;
        using SignedInBrowser ines = await SignedInBrowser.Of(archive, "ines"), amal = await SignedInBrowser.Of(archive, "amal");
        Assert.Contains("Zirkonwort at the gate", await ines.Read($"/desk/concerns/{concern.Id}?lang=en"), StringComparison.Ordinal);
        await ines.Post($"/desk/concerns/{concern.Id}?handler=say", ("words", "Which line is it?"), ("go", "ask"));
        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("Which line is it?", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/receipt?lang=en", ("go", "reply"), ("text", " "));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains($"id=\"text-error\">{Texts.For("en")["finding.empty"]}", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/receipt?lang=en", ("go", "reply"), ("text", "Zirkonwort in the third."));
        Assert.Contains(Texts.For("en")["receipt.replied"], visitor.Page, StringComparison.Ordinal);
        Assert.Contains("Zirkonwort in the third.", await ines.Read($"/desk/concerns/{concern.Id}?lang=en"), StringComparison.Ordinal);
        // It may be about her: while it is public only a keeper closes it.
        await amal.Read($"/desk/concerns/{concern.Id}");
        Assert.Equal(HttpStatusCode.BadRequest, (await amal.Post($"/desk/concerns/{concern.Id}?handler=say", ("words", "no"), ("go", "close"))).StatusCode);
        await ines.Read($"/desk/concerns/{concern.Id}");
        await ines.Post($"/desk/concerns/{concern.Id}?handler=say", ("words", "Opalwort: it is gone."), ("go", "close"));
        Assert.Empty(Residue.In(archive.Folder, "Zirkonwort"));
        Assert.Empty(await Seen(archive, asked.Keeper()));
        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("Opalwort: it is gone.", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/receipt", ("go", "withdraw"));
        Assert.Empty(Residue.In(archive.Folder, "Opalwort"));
    }

    [Fact]
    public async Task An_answer_that_nobody_reads_is_destroyed_after_its_days()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        await Tell(archive, RecordId.Mint(), ("what", "namesme"));
        Concern concern = Assert.Single(await Seen(archive, asked.Keeper())).Value;
        Assert.Null(await archive.Get<AnswerConcern>().Say(concern.Id, "Opalwort", closes: true, asked.Keeper(), CancellationToken.None));
        await archive.Pass(Features.Depositing.Retention.ClosedConcernDays);
        Assert.NotEmpty(Residue.In(archive.Folder, "Opalwort"));
        await archive.Pass(1);
        Assert.Empty(Residue.In(archive.Folder, "Opalwort"));
    }

    [Fact]
    public async Task Whether_a_community_is_here_is_told_to_nobody_who_claims()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId hidden = await archive.Community("Hill people"), practice = RecordId.Mint();
        await archive.Write(session => session.Put(session.FindRecord(hidden)! with { State = RecordState.Hidden }));
        string[] pages = new string[2];
        foreach (int at in (int[])[0, 1])
        {
            Visitor visitor = await Tell(archive, practice, ("what", "notasked"), ("community", at == 0 ? "Hill people" : "Moon people"));
            pages[at] = visitor.Page.Replace(visitor.Receipt, "", StringComparison.Ordinal);
        }

        Assert.Equal(Masked(pages[0]), Masked(pages[1]));
        Visitor empty = new(archive.Anyone());
        await empty.Open($"/r/{practice}/concern");
        await empty.Send($"/r/{practice}/concern", ("what", "notasked"), ("text", "We were there."));
        Assert.Equal(HttpStatusCode.BadRequest, empty.Status);
        Assert.Contains("We were there.", empty.Page, StringComparison.Ordinal);
        // What is missing is said at the field too, and read out with it.
        Assert.Contains($"id=\"community-error\">{Texts.For("en")["finding.concern-community"]}", empty.Page, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"community-error community-help\"", empty.Page, StringComparison.Ordinal);
    }

    private static string Masked(string page) => System.Text.RegularExpressions.Regex.Replace(page, "value=\"[^\"]*\"", "");

    private static async Task<Visitor> Tell(TestArchive archive, RecordId about, params (string, string)[] typed)
    {
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/r/{about}/concern");
        await visitor.Send($"/r/{about}/concern", typed);
        return visitor;
    }

    private static Task<IReadOnlyList<Visible<Concern>>> Seen(TestArchive archive, Viewer viewer) =>
        archive.Get<IDepositStore>().Concerns(viewer, 0, 10, CancellationToken.None);
}
