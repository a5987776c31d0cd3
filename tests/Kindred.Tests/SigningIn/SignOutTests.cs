using Kindred.Tests.Keeping;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.SigningIn;

/// <summary>Whoever comes to the browser next finds nothing of who was here.</summary>
public sealed class SignOutTests
{
    [Fact]
    public async Task Signing_out_ends_the_session_and_clears_what_the_browser_kept()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        await kofi.Read("/sign-out");
        HttpResponseMessage answer = await kofi.Post("/sign-out");
        Assert.Equal("\"cache\", \"storage\"", Assert.Single(answer.Headers.GetValues("Clear-Site-Data")));
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("kindred=;", StringComparison.Ordinal));
        Assert.Equal("/sign-in", (await kofi.Answer("/keep")).Headers.Location?.ToString());
    }
}
