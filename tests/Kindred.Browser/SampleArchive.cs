using System.Text.Json;
using Kindred.Browser;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Depositing;
using Kindred.Features.Keeping;
using Kindred.Features.Sampling;
using Kindred.Features.Shared;
using Kindred.Features.SigningIn;
using Kindred.Host;
using Kindred.Host.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Path = System.IO.Path;

[assembly: AssemblyFixture(typeof(SampleArchive))]

namespace Kindred.Browser;

/// <summary>One archive with the sample for the whole run, on a free port of this machine: the same wiring as <c>kindred serve --sample</c>.</summary>
public sealed class SampleArchive : IAsyncLifetime
{
    /// <summary>A keeper of the sample.</summary>
    public const string Keeper = "mika";

    /// <summary>The steward of <see cref="Community"/>, whose one yes is enough.</summary>
    public const string Steward = "rafi";

    public const string Community = "South Asian Americans";

    private readonly string folder = Path.Combine(Path.GetTempPath(), "kindred-browser-" + RecordId.Mint());
    private WebApplication? app;
    private DataFolder? taken;

    /// <summary>Scheme, host and port; every address of a test begins at its root.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>The file that somebody who has the machine can change.</summary>
    public string DatabaseFile => Path.Combine(folder, "data", "kindred.db");

    /// <summary>A one-time link of a founding keeper, from the root.</summary>
    public string FoundingLink { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        // Without a browser every test skips: nothing needs to be there.
        if (Chromium.Program is null) return;
        Settings settings = Settings.Read(
            Path.Combine(folder, "data"), [KeyValuePair.Create("KINDRED_URLS", "http://127.0.0.1:0"), KeyValuePair.Create("KINDRED_LOG_LEVEL", "error")]);
        taken = DataFolder.TryTake(settings) ?? throw new InvalidOperationException("The folder is taken.");
        app = Serve.Build(settings);
        FoundingLink = "/join/" + (await Serve.Open(app, CancellationToken.None))![0];
        await app.Services.GetRequiredService<LoadSample>().Load(Path.Combine(AppContext.BaseDirectory, "samples"), TextWriter.Null, CancellationToken.None);
        await Deposit($$"""{"records":[{"ref":"a","kind":"practice","language":"en","title":"Waiting at the desk","story":"*Told*, not yet read.","centres":["{{Community}}"],"sources":["https://example.org/told"]}]}""");
        await app.StartAsync();
        Origin = app.Urls.First();
    }

    private IServiceProvider Services
    {
        get
        {
            Chromium.Need();
            return app!.Services;
        }
    }

    /// <summary>What the cookie of somebody signed in holds.</summary>
    public async Task<string> Session(string handle)
    {
        string secret = Assert.IsType<string>(await Services.GetRequiredService<MakeToken>().Do(handle, SessionKind.Browser, null, 14, CancellationToken.None));
        // It signed in a moment ago.
        Services.GetRequiredService<FreshProofs>().Note(Services.GetRequiredService<Keystore>().HashSecret(secret));
        return secret;
    }

    /// <summary>Time goes by: whoever is signed in is asked again.</summary>
    public void ForgetProofs() => Services.GetRequiredService<FreshProofs>().ForgetAll();

    /// <summary>A one-time link for a new keeper.</summary>
    public async Task<string> KeepersLink(string handle)
    {
        KeepingOutcome added = await Services.GetRequiredService<AddMember>().Do(handle, null, null, Member.TerminalHandle, "for a test", "", CancellationToken.None);
        return "/join/" + Assert.IsType<KeepingOutcome.Done>(added).Secret;
    }

    /// <summary>The one-time link by which the sample's steward claims the handle.</summary>
    public Task<string> StewardsLink() => MakeSteward(Steward, Community);

    /// <summary>Somebody who answers for a community, by the terminal.</summary>
    /// <returns>The one-time link.</returns>
    public async Task<string> MakeSteward(string handle, string community)
    {
        KeepingOutcome added = await Services.GetRequiredService<AddMember>().Do(handle, community, null, Member.TerminalHandle, "for a test", "", CancellationToken.None);
        return "/join/" + Assert.IsType<KeepingOutcome.Done>(added).Secret;
    }

    private async Task Deposit(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        (DepositInput input, var findings) = DepositInput.Read(document.RootElement, Services.GetRequiredService<KindList>(), TimeProvider.System.Today());
        Assert.Empty(findings);
        await Services.GetRequiredService<SendDeposit>().Send(input, null, DepositState.Deposited, new Viewer.Public(TimeProvider.System.Today()), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        taken?.Dispose();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
