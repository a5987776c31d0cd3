using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Browsing;

/// <summary>What is told of the same, side by side: the record's own words and what others tell beside them, in the alphabetical order of who tells it.
/// Neither the day nor how many ever decides the order, and no telling is marked as the first.</summary>
public sealed class Tellings(IRecordStore records, Texts texts)
{
    /// <summary>So many are read to find those that come first in the alphabet.</summary>
    private const int MostRead = 100;

    public const int MostShown = 12;

    /// <summary>Null: nobody tells a record of this kind beside another.</summary>
    public async Task<TellingsShown?> Beside(RecordSheet sheet, Viewer viewer, CancellationToken cancel)
    {
        if (!sheet.Kind.Fields.Contains(CommonFields.Tellings)) return null;
        if (!sheet.Links.TryGetValue(CommonFields.Tellings.Name, out LinkLines? beside)) return new TellingsShown([], 0);
        ImmutableArray<RecordId> ids = [.. beside.First.Select(line => line.Other.Id)];
        if (beside.Count > ids.Length)
        {
            ConnectionFilter all = new(ConnectionType.About, IsOutgoing: false, Telling.Kind.Name, 1, MostRead);
            ids = [.. (await records.Connections(sheet.Record.Id, all, viewer, cancel)).Lines.Select(line => line.Other.Id)];
        }

        IEnumerable<ToldLine> told = (await records.ReadAll(ids, viewer, 0, cancel)).Select(found => Told(found.Record.Value, found.Communities, isHere: false, viewer));
        ToldLine here = Told(sheet.Record, sheet.Communities, isHere: true, viewer);
        return new TellingsShown([.. told.Append(here).OrderBy(one => NameOf(one, texts), texts.Alphabetical).ThenBy(one => one.Telling.Id.Value).Take(MostShown)], beside.Count);
    }

    private ToldLine Told(Record record, ImmutableArray<StandingLine> communities, bool isHere, Viewer viewer)
    {
        HashSet<RecordId> tellers = [.. record.Content.Links.Where(link => link.Field == "toldBy").Select(link => link.Target)];
        return new ToldLine(
            record, isHere, !VisibilityPolicy.IsPublic(Envelope.Of(record), viewer.Today),
            [.. communities.Where(one => isHere || tellers.Contains(one.Community.Id)).OrderBy(one => RecordName.Order(one.Community, texts), texts.Alphabetical)]);
    }

    /// <summary>What it is put in order by; where it names nobody its title.</summary>
    private static string NameOf(ToldLine one, Texts texts) => one.By is [var first, ..] ? RecordName.Order(first.Community, texts) : one.Telling.Content.Title;
}

/// <param name="Count">How many stand beside the record; with its own words there is one more.</param>
public sealed record TellingsShown(ImmutableArray<ToldLine> Shown, int Count);

/// <param name="IsHere">The words of the page itself.</param>
/// <param name="By">Who tells it, with where each stands; for the page's own words those it names.</param>
public sealed record ToldLine(Record Telling, bool IsHere, bool IsPrivate, ImmutableArray<StandingLine> By);
