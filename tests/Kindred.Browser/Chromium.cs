namespace Kindred.Browser;

/// <summary>Debian's Chromium, started once for a class of tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Nothing of the browser itself may ask the world for anything while requests are being counted.
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where the browser is; null where none is installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser") })
        .FirstOrDefault(File.Exists);

    /// <summary>Skips the test where there is no browser.</summary>
    public static void Need() =>
        Assert.SkipWhen(Program is null, "There is no chromium on the PATH: the tests of pages drive it (Debian: apt install chromium).");

    public async ValueTask InitializeAsync()
    {
        if (Program is null) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Quiet });
    }

    /// <summary>A reader who has never been here. Skips the test where there is no browser.</summary>
    /// <param name="session">What the cookie of somebody signed in holds.</param>
    public async Task<IPage> Open(
        SampleArchive archive, int width = 360, ColorScheme scheme = ColorScheme.Light, bool scripts = true, string? session = null)
    {
        Need();
        IBrowserContext context = await browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = archive.Origin, ColorScheme = scheme, JavaScriptEnabled = scripts, Locale = "en-GB",
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
        });
        context.SetDefaultTimeout(20_000);
        if (session is not null) await context.AddCookiesAsync([new Cookie { Name = "kindred", Value = session, Url = archive.Origin }]);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
