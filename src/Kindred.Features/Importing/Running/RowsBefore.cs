using System.Buffers.Binary;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Importing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Features.Importing.Running;

/// <summary>What the rows of a source said so far, in marks of eight bytes each: enough to know a row again, and what a dry run would have made. A million rows take some
/// tens of megabytes.</summary>
/// <param name="isTold">A dry run's: nothing of it is in the archive.</param>
public sealed class RowsBefore(KindList kinds, bool isTold)
{
    private readonly Dictionary<ulong, long> said = [];
    private readonly Dictionary<ulong, long> titled = [];
    private readonly Dictionary<ulong, byte[]> last = [];
    private readonly Dictionary<ulong, long> keyed = [];
    private readonly HashSet<ulong> waiting = [];
    private readonly HashSet<ulong> waitingKeys = [];
    private readonly HashSet<ulong> names = [];
    private readonly Dictionary<ulong, RecordId> archive = [];

    /// <summary>Nothing of them is written: what they would have made has to be known from here.</summary>
    public bool IsTold { get; } = isTold;

    /// <summary>Number of the first row that says the very same.</summary>
    public long? SameAs(byte[] digest) => said.TryGetValue(Mark(digest), out long number) ? number : null;

    /// <summary>What a row before it would have made of the same record said.</summary>
    public byte[]? LastSaid(byte[] of) => last.GetValueOrDefault(WordSketch.Mark(Convert.ToHexString(of)));

    /// <summary>Of a dry run: a row with this key would wait at the desk.</summary>
    public bool WillWait(byte[] key) => waitingKeys.Contains(Mark(key));

    public bool HasWaiting(byte[] once) => waiting.Contains(Mark(once));

    /// <summary>A row before would have made a record of one of these kinds (none: any) with this name.</summary>
    public bool WillBeNamed(string name, IReadOnlyCollection<string> kinds) =>
        kinds.Count == 0 ? names.Contains(Name(name, "")) : kinds.Any(kind => names.Contains(Name(name, kind)));

    /// <summary>A record that is called the same once case, marks and punctuation are left out.</summary>
    public void AddArchived(string name, string kind, RecordId id)
    {
        if (Folded(name, kind) is { } mark) archive.TryAdd(mark, id);
    }

    /// <summary>What is only told of the row: that it is there twice, or nearly, in its source or in the archive.</summary>
    public IEnumerable<Finding> Told(ImportRow row, WeighedRow weighed)
    {
        string at = WeighRow.Path(row);
        if (weighed.FirstSaid is { } first)
        {
            yield return new Finding("row-twice", at, first.ToString(System.Globalization.CultureInfo.InvariantCulture));
            yield break;
        }

        if (row.Key is not null && keyed.TryGetValue(Mark(weighed.Key), out long before)) yield return new Finding("row-key-again", at, before.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (weighed.Known is not null || Title(row) is not { } mark) yield break;
        if (titled.TryGetValue(Dated(mark, row), out long near)) yield return new Finding("row-nearly-twice", at, near.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (weighed.Outcome is RowOutcome.Made or RowOutcome.Waiting && archive.TryGetValue(mark, out RecordId id)) yield return new Finding("nearly-there", at, id.ToString());
    }

    /// <summary>A row that an earlier run took.</summary>
    public void Pass(ImportRow row)
    {
        if (row.Findings.Any(one => one.Consequence == RowConsequence.NotTaken)) return;
        said.TryAdd(Mark(WeighRow.Said(row)), row.Number);
        if (Title(row) is { } mark) titled.TryAdd(Dated(mark, row), row.Number);
    }

    /// <param name="whole">Of a dry run: with a record for each name that nobody has.</param>
    public void Add(ImportRow row, WeighedRow weighed, RowOutcome outcome, Deposit? whole = null)
    {
        if (outcome == RowOutcome.NotTaken) return;
        said.TryAdd(Mark(weighed.Said), row.Number);
        if (row.Key is not null && weighed.Key is [_, ..]) keyed.TryAdd(Mark(weighed.Key), row.Number);
        if (Title(row) is { } mark) titled.TryAdd(Dated(mark, row), row.Number);
        if (!IsTold) return;
        if (weighed.Once is { } once) waiting.Add(Mark(once));
        if (outcome == RowOutcome.Waiting && row.Key is not null) waitingKeys.Add(Mark(weighed.Key));
        if (outcome is not (RowOutcome.Made or RowOutcome.Changed)) return;
        if (row.Id is not null || row.Key is not null) last[WordSketch.Mark(Convert.ToHexString(WeighRow.Of(row, weighed)))] = weighed.Said;
        foreach ((int at, DepositedRecord made) in (whole?.Records ?? []).Index())
        {
            AddName(made.Content.Title, made.Kind);
            // A row that says no more than the name says what is there by then.
            if (at > 0) said.TryAdd(Mark(WeighRow.Said(row with { Kind = kinds[made.Kind], Id = null, Key = null, Content = made.Content, Links = [] })), row.Number);
        }
    }

    private void AddName(string name, string kind)
    {
        names.Add(Name(name, kind));
        names.Add(Name(name, ""));
    }

    private static ulong Name(string name, string kind) => WordSketch.Mark($"{kind}\n{NormalText.Of(name.Trim(), System.Text.NormalizationForm.FormC).ToLowerInvariant()}");

    private static ulong? Title(ImportRow row) => row.Marks is { } marks ? marks.Title : Folded(row.Content.Title, row.Kind.Name);

    internal static ulong? Folded(string name, string kind) => FoldedWords.Line(name) is { Length: > 2 } line ? WordSketch.Mark($"{kind}\n{line}") : null;

    // What is called the same and happened on another day is another: strikes, marches and meetings come again.
    private static ulong Dated(ulong mark, ImportRow row) => row.Content.Text("when") is { } when ? mark ^ WordSketch.Mark(when) : mark;

    private static ulong Mark(byte[] digest) => BinaryPrimitives.ReadUInt64LittleEndian(digest);
}
