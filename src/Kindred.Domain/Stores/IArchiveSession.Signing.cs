using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;

namespace Kindred.Domain.Stores;

public partial interface IArchiveSession
{
    /// <summary>Keeps what was signed of an answer. It is destroyed with the answer and with its words.</summary>
    void Put(ConsentSignature signature);

    /// <param name="consent">Number of the answer.</param>
    ConsentSignature? FindSignature(long consent);

    /// <summary>Words of this revision are destroyed: what was signed of them can't be told by guessing any more.</summary>
    void DestroySalts(RecordId subject, int revision);
}
