using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Gives silos and bridges their names.</summary>
public sealed class ShowSilos(DocumentLines lines, SiloWords words, FacetOrdinals ordinals)
{
    /// <param name="numbers">Of the silos that are wanted.</param>
    /// <param name="mostBridges">So many of those between them at most, the earliest first.</param>
    public async Task<SilosShown> Of(SilosAnswer answer, IReadOnlyList<int> numbers, int mostBridges, Texts texts, CancellationToken cancel)
    {
        SilosFound found = answer.Found;
        HashSet<int> wanted = [.. numbers];
        Bridge[] bridges = [.. found.Bridges.Where(bridge => bridge.Silos.Count(wanted.Contains) > 1).Take(mostBridges)];
        IReadOnlyDictionary<int, RecordLine> there = await lines.Of(numbers.SelectMany(number => found.Silos[number].Members).Concat(bridges.Select(bridge => bridge.Event)), cancel);
        List<SiloShown> silos = [];
        foreach (int number in numbers)
        {
            Silo silo = found.Silos[number];
            ImmutableArray<RecordLine> members = [.. silo.Members.Where(there.ContainsKey).Select(member => there[member]).OrderBy(line => FacetLabels.Title(line, texts), texts.Alphabetical).ThenBy(line => line.Id)];
            // All of it was withdrawn meanwhile.
            if (members.IsEmpty) continue;
            string key = there.TryGetValue(silo.Members[0], out RecordLine? first) ? first.Id.ToString() : members[0].Id.ToString();
            silos.Add(new SiloShown(number, silo, await words.Of(answer, silo, texts, cancel), members) { Key = key });
        }

        return new SilosShown { Found = found, Silos = [.. silos], Bridges = [.. bridges.Where(bridge => there.ContainsKey(bridge.Event)).Select(bridge => new BridgeShown(bridge, there[bridge.Event]))] };
    }

    /// <summary>What its organisations did, the latest first.</summary>
    public async Task<ImmutableArray<RecordLine>> Latest(Silo silo, int most, CancellationToken cancel)
    {
        IReadOnlyList<int> done = ordinals.InOrder(DocumentOrder.Date, silo.Events, most);
        IReadOnlyDictionary<int, RecordLine> there = await lines.Of(done, cancel);
        return [.. done.Where(there.ContainsKey).Select(document => there[document])];
    }

    /// <summary>The number of the silo that an organisation is in; null: in none of these.</summary>
    public int? NumberOf(SilosFound found, RecordId organisation)
    {
        if (ordinals.Find(organisation) is not { } document) return null;
        int at = Array.FindIndex([.. found.Silos], silo => silo.Members.BinarySearch(document) >= 0);
        return at < 0 ? null : at;
    }
}
