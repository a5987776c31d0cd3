using System.Net;
using Kindred.Domain.Stores;
using Kindred.Features.SigningIn;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.SigningIn;

public sealed class SessionsPageTests
{
    [Fact]
    public async Task Another_password_and_none_any_more_sign_every_other_browser_out()
    {
        await using TestArchive archive = await TestArchive.Start();
        string token = await archive.Member("ines");
        await archive.GivePassword("ines", "violet anchors hum beneath gravel");
        ChangeWaysIn change = archive.Get<ChangeWaysIn>();
        await change.Add("ines", SoftPasskey.Some("ines"), CancellationToken.None);
        await change.RenewRecoveryCodes("ines", CancellationToken.None);
        using SignedInBrowser ines = await SignedInBrowser.Of(archive, "ines");
        using HttpClient program = archive.With(token);
        foreach ((string address, string password) in ((string, string)[])[("/account/password", "gravel beneath violet anchors hums"), ("/account?handler=forget", "")])
        {
            using SignedInBrowser elsewhere = await SignedInBrowser.Of(archive, "ines");
            Assert.Equal(HttpStatusCode.OK, (await elsewhere.Answer("/account")).StatusCode);
            await ines.Read("/account/password");
            Assert.Equal(HttpStatusCode.Redirect, (await ines.Post(address, ("password", password))).StatusCode);
            Assert.Equal("/sign-in", (await elsewhere.Answer("/account")).Headers.Location?.ToString());
            Assert.Equal(HttpStatusCode.OK, (await ines.Answer("/account")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/keep/members")).StatusCode);
        }

        // Nothing stands in for a code app that is there no more.
        Assert.Equal(0, await archive.Get<IMemberStore>().RecoveryCodesLeft("ines", CancellationToken.None));
    }

    /// <summary>A method of the page that is none of its handlers is nobody's to call: by the verb <c>PAGE</c> it broke.</summary>
    [Fact]
    public async Task What_guards_the_page_is_none_of_its_handlers()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        using HttpRequestMessage request = new(new HttpMethod("PAGE"), "/sessions?handler=HandlerExecution");
        using HttpResponseMessage answer = await anyone.SendAsync(request);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
    }
}
