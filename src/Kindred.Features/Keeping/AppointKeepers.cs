using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>Stewards appoint two keepers, by their quorum, where nobody keeps the archive any more or its keepers left it to them. What the others held ends
/// with that.</summary>
public sealed class AppointKeepers(IArchiveWriter writer, RoleGift gift, TimeProvider time)
{
    public Task<KeepingOutcome> Propose(IReadOnlyList<string> typedHandles, string by, string reason, CancellationToken cancel) =>
        writer.Write(session => Propose(session, typedHandles, by, reason.Trim(), time.Today()), cancel);

    public Task<KeepingOutcome> Agree(long number, string by, CancellationToken cancel) => writer.Write(
        session =>
        {
            DateOnly today = time.Today();
            if (!MayAppoint(session, by, today)) return new KeepingOutcome.NotYours();
            return session.Appointments().FirstOrDefault(one => one.Number == number && one.LastDay >= today) is { } appointment
                ? Say(session, appointment, by, today)
                : new KeepingOutcome.NothingToAgreeTo();
        },
        cancel);

    /// <summary>Whether a steward may appoint now, and is one who has claimed her link.</summary>
    private static bool MayAppoint(IArchiveSession session, string by, DateOnly today) =>
        LeftToStewards.Is(session, today) && StewardsQuorum.Voters(session.Members(), today).Any(one => one.Handle == by);

    private KeepingOutcome Propose(IArchiveSession session, IReadOnlyList<string> typedHandles, string by, string reason, DateOnly today)
    {
        if (!MayAppoint(session, by, today)) return new KeepingOutcome.NotYours();
        if ((Finding.ReasonMissing(reason) ?? Act.CheckReason(reason)) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        string?[] read = [.. typedHandles.Select(Handle.Read)];
        if (Array.FindIndex(read, one => one is null or Member.TerminalHandle) is var at and >= 0) return new KeepingOutcome.NotRight(new Finding("not-a-handle", Field(at)));
        string[] handles = [.. read.OfType<string>().Order(StringComparer.Ordinal)];
        if (handles.Distinct().Count() != Appointment.KeepersNeeded) return new KeepingOutcome.NotRight(new Finding("two-keepers", Field(1)));
        // A one-time link is shown to who says the last word: among several she could take both seats with them. Who is alone takes nothing from anyone.
        if (StewardsQuorum.Of(session.Members(), today).Needed > 1 && Array.FindIndex(read, one => session.FindMember(one!) is not { SignsIn: true }) is var unknown and >= 0)
            return new KeepingOutcome.NotRight(new Finding("not-signed-in-yet", Field(unknown)));
        foreach (Appointment hers in session.Appointments().Where(one => one.LastDay < today || one.AgreedBy.FirstOrDefault() == by)) session.EndAppointment(hers.Number);
        // The same by another is her word on it.
        Appointment appointment = session.Appointments().FirstOrDefault(one => one.Keepers.SequenceEqual(handles)) ?? new Appointment(0, [.. handles], [], today, reason);
        return Say(session, appointment, by, today);
    }

    private KeepingOutcome Say(IArchiveSession session, Appointment appointment, string by, DateOnly today)
    {
        Appointment said = appointment.AgreedBy.Contains(by) ? appointment : appointment with { AgreedBy = [.. appointment.AgreedBy, by] };
        return said.IsCarried([.. session.Members()], today) ? Make(session, said, today) : new KeepingOutcome.Waits(session.Put(said));
    }

    private KeepingOutcome.Appointed Make(IArchiveSession session, Appointment appointment, DateOnly today)
    {
        DateOnly until = session.Settings().TermEnd(today);
        foreach (Member former in session.Members().Where(one => !one.IsTerminal && !appointment.Keepers.Contains(one.Handle) && KeepersTerm.Of(one, today) is not KeepersTerm.None))
            gift.Put(session, new RoleChange(former.Handle, null, null, IsEnd: true), today);
        ImmutableArray<(string Handle, string? Secret)> links =
            [.. appointment.Keepers.Select(handle => (handle, gift.Put(session, new RoleChange(handle, null, until, IsEnd: false), today).Link))];
        foreach (Appointment one in session.Appointments()) session.EndAppointment(one.Number);
        foreach (TwoKeeperAct waiting in session.WaitingForSecondKeeper()) session.EndTwoKeeperAct(waiting.Number);
        LeftToStewards.End(session);
        RecordId[] ids = [.. appointment.Keepers.Select(handle => session.FindMember(handle)!.Id)];
        // Who answers for a community is not public: the act says that stewards did it, and not which.
        session.Write(new Act(ActKind.Appointment, [.. ids], today, IsPublic: true, By: null, appointment.Reason));
        Founded.Note(session, today);
        return new KeepingOutcome.Appointed(links);
    }

    private static string Field(int at) => at == 0 ? "first" : "second";
}
