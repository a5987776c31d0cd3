using System.Net;

namespace Kindred.Tests.SigningIn;

public sealed class SessionsPageTests
{
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
