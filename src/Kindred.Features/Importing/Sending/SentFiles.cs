using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Sending;

/// <summary>Keeps files that keepers sent in until they are imports, are taken away, or were forgotten for a week; each with how it is to be read and what a dry run said, in a
/// folder of its own beside the files of imports, outside the database and back-ups. They go byte by byte.</summary>
/// <param name="folder">Made when the first one comes.</param>
/// <param name="megabytes">That one file may weigh.</param>
public sealed class SentFiles(string folder, int megabytes, TimeProvider time) : IDailyTask
{
    public const int DaysKept = 7;

    /// <summary>That wait at a time.</summary>
    public const int Most = 50;

    private const string Bytes = ".source", Description = ".json", Told = ".told", Rows = ".rows", Report = ".report";

    public int MostMegabytes { get; } = megabytes;

    public long MostBytes => MostMegabytes * 1024L * 1024;

    /// <summary>Begins to keep one under an id that is not told to anybody before <see cref="Put"/>.</summary>
    public (RecordId Id, FileStream Target) Begin()
    {
        PrivateFile.MakeFolder(folder);
        RecordId id = RecordId.Mint();
        return (id, PrivateFile.OpenNew(PathOf(id, Bytes)));
    }

    /// <summary>How it is read. What a dry run said of it read otherwise is destroyed.</summary>
    public void Put(SentFile file)
    {
        if (Find(file.Id) is { } before && before != file) ForgetTold(file.Id);
        Write(file.Id, Description, stream => JsonSerializer.Serialize(stream, new Stored(file.Name, file.Length, file.Day, file.Who, file.Form, file.Kind, file.Profile)));
    }

    /// <summary>Null: there is none, or not any more.</summary>
    public SentFile? Find(RecordId id)
    {
        if (Read<Stored>(id, Description) is not { } stored || !File.Exists(PathOf(id, Bytes))) return null;
        return new SentFile { Id = id, Name = stored.Name, Length = stored.Length, Day = stored.Day, Who = stored.Who, Form = stored.Form, Kind = stored.Kind, Profile = stored.Profile };
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<SentFile> All() => [.. Ids().Select(Find).OfType<SentFile>().OrderByDescending(file => file.Day).ThenBy(file => file.Name, StringComparer.Ordinal)];

    public bool IsFull => Ids().Skip(Most - 1).Any();

    public FileStream? Open(RecordId id) => File.Exists(PathOf(id, Bytes)) ? File.OpenRead(PathOf(id, Bytes)) : null;

    /// <summary>The rows of a dry run and its spreadsheet, while it is made: nobody is shown them before <see cref="PutTold"/>.</summary>
    public (FileStream Rows, FileStream Report) BeginTold(RecordId id)
    {
        ForgetTold(id);
        return (PrivateFile.OpenNew(PathOf(id, Rows)), PrivateFile.OpenNew(PathOf(id, Report)));
    }

    public void PutTold(RecordId id, Foretold told) => Write(id, Told, stream => JsonSerializer.Serialize(stream, told));

    public Foretold? FindTold(RecordId id) => Read<Foretold>(id, Told);

    public IEnumerable<ForetoldLine> RowsOf(RecordId id) => File.Exists(PathOf(id, Rows)) ? File.ReadLines(PathOf(id, Rows)).Select(line => JsonSerializer.Deserialize<ForetoldLine>(line)!) : [];

    public FileStream? OpenReport(RecordId id) => FindTold(id) is not null && File.Exists(PathOf(id, Report)) ? File.OpenRead(PathOf(id, Report)) : null;

    /// <summary>With all that is known of it.</summary>
    public void Destroy(RecordId id)
    {
        ForgetTold(id);
        foreach (string part in (string[])[Description, Description + ".part", Bytes]) PrivateFile.Destroy(PathOf(id, part));
    }

    /// <summary>What was forgotten goes, and what a crash left without a description.</summary>
    public Task TurnDay(DateOnly today, CancellationToken cancel)
    {
        if (!Directory.Exists(folder)) return Task.CompletedTask;
        RecordId[] old = [.. Files().Select(path => (Id: IdOf(path), Since: DateOnly.FromDateTime(File.GetLastWriteTimeUtc(path))))
            .Where(one => one.Id is not null && (Find(one.Id.Value)?.Day ?? one.Since) is var since && since.AddDays(DaysKept) <= today).Select(one => one.Id!.Value).Distinct()];
        foreach (RecordId id in old) Destroy(id);
        return Task.CompletedTask;
    }

    public DateOnly Today => time.Today();

    private void ForgetTold(RecordId id)
    {
        foreach (string part in (string[])[Told, Told + ".part", Rows, Report]) PrivateFile.Destroy(PathOf(id, part));
    }

    private IEnumerable<RecordId> Ids() => Files().Where(path => path.EndsWith(Description, StringComparison.Ordinal)).Select(IdOf).OfType<RecordId>();

    private string[] Files() => Directory.Exists(folder) ? Directory.GetFiles(folder) : [];

    private static RecordId? IdOf(string path) => RecordId.TryParse(Path.GetFileName(path).Split('.')[0], out RecordId id) ? id : null;

    private string PathOf(RecordId id, string part) => Path.Combine(folder, id + part);

    private T? Read<T>(RecordId id, string part)
        where T : class
    {
        string path = PathOf(id, part);
        if (!File.Exists(path)) return null;
        using FileStream file = File.OpenRead(path);
        return JsonSerializer.Deserialize<T>(file);
    }

    /// <summary>The former one stays until the new one is on disk.</summary>
    private void Write(RecordId id, string part, Action<Stream> write)
    {
        string path = PathOf(id, part), fresh = path + ".part";
        PrivateFile.Destroy(fresh);
        using (FileStream file = PrivateFile.OpenNew(fresh))
        {
            write(file);
            DurableFile.Flush(file);
        }

        PrivateFile.Destroy(path);
        File.Move(fresh, path);
    }

    private sealed record Stored(string Name, long Length, DateOnly Day, string Who, string Form, string? Kind, string? Profile);
}
