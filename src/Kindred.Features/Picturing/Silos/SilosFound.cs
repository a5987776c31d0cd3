using System.Collections.Immutable;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Groups of organisations that acted among themselves in some span, kind and place, and what bridged them. Everything by the numbers of documents; no name is in it.</summary>
public sealed record SilosFound
{
    /// <summary>More named participants than this make a gathering of which nobody can say that they acted together: it is left out of who acted with whom.</summary>
    public const int MostParticipants = 100;

    /// <summary>Organisations that took part in anything.</summary>
    public required int Organisations { get; init; }

    /// <summary>Actions, practices and campaigns that any organisation took part in.</summary>
    public required ImmutableArray<int> Events { get; init; }

    /// <summary>How often an organisation took part.</summary>
    public required int Memberships { get; init; }

    /// <summary>Pairs of organisations that acted together.</summary>
    public required int Pairs { get; init; }

    /// <summary>Organisations in the largest part that hangs together, however loosely; each that acted alone is a part of its own.</summary>
    public required int LargestComponent { get; init; }

    /// <summary>Those of two or more organisations, the widest first.</summary>
    public required ImmutableArray<Silo> Silos { get; init; }

    /// <summary>Organisations that acted, and with no other.</summary>
    public required ImmutableArray<int> Alone { get; init; }

    /// <summary>What brought together organisations of two silos or more, the earliest first, and of one day in the order of ids.</summary>
    public required ImmutableArray<Bridge> Bridges { get; init; }

    /// <summary>Gatherings that were left out.</summary>
    public required ImmutableArray<int> Crowds { get; init; }
}

/// <param name="Members">Organisations, ascending. The first names the silo in addresses.</param>
/// <param name="Events">What two or more of them took part in together, or one of them; ascending.</param>
/// <param name="IsClosed">Nothing that is told joins a member to anybody outside.</param>
public sealed record Silo(ImmutableArray<int> Members, ImmutableArray<int> Events, bool IsClosed);

/// <param name="Event">Action, practice or campaign.</param>
/// <param name="Silos">Numbers of the silos that it joined, ascending.</param>
/// <param name="Members">Organisations of these that took part.</param>
public sealed record Bridge(int Event, ImmutableArray<int> Silos, ImmutableArray<int> Members);
