using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Records;
using Action = Kindred.Domain.Kinds.Action;

namespace Kindred.Features.Picturing.ShowingUp;

/// <summary>How an effort is told to have been: only what is said of it, and nothing that could be guessed.</summary>
public enum ShowingTempo
{
    /// <summary>Nobody said.</summary>
    Unsaid,

    /// <summary>A practice that is said to have been an urgent answer.</summary>
    Urgent,

    /// <summary>A practice that is said to be for the long haul.</summary>
    Sustained,

    /// <summary>An action of one day.</summary>
    OneDay,

    /// <summary>An action from one time to another.</summary>
    LongSpan,
}

/// <summary>What a showing says of itself.</summary>
/// <param name="Strategies">Terms.</param>
/// <param name="Audiences">Terms.</param>
/// <param name="Message">What it said, or what is said before that.</param>
/// <param name="Beside">The words of the campaigns that it is a part of, as far as they may stand unasked.</param>
public sealed record ShowingTold(Showing Showing, ShowingTempo Tempo, ImmutableArray<string> Strategies, ImmutableArray<string> Audiences, WordsTold Message, ImmutableArray<CampaignWords> Beside)
{
    /// <summary>The words that it has in common with them.</summary>
    public SameWords Same { get; } = SameWords.Of(Beside.SelectMany(campaign => campaign.Shown));

    public static ShowingTempo TempoOf(Kind kind, RecordContent content)
    {
        if (kind.Name == Practice.Kind.Name)
        {
            return content.Text("tempo") is not { } term ? ShowingTempo.Unsaid : kind["tempo"]!.Current(term) switch { "urgent" => ShowingTempo.Urgent, "sustained" => ShowingTempo.Sustained, _ => ShowingTempo.Unsaid };
        }

        ShowingSpan? span = ShowingSpan.Of(content.Text("when"));
        return span is { IsLong: true } ? ShowingTempo.LongSpan : content.Text("type") == "day-of-action" || span is { } one && one.First == one.Last ? ShowingTempo.OneDay : ShowingTempo.Unsaid;
    }
}

/// <summary>What a field says, in its record's language; or the notice that stands before it, and nothing of what it says.</summary>
public sealed record WordsTold(ImmutableArray<string> Texts, string Language, ReadableNotice? Notice)
{
    public static WordsTold Of(RecordContent content, string field) => ReadableNotice.Before(field, content, null) is [var notice, ..]
        ? new WordsTold([], content.Language, notice)
        : new WordsTold(content.Texts(field), content.Language, null);
}

/// <summary>What a campaign says for itself.</summary>
public sealed record CampaignWords(RecordLine Campaign, ImmutableArray<(string Field, WordsTold Words)> Fields)
{
    /// <summary>What may stand unasked, to compare with; a name that is written as one word is taken apart too.</summary>
    public IEnumerable<(string Text, string Language)> Shown => Fields.SelectMany(one => one.Words.Texts.Select(text => (text, one.Words.Language)));

    public static CampaignWords Of(RecordLine campaign, RecordContent content) =>
        new(campaign, [.. ((string[])["coreMessages", "demands", "hashtags"]).Select(field => (field, WordsTold.Of(content, field))).Where(field => field.Item2.Notice is not null || !field.Item2.Texts.IsEmpty)]);
}

/// <summary>Reads the whole records of the showings that are shown, and of their campaigns.</summary>
public sealed class ReadShowings(IRecordStore records, DocumentLines lines, KindList kinds)
{
    /// <summary>Campaigns whose words are read for one page.</summary>
    private const int MostCampaigns = 60;

    /// <summary>In the order of the showings; what was withdrawn meanwhile is left out.</summary>
    public async Task<IReadOnlyList<ShowingTold>> Of(ShowingUpFound found, IReadOnlyCollection<Showing> showings, CancellationToken cancel)
    {
        Viewer viewer = new Viewer.Public(found.Today);
        IReadOnlyDictionary<int, RecordLine> parts = await lines.Of(showings.SelectMany(showing => showing.Campaigns).Distinct().Take(MostCampaigns), cancel).ConfigureAwait(false);
        RecordId[] ids = [.. showings.Select(showing => showing.Line.Id).Concat(parts.Values.Select(line => line.Id)).Distinct()];
        Dictionary<RecordId, Record> read = (await records.Records(ids, viewer, cancel).ConfigureAwait(false)).ToDictionary(one => one.Value.Id, one => one.Value);
        Dictionary<int, CampaignWords> campaigns = parts.Where(line => read.ContainsKey(line.Value.Id) && line.Value.Kind == Campaign.Kind.Name).ToDictionary(line => line.Key, line => CampaignWords.Of(line.Value, read[line.Value.Id].Content));
        CampaignWords[] own = found.Subject.Kind == Campaign.Kind.Name ? [CampaignWords.Of(found.Subject, found.Content)] : [];
        return [.. showings.Where(showing => read.ContainsKey(showing.Line.Id)).Select(showing => Told(showing, read[showing.Line.Id], [.. own, .. showing.Campaigns.Where(campaigns.ContainsKey).Select(one => campaigns[one])]))];
    }

    private ShowingTold Told(Showing showing, Record record, ImmutableArray<CampaignWords> beside)
    {
        Kind kind = kinds[record.Kind];
        return new ShowingTold(
            showing, ShowingTold.TempoOf(kind, record.Content), Terms(kind, record.Content, "strategies"), Terms(kind, record.Content, "audiences"),
            WordsTold.Of(record.Content, kind.Name == Action.Kind.Name ? "claims" : "messages"), beside);
    }

    private static ImmutableArray<string> Terms(Kind kind, RecordContent content, string field) => [.. content.Texts(field).Select(kind[field]!.Current).Distinct()];
}
