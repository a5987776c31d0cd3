using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Stewarding;

/// <summary>What a community says of how to speak of it, as its stewards write it.</summary>
public sealed record OwnWords(ImmutableArray<string> Names, ImmutableArray<string> NamesNotWanted, ImmutableArray<Entry> Lines, string? AskOfAllies)
{
    private const int MostLines = 50;
    private const int LongestPart = 1_000;
    private const int LongestAsk = 20_000;

    public static OwnWords Of(RecordContent content) =>
        new(content.Texts("names"), content.Texts("namesNotWanted"), content.Entries("guidance"), content.Text("askOfAllies"));

    /// <param name="names">One a line, as those not wanted.</param>
    public static OwnWords Typed(string? names, string? notWanted, string[] say, string[] ratherNot, string[] why, string? askOfAllies) => new(
        ByLine(names), ByLine(notWanted),
        [
            .. Enumerable.Range(0, Math.Max(say.Length, Math.Max(ratherNot.Length, why.Length)))
                .Select(row => Entry.Of(("say", At(say, row)), ("ratherNot", At(ratherNot, row)), ("why", At(why, row))))
                .Where(line => !line.Parts.IsEmpty),
        ],
        askOfAllies);

    public bool IsTooMuch => Lines.Length > MostLines || Names.Length > MostLines || NamesNotWanted.Length > MostLines || AskOfAllies?.Length > LongestAsk
        || Lines.SelectMany(line => line.Parts.Values).Concat(Names).Concat(NamesNotWanted).Any(text => text.Length > LongestPart);

    public RecordContent In(RecordContent content) => content
        .With("names", Many(Names))
        .With("namesNotWanted", Many(NamesNotWanted))
        .With("guidance", Lines.IsEmpty ? null : new FieldValue.Entries([.. Lines.Select(Clean)]))
        .With("askOfAllies", string.IsNullOrWhiteSpace(AskOfAllies) ? null : new FieldValue.One(RecordInput.Clean(AskOfAllies)));

    private static FieldValue.Many? Many(ImmutableArray<string> texts) => texts.IsEmpty ? null : new FieldValue.Many(texts);

    private static Entry Clean(Entry line) => new(line.Parts.ToImmutableSortedDictionary(part => part.Key, part => RecordInput.Clean(part.Value), StringComparer.Ordinal));

    private static ImmutableArray<string> ByLine(string? typed) => [.. (typed ?? "")
        .Split('\n', MostLines + 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(RecordInput.Clean).Where(line => line.Length > 0).Distinct(StringComparer.Ordinal)];

    private static string? At(string[] texts, int row) => row < texts.Length ? texts[row] : null;
}
