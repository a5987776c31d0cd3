using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Withdrawing;

/// <summary>What was withdrawn, in a file outside every back-up: replayed over a restored archive before it opens, or an old back-up would bring back
/// what somebody took away. Holds ids, days, what a community answered and the public words of tombstones; never what was withdrawn, nor whose word it was.</summary>
public sealed class WithdrawalJournal(string path) : JournalLines
{
    /// <summary>Name of the value in which the archive keeps the mark of its last back-up.</summary>
    public const string MarkName = "journal mark";

    // A file that grew before the crash, and whose bytes did not come after.
    private const char Unwritten = '\0';

    private readonly Lock turn = new();
    private bool isThere = File.Exists(path);

    public string Path { get; } = path;

    /// <summary>Says here and in the archive how far a back-up knows what is in the journal. Inside an act, which follows those whose lines come before: the
    /// copy made after it has them all.</summary>
    public void Mark(IArchiveSession session, DateOnly day)
    {
        if (session.FindValue(MarkName) is not null && !File.Exists(Path)) throw Gone();
        string mark = RecordId.Mint().ToString();
        Append(new JournalLine(JournalWhat.BackedUp, mark, day));
        session.PutValue(MarkName, mark);
    }

    /// <summary>Begins a whole export, inside an act: what stands before this line the export knows. It says so nowhere itself: what is in it is a matter of the archive alone.</summary>
    /// <returns>Which line it is, for <see cref="Exported"/>.</returns>
    public string BeginExport(DateOnly day)
    {
        string mark = RecordId.Mint().ToString();
        Append(new JournalLine(JournalWhat.BackedUp, mark, day));
        return mark;
    }

    /// <param name="export">Its mark, made of what is in it.</param>
    /// <param name="begun">The line with which it began.</param>
    public void Exported(RecordId export, string begun, DateOnly day) => Append(new JournalLine(JournalWhat.Exported, export.ToString(), day) { Mark = begun });

    /// <summary>What a whole export doesn't know; null: the journal doesn't know the export.</summary>
    public static IReadOnlyList<JournalLine>? SinceExport(RecordId export, string path)
    {
        JournalLine[] lines = [.. Read(path)];
        // The same archive exported again has the same mark: the last time is the one that counts, nothing having changed between.
        string? begun = lines.LastOrDefault(line => line.What == JournalWhat.Exported && line.Id == export.ToString())?.Mark;
        int known = Array.FindLastIndex(lines, line => line.What == JournalWhat.BackedUp && line.Id == begun);
        return begun is null || known < 0 ? null : [.. lines.Skip(known + 1).Where(line => !IsMark(line))];
    }

    /// <summary>Whether anything was ever taken back in the archive whose journal this is.</summary>
    public static bool SaysAnything(string path) => Read(path).Any(line => !IsMark(line));

    /// <summary>Whether this is the journal of the archive that the back-up is of, and no older than it: it has the back-up's mark. A back-up without one
    /// is held to its tombstones.</summary>
    public static bool Knows(IArchiveSession backup, IEnumerable<RecordId> tombstones, string path) => backup.FindValue(MarkName) is { } mark
        ? Read(path).Any(line => IsMark(line) && line.Id == mark)
        : Read(path).Where(line => line.What == JournalWhat.Destroyed).Select(line => line.Id).ToHashSet().IsSupersetOf(tombstones.Select(id => id.ToString()));

    /// <summary>What the back-up doesn't know: the lines after its mark; all of them, where the journal doesn't have it.</summary>
    public static IReadOnlyList<JournalLine> Since(IArchiveSession backup, string path)
    {
        JournalLine[] lines = [.. Read(path)];
        string? mark = backup.FindValue(MarkName);
        int known = Array.FindLastIndex(lines, line => line.What == JournalWhat.BackedUp && line.Id == mark) + 1;
        return [.. lines.Skip(known).Where(line => !IsMark(line))];
    }

    /// <summary>Takes over what another journal says and this one doesn't. Of the lines that stand before them here its marks say nothing.</summary>
    public void TakeOver(string other)
    {
        if (!File.Exists(Path) || !Read(Path).Any())
        {
            DurableFile.Write(Path, File.ReadAllBytes(other));
            return;
        }

        HashSet<string> own = [.. Read(Path).Select(Elsewhere).Select(Text)];
        Append(Read(other).Select(Elsewhere).Where(line => own.Add(Text(line))));
    }

    public static IEnumerable<JournalLine> Read(string path) => File.ReadLines(path).Select(Line).OfType<JournalLine>();

    /// <summary>Number, from 1, of the first line that no journal has; null: there is none. A line may be a part: the crash that cut it came before its act
    /// was committed or promised.</summary>
    public static int? FirstWrongLine(string path)
    {
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (line.Length > 0 && Line(line) is null && !IsPart(line)) return number;
        }

        return null;
    }

    private static JournalLine? Line(string written)
    {
        string text = written.Trim(Unwritten);
        try
        {
            return text.Length > 0 && JsonSerializer.Deserialize<JournalLine>(text, JournalLine.Form) is { IsWhole: true } line ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Begins as every line does, and breaks off.</summary>
    private static bool IsPart(string written)
    {
        const string Beginning = "{\"what\":\"";
        string text = written.Trim(Unwritten);
        if (!text.StartsWith(Beginning, StringComparison.Ordinal) && !Beginning.StartsWith(text, StringComparison.Ordinal)) return false;
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(text), isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
            {
            }

            return reader.TokenType != JsonTokenType.EndObject || reader.CurrentDepth > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsMark(JournalLine line) => line.What is JournalWhat.BackedUp or JournalWhat.BackedUpElsewhere or JournalWhat.Exported;

    private static JournalLine Elsewhere(JournalLine line) => line.What == JournalWhat.BackedUp ? line with { What = JournalWhat.BackedUpElsewhere } : line;

    /// <summary>On disk when it returns. Called inside the act, before its commit: a line too many destroys what was to be destroyed anyway; one too
    /// few would let it come back.</summary>
    protected override void Append(JournalLine line) => Append([line]);

    private void Append(IEnumerable<JournalLine> lines)
    {
        string text = string.Concat(lines.Select(line => Text(line) + "\n"));
        try
        {
            lock (turn)
            {
                // Deleted, or on a disk that is not mounted any more: a new one in its place would look as if there had been none.
                if (isThere && !File.Exists(Path)) throw Gone();
                DurableFile.Append(Path, Encoding.UTF8.GetBytes(EndsInPart() ? "\n" + text : text));
                isThere = true;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or (ArchiveUnwritableException and not JournalUnwritableException))
        {
            throw new JournalUnwritableException("The journal of withdrawals could not be written.", fault);
        }
    }

    private static JournalUnwritableException Gone() => new("The journal of withdrawals is gone from its place.");

    private static string Text(JournalLine line) => JsonSerializer.Serialize(line, JournalLine.Form);

    private bool EndsInPart()
    {
        if (!File.Exists(Path)) return false;
        using FileStream file = File.OpenRead(Path);
        if (file.Length == 0) return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }
}

/// <param name="Id">Of the record, connection or community, or of the deposit, concern or back-up.</param>
/// <param name="IsTombstone">It was public: its address says that it was withdrawn.</param>
/// <param name="Words">What the withdrawing community chose to say; public.</param>
public sealed record JournalLine(JournalWhat What, string Id, DateOnly Day, bool IsTombstone = false, string? Words = null)
{
    /// <summary>Number of the one revision that was destroyed.</summary>
    public int Revision { get; init; }

    /// <summary>Which community answered.</summary>
    public string? Community { get; init; }

    public ConsentAnswer? Answer { get; init; }

    /// <summary>Who set an embargo.</summary>
    public EmbargoBy? By { get; init; }

    /// <summary>Its day; null: it ended.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Name of the field that was taken back in all revisions, or that is not public before a day.</summary>
    public string? Field { get; init; }

    /// <summary>The far end of the one link that was; null: all of the field.</summary>
    public string? Target { get; init; }

    /// <summary>Of a community: how closely places are shown at most.</summary>
    public Precision? FinestPlace { get; init; }

    /// <summary>Of a community: what it means when nobody answers.</summary>
    public SilenceMeaning? OnSilence { get; init; }

    /// <summary>Of a community: what sister archives may have.</summary>
    public SisterShare? SisterArchives { get; init; }

    /// <summary>Of an import that was taken back: the records that stayed.</summary>
    public IReadOnlyList<string>? Kept { get; init; }

    /// <summary>As in <see cref="Tombstone.IsByKeepers"/>.</summary>
    public bool IsByKeepers { get; init; }

    /// <summary>Of an export: the line with which it began, and before which it knows all.</summary>
    public string? Mark { get; init; }

    /// <summary>It says what its kind of line says.</summary>
    [JsonIgnore]
    internal bool IsWhole => Enum.IsDefined(What) && What != JournalWhat.Unknown && RecordId.TryParse(Id, out _) && Day != default
        && (What != JournalWhat.RevisionDestroyed || Revision > 0) && (What != JournalWhat.Answered || (Answer is not null && RecordId.TryParse(Community, out _)))
        && (What is not (JournalWhat.PartDestroyed or JournalWhat.PartHidden or JournalWhat.PartEmbargoed) || (!string.IsNullOrEmpty(Field) && (Target is null || RecordId.TryParse(Target, out _))))
        && (What is not (JournalWhat.PartHidden or JournalWhat.Claimed) || RecordId.TryParse(Community, out _))
        && (What != JournalWhat.Exported || RecordId.TryParse(Mark, out _))
        && (What != JournalWhat.Restricted || (FinestPlace is { } place && Enum.IsDefined(place) && OnSilence is { } silence && Enum.IsDefined(silence) && SisterArchives is { } sisters && Enum.IsDefined(sisters)))
        && (What != JournalWhat.Merged || RecordId.TryParse(Target, out _))
        && (Kept is null || Kept.All(id => RecordId.TryParse(id, out _)))
        && (What is not (JournalWhat.Embargoed or JournalWhat.PartEmbargoed) || (By is { } by && (by == EmbargoBy.Community) == RecordId.TryParse(Community, out _)));

    internal static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };
}

public enum JournalWhat
{
    /// <summary>Never written without its name: a line without one is of no known kind.</summary>
    Unknown,
    Destroyed,
    Hidden,
    Shown,
    DepositDestroyed,

    /// <summary>An entry at the desk that became a record or connection, which is destroyed.</summary>
    EntryDestroyed,
    RevisionDestroyed,
    ConcernEnded,
    ConcernClosed,
    Answered,

    /// <summary>A community that was not asked is asked from then on.</summary>
    Claimed,
    PartDestroyed,
    PartHidden,
    Embargoed,
    PartEmbargoed,

    /// <summary>A community wants less shown or passed on than before.</summary>
    Restricted,

    /// <summary>An import was taken back, but for the records that stayed.</summary>
    ImportUndone,

    /// <summary>The record's address leads to another (<see cref="JournalLine.Target"/>).</summary>
    Merged,

    /// <summary>A record that was merged stands by itself again.</summary>
    Parted,

    /// <summary>A back-up was made: it knows what stands before.</summary>
    BackedUp,

    /// <summary>The mark of another journal that was taken over: what follows that back-up is here too, before or after.</summary>
    BackedUpElsewhere,

    /// <summary>A whole export was made.</summary>
    Exported,
}
