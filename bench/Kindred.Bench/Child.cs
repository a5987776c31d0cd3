using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Kindred.Bench;

/// <summary>A program that runs beside the measurement, and ends with it.</summary>
internal sealed class Child : IDisposable
{
    private const int SampleMilliseconds = 50;
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private Child(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>Memory that is the process's own and no file's, in MB: RssAnon of /proc/PID/status.</summary>
    public double PrivateMegabytes => File.ReadLines($"/proc/{process.Id}/status").Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
        .Select(line => double.Parse(line["RssAnon:".Length..^2], CultureInfo.InvariantCulture) / 1024).Single();

    public static Child Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new Child(Process.Start(start)!);
    }

    /// <summary>Runs a command to its end.</summary>
    /// <returns>What it wrote to standard output.</returns>
    public static async Task<string> Run(string program, params string[] arguments)
    {
        using Child child = Start(program, arguments);
        await child.process.WaitForExitAsync();
        string output = await child.output;
        if (child.process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {child.process.ExitCode}: {output}{await child.errors}");
        return output;
    }

    /// <summary>The same, with what it took of the machine.</summary>
    public static async Task<Ended> Measure(string program, params string[] arguments)
    {
        using Child child = Start(program, arguments);
        double most = 0;
        TimeSpan user = default, system = default;
        Task over = child.process.WaitForExitAsync();
        while (await Task.WhenAny(over, Task.Delay(SampleMilliseconds)) != over)
        {
            try
            {
                most = Math.Max(most, child.PrivateMegabytes);
                child.process.Refresh();
                (user, system) = (child.process.UserProcessorTime, child.process.PrivilegedProcessorTime);
            }
            catch (Exception gone) when (gone is IOException or InvalidOperationException)
            {
                // It ended between two looks.
            }
        }

        string output = await child.output;
        if (child.process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {child.process.ExitCode}: {output}{await child.errors}");
        return new Ended(output, user.TotalSeconds, system.TotalSeconds, most);
    }

    /// <param name="PrivateMegabytes">The most that was seen.</param>
    public sealed record Ended(string Output, double UserSeconds, double SystemSeconds, double PrivateMegabytes);

    /// <summary>As <c>kill -9</c> does.</summary>
    public void Kill()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    public static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
