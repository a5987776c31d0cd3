using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FsCheck;
using FsCheck.Fluent;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Shared;

namespace Kindred.Tests.Importing.Reading;

/// <summary>HTML as Markdown: what has a form in it, what goes, and that no word does.</summary>
public partial class HtmlToMarkdownTests
{
    [Theory]
    [InlineData("<h1>Strike</h1><h3>of <em>all</em></h3>", "# Strike\n\n### of _all_")]
    [InlineData("<p>One\n  two</p>\n<p>three</p>", "One two\n\nthree")]
    [InlineData("one<br>two<br/>three<br>", "one\\\ntwo\\\nthree")]
    [InlineData("<p>so <strong>bold</strong>, so <i>slanted</i>, <b><i>both</i></b></p>", "so **bold**, so _slanted_, **_both_**")]
    [InlineData("un<em>believ</em>able <b> spaced </b>end", "un*believ*able **spaced** end")]
    [InlineData("<a href=\"https://example.org/a_(b)\">the <b>page</b></a>", "[the **page**](https://example.org/a_%28b%29)")]
    [InlineData("<a href=\"mailto:a@example.org\">write</a> <a href='/there'>there</a> <a href=\"\">here</a>", "[write](mailto:a@example.org) there here")]
    [InlineData("<a href=\"https://example.org\"><img src=\"https://example.org/i.png\" alt=\"A march\"></a>", "[A march](https://example.org)")]
    [InlineData("<img src=\"https://example.org/i.png\" alt=\"A march\"><img src=\"data:image/png;base64,x\" alt=\"inside\">", "[A march](https://example.org/i.png)inside")]
    [InlineData("<iframe src=\"https://example.org/film\">old browser</iframe>", "<https://example.org/film>")]
    [InlineData("<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul><ol start=\"3\"><li>three<li>four</ol>", "- one\n- two\n  - deep\n\n3. three\n4. four")]
    [InlineData("<ul><li><p>one</p><p>more</p></li><li>two</li></ul>", "- one\n\n  more\n- two")]
    [InlineData("<blockquote><p>They said</p><blockquote>no</blockquote></blockquote>", "> They said\n>\n> > no")]
    [InlineData("<pre>  if (a)\n    b `c`</pre>", "```\n  if (a)\n    b `c`\n```")]
    [InlineData("the <code>a `b` *c*</code> there", "the ``a `b` *c*`` there")]
    [InlineData("<hr><p>after</p>", "---\n\nafter")]
    [InlineData("<table><caption>Rows</caption><tr><th>Day</th><th>What</th></tr><tr><td>1|2</td><td><b>march</b></td></tr><tr><td>3</td></tr></table>", "Rows\n\n| Day | What |\n| --- | --- |\n| 1\\|2 | **march** |\n| 3 |  |")]
    [InlineData("<table><tr><td><h2>Page</h2><p>made of a table</p></td><td>side</td></tr></table>", "## Page\n\nmade of a table\n\nside")]
    [InlineData("<div>one<div>two</div>three</div>", "one\n\ntwo\n\nthree")]
    [InlineData("<b><p>one</p><p>two</p></b>", "one\n\ntwo")]
    [InlineData("<q>said</q> &amp; done &#8212; 5 &lt; 6", "“said” & done — 5 < 6")]
    [InlineData("plain words", "plain words")]
    [InlineData("", "")]
    public void What_has_a_form_keeps_it(string html, string markdown) => Assert.Equal(markdown, HtmlToMarkdown.Of(html));

    [Theory]
    [InlineData("<p onclick=\"x()\">words</p><script>alert(1)</script><style>p{}</style>")]
    [InlineData("<a href=\"javascript:alert(1)\">words</a>")]
    [InlineData("<a href=\" java\nscript:alert(1)\">words</a>")]
    [InlineData("<a href=\"data:text/html,x\">words</a>")]
    [InlineData("<a href=\"https://bank.example@elsewhere.example/\">words</a>")]
    [InlineData("<form action=\"/x\">words<input value=\"typed\"><select><option>chosen</select><button>send</button><textarea>typed</textarea></form>")]
    [InlineData("<svg onload=alert(1)></svg>words<math></math>")]
    [InlineData("words<template>hidden</template><!-- said -->")]
    [InlineData("<object data=\"x.swf\"><embed src=\"javascript:1\">words</object>")]
    [InlineData("<noscript>words</noscript>")]
    public void What_runs_or_loads_or_asks_goes_and_the_words_stay(string html) => Assert.Equal("words", HtmlToMarkdown.Of(html));

    [Theory]
    [InlineData("# not a heading")]
    [InlineData("1. not a list")]
    [InlineData("- not a list + nor this")]
    [InlineData("*not* _slanted_ snake_case **nor bold**")]
    [InlineData("[not a link](https://example.org)")]
    [InlineData("> no quotation")]
    [InlineData("`no code` ~~~ ```")]
    [InlineData("&amp;amp; &amp;lt;b&amp;gt; &lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("one<br># two<br>- three<br>===<br>---<br>4) five")]
    [InlineData("a \\ b \\* c \\")]
    [InlineData("<b>bold:</b>and <i>“said”</i>on <b>*</b> <i>a</i><b>b</b><i>c</i><i>d</i>")]
    [InlineData("![picture] !<a href=\"https://example.org\">link</a>")]
    [InlineData("<li>- one</li><li># two</li>")]
    [InlineData("<h2># sharp #</h2>")]
    [InlineData("<p>    four spaces&nbsp;&nbsp;&nbsp;&nbsp;and more</p>")]
    [InlineData("http://example.org/a_b*c <https://example.org>")]
    public void Words_that_look_like_marks_are_words(string html) => Assert.Equal(Words(html), WordsOf(HtmlToMarkdown.Of(html)));

    [Fact]
    public void No_word_of_any_page_is_lost_and_none_comes_to_it()
    {
        string[] pieces =
        [
            "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>", "<em>", "</em>", "<strong>", "</strong>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<blockquote>", "</blockquote>", "<h2>", "</h2>", "<br>",
            "<code>", "</code>", "<a href=\"https://example.org/x y\">", "<a href=\"javascript:x\">", "</a>", "<span>", "</span>", "<dl><dt>", "<dd>", "</dl>", "word", "Ñandú", "التضامن", "連帯", " ", "\n", "&nbsp;", "*", "**", "_", "__",
            "a_b", "`", "``", "#", "# ", "1. ", "2) ", "- ", "+ ", "> ", "&gt;", "&lt;b&gt;", "&amp;", "&amp;copy;", "\\", "[", "]", "](", "(x)", "!", "~~", "===", "---", "***", "|", "<script>gone</script>", "<style>gone</style>", ".", ",", ":", "\"",
        ];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(Gen.Elements(pieces).ListOf().Select(string.Concat).ToArbitrary(), html => Words(html) == WordsOf(HtmlToMarkdown.Of(html))));
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<ul><li>")]
    [InlineData("<blockquote>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<a href='https://example.org'>x")]
    [InlineData("<p><i>x")]
    [InlineData("<span>x</span>")]
    [InlineData("x<br>")]
    [InlineData("&amp;< ")]
    [InlineData("<code>`")]
    public void Pages_of_nothing_but_marks_take_no_time(string piece)
    {
        StringBuilder html = new();
        while (html.Length < 500_000) html.Append(piece);
        html.Append("last");
        Stopwatch watch = Stopwatch.StartNew();
        Assert.EndsWith("last", HtmlToMarkdown.Of(html.ToString()).TrimEnd('*', '`', ')', '|', ' ', '_'));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed} for {piece}");
    }

    [Theory]
    [InlineData("<p>One</p>", true)]
    [InlineData("one<br/>two", true)]
    [InlineData("see <a href=\"https://example.org\">there</a>", true)]
    [InlineData("AT&amp;T", true)]
    [InlineData("caf&eacute; &#8217;", true)]
    [InlineData("5 < 6 and 7 > 3", false)]
    [InlineData("R&D; more", false)]
    [InlineData("<amina@example.org>", false)]
    [InlineData("a <b c", false)]
    [InlineData("plain", false)]
    public void A_text_that_is_HTML_looks_like_it(string text, bool looks) => Assert.Equal(looks, HtmlMarks.LooksLikeHtml(text));

    [Fact]
    public void A_web_page_is_a_row()
    {
        Source source = Sources.Open("""
            <!-- saved -->
            <!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>La  huelga</title><style>p{}</style></head><body><h1>La huelga</h1><p>Cerraron.</p></body></html>
            """, "huelga.html");
        Assert.Equal(SourceForm.Html, source.Recognised.Form);
        Assert.Equal(["1: title=La huelga; language=es; story=# La huelga\n\nCerraron.; file=huelga.html"], source.Lines());
    }

    /// <summary>All letters that a reader of the page sees.</summary>
    private static string Words(string html)
    {
        using IDocument document = new HtmlParser().ParseDocument(html);
        foreach (IElement gone in document.QuerySelectorAll("script, style, template").ToArray()) gone.Remove();
        return Spaces().Replace(document.Body!.TextContent, "");
    }

    /// <summary>All letters that a reader of this archive sees.</summary>
    private static string WordsOf(string markdown) => Words(SafeMarkdown.ToHtml(markdown));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
