using System.Collections.Immutable;
using System.Net.Http.Headers;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.SigningIn;
using Kindred.Host;
using Kindred.Host.Commands;
using Kindred.Tests.Browsing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kindred.Tests;

/// <summary>A whole archive in a folder of its own, with a clock that a test sets: the same wiring as <c>kindred serve</c>, without a port.
/// <c>await using TestArchive archive = await TestArchive.Start();</c></summary>
public sealed class TestArchive : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DataFolder taken;
    private readonly StringWriter log;

    private TestArchive(string folder, Settings settings, WebApplication app, DataFolder taken, TestClock clock, StringWriter log) =>
        (Folder, Settings, this.app, this.taken, Clock, this.log) = (folder, settings, app, taken, clock, log);

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    public Settings Settings { get; }

    public TestClock Clock { get; }

    public DateOnly Today => Clock.Today();

    public IServiceProvider Services => app.Services;

    public IArchiveWriter Writer => Get<IArchiveWriter>();

    public IRecordStore Records => Get<IRecordStore>();

    /// <summary>The founding keepers' one-time links, without the part before <c>/join/</c>.</summary>
    public IReadOnlyList<string> FoundingLinks { get; private set; } = [];

    /// <summary>Everything that was logged, at Trace.</summary>
    public string Log
    {
        get
        {
            lock (log) return log.ToString();
        }
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <param name="folder">An archive that is there already; null: a new one.</param>
    /// <param name="set">Settings beside those of a test.</param>
    /// <param name="adjust">Replaces services, such as a store that fails.</param>
    public static Task<TestArchive> Start(
        string? folder = null, TestClock? clock = null, Action<IServiceCollection>? adjust = null, params (string Name, string Value)[] set) => Start(folder, clock, adjust, null, set);

    /// <param name="map">Adds routes beside the archive's own, such as one that leaks.</param>
    public static async Task<TestArchive> Start(
        string? folder, TestClock? clock, Action<IServiceCollection>? adjust, Action<WebApplication>? map, params (string Name, string Value)[] set)
    {
        folder ??= Path.Combine(Path.GetTempPath(), "kindred-test-" + RecordId.Mint(), "data");
        clock ??= new TestClock();
        Settings settings = Settings.Read(folder, set.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        DataFolder taken = DataFolder.TryTake(settings) ?? throw new InvalidOperationException("The folder is taken.");
        // As serve does; a test may say a place where none can be made.
        if (JournalPlace.WhyNot(settings) is null) JournalPlace.Begin(settings);
        StringWriter log = new();
        WebApplication app = Serve.Build(settings, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Services.AddSingleton<TimeProvider>(clock);
            // A test has no password worth a tenth of a second.
            builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000);
            builder.Services.AddSingleton<ILoggerFactory>(new QuietLog(TextWriter.Synchronized(log), LogLevel.Trace, isJson: false, clock));
            adjust?.Invoke(builder.Services);
        });
        map?.Invoke(app);
        TestArchive archive = new(folder, settings, app, taken, clock, log) { FoundingLinks = await Serve.Open(app, CancellationToken.None) ?? [] };
        await app.StartAsync();
        return archive;
    }

    /// <summary>Nobody in particular: no cookie, no token; its forms come from the archive itself.</summary>
    public HttpClient Anyone()
    {
        HttpClient client = app.GetTestClient();
        client.DefaultRequestHeaders.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return client;
    }

    /// <summary>Someone with a token for the API.</summary>
    public HttpClient With(string token)
    {
        HttpClient client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Someone whose browser is signed in.</summary>
    public HttpClient SignedIn(string sessionSecret)
    {
        HttpClient client = Anyone();
        client.DefaultRequestHeaders.Add("Cookie", "kindred=" + sessionSecret);
        return client;
    }

    /// <summary>Who sends something in without signing in.</summary>
    public Viewer Stranger => new Viewer.Public(Today);

    /// <summary>A community that is public already.</summary>
    public Task<RecordId> Community(string name = "River people") => Publish("community", Told.Content(name));

    /// <summary>A record that anyone reads and finds, from public sources; for tests of what comes after its publication.</summary>
    public async Task<RecordId> Publish(string kind, RecordContent content, RecordId? id = null)
    {
        RecordId own = id ?? RecordId.Mint();
        ImmutableArray<RecordId> communities = kind == "community" ? [own] : [];
        await Write(session =>
        {
            session.Put(Told.Put(session, own, kind, content, Today, communities: communities) with { Basis = PublicationBasis.PublicSources, PublishedWithout = communities });
            if (!communities.IsEmpty) session.Put(own, Protocol.AnySteward);
            Get<Publication>().Reindex(session, own, Today);
        });
        return own;
    }

    /// <summary>A new keeper (no community) or steward, with a token.</summary>
    public async Task<string> Member(string handle, RecordId? stewardOf = null)
    {
        KeepingOutcome added = await Get<AddMember>().Do(
            handle, stewardOf?.ToString(), null, Domain.Keeping.Member.TerminalHandle, "for a test", "", CancellationToken.None);
        Assert.IsType<KeepingOutcome.Done>(added);
        return await Token(handle);
    }

    public async Task<string> Token(string handle) =>
        Assert.IsType<string>(await Get<MakeToken>().Do(handle, SessionKind.Token, null, 365, CancellationToken.None));

    /// <summary>Someone's browser, signed in a moment ago: for ten minutes it is not asked again.</summary>
    public async Task<string> Session(string handle)
    {
        string secret = Assert.IsType<string>(await Get<MakeToken>().Do(handle, SessionKind.Browser, null, 14, CancellationToken.None));
        Get<FreshProofs>().Note(Get<Keystore>().HashSecret(secret));
        return secret;
    }

    /// <summary>Gives someone a password and a code app.</summary>
    /// <returns>What the code app holds.</returns>
    public async Task<byte[]> GivePassword(string handle, string password)
    {
        byte[] secret = System.Security.Cryptography.RandomNumberGenerator.GetBytes(TimeCode.SecretBytes);
        string hash = Get<IPasswordHasher<Account>>().HashPassword(null!, password), held = Get<Keystore>().Seal(handle, secret);
        await Write(session => session.Put(session.FindMember(handle)! with { PasswordHash = hash, CodeSecret = held }));
        return secret;
    }

    /// <summary>What a code app shows now.</summary>
    public string Code(byte[] secret) => TimeCode.At(TimeCode.StepOf(Clock.GetUtcNow()), secret);

    /// <summary>Days pass, and what a new day brings is done.</summary>
    public async Task Pass(int days)
    {
        Clock.Pass(TimeSpan.FromDays(days));
        await Get<DayTurn>().Turn(CancellationToken.None);
    }

    /// <summary>Does one thing inside a transaction.</summary>
    public Task Write(Action<IArchiveSession> act) => Writer.Write(
        session =>
        {
            act(session);
            return true;
        },
        CancellationToken.None);

    /// <summary>Stops it and leaves the folder, to be started again.</summary>
    public async Task Stop()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        taken.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (Directory.Exists(Path.GetDirectoryName(Folder))) Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
    }
}

/// <summary>Stands still until it is told otherwise.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(TimeSpan time) => now += time;

    public void Set(DateOnly day) => now = new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero);
}
