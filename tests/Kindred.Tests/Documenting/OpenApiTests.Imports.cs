using Kindred.Domain.Importing;
using Kindred.Features.Importing.Running;
using Kindred.Tests.Importing.Running;

namespace Kindred.Tests.Documenting;

public sealed partial class OpenApiTests
{
    private async Task Imports(HttpClient keeper)
    {
        const string all = "/api/v1/keep/imports";
        ImportAccession import = await UndoPropertyTests.Import(archive, """{"kind":"question","title":"Who rows?"}""");
        string one = $"{all}/{import.Number}";
        await Do(keeper, "GET " + all, all);
        await Do(keeper, $"GET {all}/{{id}}", one);
        await Do(keeper, $"GET {all}/{{id}}/rows", one + "/rows");
        await Do(keeper, $"GET {all}/{{id}}/losses", one + "/losses");
        await Do(keeper, $"GET {all}/{{id}}/losses.csv", one + "/losses.csv");
        using (archive.Get<ImportsAtWork>().Begin(import.Id, CancellationToken.None)) await Do(keeper, $"POST {all}/{{id}}/stop", one + "/stop");
        await Do(keeper, $"POST {all}/{{id}}/undo", one + "/undo", """{"edited":"keep"}""");
    }
}
