using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Importing.Mapping;

/// <summary>The names of this archive, as an import may ask for them.</summary>
public interface INamesThere
{
    /// <summary>Records of these kinds (none: any) with a name that has this key of <see cref="NameLikeness.Keys"/>; more than <paramref name="most"/> are not wanted.</summary>
    IReadOnlyList<NamedRecord> With(string key, IReadOnlyCollection<string> kinds, int most);
}

public sealed record NamedRecord(RecordId Id, string Name);

/// <summary>A record that a name may mean. It is offered, and nothing is merged on its own.</summary>
public sealed record NameCandidate(NamedRecord Record, Likeness Likeness);

public static class NameCandidates
{
    public const int Most = 5;

    /// <summary>Under one key; more share the beginning of a common name, and say nothing.</summary>
    private const int MostOfKey = 200;

    /// <summary>The likeliest first.</summary>
    public static ImmutableArray<NameCandidate> Of(string name, IReadOnlyCollection<string> kinds, INamesThere names)
    {
        NameLikeness said = NameLikeness.Of(name);
        Dictionary<RecordId, NameCandidate> found = [];
        foreach (NamedRecord record in said.Keys().SelectMany(key => names.With(key, kinds, MostOfKey)))
        {
            if (said.To(NameLikeness.Of(record.Name)) is { } likeness && (!found.TryGetValue(record.Id, out NameCandidate? before) || likeness < before.Likeness)) found[record.Id] = new NameCandidate(record, likeness);
        }

        return [.. found.Values.OrderBy(one => one.Likeness).ThenBy(one => one.Record.Name, StringComparer.Ordinal).ThenBy(one => one.Record.Id).Take(Most)];
    }
}
