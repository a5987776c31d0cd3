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

    /// <summary>That of the step before now, then the one after, and so on: a clock may be one step off. It is still one off where a step ends before the code arrives.</summary>
    public string Code()
    {
        next = Math.Max(next, TimeCode.StepOf(TimeProvider.System.GetUtcNow().AddSeconds(10)) - 1);
        return TimeCode.At(next++, secret);
    }

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
