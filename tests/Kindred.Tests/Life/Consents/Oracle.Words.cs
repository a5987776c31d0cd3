using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Consents;

/// <summary>Which revisions say the same to whoever is asked. A yes covers the revision that was read and later ones in which nothing changed that people are asked about; what was taken out once
/// is asked about whatever field it is.</summary>
internal sealed partial class Oracle
{
    private readonly Dictionary<RecordId, SortedDictionary<int, int>> runs = [];
    private readonly HashSet<string> asking = ["title", "summary", "story", "messages", "readBy", OwnKindsHere.Pledge];
    private readonly Dictionary<RecordId, List<(int Before, string? Asked)>> again = [];
    private readonly HashSet<(RecordId Record, int Revision)> askedAnew = [];
    private int lastRun;

    /// <summary>It was declared so.</summary>
    public void Asks(string field) => asking.Add(field);

    /// <summary>Whose words were taken back, the words before are the record's again, on what they rested.</summary>
    /// <param name="taken">The revision that they were taken as.</param>
    public void RestsAgain(RecordId record, int before, int taken)
    {
        again[record] = [(before, null)];
        takenBack.Add((record, before, taken));
    }

    /// <summary>Notes what each new revision says as it comes, before anything is taken out of it.</summary>
    private void Look(IArchiveSession session, Record record)
    {
        if (!runs.TryGetValue(record.Id, out SortedDictionary<int, int>? known)) known = runs[record.Id] = [];
        Revision[] revisions = [.. session.Revisions(record.Id).OrderBy(one => one.Number)];
        foreach (int destroyed in known.Keys.Where(number => number > revisions[^1].Number).ToArray()) GiveAgain(record.Id, known, destroyed, revisions[^1].Number);
        for (int at = 0; at < revisions.Length; at++)
        {
            Revision revision = revisions[at];
            if (known.ContainsKey(revision.Number)) continue;
            Revision? before = at == 0 ? null : revisions[at - 1];
            known[revision.Number] = before is not null && !askedAnew.Contains((record.Id, revision.Number)) && Asked(record.Id, before.Content) == Asked(record.Id, revision.Content) ? known[before.Number] : ++lastRun;
            foreach ((int old, string? asked) in again.GetValueOrDefault(record.Id, [])) SaysAgain(session, record.Id, known, revision, old, asked);
        }

        again.Remove(record.Id);
    }

    /// <summary>The very words that were there before what was taken back: what was answered to them holds, and so does what they rested on.</summary>
    /// <param name="asked">What they asked about, where they may be gone by now.</param>
    private void SaysAgain(IArchiveSession session, RecordId record, SortedDictionary<int, int> known, Revision back, int before, string? asked)
    {
        if ((asked ?? (session.FindRevision(record, before) is { } old ? Asked(record, old.Content) : null)) != Asked(record, back.Content)) return;
        int run = known[back.Number];
        // What came between and says the same is the same, too.
        foreach (int same in known.Where(one => one.Value == run && one.Key > before).Select(one => one.Key).ToArray()) known[same] = known[before];
        bases[(record, back.Number)] = bases.GetValueOrDefault((record, before));
        foreach (RecordId community in shownWithoutSteward.Where(one => one.Subject == record && one.Revision == before).Select(one => one.Community).ToArray()) shownWithoutSteward.Add((record, back.Number, community));
    }

    /// <summary>The newest was destroyed: its number goes to other words, and what was said of it was said of none of them.</summary>
    private void GiveAgain(RecordId record, SortedDictionary<int, int> known, int number, int newest)
    {
        bool isSame = known[number] == known.GetValueOrDefault(newest);
        known.Remove(number);
        for (int at = 0; at < said.Count; at++)
        {
            if (said[at].Subject == record && said[at].Revision == number) said[at] = said[at] with { Revision = isSame || said[at].Word == ConsentAnswer.Withdrawn ? newest : 0 };
        }

        for (int at = 0; at < words.Count; at++)
        {
            if (words[at].Subject == record && words[at].Revision == number) words[at] = words[at] with { Revision = isSame ? newest : 0 };
        }

        bases.Remove((record, number));
        shownOnce.Remove((record, number));
        shownWithoutSteward.RemoveWhere(one => one.Subject == record && one.Revision == number);
        if (newestShown.GetValueOrDefault(record) == number) newestShown[record] = newest;
    }

    private int Run(RecordId record, int revision) => runs[record].GetValueOrDefault(revision, -revision);

    /// <summary>Revisions an answer to which holds for this one.</summary>
    private HashSet<int> Coverage(RecordId record, int of) => [.. runs[record].Where(one => one.Key <= of && one.Value == Run(record, of)).Select(one => one.Key), of];

    private string Asked(RecordId record, RecordContent content) => string.Join('|',
    [
        content.Language,
        .. asking.Concat(FieldsTakenOut(record)).Distinct().Order(StringComparer.Ordinal).SelectMany(field => (string?[])
        [
            field, Written(content[field]),
            .. content.Translations.Where(language => language.Value.ContainsKey(field)).Select(language => $"{language.Key} {language.Value[field].Text}"),
        ]),
        .. content.Links.OrderBy(link => link.Field, StringComparer.Ordinal).ThenBy(link => link.Target.Value).Select(link => $"{link.Field} {link.Target} {link.Note}"),
    ]);

    private static string? Written(FieldValue? value) => value is null ? null : string.Join(' ', value.AllTexts());
}
