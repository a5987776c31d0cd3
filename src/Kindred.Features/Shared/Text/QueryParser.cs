namespace Kindred.Features.Shared.Text;

/// <summary>
/// Reads what a person types: words, "phrases", -without, NOT this, begin*, field:value, this OR that. Whatever is typed is
/// understood somehow; nothing is an error. Field names are those the caller gives, each with the name it stands for, so that they
/// may be translated; "title" is text, every other field a facet. A colon after any other word is only a mark between words.
/// </summary>
public sealed class QueryParser(IReadOnlyDictionary<string, string> fields)
{
    public const int LongestQuery = 500;
    public const int MostTerms = 32;

    /// <summary>A facet typed by its name is looked for among all names.</summary>
    public const int MostFilters = 8;
    public const string TitleField = "title";

    private readonly Dictionary<string, string> fields =
        new Dictionary<string, string>(fields.Select(field => KeyValuePair.Create(Folding.Fold(field.Key), field.Value)).DistinctBy(one => one.Key));

    public Query Parse(string? typed)
    {
        typed ??= "";
        var notices = new List<QueryNotice>();
        string text = typed;
        if (text.Length > LongestQuery)
        {
            notices.Add(QueryNotice.TooLong);
            text = text[..LongestQuery];
        }

        List<List<QueryNode>> groups = ReadGroups(text, notices, out List<QueryNode> excluded);
        var nodes = new List<QueryNode>();
        foreach (List<QueryNode> group in groups) AddGroup(group, nodes, notices);
        nodes.AddRange(excluded);
        if (nodes.Count == 0 && !string.IsNullOrWhiteSpace(text)) notices.Add(QueryNotice.NoWords);
        return new Query(typed, nodes, notices);
    }

    /// <summary>Each group holds alternatives. What is excluded is excluded from the whole query, wherever it stands.</summary>
    private List<List<QueryNode>> ReadGroups(string text, List<QueryNotice> notices, out List<QueryNode> excluded)
    {
        var groups = new List<List<QueryNode>>();
        excluded = [];
        var scanner = new QueryScanner(text);
        bool joinsLast = false;
        bool isNegated = false;
        int terms = 0;
        int filters = 0;
        while (scanner.Read() is { } piece)
        {
            if (piece.IsOperator)
            {
                joinsLast |= piece.Text is "OR" or "|" && groups.Count > 0;
                isNegated |= piece.Text == "NOT";
                continue;
            }
            if (++terms > MostTerms)
            {
                notices.Add(QueryNotice.TooManyTerms);
                break;
            }
            QueryNode? node = Understand(piece, isNegated || piece.IsNegated);
            if (node is null) continue;
            if (node is QueryNode.Filter && ++filters > MostFilters)
            {
                if (filters == MostFilters + 1) notices.Add(QueryNotice.TooManyFilters);
                joinsLast = isNegated = false;
                continue;
            }

            if (node is QueryNode.Without or QueryNode.Filter { IsExcluded: true }) excluded.Add(node);
            else if (joinsLast) groups[^1].Add(node);
            else groups.Add([node]);
            joinsLast = isNegated = false;
        }
        return groups;
    }

    private QueryNode? Understand(QueryPiece piece, bool isNegated)
    {
        string? field = piece.Field is null ? null : fields.GetValueOrDefault(Folding.Fold(piece.Field));
        if (field is not null && field != TitleField)
            return string.IsNullOrWhiteSpace(piece.Text) ? null : new QueryNode.Filter(field, [piece.Text.Trim()], isNegated);

        string text = piece.Field is not null && field is null ? piece.Field + " " + piece.Text : piece.Text;
        var words = new WordReader(text);
        if (!words.Read()) return null;
        bool inTitle = field == TitleField;
        QueryNode node = piece.IsPrefix ? new QueryNode.Prefix(text, inTitle)
            : piece.IsQuoted || (piece.Field is not null && field is null) ? new QueryNode.Phrase(text, inTitle)
            : new QueryNode.Word(text, inTitle);
        return isNegated ? new QueryNode.Without(node) : node;
    }

    private static void AddGroup(List<QueryNode> group, List<QueryNode> nodes, List<QueryNotice> notices)
    {
        if (group.Count == 1)
        {
            nodes.Add(group[0]);
            return;
        }
        QueryNode.Filter[] filters = [.. group.OfType<QueryNode.Filter>()];
        if (filters.Length == group.Count && filters.All(filter => filter.Field == filters[0].Field))
        {
            nodes.Add(new QueryNode.Filter(filters[0].Field, [.. filters.SelectMany(filter => filter.Values)], false));
            return;
        }
        if (filters.Length > 0) notices.Add(QueryNotice.FilterAmongWords);
        QueryNode[] alternatives = [.. group.Select(AsWords).OfType<QueryNode>()];
        if (alternatives.Length > 1) nodes.Add(new QueryNode.Either(alternatives));
        else nodes.AddRange(alternatives);
    }

    private static QueryNode? AsWords(QueryNode node)
    {
        if (node is not QueryNode.Filter filter) return node;
        var words = new WordReader(filter.Values[0]);
        return words.Read() ? new QueryNode.Phrase(filter.Values[0], false) : null;
    }
}
