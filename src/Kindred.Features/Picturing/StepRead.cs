using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Picturing;

/// <summary>A connection as a step from one record to another, with what it says.</summary>
/// <param name="IsOutgoing">It reads the way the step goes.</param>
public sealed record StepRead(RecordLine From, RecordLine To, ConnectionType Type, bool IsOutgoing, ConnectionLine Line)
{
    public HowTold Told => !Line.Connection.Value.Words.Sources.IsEmpty ? HowTold.WithSources : Line.Connection.Value.Words.IsSilent ? HowTold.Silently : HowTold.InWords;

    /// <summary>What it claims, in the words of the page, read the way the step goes.</summary>
    public string Claim(Texts texts) => StepsRead.Claim(Type, IsOutgoing, texts);

    /// <summary>The whole claim in a line, for where there is no room for links.</summary>
    public string Sentence(Texts texts) => texts.Format("svg.claim", ViewWords.Name(From, texts), Claim(texts), ViewWords.Name(To, texts));
}

/// <summary>What is said between two records, as steps from the one to the other.</summary>
public static class StepsRead
{
    public static string Claim(ConnectionType type, bool isOutgoing, Texts texts) => texts[$"connection.{type.Name}.{(isOutgoing ? "out" : "in")}"];

    /// <summary>The best told first, of those as well told in the order in which claims are declared.</summary>
    public static ImmutableArray<StepRead> Between(ClaimsRead read, RecordLine from, RecordLine to) =>
    [
        .. read.Lines[(from.Id, to.Id)].Select(line => Make(from, to, line, isOutgoing: true)).Concat(read.Lines[(to.Id, from.Id)].Select(line => Make(from, to, line, isOutgoing: false))).OfType<StepRead>()
            .OrderByDescending(step => step.Told).ThenBy(step => ConnectionType.All.IndexOf(step.Type)).ThenBy(step => step.Line.Connection.Value.Id),
    ];

    private static StepRead? Make(RecordLine from, RecordLine to, ConnectionLine line, bool isOutgoing) =>
        ConnectionType.Find(line.Connection.Value.Type) is { } type ? new StepRead(from, to, type, isOutgoing || type.IsSymmetric, line) : null;
}
