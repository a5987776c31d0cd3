using Kindred.Domain.Importing;
using Kindred.Domain.Records;

namespace Kindred.Domain.Stores;

public partial interface IArchiveSession
{
    ImportAccession? FindImport(RecordId id);

    ImportAccession? FindImport(long number);

    /// <summary>Those whose rows can still come in.</summary>
    IReadOnlyList<ImportAccession> OpenImports();

    /// <summary>Something that it brought is not there any more.</summary>
    bool HasLost(RecordId import);

    /// <summary>Puts it into the register (number 0), or what changed of it: state, counts, day. Returns its number.</summary>
    long Put(ImportAccession import);

    /// <summary>Until it is disposed of, before the act ends, whatever is written is this import's: of what was there before, the store remembers how it was.</summary>
    IDisposable Importing(RecordId import);

    /// <summary>With what it made or changed. In the transaction of the row itself.</summary>
    void Put(RecordId import, ImportedRow row);

    /// <summary>Number of the last act written; -1: none is.</summary>
    long LastAct();

    /// <summary>What a row with this key became: a record, or the handle of an entry that waits; a digest of what it said last; and the revision in which it did (0: it waits).</summary>
    (RecordId Subject, byte[] Said, int Revision)? FindImportKey(byte[] keyHash);

    /// <summary>Revisions that rows of this source made of the record, oldest first, each with the newest before it; 0: none was.</summary>
    /// <param name="profileName">Null: of sources without a profile.</param>
    IReadOnlyList<(int Before, int After)> RevisionsBySource(string? profileName, RecordId record);

    /// <summary>It outlives its subject but for <paramref name="said"/>: what was taken away doesn't come back with the next file. Only an undone import is forgotten.</summary>
    void PutImportKey(RecordId import, byte[] keyHash, RecordId subject, byte[] said, int revision);

    /// <summary>What waited at the desk has a permanent id: what an import knows of it is of that.</summary>
    /// <param name="before">Newest revision of a record that was there already; 0: it is new.</param>
    /// <param name="after">The revision that it became.</param>
    void MoveImported(RecordId entry, RecordId accessioned, int before, int after);

    /// <summary>What an import made or changed and has not taken back: untouched ones, or those that people touched, last row first.</summary>
    IReadOnlyList<ImportedRecord> Imported(RecordId import, ImportedHow how, bool isTouched, int most);

    ImportedRecord? FindImported(RecordId import, RecordId record);

    /// <summary>Something that stays hangs on it: it is not taken back unasked either.</summary>
    void MarkTouched(RecordId import, RecordId record);

    /// <summary>Nobody has done anything with any of it, as far as is known from now on.</summary>
    void Untouch(RecordId import);

    /// <summary>Until it is disposed of, before the act ends, whatever is written takes back this import: nothing is remembered, and nobody touched anything.</summary>
    IDisposable TakingBack(RecordId import);

    /// <summary>Forgets how the links that a record makes of its own fields were before the import.</summary>
    void ForgetLinks(RecordId import, RecordId record);

    /// <summary>Puts the record and its connections as they were before the import changed them, without its revisions. Its public index is the caller's.</summary>
    /// <returns>False: it is otherwise by now than the import left it, and nothing was done.</returns>
    bool PutBack(RecordId import, ImportedRecord changed);

    /// <summary>The acts of this row are forgotten, as if they were of what is destroyed; its words go, and with <paramref name="record"/> what the import knows of it.</summary>
    void Forget(RecordId import, ImportedRecord record);

    /// <summary>Its public address says from now on that an import was taken back.</summary>
    void PutTakenBack(RecordId id, RecordId import);

    /// <summary>Puts back what the import changed beside its own rows, such as how closely a place is shown, a few at a time.</summary>
    /// <returns>Records and connections that were put back, or are otherwise by now and have to be weighed anew; none: nothing is left.</returns>
    IReadOnlyList<(RecordId Id, bool IsBack)> PutBackBeside(RecordId import, int most);

    /// <summary>Nothing of it is left to take back: its keys go, and what is remembered of how things were.</summary>
    void EndTakingBack(RecordId import);

    IReadOnlyList<SavedProfile> ImportProfiles();

    /// <summary>In the stead of one of the same name.</summary>
    void Put(SavedProfile profile);

    /// <summary>Its words are gone with it.</summary>
    void RemoveImportProfile(string name);
}
