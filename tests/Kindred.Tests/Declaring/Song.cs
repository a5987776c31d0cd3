using System.Net;
using System.Text;
using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Features.Declaring;

namespace Kindred.Tests.Declaring;

/// <summary>The example of the reference page: a kind with three fields of its own and a vocabulary.</summary>
internal static class Song
{
    public static string File { get; } = System.IO.File.ReadAllText(System.IO.Path.Combine(House.Checkout.Root, "docs", "reference", "archive.json"));

    public static OwnKinds Own { get; } = Read(File);

    public static OwnKinds Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        (OwnKinds declared, var findings) = OwnKindsJson.Read(document.RootElement);
        Assert.Empty(findings);
        return declared;
    }

    public static async Task Declare(TestArchive archive, OwnKinds? own = null) =>
        Assert.IsType<DeclareOutcome.Done>(await archive.Get<DeclareKinds>().Do(own ?? Own, "keeper", "we sing", CancellationToken.None));

    public static Task Declare(TestArchive archive, string json) => Declare(archive, Read(json));

    /// <summary>Over the API, by who holds the token.</summary>
    public static async Task<(HttpStatusCode Status, string Body)> Put(TestArchive archive, string token, string json)
    {
        using HttpClient keeper = archive.With(token);
        using HttpResponseMessage answer = await keeper.PutAsync("/api/v1/keep/kinds", new StringContent(json, Encoding.UTF8, "application/json"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The facet's values with their labels and counts, as anyone is given them.</summary>
    public static async Task<string[]> Facet(TestArchive archive, string facet, string query = "kind=song", string language = "en")
    {
        using HttpClient anyone = archive.Anyone();
        anyone.DefaultRequestHeaders.Add("Accept-Language", language);
        using JsonDocument list = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/records?" + query));
        return list.RootElement.GetProperty("facets").TryGetProperty(facet, out JsonElement values)
            ? [.. values.EnumerateArray().Select(one => $"{one.GetProperty("value")} {one.GetProperty("label")} {one.GetProperty("count")}")]
            : [];
    }
}
