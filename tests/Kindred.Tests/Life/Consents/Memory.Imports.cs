using Kindred.Domain.Importing;
using Kindred.Domain.Records;

namespace Kindred.Tests.Life.Consents;

/// <summary>An import gives and takes no consent: it is a keeper's deposits, one after the other.</summary>
internal sealed partial class Memory
{
    public void MoveImported(RecordId entry, RecordId accessioned, int before, int after)
    {
    }

    public ImportAccession? FindImport(RecordId id) => throw new NotSupportedException();

    public ImportAccession? FindImport(long number) => throw new NotSupportedException();

    public IReadOnlyList<ImportAccession> OpenImports() => [];

    public bool HasLost(RecordId import) => throw new NotSupportedException();

    public long Put(ImportAccession import) => throw new NotSupportedException();

    public IDisposable Importing(RecordId import) => throw new NotSupportedException();

    public void Put(RecordId import, ImportedRow row) => throw new NotSupportedException();

    public long LastAct() => throw new NotSupportedException();

    public (RecordId Subject, byte[] Said, int Revision)? FindImportKey(byte[] keyHash) => throw new NotSupportedException();

    public IReadOnlyList<(int Before, int After)> RevisionsBySource(string? profileName, RecordId record) => throw new NotSupportedException();

    public void PutImportKey(RecordId import, byte[] keyHash, RecordId subject, byte[] said, int revision) => throw new NotSupportedException();

    public IReadOnlyList<ImportedRecord> Imported(RecordId import, ImportedHow how, bool isTouched, int most) => throw new NotSupportedException();

    public ImportedRecord? FindImported(RecordId import, RecordId record) => throw new NotSupportedException();

    public void MarkTouched(RecordId import, RecordId record) => throw new NotSupportedException();

    public void Untouch(RecordId import) => throw new NotSupportedException();

    public void ForgetLinks(RecordId import, RecordId record) => throw new NotSupportedException();

    public IDisposable TakingBack(RecordId import) => throw new NotSupportedException();

    public bool PutBack(RecordId import, ImportedRecord changed) => throw new NotSupportedException();

    public void Forget(RecordId import, ImportedRecord record) => throw new NotSupportedException();

    public void PutTakenBack(RecordId id, RecordId import) => throw new NotSupportedException();

    public IReadOnlyList<(RecordId Id, bool IsBack)> PutBackBeside(RecordId import, int most) => throw new NotSupportedException();

    public void EndTakingBack(RecordId import) => throw new NotSupportedException();

    public IReadOnlyList<SavedProfile> ImportProfiles() => throw new NotSupportedException();

    public void Put(SavedProfile profile) => throw new NotSupportedException();

    public void RemoveImportProfile(string name) => throw new NotSupportedException();
}
