using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class Oracle
{
    private readonly Dictionary<(RecordId Subject, string? Field, RecordId? Community, string Who), DateOnly> keptBack = [];

    /// <summary>Who set a day has a word of their own; who takes it back takes back no other but that of one who answers for the community no more.</summary>
    /// <param name="field">Null: all of it.</param>
    /// <param name="community">Null: the depositor's or the desk's.</param>
    /// <param name="until">Null: it ends.</param>
    public void KeptBack(RecordId subject, string? field, RecordId? community, string who, DateOnly? until)
    {
        if (community is { } of)
        {
            foreach (var gone in keptBack.Keys.Where(one => one.Subject == subject && one.Field == field && one.Community == of && one.Who != who && !Stewards(of).Contains(one.Who)).ToArray()) keptBack.Remove(gone);
        }

        if (until is { } day) keptBack[(subject, field, community, who)] = day;
        else keptBack.Remove((subject, field, community, who));
    }

    private string? IsKeptBack(RecordId subject, DateOnly today) => KeptBack(subject, today).FirstOrDefault(one => one.Field is null) is { Who: { } who } word ? $"{who} keeps it back until {word.Until:O}" : null;

    /// <summary>A field that somebody keeps back is read nowhere: not in the record, nor in what it said before, and it is not found.</summary>
    private string? SaysWhatWaits(IArchiveSession session, Record record, DateOnly today)
    {
        Viewer anyone = new Viewer.Public(today);
        foreach ((string? field, string who, DateOnly until) in KeptBack(record.Id, today).Where(one => one.Field is not null))
        {
            RecordContent?[] shown = [VisibilityPolicy.Show(anyone, record)?.Value.Content, .. session.Revisions(record.Id).Select(one => VisibilityPolicy.Show(anyone, record, one)?.Value.Content)];
            bool isSaid = shown.OfType<RecordContent>().Any(content => content[field!] is not null || content.Links.Any(link => link.Field == field) || content.Translations.Values.Any(fields => fields.ContainsKey(field!)));
            bool isFound = session is Memory memory && memory.Indexed(record.Id) is { } indexed && Says(record.Content, field!).Any($"{indexed.Body} {string.Join(' ', indexed.Terms.Select(term => term.Value))}".Split(' ').Contains);
            if (isSaid || isFound) return $"{who} keeps its {field} back until {until:O}{(isSaid ? "" : ", and it is found")}";
        }

        return null;
    }

    private IEnumerable<(string? Field, string Who, DateOnly Until)> KeptBack(RecordId subject, DateOnly today) =>
        keptBack.Where(one => one.Key.Subject == subject && one.Value > today).Select(one => (one.Key.Field, one.Key.Who, one.Value));
}
