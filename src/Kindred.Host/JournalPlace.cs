using Kindred.Features.Shared;
using Kindred.Features.Withdrawing;
using Kindred.Sqlite;

namespace Kindred.Host;

/// <summary>Where the journal of withdrawals lies, looked at before somebody wants something gone: where no line can be written nothing is taken away.</summary>
public static class JournalPlace
{
    public const string Remedy = "Put a file there that the account which runs kindred can write, or say another place with KINDRED_JOURNAL";

    /// <summary>Why no line could be written; null: one could. Writes none, and makes nothing that stays.</summary>
    public static string? WhyNot(Settings settings)
    {
        string folder = Path.GetDirectoryName(settings.Journal)!;
        // The folder beside the data folder is made with it. Another that isn't there may be a disk that is not mounted.
        if (!Directory.Exists(folder)) return folder == Path.GetDirectoryName(settings.Data) ? null : $"there is no folder {folder}";
        if (Directory.Exists(settings.Journal)) return "a folder is in its place";
        try
        {
            if (File.Exists(settings.Journal))
            {
                using FileStream journal = DurableFile.Open(settings.Journal, FileMode.Append);
                DurableFile.Flush(journal);
            }
            else
            {
                DataFolder.TryBelow(folder);
            }

            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message.TrimEnd('.');
        }
    }

    /// <summary>There is an archive, which has had a journal since its first day, and none is in its place: deleted, or on a disk that is not mounted.</summary>
    public static bool IsGone(Settings settings) => DataFolder.IsArchive(settings.Data) && !File.Exists(settings.Journal);

    /// <exception cref="WrongUsageException">The archive knows how far its journal had come at the last back-up, and the journal is gone.</exception>
    public static void CheckNotGone(Settings settings)
    {
        if (IsGone(settings) && SqliteArchive.WhyNot(settings.Data) is null && SqliteArchive.ValueIn(settings.Data, WithdrawalJournal.MarkName) is not null)
            throw new WrongUsageException($"The journal of withdrawals is gone from {settings.Journal}, and a back-up of this archive needs it. Nothing was changed. Put it back, or say where it is with KINDRED_JOURNAL; if it is lost, put an empty file there: the back-ups made until now are then restored only with --without-journal.");
    }

    /// <exception cref="WrongUsageException">No line could be written.</exception>
    public static void Check(Settings settings)
    {
        if (WhyNot(settings) is { } why)
            throw new WrongUsageException($"The journal of withdrawals cannot be written at {settings.Journal} ({why}), and without it nobody could take anything back. Nothing was changed. {Remedy}.");
    }

    /// <summary>Makes an empty one where there is none, so that whoever looks after back-ups finds it from the first day.</summary>
    /// <returns>It was made.</returns>
    public static bool Begin(Settings settings)
    {
        if (File.Exists(settings.Journal)) return false;
        DurableFile.Append(settings.Journal, []);
        return true;
    }
}
