using Kindred.Domain.Stores;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Silos as JSON: what <c>/api/v1/network/silos</c> answers, and what the terminal prints with <c>--json</c>.</summary>
/// <param name="Events">Actions, practices and campaigns that an organisation took part in.</param>
/// <param name="Memberships">How often one took part.</param>
/// <param name="Pairs">Of organisations that acted together.</param>
/// <param name="LargestComponent">Organisations in the largest part that hangs together.</param>
/// <param name="Alone">Organisations that acted with no other.</param>
/// <param name="Modularity">Of these groups, from -1/2 to below 1.</param>
/// <param name="LeftOut">Gatherings with more named participants than can be said to have acted together.</param>
public sealed record SilosBody(
    int Events, int Organisations, int Memberships, int Pairs, int LargestComponent, int Alone, double Modularity, IReadOnlyList<SiloBody> Silos, IReadOnlyList<BridgeBody> Bridges, IReadOnlyList<ViewRecord> LeftOut)
{
    public static SilosBody Of(SilosShown shown, IEnumerable<RecordLine> crowds)
    {
        SilosFound found = shown.Found;
        Dictionary<int, string> keys = shown.Silos.ToDictionary(silo => silo.Number, silo => silo.Key);
        return new SilosBody(
            found.Events, found.Organisations, found.Memberships, found.Pairs, found.LargestComponent, found.Alone.Length, Math.Round(found.Modularity, 6),
            [.. shown.Silos.Select(silo => new SiloBody(silo.Key, silo.Words, silo.Silo.IsClosed, silo.Silo.Events.Length, [.. silo.Members.Select(ViewRecord.Of)]))],
            [.. shown.Bridges.Select(bridge => new BridgeBody(ViewRecord.Of(bridge.Event), [.. bridge.Bridge.Silos.Where(keys.ContainsKey).Select(silo => keys[silo])]))],
            [.. crowds.Select(ViewRecord.Of)]);
    }
}

/// <param name="With">Id of an organisation in it, which opens it: <c>/silos?with=</c>.</param>
/// <param name="About">What it is about, in the language that was asked for.</param>
/// <param name="IsClosed">No organisation in it acted with anybody outside.</param>
/// <param name="Events">What any of them took part in.</param>
public sealed record SiloBody(string With, IReadOnlyList<string> About, bool IsClosed, int Events, IReadOnlyList<ViewRecord> Organisations);

/// <param name="Joins">The silos, as <see cref="SiloBody.With"/> names them.</param>
public sealed record BridgeBody(ViewRecord Event, IReadOnlyList<string> Joins);
