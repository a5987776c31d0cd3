using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Host.Commands;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;
using Kindred.Tests.SigningIn;
using SQLitePCL;

namespace Kindred.Tests.Stewarding;

/// <summary>A steward signs her answer with her own key: nobody, not even the server, can invent one or make it another without being seen.</summary>
public sealed class SignedAnswerTests : IAsyncLifetime
{
    private readonly SoftPasskey device = new();
    private TestArchive archive = null!;
    private Asked asked = null!;
    private RecordId marsh, practice;
    private SignedInBrowser amal = null!;
    private Signer signer = null!;

    public async ValueTask InitializeAsync()
    {
        archive = await TestArchive.Start();
        asked = new Asked(archive);
        marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal", "bo");
        practice = await asked.Practice(marsh);
        await archive.Write(session => session.Put(device.Of("amal")));
        amal = await SignedInBrowser.Of(archive, "amal");
        signer = new Signer(device);
    }

    public async ValueTask DisposeAsync()
    {
        amal.Dispose();
        device.Dispose();
        await archive.DisposeAsync();
    }

    [Theory]
    [InlineData("Given", "given", null)]
    [InlineData("Given", "given", "with a word")]
    [InlineData("Conditional", "conditional", "leave out “the name”,\nplease")]
    [InlineData("Declined", "declined", "not yet, é")]
    public async Task She_answers_and_signs_and_everyone_of_hers_sees_that_it_holds(string answered, string name, string? words)
    {
        string signature = signer.Sign(await amal.Read(At), name, "publish precise-place", "2027-03-01", words, $"{marsh}");
        HttpResponseMessage done = await Answer(answered, signature, ("scope", "PrecisePlace"), ("until", "2027-03-01"), ("condition", words?.ReplaceLineEndings("\r\n") ?? ""));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(SignatureState.Verified, await State());
        using SignedInBrowser bo = await SignedInBrowser.Of(archive, "bo");
        string page = await bo.Read(At + "?lang=en"), said = await bo.Read($"/desk/communities/{marsh}/said?lang=en");
        string print = ConsentSignature.Fingerprint(SHA256.HashData(Encoding.UTF8.GetBytes(signer.Statement)));
        foreach (string one in (string[])[page, said])
        {
            Assert.Contains("Signed with her own key, and it holds.", one, StringComparison.Ordinal);
            Assert.Contains(print, one, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_signed_is_exactly_what_is_put_down_or_nothing_is()
    {
        string page = await amal.Read(At);
        string good = signer.Sign(page, community: $"{marsh}");
        (string Answered, string Scope, string Until, string Words)[] others = [("Declined", "Publish", "", "no"), ("Given", "Reuse", "", ""), ("Given", "Publish", "2027-01-01", ""), ("Given", "Publish", "", "a word")];
        foreach ((string answered, string scope, string until, string words) in others)
        {
            HttpResponseMessage refused = await Answer(answered, good, ("scope", scope), ("until", until), ("condition", words));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("What was signed is not what stands here now", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        foreach (string nonsense in (string[])["{}", "[]", "null and void", "7", new string('x', ConsentSignature.MostSentCharacters + 1), good.Replace("\"salt\":\"", "\"salt\":\"AAAA", StringComparison.Ordinal)])
            Assert.Equal(HttpStatusCode.BadRequest, (await Answer("Given", nonsense)).StatusCode);
        using SoftPasskey strangers = new();
        Assert.Equal(HttpStatusCode.BadRequest, (await Answer("Given", new Signer(strangers).Sign(page, community: $"{marsh}"))).StatusCode);
        await archive.Write(session => session.Put(strangers.Of("bo")));
        Assert.Equal(HttpStatusCode.BadRequest, (await Answer("Given", new Signer(strangers).Sign(page, community: $"{marsh}"))).StatusCode);
        device.Count = 0;
        await archive.Write(session => session.Put(device.Of("amal") with { SignCount = 40 }));
        HttpResponseMessage copied = await Answer("Given", signer.Sign(page, community: $"{marsh}"));
        Assert.Contains("there is a copy of it", await copied.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await Consents());
        device.Count = 40;
        Assert.Equal(HttpStatusCode.Redirect, (await Answer("Given", signer.Sign(page, community: $"{marsh}"))).StatusCode);
        Assert.Equal(41, (await archive.Get<IMemberStore>().FindPasskey(device.Of("amal").CredentialId, CancellationToken.None))!.SignCount);
        // The same once more is no second answer.
        Assert.Equal(HttpStatusCode.BadRequest, (await Answer("Given", good)).StatusCode);
    }

    [Theory]
    [InlineData("UPDATE consents SET answer = 0, scope = 31")]
    [InlineData("UPDATE consents SET scope = 17")]
    [InlineData("UPDATE consents SET until = NULL")]
    [InlineData("UPDATE consents SET day = day - 1")]
    [InlineData("UPDATE consents SET steward = 'bo'")]
    [InlineData("UPDATE consent_signatures SET statement = replace(statement, 'publish', 'publish reuse')")]
    [InlineData("UPDATE consent_signatures SET public_key = x'a50102032620'")]
    [InlineData("UPDATE consent_signatures SET salt = randomblob(32)")]
    [InlineData("UPDATE revisions SET content = replace(content, 'first', 'second') WHERE number = 1")]
    [InlineData("DELETE FROM consents")]
    public async Task What_somebody_changes_in_the_database_is_told(string sql)
    {
        await Sign(until: "2027-03-01");
        (int before, _) = Doctor();
        Assert.NotEqual(ExitStatus.IntegrityAlarm, before);
        await Tamper(sql);
        if (!sql.StartsWith("DELETE", StringComparison.Ordinal))
        {
            Assert.Equal(SignatureState.Wrong, await State());
            Assert.Contains("This is not what was signed", await amal.Read(At + "?lang=en"), StringComparison.Ordinal);
            (int exit, string said) = Doctor();
            Assert.Equal(ExitStatus.IntegrityAlarm, exit);
            Assert.Contains("1 of 1 signed answers", said, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(0, (await archive.Writer.Write(session => session.FindSignature(1) is null ? 0 : 1, CancellationToken.None)));
        }
    }

    [Fact]
    public async Task An_answer_invented_in_her_name_is_seen_by_her_and_hers()
    {
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(SignatureState.Unsigned, await State());
        Assert.DoesNotContain("you did not sign", await amal.Read("/desk?lang=en"), StringComparison.Ordinal);
        await Sign();
        Assert.DoesNotContain("you did not sign", await amal.Read("/desk?lang=en"), StringComparison.Ordinal);
        await asked.Answer(practice, marsh, "amal", scope: ConsentScope.Publish | ConsentScope.Reuse);
        Assert.Equal(SignatureState.UnsignedSince, await State());
        using SignedInBrowser bo = await SignedInBrowser.Of(archive, "bo");
        Assert.Contains("Not signed, though she signed answers before", await bo.Read(At + "?lang=en"), StringComparison.Ordinal);
        Assert.DoesNotContain("you did not sign", await bo.Read("/desk?lang=en"), StringComparison.Ordinal);
        Assert.Contains("Answers in your name that you did not sign", await amal.Read("/desk?lang=en"), StringComparison.Ordinal);
        await amal.Post("/desk?handler=seen");
        Assert.DoesNotContain("you did not sign", await amal.Read("/desk?lang=en"), StringComparison.Ordinal);
        await asked.Answer(practice, marsh, "amal");
        Assert.Contains("you did not sign", await amal.Read("/desk?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_stays_with_the_answer_and_goes_with_the_record()
    {
        await Sign(words: "zaunkoenig");
        await archive.Write(session => session.DestroyPasskey(device.Of("amal").CredentialId));
        Assert.Equal(SignatureState.Verified, await State());
        Assert.NotEmpty(Holding(device.Of("amal").PublicKey.AsSpan().ToArray()));
        await asked.Destroy(practice);
        Assert.Empty(Holding(device.Of("amal").PublicKey.AsSpan().ToArray()));
        Assert.Empty(Residue.In(archive.Folder, "kindred/consent/1"));
    }

    [Fact]
    public async Task With_a_part_that_is_destroyed_nothing_that_tells_of_it_is_left_and_the_signature_holds()
    {
        await Sign();
        await archive.Write(session => archive.Get<Kindred.Features.Shared.Publishing.PartialWithdrawal>().ByDepositor(session, practice, "sources", null, archive.Today));
        Assert.Equal(SignatureState.VerifiedInPart, await State());
        Assert.Empty(Holding(signer.Salt));
        Assert.NotEqual(ExitStatus.IntegrityAlarm, Doctor().Exit);
    }

    [Fact]
    public async Task Many_are_renewed_with_one_signature_kept_with_each()
    {
        RecordId second = await asked.Practice(marsh), third = await asked.Practice(marsh);
        RecordId kin = await asked.Kin(practice, second);
        foreach (RecordId one in (RecordId[])[practice, second, third, kin]) await asked.Answer(one, marsh, "amal", until: archive.Today.AddDays(20));
        string page = await amal.Read("/desk/renew?lang=en");
        string signature = signer.Sign(page, until: "2027-03-01", isTicked: one => one != third.ToString());
        (string, string)[] ticked = [.. new[] { practice, second, kin }.Select(one => ("yes", $"{one} {marsh}"))];
        HttpResponseMessage other = await amal.Post("/desk/renew?lang=en", [("until", "2028-03-01"), ("signature", signature), .. ticked]);
        Assert.Contains("What was signed is not what stands here now", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        signature = signer.Sign(page, until: "2027-03-01", isTicked: one => one != third.ToString());
        HttpResponseMessage done = await amal.Post("/desk/renew?lang=en", [("until", "2027-03-01"), ("signature", signature), .. ticked]);
        Assert.Contains("3 yeses are renewed", await done.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (RecordId one in (RecordId[])[practice, second, kin]) Assert.Equal(SignatureState.Verified, await State(one));
        await Tamper($"UPDATE consents SET until = until + 1 WHERE subject = x'{Convert.ToHexString(second.ToBytes())}' AND number > 3");
        Assert.Equal((SignatureState.Verified, SignatureState.Wrong), (await State(practice), await State(second)));
    }

    [Fact]
    public async Task A_withdrawal_is_signed_and_never_refused_for_its_signature()
    {
        RecordId hill = await asked.Community("Hill people", Protocol.AnySteward, "chi");
        RecordId both = await asked.Practice(marsh, hill), again = await asked.Practice(marsh, hill);
        foreach (RecordId one in (RecordId[])[both, again])
        {
            await asked.Answer(one, marsh, "amal");
            await asked.Answer(one, hill, "chi");
        }

        string page = await amal.Read($"/desk/records/{both}/withdraw?lang=en");
        string signature = signer.Sign(page, words: "we are afraid");
        await amal.Post($"/desk/records/{both}/withdraw", ("sure", "true"), ("words", "we are afraid"), ("signature", signature));
        Assert.Equal((SignatureState.Verified, ConsentAnswer.Withdrawn), (await State(both), (await Consents(both))[^1].Answer));
        await amal.Read($"/desk/records/{again}/withdraw?lang=en");
        await amal.Post($"/desk/records/{again}/withdraw", ("sure", "true"), ("words", ""), ("signature", signature));
        Assert.Equal((SignatureState.Unsigned, ConsentAnswer.Withdrawn), (await State(again), (await Consents(again))[^1].Answer));
    }

    [Fact]
    public async Task A_program_signs_too_and_takes_all_away_that_verifies_it_elsewhere()
    {
        string page = await amal.Read(At);
        JsonElement signature = JsonSerializer.Deserialize<JsonElement>(signer.Sign(page, community: $"{marsh}"));
        using HttpClient program = archive.With(await archive.Token("amal"));
        object body = new { answer = "given", revision = 1, signature = signature };
        HttpResponseMessage done = await program.PostAsJsonAsync($"/api/v1/desk/records/{practice}/answer", body);
        Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await program.PostAsJsonAsync($"/api/v1/desk/records/{practice}/answer", body)).StatusCode);
        string[] lines = (await amal.Read($"/desk/communities/{marsh}/said?handler=lines&kind=practice")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonElement answer = Assert.Single(lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line))).GetProperty("answers")[0], kept = answer.GetProperty("signature");
        Assert.Equal("verified", answer.GetProperty("signed").GetString());
        Assert.Equal(signer.Statement, kept.GetProperty("statement").GetString());
        string content = kept.GetProperty("content").GetString()!;
        Assert.Contains($"content {Signer.Commit(signer.Salt, SHA256.HashData(Encoding.UTF8.GetBytes(content)))}\n", signer.Statement, StringComparison.Ordinal);
        // No hour of hers: an origin, and nothing more.
        string client = Encoding.UTF8.GetString(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(kept.GetProperty("clientDataJSON").GetString()!));
        Assert.Equal(["type", "challenge", "origin", "crossOrigin"], JsonSerializer.Deserialize<JsonElement>(client).EnumerateObject().Select(one => one.Name));
        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(kept.GetProperty("publicKeyPem").GetString());
    }

    [Fact]
    public async Task Nobody_else_reads_whose_key_it_was_and_who_has_none_answers_as_before()
    {
        await Sign();
        string print = ConsentSignature.FingerprintOfKey(device.Of("amal").PublicKey.AsSpan());
        using HttpClient anyone = archive.Anyone();
        foreach (string address in (string[])[$"/r/{practice}?lang=en", $"/r/{practice}/history", $"/api/v1/records/{practice}", $"/r/{marsh}", "/about/acts"])
        {
            string page = await anyone.GetStringAsync(address);
            Assert.DoesNotContain(print, page, StringComparison.Ordinal);
            Assert.DoesNotContain("Signed with", page, StringComparison.Ordinal);
        }

        IReadOnlyList<Consent> consents = await Consents();
        IDepositStore deposits = archive.Get<IDepositStore>();
        long[] numbers = [consents[^1].Number];
        RecordId hill = await asked.Community("Hill people", Protocol.AnySteward, "chi");
        Assert.Empty(await deposits.Signatures(numbers, asked.Steward("chi", hill), CancellationToken.None));
        Assert.Single(await deposits.Signatures(numbers, asked.Steward("bo", marsh), CancellationToken.None));
        Assert.Single(await deposits.Signatures(numbers, asked.Keeper(), CancellationToken.None));
        using SignedInBrowser bo = await SignedInBrowser.Of(archive, "bo");
        Assert.DoesNotContain("data-sign", await bo.Read(At), StringComparison.Ordinal);
    }

    private string At => $"/desk/records/{practice}";

    private async Task Sign(string until = "", string? words = null)
    {
        string signature = signer.Sign(await amal.Read(At), until: until.Length == 0 ? "-" : until, words: words, community: $"{marsh}");
        Assert.Equal(HttpStatusCode.Redirect, (await Answer("Given", signature, ("until", until), ("condition", words ?? ""))).StatusCode);
    }

    private Task<HttpResponseMessage> Answer(string answered, string signature, params (string, string)[] more) => amal.Post(
        At + "?handler=answer&lang=en", [("community", marsh.ToString()), ("answered", answered), ("scope", "Publish"), ("signature", signature), ("revision", "1"), .. more]);

    private Task<IReadOnlyList<Consent>> Consents(RecordId? subject = null) => archive.Writer.Write(session => session.Consents(subject ?? practice), CancellationToken.None);

    private async Task<SignatureState> State(RecordId? subject = null)
    {
        long number = (await Consents(subject))[^1].Number;
        return (await archive.Get<IDepositStore>().Signatures([number], asked.Keeper(), CancellationToken.None))[number].State;
    }

    private (int Exit, string Said) Doctor()
    {
        CommandResult result = Kindred.Host.Commands.Doctor.Do(archive.Settings, archive.Today);
        return (result.Exit, string.Join('\n', result.Lines));
    }

    private Task Tamper(string sql)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Path.Combine(archive.Folder, "kindred.db"), out sqlite3 database));
        using (database) Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, sql));
        return Task.CompletedTask;
    }

    private string[] Holding(byte[] bytes) =>
        [.. Directory.EnumerateFiles(archive.Folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0 && File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0)];
}
