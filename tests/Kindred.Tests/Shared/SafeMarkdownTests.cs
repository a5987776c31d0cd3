using Kindred.Features.Shared;

namespace Kindred.Tests.Shared;

public class SafeMarkdownTests
{
    [Theory]
    [InlineData("They **stopped** at *six*.", "<p>They <strong>stopped</strong> at <em>six</em>.</p>")]
    [InlineData("# One\n\n> two", "<h3>One</h3><blockquote><p>two</p></blockquote>")]
    [InlineData("- a\n- b", "<ul><li>a</li><li>b</li></ul>")]
    [InlineData("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>")]
    [InlineData("[home](/r/ABC) and [web](https://example.org/?a=1&b=2)", "<p><a href=\"/r/ABC\">home</a> and <a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noreferrer\">web</a></p>")]
    [InlineData("`<b>` &amp; \"so\"", "<p><code>&lt;b&gt;</code> &amp; &quot;so&quot;</p>")]
    [InlineData("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>")]
    public void What_is_allowed_is_written(string markdown, string html) => Assert.Equal(html, SafeMarkdown.ToHtml(markdown));

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](java&Tab;script:alert(1))")]
    [InlineData("[x](<javascript:alert(1)>)")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("[x](//evil.example/)")]
    [InlineData("[x](/\\evil.example/)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x]: javascript:alert(1)\n\n[x]")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x](x\" onerror=\"alert(1))")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("x {onclick=alert(1)}")]
    [InlineData("# x {#a onclick=alert(1)}")]
    [InlineData("[x](https://e.org \"t\\\" onmouseover=alert(1)\")")]
    public void Nothing_else_is(string markdown)
    {
        string html = SafeMarkdown.ToHtml(markdown);
        foreach (string tag in html.Split('<').Skip(1))
        {
            string inside = tag.Split('>')[0];
            Assert.Matches("^/?(p|strong|em|h[3-6]|ul|ol|li|blockquote|pre|code|br|hr|a( href=\"(https?://|mailto:|/[^/\\\\]|#)[^\"]*\")?( rel=\"noreferrer\")?)$", inside);
        }
    }

    [Fact]
    public void A_deep_nest_is_written_as_the_text_it_is() =>
        Assert.StartsWith("<p>&gt;&gt;", SafeMarkdown.ToHtml(new string('>', 20_000) + " x"), StringComparison.Ordinal);
}
