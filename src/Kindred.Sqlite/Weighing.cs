namespace Kindred.Sqlite;

/// <summary>Weighs what a query found by where its phrases stand, rare ones more than common ones and short titles more than long ones. The best go on
/// to the last ranking, which reads their words.</summary>
/// <param name="titleLength">Of a document, in characters.</param>
internal sealed class Weighing(Func<int, int> titleLength)
{
    private const double Saturation = 1.2;
    private const double TitleOverBody = 3;
    private const double LengthWeight = 0.4;

    private readonly int[] with = new int[PhraseCounts.Phrases];
    private readonly List<(int Document, long Counts)> found = [];

    public void Add(int document, long counts)
    {
        found.Add((document, counts));
        for (int phrase = 0; phrase < with.Length; phrase++)
        {
            if ((counts >> (8 * phrase) & 0xFF) != 0) with[phrase]++;
        }
    }

    /// <summary>The best of them, best first; of equals the older.</summary>
    public int[] Best(int most)
    {
        double meanLength = found.Count == 0 ? 1 : Math.Max(1, found.Average(one => titleLength(one.Document)));
        // A phrase that all of them have counts once.
        double[] rarity = [.. with.Select(documents => 1 + Math.Log(1 + ((found.Count - documents + 0.5) / (documents + 0.5))))];
        // The worst of the best is at the head, to give way.
        PriorityQueue<int, (double, int)> best = new(most + 1, Comparer<(double, int)>.Default);
        foreach ((int document, long counts) in found)
        {
            double titleNorm = 1 - LengthWeight + (LengthWeight * titleLength(document) / meanLength);
            double score = 0;
            for (int phrase = 0; phrase < rarity.Length; phrase++)
            {
                double often = (TitleOverBody * PhraseCounts.InTitle(counts, phrase) / titleNorm) + PhraseCounts.InBody(counts, phrase);
                score += rarity[phrase] * often / (Saturation + often);
            }

            if (best.Count < most) best.Enqueue(document, (score, -document));
            else if (best.TryPeek(out _, out (double, int) worst) && (score, -document).CompareTo(worst) > 0) best.DequeueEnqueue(document, (score, -document));
        }

        int[] order = new int[best.Count];
        for (int at = order.Length - 1; at >= 0; at--) order[at] = best.Dequeue();
        return order;
    }
}
