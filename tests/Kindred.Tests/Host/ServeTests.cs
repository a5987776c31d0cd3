using System.Net;
using System.Net.Sockets;
using Kindred.Domain.Records;
using Kindred.Features.SigningIn;
using Kindred.Host;
using Kindred.Host.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Tests.Host;

public class ServeTests
{
    [Fact]
    public async Task An_archive_starts_in_an_empty_folder_and_is_alive_and_ready()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(2, archive.FoundingLinks.Count);
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync("/sign-in")).StatusCode);
    }

    [Fact]
    public async Task Every_start_makes_fresh_founding_links_until_one_is_claimed()
    {
        await using TestArchive first = await TestArchive.Start();
        await first.Stop();
        await using TestArchive second = await TestArchive.Start(first.Folder);
        Assert.Equal(2, second.FoundingLinks.Count);
        Assert.Equal(HttpStatusCode.NotFound, await Status(second, first.FoundingLinks[0]));
        Assert.Equal(HttpStatusCode.OK, await Status(second, second.FoundingLinks[0]));
        await using (AsyncServiceScope scope = second.Services.CreateAsyncScope())
        {
            Join join = scope.ServiceProvider.GetRequiredService<Join>();
            Assert.IsType<JoinOutcome.Done>(await join.Do(second.FoundingLinks[0], "ines", "violet anchors hum beneath gravel", CancellationToken.None));
        }

        await second.Stop();
        await using TestArchive third = await TestArchive.Start(first.Folder);
        Assert.Empty(third.FoundingLinks);
        Assert.Equal(HttpStatusCode.OK, await Status(third, second.FoundingLinks[1]));
    }

    [Fact]
    public async Task A_command_in_an_empty_folder_does_not_use_up_the_founding()
    {
        string folder = Path.Combine(Path.GetTempPath(), "kindred-test-" + RecordId.Mint(), "data");
        CommandResult listed = await Terminal.Run(MemberList.Work, [], Settings.Read(folder, []), TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.Equal(ExitStatus.Done, listed.Exit);
        await using TestArchive archive = await TestArchive.Start(folder);
        Assert.Equal(2, archive.FoundingLinks.Count);
    }

    [Fact]
    public async Task A_port_in_use_is_told_before_anything_is_made()
    {
        string folder = Path.Combine(Path.GetTempPath(), "kindred-test-" + RecordId.Mint());
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string url = $"http://{other.LocalEndpoint}";
        Assert.Contains(url, Assert.Throws<WrongUsageException>(() => ListeningAddress.Try(url)).Message, StringComparison.Ordinal);
        Assert.Equal(ExitStatus.WrongUsage, await Refused("--data", folder, "--urls", url, "--sample"));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_is_told_before_anything_is_made()
    {
        string folder = Path.Combine(Path.GetTempPath(), "kindred-test-" + RecordId.Mint()), journal = folder + ".withdrawals.jsonl";
        Directory.CreateDirectory(journal);
        Assert.Equal(ExitStatus.WrongUsage, await Refused("--data", folder, "--urls", "http://127.0.0.1:0"));
        Assert.False(Directory.Exists(folder));
        string said = Assert.Throws<WrongUsageException>(() => JournalPlace.Check(Settings.Read(folder, []))).Message;
        foreach (string part in (string[])[journal, "Nothing was changed", "KINDRED_JOURNAL"]) Assert.Contains(part, said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
        Directory.Delete(journal);
        // One that is not there yet can be made, and its line is the first.
        JournalPlace.Check(Settings.Read(folder, []));
        Assert.Equal((false, true, false), (File.Exists(journal), JournalPlace.Begin(Settings.Read(folder, [])), JournalPlace.Begin(Settings.Read(folder, []))));
        Assert.Empty(await File.ReadAllBytesAsync(journal));
        File.Delete(journal);
    }

    [Fact]
    public async Task An_archive_whose_back_ups_need_the_journal_is_not_started_without_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        string file = Path.Combine(Path.GetDirectoryName(archive.Folder)!, "backup.tar"), journal = archive.Settings.Journal;
        await archive.Stop();
        // No back-up needs one: an empty one is made.
        File.Delete(journal);
        JournalPlace.CheckNotGone(archive.Settings);
        Assert.Equal(ExitStatus.Done, (await Terminal.Run(Backup.Work, new() { ["file"] = file }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None)).Exit);
        JournalPlace.CheckNotGone(archive.Settings);
        File.Move(journal, journal + ".kept");
        Assert.Equal(ExitStatus.WrongUsage, await Refused("--data", archive.Folder, "--urls", "http://127.0.0.1:0"));
        string said = Assert.Throws<WrongUsageException>(() => JournalPlace.CheckNotGone(archive.Settings)).Message;
        foreach (string part in (string[])[journal, "Nothing was changed", "KINDRED_JOURNAL", "--without-journal"]) Assert.Contains(part, said, StringComparison.Ordinal);
        Assert.False(File.Exists(journal));
        // Nor does a back-up begin another.
        CommandResult made = await Terminal.Run(Backup.Work, new() { ["file"] = file + ".second" }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.Equal((ExitStatus.Done, false, false), (made.Exit, (bool)made.Json!["isMarked"]!, File.Exists(journal)));
        Assert.Contains(made.Lines, line => line.StartsWith("That journal could not be written", StringComparison.Ordinal));
        await File.WriteAllTextAsync(journal, "");
        JournalPlace.CheckNotGone(archive.Settings);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("https://127.0.0.1:8443")]
    [InlineData("http://127.0.0.1:8080/archive")]
    [InlineData("")]
    public void What_is_no_address_to_listen_on_is_said(string url) => Assert.Throws<WrongUsageException>(() => ListeningAddress.Check(url));

    [Theory]
    [InlineData("http://localhost:0")]
    [InlineData("http://[::]:8080;http://*:80")]
    [InlineData("http://127.0.0.1")]
    public void What_is_one_is_taken(string url) => ListeningAddress.Check(url);

    private static async Task<HttpStatusCode> Status(TestArchive archive, string link)
    {
        using HttpClient anyone = archive.Anyone();
        return (await anyone.GetAsync("/join/" + link)).StatusCode;
    }

    /// <summary>A server that should have refused and runs instead is waited for no longer than this.</summary>
    private static Task<int> Refused(params string[] said) => Task.Run(() => CommandTree.Run(["serve", .. said], TextWriter.Null)).WaitAsync(TimeSpan.FromMinutes(1));
}
