using System.Collections.Immutable;
using System.Text.Json;

namespace Kindred.Features.Importing.Reading;

internal enum JsonRows
{
    /// <summary>The elements of a list.</summary>
    Elements,

    /// <summary>The members of an object, each with its name.</summary>
    Members,

    /// <summary>One object.</summary>
    Whole,

    /// <summary>Values one behind the other, with nothing around them.</summary>
    Sequence,
}

/// <summary>Where in a JSON document its rows are.</summary>
/// <param name="Way">Names from the document to them.</param>
/// <param name="Others">Ways to other lists of objects, which are not read.</param>
internal sealed record JsonShape(ImmutableArray<string> Way, JsonRows Rows, ImmutableArray<string> Others)
{
    private const int MostDepth = 3;
    private const int MostNames = 10_000;
    private const int LinesLookedAt = 5;

    /// <summary>A document that says one of these of itself is a record, and a list in it is a part of that.</summary>
    private static readonly string[] NamesOfOne = ["title", "name", "label", "@id", "id", "story"];

    private static readonly string[] NamesOfLists =
        ["@graph", "records", "items", "data", "results", "rows", "entries", "features", "hits", "docs", "documents", "objects", "list", "actions", "events", "member", "members", "dataset"];

    /// <summary>At least its first tokens are, and it holds objects.</summary>
    public static bool BeginsAsJson(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty || content[0] is not ((byte)'{' or (byte)'[')) return false;
        Utf8JsonReader reader = new(content, isFinalBlock: false, state: default);
        try
        {
            reader.Read();
            if (!reader.Read()) return true;
            if (reader.TokenType is JsonTokenType.PropertyName) return true;
            return reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.EndArray or JsonTokenType.EndObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Of content that begins as JSON: the first line is an object and another begins as one, or most of the first are.</summary>
    public static bool IsLines(SourceBytes bytes, TextForm text)
    {
        byte[] beginning = text.Beginning(bytes, Source.LongestRow);
        bool isSaid = bytes.Name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || bytes.Name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);
        int lines = 0, objects = 0, begun = 0;
        bool isFirst = false;
        foreach (Range range in MemoryExtensions.Split((ReadOnlySpan<byte>)beginning, (byte)'\n'))
        {
            ReadOnlySpan<byte> line = beginning.AsSpan(range).Trim(" \t\r\x1E"u8);
            if (line.IsEmpty) continue;
            if (lines++ == LinesLookedAt) break;
            if (line[0] == '{') begun++;
            if (line[0] != '{' || line[^1] != '}') continue;
            objects++;
            isFirst |= lines == 1;
        }

        return (isFirst && (begun > 1 || isSaid)) || (lines > 1 && objects * 2 >= lines);
    }

    /// <param name="list">As somebody said it, names joined by dots.</param>
    public static JsonShape Find(SourceBytes bytes, TextForm text, string? list)
    {
        using ByteWindow window = new(text.Read(bytes.Open()));
        JsonScanner scanner = new(window);
        if (scanner.Peek() != '{') return new JsonShape([], JsonRows.Elements, []);
        Members root = new();
        List<ListFound> lists = [];
        Look(scanner, [], root, lists);
        if (list is not null) return Said(list, lists, root);
        return scanner.Peek() == '{' ? new JsonShape([], JsonRows.Sequence, []) : Decide(root, lists);
    }

    private static JsonShape Said(string list, List<ListFound> lists, Members root)
    {
        ImmutableArray<string> way = list.Length == 0 ? [] : [.. list.Split('.')];
        if (way is []) return new JsonShape([], root.AreObjects ? JsonRows.Members : JsonRows.Whole, []);
        return lists.Find(one => one.Way.SequenceEqual(way)) is { } found ? Of(found, lists) : new JsonShape(way, JsonRows.Elements, [.. lists.Select(Name)]);
    }

    private static JsonShape Decide(Members root, List<ListFound> lists)
    {
        if (lists.Find(one => one.Way is ["@graph"]) is { } graph) return Of(graph, lists);
        ListFound? largest = lists.OrderBy(one => one.Way.Length).ThenByDescending(one => one.Count).FirstOrDefault();
        if (root.AreObjects && (largest is null || (root.Count > 1 && largest.Count <= root.Count))) return new JsonShape([], JsonRows.Members, [.. lists.Where(one => one.Way.Length == 1).Select(Name)]);
        if (largest is null) return new JsonShape([], JsonRows.Whole, []);
        bool isOne = root.IsNamed && !(largest.Way.Length == 1 && NamesOfLists.Contains(largest.Way[0], StringComparer.OrdinalIgnoreCase));
        return isOne ? new JsonShape([], JsonRows.Whole, []) : Of(largest, lists);
    }

    private static JsonShape Of(ListFound found, List<ListFound> lists) => new(found.Way, JsonRows.Elements, [.. lists.Where(one => one != found).Select(Name)]);

    private static string Name(ListFound list) => string.Join('.', list.Way);

    private static void Look(JsonScanner scanner, ImmutableArray<string> way, Members members, List<ListFound> lists)
    {
        scanner.Take();
        while (scanner.Name() is { } name)
        {
            int first = scanner.Peek();
            if (first < 0) return;
            members.Add(name, first == '{');
            ImmutableArray<string> there = way.Add(name);
            if (first == '{' && there.Length < MostDepth && members.Count <= MostNames)
            {
                Look(scanner, there, new Members(), lists);
            }
            else if (first == '[' && there.Length <= MostDepth && lists.Count < MostNames)
            {
                if (LookAtList(scanner) is var count and > 0) lists.Add(new ListFound(there, count));
            }
            else if (scanner.Pass() != JsonExtent.Whole)
            {
                return;
            }

            if (!scanner.TakeComma()) break;
        }

        if (scanner.Peek() == '}') scanner.Take();
    }

    /// <summary>How many objects are in it; 0: its first element is none.</summary>
    private static long LookAtList(JsonScanner scanner)
    {
        scanner.Take();
        bool isOfObjects = scanner.Peek() == '{';
        long count = 0;
        while (scanner.Peek() is not (-1 or ']'))
        {
            count++;
            if (scanner.Pass() != JsonExtent.Whole || !scanner.TakeComma()) break;
        }

        if (scanner.Peek() == ']') scanner.Take();
        return isOfObjects ? count : 0;
    }

    private sealed record ListFound(ImmutableArray<string> Way, long Count);

    private sealed class Members
    {
        private bool areObjects = true;

        public int Count { get; private set; }

        public bool IsNamed { get; private set; }

        public bool AreObjects => areObjects && Count > 0;

        public void Add(string name, bool isObject)
        {
            Count++;
            areObjects &= isObject;
            IsNamed |= NamesOfOne.Contains(name, StringComparer.OrdinalIgnoreCase);
        }
    }
}
