using Kindred.Domain.Kinds;
using Kindred.Domain.Stores;
using Kindred.Features.Browsing;
using Kindred.Features.Declaring;
using Kindred.Features.Depositing;
using Kindred.Features.Documenting;
using Kindred.Features.Exporting;
using Kindred.Features.Importing;
using Kindred.Features.Keeping;
using Kindred.Features.Merging;
using Kindred.Features.Picturing;
using Kindred.Features.Publishing;
using Kindred.Features.Reviewing;
using Kindred.Features.Sampling;
using Kindred.Features.Searching;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;
using Kindred.Features.SigningIn;
using Kindred.Features.Stewarding;
using Kindred.Features.Withdrawing;
using Kindred.Sqlite;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;

namespace Kindred.Host;

/// <summary>Wires everything: what every command needs, what the web server needs besides, and the order of its pipeline. Acts are listed here; a slice with
/// more to set up than a list has a <c>…Setup</c> that is called here.</summary>
public static class Composition
{
    /// <summary>The archive and what people do in it, for a command and for the server alike. The data folder has been taken.</summary>
    public static IServiceCollection AddKindred(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ILoggerFactory>(of => LogOf(of.GetRequiredService<Settings>(), of.GetRequiredService<TimeProvider>()));
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(_ => Keystore.Open(settings.Keystore));
        // Now: it knows from here on whether it was there.
        services.AddSingleton(new WithdrawalJournal(settings.Journal));
        services.AddSingleton<IWithdrawalJournal>(of => of.GetRequiredService<WithdrawalJournal>());
        services.AddSingleton(OpenArchive);
        services.AddSingleton(of => of.GetRequiredService<SqliteArchive>().Writer);
        services.AddSingleton(of => of.GetRequiredService<SqliteArchive>().Records);
        services.AddSingleton(of => of.GetRequiredService<SqliteArchive>().Deposits);
        services.AddSingleton(of => of.GetRequiredService<SqliteArchive>().Members);
        services.AddSingleton(of => of.GetRequiredService<SqliteArchive>().Search);
        services.AddSingleton(of => of.GetRequiredService<SqliteArchive>().Imports);
        services.AddSingleton(new SourceSpool(System.IO.Path.Combine(settings.Data, "imports")));
        services.AddSingleton<IWholeArchive>(of => of.GetRequiredService<SqliteArchive>());
        services.AddSingleton<CurrentSettings>();
        services.AddDepositing(new DepositLimits(
            settings.Number("KINDRED_DEPOSITS_PER_HOUR"), settings.Number("KINDRED_DEPOSITS_PER_HOUR_IN_ALL"),
            settings.Number("KINDRED_DEPOSITS_PER_MINUTE"), settings.Number("KINDRED_DEPOSIT_MEGABYTES_PER_MINUTE")));
        services.AddSearch();
        services.AddPicturing();
        services.AddActs();
        return services;
    }

    /// <summary>The way of a datum: deposit, review, ask, publish, withdraw; and keeping.</summary>
    private static IServiceCollection AddActs(this IServiceCollection services) => services
        .AddSingleton(_ => KindList.BuiltIn)
        .AddSingleton<OwnTexts>()
        .AddSingleton<DeclareKinds>()
        .AddSingleton<IndexAnew>()
        .AddSingleton<PublicDocument>()
        .AddSingleton<Publication>()
        .AddSingleton<Accession>()
        .AddSingleton<Embargoing>()
        .AddSingleton<KeepBack>()
        .AddSingleton<Answering>()
        .AddSingleton<Destruction>()
        .AddSingleton<SendDeposit>()
        .AddSingleton<FollowDeposit>()
        .AddSingleton<RaiseConcern>()
        .AddSingleton<ReviewDeposit>()
        .AddReviewing()
        .AddSingleton<AnswerForCommunity>()
        .AddSingleton<RenewConsents>()
        .AddSingleton<RestoreRevision>()
        .AddSingleton<WithdrawRecord>()
        .AddSingleton<PartialWithdrawal>()
        .AddSingleton<WithdrawPart>()
        .AddSingleton<ReplayWithdrawals>()
        .AddSingleton<TakeBackImport>()
        .AddImporting()
        .AddMerging()
        .AddSingleton<ReadRecord>()
        .AddSingleton<RefusedNames>()
        .AddSingleton<ExportRecords>()
        .AddSingleton<ExportWhole>()
        .AddSingleton<LoadSample>()
        .AddSingleton<IDailyTask, TurnPublications>()
        .AddSingleton<IDailyTask, DestroyForgotten>()
        .AddSingleton<SettleConcern>()
        .AddSingleton<SeeAnswers>()
        .AddSingleton<AnswerConcern>()
        .AddSingleton<RenewSignIn>()
        .AddSingleton<MakeToken>()
        .AddSingleton<WishAmongStewards>()
        .AddSingleton<LiftClaim>()
        .AddSingleton<RoleGift>()
        .AddSingleton<IDailyTask, EndWishes>()
        .AddSingleton<EditGuidance>()
        .AddSingleton<Founding>()
        .AddSingleton<AddMember>()
        .AddSingleton<ChangeRole>()
        .AddSingleton<IDailyTask, EndProposals>()
        .AddSingleton<IDailyTask, DestroyEndedSignIns>()
        .AddSingleton<ChangeSettings>()
        .AddSingleton<HandOverRole>()
        .AddSingleton<LeaveToStewards>()
        .AddSingleton<AppointKeepers>()
        .AddSingleton<ITwoKeeperDeed>(of => of.GetRequiredService<ChangeRole>())
        .AddSingleton<ITwoKeeperDeed>(of => of.GetRequiredService<HandOverRole>())
        .AddSingleton<ITwoKeeperDeed>(of => of.GetRequiredService<RenewSignIn>())
        .AddSingleton<ITwoKeeperDeed>(of => of.GetRequiredService<ChangeSettings>())
        .AddSingleton<ITwoKeeperDeed>(of => of.GetRequiredService<LeaveToStewards>())
        .AddSingleton<ITwoKeeperDeed>(of => of.GetRequiredService<LiftClaim>())
        .AddSingleton<SecondWord>();

    /// <summary>Pages, sign-in, headers.</summary>
    public static IServiceCollection AddServer(this IServiceCollection services, Settings settings)
    {
        services.AddScoped<CurrentViewer>();
        services.AddScoped<Tellings>();
        string[] origins = [.. settings.Origins.Select(origin => origin.GetLeftPart(UriPartial.Authority))];
        services.AddShell(of => ShellOf(settings, origins, of.GetRequiredService<CurrentSettings>()));
        services.ConfigureHttpJsonOptions(options => BodyJson.Set(options.SerializerOptions));
        // What cannot be bound is told by ProblemAnswer, which needs to know why.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSigningIn();
        services.AddSearching();
        services.AddSingleton(ExportPace.Usual);
        services.AddImportPages(System.IO.Path.Combine(settings.Data, "imports", "sent"), settings.Number("KINDRED_IMPORT_MEGABYTES"));
        PublicPageCache.Add(services, settings["KINDRED_PAGE_CACHE"] != "off");
        services.AddDataProtection().SetApplicationName("kindred");
        services.AddOptions<KeyManagementOptions>().Configure<Keystore>((options, keystore) => options.XmlRepository = keystore);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "kindred-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<TakeArchiveFile>(of => new TakeArchiveFile(of.GetRequiredService<DeclareKinds>(), of.GetRequiredService<IArchiveWriter>(), System.IO.Path.Combine(settings.Data, TakeArchiveFile.FileName)));
        services.AddSingleton<Health>();
        services.AddSingleton<Measures>();
        services.AddSingleton<IDailyTask>(of => of.GetRequiredService<Measures>());
        services.AddSingleton<DayTurn>();
        services.AddHostedService(of => of.GetRequiredService<DayTurn>());
        return services;
    }

    public static WebApplication Use(this WebApplication app)
    {
        Settings settings = app.Services.GetRequiredService<Settings>();
        app.Use(app.Services.GetRequiredService<Measures>().Count);
        UseTrustedProxies(app, settings);
        foreach (Uri origin in settings.Origins.Where(origin => origin.Scheme == "https")) app.Use((context, next) => AsPublic(context, origin, next));
        app.UseShell();
        app.Use(Measures.NoteRoute);
        KindList kinds = app.Services.GetRequiredService<KindList>();
        app.Use(async (context, next) =>
        {
            kinds.Hold();
            await next(context);
        });
        app.UseMiddleware<SignedIn>();
        MergedAddress.Use(app);
        PublicPageCache.Use(app);
        app.MapShell();
        Health.Map(app);
        KeepingApi.Map(app);
        KindsApi.Map(app);
        DepositsApi.Map(app);
        ProposalsApi.Map(app);
        RecordApi.Map(app);
        RecordListApi.Map(app);
        DocumentingApi.Map(app);
        ExportApi.Map(app);
        ReviewApi.Map(app);
        AnswerApi.Map(app);
        EmbargoApi.Map(app);
        CommunitiesApi.Map(app);
        ClaimsApi.Map(app);
        ConcernsApi.Map(app);
        ConcernsDeskApi.Map(app);
        WithdrawApi.Map(app);
        ImportsApi.Map(app);
        SendImportApi.Map(app);
        MergingApi.Map(app);
        WaitingFeed.Map(app);
        PicturingSetup.Map(app);
        return app;
    }

    private static SqliteArchive OpenArchive(IServiceProvider services)
    {
        SqliteArchive archive = SqliteArchive.Open(services.GetRequiredService<Settings>().Data);
        ILogger<SqliteArchive> log = services.GetRequiredService<ILogger<SqliteArchive>>();
        archive.Faulted += fault => log.LogError("Writing: {Exception}", fault.GetType().FullName);
        return archive;
    }

    private static QuietLog LogOf(Settings settings, TimeProvider time) =>
        new(Console.Error, Enum.Parse<LogLevel>(settings["KINDRED_LOG_LEVEL"], ignoreCase: true), settings["KINDRED_LOG"] == "json", time);

    private static Shell ShellOf(Settings settings, string[] origins, CurrentSettings current)
    {
        Shell shell = new()
        {
            ArchiveName = current.Value.Name,
            IsSample = current.Value.IsSample,
            Languages = current.Value.Languages is [_, ..] chosen ? [.. chosen] : Texts.Languages,
            LeaveAddress = settings["KINDRED_LEAVE_ADDRESS"],
            Origins = origins,
        };
        return settings["KINDRED_SOURCE_ADDRESS"] is { Length: > 0 } source ? shell with { SourceAddress = source } : shell;
    }

    // TLS ends before us: cookies and headers follow the public address.
    private static Task AsPublic(HttpContext context, Uri origin, RequestDelegate next)
    {
        if (context.Request.Host.Host.Equals(origin.Host, StringComparison.OrdinalIgnoreCase)) context.Request.Scheme = origin.Scheme;
        return next(context);
    }

    private static void UseTrustedProxies(WebApplication app, Settings settings)
    {
        System.Net.IPNetwork[] trusted = [.. settings.TrustedProxies];
        if (trusted is []) return;
        ForwardedHeadersOptions options = new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (System.Net.IPNetwork proxy in trusted) options.KnownIPNetworks.Add(proxy);
        app.UseWhen(context => !RequestPrefix.IsByOnion(context), direct => direct.UseForwardedHeaders(options));
    }
}
