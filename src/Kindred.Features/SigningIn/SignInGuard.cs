using Kindred.Features.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kindred.Features.SigningIn;

/// <summary>Slows guessing down without locking anyone out: a handle's tries are counted for each network apart, so that a stranger elsewhere uses up
/// nobody's; who shares a network with a guesser waits for a turn and gets it; and so many passwords are hashed at a time and no more.</summary>
public sealed class SignInGuard(TimeProvider time, IOptions<PasswordHasherOptions> hashing) : IDisposable
{
    /// <summary>Between two tries of one network beyond what it has at once.</summary>
    public const int SecondsBetween = 5;

    /// <summary>Tries of one network that wait for their turn.</summary>
    public const int MostWaiting = 8;

    private readonly Budget ofHandle = new(8, TimeSpan.FromMinutes(15), time);
    private readonly Budget ofNetwork = new(60, TimeSpan.FromMinutes(15), time);
    private readonly Budget slowly = new(1, TimeSpan.FromSeconds(SecondsBetween), time);
    private readonly Lazy<string> nobodysHash = new(() => new PasswordHasher<Account>(hashing).HashPassword(null!, Keystore.NewSecret()));
    private readonly SemaphoreSlim places = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Hash of a random password at the same cost, for handles that nobody has.</summary>
    public string NobodysHash => nobodysHash.Value;

    /// <summary>Returns when it is this try's turn. False: too many wait for theirs.</summary>
    public async Task<bool> Turn(string handle, string network, CancellationToken cancel)
    {
        if (ofNetwork.Take(network) && ofHandle.Take($"{network} {handle}")) return true;
        if (slowly.Await(network, MostWaiting) is not { } wait) return false;
        await Task.Delay(wait, time, cancel);
        return true;
    }

    /// <summary>Whoever knows the password begins anew.</summary>
    public void Succeeded(string handle, string network) => ofHandle.Restore($"{network} {handle}");

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
