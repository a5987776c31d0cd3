namespace Kindred.Features.Importing.Reading;

/// <summary>A short part of what stands in a source, for a finding: enough to know it again.</summary>
internal static class Excerpt
{
    private const int MostCharacters = 60;

    public static string Of(string text)
    {
        string line = text.Trim().ReplaceLineEndings(" ");
        if (line.Length <= MostCharacters) return line;
        int cut = char.IsHighSurrogate(line[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;
        return line[..cut] + "…";
    }
}
