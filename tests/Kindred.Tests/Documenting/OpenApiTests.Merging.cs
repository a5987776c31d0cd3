using Kindred.Domain.Records;
using Kindred.Tests.Merging;

namespace Kindred.Tests.Documenting;

public sealed partial class OpenApiTests
{
    private async Task Merges(HttpClient keeper)
    {
        Merged merged = new(archive);
        RecordId one = await merged.Tell("organisation", "Dockers"), other = await merged.Tell("organisation", "DOCKERS");
        await merged.Tell("action", "Walk-out", Merged.Link("organisedBy", one));
        RecordId link = await archive.Writer.Write(session => session.ConnectionsOf(one).Single().Id, CancellationToken.None);
        const string merges = "/api/v1/keep/merges", duplicates = "/api/v1/keep/duplicates";
        await Do(keeper, "GET " + duplicates, duplicates + "?kind=organisation");
        await Do(keeper, $"POST {duplicates}/not-same", duplicates + "/not-same", $$"""{"one":"{{one}}","other":"{{other}}"}""");
        await Do(keeper, "POST " + merges, merges, $$"""{"goes":"{{other}}","stays":"{{one}}","fields":{"otherNames":"both"},"reason":"the same"}""");
        await Do(keeper, "GET " + merges, merges);
        await Do(keeper, $"POST {merges}/{{id}}/part", $"{merges}/{other}/part", """{"reason":"two after all"}""");
        await Do(keeper, "POST /api/v1/keep/records/{id}/move", $"/api/v1/keep/records/{one}/move", $$"""{"to":"{{other}}","connections":["{{link}}"],"reason":"theirs"}""");
    }
}
