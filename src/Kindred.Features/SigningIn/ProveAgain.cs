using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.SigningIn;

/// <summary>Somebody who is signed in shows once more that it is they: a passkey of theirs, or password and code.</summary>
public sealed class ProveAgain(PasswordWay passwords, PasskeyCeremony passkeys, SignInGuard guard, CurrentViewer viewer) : IProve
{
    public async Task<ProofOutcome> Prove(HttpContext context, IFormCollection form)
    {
        if (await viewer.Of(context) is not Viewer.Member { Handle: var handle }) return ProofOutcome.NotRight;
        string network = RequestPrefix.Of(context);
        if (form["credential"].ToString() is not { Length: > 0 } credential)
            return await passwords.Check(handle, form["again.password"].ToString(), form["again.code"].ToString(), network, context.RequestAborted);
        if (!await guard.Turn(handle, network, context.RequestAborted)) return ProofOutcome.Later;
        if (await passkeys.Shown(context, credential, form["state"], handle) is null) return ProofOutcome.NotRight;
        guard.Succeeded(handle, network);
        return ProofOutcome.Shown;
    }
}
