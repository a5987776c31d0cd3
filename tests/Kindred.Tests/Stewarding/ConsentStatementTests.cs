using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Tests.House;
using Microsoft.AspNetCore.WebUtilities;

namespace Kindred.Tests.Stewarding;

/// <summary>The papers say how a statement is made and how a signature is verified elsewhere: with their own example both are done.</summary>
public sealed partial class ConsentStatementTests
{
    private static readonly string Reference = Source.At("docs/reference/consent-statement.md").Text, Howto = Source.At("docs/howto/verify-a-consent.md").Text;

    private static readonly Consent Answer = new()
    {
        Number = 4, Subject = RecordId.Parse("01H00000000000000000000002"), Community = RecordId.Parse("01H00000000000000000000001"), Revision = 2, Answer = ConsentAnswer.Given, Steward = "amal",
        Day = new DateOnly(2026, 3, 1), Until = new DateOnly(2027, 3, 1), Scope = ConsentScope.Publish | ConsentScope.PrecisePlace, Condition = "until the trial is over",
    };

    private static readonly byte[] Salt = [.. Enumerable.Range(0, 32).Select(one => (byte)one)];

    [Fact]
    public void The_example_is_what_is_made()
    {
        string[] blocks = [.. Blocks().Matches(Reference).Select(one => one.Groups[1].Value)];
        byte[] words = Encoding.UTF8.GetBytes(blocks[0].Trim());
        Assert.Equal(words, ContentJson.Write(ContentJson.Read(words)));
        string statement = ConsentStatement.Of(
            Answer, "archive.example", Answer.Subject, 2, ConsentStatement.Commit(Salt, words), ConsentStatement.Commit(Salt, Encoding.UTF8.GetBytes(Answer.Condition!)));
        Assert.Equal(blocks[1], statement);
        Assert.Equal(blocks[2].Trim(), ConsentStatement.Hash(statement));
    }

    [Fact]
    public void The_signed_answer_of_the_howto_verifies_here()
    {
        ConsentSignature signed = OfHowto(out byte[] words);
        Assert.Equal(SignatureState.Verified, signed.Check(Answer, words, wereWordsTakenBack: false, held: null));
        Assert.Equal(SignatureState.VerifiedInPart, (signed with { Salt = null }).Check(Answer, words, wereWordsTakenBack: false, held: null));
        Assert.Equal(SignatureState.VerifiedInPart, signed.Check(Answer, [], wereWordsTakenBack: true, held: null));
        Assert.Equal(SignatureState.Wrong, signed.Check(Answer, [], wereWordsTakenBack: false, held: null));
        Consent[] others =
        [
            Answer with { Scope = ConsentScope.Publish }, Answer with { Answer = ConsentAnswer.Declined }, Answer with { Until = null }, Answer with { Condition = null }, Answer with { Condition = "" },
            Answer with { Revision = 3 }, Answer with { Subject = Answer.Community }, Answer with { Community = Answer.Subject }, Answer with { Day = Answer.Day.AddDays(1) }, Answer with { Number = 5 },
        ];
        foreach (Consent other in others)
        {
            Assert.Equal(SignatureState.Wrong, signed.Check(other, words, wereWordsTakenBack: true, held: null));
        }

        Passkey held = SigningIn.SoftPasskey.Some("amal") with { PublicKey = signed.PublicKey };
        Assert.Equal(SignatureState.Verified, signed.Check(Answer, words, false, held));
        Assert.Equal(SignatureState.Wrong, signed.Check(Answer, words, false, held with { Handle = "bo" }));
        Assert.Equal(SignatureState.Wrong, signed.Check(Answer, words, false, SigningIn.SoftPasskey.Some("amal")));
    }

    [Fact]
    public void A_list_is_in_one_form_and_holds_only_what_is_in_it()
    {
        string one = "one", other = "other", list = ConsentStatement.List([ConsentStatement.Hash(one), ConsentStatement.Hash(other), ConsentStatement.Hash(one)]);
        Assert.True(ConsentStatement.Holds(list, one));
        Assert.False(ConsentStatement.Holds(list, "third"));
        foreach (string wrong in (string[])["", "\n", list + "\n", list.Replace('\n', ' '), list[..^1], list.ToUpperInvariant(), string.Join('\n', list.Split('\n').Reverse())]) Assert.False(ConsentStatement.Holds(wrong, one));
    }

    [Fact]
    public async Task The_commands_of_the_howto_do_what_they_say()
    {
        Assert.SkipWhen(Missing("openssl") || Missing("jq"), "There is no openssl, or no jq, on the PATH.");
        string folder = Directory.CreateTempSubdirectory("kindred-verify-").FullName;
        try
        {
            string[] blocks = [.. Blocks().Matches(Howto).Select(one => one.Groups[1].Value)];
            await File.WriteAllTextAsync(Path.Combine(folder, "answer.json"), blocks[0]);
            string said = await Run(folder, blocks[1]);
            foreach (string wanted in (string[])["Verified OK", "This statement was signed.", "These words were signed.", "answer given\n"]) Assert.Contains(wanted, said, StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(folder, "answer.json"), blocks[0].Replace("answer given", "answer declined", StringComparison.Ordinal).Replace("We stood", "They stood", StringComparison.Ordinal));
            said = await Run(folder, blocks[1]);
            Assert.DoesNotContain("was signed", said, StringComparison.Ordinal);
            Assert.DoesNotContain("were signed", said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ConsentSignature OfHowto(out byte[] words)
    {
        JsonElement json = JsonSerializer.Deserialize<JsonElement>(Blocks().Match(Howto).Groups[1].Value).GetProperty("signature");
        words = Encoding.UTF8.GetBytes(json.GetProperty("content").GetString()!);
        return new ConsentSignature
        {
            Consent = 4, PublicKey = [.. Bytes("publicKey")], Statement = json.GetProperty("statement").GetString()!, Salt = [.. Bytes("salt")],
            Assertion = new PasskeyAssertion { CredentialId = [.. Bytes("id")], AuthenticatorData = [.. Bytes("authenticatorData")], ClientData = [.. Bytes("clientDataJSON")], Signature = [.. Bytes("signature")] },
        };

        byte[] Bytes(string name) => WebEncoders.Base64UrlDecode(json.GetProperty(name).GetString()!);
    }

    private static bool Missing(string program) => !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<string> Run(string folder, string script)
    {
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }

    [GeneratedRegex("```(?:json|text|sh)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
