using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IDepositStore
{
    /// <summary>Deposits that the viewer may see, narrowed and in order, with how many more each choice would show. Every number is of what the viewer may see and nothing else.</summary>
    /// <param name="skip">How many come before.</param>
    Task<DeskDeposits> AtDesk(DeskFilter filter, Viewer.Member viewer, int skip, int count, CancellationToken cancel);

    /// <summary>Other deposits at the desk that say nearly the same, have the same title or cite the same address, as far as the viewer may see them: the nearest first.</summary>
    Task<IReadOnlyList<NearDeposit>> NearTo(DepositId id, Viewer.Member viewer, int count, CancellationToken cancel);

    /// <summary>Who reads the deposit, for those at the desk who may see it.</summary>
    Task<Assignment?> AssignmentOf(DepositId id, Viewer.Member viewer, CancellationToken cancel);

    /// <summary>How many wait that this member reads.</summary>
    Task<int> CountWith(Viewer.Member member, CancellationToken cancel);
}

/// <summary>What deposits at the desk are narrowed to; what is null is not asked for.</summary>
public sealed record DeskFilter
{
    /// <summary>Null: those that are to be read, new or being read.</summary>
    public DepositState? State { get; init; }

    public bool? IsProposal { get; init; }

    public string? Kind { get; init; }

    public RecordId? Community { get; init; }

    public string? Language { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    public DeskReader? With { get; init; }

    /// <summary>Its depositor had the last word.</summary>
    public bool HasAnsweredBack { get; init; }

    /// <summary>Another deposit says nearly the same.</summary>
    public bool HasNear { get; init; }

    /// <summary>All of them stand in titles and summaries, as whole words or their beginnings.</summary>
    public string Words { get; init; } = "";

    public DeskOrder Order { get; init; }
}

/// <summary>With whom a deposit is.</summary>
public enum DeskReader
{
    Me,
    Nobody,
    Somebody,
}

public enum DeskOrder
{
    OldestFirst,
    NewestFirst,

    /// <summary>Those with the most <see cref="DepositSigns"/> last; what says nearly the same stands together.</summary>
    SignsLast,
}

/// <param name="Total">On all pages.</param>
/// <param name="Counts">How many there would be with each value of each choice, the other choices as they are: <c>state</c>, <c>form</c>, <c>kind</c>, <c>community</c>,
/// <c>language</c>, <c>with</c>, <c>answered</c>, <c>near</c>.</param>
public sealed record DeskDeposits(int Total, ImmutableArray<DeskDeposit> Deposits, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Counts);

/// <param name="Near">How many that the viewer may see say nearly the same, this one among them.</param>
/// <param name="Group">Alike for those that say nearly the same.</param>
public sealed record DeskDeposit(Visible<Deposit> Deposit, Assignment? With, int Near, long Group, DepositSigns Signs);

/// <summary>What may mean that nobody meant a deposit to be read. Told in words beside it; it decides nothing, and no language is a sign.</summary>
/// <param name="Links">Addresses in it, where there are many.</param>
/// <param name="SameLink">Deposits with the same first address, where they are many.</param>
/// <param name="SameText">Deposits that say nearly the same, where they are many.</param>
public sealed record DepositSigns(int Links, int SameLink, int SameText, bool RepeatsWords)
{
    /// <summary>From here on it is many.</summary>
    public const int Many = 5;

    public int Count => (Links > 0 ? 1 : 0) + (SameLink > 0 ? 1 : 0) + (SameText > 0 ? 1 : 0) + (RepeatsWords ? 1 : 0);
}

/// <param name="Likeness">Of all that they tell, from 0 to 1.</param>
public sealed record NearDeposit(Visible<Deposit> Deposit, double Likeness, bool HasSameTitle, bool HasSameLink)
{
    public bool IsNearlyTheSame => Likeness >= WordSketch.Near;
}
