using System.Globalization;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Publishing;
using static Kindred.Tests.Merging.Merged;

namespace Kindred.Tests.Merging;

/// <summary>Organisations are merged, parted, changed, linked and destroyed in any order.</summary>
public sealed class MergeSequenceTests
{
    private static readonly int Sequences = int.Parse(Environment.GetEnvironmentVariable("KINDRED_TEST_MERGES") ?? "40", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Parted_everything_is_as_it_was_told_and_while_merged_nothing_is_lost_or_counted_twice()
    {
        await using TestArchive archive = await TestArchive.Start();
        int merges = 0, parts = 0, chains = 0, destroyed = 0;
        for (int seed = 1; seed <= Sequences; seed++)
        {
            Random random = new(seed);
            Sequence sequence = new(archive, random);
            await sequence.Begin();
            for (int step = 0; step < 24; step++)
            {
                await sequence.Step();
                await sequence.Check($"seed {seed}, step {step}: {sequence.Told}");
            }

            await sequence.PartAll();
            await sequence.CheckParted($"seed {seed}: {sequence.Told}");
            (merges, parts, chains, destroyed) = (merges + sequence.Merges, parts + sequence.Parts, chains + sequence.Chains, destroyed + sequence.Destroyed);
        }

        Assert.True(merges > 3 * Sequences && parts > Sequences && chains > Sequences / 2 && destroyed > Sequences / 4, $"{merges} merges, {parts} parts, {chains} chains, {destroyed} destroyed: they prove nothing.");
    }

    /// <summary>What everybody said, kept beside the archive in the plainest way: who said that what is of what.</summary>
    private sealed class Sequence(TestArchive archive, Random random)
    {
        private readonly Merged merged = new(archive);
        private readonly List<RecordId> organisations = [];
        private readonly Dictionary<RecordId, HashSet<RecordId>> said = [];
        private readonly Dictionary<RecordId, RecordId> into = [];
        private readonly Dictionary<RecordId, string> titles = [];
        private readonly List<string> told = [];

        public int Merges { get; private set; }

        public int Parts { get; private set; }

        public int Chains { get; private set; }

        public int Destroyed { get; private set; }

        public string Told => string.Join("; ", told);

        public async Task Begin()
        {
            for (int number = 0; number < 5; number++)
            {
                string title = $"Name {RecordId.Mint()}";
                RecordId id = await merged.Tell("organisation", title);
                organisations.Add(id);
                titles[id] = title;
            }

            for (int number = 0; number < 4; number++) await Tell();
        }

        public async Task Step()
        {
            RecordId[] standing = [.. organisations.Where(id => !into.ContainsKey(id))];
            switch (random.Next(10))
            {
                case < 4 when standing.Length > 1:
                    RecordId[] two = random.GetItems(standing, 2);
                    if (two[0] == two[1]) return;
                    told.Add($"{two[0]} into {two[1]}");
                    if (into.ContainsValue(two[0])) Chains++;
                    await merged.Merge(two[0], two[1]);
                    into[two[0]] = two[1];
                    Merges++;
                    break;
                case < 6 when into.Count > 0:
                    await Part(into.Keys.ElementAt(random.Next(into.Count)));
                    break;
                case 6:
                    await Tell();
                    break;
                case 7:
                    // Who changes something else of it leaves its links as they were said.
                    RecordId changed = said.Keys.ElementAt(random.Next(said.Count));
                    told.Add($"{changed} changed");
                    await merged.Change(changed, content => content.With("summary", Browsing.Told.One($"{random.Next()}")));
                    break;
                case 8 when random.Next(3) == 0 && organisations.Count > 2:
                    await Destroy(organisations[random.Next(organisations.Count)]);
                    break;
                default:
                    RecordId actor = said.Keys.ElementAt(random.Next(said.Count));
                    told.Add($"{actor} has none");
                    await merged.Change(actor, content => content with { Links = [] });
                    said[actor] = [];
                    break;
            }
        }

        public async Task PartAll()
        {
            while (into.Count > 0) await Part(into.Keys.ElementAt(random.Next(into.Count)));
        }

        public async Task Check(string where)
        {
            foreach (RecordId id in organisations)
            {
                Domain.Records.Record record = await merged.Record(id);
                if (into.ContainsKey(id))
                {
                    Assert.True(record.State == RecordState.Merged, $"{where}\n{id} is {record.State}");
                    Assert.Equal((Standing(id), where), (await archive.Records.LeadsTo(id, archive.Stranger, Cancel) ?? default, where));
                    continue;
                }

                if (record.State == RecordState.Hidden) continue;
                Assert.True(VisibilityPolicy.IsPublic(Envelope.Of(record), archive.Today), $"{where}\n{id} is {record.State}");
                RecordId[] wanted = [.. said.Where(one => one.Value.Any(of => Standing(of) == id)).Select(one => one.Key).Order()];
                var page = await archive.Records.Connections(id, new Domain.Stores.ConnectionFilter(null, null, null, 1, 500), archive.Stranger, Cancel);
                Assert.Equal($"{where}\n{id}: {string.Join(' ', wanted)}", $"{where}\n{id}: {string.Join(' ', page.Lines.Select(line => line.Other.Id).Order())}");
                string names = string.Join(' ', organisations.Where(one => one != id && Standing(one) == id).Select(one => titles[one]).Order(StringComparer.Ordinal));
                Assert.Equal($"{where}\n{id} {names}", $"{where}\n{id} {string.Join(' ', record.Content.Texts("otherNames").Order(StringComparer.Ordinal))}");
            }
        }

        public async Task CheckParted(string where)
        {
            await Check(where);
            foreach (RecordId id in organisations) Assert.Equal((where, titles[id]), (where, (await merged.Record(id)).Content.Title));
            foreach ((RecordId id, HashSet<RecordId> of) in said)
                Assert.Equal($"{where}\n{id}: {string.Join(' ', of.Order())}", $"{where}\n{id}: {string.Join(' ', (await merged.Record(id)).Content.Links.Select(link => link.Target).Where(organisations.Contains).Order())}");
        }

        private async Task Tell()
        {
            // Of one that was merged nobody says anything by its id any more: the form gives the one that stands.
            RecordId[] of = [.. random.GetItems([.. organisations.Where(id => !into.ContainsKey(id))], random.Next(1, 3)).Distinct()];
            RecordId id = await merged.Tell("action", "Walk-out", [.. of.Select(one => Link("organisedBy", one))]);
            told.Add($"{id} by {string.Join(" and ", of)}");
            said[id] = [.. of];
        }

        private async Task Part(RecordId one)
        {
            told.Add($"{one} parted");
            await merged.Part(one);
            into.Remove(one);
            Parts++;
            if ((await merged.Record(one)).State == RecordState.Hidden) await archive.Get<Features.Withdrawing.WithdrawRecord>().Show(one, merged.Keeper, Cancel);
        }

        private async Task Destroy(RecordId one)
        {
            told.Add($"{one} destroyed");
            await archive.Write(session => archive.Get<Destruction>().Destroy(session, one, archive.Today));
            organisations.Remove(one);
            into.Remove(one);
            Destroyed++;
            foreach (RecordId was in into.Where(pair => pair.Value == one).Select(pair => pair.Key).ToArray())
            {
                into.Remove(was);
                await archive.Get<Features.Withdrawing.WithdrawRecord>().Show(was, merged.Keeper, Cancel);
            }

            foreach (HashSet<RecordId> of in said.Values) of.Remove(one);
        }

        private RecordId Standing(RecordId id)
        {
            while (into.TryGetValue(id, out RecordId next)) id = next;
            return id;
        }
    }
}
