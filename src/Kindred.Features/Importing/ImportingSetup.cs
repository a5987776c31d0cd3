using Kindred.Features.Importing.Running;
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
}
