using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Domain.Importing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Importing.Running;
using Kindred.Features.Importing.Tables;
using Kindred.Features.Shared;
using Path = System.IO.Path;

namespace Kindred.Host.Commands;

/// <summary><c>kindred import FILE</c>: records from a file, as one accession that can be stopped, resumed and taken back.</summary>
public static class Import
{
    public static ArchiveCommand Work { get; } = new("import", Do);

    public static Command Create()
    {
        Argument<string?> file = new("file") { Description = "JSON Lines: one record a line, by field names. Or a table that `kindred export csv` or `xlsx` wrote, edited in a spreadsheet. With --profile any file: CSV, XLSX, JSON, Markdown, RIS, BibTeX. An export of another archive that is known says which profile it needs. Or a whole export (`kindred export json`), for an archive that is empty.", HelpName = "FILE", Arity = ArgumentArity.ZeroOrOne };
        Option<string> kind = new("--kind") { Description = "The kind of records whose lines name none.", HelpName = "KIND" };
        Option<string> profile = new("--profile") { Description = "What the file's columns mean here: a profile, by its file or by the name of one that comes with Kindred.", HelpName = "PROFILE" };
        Option<bool> dry = new("--dry-run") { Description = "Say what would come of it, and write nothing." };
        Option<string> report = new("--report") { Description = "With --dry-run: the file to make, a spreadsheet (CSV) of every row with what would become of it and the findings beside it.", HelpName = "FILE" };
        Option<bool> review = new("--review") { Description = "Let them wait at the desk instead of vouching for them." };
        Option<string> resume = new("--resume") { Description = "Go on with the import of this number or id that was stopped or cut off.", HelpName = "ID" };
        Option<string> undo = new("--undo") { Description = "Take back exactly what the import of this number or id did.", HelpName = "ID" };
        Option<bool> keep = new("--keep-edited") { Description = "With --undo: what people went on with since stays." };
        Option<bool> even = new("--even-edited") { Description = "With --undo: what people went on with since goes too, with what they wrote." };
        Option<bool> list = new("--list") { Description = "List the imports there were." };
        Option<string> show = new("--show") { Description = "Tell of the import of this number or id, and what of its source no field has a place for.", HelpName = "ID" };
        Option<string> losses = new("--losses") { Description = "The file to make, a spreadsheet (CSV) of what no field has a place for: heading, reason, how many rows, the first of them. With --show, --dry-run, or the import itself.", HelpName = "FILE" };
        Option<string> leftovers = new("--leftovers") { Description = "With --show: the file to make, a spreadsheet (CSV) of what is kept beside the records, value by value.", HelpName = "FILE" };
        Command command = CommandTree.Named(
            "import", "Take in records from a file. What names a community that has a steward waits for her; a line that says what is there changes nothing; one that is not right is listed, and the others are taken. It gets a number in the register of imports; Ctrl-C stops it at the end of a batch.",
            "kindred import practices.jsonl --kind practice --dry-run --report practices-report.csv");
        command.Add(file);
        foreach (Option option in (Option[])[kind, profile, dry, report, review, resume, undo, keep, even, list, show, losses, leftovers, .. WholeImport.Options]) command.Add(option);
        command.SetAction((parsed, cancel) => parsed.GetValue(file) is { } path && WholeImport.IsWhole(path) ? WholeImport.Run(parsed, path, [kind, profile, dry, report, review, resume, undo, keep, even, list, show, losses, leftovers], cancel) : Terminal.RunLong(
            Work,
            new JsonObject
            {
                ["file"] = Whole(parsed.GetValue(file)), ["kind"] = parsed.GetValue(kind), ["profile"] = ProfileFile.Find(parsed.GetValue(profile)), ["dryRun"] = parsed.GetValue(dry), ["report"] = Whole(parsed.GetValue(report)), ["review"] = parsed.GetValue(review),
                ["resume"] = parsed.GetValue(resume), ["undo"] = parsed.GetValue(undo), ["keepEdited"] = parsed.GetValue(keep), ["evenEdited"] = parsed.GetValue(even), ["list"] = parsed.GetValue(list),
                ["show"] = parsed.GetValue(show), ["losses"] = Whole(parsed.GetValue(losses)), ["leftovers"] = Whole(parsed.GetValue(leftovers)),
            },
            parsed));
        return command;

        static string? Whole(string? path) => path is null ? null : Path.GetFullPath(path);
    }

    private static async Task<CommandResult> Do(CommandWork work, CancellationToken stop)
    {
        string? file = work.Text("file"), resume = work.Text("resume"), undo = work.Text("undo");
        bool isDry = work.Flag("dryRun"), isList = work.Flag("list");
        string? show = work.Text("show");
        if (new[] { isList, show is not null, undo is not null, resume is not null, isDry }.Count(one => one) > 1) throw new WrongUsageException("Give one of --dry-run, --resume, --undo, --show and --list.");
        if (work.Text("leftovers") is not null && show is null) throw new WrongUsageException("--leftovers goes with --show.");
        if (work.Text("losses") is not null && (isList || undo is not null)) throw new WrongUsageException("--losses goes with --show, --dry-run, or an import.");
        if (work.Text("report") is not null && !isDry) throw new WrongUsageException("--report goes with --dry-run.");
        if ((work.Flag("keepEdited") || work.Flag("evenEdited")) && (undo is null || (work.Flag("keepEdited") && work.Flag("evenEdited")))) throw new WrongUsageException("Give --keep-edited or --even-edited with --undo.");
        try
        {
            if (isList) return ImportPrinting.List(await work.Services.GetRequiredService<IImportStore>().Imports(0, 1_000, Keeper(work), stop), work.Services.GetRequiredService<ImportsAtWork>());
            if (show is not null) return await Show(work, show, stop);
            if (undo is not null) return await Undo(work, undo, stop);
            if (file is null && resume is null) throw new WrongUsageException("Give the file, or --resume, --undo, --show or --list.");
            if (file is not null && WhyNot(file) is { } refused) return refused;
            if (resume is not null) return await Resume(work, resume, file, stop);
            return await Begin(work, file!, isDry, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return CommandResult.Otherwise("stopped", undo is not null ? $"Stopped. `kindred import --undo {undo}` goes on." : resume is not null ? $"Stopped. `kindred import --resume {resume}` goes on." : "Stopped before anything was taken.");
        }
    }

    private static async Task<CommandResult> Begin(CommandWork work, string path, bool isDry, CancellationToken stop)
    {
        Kind? kind = null;
        if (work.Text("kind") is { } name && (kind = work.Services.GetRequiredService<KindList>().Find(name)) is null)
            return CommandResult.Otherwise("unknown-kind", $"There is no kind {name}; nothing was taken.");
        if (Open(path) is not { } bytes) return NotAllowed(path);
        await using FileStream file = bytes;
        ImportSource source = new(RecordLines.FormName, file.Length) { Kind = kind?.Name, IsReviewed = work.Flag("review") };
        string? profile = work.Text("profile");
        // Lines of Kindred's own form need none. What is known for another archive's is not taken for that unasked; what would come of it is shown.
        Source? unread = profile is null ? SourceFile.Open(file, "") : null;
        if (unread is not null && ShippedProfiles.Recognise(unread) is { } known)
        {
            if (!isDry) return ImportPrinting.Recognised(path, known.Name, known.Profile.Name);
            work.Progress.WriteLine($"This looks like: {known.Profile.Name}. It is read by the profile {known.Name}; --profile names another.");
            profile = ProfileFile.Find(known.Name);
        }

        if (profile is not null)
        {
            (ImportSource? described, CommandResult? wrong) = ProfileFile.Describe(profile, file, work.Services.GetRequiredService<KindList>(), source, work.Progress);
            if (wrong is not null) return wrong;
            source = described!;
        }
        else if (TableRows.Is(unread!))
        {
            source = source with { Form = TableRows.FormName };
        }

        file.Position = 0;
        ResumeImport imports = work.Services.GetRequiredService<ResumeImport>();
        if (isDry) return await Foretell(work, file, source, imports.ReadsForm(source.Form), stop);
        return await Told(work, await imports.Begin(file, source, Member.TerminalHandle, import => work.Progress.WriteLine($"It is import {import.Number} in the register."), new ImportPrinting.Shown(work), stop));
    }

    /// <summary>With what is kept beside its records.</summary>
    private static async Task<CommandResult> Told(CommandWork work, ImportOutcome outcome)
    {
        if (outcome is not ImportOutcome.Ran { Import: var import }) return ImportPrinting.Ran(outcome);
        // It was taken: who stops now still hears of it.
        IReadOnlyList<ImportLoss> losses = await work.Services.GetRequiredService<IImportStore>().Losses(import.Id, Keeper(work), CancellationToken.None);
        CommandResult? refused = work.Text("losses") is { } file ? await LossFiles.MakeLosses(file, losses) : null;
        CommandResult told = ImportPrinting.Ran(outcome, losses);
        return refused is null ? told : told with { Lines = [.. told.Lines, .. refused.Lines] };
    }

    private static async Task<CommandResult> Show(CommandWork work, string idOrNumber, CancellationToken stop)
    {
        if (await Find(work, idOrNumber, stop) is not { } import) return Unknown(idOrNumber);
        IImportStore imports = work.Services.GetRequiredService<IImportStore>();
        IReadOnlyList<ImportLoss> losses = await imports.Losses(import.Id, Keeper(work), stop);
        if (work.Text("losses") is { } file && await LossFiles.MakeLosses(file, losses) is { } refused) return refused;
        if (work.Text("leftovers") is { } kept && await LossFiles.MakeLeftovers(kept, (after, count) => imports.Rows(import.Id, after, count, Keeper(work), stop)) is { } wrong) return wrong;
        return ImportPrinting.Show(work.Services.GetRequiredService<ImportsAtWork>().Seen(import), losses);
    }

    private static async Task<CommandResult> Foretell(CommandWork work, FileStream file, ImportSource source, IReadRows reads, CancellationToken stop)
    {
        DryRun dry = work.Services.GetRequiredService<DryRun>();
        if (work.Text("report") is not { } report) return await WithLosses(await Ask(null), null);
        ImportOutcome.WouldRun? would = null;
        CommandResult? refused = await NewFile.Make(report, async target =>
        {
            await using StreamWriter writer = new(target, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 * 1024, leaveOpen: true);
            RowReport rows = new(writer, Texts.For(Texts.Source), reads.Headings(file, source));
            rows.Begin();
            would = await Ask(rows.Add);
        });
        return refused ?? await WithLosses(would!, report);

        async Task<CommandResult> WithLosses(ImportOutcome.WouldRun outcome, string? made)
        {
            IReadOnlyList<ImportLoss> losses = LossFiles.Of(outcome.Losses);
            return work.Text("losses") is { } lossFile && await LossFiles.MakeLosses(lossFile, losses) is { } wrong ? wrong : ImportPrinting.WouldRun(outcome, losses, made);
        }

        Task<ImportOutcome.WouldRun> Ask(Action<ForetoldRow>? eachRow)
        {
            long length = Math.Max(file.Length, 1);
            return dry.Do(source, reads.Read(file, source), eachRow, () => file.CanRead ? (double)file.Position / length : 1, new ImportPrinting.Shown(work), stop);
        }
    }

    private static async Task<CommandResult> Resume(CommandWork work, string idOrNumber, string? path, CancellationToken stop)
    {
        if (await Find(work, idOrNumber, stop) is not { } import) return Unknown(idOrNumber);
        FileStream? file = path is null ? null : Open(path);
        if (path is not null && file is null) return NotAllowed(path);
        await using (file) return await Told(work, await work.Services.GetRequiredService<ResumeImport>().Resume(import.Id, file, new ImportPrinting.Shown(work), stop));
    }

    private static async Task<CommandResult> Undo(CommandWork work, string idOrNumber, CancellationToken stop)
    {
        if (await Find(work, idOrNumber, stop) is not { } import) return Unknown(idOrNumber);
        EditedWay? edited = work.Flag("evenEdited") ? EditedWay.TakeBack : work.Flag("keepEdited") ? EditedWay.Keep : null;
        return ImportPrinting.Ran(await work.Services.GetRequiredService<UndoImport>().Do(import.Id, Member.TerminalHandle, edited, new ImportPrinting.Shown(work), stop));
    }

    private static Task<ImportAccession?> Find(CommandWork work, string idOrNumber, CancellationToken stop) => work.Services.GetRequiredService<IImportStore>().Find(idOrNumber, Keeper(work), stop);

    private static Viewer.Member Keeper(CommandWork work) => new(work.Today, Member.TerminalHandle, IsKeeper: true, []);

    private static CommandResult? WhyNot(string path) => Directory.Exists(path) ? CommandResult.Otherwise("no-file", $"{path} is a folder, not a file; nothing was taken.")
        : File.Exists(path) ? null : CommandResult.Otherwise("no-file", $"{path} is not there; nothing was taken.");

    private static CommandResult NotAllowed(string path) => CommandResult.Otherwise("not-allowed", $"The account that runs kindred may not read {path}; nothing was taken.");

    private static CommandResult Unknown(string idOrNumber) => CommandResult.Otherwise("no-import", $"There is no import {idOrNumber}. `kindred import --list` lists them.");

    private static FileStream? Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
