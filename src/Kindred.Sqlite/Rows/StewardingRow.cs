using System.Collections.Immutable;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;

namespace Kindred.Sqlite.Rows;

/// <summary>Consents, protocols and who answers for a community.</summary>
internal static class StewardingRow
{
    public const string ConsentColumns =
        "SELECT number, subject, community, revision, answer, steward, day, until, scope, condition, whole, whole_by FROM consents ";

    /// <summary>In the order they came.</summary>
    public static List<Consent> Consents(Database database, RecordId subject) =>
        database[ConsentColumns + "WHERE subject = ? ORDER BY number"].Add(subject).All(Consent);

    public static Consent Consent(Statement row) => new()
    {
        Number = row.Long(0),
        Subject = row.Id(1),
        Community = row.Id(2),
        Revision = row.Int(3),
        Answer = (ConsentAnswer)row.Int(4),
        Steward = row.Text(5),
        Day = row.Day(6),
        Until = row.DayOrNull(7),
        Scope = (ConsentScope)row.Int(8),
        Condition = row.TextOrNull(9),
        WholeOf = row.Int(10),
        WholeBy = [.. row.Text(11).Split(' ', StringSplitOptions.RemoveEmptyEntries)],
    };

    /// <summary>Null where the id is no community.</summary>
    public static NamedCommunity? Community(Database database, RecordId id, DateOnly today)
    {
        if (!database["SELECT 1 FROM records WHERE id = ? AND kind = 'community'"].Add(id).Any()) return null;
        Protocol protocol = database["SELECT needed, silence_days FROM protocols WHERE community = ?"].Add(id)
            .First(row => new Protocol(row.IntOrNull(0), row.Int(1))) ?? Protocol.AnySteward;
        ImmutableArray<string> stewards =
        [
            .. database["SELECT DISTINCT handle FROM roles WHERE community = ? AND from_day <= ? AND (until IS NULL OR until >= ?) ORDER BY handle"]
                .Add(id).Add(today).Add(today).All(row => row.Text(0)),
        ];
        return new NamedCommunity(id, protocol, stewards) { Settings = Settings(database, id) };
    }

    public static CommunitySettings Settings(Database database, RecordId id) =>
        database["SELECT settings FROM community_settings WHERE community = ?"].Add(id).First(row => JsonSerializer.Deserialize(row.Bytes(0), StoredJson.Form.CommunitySettings))
        ?? CommunitySettings.Unsaid;

    public static List<RecordId> Claims(Database database, RecordId record) =>
        database["SELECT community FROM claims WHERE record = ? ORDER BY community"].Add(record).All(row => row.Id(0));

    public const string WishColumns = "SELECT number, community, day, wish FROM wishes ";

    public static List<StewardsWish> Wishes(Database database, RecordId community) =>
        database[WishColumns + "WHERE community = ? ORDER BY number"].Add(community).All(Wish);

    public static StewardsWish Wish(Statement row) =>
        JsonSerializer.Deserialize(row.Bytes(3), StoredJson.Form.StoredWish)!.Wish(row.Long(0), row.Id(1), row.Day(2));
}
