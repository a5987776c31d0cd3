using Kindred.Domain.Records;
using Path = System.IO.Path;

namespace Kindred.Browser;

/// <summary>The picture of the connections as a browser draws it: nothing over anything, nothing cut off, and nobody asked for anything.</summary>
public class PictureTests(SampleArchive archive, Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task No_title_lies_over_another_or_over_a_mark_and_none_leaves_the_picture()
    {
        Chromium.Need();
        string file = Path.Combine(Path.GetTempPath(), $"kindred-picture-{RecordId.Mint()}.svg");
        try
        {
            IPage page = await chromium.Open(archive, scripts: true);
            await File.WriteAllBytesAsync(file, await (await page.APIRequest.GetAsync("/export/svg")).BodyAsync());
            List<string> said = [];
            page.Request += (_, request) =>
            {
                if (request.Url != "file://" + file) said.Add("asks " + request.Url);
            };
            page.Console += (_, message) => said.Add(message.Text);
            await page.GotoAsync("file://" + file);
            string[] wrong = await page.EvaluateAsync<string[]>("""
                () => {
                  const near = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
                  const titles = [...document.querySelectorAll('.label text, text.label')].map(one => ({ of: one.textContent, box: one.getBoundingClientRect() }));
                  const marks = [...document.querySelectorAll('use')].map(one => ({ of: one.textContent, box: one.getBoundingClientRect() }));
                  const sheet = document.documentElement.getBoundingClientRect();
                  const wrong = titles.length < 40 ? ['only ' + titles.length + ' titles'] : [];
                  titles.forEach((one, at) => {
                    titles.slice(at + 1).filter(other => near(one.box, other.box)).forEach(other => wrong.push(one.of + ' over ' + other.of));
                    marks.filter(mark => near(one.box, mark.box)).forEach(mark => wrong.push(one.of + ' over the mark of ' + mark.of));
                  });
                  [...document.querySelectorAll('text')].filter(one => { const box = one.getBoundingClientRect(); return box.left < sheet.left || box.right > sheet.right || box.bottom > sheet.bottom; })
                    .forEach(one => wrong.push('cut off: ' + one.textContent));
                  return wrong;
                }
                """);
            Assert.Empty(wrong);
            Assert.Empty(said);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ar")]
    public async Task On_a_wide_screen_every_picture_and_its_table_are_whole_or_say_that_they_are_moved_and_the_one_leads_to_the_other(string? language)
    {
        Chromium.Need();
        IPage page = await chromium.Open(archive, width: 1440);
        List<string> cut = [], lost = [];
        int pictures = 0;
        Tour tour = new(page, language);
        await tour.Visit(await tour.Addresses(), async stop =>
        {
            pictures += await page.Locator(".drawing:visible").CountAsync();
            cut.AddRange(await page.EvaluateAsync<string[]>("""
                stop => [...document.querySelectorAll('.drawing, main:has(.drawing) .scroll')]
                  .filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth && !one.closest('figure')?.querySelector('.sideways')?.checkVisibility())
                  .map(one => `${stop}: ${one.className} of ${one.scrollWidth} in ${one.clientWidth}`)
                """, stop));
            lost.AddRange(await page.EvaluateAsync<string[]>("""
                stop => [...document.querySelectorAll('figure.drawn')]
                  .filter(one => ![...document.querySelectorAll('main .meta > a[href^="#"]')].some(link =>
                    !(link.compareDocumentPosition(one.querySelector('svg')) & Node.DOCUMENT_POSITION_PRECEDING) && document.getElementById(link.hash.slice(1))?.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING))
                  .map(() => stop)
                """, stop));
        });
        Assert.True(pictures > 10, $"{pictures} pictures");
        Assert.True(cut is [], string.Join('\n', cut));
        Assert.True(lost is [], string.Join('\n', lost));
    }
}
