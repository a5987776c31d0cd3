using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Kindred.Domain.Records;
using Kindred.Tests.Exporting;

namespace Kindred.Tests.Life.Leaks;

/// <summary>What is not public leaves no trace in any answer: each is compared, byte for byte, with that of an archive in which it never was.</summary>
public sealed partial class LeakTests
{
    private static readonly Lazy<Task<Twin>> Without = new(() => Twin.Make(null));
    private static readonly ConcurrentDictionary<(string, Address, bool), string> Expected = new();
    private static readonly string[] Marks = [Twin.Marker, "12.3456", "7717717177177", "7,717,717,177,177", .. Twin.SecretIds.Select(id => id.ToString())];

    public static TheoryData<Secret> Secrets => [.. Secret.All];

    [Theory]
    [MemberData(nameof(Secrets))]
    public async Task What_is_not_public_leaves_no_trace_in_any_answer(Secret secret)
    {
        Twin without = await Without.Value;
        await using Twin with = await Twin.Make(secret);
        List<string> leaks = [];
        foreach ((string who, Func<Twin, HttpClient> client) in Readers(secret))
        {
            using HttpClient one = client(with), other = client(without);
            foreach (Address address in Address.Of(with.Archive))
            {
                // Lists and searches look alike to everyone: they ask as a stranger would.
                if (who != "anyone" && address.Path.Contains('?')) continue;
                string answer = await Answer(one, address, secret.WasPublic);
                if (Marks.FirstOrDefault(mark => Holds(answer, mark) && !Holds(address.Path, mark)) is { } mark) leaks.Add($"{who}: {address} holds {mark}");
                // How rare a word is in the index, which orders what is found, changes with the turn of the day.
                if (secret.Name == "lapsed" && address.Path.Contains("q=ordinary", StringComparison.Ordinal)) continue;
                // That a keeper hid something is for everyone to know; what it was is not.
                if (secret.WasPublic && (address.Path.StartsWith("/about/acts", StringComparison.Ordinal) || address.Path.StartsWith("/api/v1/acts", StringComparison.Ordinal))) continue;
                if (!Expected.TryGetValue((who, address, secret.WasPublic), out string? expected))
                    Expected[(who, address, secret.WasPublic)] = expected = await Answer(other, address, secret.WasPublic);
                if (answer != expected) leaks.Add($"{who}: {address}: {Difference(expected, answer)}");
            }
        }

        Assert.True(leaks is [], $"{leaks.Count} leaks of {Address.Of(with.Archive).Count}\n" + string.Join('\n', leaks.Take(40)));
    }

    [Fact]
    public async Task What_is_secret_what_is_hidden_and_what_never_was_answer_alike()
    {
        foreach (Secret secret in Secret.All.Where(one => one.Name is "asked" or "hidden" or "destroyed"))
        {
            await using Twin with = await Twin.Make(secret);
            using HttpClient anyone = with.Archive.Anyone();
            List<string> leaks = [];
            foreach (Address address in Address.Of(with.Archive).Where(address => Twin.SecretIds.Any(id => address.Path.Contains(id.ToString(), StringComparison.Ordinal))))
            {
                RecordId id = Twin.SecretIds.First(one => address.Path.Contains(one.ToString(), StringComparison.Ordinal));
                Address never = address with { Path = address.Path.Replace(id.ToString(), Twin.Never.ToString(), StringComparison.Ordinal) };
                string answer = await Answer(anyone, address, false), expected = await Answer(anyone, never, false);
                answer = answer.Replace(id.ToString(), Twin.Never.ToString(), StringComparison.Ordinal);
                if (answer != expected) leaks.Add($"{secret}: {address}: {Difference(expected, answer)}");
            }

            Assert.True(leaks is [], string.Join('\n', leaks.Take(20)));
        }
    }

    private static IEnumerable<(string, Func<Twin, HttpClient>)> Readers(Secret secret)
    {
        yield return ("anyone", twin => twin.Archive.Anyone());
        yield return ("a steward of another community", twin => twin.Archive.SignedIn(twin.Bystander));
        if (!secret.SeenByKeeper) yield return ("a keeper", twin => twin.Archive.SignedIn(twin.Keeper));
    }

    private static async Task<string> Answer(HttpClient client, Address address, bool isTagLeftOut)
    {
        using HttpRequestMessage request = new(new HttpMethod(address.Method), address.Path);
        request.Headers.TryAddWithoutValidation("Accept", address.Accept ?? "text/html");
        using HttpResponseMessage response = await client.SendAsync(request);
        StringBuilder answer = new($"{(int)response.StatusCode}\n");
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers).OrderBy(header => header.Key, StringComparer.Ordinal))
        {
            if (name is "Date" or "Set-Cookie" or "Content-Length" || (isTagLeftOut && name == "ETag")) continue;
            answer.Append($"{name}: {string.Join(", ", values)}\n");
        }

        // Of what is packed, what is in it.
        return Random().Replace(answer.Append(Exported.Text(await response.Content.ReadAsByteArrayAsync())).ToString(), "$1…");
    }

    private static bool Holds(string text, string mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase);

    private static string Difference(string expected, string answer)
    {
        int at = 0;
        while (at < expected.Length && at < answer.Length && expected[at] == answer[at]) at++;
        return $"…{Cut(expected, at)}… became …{Cut(answer, at)}…";
    }

    private static string Cut(string text, int at) => text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 60)].ReplaceLineEndings("⏎");

    // What a form carries that is new each time: its key, its seal, its anti-forgery token, its challenge, the secret of a new code app.
    [GeneratedRegex("""((?:name="(?:key|sealed|carried|hash|state|__RequestVerificationToken)"[^>]*value="|data-options="|href="otpauth:))[^"]*|(translate="no">)[A-Z2-7 ]+""")]
    private static partial Regex Random();
}
