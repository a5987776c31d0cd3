using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>The first days of an archive: the keeper of the terminal, and two one-time links for the founding keepers.</summary>
public sealed class Founding(IArchiveWriter writer, IMemberStore members, Keystore keystore, TimeProvider time)
{
    private const int LinkDays = 90;

    /// <summary>Makes what every archive has. The two links, on the very first call only; null afterwards.</summary>
    public async Task<IReadOnlyList<string>?> Prepare(CancellationToken cancel)
    {
        if (await members.Find(Member.TerminalHandle, cancel) is not null) return null;
        return await writer.Write(Found, cancel);
    }

    private IReadOnlyList<string>? Found(IArchiveSession session)
    {
        if (session.FindMember(Member.TerminalHandle) is not null) return null;
        DateOnly today = time.Today();
        session.Put(new Member { Id = RecordId.Mint(), Handle = Member.TerminalHandle, SecurityStamp = "", Joined = today });
        string[] links = [Keystore.NewSecret(), Keystore.NewSecret()];
        foreach (string link in links)
            session.Put(new Invitation(keystore.HashSecret(link), null, null, IsKeeper: true, today.AddDays(LinkDays)));
        return links;
    }
}
