using System.Collections.Immutable;
using System.Globalization;

namespace Kindred.Domain.Keeping;

/// <summary>Those settings that are the archive's word to the people in it, and how they would change: what a depositor agrees to, the rights it gives, how
/// long a keeper keeps, what is held back for how long, the languages it can be understood in. Its name, purpose and contact are no policies.</summary>
public sealed record PolicyChange(ImmutableArray<PolicyStep> Steps)
{
    // The first language is the archive's own choice; in which order the others stand says nothing.
    private static readonly (string Name, Func<ArchiveSettings, string> Read, Func<ArchiveSettings, string, ArchiveSettings> Write)[] Policies =
    [
        ("depositTerms", settings => settings.DepositTerms, (settings, value) => settings with { DepositTerms = value }),
        ("defaultRights", settings => settings.DefaultRights, (settings, value) => settings with { DefaultRights = value }),
        ("keeperTermMonths", settings => settings.TermMonths().ToString(CultureInfo.InvariantCulture), (settings, value) => settings with { KeeperTermMonths = int.Parse(value, CultureInfo.InvariantCulture) }),
        ("delayDays", settings => (settings.DelayDays ?? 0).ToString(CultureInfo.InvariantCulture), (settings, value) => settings with { DelayDays = int.Parse(value, CultureInfo.InvariantCulture) }),
        ("delayKinds", settings => settings.DelayKinds.IsDefault ? "" : string.Join(' ', settings.DelayKinds.Order(StringComparer.Ordinal)), (settings, value) => settings with { DelayKinds = [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries)] }),
        ("languages", settings => string.Join(' ', settings.Languages.Take(1).Concat(settings.Languages.Skip(1).Order(StringComparer.Ordinal))), (settings, value) => settings with { Languages = [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries)] }),
    ];

    public static IEnumerable<string> Names => Policies.Select(policy => policy.Name);

    public bool IsNone => Steps.IsEmpty;

    public static PolicyChange Between(ArchiveSettings before, ArchiveSettings after) => new([.. Policies
        .Where(policy => policy.Read(before) != policy.Read(after))
        .Select(policy => new PolicyStep(policy.Name, policy.Read(before), policy.Read(after)))]);

    /// <summary>Null: one of them is not any more what it would be changed from, and nobody has agreed to that.</summary>
    public ArchiveSettings? On(ArchiveSettings settings)
    {
        foreach (PolicyStep step in Steps)
        {
            var policy = Policies.First(one => one.Name == step.Name);
            if (policy.Read(settings) != step.Before) return null;
            settings = policy.Write(settings, step.After);
        }

        return settings;
    }

    /// <summary>The settings with every policy as it was: what one keeper may change alone.</summary>
    public ArchiveSettings TakenFrom(ArchiveSettings after) => Steps.Aggregate(after, (settings, step) => Policies.First(one => one.Name == step.Name).Write(settings, step.Before));

    /// <summary>Texts hold no such letters: what was typed is cleaned of them.</summary>
    public static PolicyChange Parse(TwoKeeperAct act) =>
        new([.. act.Subject.Split('\u001e', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\u001f')).Select(parts => new PolicyStep(parts[0], parts[1], parts[2]))]);

    public override string ToString() => string.Join('\u001e', Steps.Select(step => string.Join('\u001f', step.Name, step.Before, step.After)));
}

public sealed record PolicyStep(string Name, string Before, string After);
