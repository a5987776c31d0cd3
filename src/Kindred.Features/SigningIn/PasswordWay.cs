using System.Globalization;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Identity;

namespace Kindred.Features.SigningIn;

/// <summary>Handle, password, and the code of a code app or from paper: one question, one answer. A handle that nobody has, a wrong password and a wrong code take as
/// long as each other and are told alike.</summary>
public sealed class PasswordWay(
    UserManager<Account> accounts, IPasswordHasher<Account> hasher, SignInGuard guard, UsedOnce used, IArchiveWriter writer, Keystore keystore, TimeProvider time)
{
    private static readonly byte[] NobodysSecret = new byte[TimeCode.SecretBytes];

    public async Task<ProofOutcome> Check(string handle, string password, string code, string network, CancellationToken cancel)
    {
        if (!await guard.Turn(handle, network, cancel)) return ProofOutcome.Later;
        if (password.Length > PasswordRule.Longest) return ProofOutcome.NotRight;
        Member? member = handle is "" ? null : (await accounts.FindByNameAsync(handle))?.Member;
        bool isPassword = await guard.Hash(() => Task.Run(() => Verify(member, password), cancel), cancel);
        bool isCode = await IsCode(member, code, isPassword, cancel);
        if (!isPassword || !isCode) return ProofOutcome.NotRight;
        guard.Succeeded(handle, network);
        return ProofOutcome.Shown;
    }

    private bool Verify(Member? member, string password)
    {
        bool isRight = hasher.VerifyHashedPassword(null!, member?.PasswordHash ?? guard.NobodysHash, password) != PasswordVerificationResult.Failed;
        return isRight && member?.PasswordHash is not null;
    }

    private async Task<bool> IsCode(Member? member, string typed, bool isPassword, CancellationToken cancel)
    {
        string handle = member?.Handle ?? "";
        byte[] secret = member?.CodeSecret is { } text ? keystore.Open(handle, text) ?? NobodysSecret : NobodysSecret;
        bool isHalf = member is { HasHalfAWayIn: true };
        if (RecoveryCodes.Read(typed) is { } paper)
        {
            byte[] hash = keystore.HashRecoveryCode(handle, paper);
            return await writer.Write(session => isPassword && (session.TakeRecoveryCode(handle, hash) || isHalf), cancel);
        }

        // Who knows the password already may guess so many codes an hour, from wherever; strangers, who don't, use up none of them.
        bool mayTry = guard.TakeCode(handle);
        long? step = TimeCode.StepOf(Digits(typed), secret, time.GetUtcNow());
        bool isRight = member?.CodeSecret is not null && isPassword && mayTry && step is { } one && Use(used, handle, one);
        if (mayTry && (isRight || isHalf || !isPassword)) guard.GiveCodeBack(handle);
        return isRight || isHalf;
    }

    /// <summary>False: this code was used already.</summary>
    internal static bool Use(UsedOnce used, string handle, long step) =>
        used.Take(string.Create(CultureInfo.InvariantCulture, $"code {handle} {step}"), TimeSpan.FromSeconds(TimeCode.StepSeconds * 4));

    /// <summary>A code as it is compared: without spaces, in ASCII; Arabic and Persian keyboards have digits of their own.</summary>
    internal static string Digits(string typed) => new([.. typed.Take(TimeCode.Digits * 2).Where(letter => !char.IsWhiteSpace(letter))
        .Select(letter => char.IsDigit(letter) ? (char)('0' + (int)char.GetNumericValue(letter)) : letter)]);
}
