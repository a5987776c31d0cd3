using Kindred.Features.Shared.Svg;

namespace Kindred.Features.Picturing.Silos;

/// <summary>How much of the silos a picture shows, and where its parts lead: in a page what there is room for, alone all of it.</summary>
internal sealed record SilosDrawing
{
    public const int SilosInPage = 40;

    /// <summary>Groups of bridges.</summary>
    public const int BetweenInPage = 36;

    public const int NamedInPage = 12;

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>Of the sheet, about; null: as what is drawn needs.</summary>
    public double? Width { get; init; }

    /// <summary>How many organisations of a silo are named.</summary>
    public required Func<SiloShown, int> MembersShown { get; init; }

    public required Func<SiloShown, string> AddressOf { get; init; }

    public required string BridgesAddress { get; init; }

    /// <summary>An address of the archive as the picture leads there.</summary>
    public required Func<string, string> To { get; init; }

    /// <summary>What stands over and under the picture itself where it is alone; of how many bridges there was no room for is told.</summary>
    public Action<SvgSheet, MarkDrawing, int> Above { get; init; } = (_, _, _) => { };

    public Action<SvgSheet> Below { get; init; } = _ => { };

    /// <summary>How many of each silo are named so that there is room for all.</summary>
    /// <param name="most">Of one silo.</param>
    /// <param name="room">For names, and for saying how many there are more.</param>
    public static int MostMembers(SilosDrawn drawn, int most, int room)
    {
        room -= drawn.Between.Sum(between => Math.Max(1, between.Named.Length));
        while (most > 0 && drawn.Silos.Sum(silo => silo.Members.Length > most ? most + 1 : silo.Members.Length) > room) most--;
        return most;
    }
}
