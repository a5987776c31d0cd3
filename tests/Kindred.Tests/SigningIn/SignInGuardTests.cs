using Kindred.Features.SigningIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kindred.Tests.SigningIn;

/// <summary>Guessing is slow, and nobody is kept out by it: whoever shares a network with a guesser waits, and gets in.</summary>
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
        clock.Pass(TimeSpan.FromSeconds(SignInGuard.SecondsBetween));
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
