using System.Globalization;
using System.Reflection;

namespace Kindred.Sqlite;

/// <summary>Brings a database to the newest form: each file of <c>Migrations/</c> once, in the order of its number, in one transaction.</summary>
internal static class Schema
{
    public static void BringUpToDate(Database database)
    {
        database.Script("CREATE TABLE IF NOT EXISTS schema_versions (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT");
        long reached = Reached(database);
        foreach ((int number, string name) in Known().Where(one => one.Number > reached)) Apply(database, number, name);
    }

    /// <summary>The form it has.</summary>
    public static long Reached(Database database)
    {
        long reached = database["SELECT max(number) FROM schema_versions"].Number() ?? 0;
        int newest = Known().Max(one => one.Number);
        return reached <= newest ? reached : throw new InvalidOperationException($"The archive was made by a newer Kindred (form {reached}); this one knows {newest}.");
    }

    public static bool IsNewest(Database database) => Reached(database) == Known().Max(one => one.Number);

    private static IEnumerable<(int Number, string Name)> Known() =>
        typeof(Schema).Assembly.GetManifestResourceNames()
            .Where(name => name.Length > 4 && name[..4].All(char.IsAsciiDigit))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name[..4], CultureInfo.InvariantCulture), name));

    private static void Apply(Database database, int number, string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        database.Script("BEGIN IMMEDIATE");
        try
        {
            database.Script(reader.ReadToEnd());
            database["INSERT INTO schema_versions VALUES (?, ?)"].Add(number).Add(name).Run();
            database.Script("COMMIT");
        }
        catch
        {
            if (database.IsInTransaction) database.Script("ROLLBACK");
            throw;
        }
    }
}
