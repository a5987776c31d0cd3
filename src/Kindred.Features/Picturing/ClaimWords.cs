using Kindred.Domain.Records;
using Kindred.Features.Shared;

namespace Kindred.Features.Picturing;

/// <summary>What somebody wrote of a connection, as every view says it.</summary>
public static class ClaimWords
{
    /// <summary>The words, then of a kinship what is shared and what is distinct: never the one without the other.</summary>
    /// <returns>As they were written, each with what it is called; null: the words themselves.</returns>
    public static IEnumerable<(string? Label, string Text)> Said(ConnectionWords words, Texts texts)
    {
        if (words.Text is { } text) yield return (null, text);
        if (words.Shared is { } shared) yield return (texts["record.kin.shared"], shared);
        if (words.Distinct is { } distinct) yield return (texts["record.kin.distinct"], distinct);
    }

    /// <summary>For a terminal: each in a line, and that nobody has written words, where nobody has.</summary>
    public static IEnumerable<string> Lines(ConnectionWords words, Texts texts)
    {
        foreach ((string? label, string text) in Said(words, texts)) yield return $"{(label is null ? "" : label + ": ")}“{text}”";
        if (words.IsSilent) yield return texts["connection.silent.short"];
    }
}
