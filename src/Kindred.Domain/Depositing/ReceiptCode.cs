using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Kindred.Domain.Depositing;

/// <summary>Seven words from a list of 2,048 (77 bits) by which an anonymous depositor comes back. Shown once; only its HMAC is stored.</summary>
public sealed class ReceiptCode
{
    public const int WordCount = 7;

    private static readonly ImmutableArray<string> List = ReadList();
    private static readonly FrozenSet<string> Known = List.ToFrozenSet(StringComparer.Ordinal);

    private ReceiptCode(string words) => Words = words;

    /// <summary>In lower case, with single spaces. To be shown to its holder and to nobody else.</summary>
    public string Words { get; }

    /// <param name="entropy">At least ten random bytes.</param>
    public static ReceiptCode Mint(ReadOnlySpan<byte> entropy)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(entropy.Length, 10);
        Span<byte> sixteen = stackalloc byte[16];
        entropy[..10].CopyTo(sixteen[6..]);
        UInt128 bits = BinaryPrimitives.ReadUInt128BigEndian(sixteen);
        string[] words = new string[WordCount];
        for (int at = 0; at < WordCount; at++, bits >>= 11) words[at] = List[(int)(bits & 2047)];
        return new ReceiptCode(string.Join(' ', words));
    }

    /// <summary>Reads what somebody typed. Case, hyphens, commas, line ends and more spaces than one don't matter.</summary>
    public static ReceiptReading Read(string? typed)
    {
        if (typed is not { Length: <= 500 }) return new ReceiptReading.WrongCount(0);
        string[] words = typed.ToLowerInvariant().Split([' ', '-', '–', ',', '.', ';', '\t', '\r', '\n', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        // Counted first: where words are missing, mending one of them leads nowhere.
        if (words.Length != WordCount) return new ReceiptReading.WrongCount(words.Length);
        if (words.FirstOrDefault(word => !Known.Contains(word)) is { } unknown) return new ReceiptReading.UnknownWord(unknown, Nearest(unknown));
        return new ReceiptReading.Read(new ReceiptCode(string.Join(' ', words)));
    }

    /// <summary>Never the words: a receipt that is printed by accident must not open anything.</summary>
    public override string ToString() => "receipt";

    private static string? Nearest(string word)
    {
        string nearest = List.MinBy(known => Distance(known, word))!;
        if (Distance(nearest, word) <= 2) return nearest;
        return word.Length >= 4 ? List.FirstOrDefault(known => known.StartsWith(word[..4], StringComparison.Ordinal)) : null;
    }

    /// <summary>Levenshtein distance, bounded by the short words of the list.</summary>
    private static int Distance(string known, string typed)
    {
        if (Math.Abs(known.Length - typed.Length) > 2) return int.MaxValue;
        int[] row = [.. Enumerable.Range(0, typed.Length + 1)];
        foreach (char letter in known)
        {
            int diagonal = row[0]++;
            for (int at = 1; at <= typed.Length; at++)
            {
                int cost = Math.Min(Math.Min(row[at], row[at - 1]) + 1, diagonal + (typed[at - 1] == letter ? 0 : 1));
                (diagonal, row[at]) = (row[at], cost);
            }
        }

        return row[^1];
    }

    private static ImmutableArray<string> ReadList()
    {
        using Stream stream = typeof(ReceiptCode).Assembly.GetManifestResourceStream("receipt-words.txt")!;
        using StreamReader reader = new(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}

/// <summary>What became of a typed receipt.</summary>
public abstract record ReceiptReading
{
    private ReceiptReading()
    {
    }

    public sealed record Read(ReceiptCode Code) : ReceiptReading;

    /// <param name="Nearest">The word on the list that was probably meant; null: none is near.</param>
    public sealed record UnknownWord(string Word, string? Nearest) : ReceiptReading;

    public sealed record WrongCount(int Count) : ReceiptReading;
}
