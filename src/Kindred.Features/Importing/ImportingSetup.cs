using Kindred.Features.Importing.Running;
using Kindred.Features.Importing.Sending;
using Kindred.Features.Importing.Tables;
using Kindred.Features.Importing.Whole;
using Kindred.Features.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Features.Importing;

/// <summary>Everything that taking in files needs; a form of source is a line here.</summary>
public static class ImportingSetup
{
    public static IServiceCollection AddImporting(this IServiceCollection services) => services
        .AddSingleton<WeighRow>()
        .AddSingleton<LinkRows>()
        .AddSingleton<TakeRow>()
        .AddSingleton<ImportsAtWork>()
        .AddSingleton<RunImport>()
        .AddSingleton<ResumeImport>()
        .AddSingleton<IDailyTask, SweepSources>()
        .AddSingleton<DryRun>()
        .AddSingleton<UndoImport>()
        .AddSingleton<RecordLines>()
        .AddSingleton<ImportRecords>()
        .AddSingleton<ImportWhole>()
        .AddSingleton<WeighWhole>()
        .AddSingleton<IReadRows>(of => of.GetRequiredService<RecordLines>())
        .AddSingleton<IReadRows, TableRows>()
        .AddSingleton<IReadRows, ProfiledRows>();

    /// <summary>What pages and programs need besides: files that are sent in, and what the server does with them in the background.</summary>
    /// <param name="services">The server's.</param>
    /// <param name="folder">Where sent files wait.</param>
    /// <param name="megabytes">That one may weigh.</param>
    public static IServiceCollection AddImportPages(this IServiceCollection services, string folder, int megabytes)
    {
        services.AddSingleton(of => new SentFiles(folder, megabytes, of.GetRequiredService<TimeProvider>()))
            .AddSingleton<IDailyTask>(of => of.GetRequiredService<SentFiles>())
            .AddSingleton<ProfileShelf>()
            .AddSingleton<TakeSentFile>()
            .AddSingleton<OfferNames>()
            .AddSingleton<ImportErrands>();
        return services.AddHostedService(of => of.GetRequiredService<ImportErrands>());
    }
}
