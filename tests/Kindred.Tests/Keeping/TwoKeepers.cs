using Kindred.Domain.Keeping;
using Kindred.Domain.Records;

namespace Kindred.Tests.Keeping;

/// <summary>An archive in which two keepers, kofi and lee, have claimed their links, so that two are needed from now on.</summary>
internal static class TwoKeepers
{
    public static async Task<TestArchive> Start()
    {
        TestArchive archive = await TestArchive.Start();
        await Claimed(archive, "kofi");
        await Claimed(archive, "lee");
        await archive.Write(session => Features.Shared.Founded.Note(session, archive.Today));
        return archive;
    }

    /// <summary>Somebody who signs in: a keeper, or a steward of the community.</summary>
    public static async Task Claimed(TestArchive archive, string handle, RecordId? community = null)
    {
        string codeApp = archive.Get<Features.Shared.Keystore>().Seal(handle, [1]);
        await archive.Write(session => session.Put(new Member
        {
            Id = RecordId.Mint(), Handle = handle, SecurityStamp = "stamp", PasswordHash = "claimed", CodeSecret = codeApp, Joined = archive.Today,
            Roles = [new Role(community, archive.Today, null)],
        }));
    }
}
