using System.Text;

namespace Kindred.Browser;

public sealed partial class Tour
{
    /// <summary>A keeper brings in a spreadsheet and takes it back.</summary>
    public async Task Imports(Look look)
    {
        await page.GotoAsync(At("/keep/imports"));
        await look("/keep/imports");
        // A file of its own each time: what is known already would be nothing new.
        string name = $"Porters stop the loading bay {Kindred.Domain.Records.RecordId.Mint()}";
        await Send($"Name,Date,Kind of action,Who\n{name},2019-03-04,strik,Dock workers\n{name} again,03/04/2019,march,\"call ana@example.org\"\n,,,\n");
        await look("/keep/imports/…/map");
        string map = new Uri(page.Url).AbsolutePath;
        await page.Locator("[name='to.3.0']").SelectOptionAsync("type");
        await page.Locator("[name='to.4.0']").SelectOptionAsync("story");
        await Go("column:3");
        await look("/keep/imports/…/map/3");
        await page.Locator("[name^='means.0.']").First.SelectOptionAsync("strike");
        await GoOn();
        await page.Locator("[name='name']").FillAsync("Porters");
        await Go("keep");
        await look("/keep/imports/…/map: kept as a profile");
        Assert.Equal("type", await page.Locator("[name='to.3.0']").InputValueAsync());
        await Go("dry");
        await Done();
        await look("/keep/imports/…/dry-run");
        await GoOn();
        await Done();
        await look("/keep/imports/…");
        Assert.Contains(name, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("main form[action*='handler=undo'] button").Follow();
        await Done();
        await look("/keep/imports/…: taken back");
        Assert.DoesNotContain(name, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(404, (await page.GotoAsync(At(map)))!.Status);
    }

    /// <summary>Sends a file in to be looked at.</summary>
    public async Task Send(string rows)
    {
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "rows.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(rows) });
        await page.Locator("main form button.main").Follow();
    }

    /// <summary>Waits while the page says how far something is; it looks again by itself.</summary>
    private async Task Done()
    {
        for (int wait = 0; await page.Locator("[data-progress]").CountAsync() > 0; wait++)
        {
            Assert.InRange(wait, 0, 600);
            await Task.Delay(100);
        }

        await page.WaitForLoadStateAsync();
    }
}
