using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;

namespace Kindred.Features.Depositing;

/// <summary>What notes, tellings and doors are about, as far as this viewer may see it.</summary>
public sealed class Subjects(IRecordStore records, KindList kinds, Texts texts)
{
    /// <summary>Finds the names of those that were given by id: a record's title, or what a connection claims.</summary>
    public async Task Name(Contribution told, Viewer viewer, CancellationToken cancel)
    {
        foreach ((Kind _, RecordId id) in Ids(told))
        {
            if (!told.Names.ContainsValue(id.ToString()) && await NameOf(id, viewer, cancel) is { } name) told.Names.TryAdd(name, id.ToString());
        }

        foreach (string teller in told.Records.SelectMany(record => FieldShown.Targets(record!["toldBy"])).Take(DepositInput.MostRecords))
        {
            if (!told.Names.ContainsValue(teller) && RecordId.TryParse(teller, out RecordId id) && await NameOf(id, viewer, cancel) is { } name) told.Names.TryAdd(name, teller);
        }
    }

    /// <summary>Ids of communities that are asked because of them: those that the subject of a note names, and one that a door leads to.</summary>
    public async Task<IReadOnlyList<string>> Communities(Contribution told, Viewer viewer, CancellationToken cancel)
    {
        List<RecordId> asked = [];
        foreach ((Kind kind, RecordId id) in Ids(told))
        {
            if (await records.Lines([id], viewer, cancel) is [{ Kind: var of }] && of == Community.Kind.Name) asked.Add(id);
            else if (kind.Name != Note.Kind.Name) continue;
            else if (await records.Read(id, viewer, 0, cancel) is Reading.Found found) asked.AddRange(found.Communities.Select(one => one.Community.Id));
            else if (await records.Connection(id, viewer, cancel) is { } connection) asked.AddRange(connection.Communities.Select(one => one.Community.Id));
        }

        return [.. asked.Distinct().Select(id => id.ToString())];
    }

    /// <summary>Finds the name of a record that a connection is to lead from or to. False: it is not there for this viewer.</summary>
    public async Task<bool> NameEnd(Contribution told, RecordId end, Viewer viewer, CancellationToken cancel)
    {
        if (await records.Lines([end], viewer, cancel) is not [var line]) return false;
        // Another may be called so: then it is told apart by its id.
        if (!told.IsOf(end)) told.Names.TryAdd(told.Names.ContainsKey(line.Title) ? $"{line.Title} ({end})" : line.Title, end.ToString());
        return true;
    }

    private async Task<string?> NameOf(RecordId id, Viewer viewer, CancellationToken cancel)
    {
        if (await records.Lines([id], viewer, cancel) is [var line]) return line.Title;
        return await records.Connection(id, viewer, cancel) is { } one ? $"{one.From.Title} · {texts[$"connection.{one.Connection.Value.Type}.out"]} · {one.To.Title}" : null;
    }

    private (Kind Kind, RecordId Id)[] Ids(Contribution told) =>
    [
        .. (from record in told.Records
            let kind = kinds[(string)record!["kind"]!]
            let about = kind.About
            where about is not null
            from target in FieldShown.Targets(record[about.Name])
            where RecordId.TryParse(target, out _)
            select (kind, RecordId.Parse(target))).Take(DepositInput.MostRecords),
    ];
}
