namespace Kindred.Features.Shared.Search;

/// <summary>All documents in one order. Changes wait until somebody asks for the order, then are merged in: an import of thousands costs one pass.</summary>
internal sealed class SortedDocuments(Comparison<int> compare)
{
    private readonly Lock refreshing = new();
    private readonly DocumentSet changed = new(0);
    private readonly List<int> waiting = [];
    private int[] order = [];

    public void Change(int document)
    {
        if (changed[document]) return;
        changed.Add(document);
        waiting.Add(document);
    }

    public IReadOnlyList<int> InOrder(DocumentSet present)
    {
        lock (refreshing)
        {
            if (waiting.Count > 0) Merge(present);
            return order;
        }
    }

    private void Merge(DocumentSet present)
    {
        int[] added = [.. waiting.Where(document => present[document])];
        Array.Sort(added, compare);
        List<int> merged = new(order.Length + added.Length);
        int next = 0;
        foreach (int document in order)
        {
            if (changed[document]) continue;
            while (next < added.Length && compare(added[next], document) < 0) merged.Add(added[next++]);
            merged.Add(document);
        }

        merged.AddRange(added.AsSpan(next));
        foreach (int document in waiting) changed.Remove(document);
        waiting.Clear();
        order = [.. merged];
    }
}
