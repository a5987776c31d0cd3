using System.Text.RegularExpressions;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Consents;

/// <summary>What is said nowhere in public any more: parts that stewards or depositors took out, what a proposer took back, and what says either on in another language. What is claimed for a
/// community, and how close it wants places shown.</summary>
internal sealed partial class Oracle
{
    private readonly Dictionary<RecordId, List<Gone>> goneWords = [];
    private readonly List<(RecordId Record, string Field, RecordId? Target)> takenOut = [];
    private readonly Dictionary<(RecordId Record, string Field, RecordId? Target), int> heardWhenTaken = [];
    private readonly HashSet<(RecordId Record, RecordId Community)> claims = [];
    private readonly Dictionary<RecordId, Precision> finest = [];

    public void TakenOut(RecordId subject, string field, RecordId? target, IEnumerable<string> words)
    {
        if (!takenOut.Contains((subject, field, target))) takenOut.Add((subject, field, target));
        heardWhenTaken.TryAdd((subject, field, target), said.Count);
        Forbid(subject, field, target is { } at ? [at.ToString()] : words);
    }

    /// <summary>Who held to it holds to it no more.</summary>
    /// <param name="from">From this revision on, which is asked about; 0: wherever it was.</param>
    public void PutBack(RecordId subject, string field, RecordId? target, int from)
    {
        takenOut.Remove((subject, field, target));
        // Who said yes since did not read it.
        bool isUnread = heardWhenTaken.Remove((subject, field, target), out int heard) && said.Skip(heard).Any(one => one.Subject == subject && one.Word == ConsentAnswer.Given);
        if (from == 0 && isUnread) return;
        if (from > 0) askedAnew.Add((subject, from));
        if (!goneWords.TryGetValue(subject, out List<Gone>? gone)) return;
        for (int at = 0; at < gone.Count; at++)
        {
            if (gone[at].Field == field && (target is null || gone[at].Word == target.ToString())) gone[at] = gone[at] with { AllowedFrom = from };
        }
    }

    /// <summary>For good: whoever kept it back keeps back what is no more.</summary>
    public void Destroyed(RecordId subject, string field, RecordId? target, IEnumerable<string> words)
    {
        TakenOut(subject, field, target, words);
        if (target is null) foreach (var word in keptBack.Keys.Where(one => one.Subject == subject && one.Field == field).ToArray()) keptBack.Remove(word);
    }

    /// <summary>Its depositor says again what was destroyed: whoever answers is asked about it anew.</summary>
    /// <param name="from">The first revision that may say it.</param>
    public void SaidAgain(RecordId subject, string field, RecordId target, int from)
    {
        if (!goneWords.TryGetValue(subject, out List<Gone>? gone)) return;
        for (int at = 0; at < gone.Count; at++)
        {
            if ((gone[at].Field, gone[at].Word) == (field, target.ToString())) gone[at] = gone[at] with { AllowedFrom = gone[at].AllowedFrom ?? from };
        }
    }

    public void TakenBack(RecordId record, IEnumerable<string> words) => Forbid(record, "", words);

    public void Claimed(RecordId record, RecordId community) => claims.Add((record, community));

    public IReadOnlyCollection<(RecordId Record, RecordId Community)> Claimed() => claims;

    public void WantsNoFiner(RecordId community, Precision precision)
    {
        finest[community] = precision;
        coarsest[community] = (Precision)Math.Min((int)precision, (int)coarsest.GetValueOrDefault(community, Precision.Exact));
    }

    /// <summary>Words of the field and of its translations, by which they are known anywhere.</summary>
    public static IEnumerable<string> Says(RecordContent content, string field) =>
    [
        .. content[field] is { } value ? OwnWord().Matches(Written(value)!).Select(one => one.Value) : [],
        .. SaysInTranslation(content, field),
        .. field == "where" ? content.Links.Where(link => link.Field == field).Select(link => link.Target.ToString()) : [],
    ];

    public static IEnumerable<string> SaysInTranslation(RecordContent content, string field) =>
        content.Translations.Values.Where(fields => fields.ContainsKey(field)).SelectMany(fields => OwnWord().Matches(fields[field].Text)).Select(one => one.Value);

    private IEnumerable<RecordId> Claims(RecordId record) => claims.Where(one => one.Record == record).Select(one => one.Community);

    private IEnumerable<string> FieldsTakenOut(RecordId record) => takenOut.Where(one => one.Record == record).Select(one => one.Field);

    private void Forbid(RecordId subject, string field, IEnumerable<string> words)
    {
        if (!goneWords.TryGetValue(subject, out List<Gone>? gone)) gone = goneWords[subject] = [];
        foreach (string word in words.SelectMany(word => OwnWord().Matches(word) is { Count: > 0 } own ? own.Select(one => one.Value) : [word]).Distinct())
        {
            gone.RemoveAll(one => (one.Field, one.Word) == (field, word));
            gone.Add(new Gone(field, word, null));
        }
    }

    private string? SaysWhatIsGone(IArchiveSession session, Record record, DateOnly today)
    {
        if (!goneWords.TryGetValue(record.Id, out List<Gone>? gone) || gone is []) return null;
        Viewer anyone = new Viewer.Public(today);
        RecordContent? now = VisibilityPolicy.Show(anyone, record)?.Value.Content;
        (int Revision, string Text)[] shown =
        [
            .. now is null ? [] : ((int, string)[])[(record.Revision, All(now))],
            .. session.Revisions(record.Id).Select(one => VisibilityPolicy.Show(anyone, record, one)?.Value).OfType<Revision>().Select(one => (one.Number, All(one.Content))),
            .. session is Memory memory && memory.Indexed(record.Id) is { } indexed
                ? [(record.Revision, string.Join(' ', [indexed.Title, indexed.Body, .. indexed.Terms.Select(term => term.Value)]))] : ((int, string)[])[],
        ];
        foreach (Gone one in gone)
        {
            foreach ((int revision, string text) in shown)
            {
                if ((one.AllowedFrom is not { } from || revision < from) && text.Split(' ').Contains(one.Word)) return $"its revision {revision} says {one.Word}, which was taken {(one.Field == "" ? "back" : $"out of {one.Field}")}";
            }
        }

        return null;
    }

    /// <summary>A place closer than one of the named wants it is not said, not in former revisions either.</summary>
    private string? TooClose(IArchiveSession session, Record record, DateOnly today)
    {
        if (finest.Count == 0 || VisibilityPolicy.Show(new Viewer.Public(today), record) is not { Value.Content: { } shown }) return null;
        (RecordContent Content, RecordContent Shown)[] said =
        [
            (shown, shown), .. session.Revisions(record.Id).Select(one => (one.Content, VisibilityPolicy.Show(new Viewer.Public(today), record, one)?.Value.Content)).Where(one => one.Item2 is not null)!,
        ];
        foreach ((RecordContent content, RecordContent read) in said)
        {
            Precision wanted = Named(session, record, content).Select(one => finest.GetValueOrDefault(one, Precision.Exact)).DefaultIfEmpty(Precision.Exact).Min();
            ContentLink? close = read.Links.FirstOrDefault(link => link.Field == "where" && session.FindRecord(link.Target)?.Content["coordinates"] is FieldValue.Coordinates point && point.Precision > wanted);
            if (close is not null) return $"it says a place closer than {wanted}";
        }

        return null;
    }

    /// <summary>Nobody said yes to a precise place: where something was that names somebody is not shown to the door.</summary>
    public string? AgainstPlace(IArchiveSession session, RecordId place, IEnumerable<RecordId> subjects, DateOnly today)
    {
        if (session.FindRecord(place) is not { } there || VisibilityPolicy.Show(new Viewer.Public(today), there) is not { Value.Content: { } shown }) return null;
        if (shown["coordinates"] is not FieldValue.Coordinates { Precision: Precision.Exact }) return null;
        bool isTold = subjects.Select(session.FindRecord).OfType<Record>().Any(one => VisibilityPolicy.Show(new Viewer.Public(today), one) is { Value.Content: { } told }
            && told.Links.Any(link => link.Field == "where" && link.Target == place) && Named(session, one, told).Any());
        return isTold ? "what is told of it names who said no yes to a precise place" : null;
    }

    /// <summary>A translation of words that are not those beside it says that it is.</summary>
    private static string? Misled(IArchiveSession session, RecordContent shown, RecordId record) =>
        (from language in shown.Translations
         from field in language.Value
         where !field.Value.IsStale && session.FindRevision(record, field.Value.OfRevision) is { } source && Written(source.Content[field.Key]) != Written(shown[field.Key])
         select $"its {language.Key} {field.Key} translates revision {field.Value.OfRevision}, which says something else").FirstOrDefault();

    private static string All(RecordContent content) => string.Join(' ',
    [
        .. content.Fields.Values.SelectMany(value => value.AllTexts()), .. content.Translations.Values.SelectMany(fields => fields.Values).Select(text => text.Text),
        .. content.Links.Select(link => $"{link.Target} {link.Note}"),
    ]);

    [GeneratedRegex(@"\bword[0-9]+\b")]
    private static partial Regex OwnWord();

    private sealed record Gone(string Field, string Word, int? AllowedFrom);
}
