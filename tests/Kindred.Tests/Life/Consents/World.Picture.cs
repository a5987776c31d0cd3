using System.Globalization;
using System.Text;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class World
{
    /// <summary>All that there is of what happened here, without the ids and names that differ from one world to the next: two in which the same was done have the same.</summary>
    public string Picture(IArchiveSession session)
    {
        StringBuilder text = new();
        foreach (RecordId id in (RecordId[])[.. Communities, Street, .. Subjects])
        {
            text.AppendLine(Name(id));
            if (session.FindTombstone(id) is { } tombstone) Line($"  gone {tombstone.Day:O}");
            if (session.FindRecord(id) is { } record) Draw(session, record, Line);
            if (session.FindConnection(id) is { } kin)
                Line($"  {kin.Type} {kin.State} {kin.Revision} {kin.PublishedDay:O} until {kin.PublicUntil:O} {kin.Basis} hidden {kin.HiddenBecause is not null} {kin.HiddenUntil:O} {kin.Words.Shared} {Named(kin.Communities)}");
            foreach (ConnectionRevision one in session.ConnectionRevisions(id)) Line($"  revision {one.Number} {one.Day:O} {one.WasPublic} {one.PublicUntil:O} {one.Words.Shared}");
            foreach (var one in session.Consents(id)) Line($"  {one.Steward} {Name(one.Community)} {one.Answer} {one.Revision} {one.Day:O} until {one.Until:O} whole of {one.WholeOf}");
            foreach (var one in session.Parts(id)) Line($"  part {one.Field} {one.Target is not null} {one.IsDestroyed} {string.Join(' ', one.Words.Select(word => $"{word.Steward} {word.IsBack}"))}");
            foreach (var one in session.Embargoes(id)) Line($"  back {one.By} {one.Part?.Field} {one.Steward} {one.Until:O}");
        }

        foreach (var deposit in deposits.Concat(proposals).Select(session.FindDeposit)) Line($"deposit {deposit?.State} {deposit?.AwaitsReview} {deposit?.StateDay:O} {deposit?.Proposal?.TakenAs} {string.Join(' ', deposit?.Proposal?.Parts ?? [])}");
        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture).Replace("-" + tag, "", StringComparison.Ordinal));
    }

    private void Draw(IArchiveSession session, Record record, Action<FormattableString> line)
    {
        line($"  {record.Kind} {record.State} {record.Visibility} {record.Revision} of {record.LatestRevision} {record.PublishedDay:O} until {record.PublicUntil:O} back {record.EmbargoUntil:O} {record.Basis} {record.IsPlacePrecise} {record.ComesWithTelling}");
        line($"  hidden {record.HiddenBecause is not null} {record.HiddenUntil:O} names {Named(record.Communities)} and {Named(record.NewlyNamed)} without {Named(record.PublishedWithout)} claimed {Named(session.Claims(record.Id))} withheld {record.WithheldPlaces.Length}");
        line($"  {Drawn(record.Content)}");
        foreach (Revision one in session.Revisions(record.Id)) line($"  revision {one.Number} from {one.AskedFrom} {one.Day:O} {one.WasPublic} {one.PublicUntil:O} {one.Basis} {Drawn(one.Content)}");
        string[] links = [.. session.ConnectionsOf(record.Id).Where(one => one.IsOfField).Select(one => $"{one.Type} {Name(one.From)} {Name(one.To)} {one.State} {one.Words.Text}").Order(StringComparer.Ordinal)];
        line($"  {string.Join("; ", links)}");
        if (session.FindCommunity(record.Id, Today) is { } community)
            line($"  {community.Protocol} {community.Settings.FinestPlace} {string.Join(' ', community.Stewards)} {string.Join(' ', session.Wishes(record.Id).Select(one => $"{one.Wished.GetType().Name} {string.Join(' ', one.By)}"))}");
    }

    private string Named(IEnumerable<RecordId> communities) => string.Join('+', communities.Select(Name).Order(StringComparer.Ordinal));

    /// <summary>A title that holds an id of this world says no more than that it is one.</summary>
    private string Drawn(RecordContent content) => Communities.Append(Street).Append(Region).Concat(Subjects).Aggregate(
        Encoding.UTF8.GetString(ContentJson.Write(content)), (text, id) => text.Replace(id.ToString(), Name(id), StringComparison.Ordinal));
}
