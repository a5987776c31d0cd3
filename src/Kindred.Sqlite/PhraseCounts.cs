using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Kindred.Sqlite;

/// <summary>
/// The function <c>phrase_counts(search)</c> of FTS5: how often each phrase of the query stands in title and body, as one number. FTS5's own bm25
/// reads the length of every document found and walks every phrase once more: three quarters of a search for common words.
/// </summary>
/// <remarks>https://www.sqlite.org/fts5.html, section 7: layouts and calls are those of <c>fts5.h</c>, which only grow at their ends.</remarks>
internal static unsafe class PhraseCounts
{
    /// <summary>Phrases that are told apart; those after the last share its place.</summary>
    public const int Phrases = sizeof(long);

    private const string Library = "e_sqlite3";
    private const int Most = 15;

    // By column: title, body, title_stem, body_stem. An exact form counts twice.
    private static ReadOnlySpan<byte> InTitles => [2, 0, 1, 0];

    private static ReadOnlySpan<byte> InBodies => [0, 2, 0, 1];

    /// <summary>Makes the function known to one connection.</summary>
    /// <returns>A result code of SQLite.</returns>
    public static int Register(sqlite3 database)
    {
        Api* api = null;
        int code = raw.sqlite3_prepare_v2(database, "SELECT fts5(?)", out sqlite3_stmt statement);
        if (code != raw.SQLITE_OK) return code;
        using (statement)
        {
            fixed (byte* type = "fts5_api_ptr"u8) code = BindPointer(statement.DangerousGetHandle(), 1, &api, type, 0);
            if (code == raw.SQLITE_OK) code = raw.sqlite3_step(statement);
        }

        if (api is null) return code;
        fixed (byte* name = "phrase_counts"u8) return api->CreateFunction(api, name, 0, &Count, 0);
    }

    /// <summary>How often a phrase stands in the title, 0 to 15.</summary>
    public static int InTitle(long counts, int phrase) => (int)(counts >> (8 * phrase) >> 4) & Most;

    /// <summary>How often a phrase stands in the body, 0 to 15.</summary>
    public static int InBody(long counts, int phrase) => (int)(counts >> (8 * phrase)) & Most;

    /// <summary>Called for each document. Nothing here may throw: no exception can pass through SQLite.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Count(ExtensionApi* api, nint context, nint result, int arguments, nint* values)
    {
        long counts = 0;
        int phrases = api->PhraseCount(context);
        for (int phrase = 0; phrase < phrases; phrase++)
        {
            int place = Math.Min(phrase, Phrases - 1);
            int title = InTitle(counts, place);
            int body = InBody(counts, place);
            PhraseIterator at = default;
            int column = -1;
            int offset = 0;
            int code = api->PhraseFirst(context, phrase, &at, &column, &offset);
            for (; code == raw.SQLITE_OK && (uint)column < (uint)InTitles.Length; api->PhraseNext(context, &at, &column, &offset))
            {
                title += InTitles[column];
                body += InBodies[column];
            }

            long both = ((long)Math.Min(title, Most) << 4) | (uint)Math.Min(body, Most);
            counts = (counts & ~(0xFFL << (8 * place))) | (both << (8 * place));
        }

        ResultInt64(result, counts);
    }

    [DllImport(Library, EntryPoint = "sqlite3_bind_pointer")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int BindPointer(nint statement, int parameter, Api** value, byte* type, nint destroy);

    [DllImport(Library, EntryPoint = "sqlite3_result_int64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static extern void ResultInt64(nint result, long value);

    [StructLayout(LayoutKind.Explicit)]
    private struct Api
    {
        [FieldOffset(24)]
        public delegate* unmanaged[Cdecl]<Api*, byte*, nint, delegate* unmanaged[Cdecl]<ExtensionApi*, nint, nint, int, nint*, void>, nint, int> CreateFunction;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct ExtensionApi
    {
        [FieldOffset(48)]
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> PhraseCount;

        [FieldOffset(128)]
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, PhraseIterator*, int*, int*, int> PhraseFirst;

        [FieldOffset(136)]
        public delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, PhraseIterator*, int*, int*, void> PhraseNext;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PhraseIterator
    {
        public nint Next;
        public nint End;
    }
}
