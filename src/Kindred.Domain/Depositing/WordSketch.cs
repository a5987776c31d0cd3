using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Kindred.Domain.Depositing;

/// <summary>A few numbers drawn from the words of a text, by which two texts that are nearly the same are found among thousands without reading them (MinHash over pairs of words,
/// Broder 1997). No word can be read from them. They are drawn from the words all the same: they are kept where the words are and destroyed with them.</summary>
public sealed class WordSketch
{
    /// <summary>From this likeness on two texts are nearly the same. Measured on told texts and edits of them (NearWordsTests): fewer would join what two people tell of one day.</summary>
    public const double Near = 0.5;

    /// <summary>Pairs of words; what says less says too little to be like another.</summary>
    public const int FewestPairs = 12;

    public const int BandCount = Numbers / InBand;

    private const int Numbers = 48;
    private const int InBand = 3;
    private static readonly (ulong Factor, ulong Summand)[] Turns = MakeTurns();
    private readonly ImmutableArray<uint> numbers;

    private WordSketch(ImmutableArray<uint> numbers) => this.numbers = numbers;

    /// <summary>Null: too few words.</summary>
    public static WordSketch? Of(IEnumerable<string> words)
    {
        HashSet<ulong> pairs = [];
        string? before = null;
        foreach (string word in words)
        {
            if (before is not null) pairs.Add(Mark(before + " " + word));
            before = word;
        }

        if (pairs.Count < FewestPairs) return null;
        uint[] least = new uint[Numbers];
        Array.Fill(least, uint.MaxValue);
        foreach (ulong pair in pairs)
        {
            for (int at = 0; at < Numbers; at++) least[at] = Math.Min(least[at], (uint)(((pair * Turns[at].Factor) + Turns[at].Summand) >> 32));
        }

        return new WordSketch([.. least]);
    }

    public static WordSketch FromBytes(ReadOnlySpan<byte> bytes)
    {
        uint[] read = new uint[Numbers];
        for (int at = 0; at < Numbers; at++) read[at] = BinaryPrimitives.ReadUInt32BigEndian(bytes[(at * 4)..]);
        return new WordSketch([.. read]);
    }

    /// <summary>A number for a text: the same for the same text.</summary>
    public static ulong Mark(string text)
    {
        // FNV-1a, mixed once more so that its high bits are as good as its low ones.
        ulong hash = 14695981039346656037;
        foreach (char one in text) hash = (hash ^ one) * 1099511628211;
        return Mixed(hash);
    }

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Numbers * 4];
        for (int at = 0; at < Numbers; at++) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at * 4), numbers[at]);
        return bytes;
    }

    /// <summary>About how many of the pairs of words in either are in both, from 0 to 1.</summary>
    public double Likeness(WordSketch other)
    {
        int same = 0;
        for (int at = 0; at < Numbers; at++) same += numbers[at] == other.numbers[at] ? 1 : 0;
        return (double)same / Numbers;
    }

    /// <summary>Marks of which two texts that are nearly the same share one nearly always, and others hardly ever.</summary>
    public IEnumerable<ulong> Bands()
    {
        for (int band = 0; band < BandCount; band++)
        {
            ulong mark = (ulong)band + 1;
            for (int at = band * InBand; at < (band + 1) * InBand; at++) mark = Mixed((mark << 8) ^ mark ^ numbers[at]);
            yield return mark;
        }
    }

    private static (ulong, ulong)[] MakeTurns()
    {
        ulong state = 0x6B696E64726564;
        (ulong, ulong)[] made = new (ulong, ulong)[Numbers];
        for (int at = 0; at < Numbers; at++) made[at] = (Next() | 1, Next());
        return made;

        ulong Next() => Mixed(state += 0x9E3779B97F4A7C15);
    }

    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
