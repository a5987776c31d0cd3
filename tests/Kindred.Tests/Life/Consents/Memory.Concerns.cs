using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class Memory
{
    private readonly Dictionary<RecordId, Concern> concerns = [];
    private readonly List<Invitation> invitations = [];

    /// <summary>What keepers read of it.</summary>
    public IDepositStore Desk => MemoryDesk.Of(this);

    public Concern? FindConcern(byte[] receiptHash) => concerns.Values.FirstOrDefault(one => one.ReceiptHash.AsSpan().SequenceEqual(receiptHash));

    public Concern? FindConcern(RecordId id) => concerns.GetValueOrDefault(id);

    public void Put(Concern concern) => concerns[concern.Id] = concern;

    public IReadOnlyList<RecordId> ConcernsClosed(DateOnly since) => [.. concerns.Values.Where(one => one.IsClosed && one.Day <= since).Select(one => one.Id)];

    public void DestroyConcern(RecordId id) => concerns.Remove(id);

    public void Put(Invitation invitation) => invitations.Add(invitation);

    public Invitation? TakeInvitation(byte[] hash)
    {
        Invitation? taken = invitations.Find(one => one.Hash.AsSpan().SequenceEqual(hash));
        if (taken is not null) invitations.Remove(taken);
        return taken;
    }

    public void DestroyInvitations(string handle) => invitations.RemoveAll(one => one.Handle == handle);
}

/// <summary>The desk's reads of <see cref="Memory"/>, as far as a sequence asks for any: concerns by their ids.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "What answers in its place is derived from it while the test runs.")]
internal class MemoryDesk : DispatchProxy
{
    private Memory? memory;

    public static IDepositStore Of(Memory memory)
    {
        IDepositStore desk = Create<IDepositStore, MemoryDesk>();
        ((MemoryDesk)(object)desk).memory = memory;
        return desk;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => (targetMethod?.Name, args) switch
    {
        (nameof(IDepositStore.Concerns), [IReadOnlyCollection<RecordId> ids, Viewer viewer, CancellationToken]) => Task.FromResult<IReadOnlyList<Visible<Concern>>>(
            [.. ids.Select(memory!.FindConcern).OfType<Concern>().Select(one => VisibilityPolicy.Show(viewer, one, memory.FindRecord(one.Subject)?.Communities ?? [])).OfType<Visible<Concern>>()]),
        _ => throw new NotSupportedException(targetMethod?.Name),
    };
}
