using System.Collections.Immutable;
using Kindred.Domain.Stores;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Importing.Sending;

/// <summary>Looks for records that the names of a source may mean. It offers; who maps decides.</summary>
public sealed class OfferNames(IImportStore imports)
{
    /// <summary>Under one key; more share the beginning of a common name.</summary>
    private const int MostOfKey = 200;

    /// <param name="kinds">None: any.</param>
    public async Task<IReadOnlyDictionary<string, ImmutableArray<NameCandidate>>> Of(IReadOnlyCollection<string> names, IReadOnlyCollection<string> kinds, CancellationToken cancel)
    {
        Dictionary<string, List<NamedRecord>> byKey = names.SelectMany(name => NameLikeness.Of(name).Keys()).Distinct().ToDictionary(key => key, _ => new List<NamedRecord>(), StringComparer.Ordinal);
        if (byKey.Count == 0) return ImmutableDictionary<string, ImmutableArray<NameCandidate>>.Empty;
        await imports.EachName(
            (name, kind, id) =>
            {
                if (kinds.Count > 0 && !kinds.Contains(kind)) return;
                foreach (string key in NameLikeness.Of(name).Keys())
                {
                    if (byKey.TryGetValue(key, out List<NamedRecord>? found) && found.Count < MostOfKey) found.Add(new NamedRecord(id, name));
                }
            },
            cancel);
        Found there = new(byKey);
        return names.ToImmutableDictionary(name => name, name => NameCandidates.Of(name, kinds, there));
    }

    private sealed class Found(Dictionary<string, List<NamedRecord>> byKey) : INamesThere
    {
        public IReadOnlyList<NamedRecord> With(string key, IReadOnlyCollection<string> kinds, int most) => byKey.GetValueOrDefault(key) ?? [];
    }
}
