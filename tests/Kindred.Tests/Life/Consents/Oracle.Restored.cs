using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class Oracle
{
    // How coarse a community wanted places since the last back-up, at any time.
    private readonly Dictionary<RecordId, Precision> coarsest = [];

    // Whose words were taken back since.
    private readonly List<(RecordId Record, int Before, int Taken)> takenBack = [];

    public void BackedUp()
    {
        coarsest.Clear();
        takenBack.Clear();
    }

    /// <summary>Who answers for whom, and who said yes to what, is as it was when the back-up was made. What was said against something since, by whomever, holds on.</summary>
    /// <returns>Words against what the back-up doesn't have under its id.</returns>
    public IReadOnlyList<Said> GoBack(System.Action asItWas, IArchiveSession backUp, DateOnly today)
    {
        Said[] heard = [.. said];
        (HashSet<RecordId> gone, HashSet<(RecordId, RecordId)> claims) now = ([.. gone], [.. claims]);
        Dictionary<RecordId, List<Gone>> words = Kept.Copy(goneWords);
        Dictionary<RecordId, (string Keeper, DateOnly? Until)> hides = new(hidden);
        var days = keptBack.ToArray();
        (Dictionary<RecordId, Precision> places, var backAgain) = (new(coarsest), takenBack.ToArray());
        asItWas();
        // Its journal goes on: whoever goes back once more follows the same lines.
        BackedUp();
        foreach ((RecordId community, Precision precision) in places) coarsest[community] = precision;
        takenBack.AddRange(backAgain);
        foreach (var one in backAgain.Where(one => backUp.FindRevision(one.Record, one.Taken) is not null).GroupBy(one => one.Record))
        {
            again[one.Key] = [.. one.Select(back => (back.Before, backUp.FindRevision(one.Key, back.Before) is { } old ? Asked(one.Key, Left(old.Content, words.GetValueOrDefault(one.Key, []))) : null))];
        }

        gone.UnionWith(now.gone);
        claims.UnionWith(now.claims);
        foreach ((RecordId community, Precision precision) in places) finest[community] = (Precision)Math.Min((int)precision, (int)finest.GetValueOrDefault(community, Precision.Exact));
        foreach ((RecordId subject, List<Gone> list) in words)
        {
            foreach (IGrouping<string, string> field in list.Where(one => one.AllowedFrom is null).GroupBy(one => one.Field, one => one.Word)) Forbid(subject, field.Key, field);
        }

        hidden.Clear();
        foreach ((RecordId subject, var hide) in hides) hidden[subject] = hide;
        KeepBack(days);
        Turn(today);
        List<Said> elsewhere = [];
        foreach (Said no in heard.Skip(said.Count).Where(one => one.Word != ConsentAnswer.Given).ToArray())
        {
            int[] revisions = Revisions(backUp, no.Subject);
            if (revisions is []) elsewhere.Add(no with { Steward = Said.Nobody });
            // Which revision she read nobody knows any more: that which is shown, or that which waits.
            else if (no.Revision > 0) said.AddRange(revisions.Select(revision => no with { Steward = Said.Nobody, Revision = revision }));
        }

        weighed = said.Count;
        return elsewhere;
    }

    /// <summary>What is left of the words, where it is looked at only once what was destroyed since is destroyed again: nobody is asked about what is gone.</summary>
    private static RecordContent Left(RecordContent content, List<Gone> gone)
    {
        foreach (Gone one in gone.Where(one => one.AllowedFrom is null && one.Field != ""))
        {
            content = content.With(one.Field, null) with
            {
                Translations = content.Translations.ToImmutableSortedDictionary(language => language.Key, language => language.Value.Remove(one.Field), StringComparer.Ordinal),
                Links = [.. content.Links.Where(link => (link.Field, $"{link.Target}") != (one.Field, one.Word))],
            };
        }

        return content;
    }

    private static int[] Revisions(IArchiveSession session, RecordId subject) => session.FindRecord(subject) is { } record ? [.. ((int[])[record.Revision, record.LatestRevision]).Distinct()]
        : session.FindConnection(subject) is { } connection ? [connection.Revision]
        : [];

    /// <summary>Days that somebody set or ended since: whose word it was nobody knows; the latest for each community holds.</summary>
    private void KeepBack(KeyValuePair<(RecordId Subject, string? Field, RecordId? Community, string Who), DateOnly>[] days)
    {
        HashSet<(RecordId, string?, RecordId?, string)> still = [.. keptBack.Intersect(days).Select(one => one.Key)];
        keptBack.Clear();
        foreach ((var word, DateOnly until) in days)
        {
            (RecordId, string?, RecordId?, string) key = word.Community is null || still.Contains(word) ? word : word with { Who = Said.Nobody };
            if (!keptBack.TryGetValue(key, out DateOnly known) || known < until) keptBack[key] = until;
        }
    }
}
