using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>The first days of an archive: the keeper of the terminal, and two one-time links for the founding keepers.</summary>
public sealed class Founding(IArchiveWriter writer, IMemberStore members, Keystore keystore, TimeProvider time)
{
    public const int LinkDays = 90;
    private const int Links = 2;

    /// <summary>Makes what every archive has, before anything else is done in it.</summary>
    public async Task Prepare(CancellationToken cancel)
    {
        if (await members.Find(Member.TerminalHandle, cancel) is null) await writer.Write(PutTerminal, cancel);
    }

    /// <summary>Two fresh links, as long as nobody has claimed one; those made before end, since only their hashes are kept and they can't be shown again.
    /// Empty once a keeper has been there: then keepers make keepers. Where the only one laid it down in the first days,
    /// whoever runs the archive begins anew.</summary>
    public async Task<IReadOnlyList<string>> Invite(CancellationToken cancel)
    {
        byte[][] earlier = [.. from invitation in await members.Invitations(cancel) where IsFounding(invitation) select invitation.Hash];
        return await writer.Write(session => Invite(session, earlier), cancel);
    }

    private bool PutTerminal(IArchiveSession session)
    {
        if (session.FindMember(Member.TerminalHandle) is not null) return false;
        session.Put(new Member { Id = RecordId.Mint(), Handle = Member.TerminalHandle, SecurityStamp = "", Joined = time.Today() });
        return true;
    }

    private string[] Invite(IArchiveSession session, byte[][] earlier)
    {
        if (Founded.Is(session) || session.Members().Any(HasKept)) return [];
        foreach (byte[] link in earlier) session.TakeInvitation(link);
        string[] links = [.. Enumerable.Range(0, Links).Select(_ => Keystore.NewSecret())];
        foreach (string link in links)
            session.Put(new Invitation(keystore.HashSecret(link), null, null, IsKeeper: true, time.Today().AddDays(LinkDays)));
        return links;
    }

    private static bool IsFounding(Invitation invitation) => invitation is { IsKeeper: true, Handle: null };

    // The terminal and the sample make names; a way in makes a person.
    private static bool HasKept(Member member) => member.SignsIn && member.Roles.Any(role => role.Community is null);
}
