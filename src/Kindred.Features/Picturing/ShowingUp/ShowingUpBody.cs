using System.Collections.Immutable;
using System.ComponentModel;
using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;

namespace Kindred.Features.Picturing.ShowingUp;

/// <summary>How somebody showed up, as JSON.</summary>
public sealed record ShowingUpBody(
    string Id, string Kind, string Title, string Language,
    [property: Description("What it says for itself, where it is a campaign.")] OwnWordsBody? Own,
    [property: Description("Of an organisation: the campaigns in whose coalition it is, in the order of their ids, which says nothing.")] ImmutableArray<ViewRecord> Campaigns,
    int Total, int Page, int Size,
    [property: Description("Of this page; the earliest first, what has no date last.")] ImmutableArray<ShowingBody> Showings,
    [property: Description("Times of more than a year of which nothing is told, of all pages.")] ImmutableArray<SilenceBody> Silences,
    [property: Description("How many there are beyond those: earlier, or without a date.")] int Left)
{
    internal static ShowingUpBody Of(ShowingUpFound found, IEnumerable<ShowingTold> told, int page, int size, string origin)
    {
        RecordLine subject = found.Subject;
        return new ShowingUpBody(
            subject.Id.ToString(), subject.Kind, subject.Title, subject.Language,
            subject.Kind == Campaign.Kind.Name ? OwnWordsBody.Of(found) : null,
            [.. found.Campaigns.OrderBy(line => line.Id).Select(ViewRecord.Of)],
            found.Showings.Length, page, size, [.. told.Select(one => ShowingBody.Of(one, origin))],
            [.. found.Silences.Select(SilenceBody.Of)], found.Left);
    }
}

public sealed record OwnWordsBody(
    ImmutableArray<string> CoreMessages, ImmutableArray<string> Demands, ImmutableArray<string> Hashtags,
    [property: Description("What is said before a field whose words are left out here, by its name.")] IReadOnlyDictionary<string, string> Notices)
{
    internal static OwnWordsBody Of(ShowingUpFound found)
    {
        Dictionary<string, WordsTold> words = CampaignWords.Of(found.Subject, found.Content).Fields.ToDictionary(one => one.Field, one => one.Words);
        return new OwnWordsBody(Said("coreMessages"), Said("demands"), Said("hashtags"), words.Where(one => one.Value.Notice is not null).ToDictionary(one => one.Key, one => one.Value.Notice!.Text));

        ImmutableArray<string> Said(string field) => words.TryGetValue(field, out WordsTold? told) ? told.Texts : [];
    }
}

public sealed record ShowingBody(
    string Id, string Kind, string Title, string Language,
    [property: Description("EDTF.")] string? When,
    [property: Description("The types of the connections by which it showed up.")] ImmutableArray<string> As,
    [property: Description("Only what is said of it: one day and long span are of actions.")] ShowingTempo Tempo,
    ImmutableArray<string> Strategies, ImmutableArray<string> Audiences,
    [property: Description("The messages of a practice, the claims of an action.")] ImmutableArray<string> Messages,
    [property: Description("What is said before the messages, which are then left out here.")] string? Notice,
    string Page)
{
    internal static ShowingBody Of(ShowingTold told, string origin)
    {
        RecordLine line = told.Showing.Line;
        return new ShowingBody(
            line.Id.ToString(), line.Kind, line.Title, line.Language, line.When, [.. told.Showing.As.Select(type => type.Name)], told.Tempo, told.Strategies, told.Audiences, told.Message.Texts, told.Message.Notice?.Text,
            origin + line.Address);
    }
}

public sealed record SilenceBody(
    [property: Description("The last day of which something is told; null: it is no day of our calendar.")] DateOnly? From,
    [property: Description("The first day of which something is told again, or the last that was looked at.")] DateOnly? To,
    long Days,
    [property: Description("Nothing is told of the time since.")] bool IsAfter)
{
    internal static SilenceBody Of(Silence silence) => new(DayOf(silence.From), DayOf(silence.To), silence.Days, silence.IsAfter);

    private static DateOnly? DayOf(long day) => day is >= 0 and <= 3_652_058 ? DateOnly.FromDayNumber((int)day) : null;
}
