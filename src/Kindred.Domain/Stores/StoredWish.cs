using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Domain.Stores;

/// <summary>A wish of stewards as it is kept: of what can be wished one is there.</summary>
public sealed record StoredWish
{
    public string Reason { get; init; } = "";

    public ImmutableArray<string> By { get; init; } = [];

    /// <summary>How many must give, 0: all. Said always: what is left out of a protocol would be read as its default.</summary>
    public int? Needed { get; init; }

    public int SilenceDays { get; init; }

    public CommunitySettings? Set { get; init; }

    public string? Invite { get; init; }

    public DateOnly? Until { get; init; }

    public string? Relieve { get; init; }

    /// <summary>Id of a record.</summary>
    public string? LetGo { get; init; }

    public static StoredWish Of(StewardsWish wish)
    {
        StoredWish stored = new() { Reason = wish.Reason, By = wish.By };
        return wish.Wished switch
        {
            Wished.Decide decide => stored with { Needed = decide.Protocol.Needed ?? 0, SilenceDays = decide.Protocol.SilenceDays },
            Wished.Set set => stored with { Set = set.Settings },
            Wished.Invite invite => stored with { Invite = invite.Handle, Until = invite.Until },
            Wished.LetGo letGo => stored with { LetGo = letGo.Record.ToString() },
            Wished.Relieve relieve => stored with { Relieve = relieve.Handle },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public StewardsWish Wish(long number, RecordId community, DateOnly day)
    {
        Wished wished = Needed is { } needed ? new Wished.Decide(new Protocol(needed == 0 ? null : needed, SilenceDays))
            : Set is not null ? new Wished.Set(Set)
            : Invite is not null ? new Wished.Invite(Invite, Until)
            : LetGo is not null ? new Wished.LetGo(RecordId.Parse(LetGo))
            : new Wished.Relieve(Relieve!);
        return new StewardsWish(number, community, wished, Reason, day, By);
    }
}
