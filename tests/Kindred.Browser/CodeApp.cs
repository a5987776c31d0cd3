using Kindred.Features.SigningIn;

namespace Kindred.Browser;

/// <summary>A member's code app: reads the letters off the page, and shows no code twice.</summary>
internal sealed class CodeApp(byte[] secret)
{
    private long next;

    /// <summary>From the page that asks for it to the desk.</summary>
    public static async Task<CodeApp> SetUp(IPage page)
    {
        Assert.EndsWith("/account/code-app", page.Url, StringComparison.Ordinal);
        CodeApp app = new(Read(await page.Locator("[translate=no]").InnerTextAsync()));
        await page.Locator("#code").FillAsync(app.Code());
        await page.Locator("[name=go]").Follow();
        Assert.Equal(10, await page.Locator(".codes li").CountAsync());
        await page.Locator("main a.main").Follow();
        Assert.EndsWith("/desk", page.Url, StringComparison.Ordinal);
        return app;
    }

    /// <summary>That of the step before now, then the one after, and so on: a clock may be one step off. Where the step is about to end its first code would arrive too late: the next step is waited for.</summary>
    public string Code()
    {
        while (next < Step(0) && Step(5) > Step(0)) Thread.Sleep(100);
        next = Math.Max(next, Step(0) - 1);
        return TimeCode.At(next++, secret);
    }

    private static long Step(int seconds) => TimeCode.StepOf(TimeProvider.System.GetUtcNow().AddSeconds(seconds));

    private static byte[] Read(string text)
    {
        List<byte> bytes = [];
        int held = 0, bits = 0;
        foreach (char letter in text.Where(char.IsAsciiLetterOrDigit))
        {
            held = (held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal);
            if ((bits += 5) < 8) continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
            held &= (1 << bits) - 1;
        }

        return [.. bytes];
    }
}
