using Kindred.Domain.Records;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class Oracle
{
    private readonly Dictionary<(RecordId Subject, RecordId? Community, string Who), DateOnly> keptBack = [];

    /// <summary>Who set a day has a word of their own; who takes it back takes back no other but that of one who answers for the community no more.</summary>
    /// <param name="community">Null: the depositor's or the desk's.</param>
    /// <param name="until">Null: it ends.</param>
    public void KeptBack(RecordId subject, RecordId? community, string who, DateOnly? until)
    {
        if (community is { } of)
        {
            foreach (var gone in keptBack.Keys.Where(one => one.Subject == subject && one.Community == of && one.Who != who && !Stewards(of).Contains(one.Who)).ToArray()) keptBack.Remove(gone);
        }

        if (until is { } day) keptBack[(subject, community, who)] = day;
        else keptBack.Remove((subject, community, who));
    }

    private string? IsKeptBack(RecordId subject, DateOnly today) =>
        keptBack.FirstOrDefault(one => one.Key.Subject == subject && one.Value > today) is { Key.Who: { } who } word ? $"{who} keeps it back until {word.Value:O}" : null;
}
