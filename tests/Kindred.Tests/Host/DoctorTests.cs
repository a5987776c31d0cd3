using Kindred.Host;
using Kindred.Host.Commands;
using SQLitePCL;

namespace Kindred.Tests.Host;

/// <summary>What <c>serve</c> would refuse the doctor has seen, and a lost archive is not begun anew.</summary>
public sealed class DoctorTests : IAsyncLifetime
{
    private TestArchive archive = null!;

    private string DatabaseFile => Path.Combine(archive.Folder, "kindred.db");

    public async ValueTask InitializeAsync()
    {
        archive = await TestArchive.Start();
        await archive.Stop();
    }

    public ValueTask DisposeAsync() => archive.DisposeAsync();

    [Fact]
    public void A_whole_archive_is_well() => Assert.Empty(Missing(archive.Settings));

    [Fact]
    public void A_folder_that_is_not_there_yet_is_well_where_it_can_be_made() => Assert.Empty(Missing(Settings.Read(Path.Combine(archive.Folder, "..", "other", "data"), [])));

    [Fact]
    public void A_folder_that_cannot_be_made_is_not_well() => Assert.Contains("data folder", Missing(Settings.Read("/proc/kindred/data", [])));

    [Fact]
    public void A_file_is_no_data_folder() => Assert.Equal(["data folder"], Missing(Settings.Read(DatabaseFile, [])));

    [Fact]
    public async Task A_broken_keystore_is_not_well()
    {
        foreach (string text in (string[])["{", "{}", "null", ""])
        {
            await File.WriteAllTextAsync(archive.Settings.Keystore, text);
            Assert.Equal(["keystore"], Missing(archive.Settings));
        }
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_is_not_well()
    {
        await File.WriteAllTextAsync(DatabaseFile, string.Concat(Enumerable.Repeat("no database at all\n", 1000)));
        Assert.Equal(["archive"], Missing(archive.Settings));
    }

    [Fact]
    public void A_database_of_a_newer_version_is_not_well()
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(DatabaseFile, out sqlite3 database));
        using (database) Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, "INSERT INTO schema_versions VALUES (9999, 'to come')"));
        Assert.Equal(["archive"], Missing(archive.Settings));
    }

    [Fact]
    public void A_journal_that_cannot_be_written_is_not_well()
    {
        File.Delete(archive.Settings.Journal);
        Directory.CreateDirectory(archive.Settings.Journal);
        Assert.Equal(["journal"], Missing(archive.Settings));
        foreach (string place in (string[])["/dev/full", "/proc/withdrawals.jsonl", Path.Combine(DatabaseFile, "withdrawals.jsonl"), Path.Combine(Path.GetTempPath(), "kindred-not-mounted", "withdrawals.jsonl")])
            Assert.Equal(["journal"], Missing(archive.Settings.With("KINDRED_JOURNAL", place)));
    }

    [Fact]
    public void A_journal_that_is_gone_is_not_well()
    {
        File.Delete(archive.Settings.Journal);
        Assert.Equal(["journal"], Missing(archive.Settings));
        Assert.False(File.Exists(archive.Settings.Journal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_lost_database_is_told_and_never_begun_anew(bool isGone)
    {
        if (isGone) File.Delete(DatabaseFile);
        else File.WriteAllBytes(DatabaseFile, []);
        Assert.Equal(["archive"], Missing(archive.Settings));
        Assert.Contains("keystore", Assert.Throws<WrongUsageException>(() => DataFolder.TryTake(archive.Settings)).Message, StringComparison.Ordinal);
        Assert.Equal(!isGone, File.Exists(DatabaseFile));
    }

    [Theory]
    [InlineData("127.0.0.1", "http://127.0.0.1:8080", null)]
    [InlineData("127.0.0.0/8,::1", "http://localhost:8080", null)]
    [InlineData("127.0.0.1", "http://0.0.0.0:8080", null)]
    [InlineData("127.0.0.1", "http://localhost:8080", "[::1]:8080")]
    [InlineData("::1", "http://localhost:8080", "127.0.0.1:8080")]
    [InlineData("127.0.0.1", "http://*:8080", "[::1]:8080")]
    [InlineData("127.0.0.1", "http://127.0.0.1:8080;http://[::1]:8081", "[::1]:8081")]
    [InlineData("10.0.0.0/8", "http://127.0.0.1:8080", "127.0.0.1:8080")]
    [InlineData("10.0.0.0/8", "http://10.0.0.5:8080", null)]
    public void An_onion_address_needs_a_listener_that_no_proxy_is_trusted_on(string trusted, string urls, string? leadsTo)
    {
        Settings settings = archive.Settings.With("KINDRED_TRUSTED_PROXIES", trusted).With("KINDRED_URLS", urls);
        Assert.Empty(Missing(settings));
        settings = settings.With("KINDRED_ORIGIN", "https://archive.example;http://abcdef.onion");
        Assert.Equal(leadsTo is null ? ["onion address"] : [], Missing(settings));
        // By its address: a name may lead to one that is trusted.
        if (leadsTo is not null) Assert.Contains(Doctor.Do(settings).Lines, line => line.Contains($"lead to {leadsTo},", StringComparison.Ordinal));
    }

    private static string[] Missing(Settings settings)
    {
        CommandResult looked = Doctor.Do(settings);
        string[] missing = [.. from check in looked.Json!.AsArray() where !(bool)check!["isWell"]! select (string)check["what"]!];
        Assert.Equal(missing is [] ? ExitStatus.Done : ExitStatus.Otherwise, looked.Exit);
        return missing;
    }
}
