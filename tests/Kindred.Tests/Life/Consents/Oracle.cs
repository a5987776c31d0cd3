using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Consents;

/// <summary>What a steward said, as the test heard it.</summary>
/// <param name="Revision">The newest there was; 0: of words that are gone.</param>
internal sealed record Said(RecordId Subject, RecordId Community, string Steward, ConsentAnswer Word, int Revision, DateOnly? Until)
{
    /// <summary>Whose word it was is not known where the archive went back to a back-up.</summary>
    public const string Nobody = "";
}

/// <summary>That a community had said yes as its protocol asked then, by those who answered for it then.</summary>
/// <param name="Heard">How much had been said for the community until then.</param>
/// <param name="IsByAnswer">Somebody had just answered: no one's coming or going alone made it so.</param>
internal sealed record Word(RecordId Subject, RecordId Community, int Revision, int Heard, Dictionary<string, DateOnly> Yes, int Needed, bool IsByAnswer);

/// <summary>Says whether something may be public, from what was said and who answered for whom when: it shares no code with the policy, the
/// settlement or the standing, and asks the archive for nothing but the words themselves.</summary>
internal sealed partial class Oracle
{
    private readonly List<Said> said = [];
    private readonly List<Word> words = [];
    private readonly Dictionary<RecordId, Dictionary<string, DateOnly?>> stewards = [];
    private readonly Dictionary<RecordId, int?> protocols = [];
    private readonly HashSet<RecordId> gone = [];
    private readonly HashSet<(RecordId Subject, int Revision, RecordId Community)> shownWithoutSteward = [];
    private readonly Dictionary<RecordId, int> newestShown = [];
    private readonly HashSet<(RecordId Record, int Revision)> shownOnce = [];
    private readonly Dictionary<(RecordId Record, int Revision), PublicationBasis> bases = [];
    private readonly Dictionary<RecordId, (string Keeper, DateOnly? Until)> hidden = [];
    private int weighed;

    public void Answered(Said answer) => said.Add(answer);

    /// <param name="until">The last day; null: there is none.</param>
    public void Appointed(RecordId community, string handle, DateOnly? until = null) => Terms(community)[handle] = until;

    public void Dismissed(RecordId community, string handle) => Terms(community).Remove(handle);

    /// <summary>Days passed: whose term was over by then answers no more.</summary>
    public void Turn(DateOnly today)
    {
        foreach (Dictionary<string, DateOnly?> terms in stewards.Values)
        {
            foreach (string over in terms.Where(term => term.Value < today).Select(term => term.Key).ToArray()) terms.Remove(over);
        }
    }

    public void Decides(RecordId community, int? needed) => protocols[community] = needed;

    public void Destroyed(RecordId community) => gone.Add(community);

    /// <summary>A keeper hides for thirty days; another keeper's word makes it last, and nobody's own makes it shorter than that.</summary>
    public void Hid(RecordId subject, string keeper, DateOnly today) => hidden[subject] = hidden.TryGetValue(subject, out var before) && (before.Until is not { } until || until >= today)
        ? before.Until is null || before.Keeper != keeper ? (before.Keeper, null) : before
        : (keeper, today.AddDays(30));

    public void Showed(RecordId subject) => hidden.Remove(subject);

    /// <summary>What a reviewer found a revision to rest on, when it was new.</summary>
    public void Rests(RecordId record, int revision, PublicationBasis basis) => bases.TryAdd((record, revision), basis);

    /// <summary>What was read once may be read again on the same grounds; one keeper alone finds no others.</summary>
    public void Restored(RecordId record, int old, int revision) => Rests(record, revision, shownOnce.Contains((record, old)) ? bases.GetValueOrDefault((record, old)) : PublicationBasis.Consent);

    /// <summary>Called after every step, for whatever there is: notes whose word was whole just now.</summary>
    public void Weigh(IArchiveSession session, IEnumerable<RecordId> subjects, DateOnly today)
    {
        foreach (RecordId id in subjects)
        {
            if (session.FindRecord(id) is { } record)
            {
                Look(session, record);
                foreach (Revision revision in session.Revisions(id))
                {
                    foreach (RecordId community in Named(session, record, revision.Content)) Weigh(id, revision.Number, Coverage(id, revision.Number), community, today);
                }
            }
            else if (session.FindConnection(id) is { } connection)
            {
                foreach (RecordId community in (RecordId[])[connection.From, connection.To]) Weigh(id, connection.Revision, [connection.Revision], community, today);
            }
        }

        weighed = said.Count;
    }

    /// <returns>Why it must not be public; null: it may.</returns>
    public string? Against(IArchiveSession session, Record record, DateOnly today)
    {
        if (IsHidden(record.Id, today)) return "a keeper hid it";
        if (IsKeptBack(record.Id, today) is { } word) return word;
        if (newestShown.GetValueOrDefault(record.Id) > record.Revision) return $"revision {newestShown[record.Id]} took its place";
        newestShown[record.Id] = record.Revision;
        shownOnce.Add((record.Id, record.Revision));
        RecordContent shown = session.FindRevision(record.Id, record.Revision)!.Content;
        if (SaysWhatIsGone(session, record, today) is { } gone) return gone;
        if (SaysWhatWaits(session, record, today) is { } waiting) return waiting;
        if (TooClose(session, record, today) is { } place) return place;
        if (Misled(session, shown, record.Id) is { } translation) return translation;
        if (record.Kind == "telling" && shown.Text("readBy") != "everyone") return "it is for those who answer for the communities it names";
        foreach (RecordId subject in record.Kind == "note" ? shown.Links.Select(link => link.Target) : [])
        {
            if (session.FindRecord(subject) is { } about && (about.State != RecordState.Published || about.PublicUntil < today)) return "what it speaks of is not public";
            if (session.FindRecord(subject) is null && session.FindConnection(subject) is not { State: RecordState.Published }) return "what it speaks of is gone";
        }

        return Named(session, record, shown).Select(community => Against(record.Id, record.Revision, bases.GetValueOrDefault((record.Id, record.Revision)), Coverage(record.Id, record.Revision), community, today))
            .Concat(session.Revisions(record.Id).Where(one => one.Number != record.Revision && VisibilityPolicy.Show(new Viewer.Public(today), record, one) is not null)
                .SelectMany(one => Named(session, record, one.Content).Select(community => AgainstOld(session, record.Id, one.Number, community, today))))
            .FirstOrDefault(why => why is not null);
    }

    public string? Against(IArchiveSession session, Connection connection, DateOnly today)
    {
        if (IsHidden(connection.Id, today)) return "a keeper hid it";
        if (IsKeptBack(connection.Id, today) is { } word) return word;
        RecordId[] ends = [connection.From, connection.To];
        return ends.Select(community => Against(connection.Id, connection.Revision, connection.Basis, [connection.Revision], community, today))
            .Concat(session.ConnectionRevisions(connection.Id).Where(one => one.Number != connection.Revision && VisibilityPolicy.Show(new Viewer.Public(today), connection, one) is not null)
                .SelectMany(one => ends.Select(community => AgainstOld(connection.Id, one.Number, [one.Number], [one.Number], community, today))))
            .FirstOrDefault(why => why is not null);
    }

    private bool IsHidden(RecordId subject, DateOnly today) => hidden.TryGetValue(subject, out var hide) && (hide.Until is not { } until || until >= today);

    private string? AgainstOld(IArchiveSession session, RecordId record, int revision, RecordId community, DateOnly today)
    {
        int newest = session.Revisions(record).Where(one => Run(record, one.Number) == Run(record, revision)).Max(one => one.Number);
        return AgainstOld(record, revision, Coverage(record, revision), Coverage(record, newest), community, today);
    }

    /// <summary>What was taken back, refused, or given for a while that is over is not read in the history either, whichever revision of the same words was
    /// answered. Of what nobody answered nobody is asked again.</summary>
    private string? AgainstOld(RecordId subject, int revision, HashSet<int> covered, HashSet<int> sameWords, RecordId community, DateOnly today)
    {
        Said[] heard = Heard(subject, community);
        int withdrawn = Array.FindLastIndex(heard, one => one.Word == ConsentAnswer.Withdrawn);
        Word[] given = [.. words.Where(word => Is(word, subject, community, covered) && word.Heard > withdrawn)];
        if (withdrawn >= 0 && given is []) return $"{community} took back revision {revision}, which is in its history";
        foreach (HashSet<int> some in (HashSet<int>[])[covered, sameWords])
        {
            if (No(heard, subject, community, some, today) is { } no) return $"{no.Steward} said {no.Word} to revision {revision}, which is in its history";
        }

        bool isOver = given.Any(word => word.IsByAnswer) && !given.Any(word => Holds(word, Yes(heard, covered, today), today))
            && Yes(heard, covered, today).Count(one => IsSteward(one.Said)) < Needed(community);
        return isOver ? $"the yes of {community} to revision {revision} is over, which is in its history" : null;
    }

    /// <summary>As many of those who made the word whole hold to it as were needed.</summary>
    private static bool Holds(Word word, (int Index, Said Said)[] yes, DateOnly today) =>
        word.Yes.Count(one => one.Value >= today && yes.Any(still => still.Said.Steward == one.Key)) >= word.Needed;

    private string? Against(RecordId subject, int revision, PublicationBasis basis, HashSet<int> covered, RecordId community, DateOnly today)
    {
        Said[] heard = Heard(subject, community);
        int withdrawn = Array.FindLastIndex(heard, one => one.Word == ConsentAnswer.Withdrawn);
        if (No(heard, subject, community, covered, today) is { } no) return $"{no.Steward} said {no.Word}";
        (int Index, Said Said)[] yes = Yes(heard, covered, today);
        if (yes.Count(one => IsSteward(one.Said)) >= Needed(community)) return null;
        foreach (Word word in words.Where(word => Is(word, subject, community, covered) && word.Heard > withdrawn))
        {
            if (Holds(word, yes, today)) return null;
        }

        // Nobody of the community could answer for it, and it rests on something else.
        (RecordId, int, RecordId) key = (subject, revision, community);
        if (Stewards(community).Count == 0 && heard.Length == 0 && basis != PublicationBasis.Consent && (!gone.Contains(community) || shownWithoutSteward.Contains(key)))
        {
            shownWithoutSteward.Add(key);
            return null;
        }

        // A new steward takes nothing away until the community speaks.
        bool hasSpoken = withdrawn >= 0 || words.Any(word => word.IsByAnswer && Is(word, subject, community, covered));
        return shownWithoutSteward.Contains(key) && !hasSpoken ? null : $"only {yes.Count(one => IsSteward(one.Said))} of {Needed(community)} said yes for {community}";
    }

    private void Weigh(RecordId subject, int revision, HashSet<int> covered, RecordId community, DateOnly today)
    {
        Said[] heard = Heard(subject, community);
        if (gone.Contains(community) || No(heard, subject, community, covered, today) is not null) return;
        (int Index, Said Said)[] yes = [.. Yes(heard, covered, today).Where(one => IsSteward(one.Said))];
        if (yes.Length < Needed(community)) return;
        words.Add(new Word(
            subject, community, revision, heard.Length, yes.ToDictionary(one => one.Said.Steward, one => one.Said.Until ?? DateOnly.MaxValue), Needed(community), said.Count > weighed));
    }

    /// <summary>A no stands while its steward is one, and after that until so many as are needed have said yes since.</summary>
    private Said? No(Said[] heard, RecordId subject, RecordId community, HashSet<int> covered, DateOnly today)
    {
        (int Index, Said Said)[] yes = [.. Yes(heard, covered, today).Where(one => IsSteward(one.Said))];
        return Newest(heard, covered).Where(one => one.Said.Word is not ConsentAnswer.Given)
            .Where(one => IsSteward(one.Said) || (yes.Count(later => later.Index > one.Index) < Needed(community)
                && !words.Any(word => Is(word, subject, community, covered) && word.Heard > one.Index)))
            .Select(one => one.Said).FirstOrDefault();
    }

    private static (int Index, Said Said)[] Yes(Said[] heard, HashSet<int> covered, DateOnly today) =>
        [.. Newest(heard, covered).Where(one => one.Said.Word == ConsentAnswer.Given && (one.Said.Until is not { } until || until >= today))];

    /// <summary>What each steward said last about the revision, after the last withdrawal.</summary>
    private static IEnumerable<(int Index, Said Said)> Newest(Said[] heard, HashSet<int> covered) => heard.Index()
        .Skip(Array.FindLastIndex(heard, one => one.Word == ConsentAnswer.Withdrawn) + 1)
        .Where(one => covered.Contains(one.Item.Revision)).Reverse().DistinctBy(one => one.Item.Steward).Select(one => (one.Index, one.Item));

    private Said[] Heard(RecordId subject, RecordId community) => [.. said.Where(one => one.Subject == subject && one.Community == community)];

    private static bool Is(Word word, RecordId subject, RecordId community, HashSet<int> covered) =>
        word.Subject == subject && word.Community == community && covered.Contains(word.Revision);

    private bool IsSteward(Said one) => !gone.Contains(one.Community) && Stewards(one.Community).Contains(one.Steward);

    private int Needed(RecordId community) =>
        gone.Contains(community) ? int.MaxValue : Math.Max(1, protocols.GetValueOrDefault(community, 1) is { } some ? Math.Min(some, Stewards(community).Count) : Stewards(community).Count);

    private Dictionary<string, DateOnly?> Terms(RecordId community) => stewards.TryGetValue(community, out Dictionary<string, DateOnly?>? known) ? known : stewards[community] = [];

    private Dictionary<string, DateOnly?>.KeyCollection Stewards(RecordId community) => Terms(community).Keys;

    /// <summary>A telling is its own communities' to answer, whatever it stands beside. A note is its subject's, and what was answered holds when the subject names them no more.</summary>
    private IEnumerable<RecordId> Named(IArchiveSession session, Record record, RecordContent content) => (record.Kind == "note"
        ? content.Links.SelectMany(link => session.FindRecord(link.Target) is { } about ? Named(session, about, about.Content)
            : session.FindConnection(link.Target) is { } connection ? [connection.From, connection.To] : []).Concat(said.Where(one => one.Subject == record.Id).Select(one => one.Community))
        : content.Links.Where(link => link.Field is "centres" or "stoodWith" or "toldBy" or "to").Select(link => link.Target)).Concat(Claims(record.Id)).Distinct();
}
