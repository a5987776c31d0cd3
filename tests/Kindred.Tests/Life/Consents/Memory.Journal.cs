using Kindred.Features.Withdrawing;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class Memory
{
    /// <summary>Outlives every back-up, as the real one does.</summary>
    public Lines Journal { get; } = new();

    internal sealed class Lines : JournalLines
    {
        public List<JournalLine> All { get; } = [];

        protected override void Append(JournalLine line) => All.Add(line);
    }
}
