using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;

namespace Kindred.Features.SigningIn;

/// <summary>A member ends a browser's session, a token or a feed of their own.</summary>
public sealed class EndSession(IArchiveWriter writer, IMemberStore members)
{
    /// <summary>The one that was shown with the request.</summary>
    public Task<bool> This(byte[] hash, CancellationToken cancel) => writer.Write(
        session =>
        {
            session.DestroySession(hash);
            return true;
        },
        cancel);

    /// <summary>One of their own by the hash it is listed under; null where they have none such.</summary>
    public async Task<Session?> OneOf(string handle, string hash, CancellationToken cancel)
    {
        Session? ended = (await members.Sessions(handle, cancel)).FirstOrDefault(one => Convert.ToHexStringLower(one.Hash) == hash);
        if (ended is not null) await This(ended.Hash, cancel);
        return ended;
    }
}
