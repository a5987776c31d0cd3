using System.Net;
using Kindred.Domain.Records;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.SigningIn;

/// <summary>Whose sign-in ends while they write is told so, and loses no word.</summary>
public class EndedSignInTests
{
    [Fact]
    public async Task What_was_typed_stands_on_the_page_that_says_the_sign_in_has_ended()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("amina", community);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        await amina.Read($"/desk/communities/{community}");
        await archive.Write(session => session.DestroySessions("amina", null));
        HttpResponseMessage refused = await amina.Post($"/desk/communities/{community}?handler=guidance&lang=en", ("say", "People of the river"), ("askOfAllies", "Come early,\nand bring soup."));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.True(refused.Headers.CacheControl?.NoStore);
        string page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        foreach (string said in (string[])["Your sign-in has ended", "href=\"/sign-in?lang=en\"", "People of the river", "Come early,\nand bring soup.</textarea>"])
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("__RequestVerificationToken", page, StringComparison.Ordinal);
    }
}
