namespace Kindred.Domain.Keeping;

/// <summary>An act that waits for a second keeper.</summary>
/// <param name="Subject">What it is about, as its <see cref="TwoKeeperKind"/> writes it.</param>
public sealed record TwoKeeperAct(long Number, TwoKeeperKind Kind, string Subject, string ProposedBy, DateOnly Day, string Reason)
{
    /// <summary>How long the first word counts.</summary>
    public const int Days = 30;

    public DateOnly LastDay => Day.AddDays(Days);
}

/// <summary>What takes two keepers: a closed list, each declared here once. What one does stands where it is done, under the kind's name
/// (<c>ITwoKeeperDeed</c>); what it is called stands in the texts, under <c>keep.waiting.{Name}</c>.</summary>
public sealed record TwoKeeperKind
{
    private TwoKeeperKind(string name) => Name = name;

    /// <summary>A role is given or renewed. Subject: a <see cref="RoleChange"/>.</summary>
    public static readonly TwoKeeperKind Grant = new("grant") { MayPassOn = true };

    /// <summary>A role is ended. Subject: a <see cref="RoleChange"/>.</summary>
    public static readonly TwoKeeperKind End = new("end");

    /// <summary>The role of keeper goes from one to another. Subject: a <see cref="Keeping.HandOver"/>.</summary>
    public static readonly TwoKeeperKind HandOver = new("hand-over") { MayPassOn = true };

    /// <summary>A member has lost their password: a new one-time link. Subject: their handle.</summary>
    public static readonly TwoKeeperKind NewLink = new("new-link");

    /// <summary>A record or connection is destroyed without its depositor's or a steward's word. Subject: its id. The second word is given at its own
    /// address, beside what it destroys.</summary>
    public static readonly TwoKeeperKind Destruction = new("destroy-record") { IsAgreedAtItsAddress = true };

    /// <summary>A policy is changed. Subject: a <see cref="Keeping.PolicyChange"/>.</summary>
    public static readonly TwoKeeperKind PolicyChange = new("policy");

    /// <summary>The archive is left to its stewards. Subject: nothing.</summary>
    public static readonly TwoKeeperKind ToStewards = new("to-stewards");

    /// <summary>A record no longer asks a community that nobody answers for. Subject: a <see cref="Stewarding.Claim"/>.</summary>
    public static readonly TwoKeeperKind LiftClaim = new("lift-claim");

    public static IReadOnlyList<TwoKeeperKind> All { get; } = [Grant, End, HandOver, NewLink, Destruction, PolicyChange, ToStewards, LiftClaim];

    public string Name { get; }

    /// <summary>It passes on what a term leaves: who is in the grace after theirs may propose it for themselves, and agree to it.</summary>
    public bool MayPassOn { get; private init; }

    public bool IsAgreedAtItsAddress { get; private init; }

    public static TwoKeeperKind Named(string name) => All.FirstOrDefault(kind => kind.Name == name) ?? throw new ArgumentException("No two-keeper act has this name.", nameof(name));

    public override string ToString() => Name;
}
