using System.Text.RegularExpressions;
using Kindred.Domain.Records;
using Kindred.Features.Documenting;
using Kindred.Features.Exporting;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Tests.Life.Leaks;

/// <summary>What can be asked of an archive: every address in its route table, each parameter filled in. Nothing is listed by hand but how a parameter is
/// filled; one that nobody told how fails the test.</summary>
internal sealed partial record Address(string Method, string Path, string? Accept = null)
{
    public static IReadOnlyList<Address> Of(TestArchive archive)
    {
        ApiRoute[] routes = [.. ApiRoute.All(archive.Get<IEnumerable<EndpointDataSource>>()).Where(route => route.Method is "GET" or "PAGE" or "HEAD")];
        Address[] plain = [.. routes.SelectMany(route => Filled(route.Path)).Distinct().SelectMany(Forms)];
        return [.. plain, .. plain.Where(one => one.Accept is null && !one.Path.Contains('?') && IsSample(one.Path)).Select(one => one with { Method = "HEAD" })];
    }

    public override string ToString() => $"{Method} {Path}{(Accept is null ? "" : " as " + Accept)}";

    private static IEnumerable<string> Filled(string path)
    {
        if (Parameter().Match(path) is not { Success: true } match) return [path];
        return Values(match.Groups[1].Value, path)
            .SelectMany(value => Filled((path[..match.Index] + value + path[(match.Index + match.Length)..]).TrimEnd('/') is { Length: > 0 } filled ? filled : "/"));
    }

    private static IEnumerable<string> Values(string parameter, string path) => parameter switch
    {
        "id" => [.. Ids().Select(id => id.ToString()), "nonsense"],
        "community" => [Twin.SecretId("community").ToString(), "nonsense"],
        "other" => [Twin.SecretId("practice").ToString(), "nonsense"],
        "tag" => ["es", "nonsense"],
        "number" => ["1", "2"],
        "slug" when path.StartsWith("/r/", StringComparison.Ordinal) => ["", "anything"],
        "slug" => ["not-found", "nonsense"],
        "file" => ["nonsense.css"],
        "part" => ["", "acts"],
        "token" => ["nonsense"],
        "kind" => ["practice", "song", "nonsense"],
        "name" => ["axes", "songMoods", "nonsense"],
        "plural" => ["songs", "nonsense"],
        "format" => [.. ExportFormats.All.Select(format => format.Name), "nonsense"],
        _ => throw new InvalidOperationException($"Say in {nameof(Address)} how {{{parameter}}} of {path} is filled, so that it is looked at for leaks."),
    };

    private static readonly RecordId[] Formatted = [Twin.PublicId("practice"), Twin.SecretId("practice"), Twin.SecretId("community"), Twin.Never];

    private static bool IsSample(string path) => !Ids().Except(Formatted).Any(id => path.Contains(id.ToString(), StringComparison.Ordinal));

    private static IEnumerable<RecordId> Ids() => [.. Twin.PublicIds, .. Twin.SecretIds, Twin.Never];

    /// <summary>The formats of a record, and the questions that lists, searches and views take.</summary>
    private static IEnumerable<Address> Forms(string path)
    {
        yield return new Address("GET", path);
        if (RecordPath().IsMatch(path) && Formatted.Any(id => path == $"/r/{id}"))
        {
            foreach (RecordFormat format in RecordFormat.All)
            {
                yield return new Address("GET", path, format.MediaType);
                if (format.Suffix.Length > 0) yield return new Address("GET", path + format.Suffix);
            }
        }

        if (!path.Any(char.IsAsciiDigit)) yield return new Address("GET", path + "?lang=ar");
        if (path.StartsWith("/api/", StringComparison.Ordinal) || path.EndsWith("/nonsense", StringComparison.Ordinal)) yield return new Address("GET", path, "application/json");
        foreach (string query in Queries(path)) yield return new Address("GET", path + "?" + query);
    }

    private static IEnumerable<string> Queries(string path)
    {
        if (path.EndsWith("/connections", StringComparison.Ordinal)) return ["type=about", "type=stoodWith&direction=out", "direction=in", "kind=note", "kind=telling", "page=2", "size=1"];
        if (path.EndsWith("/compare", StringComparison.Ordinal)) return ["from=1&to=1", "from=1&to=2"];
        if (path == "/doors") return ["urgent=true", $"place={Twin.SecretId("place")}", $"place={Twin.PublicId("place")}", "language=vi", "time=" + Twin.Marker];
        if (path == "/songs") return ["q=" + Twin.Marker, "moods=joy", "moods=joy/dance", "more=moods", $"community={Twin.SecretId("community")}"];
        if (path is "/kin" or "/kin.svg" or "/kin.gexf" or "/kin.graphml" or "/api/v1/network/kin") return [$"of={Twin.SecretId("practice")}", $"of={Twin.PublicId("practice")}", $"of={Twin.PublicId("community")}", $"of={Twin.SecretId("community")}", "of=nonsense", "page=2"];
        if (path is "/silos" or "/silos.svg" or "/silos.gexf" or "/silos.graphml" or "/api/v1/network/silos") return [$"with={Twin.SecretId("organisation")}", $"with={Twin.PublicId("organisation")}", "kind=practice", $"where={Twin.SecretId("place")}", "when=2017", "page=2"];
        if (path == "/export/csv") return ["q=" + Twin.Marker, "q=ordinary", "kind=community", "kind=song", "kind=nonsense"];
        if (path.StartsWith("/circle/", StringComparison.Ordinal) || path.StartsWith("/api/v1/network/circle/", StringComparison.Ordinal))
            return Formatted.Any(id => path.Contains(id.ToString(), StringComparison.Ordinal)) ? ["until=2016", "until=1893", "ring=1", "ring=2&group=centres.in", "page=2"] : [];
        if (path == "/thread" || path.StartsWith("/thread.", StringComparison.Ordinal) || path == "/api/v1/network/thread")
        {
            return
            [
                $"from={Twin.PublicId("practice")}&to={Twin.PublicId("history")}", $"from={Twin.PublicId("essay")}&to={Twin.PublicId("door")}", $"from={Twin.PublicId("practice")}&to={Twin.SecretId("practice")}",
                $"from={Twin.SecretId("community")}&to={Twin.PublicId("practice")}", $"from={Twin.Never}&to={Twin.PublicId("practice")}", $"from={Twin.Marker}&to={Twin.PublicId("practice")}", $"from=ordinary&to={Twin.Marker}+title",
            ];
        }

        if (path == "/export/graphml") return ["q=ordinary", "kind=practice"];
        if (path is "/map" or "/map.svg" or "/map.geojson" or "/api/v1/network/map")
            return ["around=21.9,12.3&zoom=7", "around=21.9,40.7&zoom=7", "around=-98.6,39.8&zoom=1", "kind=place", "q=" + Twin.Marker, $"community={Twin.SecretId("community")}", $"place={Twin.SecretId("place")}", $"place={Twin.PublicId("place")}"];
        if (path is "/timeline" or "/timeline.svg" or "/api/v1/network/timeline")
            return ["when=18XX", "when=1893", "when=20XX", "when=2017", "q=" + Twin.Marker, $"community={Twin.SecretId("community")}", $"place={Twin.SecretId("place")}", $"place={Twin.PublicId("place")}"];
        if (path.StartsWith("/roots/", StringComparison.Ordinal)) return Formatted.Any(id => path.EndsWith(id.ToString(), StringComparison.Ordinal)) ? ["open=2010", "open=1890", "page=2"] : [];
        if (path.StartsWith("/showing-up/", StringComparison.Ordinal)) return Formatted.Any(id => path.EndsWith(id.ToString(), StringComparison.Ordinal)) ? ["year=2017", "year=1893", "page=2"] : [];
        if (path is "/practices" or "/communities") return ["q=" + Twin.Marker, "sort=title", $"community={Twin.SecretId("community")}"];
        if (path is not ("/api/v1/records" or "/search")) return [];
        return
        [
            "q=" + Twin.Marker, "q=" + Twin.Marker[..^1], "q=zirkonwurs", "q=zirk*", "q=-" + Twin.Marker, "q=ordinary", "q=ordinary+-" + Twin.Marker, "q=title:" + Twin.Marker, "q=1893",
            "q=" + Twin.SecretId("resource"), "q=" + Twin.SecretId("community"),
            "q=community:" + Twin.Marker, "q=place:" + Twin.Marker, "q=year:1893", "when=1893", "when=2017", "where=" + Twin.Marker, "sort=title", "sort=date", "sort=date&page=2", "size=1", "page=2",
            "kind=community", "kind=note", "kind=telling", "more=community", "more=topic", "language=vi", "language=es",
            .. ((string[])["community", "place", "history", "campaign"]).SelectMany(facet => (string[])
                [$"{facet}={Twin.SecretId(facet)}", $"{facet}={Twin.PublicId(facet)}", $"q=-{facet}:{Twin.SecretId(facet)}", $"q={facet}:{Twin.SecretId(facet)}"]),
        ];
    }

    [GeneratedRegex(@"\{\**([A-Za-z]+)\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("^/r/[^/?]+$")]
    private static partial Regex RecordPath();
}
