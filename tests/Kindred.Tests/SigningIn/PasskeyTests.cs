using System.Net;
using System.Text.RegularExpressions;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.SigningIn;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.SigningIn;

public sealed partial class PasskeyTests
{
    private const string Good = "violet anchors hum beneath gravel";

    [Fact]
    public async Task Someone_joins_and_signs_in_with_a_passkey_and_types_no_handle()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        using SoftPasskey device = new();
        HttpResponseMessage joined = await Join(archive, anyone, device);
        Assert.Equal("/desk", joined.Headers.Location?.ToString());
        Member ines = (await archive.Get<IMemberStore>().Find("ines", CancellationToken.None))!;
        Assert.Equal((true, true, false, null), (ines.IsKeeperOn(archive.Today), ines.SignsIn, ines.HasHalfAWayIn, ines.PasswordHash));
        Passkey held = Assert.Single(await archive.Get<IMemberStore>().Passkeys("ines", CancellationToken.None));
        Assert.Equal(("localhost", archive.Today, "ines"), (held.Domain, held.Made, (await archive.Get<IMemberStore>().FindPasskey(held.CredentialId, CancellationToken.None))!.Handle));
        HttpResponseMessage signedIn = await SignIn(anyone, device);
        Assert.Equal("/desk", signedIn.Headers.Location?.ToString());
        Assert.True((await archive.Get<IMemberStore>().FindPasskey(held.CredentialId, CancellationToken.None))!.SignCount > held.SignCount);
    }

    [Fact]
    public async Task A_passkey_shown_elsewhere_unlocked_by_nobody_or_twice_opens_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        using SoftPasskey device = new();
        await Join(archive, anyone, device);
        device.Origin = "http://localhost.example";
        Assert.Equal(HttpStatusCode.BadRequest, (await SignIn(anyone, device)).StatusCode);
        (device.Origin, device.Domain) = ("http://localhost", "elsewhere.example");
        Assert.Equal(HttpStatusCode.BadRequest, (await SignIn(anyone, device)).StatusCode);
        (device.Domain, device.Verifies) = ("localhost", false);
        Assert.Equal(HttpStatusCode.BadRequest, (await SignIn(anyone, device)).StatusCode);
        device.Verifies = true;
        (string options, string state) = await Offer(anyone, "/sign-in");
        string shown = device.Show(options);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(anyone, "/sign-in", ("credential", shown), ("state", state))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(anyone, "/sign-in", ("credential", shown), ("state", state))).StatusCode);
        (options, state) = await Offer(anyone, "/sign-in");
        archive.Clock.Pass(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(anyone, "/sign-in", ("credential", device.Show(options)), ("state", state))).StatusCode);
        foreach (string nonsense in (string[])["{}", "[]", "null", "nonsense", new string('x', Passkey.LongestAnswer + 1)])
            Assert.Equal(HttpStatusCode.BadRequest, (await Post(anyone, "/sign-in", ("credential", nonsense), ("state", state))).StatusCode);
        using SoftPasskey strangers = new();
        strangers.Make((await Offer(anyone, "/join/" + archive.FoundingLinks[1])).Options);
        Assert.Equal(HttpStatusCode.BadRequest, (await SignIn(anyone, strangers)).StatusCode);
    }

    /// <summary>Passkeys that are carried from device to device count nothing: no count tells a copied answer from the first.</summary>
    [Fact]
    public async Task An_answer_of_a_passkey_that_counts_nothing_opens_once()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        using SoftPasskey device = new() { Count = uint.MaxValue };
        await Join(archive, anyone, device);
        (string options, string state) = await Offer(anyone, "/sign-in");
        device.Count = uint.MaxValue;
        string shown = device.Show(options);
        Assert.Equal(0u, device.Count);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(anyone, "/sign-in", ("credential", shown), ("state", state))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(anyone, "/sign-in", ("credential", shown), ("state", state))).StatusCode);
    }

    [Fact]
    public async Task The_page_names_no_passkey_and_sets_no_cookie_whatever_handle_is_typed()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        using SoftPasskey device = new();
        await Join(archive, anyone, device);
        foreach (string handle in (string[])["ines", "nobody"])
        {
            HttpResponseMessage page = await Post(anyone, "/sign-in", ("handle", handle), ("password", "not the right words"));
            Assert.False(page.Headers.Contains("Set-Cookie"));
            string options = WebUtility.HtmlDecode(Options().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value);
            Assert.Contains("\"userVerification\":\"required\"", options, StringComparison.Ordinal);
            Assert.DoesNotContain("\"id\"", options, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_domain_is_that_of_a_public_address_and_never_of_the_request_alone()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_ORIGIN", "https://archive.example;http://abcdefgh.onion")]);
        using HttpClient anyone = archive.Anyone();
        foreach ((string host, string domain) in ((string, string)[])[("evil.example", "archive.example"), ("archive.example", "archive.example"), ("abcdefgh.onion", "abcdefgh.onion")])
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/sign-in");
            request.Headers.Host = host;
            string page = await (await anyone.SendAsync(request)).Content.ReadAsStringAsync();
            Assert.Contains($"\"rpId\":\"{domain}\"", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }

        await using TestArchive unset = await TestArchive.Start();
        using HttpClient elsewhere = unset.Anyone();
        using HttpRequestMessage asked = new(HttpMethod.Get, "/sign-in");
        asked.Headers.Host = "evil.example";
        Assert.DoesNotContain("data-options", await (await elsewhere.SendAsync(asked)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passkey_in_place_of_half_a_way_in_ends_the_password_and_the_last_way_in_stays()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        HttpResponseMessage joined = await Post(anyone, "/join/" + archive.FoundingLinks[0], ("handle", "ines"), ("password", Good));
        using SignedInBrowser ines = new(archive.Anyone(), joined.Headers.GetValues("Set-Cookie").First().Split(';')[0]["kindred=".Length..]);
        using SoftPasskey device = new();
        await ines.Read("/account/code-app");
        Assert.Equal("/account?done=added-instead", (await Add(ines, device)).Headers.Location?.ToString());
        IMemberStore members = archive.Get<IMemberStore>();
        Assert.Null((await members.Find("ines", CancellationToken.None))!.PasswordHash);
        Passkey held = Assert.Single(await members.Passkeys("ines", CancellationToken.None));
        Assert.Equal("telephone", held.Name);
        string account = await ines.Read("/account");
        Assert.DoesNotContain("handler=remove", account, StringComparison.Ordinal);
        Assert.EndsWith("only-way", (await ines.Post("/account?handler=remove", ("id", AccountPage.IdOf(held)))).Headers.Location!.ToString(), StringComparison.Ordinal);
        using SoftPasskey second = new();
        Assert.Equal("/account?done=added", (await Add(ines, second)).Headers.Location?.ToString());
        string elsewhere = await archive.Session("ines");
        Assert.EndsWith("removed", (await ines.Post("/account?handler=remove", ("id", AccountPage.IdOf(held)))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await SignIn(anyone, device)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SignIn(anyone, second)).StatusCode);
        using SignedInBrowser ended = new(archive.Anyone(), elsewhere);
        Assert.Equal("/sign-in", (await ended.Answer("/account")).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await ines.Answer("/account")).StatusCode);
    }

    [Fact]
    public async Task A_new_link_ends_every_way_in_that_there_was()
    {
        await using TestArchive archive = await Keeping.TwoKeepers.Start();
        byte[] code = await archive.GivePassword("kofi", Good);
        IMemberStore members = archive.Get<IMemberStore>();
        await archive.Get<ChangeWaysIn>().Add("kofi", SoftPasskey.Some("kofi"), CancellationToken.None);
        await archive.Get<ChangeWaysIn>().RenewRecoveryCodes("kofi", CancellationToken.None);
        await archive.Token("kofi");
        RenewSignIn renew = archive.Get<RenewSignIn>();
        await renew.Propose("kofi", "lee", null, "", CancellationToken.None);
        string link = Assert.IsType<RenewOutcome.Done>(await renew.Propose("kofi", Member.TerminalHandle, "his telephone was taken", "", CancellationToken.None)).Link;
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("everything that let you in before ends", await anyone.GetStringAsync("/join/" + link), StringComparison.Ordinal);
        using SoftPasskey device = new();
        (string options, string state) = await Offer(anyone, "/join/" + link);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(anyone, "/join/" + link, ("credential", device.Make(options)), ("state", state))).StatusCode);
        Member kofi = (await members.Find("kofi", CancellationToken.None))!;
        Assert.Equal((null, null, true), (kofi.PasswordHash, kofi.CodeSecret, kofi.IsKeeperOn(archive.Today)));
        Assert.Single(await members.Passkeys("kofi", CancellationToken.None));
        Assert.Equal(0, await members.RecoveryCodesLeft("kofi", CancellationToken.None));
        Assert.Equal(SessionKind.Browser, Assert.Single(await members.Sessions("kofi", CancellationToken.None)).Kind);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(anyone, "/sign-in", ("handle", "kofi"), ("password", Good), ("code", archive.Code(code)))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SignIn(anyone, device)).StatusCode);
    }

    [Fact]
    public async Task Asked_again_one_shows_a_passkey_of_ones_own_and_nobody_elses()
    {
        await using TestArchive archive = await Keeping.TwoKeepers.Start();
        using HttpClient anyone = archive.Anyone();
        using SoftPasskey his = new(), hers = new();
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi"), lee = await SignedInBrowser.Of(archive, "lee");
        foreach ((SignedInBrowser browser, SoftPasskey device) in ((SignedInBrowser, SoftPasskey)[])[(kofi, his), (lee, hers)])
        {
            await browser.Read("/account/code-app");
            Assert.StartsWith("/account?done=added", (await Add(browser, device)).Headers.Location!.ToString(), StringComparison.Ordinal);
        }

        archive.Clock.Pass(TimeSpan.FromMinutes(11));
        const string Invite = "/keep/members?handler=invite";
        (string, string)[] typed = [("handle", "amal"), ("role", "keeper"), ("reason", "she knows the neighbours")];
        string again = (await kofi.Post(Invite, typed)).Headers.Location!.ToString();
        // What is shown for the door to come in by is no answer to who sits there.
        foreach ((SoftPasskey device, bool isForDoor) in ((SoftPasskey, bool)[])[(hers, false), (hers, true), (his, true), (his, false)])
        {
            bool opens = device == his && !isForDoor;
            string page = await (await kofi.Post(again, typed)).Content.ReadAsStringAsync();
            (string options, string state) = isForDoor ? await Offer(anyone, "/sign-in") : Read(page);
            string kept = KeptForm().Match(page).Groups[1].Value;
            HttpResponseMessage done = await kofi.Post(Invite, ("again.kept", kept), ("credential", device.Show(options)), ("state", state));
            Assert.Equal(opens ? HttpStatusCode.OK : HttpStatusCode.TemporaryRedirect, done.StatusCode);
            Assert.Equal(opens ? 1 : 0, (await archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None)).Count);
        }
    }

    private static async Task<HttpResponseMessage> Add(SignedInBrowser browser, SoftPasskey device)
    {
        string page = await (await browser.Post("/account/passkey?handler=begin")).Content.ReadAsStringAsync();
        (string options, string state) = Read(page);
        return await browser.Post("/account/passkey", ("name", " telephone "), ("credential", device.Make(options)), ("state", state));
    }

    private static async Task<HttpResponseMessage> Join(TestArchive archive, HttpClient anyone, SoftPasskey device)
    {
        string link = "/join/" + archive.FoundingLinks[0];
        (string options, string state) = await Offer(anyone, link);
        return await Post(anyone, link, ("handle", "ines"), ("password", ""), ("credential", device.Make(options)), ("state", state));
    }

    private static async Task<HttpResponseMessage> SignIn(HttpClient anyone, SoftPasskey device)
    {
        (string options, string state) = await Offer(anyone, "/sign-in");
        return await Post(anyone, "/sign-in", ("handle", ""), ("credential", device.Show(options)), ("state", state));
    }

    private static async Task<(string Options, string State)> Offer(HttpClient client, string address) => Read(await client.GetStringAsync(address));

    private static (string Options, string State) Read(string page) => (WebUtility.HtmlDecode(Options().Match(page).Groups[1].Value), State().Match(page).Groups[1].Value);

    private static async Task<HttpResponseMessage> Post(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        using FormUrlEncodedContent form = new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.PostAsync(new Uri(address, UriKind.Relative), form);
    }

    [GeneratedRegex("data-options=\"([^\"]+)\"")]
    private static partial Regex Options();

    [GeneratedRegex("name=\"again.kept\" value=\"([^\"]+)\"")]
    private static partial Regex KeptForm();

    [GeneratedRegex("name=\"state\" value=\"([^\"]+)\"")]
    private static partial Regex State();
}
