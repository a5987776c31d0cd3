using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kindred.Features.SigningIn;

/// <summary>Making and showing passkeys, by ASP.NET Core Identity's handler. The challenge travels in a hidden field of the form, under a key of ours: nothing is stored
/// for who only looks at a page, and no cookie is set.</summary>
public sealed class PasskeyCeremony(UserManager<Account> accounts, IArchiveWriter writer, TimedField seal, UsedOnce used, Shell shell, TimeProvider time)
{
    private const int LongestTransport = 20;
    private const int MostTransports = 8;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    public string? DomainOf(HttpRequest request) => PasskeyDomain.Of(request, shell);

    /// <summary>What a browser needs to make one for this member; null where passkeys can't be. The name is shown to its owner by their device alone.</summary>
    public async Task<PasskeyOffer?> ToMake(HttpContext context, RecordId member, string handle)
    {
        if (DomainOf(context.Request) is not { } domain) return null;
        PasskeyCreationOptionsResult made = await Handler(domain).MakeCreationOptionsAsync(new PasskeyUserEntity { Id = member.ToString(), Name = handle, DisplayName = handle }, context);
        return new PasskeyOffer(made.CreationOptionsJson, seal.Seal(Making, made.AttestationState!, Lasts));
    }

    /// <summary>The passkey that was made, of no handle yet, and for which member; null where it isn't right or the challenge is over.</summary>
    public async Task<(Passkey Passkey, RecordId Member)?> Made(HttpContext context, string? credential, string? state)
    {
        if (credential is not { Length: > 0 and <= Passkey.LongestAnswer } || DomainOf(context.Request) is not { } domain || seal.Open(Making, state) is not { } challenge) return null;
        PasskeyAttestationResult result = await Handler(domain).PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = challenge });
        if (!result.Succeeded || !result.Passkey.IsUserVerified || !RecordId.TryParse(result.UserEntity.Id, out RecordId member) || !TakeChallenge(challenge)) return null;
        UserPasskeyInfo made = result.Passkey;
        return (new Passkey
        {
            CredentialId = [.. made.CredentialId],
            Handle = "",
            Domain = domain,
            PublicKey = [.. made.PublicKey],
            SignCount = made.SignCount,
            Transports = [.. (made.Transports ?? []).Where(one => one.Length <= LongestTransport && one.All(letter => char.IsAsciiLetter(letter) || letter == '-')).Take(MostTransports)],
            IsBackupEligible = made.IsBackupEligible,
            IsBackedUp = made.IsBackedUp,
            Made = time.Today(),
        }, member);
    }

    /// <summary>What a browser needs to show one. It names no passkeys unless the member is signed in already: who types a handle learns nothing of it.</summary>
    public async Task<PasskeyOffer?> ToShow(HttpContext context, Member? signedIn = null)
    {
        if (DomainOf(context.Request) is not { } domain) return null;
        PasskeyRequestOptionsResult made = await Handler(domain).MakeRequestOptionsAsync(signedIn is null ? null : new Account(signedIn), context);
        return new PasskeyOffer(made.RequestOptionsJson, seal.Seal(PurposeOf(signedIn?.Handle), made.AssertionState!, Lasts));
    }

    /// <summary>Whose passkey was shown; null where it isn't right, is nobody's, or the challenge is over.</summary>
    public async Task<string?> Shown(HttpContext context, string? credential, string? state, string? signedIn = null)
    {
        if (credential is not { Length: > 0 and <= Passkey.LongestAnswer } || DomainOf(context.Request) is not { } domain
            || seal.Open(PurposeOf(signedIn), state) is not { } challenge) return null;
        PasskeyAssertionResult<Account> result = await Handler(domain).PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = challenge });
        if (!result.Succeeded || !result.Passkey.IsUserVerified || (signedIn is not null && result.User.Member.Handle != signedIn) || !TakeChallenge(challenge)) return null;
        (ImmutableArray<byte> id, long count, bool isCopied) = ([.. result.Passkey.CredentialId], result.Passkey.SignCount, result.Passkey.IsBackedUp);
        // It may have been taken away meanwhile: then it opens nothing, and is not put back.
        bool isThere = await writer.Write(
            session =>
            {
                if (session.FindPasskey(id) is not { } held || held.Handle != result.User.Member.Handle) return false;
                if (held.SignCount != count || held.IsBackedUp != isCopied) session.Put(held with { SignCount = count, IsBackedUp = isCopied });
                return true;
            },
            context.RequestAborted);
        return isThere ? result.User.Member.Handle : null;
    }

    private const string Making = "passkey made";

    private static string PurposeOf(string? signedIn) => signedIn is null ? "passkey shown" : "passkey shown again by " + signedIn;

    // The same answer twice is somebody else's the second time.
    private bool TakeChallenge(string challenge) => used.Take("challenge " + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(challenge))), Lasts);

    private PasskeyHandler<Account> Handler(string domain) => new(accounts, Options.Create(new IdentityPasskeyOptions
    {
        ServerDomain = domain,
        UserVerificationRequirement = "required",
        ResidentKeyRequirement = "required",
        AttestationConveyancePreference = "none",
        AuthenticatorTimeout = TimeSpan.FromMinutes(5),
        ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && PasskeyDomain.IsOurs(context.Origin, domain, context.HttpContext.Request, shell)),
    }));
}

/// <param name="Options">JSON for <c>navigator.credentials</c>.</param>
/// <param name="State">The challenge, sealed; comes back with the form.</param>
public sealed record PasskeyOffer(string Options, string State);
