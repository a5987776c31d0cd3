using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Sqlite;

/// <summary>Narrows the deposits that one member sees, orders them and counts what each other choice would show, in one pass over small lines.</summary>
internal sealed class DeskTally
{
    // Written out once: a name made ten thousand times is most of the work.
    private static readonly string[] States = Enum.GetNames<DepositState>(), Readers = Enum.GetNames<DeskReader>();
    private readonly DeskFilter filter;
    private readonly Viewer.Member viewer;
    private readonly HashSet<long>? withWords;
    private readonly Dictionary<long, int> near = [], links = [];
    private readonly Dictionary<string, Dictionary<string, int>> counts = new(StringComparer.Ordinal);

    public DeskTally(List<Line> seen, DeskFilter filter, Viewer.Member viewer, HashSet<long>? withWords)
    {
        (this.filter, this.viewer, this.withWords) = (filter, viewer, withWords);
        foreach (Line line in seen)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(near, line.Near, out _)++;
            if (line.Link is { } link) CollectionsMarshal.GetValueRefOrAddDefault(links, link, out _)++;
        }

        foreach (string choice in (string[])["state", "form", "kind", "community", "language", "with", "answered", "near"]) counts[choice] = new(StringComparer.Ordinal);
        foreach (Line line in seen) Take(line);
    }

    public List<Line> Found { get; } = [];

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Counts => counts.ToDictionary(one => one.Key, IReadOnlyDictionary<string, int> (one) => one.Value);

    public int NearTo(Line line) => near[line.Near];

    public DepositSigns SignsOf(Line line) => new(
        line.Links >= DepositSigns.Many ? line.Links : 0,
        line.Link is { } link && links[link] >= DepositSigns.Many ? links[link] : 0,
        near[line.Near] >= DepositSigns.Many ? near[line.Near] : 0,
        line.RepeatsWords);

    public IEnumerable<Line> Ordered() => filter.Order switch
    {
        DeskOrder.NewestFirst => Found.OrderByDescending(line => line.Day).ThenByDescending(line => line.Seq),
        DeskOrder.SignsLast => Found.OrderBy(line => SignsOf(line).Count).ThenBy(line => line.Near).ThenBy(line => line.Seq),
        _ => Found.OrderBy(line => line.Day).ThenBy(line => line.Seq),
    };

    /// <summary>What misses no choice is found; what misses one alone would be found with another value of it.</summary>
    private void Take(Line line)
    {
        if (withWords?.Contains(line.Seq) == false || line.Day < (filter.From ?? DateOnly.MinValue) || line.Day > (filter.Until ?? DateOnly.MaxValue)) return;
        string? missed = null;
        int misses = 0;
        Ask("state", filter.State is { } state ? line.State == state : line.State is DepositState.Deposited or DepositState.InReview);
        Ask("form", filter.IsProposal is not { } form || line.IsProposal == form);
        Ask("kind", filter.Kind is not { } kind || line.Kind == kind);
        Ask("community", filter.Community is not { } community || line.Communities.Contains(community));
        Ask("language", filter.Language is not { } language || line.Language == language);
        Ask("with", filter.With is not { } with || Is(line, with));
        Ask("answered", !filter.HasAnsweredBack || line.HasAnswered);
        Ask("near", !filter.HasNear || near[line.Near] > 1);
        if (misses == 0) Found.Add(line);
        if (misses > 1) return;
        Count("state", line.State is DepositState.Deposited or DepositState.InReview ? "" : States[(int)line.State]);
        Count("state", line.State is DepositState.Deposited or DepositState.InReview ? States[(int)line.State] : null);
        Count("form", line.IsProposal ? "proposal" : "new");
        Count("kind", line.Kind);
        foreach (RecordId named in line.Communities) Count("community", named.ToString());
        Count("language", line.Language.Length > 0 ? line.Language : null);
        for (int one = 0; one < Readers.Length; one++) Count("with", Is(line, (DeskReader)one) ? Readers[one] : null);
        Count("answered", line.HasAnswered ? "yes" : null);
        Count("near", near[line.Near] > 1 ? "yes" : null);

        void Ask(string choice, bool isMet)
        {
            if (isMet) return;
            missed = choice;
            misses++;
        }

        void Count(string choice, string? value)
        {
            if (value is not null && (misses == 0 || missed == choice)) CollectionsMarshal.GetValueRefOrAddDefault(counts[choice], value, out _)++;
        }
    }

    private bool Is(Line line, DeskReader with) => with switch
    {
        DeskReader.Me => line.With?.Handle == viewer.Handle,
        DeskReader.Nobody => line.With is null,
        _ => line.With is not null && line.With.Handle != viewer.Handle,
    };

    public sealed record Line(
        long Seq, DepositId Id, DepositState State, DateOnly Day, bool IsProposal, bool HasAnswered, string Kind, string Language, long Near, int Links, long? Link, bool RepeatsWords,
        ImmutableArray<RecordId> Communities, Assignment? With);
}
