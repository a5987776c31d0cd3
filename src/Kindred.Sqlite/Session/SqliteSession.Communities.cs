using System.Text.Json;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteSession
{
    public CommunitySettings SettingsOf(RecordId community) => StewardingRow.Settings(Beside(community), community);

    public void Put(RecordId community, CommunitySettings settings)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(settings, StoredJson.Form.CommunitySettings);
        database["INSERT INTO community_settings VALUES (?, ?) ON CONFLICT (community) DO UPDATE SET settings = excluded.settings"].Add(community).AddText(text).Run();
        // Notices stand on the pages of whatever names it.
        actIsVisible = actDestroys = true;
    }

    public IReadOnlyList<StewardsWish> Wishes(RecordId community) => StewardingRow.Wishes(database, community);

    public IReadOnlyList<StewardsWish> LapsedWishes(DateOnly today) =>
        database[StewardingRow.WishColumns + "WHERE day < ? ORDER BY number"].Add(today.AddDays(-StewardsWish.Days)).All(StewardingRow.Wish);

    public long Put(StewardsWish wish)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(StoredWish.Of(wish), StoredJson.Form.StoredWish);
        return database["""
            INSERT INTO wishes (number, community, day, wish) VALUES (?, ?, ?, ?)
            ON CONFLICT (number) DO UPDATE SET wish = excluded.wish RETURNING number
            """].Add(wish.Number == 0 ? (long?)null : wish.Number).Add(wish.Community).Add(wish.Day).AddText(text).Number()!.Value;
    }

    public void DestroyWish(long number)
    {
        database["DELETE FROM wishes WHERE number = ?"].Add(number).Run();
        actDestroys = true;
    }

    public IReadOnlyList<RecordId> Withholding(RecordId place) =>
    [
        .. fresh.Has(place) ? [] : connection["SELECT record FROM withheld_places WHERE place = ?"].Add(place).All(row => row.Id(0)),
        .. fresh.Records.Where(row => row.Record is { } record && record.WithheldPlaces.Any(one => one.Place == place)).Select(row => row.Record!.Id),
    ];

    public IReadOnlyList<RecordId> Claims(RecordId record) => fresh.Has(record) ? [] : StewardingRow.Claims(Elsewhere, record);

    public void PutClaim(RecordId record, RecordId community) =>
        database["INSERT INTO claims VALUES (?, ?) ON CONFLICT DO NOTHING"].Add(record).Add(community).Run();

    public void DestroyClaim(RecordId record, RecordId community) =>
        database["DELETE FROM claims WHERE record = ? AND community = ?"].Add(record).Add(community).Run();

    private void PutWithheld(Record record)
    {
        if (database["SELECT withheld FROM records WHERE id = ?"].Add(record.Id).First(row => row.Ids(0).SequenceEqual(Withheld(record)))) return;
        actIsVisible |= IsOpen(record.Id);
        database["UPDATE records SET withheld = ? WHERE id = ?"].Add([.. Withheld(record)]).Add(record.Id).Run();
        database["DELETE FROM withheld_places WHERE record = ?"].Add(record.Id).Run();
        foreach (RecordId place in record.WithheldPlaces.Select(one => one.Place).Distinct())
            database["INSERT INTO withheld_places VALUES (?, ?)"].Add(place).Add(record.Id).Run();
    }

    internal static System.Collections.Immutable.ImmutableArray<RecordId> Withheld(Record record) => [.. record.WithheldPlaces.SelectMany(one => new[] { one.Place, one.Instead ?? default })];

    /// <summary>What is kept of a record or community beside its own row.</summary>
    private void ForgetAgreed(RecordId id)
    {
        database["DELETE FROM withheld_places WHERE record = ?"].Add(id).Run();
        database["DELETE FROM claims WHERE record = ?"].Add(id).Run();
        database["DELETE FROM wishes WHERE community = ? OR json_extract(wish, '$.letGo') = ?"].Add(id).Add(id.ToString()).Run();
        // Why a claim would be lifted speaks of the record.
        database["DELETE FROM two_keeper_acts WHERE what = ? AND instr(subject, ?) > 0"].Add(TwoKeeperKind.LiftClaim.Name).Add(id.ToString()).Run();
        CommunitySettings settings = SettingsOf(id);
        database["DELETE FROM community_settings WHERE community = ?"].Add(id).Run();
        if (settings.WithoutWords() != CommunitySettings.Unsaid) Put(id, settings.WithoutWords());
    }
}
