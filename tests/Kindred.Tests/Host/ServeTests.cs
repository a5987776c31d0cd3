using System.Net;

namespace Kindred.Tests.Host;

public class ServeTests
{
    [Fact]
    public async Task An_archive_starts_in_an_empty_folder_and_is_alive_and_ready()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(2, archive.FoundingLinks.Count);
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync("/sign-in")).StatusCode);
    }
}
