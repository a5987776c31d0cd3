using System.Net;
using System.Text.RegularExpressions;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;
using Kindred.Features.SigningIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kindred.Tests.SigningIn;

public partial class SignInTests
{
    private const string Good = "violet anchors hum beneath gravel";

    [Fact]
    public async Task What_lets_nobody_in_any_more_is_not_kept()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("amina");
        await archive.Session("amina");
        await archive.Write(session => session.Put(new Invitation([1], "amina", null, IsKeeper: false, archive.Today)));
        IMemberStore members = archive.Get<IMemberStore>();
        await archive.Pass(14);
        Assert.Equal(2, (await members.Sessions("amina", CancellationToken.None)).Count);
        await archive.Pass(1);
        // The founding keepers' links end with their days too; the next start prints others.
        Assert.Equal(SessionKind.Token, Assert.Single(await members.Sessions("amina", CancellationToken.None)).Kind);
        Assert.DoesNotContain(await members.Invitations(CancellationToken.None), link => link.Until < archive.Today);
    }

    [Fact]
    public async Task Someone_claims_a_founding_link_once_and_is_a_keeper()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        string link = "/join/" + archive.FoundingLinks[0];
        Assert.Contains("keeper", await anyone.GetStringAsync(link), StringComparison.Ordinal);
        HttpResponseMessage joined = await Post(anyone, link, ("handle", "Inés"), ("password", Good));
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        Member? member = await archive.Get<IMemberStore>().Find("inés", CancellationToken.None);
        Assert.True(member!.IsKeeperOn(archive.Today));
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task A_link_says_who_will_see_the_handle_and_how_to_choose_one_only_where_it_is_chosen()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        string founding = await anyone.GetStringAsync("/join/" + archive.FoundingLinks[0]);
        Assert.Contains("handles are public", founding, StringComparison.Ordinal);
        Assert.Contains("2 to 32 letters", founding, StringComparison.Ordinal);
        RecordId community = await archive.Community();
        string link = Assert.IsType<KeepingOutcome.Done>(await archive.Get<AddMember>().Do(
            "amal", community.ToString(), null, Member.TerminalHandle, "she answers", "", CancellationToken.None)).Secret!;
        string steward = await anyone.GetStringAsync("/join/" + link);
        Assert.Contains("the public never does", steward, StringComparison.Ordinal);
        Assert.DoesNotContain("2 to 32 letters", steward, StringComparison.Ordinal);
        // A keeper whom another one invited is as public as a founding one: nobody chooses that unknowing.
        string seat = Assert.IsType<KeepingOutcome.Done>(await archive.Get<AddMember>().Do(
            "mika", null, null, Member.TerminalHandle, "she comes", "", CancellationToken.None)).Secret!;
        string keeper = await anyone.GetStringAsync("/join/" + seat);
        Assert.Contains("handles are public", keeper, StringComparison.Ordinal);
        Assert.DoesNotContain("the public never does", keeper, StringComparison.Ordinal);
        Assert.Contains("as a keeper", keeper, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_a_handle_nobody_has_answer_alike_and_cost_alike()
    {
        CountingHasher hasher = new();
        await using TestArchive archive = await TestArchive.Start(adjust: services => services.AddSingleton<IPasswordHasher<Account>>(hasher));
        using HttpClient anyone = archive.Anyone();
        await Post(anyone, "/join/" + archive.FoundingLinks[0], ("handle", "ines"), ("password", Good));
        HttpResponseMessage wrong = await Post(anyone, "/sign-in", ("handle", "ines"), ("password", "not the right words"));
        Assert.Equal(1, hasher.Verified);
        HttpResponseMessage nobody = await Post(anyone, "/sign-in", ("handle", "enis"), ("password", "not the right words"));
        Assert.Equal(2, hasher.Verified);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(wrong.StatusCode, nobody.StatusCode);
        Assert.Equal(
            Challenge().Replace((await wrong.Content.ReadAsStringAsync()).Replace("ines", "", StringComparison.Ordinal), ""),
            Challenge().Replace((await nobody.Content.ReadAsStringAsync()).Replace("enis", "", StringComparison.Ordinal), ""));
        Assert.False(wrong.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_locks_no_account()
    {
        SteppedClock clock = new();
        await using TestArchive archive = await TestArchive.Start(adjust: services => services.AddSingleton(of => new SignInGuard(clock, of.GetRequiredService<IOptions<PasswordHasherOptions>>())));
        using HttpClient anyone = archive.Anyone();
        await Post(anyone, "/join/" + archive.FoundingLinks[0], ("handle", "ines"), ("password", Good));
        for (int guess = 0; guess < 9; guess++) Assert.Equal(HttpStatusCode.BadRequest, (await Post(anyone, "/sign-in", ("handle", "ines"), ("password", "guess"))).StatusCode);
        Task<HttpResponseMessage> guesser = Post(anyone, "/sign-in", ("handle", "ines"), ("password", "guess")), hers = Post(anyone, "/sign-in", ("handle", "ines"), ("password", Good));
        while (clock.Waiting < 2) await Task.Yield();
        Task<HttpResponseMessage>[] more = [.. Enumerable.Range(2, SignInGuard.MostWaiting - 2).Select(_ => Post(anyone, "/sign-in", ("handle", "ines"), ("password", "guess")))];
        while (clock.Waiting < SignInGuard.MostWaiting) await Task.Yield();
        HttpResponseMessage later = await Post(anyone, "/sign-in", ("handle", "ines"), ("password", "guess"));
        Assert.Equal(HttpStatusCode.TooManyRequests, later.StatusCode);
        Assert.Contains("no account is locked", await later.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.BadRequest, (await guesser).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await hers).StatusCode);
        await Task.WhenAll(more);
    }

    [Fact]
    public async Task A_session_is_seen_in_the_list_ended_there_and_then_opens_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("ines");
        using HttpClient ines = archive.SignedIn(await archive.Session("ines"));
        HttpResponseMessage page = await ines.GetAsync("/sessions");
        string html = await page.Content.ReadAsStringAsync();
        Assert.Contains("this browser", html, StringComparison.Ordinal);
        string formCookie = page.Headers.GetValues("Set-Cookie").First(cookie => cookie.StartsWith("kindred-form=", StringComparison.Ordinal)).Split(';')[0];
        string own = ines.DefaultRequestHeaders.GetValues("Cookie").First();
        ines.DefaultRequestHeaders.Remove("Cookie");
        ines.DefaultRequestHeaders.Add("Cookie", $"{own}; {formCookie}");
        string row = html[..html.IndexOf("this browser", StringComparison.Ordinal)];
        string hash = HashField().Matches(html[row.Length..])[0].Groups[1].Value;
        string token = FormToken().Match(html).Groups[1].Value;
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(ines, "/sessions?handler=end", ("hash", hash))).StatusCode);
        HttpResponseMessage ended = await Post(ines, "/sessions?handler=end", ("hash", hash), ("__RequestVerificationToken", token));
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        HttpResponseMessage after = await ines.GetAsync("/sessions");
        Assert.Equal("/sign-in", after.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_token_that_is_nobodys_or_has_ended_is_refused_and_a_cookie_opens_no_API()
    {
        await using TestArchive archive = await TestArchive.Start();
        string token = await archive.Member("ines");
        using HttpClient ines = archive.With(token);
        Assert.Equal(HttpStatusCode.OK, (await ines.GetAsync("/api/v1/keep/members")).StatusCode);
        using HttpClient browser = archive.SignedIn(await archive.Session("ines"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/keep/members")).StatusCode);
        await archive.Write(session => session.DestroySessions("ines", SessionKind.Token));
        Assert.Equal(HttpStatusCode.Unauthorized, (await ines.GetAsync("/api/v1/keep/members")).StatusCode);
        using HttpClient nobody = archive.With("0000");
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/")).StatusCode);
        string second = await archive.Token("ines");
        await archive.Pass(400);
        using HttpClient late = archive.With(second);
        Assert.Equal(HttpStatusCode.Unauthorized, (await late.GetAsync("/api/v1/keep/members")).StatusCode);
    }

    [Fact]
    public async Task A_form_from_another_site_is_refused()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        anyone.DefaultRequestHeaders.Remove("Origin");
        anyone.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await Post(anyone, "/sign-in", ("handle", "ines"), ("password", Good))).StatusCode);
    }

    [Theory]
    [InlineData("short words", "short")]
    [InlineData("passwordpassword123", "common")]
    [InlineData("P4ssw0rd!P4ssw0rd!", "common")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa", "common")]
    [InlineData("abcdefghijklmnopqrst", "common")]
    [InlineData("qwertyuiopasdfghjkl", "common")]
    [InlineData("correcthorsebatterystaple", "common")]
    [InlineData("ines ines ines ines ines", "common")]
    [InlineData("riverside river archive", "common", "Riverside River Archive")]
    [InlineData("violet anchors hum beneath gravel", null)]
    [InlineData("كلمات لا يجمعها أحد أبدا", null)]
    public void A_password_that_is_tried_first_is_refused(string password, string? finding, string archiveName = "Kindred") =>
        Assert.Equal(finding, PasswordRule.Finding(password, "ines", archiveName));

    private static async Task<HttpResponseMessage> Post(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        using FormUrlEncodedContent form = new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.PostAsync(new Uri(address, UriKind.Relative), form);
    }

    private sealed class CountingHasher : PasswordHasher<Account>
    {
        public int Verified { get; private set; }

        public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    // New for whoever looks: it tells nothing of the handle.
    [GeneratedRegex("name=\"state\" value=\"[^\"]+\"|data-options=\"[^\"]+\"")]
    private static partial Regex Challenge();

    [GeneratedRegex("name=\"hash\" value=\"([0-9a-f]+)\"")]
    private static partial Regex HashField();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
