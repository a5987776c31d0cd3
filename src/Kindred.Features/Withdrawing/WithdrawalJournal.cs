using System.Text.Json;
using System.Text.Json.Serialization;
using Kindred.Domain.Records;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Withdrawing;

/// <summary>What was withdrawn, in a file outside every back-up: replayed over a restored archive before it opens, or an old back-up would bring back
/// what somebody took away. Holds ids, days and the public words of tombstones; never what was withdrawn.</summary>
public sealed class WithdrawalJournal(string path) : IWithdrawalJournal
{
    private readonly Lock turn = new();

    public string Path { get; } = path;

    public void Destroyed(RecordId id, DateOnly day, Tombstone? tombstone) =>
        Append(new JournalLine(JournalWhat.Destroyed, id.ToString(), day, tombstone is not null, tombstone?.Words) { IsByKeepers = tombstone is { IsByKeepers: true } });

    public void Destroyed(DepositId deposit, DateOnly day) => Append(new JournalLine(JournalWhat.DepositDestroyed, deposit.ToString(), day));

    public void Destroyed(RecordId id, int revision, DateOnly day) => Append(new JournalLine(JournalWhat.RevisionDestroyed, id.ToString(), day) { Revision = revision });

    public void ConcernEnded(RecordId concern, DateOnly day) => Append(new JournalLine(JournalWhat.ConcernEnded, concern.ToString(), day));

    public void Hidden(RecordId id, DateOnly day) => Append(new JournalLine(JournalWhat.Hidden, id.ToString(), day));

    public void Shown(RecordId id, DateOnly day) => Append(new JournalLine(JournalWhat.Shown, id.ToString(), day));

    public static IEnumerable<JournalLine> Read(string path)
    {
        foreach (string line in File.ReadLines(path))
        {
            // The last line may be a part: the crash that cut it came before its act was committed or promised.
            JournalLine? read = null;
            try
            {
                if (line.Length > 0) read = JsonSerializer.Deserialize<JournalLine>(line, JournalLine.Form);
            }
            catch (JsonException)
            {
                continue;
            }

            if (read is not null) yield return read;
        }
    }

    /// <summary>On disk when it returns. Called inside the act, before its commit: a line too many destroys what was to be destroyed anyway; one too
    /// few would let it come back.</summary>
    private void Append(JournalLine line)
    {
        using MemoryStream bytes = new();
        lock (turn)
        {
            if (EndsInPart()) bytes.WriteByte((byte)'\n');
            JsonSerializer.Serialize(bytes, line, JournalLine.Form);
            bytes.WriteByte((byte)'\n');
            DurableFile.Append(Path, bytes.ToArray());
        }
    }

    private bool EndsInPart()
    {
        if (!File.Exists(Path)) return false;
        using FileStream file = File.OpenRead(Path);
        if (file.Length == 0) return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }
}

/// <param name="Id">Of the record or connection, or of the deposit or concern.</param>
/// <param name="IsTombstone">It was public: its address says that it was withdrawn.</param>
/// <param name="Words">What the withdrawing community chose to say; public.</param>
public sealed record JournalLine(JournalWhat What, string Id, DateOnly Day, bool IsTombstone = false, string? Words = null)
{
    /// <summary>Number of the one revision that was destroyed.</summary>
    public int Revision { get; init; }

    /// <summary>As in <see cref="Tombstone.IsByKeepers"/>.</summary>
    public bool IsByKeepers { get; init; }

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
    RevisionDestroyed,
    ConcernEnded,
}
