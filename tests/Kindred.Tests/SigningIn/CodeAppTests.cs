using System.Net;
using System.Text.RegularExpressions;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;
using Kindred.Features.SigningIn;
using Kindred.Tests.Browsing;
using Kindred.Tests.Reviewing;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Tests.SigningIn;

/// <summary>A password is half a way in; with a code app it is a whole one, and everything on it works without scripts.</summary>
public partial class CodeAppTests
{
    private const string Good = "violet anchors hum beneath gravel";

    [Fact]
    public async Task Who_joins_by_password_can_do_nothing_in_a_role_until_a_code_app_is_beside_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        using SignedInBrowser ines = await Joined(archive);
        foreach (string address in (string[])["/keep", "/keep/members", "/desk", "/sessions", "/account/password"])
            Assert.Equal("/account/code-app", (await ines.Answer(address)).Headers.Location?.ToString());
        string page = await ines.Read("/account/code-app");
        Assert.Equal(SecretOn(page), SecretOn(await ines.Read("/account/code-app")));
        HttpResponseMessage token = await ines.Post("/sessions?handler=token", ("label", "mine"));
        Assert.Equal("/account/code-app", token.Headers.Location?.ToString());
        Assert.DoesNotContain(await archive.Get<IMemberStore>().Sessions("ines", CancellationToken.None), one => one.Kind == SessionKind.Token);
        HttpResponseMessage wrong = await ines.Post("/account/code-app", ("code", "000000"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("aria-describedby=\"code-error code-hint\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        string done = await (await ines.Post("/account/code-app", ("code", archive.Code(SecretOn(page))))).Content.ReadAsStringAsync();
        Assert.Equal(RecoveryCodes.Count, Paper().Count(done));
        Assert.Equal(HttpStatusCode.OK, (await ines.Answer("/keep")).StatusCode);
    }

    [Fact]
    public async Task Who_has_joined_by_password_alone_is_a_stranger_to_what_only_a_role_shows()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId waiting = RecordId.Mint();
        await archive.Write(session => Told.Put(session, waiting, "practice", Told.Content("A vigil that waits"), archive.Today, RecordState.Asked));
        using SignedInBrowser ines = await Joined(archive);
        // Pages that are everyone's send nobody on: there only what the viewer may see keeps it from her.
        foreach (string address in (string[])[$"/r/{waiting}", $"/r/{waiting}/history"]) Assert.Equal(HttpStatusCode.NotFound, (await ines.Answer(address)).StatusCode);
        byte[] secret = SecretOn(await ines.Read("/account/code-app"));
        Assert.Equal(HttpStatusCode.OK, (await ines.Post("/account/code-app", ("code", archive.Code(secret)))).StatusCode);
        foreach (string address in (string[])[$"/r/{waiting}", $"/r/{waiting}/history"]) Assert.Equal(HttpStatusCode.OK, (await ines.Answer(address)).StatusCode);
    }

    [Fact]
    public async Task A_code_is_good_once_and_so_is_each_recovery_code()
    {
        await using TestArchive archive = await TestArchive.Start();
        using SignedInBrowser ines = await Joined(archive);
        byte[] secret = SecretOn(await ines.Read("/account/code-app"));
        string done = await (await ines.Post("/account/code-app", ("code", archive.Code(secret)))).Content.ReadAsStringAsync();
        string paper = Paper().Match(done).Value;
        Assert.Equal(SignInOutcomeKind.NotRight, await SignIn(archive, archive.Code(secret)));
        archive.Clock.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(SignInOutcomeKind.NotRight, await SignIn(archive, ""));
        Assert.Equal(SignInOutcomeKind.Done, await SignIn(archive, " " + archive.Code(secret)));
        Assert.Equal(SignInOutcomeKind.NotRight, await SignIn(archive, archive.Code(secret)));
        Assert.Equal(SignInOutcomeKind.NotRight, await SignIn(archive, paper, "not the right words"));
        Assert.Equal(SignInOutcomeKind.Done, await SignIn(archive, paper.ToUpperInvariant()));
        Assert.Equal(SignInOutcomeKind.NotRight, await SignIn(archive, paper));
        Assert.Equal(RecoveryCodes.Count - 1, await archive.Get<IMemberStore>().RecoveryCodesLeft("ines", CancellationToken.None));
    }

    [Fact]
    public async Task Wrong_codes_close_the_code_app_for_who_has_the_password_and_nothing_for_anybody_else()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("ines");
        byte[] secret = await archive.GivePassword("ines", Good);
        // Strangers who don't know the password use up nothing, however many.
        for (int guess = 0; guess < SignInGuard.MostWrongCodes * 2; guess++) await SignIn(archive, "000000", "not the right words", "network " + guess);
        Assert.Equal(SignInOutcomeKind.Done, await SignIn(archive, archive.Code(secret), network: "hers"));
        archive.Clock.Pass(TimeSpan.FromSeconds(30));
        string wrong = archive.Code(secret) == "000000" ? "000001" : "000000";
        for (int guess = 0; guess < SignInGuard.MostWrongCodes; guess++) await SignIn(archive, wrong, network: "network " + guess);
        Assert.Equal(SignInOutcomeKind.NotRight, await SignIn(archive, archive.Code(secret), network: "hers"));
        string paper = (await archive.Get<ChangeWaysIn>().RenewRecoveryCodes("ines", CancellationToken.None))![0];
        Assert.Equal(SignInOutcomeKind.Done, await SignIn(archive, paper, network: "hers"));
        archive.Clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(SignInOutcomeKind.Done, await SignIn(archive, archive.Code(secret), network: "hers"));
    }

    [Fact]
    public async Task What_a_code_app_holds_is_not_in_the_database()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("ines");
        byte[] secret = await archive.GivePassword("ines", Good);
        string paper = (await archive.Get<ChangeWaysIn>().RenewRecoveryCodes("ines", CancellationToken.None))![0].Replace("-", "", StringComparison.Ordinal);
        foreach (string file in Directory.GetFiles(archive.Folder, "*.db*"))
        {
            byte[] bytes = await File.ReadAllBytesAsync(file);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(secret));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Convert.ToBase64String(secret))));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(paper)));
        }
    }

    [Fact]
    public async Task The_secrets_of_who_has_no_role_any_more_are_gone_from_every_file()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("ines");
        await archive.GivePassword("ines", Good);
        await archive.Get<ChangeWaysIn>().RenewRecoveryCodes("ines", CancellationToken.None);
        Passkey passkey = SoftPasskey.Some("ines");
        Assert.True(await archive.Get<ChangeWaysIn>().Add("ines", passkey, CancellationToken.None));
        Member before = (await archive.Get<IMemberStore>().Find("ines", CancellationToken.None))!;
        Assert.IsType<KeepingOutcome.Done>(await archive.Get<ChangeRole>().Do(new RoleChange("ines", null, null, IsEnd: true), "ines", null, "", CancellationToken.None));
        Member after = (await archive.Get<IMemberStore>().Find("ines", CancellationToken.None))!;
        Assert.False(after.SignsIn);
        Assert.Equal(0, await archive.Get<IMemberStore>().RecoveryCodesLeft("ines", CancellationToken.None));
        Assert.Empty(await archive.Get<IMemberStore>().Sessions("ines", CancellationToken.None));
        foreach (byte[] gone in (byte[][])[System.Text.Encoding.UTF8.GetBytes(before.PasswordHash!), System.Text.Encoding.UTF8.GetBytes(before.CodeSecret!), [.. passkey.CredentialId], [.. passkey.PublicKey]])
            foreach (string file in Directory.GetFiles(archive.Folder, "*.db*")) Assert.Equal(-1, (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(gone));
    }

    private enum SignInOutcomeKind
    {
        Done,
        NotRight,
        Later,
    }

    private static async Task<SignInOutcomeKind> SignIn(TestArchive archive, string code, string password = Good, string network = "somewhere")
    {
        using IServiceScope scope = archive.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Http.IHttpContextAccessor>().HttpContext = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestServices = scope.ServiceProvider };
        return await scope.ServiceProvider.GetRequiredService<SignIn>().Do("ines", password, code, network, CancellationToken.None) switch
        {
            SignInOutcome.Done => SignInOutcomeKind.Done,
            SignInOutcome.Later => SignInOutcomeKind.Later,
            _ => SignInOutcomeKind.NotRight,
        };
    }

    /// <summary>A founding keeper who has chosen a password, and her browser.</summary>
    private static async Task<SignedInBrowser> Joined(TestArchive archive)
    {
        using HttpClient anyone = archive.Anyone();
        using FormUrlEncodedContent form = new([KeyValuePair.Create("handle", "ines"), KeyValuePair.Create("password", Good)]);
        HttpResponseMessage joined = await anyone.PostAsync(new Uri("/join/" + archive.FoundingLinks[0], UriKind.Relative), form);
        Assert.Equal("/account/code-app", joined.Headers.Location?.ToString());
        string session = joined.Headers.GetValues("Set-Cookie").First().Split(';')[0]["kindred=".Length..];
        return new SignedInBrowser(archive.Anyone(), session);
    }

    internal static byte[] SecretOn(string page) => Base32.Read(Secret().Match(page).Groups[1].Value);

    [GeneratedRegex("translate=\"no\">([A-Z2-7 ]+)<")]
    private static partial Regex Secret();

    [GeneratedRegex("(?<=<li>)[0-9a-z]{4}(?:-[0-9a-z]{4}){3}(?=</li>)")]
    private static partial Regex Paper();
}
