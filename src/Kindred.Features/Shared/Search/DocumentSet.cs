using System.Numerics;

namespace Kindred.Features.Shared.Search;

/// <summary>A set of document numbers, one bit each.</summary>
public sealed class DocumentSet(int capacity)
{
    private ulong[] words = new ulong[(capacity + 63) / 64];

    public int Capacity => words.Length * 64;

    public bool this[int document] => (uint)(document >> 6) < (uint)words.Length && (words[document >> 6] & (1UL << document)) != 0;

    public void Add(int document)
    {
        if (document >> 6 >= words.Length) Array.Resize(ref words, Math.Max(words.Length * 2, (document >> 6) + 1));
        words[document >> 6] |= 1UL << document;
    }

    public void Remove(int document)
    {
        if (document >> 6 < words.Length) words[document >> 6] &= ~(1UL << document);
    }

    public int Count()
    {
        int count = 0;
        foreach (ulong word in words) count += BitOperations.PopCount(word);
        return count;
    }

    public DocumentSet Copy()
    {
        DocumentSet copy = new(0) { words = (ulong[])words.Clone() };
        return copy;
    }

    /// <summary>Ascending.</summary>
    public Enumerator GetEnumerator() => new(words);

    public struct Enumerator(ulong[] words)
    {
        private int at = -1;
        private ulong left;

        public int Current { get; private set; }

        public bool MoveNext()
        {
            while (left == 0)
            {
                if (++at >= words.Length) return false;
                left = words[at];
            }

            Current = (at << 6) + BitOperations.TrailingZeroCount(left);
            left &= left - 1;
            return true;
        }
    }
}
