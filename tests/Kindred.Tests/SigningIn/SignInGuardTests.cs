using Kindred.Features.SigningIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kindred.Tests.SigningIn;

/// <summary>Guessing is slow, and locks no account: whoever shares a network with a guesser waits, and gets in as long as there are places to wait.</summary>
public sealed class SignInGuardTests
{
    [Fact]
    public async Task Who_comes_after_many_tries_waits_for_a_turn_and_gets_it()
    {
        SteppedClock clock = new();
        using SignInGuard guard = new(clock, Options.Create(new PasswordHasherOptions()));
        // Sixty at once, and the first of those that come slowly.
        for (int guess = 0; guess <= 60; guess++) Assert.True(await guard.Turn($"handle{guess}", "onion", CancellationToken.None));
        Task<bool> hers = guard.Turn("ines", "onion", CancellationToken.None), next = guard.Turn("ines", "onion", CancellationToken.None);
        Assert.False(hers.IsCompleted);
        Assert.True(await guard.Turn("ines", "203.0.113", CancellationToken.None));
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.True(await hers);
        Assert.False(next.IsCompleted);
        clock.Pass(TimeSpan.FromSeconds(SignInGuard.SecondsBetween));
        Assert.True(await next);
    }

    [Fact]
    public async Task Eight_tries_for_a_handle_slow_down_its_next_and_no_others()
    {
        SteppedClock clock = new();
        using SignInGuard guard = new(clock, Options.Create(new PasswordHasherOptions()));
        for (int guess = 0; guess <= 8; guess++) Assert.True(await guard.Turn("ines", "onion", CancellationToken.None));
        Assert.False(guard.Turn("ines", "onion", CancellationToken.None).IsCompleted);
        Assert.True(await guard.Turn("amal", "onion", CancellationToken.None));
        guard.Succeeded("ines", "onion");
        Assert.True(await guard.Turn("ines", "onion", CancellationToken.None));
    }

    [Fact]
    public async Task Who_leaves_before_their_turn_takes_no_place()
    {
        SteppedClock clock = new();
        using SignInGuard guard = new(clock, Options.Create(new PasswordHasherOptions()));
        for (int guess = 0; guess <= 8; guess++) await guard.Turn("ines", "onion", CancellationToken.None);
        using CancellationTokenSource leaving = new();
        Task<bool>[] left = [.. Enumerable.Range(0, SignInGuard.MostWaiting).Select(_ => guard.Turn("ines", "onion", leaving.Token))];
        await leaving.CancelAsync();
        foreach (Task<bool> one in left) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Task<bool> hers = guard.Turn("ines", "onion", CancellationToken.None);
        clock.Pass(TimeSpan.FromSeconds(SignInGuard.SecondsBetween));
        Assert.True(await hers);
    }

    [Fact]
    public async Task Who_hammers_a_handle_holds_up_no_other()
    {
        using SignInGuard guard = new(new SteppedClock(), Options.Create(new PasswordHasherOptions()));
        Task<bool>[] hammered = [.. Enumerable.Range(0, 200).Select(_ => guard.Turn("amal", "onion", CancellationToken.None))];
        Assert.False(await hammered[^1]);
        Task<bool> hers = guard.Turn("ines", "onion", CancellationToken.None);
        Assert.True(hers.IsCompleted && await hers);
    }

    [Fact]
    public async Task Of_many_handles_so_many_wait_in_one_network_and_each_gets_its_turn()
    {
        SteppedClock clock = new();
        using SignInGuard guard = new(clock, Options.Create(new PasswordHasherOptions()));
        for (int guess = 0; guess <= 60; guess++) await guard.Turn($"handle{guess}", "onion", CancellationToken.None);
        Task<bool>[] waiting = [.. Enumerable.Range(1, SignInGuard.MostWaitingOfNetwork).Select(number => guard.Turn($"waiting{number}", "onion", CancellationToken.None))];
        Assert.All(waiting, one => Assert.False(one.IsCompleted));
        Assert.False(await guard.Turn("ines", "onion", CancellationToken.None));
        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.True(await waiting[0]);
        Task<bool> hers = guard.Turn("ines", "onion", CancellationToken.None);
        Assert.False(hers.IsCompleted);
        clock.Pass(TimeSpan.FromSeconds(SignInGuard.MostWaitingOfNetwork));
        Assert.True(await hers);
    }

    [Fact]
    public async Task So_many_wait_and_no_more()
    {
        SteppedClock clock = new();
        using SignInGuard guard = new(clock, Options.Create(new PasswordHasherOptions()));
        for (int guess = 0; guess <= 8; guess++) await guard.Turn("ines", "onion", CancellationToken.None);
        Task<bool>[] waiting = [.. Enumerable.Range(0, SignInGuard.MostWaiting).Select(_ => guard.Turn("ines", "onion", CancellationToken.None))];
        Assert.All(waiting, one => Assert.False(one.IsCompleted));
        Assert.False(await guard.Turn("ines", "onion", CancellationToken.None));
        clock.Pass(TimeSpan.FromSeconds(SignInGuard.SecondsBetween));
        Assert.False(guard.Turn("ines", "onion", CancellationToken.None).IsCompleted);
    }
}
