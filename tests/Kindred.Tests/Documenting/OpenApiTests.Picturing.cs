using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Documenting;

public sealed partial class OpenApiTests
{
    private async Task Pictures(HttpClient anyone)
    {
        RecordId country = await archive.Publish("place", Told.Content("Nauru")), town = await archive.Publish("place", Told.Content("Queens", ("coordinates", new FieldValue.Coordinates(40.7, -73.8, Precision.Town))));
        RecordId vigil = await archive.Publish("action", Told.Content("A vigil", ("when", Told.One("2017-01-28"))) with { Links = [new ContentLink("where", town)] });
        await archive.Publish("history", Told.Content("A long while", ("when", Told.One("1619/1865"))) with { Links = [new ContentLink("where", country)] });
        JsonElement map = await Do(anyone, "GET /api/v1/network/map", "/api/v1/network/map?size=5");
        Assert.Equal((2, 2), (map.GetProperty("marks").GetArrayLength(), map.GetProperty("places").GetArrayLength()));
        JsonElement timeline = await Do(anyone, "GET /api/v1/network/timeline", "/api/v1/network/timeline?size=5");
        Assert.Equal((2, 0), (timeline.GetProperty("units").GetArrayLength(), timeline.GetProperty("earlier").GetArrayLength()));
        foreach (string address in (string[])["/map.svg", "/map.geojson", "/timeline.svg", "/silos.svg", "/kin.svg"]) await Do(anyone, "GET " + address, address);
        await archive.Write(session => Told.Join(session, Told.Id(770), ConnectionType.InPlace, vigil, town, archive.Today));
        await Do(anyone, "GET /api/v1/network/silos", "/api/v1/network/silos?when=2017");
        await Do(anyone, "GET /api/v1/network/kin", "/api/v1/network/kin");
        foreach (string view in (string[])["silos", "kin"]) await Do(anyone, $"GET /{view}.{{format}}", $"/{view}.gexf");
        await Do(anyone, "GET /api/v1/network/circle/{id}", $"/api/v1/network/circle/{vigil}?ring=1");
        await Do(anyone, "GET /api/v1/network/thread", $"/api/v1/network/thread?from={vigil}&to={town}");
        foreach (string form in (string[])["svg", "graphml", "gexf"])
        {
            await Do(anyone, $"GET /circle/{{id}}.{form}", $"/circle/{vigil}.{form}");
            await Do(anyone, $"GET /thread.{form}", $"/thread.{form}?from={vigil}&to={town}");
        }
    }
}
