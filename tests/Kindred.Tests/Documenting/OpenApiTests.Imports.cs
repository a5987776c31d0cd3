using Kindred.Domain.Importing;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared;
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
        foreach (string dry in (string[])["true", "false"])
        {
            using MultipartFormDataContent form = new() { { new StringContent("{\"kind\":\"question\",\"title\":\"Who steers?\"}\nnot JSON"), "file", "questions.jsonl" }, { new StringContent("own"), "profile" }, { new StringContent(dry), "dryRun" } };
            await Do(keeper, "POST " + all, all, form);
        }

        ImportAccession stopped = await archive.Get<RunImport>().Register(await Kept("""{"kind":"question","title":"Who bails?"}"""), "mika", CancellationToken.None);
        await Do(keeper, $"POST {all}/{{id}}/resume", $"{all}/{stopped.Number}/resume");
        await Do(keeper, $"POST {all}/{{id}}/undo", one + "/undo", """{"edited":"keep"}""");
    }

    private async Task<ImportSource> Kept(string lines)
    {
        using MemoryStream bytes = new(System.Text.Encoding.UTF8.GetBytes(lines));
        (System.Collections.Immutable.ImmutableArray<byte> digest, long length) = await archive.Get<SourceSpool>().Keep(bytes, CancellationToken.None);
        return new ImportSource("jsonl", length) { Digest = digest };
    }
}
