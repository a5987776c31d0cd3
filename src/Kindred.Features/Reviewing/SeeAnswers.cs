using System.Globalization;
using Kindred.Domain.Stores;

namespace Kindred.Features.Reviewing;

/// <summary>A steward says that unsigned answers in her name are her own. What is kept is the number of the newest, no day.</summary>
public sealed class SeeAnswers(IArchiveWriter writer)
{
    /// <param name="newest">Number of the newest that she saw: one that came meanwhile is told her next time.</param>
    public Task Do(string steward, long newest, CancellationToken cancel) => writer.Write(
        session =>
        {
            string name = UnsignedYes.SeenBy(steward);
            if (newest > UnsignedYes.Seen(session.FindValue(name))) session.PutValue(name, newest.ToString(CultureInfo.InvariantCulture));
            return true;
        },
        cancel);
}
