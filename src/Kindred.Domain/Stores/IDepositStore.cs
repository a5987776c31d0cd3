using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

/// <summary>Reads of what waits: deposits, and records that are asked about.</summary>
public partial interface IDepositStore
{
    Task<Visible<Deposit>?> Find(DepositId id, Viewer viewer, CancellationToken cancel);

    /// <summary>The deposit of a receipt; holding the receipt is what makes one its depositor.</summary>
    Task<DepositId?> FindByReceipt(byte[] receiptHash, CancellationToken cancel);

    /// <summary>Deposits in these states that the viewer may see, oldest first.</summary>
    /// <param name="skip">How many come before.</param>
    Task<IReadOnlyList<Visible<Deposit>>> In(IReadOnlyCollection<DepositState> states, Viewer viewer, int skip, int count, CancellationToken cancel);

    Task<int> Count(DepositState state, Viewer viewer, CancellationToken cancel);

    /// <summary>Open concerns that the viewer may see: the gravest first, those set aside in a flood last.</summary>
    /// <param name="skip">How many come before.</param>
    Task<IReadOnlyList<Visible<Concern>>> Concerns(Viewer viewer, int skip, int count, CancellationToken cancel);

    /// <summary>How many of them there are.</summary>
    Task<(int Others, int SetAside)> CountConcerns(Viewer viewer, CancellationToken cancel);

    /// <summary>Those of them that have these ids.</summary>
    Task<IReadOnlyList<Visible<Concern>>> Concerns(IReadOnlyCollection<RecordId> ids, Viewer viewer, CancellationToken cancel);

    /// <summary>The concern of a receipt, open or closed.</summary>
    Task<Visible<Concern>?> FindConcern(Viewer.Teller teller, CancellationToken cancel);

    /// <summary>Records and connections about which a community of this steward has not answered, oldest first.</summary>
    Task<IReadOnlyList<WaitingQuestion>> Waiting(Viewer.Member steward, int count, CancellationToken cancel);

    /// <summary>What stewards of these communities have answered, newest first.</summary>
    Task<IReadOnlyList<Consent>> Answered(IReadOnlyCollection<RecordId> communities, Viewer.Member steward, int count, CancellationToken cancel);

    /// <summary>Everything about the community, for its steward: visible lines and their states.</summary>
    Task<IReadOnlyList<RecordLine>> About(RecordId community, Viewer.Member steward, int count, CancellationToken cancel);

    /// <summary>What is hidden, newest first, as far as the viewer may see it.</summary>
    Task<IReadOnlyList<Visible<Record>>> Hidden(Viewer.Member keeper, int count, CancellationToken cancel);

    /// <summary>Connections with words of their own that are hidden, newest first, as far as the viewer may see them.</summary>
    Task<IReadOnlyList<ConnectionReading>> HiddenConnections(Viewer.Member keeper, int count, CancellationToken cancel);
}

/// <param name="Subject">The record or connection asked about.</param>
/// <param name="Record">The line of the record, or of the connection's near end.</param>
/// <param name="Revision">The revision that waits.</param>
public sealed record WaitingQuestion(RecordId Subject, RecordLine Record, bool IsConnection, int Revision, RecordId Community, DateOnly Since);
