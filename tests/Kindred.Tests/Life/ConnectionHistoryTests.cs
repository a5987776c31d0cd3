using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Life;

/// <summary>The history of a kinship tells of what was public once, as a record's does.</summary>
public sealed class ConnectionHistoryTests
{
    [Fact]
    public async Task Who_signed_a_kinship_that_was_never_public_is_told_to_nobody_outside()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId one = await asked.Practice(marsh), other = await asked.Practice(hill);
        await asked.Appoint("amal", marsh);
        RecordId kin = await asked.Kin(one, other, "Real Name");
        await asked.Answer(kin, marsh, "amal", ConsentAnswer.Conditional);
        await asked.CorrectKin(kin, "a river", "M.");
        await asked.Answer(kin, marsh, "amal");
        await asked.CorrectKin(kin, "a river and a road", "M.");
        Assert.Null(await asked.Shown(kin));
        await asked.Answer(kin, marsh, "amal");
        Assert.Equal("2 3", await Seen(archive, kin, asked.Anyone));
        Assert.Equal("1 2 3", await Seen(archive, kin, asked.Steward("amal", marsh)));
        Assert.Equal("1 2 3", await Seen(archive, kin, asked.Keeper()));
        using HttpClient anyone = archive.Anyone();
        Assert.DoesNotContain("Real Name", await Told.Text(anyone, $"/c/{kin}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_corrected_before_anyone_answered_was_never_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId one = await asked.Practice(marsh), other = await asked.Practice(hill);
        RecordId kin = await asked.Kin(one, other, "N.");
        await asked.Appoint("amal", marsh);
        await asked.CorrectKin(kin, "a river", "Real Name");
        await asked.CorrectKin(kin, "a road", "M.");
        await asked.Answer(kin, marsh, "amal");
        Assert.Equal("1 3", await Seen(archive, kin, asked.Anyone));
    }

    [Fact]
    public async Task What_a_community_took_back_leaves_the_history_too()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2)), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId one = await asked.Practice(marsh), other = await asked.Practice(hill);
        string[] stewards = ["amal", "bo"];
        foreach (string steward in stewards) await asked.Appoint(steward, marsh);
        RecordId kin = await asked.Kin(one, other);
        foreach (string steward in stewards) await asked.Answer(kin, marsh, steward);
        Assert.Equal("1", await Seen(archive, kin, asked.Anyone));
        await asked.Withdraw(kin, marsh, "amal");
        await asked.CorrectKin(kin, "a road", "M.");
        foreach (string steward in stewards) await asked.Answer(kin, marsh, steward);
        Assert.Equal("2", await Seen(archive, kin, asked.Anyone));
    }

    private static async Task<string> Seen(TestArchive archive, RecordId kin, Viewer viewer) =>
        string.Join(' ', (await archive.Records.Connection(kin, viewer, CancellationToken.None))!.Revisions.Select(revision => revision.Number));
}
