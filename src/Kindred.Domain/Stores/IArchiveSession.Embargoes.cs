using Kindred.Domain.Publishing;
using Kindred.Domain.Records;

namespace Kindred.Domain.Stores;

public partial interface IArchiveSession
{
    /// <summary>Every word on the day before which the record or connection is not public, or the entry at the desk; under the id of a deposit those of what it left out.</summary>
    IReadOnlyList<Embargo> Embargoes(RecordId subject);

    /// <summary>Puts the word in the place of the one that the same setter had before.</summary>
    void Put(Embargo embargo);

    void End(Embargo embargo);
}
