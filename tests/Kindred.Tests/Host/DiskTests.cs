using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Host;
using Kindred.Sqlite;
using Kindred.Tests.Depositing;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Tests.Host;

/// <summary>A disk that refuses: who writes is told, nothing half stays, who reads goes on.</summary>
public sealed class DiskTests
{
    private const int Blocks = 3 * 1024;
    private const string Strace = "/usr/bin/strace";
    private static readonly string[] Us = ["us"];

    [Fact]
    public async Task A_full_disk_is_told_keeps_nothing_half_and_lets_readers_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A disk is made full by the limits of Linux's shell.");
        string folder = Path.Combine(Path.GetTempPath(), "kindred-test-" + RecordId.Mint());
        try
        {
            await using Child child = await Child.Start(Path.Combine(folder, "data"), $"ulimit -S -f {Blocks};");
            List<string> receipts = [];
            HttpResponseMessage refused;
            for (int number = 0; ; number++)
            {
                HttpResponseMessage answer = await child.Deposit(number);
                if (answer.StatusCode != HttpStatusCode.Created)
                {
                    refused = answer;
                    break;
                }

                receipts.Add(await Receipt(answer));
                Assert.True(receipts.Count < 200, "The disk was never full.");
            }

            Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
            Assert.Equal("/problems/not-now", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
            Assert.NotEmpty(receipts);
            foreach (string address in (string[])["/", "/search?q=told", "/api/v1/records", "/health/live"]) Assert.Equal((address, HttpStatusCode.OK), (address, (await child.Client.GetAsync(address)).StatusCode));
            Assert.Equal(HttpStatusCode.OK, (await child.Current(receipts[^1])).StatusCode);

            await child.MakeRoom();
            // The very deposit that was refused, sent again.
            HttpResponseMessage again = await child.Deposit(receipts.Count);
            Assert.Equal(HttpStatusCode.Created, again.StatusCode);
            receipts.Add(await Receipt(again));
            foreach (string receipt in receipts) Assert.Equal(HttpStatusCode.OK, (await child.Current(receipt)).StatusCode);
            await child.Stop();
            await using TestArchive whole = await TestArchive.Start(Path.Combine(folder, "data"));
            Assert.Equal(receipts.Count, await whole.Writer.Write(session => session.DepositsIn(Domain.Depositing.DepositState.Deposited, DateOnly.MaxValue).Count, CancellationToken.None));
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_was_typed_stays_in_its_form_on_a_full_disk()
    {
        await using TestArchive archive = await TestArchive.Start(adjust: services =>
            services.AddSingleton<IArchiveWriter>(of => new Disk(of.GetRequiredService<SqliteArchive>().Writer)));
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question");
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Who sings?"), ("language", "en"));
        Disk disk = Assert.IsType<Disk>(archive.Writer);
        disk.IsFull = true;
        await visitor.Send("/contribute", ("go", "send"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, ""), (visitor.Status, visitor.Receipt));
        Assert.Contains("Who sings?", visitor.Text, StringComparison.Ordinal);
        disk.IsFull = false;
        await visitor.Send("/contribute", ("go", "send"));
        string receipt = visitor.Receipt;

        await visitor.Send("/receipt", ("words", receipt));
        disk.IsFull = true;
        await visitor.Send("/receipt", ("go", "reply"), ("text", "One more thing."));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Status);
        Assert.Contains("One more thing.", visitor.Text, StringComparison.Ordinal);
        string concern = $"/r/{RecordId.Mint()}/concern";
        await visitor.Send(concern, ("what", "endangers"), ("text", "My door is in the picture."));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Status);
        Assert.Contains("My door is in the picture.", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_written_is_a_problem_of_the_disk_and_not_a_fault()
    {
        await using TestArchive archive = await TestArchive.Start(adjust: services =>
            services.AddSingleton<IArchiveWriter>(of => new Disk(of.GetRequiredService<SqliteArchive>().Writer)));
        Disk disk = Assert.IsType<Disk>(archive.Writer);
        disk.IsFull = true;
        using HttpClient anyone = archive.Anyone();
        using HttpResponseMessage answer = await anyone.PostAsJsonAsync("/api/v1/deposits", new { records = new[] { new { kind = "question", title = "Why?", askedBy = Us } } });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        // A day that turns on a full disk stops nothing, and is turned as soon as there is room.
        archive.Clock.Pass(TimeSpan.FromDays(1));
        Assert.False(await archive.Get<DayTurn>().Turn(CancellationToken.None));
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync("/")).StatusCode);
        disk.IsFull = false;
        Assert.True(await archive.Get<DayTurn>().Turn(CancellationToken.None));
    }

    /// <summary>The kernel's own answer, under the running program: what it could not bring to disk it does not promise, and does not keep.</summary>
    [Fact]
    public async Task A_disk_that_loses_what_it_was_given_is_told_and_keeps_nothing_half()
    {
        Assert.SkipUnless(File.Exists(Strace), $"There is no {Strace}: a disk that fails is played by it (Debian: apt install strace).");
        string folder = Path.Combine(Path.GetTempPath(), "kindred-test-" + RecordId.Mint());
        try
        {
            await using Child child = await Child.Start(Path.Combine(folder, "data"), "");
            List<string> receipts = [await Receipt(await child.Deposit(0))];
            using (Process failing = await child.FailFsync())
            {
                for (int number = 1; number < 4; number++) Assert.Equal((number, HttpStatusCode.ServiceUnavailable), (number, (await child.Deposit(number)).StatusCode));
                Assert.Equal(HttpStatusCode.OK, (await child.Client.GetAsync("/search?q=told")).StatusCode);
                Assert.Equal(HttpStatusCode.OK, (await child.Current(receipts[0])).StatusCode);
                failing.Kill();
                await failing.WaitForExitAsync();
            }

            for (int number = 1; number < 4; number++) receipts.Add(await Receipt(await child.Deposit(number)));
            await child.Stop();
            await using TestArchive whole = await TestArchive.Start(Path.Combine(folder, "data"));
            Assert.Equal(receipts.Count, await whole.Writer.Write(session => session.DepositsIn(Domain.Depositing.DepositState.Deposited, DateOnly.MaxValue).Count, CancellationToken.None));
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Flushing says nothing when fsync fails; this does. On <c>/dev/null</c> it always does.</summary>
    [Fact]
    public void A_failing_fsync_is_heard()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /dev/null here.");
        using FileStream file = new("/dev/null", FileMode.Open, FileAccess.Write);
        Assert.Throws<IOException>(() => DurableFile.Flush(file));
        // SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC, SQLITE_FULL.
        foreach (int code in (int[])[1034, 1290, 13]) Assert.True(new SqliteFailureException(code, "").IsOfDisk);
    }

    private static async Task<string> Receipt(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString()!;

    private sealed class Disk(IArchiveWriter writer) : IArchiveWriter
    {
        public event Action<IndexChange>? Committed
        {
            add => writer.Committed += value;
            remove => writer.Committed -= value;
        }

        public bool IsFull { get; set; }

        public Task<T> Write<T>(Func<IArchiveSession, T> act, CancellationToken cancel) =>
            IsFull ? Task.FromException<T>(new ArchiveUnwritableException("full")) : writer.Write(act, cancel);
    }

    /// <summary>The program itself, in a shell that limits how far a file may grow.</summary>
    private sealed class Child : IAsyncDisposable
    {
        private readonly Process process;

        private Child(Process process, HttpClient client) => (this.process, Client) = (process, client);

        public HttpClient Client { get; }

        public static async Task<Child> Start(string folder, string limits)
        {
            string program = Path.Combine(AppContext.BaseDirectory, "kindred");
            ProcessStartInfo start = new("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
            // Where growing is refused, the call fails instead of the process; the runtime's own mappings are not counted as files.
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add($"trap '' XFSZ; {limits} exec \"$0\" serve --data \"$1\" --urls http://127.0.0.1:0");
            start.ArgumentList.Add(program);
            start.ArgumentList.Add(folder);
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
            start.Environment["DOTNET_EnableDiagnostics"] = "0";
            start.Environment["KINDRED_DEPOSITS_PER_HOUR"] = start.Environment["KINDRED_DEPOSITS_PER_HOUR_IN_ALL"] = start.Environment["KINDRED_DEPOSITS_PER_MINUTE"] = "100000";
            start.Environment["KINDRED_DEPOSIT_MEGABYTES_PER_MINUTE"] = "1000";
            Process process = Process.Start(start)!;
            for (string? line; (line = await process.StandardOutput.ReadLineAsync()) is not null;)
            {
#pragma warning disable RS0030 // The reader of a program under test, on this machine.
                if (line.StartsWith("Kindred is at ", StringComparison.Ordinal)) return new Child(process, new HttpClient { BaseAddress = new Uri(line["Kindred is at ".Length..]) });
#pragma warning restore RS0030
            }

            throw new InvalidOperationException("It did not start: " + await process.StandardError.ReadToEndAsync());
        }

        /// <summary>One of many, each with a key of its own: the same number is the same deposit.</summary>
        public async Task<HttpResponseMessage> Deposit(int number)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/deposits");
            request.Headers.Add("Idempotency-Key", $"deposit number {number:D10}");
            request.Content = JsonContent.Create(new { records = new[] { new { kind = "question", language = "en", title = $"Question {number}", story = string.Concat(Enumerable.Repeat("told again ", 4000)), askedBy = Us } } });
            return await Client.SendAsync(request);
        }

        public async Task<HttpResponseMessage> Current(string receipt)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/deposits/current");
            request.Headers.Add("Kindred-Receipt", receipt);
            return await Client.SendAsync(request);
        }

        public async Task MakeRoom()
        {
            using Process prlimit = Process.Start("prlimit", ["--pid", $"{process.Id}", "--fsize=unlimited"]);
            await prlimit.WaitForExitAsync();
            Assert.Equal(0, prlimit.ExitCode);
        }

        /// <summary>From now on the kernel says that nothing reached the disk, until the process given back is ended.</summary>
        public async Task<Process> FailFsync()
        {
            ProcessStartInfo start = new(Strace) { RedirectStandardError = true };
            foreach (string word in (string[])["-f", "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO", "-p", $"{process.Id}"]) start.ArgumentList.Add(word);
            Process strace = Process.Start(start)!;
            Assert.Contains("attached", await strace.StandardError.ReadLineAsync(), StringComparison.Ordinal);
            // What it traces fills the pipe, and a full pipe would stop it.
            _ = strace.StandardError.ReadToEndAsync();
            return strace;
        }

        public async Task Stop()
        {
            using Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            Client.Dispose();
        }
    }
}
