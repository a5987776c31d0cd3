using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Kindred.Features.Shared;

/// <summary>Reads the embedded resources: <c>texts/en.json</c>, <c>texts/en.{area}.json</c> and their siblings.</summary>
internal static class TextResources
{
    public static FrozenDictionary<string, Texts> ReadAll()
    {
        var read = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        Assembly assembly = typeof(TextResources).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("texts/", StringComparison.Ordinal)))
        {
            string language = name["texts/".Length..].Split('.')[0];
            if (!read.TryGetValue(language, out Dictionary<string, string>? texts))
                read[language] = texts = new(StringComparer.Ordinal);
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            using JsonDocument json = JsonDocument.Parse(stream);
            foreach (JsonProperty text in json.RootElement.EnumerateObject())
                if (!texts.TryAdd(text.Name, text.Value.GetString()!))
                    throw new InvalidDataException($"The text {text.Name} stands twice in the resources of {language}; the second is in {name}.");
        }
        Dictionary<string, string> source = read[Texts.Source];
        return read.ToFrozenDictionary(of => of.Key, of => new Texts(of.Key, of.Value, source), StringComparer.Ordinal);
    }
}
