using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Threads;

/// <summary>What somebody means who types a name, or pastes an address or id.</summary>
public sealed class ChooseRecord(IRecordStore records, SearchRecords search, FacetLabels labels, TimeProvider time)
{
    public const int LongestName = 200;

    private const int MostOffered = 20;

    public async Task<Chosen> Of(string? typed, Texts texts, CancellationToken cancel)
    {
        string name = (typed ?? "").Trim();
        if (name.Length == 0) return new Chosen.Nothing();
        Viewer viewer = new Viewer.Public(time.Today());
        if (TypedRecord.In(name) is { } id)
        {
            // One that was merged is the one that stands for it.
            RecordId standing = await records.LeadsTo(id, viewer, cancel) ?? id;
            return (await labels.Lines([standing], cancel)).TryGetValue(standing, out RecordLine? line) ? new Chosen.One(line) : new Chosen.NoRecord();
        }

        if (name.Length > LongestName) return new Chosen.NotFound();
        IReadOnlyList<RecordLine> named = await records.Named(name, [], viewer, cancel);
        RecordLine[] exactly = [.. named.Where(line => line.Titles.Values.Append(line.Title).Any(title => title.Equals(name, StringComparison.OrdinalIgnoreCase)))];
        if (exactly is [var only]) return new Chosen.One(only);
        bool hasMore = false;
        if (exactly is [])
        {
            // Those that begin so are some of what is called so.
            SearchResult found = await search.Find(new SearchRequest { Query = name, Size = MostOffered }, texts, cancel);
            hasMore = found.Total > found.Ids.Length;
            named = [.. named.Concat((await labels.Lines(found.Ids, cancel)).Values).DistinctBy(line => line.Id)];
        }

        RecordLine[] offered = [.. (exactly is [] ? named : exactly).OrderBy(line => RecordName.Order(line, texts), texts.Alphabetical).ThenBy(line => line.Id)];
        return offered switch { [] => new Chosen.NotFound(), _ => new Chosen.Several([.. offered], hasMore) };
    }
}

/// <summary>What was meant.</summary>
public abstract record Chosen
{
    private Chosen()
    {
    }

    public sealed record One(RecordLine Line) : Chosen;

    /// <summary>Several may be meant, by the alphabet of the reader.</summary>
    /// <param name="HasMore">So may others that are not among them.</param>
    public sealed record Several(ImmutableArray<RecordLine> Lines, bool HasMore) : Chosen;

    /// <summary>Nothing that is public is called so.</summary>
    public sealed record NotFound : Chosen;

    /// <summary>An id of which nobody may know whether there is such a record.</summary>
    public sealed record NoRecord : Chosen;

    /// <summary>Nothing was typed.</summary>
    public sealed record Nothing : Chosen;
}
