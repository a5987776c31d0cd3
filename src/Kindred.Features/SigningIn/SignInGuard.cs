using Kindred.Features.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kindred.Features.SigningIn;

/// <summary>Slows guessing down and locks no account: a handle's tries are counted for each network apart, so that a stranger elsewhere uses up nobody's;
/// who shares a network with a guesser waits for a turn; whoever leaves gives their place back; and so many passwords are hashed at a time and no more.
/// What remains: who keeps every place taken, a handle's or a network's, sends others of that network away for half a minute.</summary>
public sealed class SignInGuard(TimeProvider time, IOptions<PasswordHasherOptions> hashing) : IDisposable
{
    /// <summary>Between two tries for one handle from one network, beyond what there are at once; between two of the network it is one.</summary>
    public const int SecondsBetween = 5;

    /// <summary>Tries for one handle from one network that wait for their turn.</summary>
    public const int MostWaiting = 8;

    /// <summary>Tries of one network that wait for their turn, whatever handles they are for.</summary>
    public const int MostWaitingOfNetwork = 32;

    /// <summary>Wrong codes an hour after the right password, wherever from: six digits would be guessed from many networks at once.</summary>
    public const int MostWrongCodes = 20;

    private readonly Budget ofHandle = new(8, TimeSpan.FromMinutes(15), time);
    private readonly Budget ofNetwork = new(60, TimeSpan.FromMinutes(15), time);
    private readonly Budget slowlyOfHandle = new(1, TimeSpan.FromSeconds(SecondsBetween), time);
    private readonly Budget slowlyOfNetwork = new(1, TimeSpan.FromSeconds(1), time);
    private readonly Budget codesOfHandle = new(MostWrongCodes, TimeSpan.FromHours(1), time);
    private readonly Lazy<string> nobodysHash = new(() => new PasswordHasher<Account>(hashing).HashPassword(null!, Keystore.NewSecret()));
    private readonly SemaphoreSlim places = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Hash of a random password at the same cost, for handles that nobody has.</summary>
    public string NobodysHash => nobodysHash.Value;

    /// <summary>Returns when it is this try's turn. False: too many wait for theirs.</summary>
    public async Task<bool> Turn(string handle, string network, CancellationToken cancel)
    {
        string own = $"{network} {handle}";
        // The handle first: who hammers one uses nothing of the others up.
        if (ofHandle.Take(own))
        {
            if (ofNetwork.Take(network)) return true;
            ofHandle.GiveBack(own);
        }

        if (slowlyOfHandle.Await(own, MostWaiting) is not { } afterHandle) return false;
        if (slowlyOfNetwork.Await(network, MostWaitingOfNetwork) is not { } afterNetwork)
        {
            slowlyOfHandle.GiveBack(own);
            return false;
        }

        try
        {
            await Task.Delay(afterHandle > afterNetwork ? afterHandle : afterNetwork, time, cancel);
            return true;
        }
        catch (OperationCanceledException)
        {
            slowlyOfHandle.GiveBack(own);
            slowlyOfNetwork.GiveBack(network);
            throw;
        }
    }

    /// <summary>Whoever knows the password begins anew.</summary>
    public void Succeeded(string handle, string network) => ofHandle.Restore($"{network} {handle}");

    /// <summary>Whether a code may be tried for the handle: so many wrong ones an hour, from all networks together, by who has its password. A passkey and the codes on
    /// paper stay open all the while.</summary>
    public bool TakeCode(string handle) => codesOfHandle.Take(handle);

    /// <summary>It was right, or not a try of somebody who has the password.</summary>
    public void GiveCodeBack(string handle) => codesOfHandle.GiveBack(handle);

    public async Task<T> Hash<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        try
        {
            return await work();
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
