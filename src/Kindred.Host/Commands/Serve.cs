using System.CommandLine;
using System.Text.Json.Nodes;
using Kindred.Features.Declaring;
using Kindred.Features.Keeping;
using Kindred.Features.Sampling;
using Kindred.Features.Shared;
using Kindred.Sqlite;

namespace Kindred.Host.Commands;

/// <summary><c>kindred serve</c>: the archive, until it is stopped.</summary>
public static class Serve
{
    public static Command Create()
    {
        Option<string> urls = new("--urls") { Description = "Where to listen (default: KINDRED_URLS, or http://127.0.0.1:8080).", HelpName = "URLS" };
        Option<bool> sample = new("--sample") { Description = "Fill an empty archive with the sample." };
        Command command = CommandTree.Named("serve", "Start the archive. Until somebody has claimed one, each start prints two new one-time links, one for each founding keeper; those printed before end.", "kindred serve --data /srv/kindred --urls http://127.0.0.1:8080");
        command.Add(urls);
        command.Add(sample);
        command.SetAction((parsed, cancel) =>
        {
            Settings settings = Terminal.SettingsOf(parsed);
            if (parsed.GetValue(urls) is { } given) settings = settings.With("KINDRED_URLS", given);
            ListeningAddress.Check(settings.Urls);
            return Run(settings, parsed.GetValue(sample), parsed.GetValue(Terminal.Json), cancel);
        });
        return command;
    }

    /// <summary>The web application, not started. Tests add their own clock and server.</summary>
    public static WebApplication Build(Settings settings, Action<WebApplicationBuilder>? adjust = null)
    {
        // Nothing is read from appsettings or the environment but our own settings.
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "kindred",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(settings.Urls);
        builder.Services.AddKindred(settings).AddServer(settings);
        builder.Services.AddHostedService<CommandSocket>();
        adjust?.Invoke(builder);
        return builder.Build().Use();
    }

    /// <summary>Opens the archive and what pages need of it, before the first request. The links of the founding keepers, as long as nobody has claimed one.</summary>
    public static async Task<IReadOnlyList<string>> Open(WebApplication app, CancellationToken cancel)
    {
        Founding founding = app.Services.GetRequiredService<Founding>();
        await founding.Prepare(cancel);
        await app.Services.GetRequiredService<CurrentSettings>().Refresh(cancel);
        await app.Services.GetRequiredService<DeclareKinds>().Open(cancel);
        await app.Services.GetRequiredService<TakeArchiveFile>().Take(cancel);
        return await founding.Invite(cancel);
    }

    private static async Task<int> Run(Settings settings, bool withSample, bool isJson, CancellationToken cancel)
    {
        // Before anything is made. Of a port that the archive of this folder has itself, that it runs already is the better word.
        if (!DataFolder.IsArchive(settings.Data)) ListeningAddress.Try(settings.Urls);
        DataFolder.Try(settings.Data);
        JournalPlace.Check(settings);
        bool isBegun = DataFolder.IsArchive(settings.Data);
        using DataFolder? folder = DataFolder.TryTake(settings);
        if (folder is null)
            return Terminal.Print(CommandResult.Otherwise("in-use", $"An archive runs in {settings.Data} already, or a command is at work there."), isJson);
        JournalPlace.CheckNotGone(settings);
        ListeningAddress.Try(settings.Urls);
        if (JournalPlace.Begin(settings) && isBegun)
            await Console.Error.WriteLineAsync($"There was no journal of withdrawals at {settings.Journal}: an empty one was made. If this archive had one, stop it and put that in its place, or say where it is with KINDRED_JOURNAL.");
        await using WebApplication app = Build(settings);
        IReadOnlyList<string> links = await Open(app, cancel);
        foreach (string line in WrongInFile(app)) await Console.Error.WriteLineAsync(line);
        if (withSample) await LoadSample(app, cancel);
        DateOnly today = app.Services.GetRequiredService<TimeProvider>().Today();
        foreach (string line in TermWarnings.Of(await app.Services.GetRequiredService<SqliteArchive>().Members.All(cancel), today)) await Console.Error.WriteLineAsync(line);
        await app.StartAsync(cancel);
        Terminal.Print(Started(PublicAddress(settings, app), links), isJson);
        await app.WaitForShutdownAsync(cancel);
        return ExitStatus.Done;
    }

    /// <summary>The archive starts all the same, with what was declared before.</summary>
    private static IEnumerable<string> WrongInFile(WebApplication app)
    {
        if (app.Services.GetRequiredService<TakeArchiveFile>().Last is not ArchiveFileOutcome.NotRight wrong) yield break;
        Texts texts = Texts.For(Texts.Source);
        yield return $"{TakeArchiveFile.FileName} was not taken over; what was declared before holds.";
        foreach ((int line, Domain.Finding finding) in wrong.Findings) yield return $"{TakeArchiveFile.FileName}, line {line}{(finding.Field.Length > 0 ? $", {finding.Field}" : "")}: {texts.Words(finding)}";
    }

    private static CommandResult Started(string address, IReadOnlyList<string> links) => CommandResult.Done(
        new JsonObject { ["address"] = address, ["links"] = new JsonArray([.. links.Select(link => (JsonNode)$"{address}/join/{link}")]) },
        [
            $"Kindred is at {address}",
            .. links.Select(link => $"For a founding keeper, once: {address}/join/{link}"),
            .. links is [] ? (string[])[] : [$"They hold for {Founding.LinkDays} days, or until the next start prints new ones."],
        ]);

    internal static string PublicAddress(Settings settings, WebApplication? app = null) =>
        (settings.Origin?.GetLeftPart(UriPartial.Authority) ?? app?.Urls.FirstOrDefault() ?? settings.Urls.Split(';')[0]).TrimEnd('/');

    private static async Task LoadSample(WebApplication app, CancellationToken cancel)
    {
        if (app.Services.GetRequiredService<SqliteArchive>().Records.ChangeNumber == 0)
            await app.Services.GetRequiredService<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), Console.Error, cancel);
        else await Console.Error.WriteLineAsync("The archive is not empty: the sample was left out.");
    }
}
