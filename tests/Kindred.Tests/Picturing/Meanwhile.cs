using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Picturing;

namespace Kindred.Tests.Picturing;

/// <summary>What a view reads when something changes between what it looks at first and what it looks at last.</summary>
internal static class Meanwhile
{
    /// <summary>Reads what is said as on the day after, when this connection is public no longer.</summary>
    public static async Task<ReadClaims> Lapsed(TestArchive archive, RecordId connection)
    {
        await archive.Write(session => session.Put(session.FindConnection(connection)! with { PublicUntil = archive.Today }, "anonymous", "", archive.Today));
        return new ReadClaims(archive.Get<IRecordStore>(), new Tomorrow(archive.Get<TimeProvider>()));
    }

    private sealed class Tomorrow(TimeProvider now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.GetUtcNow().AddDays(1);
    }
}
