using System.Globalization;
using System.Text.RegularExpressions;

namespace Kindred.Bench;

/// <summary>What wrk says of a load.</summary>
/// <param name="PerSecond">Requests answered.</param>
/// <param name="Slowest99">Milliseconds that 99 of 100 stayed under.</param>
/// <param name="Failed">Answers other than 2xx and 3xx, and lost connections.</param>
internal sealed partial record Load(double PerSecond, double Slowest99, long Failed)
{
    private const string Duration = "10s";

    /// <summary>The addresses of a file, one after the other and over again.</summary>
    public static Task<Load> Get(string address, IReadOnlyCollection<string> paths, int connections) => Run(address, "get.lua", connections, paths);

    /// <summary>Deposits by API, each with words of its own.</summary>
    public static Task<Load> Deposit(string address, int connections) => Run(address, "deposit.lua", connections, []);

    private static async Task<Load> Run(string address, string script, int connections, IReadOnlyCollection<string> paths)
    {
        string list = Path.GetTempFileName();
        await File.WriteAllLinesAsync(list, paths);
        string told = await Child.Run(
            "wrk", "-t2", $"-c{connections}", $"-d{Duration}", "--timeout", "30s", "--latency", "-s", Path.Combine(AppContext.BaseDirectory, script), address, "--", list);
        File.Delete(list);
        long failed = Whole(NotFine().Match(told)) + SocketErrors().Match(told).Groups.Values.Skip(1).Sum(group => long.Parse("0" + group.Value, CultureInfo.InvariantCulture));
        return new Load(Number(Rate().Match(told).Groups[1].Value), Milliseconds(NinetyNine().Match(told)), failed);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{PerSecond:N0}/s, p99 {Slowest99:0.0} ms{(Failed > 0 ? $", {Failed} FAILED" : "")}");

    private static long Whole(Match match) => match.Success ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Milliseconds(Match match) => Number(match.Groups[1].Value) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, "s" => 1000, _ => 60_000 };

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s|m)")]
    private static partial Regex NinetyNine();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex NotFine();

    [GeneratedRegex(@"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")]
    private static partial Regex SocketErrors();
}
