using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Shared.Records;

/// <summary>Names by which communities do not want to be called, as anyone may read them, so that whoever writes one is told beside it. Nobody is stopped: a
/// quotation says what was said. Held in memory until something changes or a day passes.</summary>
public sealed class RefusedNames(IRecordStore records, TimeProvider time)
{
    public const int MostCommunities = 5_000;

    private Held held = new(-1, default, RefusedIndex.Nothing);

    public async ValueTask<RefusedIndex> Now(CancellationToken cancel)
    {
        Held known = held;
        // Before they are read: what changes meanwhile is read the next time.
        (long change, DateOnly today) = (records.ChangeNumber, time.Today());
        if (known.Change == change && known.Day == today) return known.Index;
        List<RecordContent> communities = [];
        await foreach (Visible<Record> community in records.All(new Viewer.Public(today), Community.Kind.Name, cancel))
        {
            if (!community.Value.Content.Texts("namesNotWanted").IsEmpty) communities.Add(community.Value.Content);
            if (communities.Count >= MostCommunities) break;
        }

        RefusedIndex index = RefusedIndex.Of(communities);
        held = new Held(change, today, index);
        return index;
    }

    private sealed record Held(long Change, DateOnly Day, RefusedIndex Index);
}

/// <summary>A name that a community refuses.</summary>
/// <param name="Community">What it is called instead.</param>
/// <param name="Uses">Other names that it uses.</param>
/// <param name="Why">As its guidance says of this name; null: it does not.</param>
/// <param name="Language">In which it says so.</param>
public sealed record RefusedName(string Name, string Community, ImmutableArray<string> Uses, string? Why, string Language);

/// <summary>Where a refused name was written.</summary>
/// <param name="Field">Name of the field; <c>connections</c>: of a connection.</param>
public sealed record RefusedUse(int Record, string Field, string Label, RefusedName Name);

public sealed class RefusedIndex
{
    private const int MostOfCommunity = 100;
    private const int MostUses = 5;
    private const int MostFound = 20;

    public static RefusedIndex Nothing { get; } = new();

    private readonly NamesInText names = new();
    private readonly List<RefusedName> refused = [];

    public static RefusedIndex Of(IEnumerable<RecordContent> communities)
    {
        RefusedIndex index = new();
        foreach (RecordContent community in communities)
        {
            foreach (string name in community.Texts("namesNotWanted").Take(MostOfCommunity))
            {
                if (index.names.Add(name) is not null) index.refused.Add(Refused(community, name));
            }
        }

        return index;
    }

    /// <summary>Those that the texts contain, each once, in the order of the communities.</summary>
    public IReadOnlyList<RefusedName> In(IEnumerable<string> texts)
    {
        if (refused.Count == 0) return [];
        HashSet<int> found = [];
        foreach (string text in texts) names.Find(text, found);
        return [.. found.Order().Take(MostFound).Select(number => refused[number])];
    }

    /// <summary>In one field as somebody typed it. Where a community itself says how it is not to be called, it has to say the name.</summary>
    public IReadOnlyList<RefusedName> In(string kind, string field, JsonNode? typed) => IsSaidByItself(kind, field) ? [] : In(Strings(typed));

    public IReadOnlyList<RefusedName> In(string kind, string field, RecordContent content) => IsSaidByItself(kind, field) ? []
        : In([.. Strings(content[field]), .. content.Translations.Values.Select(fields => fields.GetValueOrDefault(field)?.Text).OfType<string>(), .. content.Links.Where(link => link.Field == field).Select(link => link.Note).OfType<string>()]);

    private static bool IsSaidByItself(string kind, string field) => kind == Community.Kind.Name && field is "namesNotWanted" or "guidance" or "askOfAllies";

    private static RefusedName Refused(RecordContent community, string name)
    {
        NamesInText one = new();
        one.Add(name);
        string? why = community.Entries("guidance").FirstOrDefault(line => line["why"] is not null && line["ratherNot"] is { } not && Has(one, not))?["why"];
        return new RefusedName(name, community.Title, [.. community.Texts("names").Where(used => used != community.Title && !Has(one, used)).Take(MostUses)], why, community.Language);
    }

    private static bool Has(NamesInText names, string text)
    {
        HashSet<int> found = [];
        names.Find(text, found);
        return found.Count > 0;
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonArray many => many.SelectMany(Strings),
        JsonObject parts => parts.SelectMany(part => Strings(part.Value)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    private static IEnumerable<string> Strings(FieldValue? value) => value switch
    {
        FieldValue.One one => [one.Text],
        FieldValue.Many many => many.Texts,
        FieldValue.Entries entries => entries.Items.SelectMany(entry => entry.Parts.Values),
        _ => [],
    };
}
