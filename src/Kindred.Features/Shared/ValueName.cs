using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Kindred.Features.Shared;

/// <summary>The one word by which a value goes outside: <c>in-review</c>, <c>precise-place</c>, <c>public-sources</c>. It is read by that word and by
/// nothing else: 0 would be the first of all answers, which is yes.</summary>
public static class ValueName
{
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>Null where it is none of the words.</summary>
    public static T? Read<T>(string? name)
        where T : struct, Enum => name is not null && Names<T>.ByName.TryGetValue(name, out T value) ? value : null;

    public static ImmutableArray<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> ByName = ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
