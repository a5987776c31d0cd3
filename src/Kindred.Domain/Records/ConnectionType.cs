using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Kindred.Domain.Records;

/// <summary>What a connection claims. None of them ranks one community or harm against another.</summary>
/// <param name="Name">As written in JSON.</param>
/// <param name="NamesCommunity">A community at its far end is asked about the record at its near end.</param>
/// <param name="IsSymmetric">Reads the same from both sides.</param>
public sealed record ConnectionType(string Name, bool NamesCommunity = false, bool IsSymmetric = false)
{
    public static ConnectionType Centres { get; } = new("centres", NamesCommunity: true);
    public static ConnectionType StoodWith { get; } = new("stoodWith", NamesCommunity: true);
    public static ConnectionType PartOf { get; } = new("partOf");
    public static ConnectionType OrganisedBy { get; } = new("organisedBy");
    public static ConnectionType TookPart { get; } = new("tookPart", NamesCommunity: true);
    public static ConnectionType Answers { get; } = new("answers");
    public static ConnectionType RootedIn { get; } = new("rootedIn");
    public static ConnectionType BorneBy { get; } = new("borneBy", NamesCommunity: true);
    public static ConnectionType InCoalition { get; } = new("inCoalition");
    public static ConnectionType MemberOf { get; } = new("memberOf");
    public static ConnectionType OfCommunity { get; } = new("ofCommunity", NamesCommunity: true);
    public static ConnectionType LearnedFrom { get; } = new("learnedFrom");
    public static ConnectionType Continues { get; } = new("continues");
    public static ConnectionType SpeaksTo { get; } = new("speaksTo");
    public static ConnectionType AskedBy { get; } = new("askedBy", NamesCommunity: true);
    public static ConnectionType MournedBy { get; } = new("mournedBy", NamesCommunity: true);
    public static ConnectionType Step { get; } = new("step");
    public static ConnectionType Cites { get; } = new("cites");
    public static ConnectionType About { get; } = new("about", NamesCommunity: true);
    public static ConnectionType InPlace { get; } = new("inPlace");
    public static ConnectionType Kin { get; } = new("kin", NamesCommunity: true, IsSymmetric: true);

    public static ImmutableArray<ConnectionType> All { get; } =
    [
        Centres, StoodWith, PartOf, OrganisedBy, TookPart, Answers, RootedIn, BorneBy, InCoalition, MemberOf, OfCommunity,
        LearnedFrom, Continues, SpeaksTo, AskedBy, MournedBy, Step, Cites, About, InPlace, Kin,
    ];

    private static readonly FrozenDictionary<string, ConnectionType> ByName = All.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    public static ConnectionType? Find(string name) => ByName.GetValueOrDefault(name);
}
