using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Tests.Life.Consents;

/// <summary>What communities wish and have agreed, and what was claimed for them.</summary>
internal sealed partial class Memory
{
    private readonly Dictionary<RecordId, CommunitySettings> settings = [];
    private readonly SortedDictionary<long, StewardsWish> wishes = [];
    private readonly HashSet<(RecordId Record, RecordId Community)> claims = [];
    private long lastWish;

    public CommunitySettings SettingsOf(RecordId community) => settings.GetValueOrDefault(community, CommunitySettings.Unsaid);

    public void Put(RecordId community, CommunitySettings agreed) => settings[community] = agreed;

    public IReadOnlyList<StewardsWish> Wishes(RecordId community) => [.. wishes.Values.Where(one => one.Community == community)];

    public IReadOnlyList<StewardsWish> LapsedWishes(DateOnly today) => [.. wishes.Values.Where(one => one.LastDay < today)];

    public long Put(StewardsWish wish)
    {
        long number = wish.Number == 0 ? ++lastWish : wish.Number;
        wishes[number] = wish with { Number = number };
        return number;
    }

    public void DestroyWish(long number) => wishes.Remove(number);

    public IReadOnlyList<RecordId> Withholding(RecordId place) => [.. records.Values.Where(one => one.WithheldPlaces.Any(withheld => withheld.Place == place)).Select(one => one.Id)];

    public IReadOnlyList<RecordId> Claims(RecordId record) => [.. claims.Where(one => one.Record == record).Select(one => one.Community).OrderBy(one => one.Value)];

    public void PutClaim(RecordId record, RecordId community) => claims.Add((record, community));

    public void DestroyClaim(RecordId record, RecordId community) => claims.Remove((record, community));

    /// <summary>What its stewards wanted shown no closer stays so without its record.</summary>
    private void ForgetAgreed(RecordId id)
    {
        claims.RemoveWhere(one => one.Record == id);
        foreach (StewardsWish wish in Wishes(id)) wishes.Remove(wish.Number);
        if (!settings.Remove(id, out CommunitySettings? agreed) || agreed.WithoutWords() == CommunitySettings.Unsaid) return;
        settings[id] = agreed.WithoutWords();
    }
}
