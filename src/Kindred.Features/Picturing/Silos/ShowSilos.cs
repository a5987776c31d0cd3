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

        HashSet<string> alike = [.. silos.GroupBy(silo => string.Join('\n', silo.Words)).Where(same => same.Key.Length == 0 || same.Count() > 1).Select(same => same.Key)];
        silos = [.. silos.Select(silo => silo with { NeedsNames = alike.Contains(string.Join('\n', silo.Words)) })];
        return new SilosShown { Found = found, Silos = [.. silos], Bridges = [.. bridges.Where(bridge => there.ContainsKey(bridge.Event)).Select(bridge => new BridgeShown(bridge, there[bridge.Event]))] };
    }

    /// <param name="numbers">Of the silos that are drawn.</param>
    /// <param name="most">So many groups of bridges at most.</param>
    /// <param name="opened">Only bridges of this silo are drawn; null: all.</param>
    public async Task<SilosDrawn> Drawn(SilosAnswer answer, IReadOnlyList<int> numbers, int most, int? opened, Texts texts, CancellationToken cancel)
    {
        SilosShown shown = await Of(answer, numbers, 0, texts, cancel);
        Bridge[] bridges = [.. answer.Found.Bridges.Where(bridge => opened is not { } one || bridge.Silos.Contains(one))];
        HashSet<int> wanted = [.. shown.Silos.Select(silo => silo.Number)];
        ImmutableArray<ImmutableArray<Bridge>> gathered = GatherBridges.Between(bridges, wanted, most);
        IReadOnlyDictionary<int, RecordLine> there = await lines.Of(gathered.Where(GatherBridges.AreFew).SelectMany(group => group).Select(bridge => bridge.Event), cancel);
        List<BridgesBetween> between = [];
        foreach (ImmutableArray<Bridge> group in gathered)
        {
            ImmutableArray<BridgeShown> named = [.. group.Where(bridge => there.ContainsKey(bridge.Event)).Select(bridge => new BridgeShown(bridge, there[bridge.Event]))];
            if (GatherBridges.AreFew(group) && named.IsEmpty) continue;
            between.Add(new BridgesBetween([.. group[0].Silos.Where(wanted.Contains)], GatherBridges.AreFew(group) ? named : [], group.Length));
        }

        return new SilosDrawn(shown.Silos, [.. between], bridges.Length);
    }

    /// <summary>Organisations of which nothing says that they acted with another, in alphabetical order.</summary>
    public async Task<ImmutableArray<RecordLine>> Alone(SilosFound found, Texts texts, CancellationToken cancel) =>
        [.. (await lines.Of(found.Alone, cancel)).Values.OrderBy(line => FacetLabels.Title(line, texts), texts.Alphabetical).ThenBy(line => line.Id)];

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
