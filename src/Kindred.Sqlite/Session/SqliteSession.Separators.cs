using System.Text;

namespace Kindred.Sqlite;

/// <summary>FTS5's secure-delete takes a word out of the pages of its index but leaves what separates the pages: the beginning of the word that
/// once came first on a page, as much of it as tells it from the word before. A whole name can stand there.</summary>
internal sealed partial class SqliteSession
{
    // The words that are indexed without a prefix index begin with this in the index's own tables.
    private const byte MainIndex = (byte)'0';

    private static readonly Comparer<byte[]> ByBytes = Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other));

    /// <summary>Puts in place of each separator that begins a word taken out in this commit, and no word left, the next word that is left. Invariant:
    /// a separator is greater than every word of the pages before and no greater than any word of its page; the next word left is both,
    /// since the separator was. Runs after the last act.</summary>
    public void WipeSeparators()
    {
        if (forgotten.Count == 0) return;
        // A savepoint makes FTS5 write what it still holds in memory.
        database.Run("SAVEPOINT words");
        database.Run("RELEASE words");
        byte[][] words = [.. forgotten.Select(Encoding.UTF8.GetBytes).Order(ByBytes)];
        foreach ((long segment, byte[] separator) in database["SELECT segid, term FROM search_idx"]
            .All(row => BeginsOneOf(words, row.Bytes(1)) ? (row.Long(0), row.Bytes(1)[1..].ToArray()) : default).Where(one => one.Item2 is not null))
        {
            byte[]? next = database["SELECT term FROM search_words WHERE term >= ? LIMIT 1"].AddText(separator).First(row => row.Bytes(0).ToArray());
            // Still the beginning of a word that anyone may read.
            if (next is not null && next.AsSpan().StartsWith(separator)) continue;
            // Without a next word its page is empty: anything greater than all words does.
            byte[] put = [MainIndex, .. next ?? [0xf4, 0x8f, 0xbf, 0xbf]];
            database["UPDATE search_idx SET term = ? WHERE segid = ? AND term = ?"].Add(put).Add(segment).Add((byte[])[MainIndex, .. separator]).Run();
        }
    }

    private static bool BeginsOneOf(byte[][] words, ReadOnlySpan<byte> separator)
    {
        if (separator.Length < 2 || separator[0] != MainIndex) return false;
        int low = 0, high = words.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (words[middle].AsSpan().SequenceCompareTo(separator[1..]) < 0) low = middle + 1;
            else high = middle;
        }

        return low < words.Length && words[low].AsSpan().StartsWith(separator[1..]);
    }
}
