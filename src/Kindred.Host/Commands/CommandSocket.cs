using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kindred.Host.Commands;

/// <summary>Where a running archive takes work from commands: a socket in its data folder that only its owner can open. A question and its answers are
/// lines of JSON: <c>{"command", "arguments"}</c>; then any number of <c>{"progress"}</c> and <c>{"output"}</c> (base 64), and one <c>{"exit", "json", "lines"}</c>.</summary>
public sealed class CommandSocket(Settings settings, IServiceProvider services, ILogger<CommandSocket> log) : BackgroundService
{
    /// <summary>The system's limit for a socket's path, with its closing zero.</summary>
    private const int LongestPathBytes = 107;

    /// <summary>Asks the archive that runs there; null where none does.</summary>
    /// <param name="stop">Lets it know that it is to end where it can go on; its answer is waited for.</param>
    public static async Task<CommandResult?> TryAsk(
        string folder, string command, JsonObject arguments, TextWriter progress, Stream output, CancellationToken cancel, CancellationToken stop = default)
    {
        string path = DataFolder.SocketIn(folder);
        if (!File.Exists(path)) return null;
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
        }
        catch (SocketException)
        {
            // Left behind by a server that was killed.
            return null;
        }

        await using NetworkStream stream = new(socket);
        using StreamReader reader = new(stream, Encoding.UTF8);
        JsonObject question = new() { ["command"] = command, ["arguments"] = arguments.DeepClone() };
        await stream.WriteAsync(Encoding.UTF8.GetBytes(question.ToJsonString() + "\n"), cancel);
        await using CancellationTokenRegistration stopping = stop.Register(() => socket.Shutdown(SocketShutdown.Send));
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            JsonObject answer = JsonNode.Parse(line)!.AsObject();
            if (answer["progress"] is { } said) await progress.WriteLineAsync((string?)said);
            else if (answer["output"] is { } bytes) await output.WriteAsync(Convert.FromBase64String((string)bytes!), cancel);
            else return new CommandResult((int)answer["exit"]!, answer["json"]?.DeepClone(), [.. answer["lines"]!.AsArray().Select(one => (string)one!)]);
        }

        throw new IOException("The archive stopped before it answered. What it had promised is kept; look, and ask again.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string path = DataFolder.SocketIn(settings.Data);
        if (Encoding.UTF8.GetByteCount(path) > LongestPathBytes)
        {
            log.LogWarning("The path of the data folder is too long for a socket: commands cannot work beside this archive. Use a shorter one.");
            return;
        }

        File.Delete(path);
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        socket.Listen(16);
        try
        {
            while (true) _ = Answer(await socket.AcceptAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException)
        {
            File.Delete(path);
        }
    }

    private async Task Answer(Socket socket, CancellationToken stopping)
    {
        await using NetworkStream stream = new(socket, ownsSocket: true);
        using StreamReader reader = new(stream, Encoding.UTF8, leaveOpen: true);
        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Frames frames = new(stream);
        try
        {
            if (await reader.ReadLineAsync(stopping) is not { } line) return;
            // Who asked says nothing more: the end of their line means that they stopped waiting.
            _ = reader.ReadLineAsync(gone.Token).AsTask().ContinueWith(_ => gone.CancelAsync(), TaskScheduler.Default).Unwrap();
            CommandResult result = await Work(JsonNode.Parse(line)!.AsObject(), frames, gone.Token);
            frames.Send(new JsonObject
            {
                ["exit"] = result.Exit,
                ["json"] = result.Json?.DeepClone(),
                ["lines"] = new JsonArray([.. result.Lines.Select(one => (JsonNode)one)]),
            });
            await gone.CancelAsync();
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody is there to be told.
        }
    }

    private async Task<CommandResult> Work(JsonObject question, Frames frames, CancellationToken cancel)
    {
        ArchiveCommand? command = ArchiveCommand.All.FirstOrDefault(one => one.Name == (string?)question["command"]);
        if (command is null)
            return new CommandResult(ExitStatus.WrongUsage, null, ["The archive that runs is of another version: stop it, or use its own command."]);
        try
        {
            CommandWork work = new(question["arguments"]!.DeepClone().AsObject(), services, frames.Progress, frames.Output);
            return await command.Do(work, cancel);
        }
        catch (WrongUsageException wrong)
        {
            return new CommandResult(ExitStatus.WrongUsage, null, [wrong.Message]);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError("{Command} broke: {Exception}", command.Name, fault.GetType().FullName);
            return new CommandResult(ExitStatus.Fault, null, [$"Something broke: {fault.GetType().Name}: {fault.Message}"]);
        }
    }

    /// <summary>One line of JSON after another, whole.</summary>
    private sealed class Frames
    {
        private readonly Stream stream;
        private readonly Lock turn = new();

        public Frames(Stream stream)
        {
            this.stream = stream;
            Progress = new ProgressLines(this);
            Output = new OutputBytes(this);
        }

        public TextWriter Progress { get; }

        public Stream Output { get; }

        public void Send(JsonObject frame)
        {
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(frame), (byte)'\n'];
            lock (turn) stream.Write(line);
        }
    }

    private sealed class ProgressLines(Frames frames) : StringWriter
    {
        public override void WriteLine(string? value) => frames.Send(new JsonObject { ["progress"] = value });

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }
    }

    private sealed class OutputBytes(Frames frames) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) =>
            frames.Send(new JsonObject { ["output"] = Convert.ToBase64String(buffer, offset, count) });

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
