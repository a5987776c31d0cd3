using System.Globalization;
using System.Text.Json;
using Kindred.Domain.Dates;
using Kindred.Features.Shared;

namespace Kindred.Host;

/// <summary>The only way to a log. Our own lines are written as they are, with the day and no hour; of what ASP.NET or any other library logs there is,
/// from warnings up, its category, event and exception type, never its message: that may hold an address, a path or somebody's words. It stands in the
/// place of the logger factory, so that no configuration turns request logging on.</summary>
public sealed class QuietLog(TextWriter writer, LogLevel least, bool isJson, TimeProvider time) : ILoggerFactory
{
    // The first warns at each start that its keys are not encrypted: they are in the keystore, which is what the keystore is for. The second has a line
    // for requests of whoever is signed in.
    private static readonly string[] Silent = ["Microsoft.AspNetCore.DataProtection", "Microsoft.AspNetCore.Antiforgery"];

    private readonly Lock turn = new();

    public ILogger CreateLogger(string categoryName) => new Lines(this, categoryName);

    // Nobody else gets to see what is logged.
    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private bool Takes(LogLevel level) => level >= least;

    private void Write(LogLevel level, string category, string message)
    {
        string day = time.Today().Written();
        string name = level.ToString().ToLowerInvariant();
        string line = isJson ? JsonSerializer.Serialize(new { day, level = name, category, message }) : $"{day} {name} {message}";
        lock (turn) writer.WriteLine(line);
    }

    private sealed class Lines(QuietLog log, string category) : ILogger
    {
        private readonly bool isOurs = category.StartsWith("Kindred.", StringComparison.Ordinal);

        private readonly bool isSilent = Silent.Any(one => category.StartsWith(one, StringComparison.Ordinal));

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => level != LogLevel.None && log.Takes(level) && (isOurs || (level >= LogLevel.Warning && !isSilent));

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? fault, Func<TState, Exception?, string> format)
        {
            if (!IsEnabled(level)) return;
            string message = isOurs ? format(state, fault) : $"{category} {id.Name ?? id.Id.ToString(CultureInfo.InvariantCulture)}";
            log.Write(level, category, fault is null ? message : $"{message} ({fault.GetType().FullName})");
        }
    }
}
