using Kindred.Domain.Dates;
using Kindred.Domain.Records;

namespace Kindred.Domain.Keeping;

/// <summary>A role given until a day, or ended. Written as one line while it waits for a second keeper.</summary>
/// <param name="Community">Null: the role of keeper.</param>
/// <param name="Until">The last day; a steward's may have none.</param>
public sealed record RoleChange(string Handle, RecordId? Community, DateOnly? Until, bool IsEnd)
{
    /// <summary>It would end before it begins.</summary>
    public bool IsOver(DateOnly today) => !IsEnd && Until < today;

    public TwoKeeperKind Kind => IsEnd ? TwoKeeperKind.End : TwoKeeperKind.Grant;

    public static RoleChange Parse(TwoKeeperAct act)
    {
        string[] parts = act.Subject.Split('\t');
        DateOnly? until = WrittenDay.Read(parts[2]);
        return new RoleChange(parts[0], parts[1] is "" ? null : RecordId.Parse(parts[1]), until, act.Kind == TwoKeeperKind.End);
    }

    public override string ToString() =>
        string.Join('\t', Handle, Community?.ToString() ?? "", Until?.Written() ?? "");

    /// <summary>The member as the change leaves them. A role held already is renewed, not doubled.</summary>
    public Member On(Member member, DateOnly today)
    {
        Role[] others = [.. member.Roles.Where(role => role.Community != Community || !role.HoldsOn(today))];
        if (!IsEnd) return member with { Roles = [.. others, new Role(Community, today, Until)] };
        // It held until yesterday; one that began today leaves nothing. What ran out before leaves nothing any more either.
        IEnumerable<Role> ended = member.Roles.Except(others).Where(role => role.From < today).Select(role => role with { Until = today.AddDays(-1) });
        return member with { Roles = [.. others.Concat(ended).Select(role => role.Community == Community ? role with { IsEnded = true } : role)] };
    }
}
