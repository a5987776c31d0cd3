using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Picturing;

/// <summary>Public records that are joined as a test says.</summary>
internal static class JoinedArchive
{
    /// <summary>Numbers that no test gives a record.</summary>
    private const int FirstConnection = 500_000;

    /// <param name="records">Kind, title and when (EDTF); the first has the id <c>Told.Id(1)</c>, and so on.</param>
    /// <param name="joins">By the places of the records, from 1; words that are an address are a source, two with a bar between them what is shared and what is distinct.</param>
    public static async Task<TestArchive> Start((string Kind, string Title, string? When)[] records, (int From, ConnectionType Type, int To, string? Words)[] joins)
    {
        TestArchive archive = await TestArchive.Start();
        await archive.Write(session =>
        {
            foreach ((int at, (string kind, string title, string? when)) in records.Index())
            {
                RecordContent content = when is null ? Told.Content(title) : Told.Content(title, ("when", Told.One(when)));
                Told.Put(session, Told.Id(at + 1), kind, content, archive.Today, communities: kind == "community" ? [Told.Id(at + 1)] : []);
                archive.Get<Publication>().Reindex(session, Told.Id(at + 1), archive.Today);
            }

            foreach ((int at, (int from, ConnectionType type, int to, string? words)) in joins.Index())
            {
                ConnectionWords said = words switch
                {
                    null => ConnectionWords.None,
                    _ when words.StartsWith("https:", StringComparison.Ordinal) => new ConnectionWords { Language = "en", Text = "Sourced.", Sources = [Entry.Of(("url", words), ("title", "A source"))] },
                    _ when words.Split('|') is [var shared, var distinct] => new ConnectionWords { Language = "en", Shared = shared, Distinct = distinct },
                    _ => new ConnectionWords { Language = "en", Text = words },
                };
                Told.Join(session, Told.Id(FirstConnection + at), type, Told.Id(from), Told.Id(to), archive.Today, said);
            }
        });
        return archive;
    }

    public static RecordId Connection(int number) => Told.Id(FirstConnection + number);
}
