using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Domain.Stores;

public partial interface IArchiveSession
{
    /// <summary>What its stewards agreed; of a community whose record is destroyed what stays of that.</summary>
    CommunitySettings SettingsOf(RecordId community);

    void Put(RecordId community, CommunitySettings settings);

    /// <summary>What its stewards wish, oldest first, lapsed or not.</summary>
    IReadOnlyList<StewardsWish> Wishes(RecordId community);

    /// <summary>Those of any community that nobody may agree to any more.</summary>
    IReadOnlyList<StewardsWish> LapsedWishes(DateOnly today);

    /// <summary>Adds a wish (number 0), or puts its words anew. Returns its number.</summary>
    long Put(StewardsWish wish);

    void DestroyWish(long number);

    /// <summary>Records that link to the place and say so to nobody, since a community they name wants no place so close.</summary>
    IReadOnlyList<RecordId> Withholding(RecordId place);

    /// <summary>Communities that the record speaks of without having named them, as a keeper found when they said so: each revision of it asks them.</summary>
    IReadOnlyList<RecordId> Claims(RecordId record);

    void PutClaim(RecordId record, RecordId community);

    void DestroyClaim(RecordId record, RecordId community);
}
