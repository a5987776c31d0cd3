using Kindred.Domain.Records;
using Kindred.Features.Importing.Sending;

namespace Kindred.Tests.Importing.Running;

public sealed class ErrandTests
{
    [Fact]
    public async Task An_errand_that_has_ended_keeps_nothing_and_is_stopped_in_vain()
    {
        await using TestArchive archive = await TestArchive.Start();
        Errand errand = archive.Get<ImportErrands>().Undo(RecordId.Mint(), "keeper", null)!;
        await errand.Ended;
        Assert.Throws<ObjectDisposedException>(() => errand.Stop.WaitHandle);
        errand.Cancel();
        Assert.False(errand.IsAtWork);
        Assert.False(errand.Stop.IsCancellationRequested);
    }

    [Fact]
    public void An_errand_is_stopped_by_hand_and_with_the_server()
    {
        using CancellationTokenSource server = new();
        using Errand one = new(ErrandKind.Run, server.Token), other = new(ErrandKind.Run, server.Token);
        one.Cancel();
        Assert.Equal((true, false), (one.Stop.IsCancellationRequested, other.Stop.IsCancellationRequested));
        server.Cancel();
        Assert.True(other.Stop.IsCancellationRequested);
    }
}
