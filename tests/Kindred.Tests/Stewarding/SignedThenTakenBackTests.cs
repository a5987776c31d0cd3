using System.Net;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Depositing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;
using Kindred.Tests.SigningIn;

namespace Kindred.Tests.Stewarding;

/// <summary>Words that go after she has signed her answer: what was signed of them can't be guessed any more, and nobody is accused of having changed them.</summary>
public sealed class SignedThenTakenBackTests : IAsyncLifetime
{
    private readonly SoftPasskey device = new();
    private TestArchive archive = null!;
    private Asked asked = null!;
    private RecordId marsh;
    private SignedInBrowser amal = null!;
    private Signer signer = null!;

    public async ValueTask InitializeAsync()
    {
        archive = await TestArchive.Start();
        asked = new Asked(archive);
        marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal", "bo");
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

    [Fact]
    public async Task A_translation_of_words_that_are_withdrawn_goes_out_of_what_was_signed()
    {
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        Proposed source = await Proposed.To(archive, practice, """{"learned":"zaunkoenig sings"}""");
        await Take(source);
        await Take(await Proposed.To(archive, practice, """{"translations":{"es":{"learned":"el carrizo canta"}}}"""));
        Assert.IsType<ReviewOutcome.Done>(await (await Proposed.To(archive, practice, """{"learned":"Soup."}""")).Take());
        await Sign(practice, 4);
        long number = await Number(practice);
        Assert.Equal(SignatureState.Verified, await State(number));

        await source.Withdraw();
        Assert.Null((await asked.Find(practice))!.Content.Translations.GetValueOrDefault("es"));
        Assert.Null((await archive.Writer.Write(session => session.FindSignature(number), CancellationToken.None))!.Salt);
        Assert.Equal(SignatureState.VerifiedInPart, await State(number));
    }

    [Fact]
    public async Task A_revision_that_is_destroyed_takes_what_was_signed_of_it_with_it()
    {
        RecordId hill = await asked.Community("Hill people", Protocol.AnySteward, "chi"), practice = await asked.Practice(marsh, hill);
        await Sign(practice, 1);
        await asked.Answer(practice, hill, "chi");
        long number = await Number(practice, "amal");
        await asked.Correct(practice, "only us", hill);
        await asked.Answer(practice, hill, "chi");
        Assert.Equal(SignatureState.Verified, await State(number));
        Assert.Equal(new WithdrawOutcome.OfEarlier(true), await asked.Withdraw(practice, marsh, "bo"));
        Assert.Null(await archive.Writer.Write(session => session.FindSignature(number), CancellationToken.None));
    }

    [Fact]
    public async Task What_comes_back_as_a_revision_of_its_own_accuses_nobody_of_having_changed_what_was_signed()
    {
        (RecordId practice, long number, WithdrawPart parts, long part) = await Held();
        await asked.Answer(practice, marsh, "bo");
        Assert.Equal(new PartOutcome.Shown(false), await parts.Undo(practice, part, asked.Steward("bo", marsh), CancellationToken.None));
        Assert.Equal(SignatureState.VerifiedInPart, await State(number));
    }

    [Fact]
    public async Task What_was_signed_while_a_part_was_held_is_not_called_changed_once_it_is_back()
    {
        (RecordId practice, long number, WithdrawPart parts, long part) = await Held();
        await Sign(practice, 1, "declined");
        long no = await Number(practice);
        Assert.NotEqual(number, no);
        Assert.Equal(new PartOutcome.Shown(true), await parts.Undo(practice, part, asked.Steward("bo", marsh), CancellationToken.None));
        Assert.Equal(SignatureState.VerifiedInPart, await State(no));
    }

    /// <summary>Signed by one, and a part of it held by the other.</summary>
    private async Task<(RecordId Practice, long Number, WithdrawPart Parts, long Part)> Held()
    {
        await archive.Write(session => session.Put(marsh, new Protocol(2)));
        RecordId practice = await asked.Practice(marsh);
        await Sign(practice, 1);
        long number = await Number(practice);
        await asked.Answer(practice, marsh, "bo");
        WithdrawPart parts = archive.Get<WithdrawPart>();
        Assert.Equal(new PartOutcome.Held(1, 2), await parts.Do(practice, "story", null, marsh, asked.Steward("bo", marsh), CancellationToken.None));
        Assert.Equal(SignatureState.VerifiedInPart, await State(number));
        return (practice, number, parts, (await archive.Records.Parts(practice, asked.Keeper(), CancellationToken.None))[0].Value.Number);
    }

    private async Task Take(Proposed proposed) => Assert.IsType<ReviewOutcome.Done>(await proposed.Take(by: asked.Steward("bo", marsh), gives: true));

    private async Task Sign(RecordId practice, int revision, string answer = "given")
    {
        string at = $"/desk/records/{practice}";
        string signature = signer.Sign(await amal.Read(at), answer, community: $"{marsh}");
        HttpResponseMessage done = await amal.Post(
            at + "?handler=answer&lang=en", ("community", marsh.ToString()), ("answered", answer), ("scope", "Publish"), ("signature", signature), ("revision", $"{revision}"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
    }

    private async Task<long> Number(RecordId practice, string steward = "amal") =>
        (await archive.Writer.Write(session => session.Consents(practice), CancellationToken.None)).Last(one => one.Steward == steward).Number;

    private async Task<SignatureState> State(long number) => (await archive.Get<IDepositStore>().Signatures([number], asked.Keeper(), CancellationToken.None))[number].State;
}
