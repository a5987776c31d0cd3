using System.Collections.Frozen;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Svg;

/// <summary>How a connection is drawn: there are too many types to tell apart, and what somebody did with somebody is another thing than what is only named.</summary>
/// <param name="Name">Of its class in the picture, and of its words: <c>svg.line.{Name}</c>.</param>
public sealed record LineForm(string Name)
{
    /// <summary>People and groups acting, organising, belonging: a line.</summary>
    public static LineForm Joined { get; } = new("joined");

    /// <summary>One thing came of another: dashes.</summary>
    public static LineForm Grown { get; } = new("grown");

    /// <summary>Named in passing: dots.</summary>
    public static LineForm Named { get; } = new("named");

    /// <summary>A broad line.</summary>
    public static LineForm Kin { get; } = new("kin");

    /// <summary>As the legend has them, those drawn last lying above the others.</summary>
    public static IReadOnlyList<LineForm> All { get; } = [Named, Joined, Grown, Kin];

    private static readonly FrozenDictionary<ConnectionType, LineForm> ByType = new Dictionary<ConnectionType, LineForm>
    {
        [ConnectionType.Answers] = Grown, [ConnectionType.RootedIn] = Grown, [ConnectionType.LearnedFrom] = Grown, [ConnectionType.Continues] = Grown, [ConnectionType.SpeaksTo] = Grown,
        [ConnectionType.Step] = Named, [ConnectionType.Cites] = Named, [ConnectionType.About] = Named, [ConnectionType.InPlace] = Named, [ConnectionType.Kin] = Kin,
    }.ToFrozenDictionary();

    public static LineForm Of(ConnectionType type) => ByType.GetValueOrDefault(type, Joined);
}
