using Kindred.Domain.Depositing;

namespace Kindred.Features.Importing;

/// <summary>A row that links to another comes after it, wherever in its file it stands: what it links to is a record by then. The order depends on the rows alone, so that an import goes on where it was cut off.</summary>
internal static class RowsInOrder
{
    /// <summary>Rows that may wait for others at a time; where more would, the first of them comes without the link, which is kept beside it.</summary>
    private const int MostHeld = 20_000;

    /// <param name="keys">Marks of the keys of all rows.</param>
    public static IEnumerable<ImportRow> Of(IEnumerable<ImportRow> rows, IReadOnlySet<ulong> keys)
    {
        HashSet<ulong> done = [];
        Dictionary<ulong, List<Held>> waiting = [];
        Queue<Held> held = new();
        int count = 0;
        foreach (ImportRow row in rows)
        {
            ulong[] unmet = [.. row.RowLinks.Where(link => link.Key != row.Key).Select(link => Mark(link.Key)).Where(mark => keys.Contains(mark) && !done.Contains(mark)).Distinct()];
            if (unmet.Length > 0)
            {
                Held one = new(row) { Unmet = unmet.Length };
                foreach (ulong mark in unmet)
                {
                    if (!waiting.TryGetValue(mark, out List<Held>? list)) waiting[mark] = list = [];
                    list.Add(one);
                }

                held.Enqueue(one);
                if (++count < MostHeld) continue;
                foreach (ImportRow first in First()) yield return first;
                continue;
            }

            foreach (ImportRow next in WithThoseWaiting(row)) yield return next;
        }

        // What is left waits for each other in a circle: it is opened at the row that comes first.
        while (held.Count > 0)
        {
            foreach (ImportRow first in First()) yield return first;
        }

        IEnumerable<ImportRow> First()
        {
            while (held.TryDequeue(out Held? first))
            {
                if (first.IsTaken) continue;
                count--;
                return WithThoseWaiting(first.Take());
            }

            return [];
        }

        IEnumerable<ImportRow> WithThoseWaiting(ImportRow row)
        {
            Queue<ImportRow> ready = new([row]);
            while (ready.TryDequeue(out ImportRow? next))
            {
                yield return next;
                if (next.Key is null || !done.Add(Mark(next.Key)) || !waiting.Remove(Mark(next.Key), out List<Held>? those)) continue;
                foreach (Held one in those)
                {
                    if (--one.Unmet > 0 || one.IsTaken) continue;
                    count--;
                    ready.Enqueue(one.Take());
                }

                while (held.TryPeek(out Held? first) && first.IsTaken) held.Dequeue();
            }
        }
    }

    public static ulong Mark(string key) => WordSketch.Mark(key);

    private sealed class Held(ImportRow row)
    {
        private ImportRow? row = row;

        public int Unmet { get; set; }

        public bool IsTaken => row is null;

        /// <summary>From then on nothing of it is held.</summary>
        public ImportRow Take()
        {
            ImportRow taken = row!;
            row = null;
            return taken;
        }
    }
}
