using System.Collections.Immutable;
using Kindred.Features.Importing.Reading;
using Path = System.IO.Path;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Profiles that come with Kindred, by the names of their files in <c>samples/profiles</c>.</summary>
public static class ShippedProfiles
{
    private static readonly Lazy<ImmutableSortedDictionary<string, string>> All = new(() => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*.json").ToImmutableSortedDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText, StringComparer.Ordinal)
        : ImmutableSortedDictionary<string, string>.Empty);

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "samples", "profiles");

    public static IEnumerable<string> Names => All.Value.Keys;

    /// <summary>Its JSON; null: none is called so.</summary>
    public static string? Find(string name) => All.Value.GetValueOrDefault(name);

    /// <summary>The one whose marks the file has: that with most of them. Null: none has.</summary>
    public static (string Name, Profile Profile)? Recognise(Source file) => All.Value
        .Select(one => (Name: one.Key, Profile: ProfileJson.Read(one.Value, [])))
        .Where(one => one.Profile?.RecognisedBy is { } marks && marks.Fit(file))
        .OrderByDescending(one => one.Profile!.RecognisedBy!.Headings.Length).Select(one => ((string, Profile)?)(one.Name, one.Profile!)).FirstOrDefault();
}
