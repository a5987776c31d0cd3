using System.Net;
using System.Text;
using Kindred.Domain;
using Kindred.Tests.Depositing;

namespace Kindred.Tests.Shared;

/// <summary>What no keyboard types still comes in, and is nobody's error.</summary>
public sealed class NormalTextTests
{
    [Fact]
    public void What_is_no_character_is_left_out()
    {
        (string Text, string Left)[] texts =
        [
            ("e\u0301t\u0065\u0301", "été"), ("a\uFFFEb\uFFFF", "ab"), ("half a pair \uD83D here, a whole one \uD83D\uDD4A", "half a pair  here, a whole one \uD83D\uDD4A"),
            ("\uDC00\uD800", ""), ("\uD83F\uDFFE", ""), ("", ""),
        ];
        foreach ((string text, string left) in texts) Assert.Equal(left, NormalText.Of(text, NormalizationForm.FormC));
    }

    [Fact]
    public async Task Every_form_before_sign_in_takes_what_is_no_character()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        string concern = $"/r/{await archive.Community()}/concern", join = "/join/" + archive.FoundingLinks[0];
        (string Address, string Form)[] forms =
        [
            ("/sign-in", "handle=ab%EF%BF%BEc&password=%EF%BF%BE"),
            (join, "handle=%EF%BF%BEines&password=%EF%BF%BEviolet+anchors+hum+beneath+gravel"),
            (concern, "what=endangers&text=a%EF%BF%BEb"),
            ("/receipt", "words=%EF%BF%BE"),
        ];
        foreach ((string address, string form) in forms)
        {
            HttpResponseMessage answer = await anyone.PostAsync(address, new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"));
            Assert.True(answer.StatusCode < HttpStatusCode.InternalServerError, address);
        }

        Visitor visitor = new(anyone);
        await visitor.Open("/contribute?kind=practice");
        await visitor.Send("/contribute", ("f.title", "\uFFFE"), ("f.story", "They sang.\uFFFE"), ("go", "next"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await visitor.Send("/contribute", ("f.title", "Bread \uFFFE for all"), ("f.story", "They sang.\uFFFE"), ("go", "next"));
        await visitor.Send("/contribute", ("f.centres", "River\uFFFE people"), ("go", "preview"));
        Assert.Contains("Bread  for all", visitor.Text, StringComparison.Ordinal);
        foreach (string address in (string[])["/search?q=%EF%BF%BE", "/practices?topic=%EF%BF%BE", "/practices?where=%EF%BF%BE", "/search?q=topic:%EF%BF%BE", "/api/v1/records?q=a%EF%BF%BEb"])
            Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync(address)).StatusCode);
        Assert.DoesNotContain("Exception", archive.Log, StringComparison.Ordinal);
    }
}
