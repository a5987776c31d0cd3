using Kindred.Domain.Records;

namespace Kindred.Domain.Withdrawing;

/// <summary>A keeper's hide: by whom and why, and its last day while nobody else has confirmed it.</summary>
/// <param name="Until">Null: confirmed, until it is undone.</param>
public readonly record struct Hiding(string Because, DateOnly? Until)
{
    public const int Days = 30;

    public static Hiding? Of(Record record, DateOnly today) => Of(record.State, record.HiddenBecause, record.HiddenUntil, today);

    public static Hiding? Of(Connection connection, DateOnly today) => Of(connection.State, connection.HiddenBecause, connection.HiddenUntil, today);

    /// <summary>What one more word makes of it. Who hid it first does not confirm it by saying so again, and what was confirmed stays so.</summary>
    /// <param name="before">Null: it was not hidden.</param>
    public static Hiding By(string handle, string reason, Hiding? before, DateOnly today) => before switch
    {
        { Until: null } confirmed => confirmed,
        { } waits when waits.CanConfirm(handle) => waits with { Until = null },
        _ => new Hiding($"{handle}: {reason}", today.AddDays(Days)),
    };

    public bool CanConfirm(string handle) => Until is not null && !Because.StartsWith(handle + ": ", StringComparison.Ordinal);

    private static Hiding? Of(RecordState state, string? because, DateOnly? until, DateOnly today) =>
        state == RecordState.Hidden && because is not null && (until is not { } last || last >= today) ? new Hiding(because, until) : null;
}
