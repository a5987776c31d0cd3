using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Consents;

/// <summary>What a steward said, as the test heard it.</summary>
internal sealed record Said(RecordId Subject, RecordId Community, string Steward, ConsentAnswer Word, int Revision, DateOnly? Until);

/// <summary>Says whether something may be public, from what was said alone: it shares no code with the policy, the settlement or the standing.</summary>
internal sealed class Oracle
{
    private readonly List<Said> said = [];

    /// <summary>For whom it was right that this revision was public, how much had been said then, and until when that holds.</summary>
    private readonly Dictionary<(RecordId Subject, int Revision, RecordId Community), (int Said, DateOnly Until)> wasRight = [];

    public Dictionary<RecordId, DateOnly> HiddenUntil { get; } = [];

    public void Answered(Said answer) => said.Add(answer);

    /// <returns>Why it must not be public; null: it may.</returns>
    public string? Against(IArchiveSession session, Record record, DateOnly today)
    {
        if (HiddenUntil.TryGetValue(record.Id, out DateOnly until) && until >= today) return "a keeper hid it";
        RecordContent shown = session.FindRevision(record.Id, record.Revision)!.Content;
        foreach (RecordId subject in record.Kind == "note" ? shown.Links.Select(link => link.Target) : [])
        {
            if (session.FindRecord(subject) is { } about && (about.State != RecordState.Published || about.PublicUntil < today)) return "what it speaks of is not public";
            if (session.FindRecord(subject) is null && session.FindConnection(subject) is not { State: RecordState.Published }) return "what it speaks of is gone";
        }

        return Named(session, record.Kind, shown).Select(community => Against(session, record.Id, record.Revision, record.Basis, Coverage(session, record), community, today))
            .FirstOrDefault(why => why is not null);
    }

    public string? Against(IArchiveSession session, Connection connection, DateOnly today) =>
        ((RecordId[])[connection.From, connection.To])
            .Select(community => Against(session, connection.Id, connection.Revision, connection.Basis, [connection.Revision], community, today)).FirstOrDefault(why => why is not null);

    private string? Against(
        IArchiveSession session, RecordId subject, int revision, PublicationBasis basis, HashSet<int> covered, RecordId community, DateOnly today)
    {
        Said[] heard = [.. said.Where(one => one.Subject == subject && one.Community == community)];
        int withdrawn = Array.FindLastIndex(heard, one => one.Word == ConsentAnswer.Withdrawn);
        Said[] newest = [.. heard.Skip(withdrawn + 1).Where(one => covered.Contains(one.Revision)).Reverse().DistinctBy(one => one.Steward)];
        if (newest.FirstOrDefault(one => one.Word != ConsentAnswer.Given) is { } against) return $"{against.Steward} said {against.Word}";
        NamedCommunity named = session.FindCommunity(community, today)!;
        int stewards = named.Stewards.Length > 0 ? named.Stewards.Length : heard.Select(one => one.Steward).Distinct().Count();
        int needed = Math.Max(1, Math.Min(named.Protocol.Needed ?? stewards, stewards));
        DateOnly[] lasting = [.. newest.Select(one => one.Until ?? DateOnly.MaxValue).Where(day => day >= today).OrderDescending()];
        (RecordId, int, RecordId) key = (subject, revision, community);
        if (lasting.Length >= needed) return Right(lasting[needed - 1]);
        // Nobody of the community could answer for it, and it rests on something else.
        if (named.Stewards.IsEmpty && heard.Length == 0 && basis != PublicationBasis.Consent) return Right(DateOnly.MaxValue);
        // A new steward, or one more to be asked, takes nothing away until somebody speaks.
        if (wasRight.TryGetValue(key, out (int Said, DateOnly Until) right) && right.Until >= today && withdrawn < right.Said) return null;
        return $"only {lasting.Length} of {needed} said yes for {community}";

        string? Right(DateOnly until)
        {
            wasRight[key] = (heard.Length, until);
            return null;
        }
    }

    /// <summary>Revisions whose answers hold for the shown one: back to the last that differs in what people are asked about.</summary>
    private static HashSet<int> Coverage(IArchiveSession session, Record record)
    {
        HashSet<int> covered = [];
        string asked = Asked(session.FindRevision(record.Id, record.Revision)!.Content);
        for (int number = record.Revision; number > 0 && session.FindRevision(record.Id, number) is { } revision && Asked(revision.Content) == asked; number--) covered.Add(number);
        return covered;
    }

    private static string Asked(RecordContent content) => string.Join('|', (string?[])
        [content.Text("title"), content.Text("story"), .. content.Links.OrderBy(link => link.Field, StringComparer.Ordinal).ThenBy(link => link.Target.Value).Select(link => $"{link.Field} {link.Target}")]);

    private static IEnumerable<RecordId> Named(IArchiveSession session, string kind, RecordContent content) => (kind == "note"
        ? content.Links.SelectMany(link => session.FindRecord(link.Target) is { } about ? Named(session, about.Kind, about.Content)
            : session.FindConnection(link.Target) is { } connection ? [connection.From, connection.To] : [])
        : content.Links.Where(link => link.Field is "centres" or "stoodWith").Select(link => link.Target)).Distinct();
}
