using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Tests.Life.Consents;

/// <summary>What goes with what is destroyed.</summary>
internal sealed partial class Memory
{
    /// <summary>Its number is given again, to words that nobody has answered.</summary>
    private void EndNewest(Revision gone, Revision newest)
    {
        records[gone.Record] = records[gone.Record] with { LatestRevision = newest.Number };
        for (int at = 0; at < consents.Count; at++)
        {
            Consent one = consents[at];
            if (one.Subject != gone.Record || one.Revision != gone.Number) continue;
            consents[at] = gone.AskedFrom != newest.AskedFrom && one.Answer != ConsentAnswer.Withdrawn ? one with { Revision = 0, Condition = null } : one with { Revision = newest.Number };
        }
    }

    /// <summary>Where no revision that is left says its words, what was answered to them is no answer to others.</summary>
    private void EndAnswers(Revision gone)
    {
        IReadOnlyList<Revision> left = Revisions(gone.Record);
        if (left.Any(one => one.AskedFrom == gone.AskedFrom)) return;
        int next = left.Where(one => one.Number > gone.Number).Min(one => one.Number);
        for (int at = 0; at < consents.Count; at++)
        {
            Consent one = consents[at];
            bool isOfGone = one.Subject == gone.Record && one.Revision >= gone.AskedFrom && one.Revision < next && left.All(revision => revision.Number != one.Revision);
            if (isOfGone && one.Answer != ConsentAnswer.Withdrawn) consents[at] = one with { Revision = 0, Condition = null };
        }
    }

    private void PutRevision(Connection connection, string who, string note, DateOnly day)
    {
        (RecordId, int) key = (connection.Id, connection.Revision);
        ConnectionRevision fresh = new(connection.Id, connection.Revision, day, who, note, connection.Words);
        // A change of state alone keeps who said it and when.
        if (!saidOf.TryGetValue(key, out ConnectionRevision? before)) saidOf[key] = fresh;
        else if (!IsSame(before.Words, connection.Words)) saidOf[key] = fresh with { WasPublic = before.WasPublic, PublicUntil = before.PublicUntil };
        if (connection is { IsOfField: true, State: RecordState.Published }) MarkRevision(connection.Id, connection.Revision, wasPublic: true, until: null);
    }

    private static bool IsSame(ConnectionWords one, ConnectionWords other) =>
        one with { Sources = [] } == other with { Sources = [] } && one.Sources.Select(Written).SequenceEqual(other.Sources.Select(Written));

    private static string Written(Entry source) => string.Join('\n', source.Parts.Select(part => $"{part.Key} {part.Value}"));

    /// <summary>Concerns, parts, days, proposals and deposit entries of a record or connection that is destroyed.</summary>
    private void Forget(RecordId id)
    {
        foreach (Concern one in concerns.Values.Where(one => one.Subject == id).ToArray()) concerns.Remove(one.Id);
        foreach (long number in parts.Where(one => one.Value.Subject == id).Select(one => one.Key).ToArray()) parts.Remove(number);
        embargoes.RemoveAll(one => one.Subject == id);
        waiting.RemoveAll(one => one.Subject == id.ToString());
        foreach (Deposit proposed in ProposalsTo(id)) Put(proposed.WithoutProposal(proposed.StateDay), []);
        foreach (DepositId holding in DepositsHolding(id)) Put(Without(deposits[holding], id), []);
    }

    private static Deposit Without(Deposit deposit, RecordId id)
    {
        string? name = deposit.Records.FirstOrDefault(IsGone)?.Ref;
        Deposit left = deposit with
        {
            Records = [.. deposit.Records.Where(record => !IsGone(record)).Select(StandingAlone)],
            Connections = [.. deposit.Connections.Where(one => one.Accessioned != id && one.Entry != id && !(name is not null && (one.From == "#" + name || one.To == "#" + name)))],
        };
        return left is { Records: [], Connections: [], Proposal: null } ? left with { Messages = [], DeclinedBecause = null, SignedAs = "anonymous" } : left;

        DepositedRecord StandingAlone(DepositedRecord record) => name is null || record.Kind != Telling.Kind.Name ? record
            : record with { Links = [.. record.Links.Select(link => link.Target == "#" + name ? link with { Target = id.ToString() } : link)] };

        bool IsGone(DepositedRecord record) => record.Accessioned == id || record.Entry == id;
    }

    private static RecordId[] Handles(Deposit deposit) =>
        [.. deposit.Records.Select(one => one.Entry), .. deposit.Connections.Select(one => one.Entry), .. deposit.Accessioned];
}
