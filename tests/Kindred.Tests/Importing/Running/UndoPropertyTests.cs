using System.Globalization;
using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Importing;
using Kindred.Features.Importing.Running;
using Kindred.Features.Sampling;
using Kindred.Tests.Life;
using Path = System.IO.Path;

namespace Kindred.Tests.Importing.Running;

/// <summary>An import that was taken back has never been.</summary>
public sealed class UndoPropertyTests
{
    private static readonly int Files = int.Parse(Environment.GetEnvironmentVariable("KINDRED_TEST_FILES") ?? "12", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Every_table_is_looked_at()
    {
        await using TestArchive archive = await TestArchive.Start();
        Assert.Empty(LosslessDump.Missing(archive));
    }

    [Fact]
    public async Task Whatever_a_file_brings_is_gone_once_it_is_taken_back_and_all_else_is_as_it_was()
    {
        await using TestArchive archive = await Lived();
        long made = 0, changed = 0, waiting = 0;
        for (int seed = 1; seed <= Files; seed++)
        {
            IReadOnlyList<string> before = LosslessDump.Of(archive);
            string file = (await RandomFile.Over(archive, seed)).Lines(60);
            ImportAccession import = await Import(archive, file);
            (made, changed, waiting) = (made + import.Counts.Made, changed + import.Counts.Changed, waiting + import.Counts.Waiting);
            Assert.NotEqual(before, LosslessDump.Of(archive));
            Assert.IsType<ImportOutcome.Undone>(await archive.Get<UndoImport>().Do(import.Id, "keeper", null, null, CancellationToken.None));
            AssertSame(before, LosslessDump.Of(archive), seed, file);
        }

        Assert.True(made > 20 * Files / 2 && changed > 2 * Files && waiting > Files, $"made {made}, changed {changed}, waiting {waiting}: the files prove nothing.");
    }

    [Fact]
    public async Task The_whole_export_before_and_after_is_the_same_byte_for_byte()
    {
        await using TestArchive archive = await Lived();
        string before = await File.ReadAllTextAsync(await Whole.Moved.Export(archive));
        for (int seed = 201; seed <= 203; seed++)
        {
            ImportAccession import = await Import(archive, (await RandomFile.Over(archive, seed)).Lines(60));
            Assert.NotEqual(before, await File.ReadAllTextAsync(await Whole.Moved.Export(archive)));
            Assert.IsType<ImportOutcome.Undone>(await archive.Get<UndoImport>().Do(import.Id, "keeper", null, null, CancellationToken.None));
            Assert.Equal(before, await File.ReadAllTextAsync(await Whole.Moved.Export(archive)));
        }
    }

    [Fact]
    public async Task Imports_upon_imports_are_taken_back_one_after_the_other()
    {
        await using TestArchive archive = await Lived();
        Stack<(ImportAccession Import, IReadOnlyList<string> Before)> done = new();
        for (int seed = 101; seed <= 104; seed++)
        {
            IReadOnlyList<string> before = LosslessDump.Of(archive);
            done.Push((await Import(archive, (await RandomFile.Over(archive, seed)).Lines(40)), before));
        }

        while (done.TryPop(out (ImportAccession Import, IReadOnlyList<string> Before) last))
        {
            Assert.IsType<ImportOutcome.Undone>(await archive.Get<UndoImport>().Do(last.Import.Id, "keeper", null, null, CancellationToken.None));
            AssertSame(last.Before, LosslessDump.Of(archive), 0, "");
        }
    }

    /// <summary>The sample, which has all that people do with records; and communities whose stewards answer, a place that is known exactly, what waits for its day.</summary>
    internal static async Task<TestArchive> Lived()
    {
        TestArchive archive = await TestArchive.Start();
        await archive.Get<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId hill = await asked.Community("Hill people", Protocol.AnySteward);
        await asked.Answer(await asked.Practice(marsh), marsh, "amal");
        await asked.PracticeWithWords(hill, "beside the link");
        await archive.Publish("place", new RecordContent { Language = "en" }.With("title", new FieldValue.One("The yard")).With("coordinates", new FieldValue.Coordinates(52.5, 13.4, Domain.Records.Precision.Exact)));
        await asked.Connection("speaksTo", await asked.Practice(hill), await asked.Practice(hill));
        return archive;
    }

    internal static async Task<ImportAccession> Import(TestArchive archive, string lines)
    {
        RunImport run = archive.Get<RunImport>();
        ImportAccession import = await run.Register(new ImportSource("jsonl", lines.Length), "keeper", CancellationToken.None);
        using StringReader reader = new(lines);
        return Assert.IsType<ImportOutcome.Ran>(await run.Run(import.Id, archive.Get<RecordLines>().Read(reader, null), null, null, CancellationToken.None)).Import;
    }

    internal static void AssertSame(IReadOnlyList<string> before, IReadOnlyList<string> after, int seed, string file)
    {
        string[] gone = [.. before.Except(after).Take(6)], more = [.. after.Except(before).Take(6)];
        if (gone is [] && more is [] && before.Count == after.Count) return;
        Assert.Fail($"Seed {seed}.\nGone:\n  {string.Join("\n  ", gone)}\nMore:\n  {string.Join("\n  ", more)}\n{file}");
    }
}
