using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Kindred.Domain.Kinds;

/// <summary>Every kind that the archive knows.</summary>
public sealed class KindList
{
    private readonly FrozenDictionary<string, Kind> byName;
    private readonly FrozenDictionary<string, Kind> byPlural;

    public KindList(ImmutableArray<Kind> all)
    {
        All = all;
        byName = all.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);
        byPlural = all.ToFrozenDictionary(kind => kind.Plural, StringComparer.Ordinal);
    }

    /// <summary>The kinds that come with Kindred, in the order in which they are offered.</summary>
    public static KindList BuiltIn { get; } = new(
    [
        Practice.Kind, Campaign.Kind, Action.Kind, Organisation.Kind, Community.Kind, History.Kind, Resource.Kind, Question.Kind,
        Essay.Kind, Path.Kind, Remembrance.Kind, Door.Kind, Person.Kind, Place.Kind, Note.Kind, Telling.Kind,
    ]);

    public ImmutableArray<Kind> All { get; }

    public Kind? Find(string name) => byName.GetValueOrDefault(name);

    public Kind? ByPlural(string plural) => byPlural.GetValueOrDefault(plural);

    public Kind this[string name] => byName[name];
}
