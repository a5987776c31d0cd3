using System.Net.Http.Json;
using Kindred.Features.Keeping;
using Kindred.Features.Sampling;
using Kindred.Features.Shared;

namespace Kindred.Tests.Sampling;

public sealed class SampleNoticeTests
{
    private const string Notice = "shell.sample";

    [Fact]
    public async Task The_sample_says_on_every_page_and_in_every_language_that_nobody_was_asked()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        Assert.DoesNotContain(Texts.For("en")[Notice], await anyone.GetStringAsync("/"), StringComparison.Ordinal);
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        // A keeper's settings don't end it.
        using HttpClient mika = archive.With(await archive.Token("mika"));
        Assert.True((await mika.PutAsJsonAsync("/api/v1/keep/settings", new KeepingApi.NewSettings { Name = "Riverside", Reason = "for a test" })).IsSuccessStatusCode);
        foreach (string language in Texts.Languages)
        {
            foreach (string address in (string[])["/", "/about", "/practices", "/nowhere"])
            {
                using HttpResponseMessage answer = await anyone.GetAsync($"{address}?lang={language}");
                Assert.Contains(Texts.For(language)[Notice], System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
            }
        }
    }
}
