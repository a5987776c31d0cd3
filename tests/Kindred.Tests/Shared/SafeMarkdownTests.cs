using System.Diagnostics;
using System.Text.RegularExpressions;
using Kindred.Features.Shared;

namespace Kindred.Tests.Shared;

public partial class SafeMarkdownTests
{
    [Theory]
    [InlineData(2, "## One\n\n#### Two\n\n# Three", "<h2>One</h2><h3>Two</h3><h2>Three</h2>")]
    [InlineData(4, "###### One", "<h4>One</h4>")]
    [InlineData(6, "# One\n\n## Two", "<h6>One</h6><h6>Two</h6>")]
    public void Headings_begin_beneath_the_page_and_skip_no_level(int firstLevel, string markdown, string html) =>
        Assert.Equal(html, SafeMarkdown.ToHtml(markdown, firstLevel));

    [Theory]
    [InlineData("They **stopped** at *six*.", "<p>They <strong>stopped</strong> at <em>six</em>.</p>")]
    [InlineData("# One\n\n> two", "<h3>One</h3><blockquote><p>two</p></blockquote>")]
    [InlineData("- a\n- b", "<ul><li>a</li><li>b</li></ul>")]
    [InlineData("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>")]
    [InlineData("[home](/r/ABC) and [web](https://example.org/?a=1&b=2)", "<p><a href=\"/r/ABC\">home</a> and <a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noreferrer nofollow\">web</a></p>")]
    [InlineData("`<b>` &amp; \"so\"", "<p><code>&lt;b&gt;</code> &amp; &quot;so&quot;</p>")]
    [InlineData("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>")]
    public void What_is_allowed_is_written(string markdown, string html) => Assert.Equal(html, SafeMarkdown.ToHtml(markdown));

    public static TheoryData<string> Payloads { get; } =
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x]( javascript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x](< javascript:alert(1)>)",
        "[x](&#106;avascript:alert(1))",
        "[x](&#x6A;avascript:alert(1))",
        "[x](&#0000106avascript:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](javascript&#58;alert(1))",
        "[x](java&Tab;script:alert(1))",
        "[x](java&NewLine;script:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](&#1;javascript:alert(1))",
        "[x](\\javascript:alert(1))",
        "[x](javascript\\:alert(1))",
        "[x](%6Aavascript:alert(1))",
        "[x](javascript://example.org/%0aalert(1))",
        "[x](javascript:alert(1) \"t\")",
        "[x](javascript:alert`1`)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](DATA:text/html,<script>alert(1)</script>)",
        "[x](data:image/svg+xml,<svg/onload=alert(1)>)",
        "[x](vbscript:msgbox(1))",
        "[x](file:///etc/passwd)",
        "[x](blob:https://e.org/1)",
        "[x](filesystem:https://e.org/1)",
        "[x](view-source:https://e.org)",
        "[x](about:blank)",
        "[x](intent://x#Intent;scheme=http;end)",
        "[x](ftp://e.org/)",
        "[x](tel:+1)",
        "[x](feed:javascript:alert(1))",
        "[x](jar:https://e.org!/x)",
        "[x](//evil.example/)",
        "[x](///evil.example/)",
        "[x](/\\evil.example/)",
        "[x](\\\\evil.example)",
        "[x](/&Tab;/evil.example)",
        "[x](/&#9;/evil.example)",
        "[x](https:evil.example)",
        "[x](https:/evil.example)",
        "[x](https://bank.example@evil.example/)",
        "[x](https://:p@evil.example/)",
        "[x](https://)",
        "<javascript:alert(1)>",
        "<data:text/html,x>",
        "<vbscript:x>",
        "<java&Tab;script:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "[x]: <javascript:alert(1)> \"t\"\n\n[y][x]",
        "[x]: data:text/html,x\n\n![y][x]",
        "![x](javascript:alert(1))",
        "![x](data:image/png;base64,AAAA)",
        "![x](x\" onerror=\"alert(1))",
        "![x\" onerror=\"alert(1)](https://e.org/x.png)",
        "[![x](https://e.org/a.png)](https://e.org/)",
        "[![x](javascript:alert(1))](javascript:alert(1))",
        "[a [b](https://e.org/) c](https://e.org/)",
        "[x](https://e.org \"t\\\" onmouseover=alert(1)\")",
        "[x](https://e.org/\"onmouseover=alert(1))",
        "[x](https://e.org/'onmouseover=alert(1))",
        "[x](https://e.org/><script>alert(1)</script>)",
        "[x](mailto:a@e.org\"onclick=alert(1))",
        "<https://e.org/\"onclick=alert(1)>",
        "<a@e.org\"onclick=alert(1)>",
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//e.org/x.js></SCRIPT>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<iframe src=javascript:alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<style>*{x:expression(alert(1))}</style>",
        "<!-- --><script>alert(1)</script>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php echo 1 ?>",
        "<div>\n\n<script>alert(1)</script>\n\n</div>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
        "`<script>alert(1)</script>`",
        "```\"><script>alert(1)</script>\nx\n```",
        "```js onclick=alert(1)\n</code></pre><script>alert(1)</script>\n```",
        "    </code></pre><script>alert(1)</script>",
        "x {onclick=alert(1)}",
        "# x {#a onclick=alert(1)}",
        "[x](https://e.org){onclick=alert(1)}",
        "# <script>alert(1)</script>",
        "- <script>alert(1)</script>\n  - ![x](javascript:x)",
        "> <img src=x>\n> [x](javascript:x)",
        "***[x](javascript:alert(1))***",
        "| a |\n|---|\n| <script>alert(1)</script> |",
        "[^1]\n\n[^1]: <script>alert(1)</script>",
        "$$<script>alert(1)</script>$$",
        ":::x onclick=alert(1)\ny\n:::",
        "\0<script>alert(1)</script>",
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Nothing_else_is(string markdown)
    {
        string html = SafeMarkdown.ToHtml(markdown);
        Assert.DoesNotContain('\0', html);
        Stack<string> open = new();
        foreach (string inside in html.Split('<').Skip(1).Select(tag => tag.Split('>')[0]))
        {
            Assert.Matches(Allowed(), inside);
            if (inside is "br" or "hr") continue;
            if (inside[0] == '/') Assert.Equal(open.Pop(), inside[1..]);
            else open.Push(inside.Split(' ')[0]);
            Assert.True(open.Count(tag => tag == "a") <= 1, "A link stands within a link.");
        }
        Assert.Empty(open);
        foreach (Match address in Address().Matches(html)) Assert.DoesNotContain('@', new Uri(new("https://here.example"), address.Groups[1].Value).UserInfo);
    }

    [Fact]
    public void A_deep_nest_is_written_as_the_text_it_is() =>
        Assert.StartsWith("<p>&gt;&gt;", SafeMarkdown.ToHtml(new string('>', 20_000) + " x"), StringComparison.Ordinal);

    [Fact]
    public void Words_in_a_nest_that_ends_are_not_lost() =>
        Assert.Contains("words", SafeMarkdown.ToHtml(new string('>', 60) + " words"), StringComparison.Ordinal);

    [Fact]
    public void What_is_too_long_is_written_as_the_text_it_is() =>
        Assert.StartsWith("<p>**a**", SafeMarkdown.ToHtml("**a**" + new string('x', 200_000)), StringComparison.Ordinal);

    [Fact]
    public void Marks_that_never_pair_are_written_as_the_text_they_are_and_a_long_story_keeps_its_own()
    {
        Assert.DoesNotContain("<strong>", SafeMarkdown.ToHtml(string.Concat(Enumerable.Repeat("*a_", 300)) + " **they**"), StringComparison.Ordinal);
        Assert.DoesNotContain("<strong>", SafeMarkdown.ToHtml(string.Concat(Enumerable.Repeat("*a_\n\u00A0\n", 300)) + "**they**"), StringComparison.Ordinal);
        string paragraphs = string.Concat(Enumerable.Repeat("**Amal:** I was *there*, and _so_ was she.\n\n", 600));
        Assert.Equal(600, SafeMarkdown.ToHtml(paragraphs).Split("<strong>").Length - 1);
    }

    [Theory]
    [InlineData("*a_", "", 3_950)]
    [InlineData("*a_", "", 250)]
    [InlineData("[", "", 1_000)]
    [InlineData("![", "", 1_000)]
    [InlineData("[a](", "", 1_000)]
    [InlineData("[a](<b", "", 1_000)]
    [InlineData("[a](b '", "", 1_000)]
    [InlineData("[a](", "", 50_000)]
    [InlineData("*a _b ", "", 25_000)]
    [InlineData("<a", "", 25_000)]
    [InlineData("`a``", "", 25_000)]
    [InlineData("- ", "x", 25_000)]
    [InlineData("1. ", "x", 25_000)]
    [InlineData("> - ", "x", 25_000)]
    [InlineData("&#", "", 25_000)]
    [InlineData("[a]: b\n", "[a]", 999)]
    public void No_repetition_holds_a_page_up(string piece, string end, int times)
    {
        long start = Stopwatch.GetTimestamp();
        SafeMarkdown.ToHtml(string.Concat(Enumerable.Repeat(piece, times)) + end);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5), "This takes more than its share.");
    }

    [GeneratedRegex("""^/?(p|strong|em|h[3-6]|ul|ol|li|blockquote|pre|code|br|hr|ol start="\d+"|a href="(https?://|mailto:)[^"]*" rel="noreferrer nofollow"|a href="(/[^/\\"][^"]*|/|#[^"]*)"|a)$""")]
    private static partial Regex Allowed();

    [GeneratedRegex("href=\"(http[^\"]*)\"")]
    private static partial Regex Address();
}
