using System.Net;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Publishing;
using Kindred.Sqlite;
using Kindred.Tests.Importing.Whole;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;
using Kindred.Tests.SigningIn;
using Kindred.Tests.Stewarding;
using static Kindred.Tests.Merging.Merged;

namespace Kindred.Tests.Merging;

/// <summary>What stewards signed they signed as it was said, whatever was merged or parted before or since.</summary>
public sealed class MergedSignatureTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_signed_holds_when_what_it_speaks_of_is_merged_and_parted(bool isMergedFirst)
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        Asked asked = new(archive);
        using SoftPasskey device = new();
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), stays = await merged.Tell("organisation", "Dockers"), goes = await merged.Tell("organisation", "Dockers union"), other = await merged.Tell("organisation", "Dockers of old");
        await archive.Write(session => session.Put(device.Of("amal")));
        RecordId action = await merged.Tell("action", Browsing.Told.Content("Walk-out") with { Links = [Link("organisedBy", goes), new ContentLink("centres", marsh, IsCommunity: true)] });
        if (isMergedFirst) await merged.Merge(goes, stays);
        await Sign(archive, device, action, marsh);
        Assert.Equal(isMergedFirst ? "organisedBy Walk-out" : "", await merged.Beside(stays));
        await Holds(archive);
        if (!isMergedFirst) await merged.Merge(goes, stays);
        await Holds(archive);
        await merged.Merge(stays, other);
        await Holds(archive);
        await using (TestArchive elsewhere = await Moved.Into(await Moved.Export(archive), archive.Clock)) await Holds(elsewhere);
        await merged.Part(goes);
        await Holds(archive);
        Assert.Equal("organisedBy Walk-out", await merged.Beside(goes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_connection_too(bool isMergedFirst)
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        Asked asked = new(archive);
        using SoftPasskey device = new();
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), stays = await merged.Tell("action", "Walk-out"), goes = await merged.Tell("action", "The walk-out"), other = await merged.Tell("action", "A walk-out"), link = RecordId.Mint();
        await archive.Write(session =>
        {
            session.Put(device.Of("amal"));
            session.Put(new Connection { Id = link, Type = "centres", From = goes, To = marsh, State = RecordState.Asked, Revision = 1, Words = new ConnectionWords { Text = "With soup.", Language = "en" }, Communities = [marsh] }, "anonymous", "", archive.Today);
            archive.Get<Publication>().Settle(session, session.FindConnection(link)!, archive.Today);
        });
        if (isMergedFirst) await merged.Merge(goes, stays);
        await Sign(archive, device, link, marsh);
        await Holds(archive);
        if (!isMergedFirst) await merged.Merge(goes, stays);
        await Holds(archive);
        await merged.Merge(stays, other);
        await Holds(archive);
        await using (TestArchive elsewhere = await Moved.Into(await Moved.Export(archive), archive.Clock)) await Holds(elsewhere);
        await merged.Part(goes);
        await Holds(archive);
    }

    private static async Task Sign(TestArchive archive, SoftPasskey device, RecordId subject, RecordId community)
    {
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        string at = $"/desk/records/{subject}", signature = new Signer(device).Sign(await amal.Read(at), community: $"{community}");
        using HttpResponseMessage done = await amal.Post(
            at + "?handler=answer", [("community", community.ToString()), ("answered", "Given"), ("scope", "Publish"), ("signature", signature), ("revision", "1"), ("until", ""), ("condition", "")]);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
    }

    private static async Task Holds(TestArchive archive)
    {
        Assert.Equal((1, 0), SqliteArchive.SignaturesIn(archive.Folder));
        Consent answer = await archive.Writer.Write(session => session.Consents(session.InState(RecordState.Published).SelectMany(id => session.Consents(id)).Single().Subject)[^1], Cancel);
        Assert.Equal(SignatureState.Verified, (await archive.Get<IDepositStore>().Signatures([answer.Number], new Asked(archive).Keeper(), Cancel))[answer.Number].State);
    }
}
