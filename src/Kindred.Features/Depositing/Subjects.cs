using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;

namespace Kindred.Features.Depositing;

/// <summary>Names of what notes and doors are about: a record's title, or what a connection claims.</summary>
public sealed class Subjects(IRecordStore records, KindList kinds, Texts texts)
{
    /// <summary>Finds them where this viewer may see what has them; the others keep their ids.</summary>
    public async Task Name(Contribution told, Viewer viewer, CancellationToken cancel)
    {
        IEnumerable<string> targets = told.Records.SelectMany(record => kinds[(string)record!["kind"]!].About is { } about ? FieldShown.Targets(record[about.Name]) : []);
        foreach (string target in targets.Take(DepositInput.MostRecords).ToArray())
        {
            if (!told.Names.ContainsValue(target) && RecordId.TryParse(target, out RecordId id) && await NameOf(id, viewer, cancel) is { } name) told.Names.TryAdd(name, target);
        }
    }

    private async Task<string?> NameOf(RecordId id, Viewer viewer, CancellationToken cancel)
    {
        if (await records.Lines([id], viewer, cancel) is [var line]) return line.Title;
        return await records.Connection(id, viewer, cancel) is { } one ? $"{one.From.Title} · {texts[$"connection.{one.Connection.Value.Type}.out"]} · {one.To.Title}" : null;
    }
}
