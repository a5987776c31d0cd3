using System.Text.Json;
using Kindred.Domain.Depositing;

namespace Kindred.Tests.Reviewing;

/// <summary>Measures how well what was told twice is told from what two people tell, on the records of the sample archive and edits of them such as people make.</summary>
public class NearWordsTests(ITestOutputHelper output)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>Tellings long enough to be compared.</summary>
    private static readonly string[][] Told =
    [
        .. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Words).Where(words => words.Length >= 40),
    ];

    /// <summary>What somebody does to a text before handing it in once more.</summary>
    private static readonly (string Name, Func<string[], string[]> Of)[] Edits =
    [
        ("sent twice", words => words),
        ("typed in capitals without marks", words => [.. words.Select(word => word.ToUpperInvariant())]),
        ("one word in fifteen mistyped", words => [.. words.Select((word, at) => at % 15 == 7 ? word + "x" : word)]),
        ("one word in eight mistyped", words => [.. words.Select((word, at) => at % 8 == 3 ? word + "x" : word)]),
        ("the last third left out", words => words[..^(words.Length / 3)]),
        ("a sentence added at the end", words => [.. words, .. "we would like to thank everybody who came and stood with us on that day".Split(' ')]),
        ("the first tenth left out", words => words[(words.Length / 10)..]),
        ("the last fifth left out", words => words[..^(words.Length / 5)]),
        ("two passages exchanged", words => [.. words[(words.Length / 2)..], .. words[..(words.Length / 2)]]),
    ];

    [Fact]
    public void Nearly_all_that_was_told_twice_is_found_and_nearly_nothing_else()
    {
        Assert.True(Told.Length >= 60, $"{Told.Length} tellings are too few to measure on.");
        WordSketch[] sketches = [.. Told.Select(words => WordSketch.Of(words.SelectMany(FoldedWords.Of))!)];
        int found = 0, missed = 0, wrong = 0;
        foreach ((string name, Func<string[], string[]> of) in Edits)
        {
            int here = 0;
            foreach ((int at, string[] words) in Told.Index())
            {
                WordSketch edited = WordSketch.Of(of(words).SelectMany(FoldedWords.Of))!;
                if (IsFound(edited, sketches[at])) here++;
                wrong += sketches.Where((other, number) => number != at && IsFound(edited, other)).Count();
            }

            output.WriteLine($"{name}: {here} of {Told.Length}");
            (found, missed) = (found + here, missed + Told.Length - here);
        }

        double precision = (double)found / (found + wrong), recall = (double)found / (found + missed);
        output.WriteLine($"{Told.Length} tellings, {found + missed} pairs that are alike and {(long)Edits.Length * Told.Length * (Told.Length - 1)} that are not: precision {precision:0.0000}, recall {recall:0.0000}, {wrong} wrong");
        Assert.True(precision >= 0.99, $"precision {precision}");
        Assert.True(recall >= 0.95, $"recall {recall}");
    }

    [Fact]
    public void A_sketch_comes_back_from_its_bytes_and_is_too_little_to_read_a_word_from()
    {
        WordSketch sketch = WordSketch.Of(Told[0].SelectMany(FoldedWords.Of))!;
        byte[] bytes = sketch.ToBytes();
        Assert.Equal(192, bytes.Length);
        Assert.Equal(1, WordSketch.FromBytes(bytes).Likeness(sketch));
        Assert.Equal(sketch.Bands(), WordSketch.FromBytes(bytes).Bands());
    }

    [Fact]
    public void What_says_too_little_is_like_nothing()
    {
        Assert.Null(WordSketch.Of("we sang by the river".Split(' ')));
        Assert.Null(WordSketch.Of(Enumerable.Repeat("buy", 500)));
    }

    [Theory]
    [InlineData("Đoàn kết là sức mạnh", "doan ket la suc manh")]
    [InlineData("أَكَلْنا مَعًا", "اكلنا معا")]
    [InlineData("İstanbul’da  nöbet", "istanbul da nobet")]
    [InlineData("一起守夜", "一 起 守 夜")]
    public void The_same_words_typed_in_another_way_are_the_same(string written, string folded)
    {
        string[] words = [.. FoldedWords.Of(written)];
        Assert.Equal(folded.Split(' ').Length, words.Length);
        Assert.Equal(FoldedWords.Of(folded), words.Select(word => word.Replace("đ", "d", StringComparison.Ordinal)));
    }

    [Fact]
    public void Addresses_are_found_as_they_are_compared()
    {
        Assert.Equal(["example.org/vigil", "example.org/a_(b"], DepositTraits.LinksIn("See https://www.Example.org/vigil/, http://example.org/a_(b) and ftp://example.org/no or ://"));
        Assert.Empty(DepositTraits.LinksIn("no address: // here"));
    }

    /// <summary>As the store looks: it reads only what shares a band.</summary>
    private static bool IsFound(WordSketch one, WordSketch other) => one.Bands().Intersect(other.Bands()).Any() && one.Likeness(other) >= WordSketch.Near;

    private static string[] Words(string file)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file));
        JsonElement one = json.RootElement;
        if (one.ValueKind != JsonValueKind.Object) return [];
        return [.. one.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.String && field.Name is not ("ref" or "kind" or "language" or "rights")).SelectMany(field => field.Value.GetString()!.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))];
    }
}
