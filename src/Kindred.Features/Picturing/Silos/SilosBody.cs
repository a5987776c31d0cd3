using Kindred.Domain.Stores;

namespace Kindred.Features.Picturing.Silos;

/// <summary>Silos as JSON: what <c>/api/v1/network/silos</c> answers, and what the terminal prints with <c>--json</c>.</summary>
/// <param name="Events">Actions, practices and campaigns that an organisation took part in.</param>
/// <param name="Memberships">How often one took part.</param>
/// <param name="Pairs">Of organisations that acted together.</param>
/// <param name="LargestComponent">Organisations in the largest part that hangs together.</param>
/// <param name="Alone">Organisations of which nothing told here says that they acted with another.</param>
/// <param name="WithNoOther">These, in the order of ids.</param>
/// <param name="LeftOut">Gatherings with more named participants than can be said to have acted together, in the order of ids.</param>
public sealed record SilosBody(
    int Events, int Organisations, int Memberships, int Pairs, int LargestComponent, int Alone, IReadOnlyList<SiloBody> Silos, IReadOnlyList<BridgeBody> Bridges, IReadOnlyList<ViewRecord> WithNoOther, IReadOnlyList<ViewRecord> LeftOut)
{
    public static SilosBody Of(SilosShown shown, IEnumerable<RecordLine> alone, IEnumerable<RecordLine> crowds)
    {
        SilosFound found = shown.Found;
        Dictionary<int, string> keys = shown.Silos.ToDictionary(silo => silo.Number, silo => silo.Key);
        return new SilosBody(
            found.Events.Length, found.Organisations, found.Memberships, found.Pairs, found.LargestComponent, found.Alone.Length,
            [.. shown.Silos.Select(silo => new SiloBody(silo.Key, silo.Words, silo.Silo.IsClosed, silo.Silo.Events.Length, [.. silo.Members.Select(ViewRecord.Of)]))],
            [.. shown.Bridges.Select(bridge => new BridgeBody(ViewRecord.Of(bridge.Event), [.. bridge.Bridge.Silos.Where(keys.ContainsKey).Select(silo => keys[silo])]))],
            [.. alone.OrderBy(line => line.Id).Select(ViewRecord.Of)], [.. crowds.OrderBy(line => line.Id).Select(ViewRecord.Of)]);
    }
}

/// <param name="With">Id of an organisation in it, which opens it: <c>/silos?with=</c>.</param>
/// <param name="About">What it is about, in the language that was asked for.</param>
/// <param name="IsClosed">Nothing that is told here joins an organisation in it to one outside; what is told is not all that was.</param>
/// <param name="Events">What any of them took part in.</param>
public sealed record SiloBody(string With, IReadOnlyList<string> About, bool IsClosed, int Events, IReadOnlyList<ViewRecord> Organisations);

/// <param name="Joins">The silos, as <see cref="SiloBody.With"/> names them.</param>
public sealed record BridgeBody(ViewRecord Event, IReadOnlyList<string> Joins);
