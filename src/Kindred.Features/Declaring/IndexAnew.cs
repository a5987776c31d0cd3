using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Declaring;

/// <summary>Brings the public index up to date for records of kinds that a declaration changed: a facet for what they hold already, a term that reads as another. In
/// steps, so that nobody waits for long; where it was is kept with each step, and a stop takes nothing back.</summary>
public sealed class IndexAnew(IArchiveWriter writer, ISearchIndex index, Publication publication, TimeProvider time)
{
    private const string Name = "kinds to index anew";
    private const int InStep = 200;

    /// <summary>So long who declared waits for the answer; a small archive is done by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock starting = new();
    private volatile Task running = Task.CompletedTask;

    /// <summary>Done when nothing is left to be indexed.</summary>
    public Task Done => running;

    /// <summary>In the transaction of the declaration: what is asked for is done even if the process ends here.</summary>
    public static void Ask(IArchiveSession session, IEnumerable<string> kinds)
    {
        Work before = Read(session.FindValue(Name));
        string[] asked = [.. kinds.Union(before.Kinds)];
        if (asked is not []) Keep(session, new Work(before.Asked + 1, -1, [.. asked]));
    }

    /// <summary>Goes on with what was left when the archive stopped.</summary>
    public async Task Resume(CancellationToken cancel)
    {
        if (await writer.Write(session => session.FindValue(Name), cancel) is not null) await Begin();
    }

    /// <summary>Starts, and waits a little.</summary>
    public async Task Begin()
    {
        Task run;
        lock (starting)
        {
            // A new task for each asking: one that runs may have passed what is asked for now.
            Task before = running;
            running = run = Task.Run(() => Run(before));
        }

        await Task.WhenAny(run, Task.Delay(Patience, time));
    }

    private async Task Run(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (true)
        {
            Work work = Read(await writer.Write(session => session.FindValue(Name), CancellationToken.None));
            if (work.Kinds.IsEmpty) return;
            // Listed first: a reading that stays open would keep what is destroyed meanwhile in the log.
            (int Document, RecordId Id)[] left = [.. index.Documents().Where(document => document.Document > work.After && work.Kinds.Contains(document.Kind)).Select(document => (document.Document, document.Id))];
            foreach ((int Document, RecordId Id)[] step in left.Chunk(InStep)) await writer.Write(session => Step(session, work, step), CancellationToken.None);
            if (await writer.Write(session => End(session, work), CancellationToken.None)) return;
        }
    }

    private bool Step(IArchiveSession session, Work work, (int Document, RecordId Id)[] step)
    {
        foreach ((_, RecordId id) in step) publication.Reindex(session, id, time.Today());
        // Asked anew meanwhile: that begins from the first again.
        if (Read(session.FindValue(Name)).Asked == work.Asked) Keep(session, work with { After = step[^1].Document });
        return true;
    }

    private static bool End(IArchiveSession session, Work work)
    {
        bool isAskedAnew = Read(session.FindValue(Name)).Asked != work.Asked;
        if (!isAskedAnew) session.PutValue(Name, null);
        return !isAskedAnew;
    }

    private static void Keep(IArchiveSession session, Work work) => session.PutValue(Name, string.Create(CultureInfo.InvariantCulture, $"{work.Asked} {work.After} {string.Join(' ', work.Kinds)}"));

    private static Work Read(string? kept) => kept?.Split(' ') is [var asked, var after, .. var kinds]
        ? new Work(int.Parse(asked, CultureInfo.InvariantCulture), int.Parse(after, CultureInfo.InvariantCulture), [.. kinds])
        : new Work(0, -1, []);

    /// <param name="Asked">Rises with each asking.</param>
    /// <param name="After">Number of the last document that is done.</param>
    private sealed record Work(int Asked, int After, ImmutableArray<string> Kinds);
}
