using System.Collections.Immutable;
using System.Text;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Text;

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
            return (await labels.Lines([standing], cancel)).TryGetValue(standing, out RecordLine? line) ? await One(line, viewer, texts, cancel) : new Chosen.NoRecord();
        }

        if (name.Length > LongestName) return new Chosen.NotFound();
        IReadOnlyList<RecordLine> named = await records.Named(name, [], viewer, cancel);
        RecordLine[] exactly = [.. Exactly(named, name)];
        if (exactly is [var only]) return await One(only, viewer, texts, cancel);
        bool hasMore = false;
        if (exactly is [])
        {
            string titled = InTitles(name);
            if (titled.Length == 0 && named.Count == 0) return new Chosen.NoWords();
            // Those that begin so are some of what is called so; what only speaks of it is offered where nothing is.
            SearchResult? found = titled.Length == 0 ? null : await Find(titled);
            if (found is { Total: 0 } && named.Count == 0) found = await Find(name);
            hasMore = found is not null && found.Total > found.Ids.Length;
            if (found is not null) named = [.. named.Concat((await labels.Lines(found.Ids, cancel)).Values).DistinctBy(line => line.Id)];
        }

        RecordLine[] offered = [.. (exactly is [] ? named : exactly).OrderBy(line => RecordName.Order(line, texts), texts.Alphabetical).ThenBy(line => line.Id)];
        return offered switch { [] => new Chosen.NotFound(), _ => new Chosen.Several([.. offered], hasMore) };

        Task<SearchResult> Find(string query) => search.Find(new SearchRequest { Query = query, Size = MostOffered }, texts, cancel);
    }

    /// <summary>Found; by its name again where no other is called so, or else by its address.</summary>
    private async Task<Chosen.One> One(RecordLine line, Viewer viewer, Texts texts, CancellationToken cancel)
    {
        string title = RecordName.Of(line, texts).Title;
        bool isByName = title.Length <= LongestName && title == title.Trim() && TypedRecord.In(title) is null
            && Exactly(await records.Named(title, [], viewer, cancel), title).ToArray() is [var only] && only.Id == line.Id;
        return new Chosen.One(line, isByName ? title : "/r/" + line.Id);
    }

    private static IEnumerable<RecordLine> Exactly(IReadOnlyList<RecordLine> named, string name) =>
        named.Where(line => line.Titles.Values.Append(line.Title).Any(title => title.Equals(name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The query for what has each word in its title; empty: there is no letter or number in it.</summary>
    private static string InTitles(string name)
    {
        StringBuilder query = new();
        WordReader words = new(name);
        while (words.Read()) query.Append(QueryParser.TitleField).Append(':').Append(words.Current.In(name)).Append(' ');
        return query.ToString();
    }
}

/// <summary>What was meant.</summary>
public abstract record Chosen
{
    private Chosen()
    {
    }

    /// <param name="Again">What finds it when it is typed.</param>
    public sealed record One(RecordLine Line, string Again) : Chosen;

    /// <summary>Several may be meant, by the alphabet of the reader.</summary>
    /// <param name="HasMore">So may others that are not among them.</param>
    public sealed record Several(ImmutableArray<RecordLine> Lines, bool HasMore) : Chosen;

    /// <summary>Nothing that is public is called so.</summary>
    public sealed record NotFound : Chosen;

    /// <summary>There is neither a letter nor a number in what was typed.</summary>
    public sealed record NoWords : Chosen;

    /// <summary>An id of which nobody may know whether there is such a record.</summary>
    public sealed record NoRecord : Chosen;

    /// <summary>Nothing was typed.</summary>
    public sealed record Nothing : Chosen;
}
