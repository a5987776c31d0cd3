using System.Runtime.InteropServices;
using Kindred.Domain.Depositing;

namespace Kindred.Sqlite;

/// <summary>Which of some deposits say nearly the same, by these alone. The numbers that are kept join two by a third that is like both: whoever may not see the third would learn from them that
/// it is there, and could try out what it says.</summary>
internal static class NearAmong
{
    private const int MostOfMark = 20;

    /// <summary>The lines, those that say nearly the same with one number.</summary>
    public static List<DeskTally.Line> These(Database database, List<DeskTally.Line> lines)
    {
        Dictionary<long, long> joined = lines.ToDictionary(line => line.Seq, line => line.Seq);
        Dictionary<ulong, List<(long Seq, WordSketch Sketch)>> byBand = [];
        // What nobody at all is like is like none of these.
        foreach (DeskTally.Line line in lines.GroupBy(line => line.Near).Where(group => group.Skip(1).Any()).SelectMany(group => group))
        {
            if (database["SELECT sketch FROM desk_words WHERE seq = ?"].Add(line.Seq).First(row => row.BytesOrNull(0)) is not { } bytes) continue;
            WordSketch sketch = WordSketch.FromBytes(bytes);
            foreach (ulong band in sketch.Bands())
            {
                List<(long Seq, WordSketch Sketch)> others = CollectionsMarshal.GetValueRefOrAddDefault(byBand, band, out _) ??= [];
                foreach ((long seq, WordSketch other) in others)
                {
                    if (First(seq) != First(line.Seq) && sketch.Likeness(other) >= WordSketch.Near) Join(First(seq), First(line.Seq));
                }

                if (others.Count < MostOfMark) others.Add((line.Seq, sketch));
            }
        }

        return [.. lines.Select(line => line with { Near = First(line.Seq) })];

        long First(long seq)
        {
            while (joined[seq] != seq) seq = joined[seq] = joined[joined[seq]];
            return seq;
        }

        void Join(long one, long other) => joined[Math.Max(one, other)] = Math.Min(one, other);
    }
}
