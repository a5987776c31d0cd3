using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Visibility;

/// <summary>Who is looking, on which day. There is no default: a store cannot be asked without one.</summary>
public abstract record Viewer(DateOnly Today)
{
    /// <summary>Anyone at all: what may leave the archive.</summary>
    public sealed record Public(DateOnly Today) : Viewer(Today);

    /// <summary>Someone with the receipt of one deposit.</summary>
    public sealed record Depositor(DateOnly Today, DepositId Deposit) : Viewer(Today);

    /// <summary>Someone with the receipt of one concern, as its hash.</summary>
    public sealed record Teller(DateOnly Today, byte[] ReceiptHash) : Viewer(Today);

    /// <summary>Someone who signed in.</summary>
    public sealed record Member(DateOnly Today, string Handle, bool IsKeeper, ImmutableArray<RecordId> Communities) : Viewer(Today)
    {
        public bool IsSteward => !Communities.IsEmpty;

        /// <summary>A keeper, or one in the grace after their term, which lets them hide and pass the role on, and nothing else.</summary>
        public bool MayHide { get; init; } = IsKeeper;
    }

    public Member? AsMember => this as Member;
}
