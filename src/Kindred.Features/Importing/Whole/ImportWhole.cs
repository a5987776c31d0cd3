using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Whole;

namespace Kindred.Features.Importing.Whole;

/// <summary>Makes an archive of a whole export. Order: every line as it is; then whether it is all there; then whether what stands as published may be; then the index. Whoever
/// calls throws away what was put where the answer is not <see cref="WholeOutcome.Done"/>.</summary>
public sealed class ImportWhole(KindList kinds, WeighWhole weigh)
{
    private static ReadOnlySpan<byte> End => "\"end\":"u8;

    /// <summary>The line that was read last: where something that was put would not stand beside the rest, it is this one.</summary>
    public long Line { get; private set; }

    /// <summary>Whether a file begins as a whole export does.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> beginning) => beginning.StartsWith("{\"kindred\":\"archive\","u8);

    /// <param name="settles">What its communities' answers do not let be public today is taken in as not public, instead of refusing the file.</param>
    /// <param name="progress">Told how many objects were read, and then how many published ones were weighed.</param>
    public WholeOutcome Into(IWholeFilling archive, Stream file, bool settles, DateOnly today, IProgress<long>? progress)
    {
        using WholeLines lines = new(file, WholeForm.LongestLine);
        WholeOutcome outcome = Read(archive, lines, progress);
        Line = lines.Number;
        return outcome is WholeOutcome.Done done ? weigh.In(archive, done, settles, today, progress) : outcome;
    }

    /// <summary>The number of the first line that is about this record or connection.</summary>
    public static long? LineOf(Stream file, RecordId id)
    {
        using WholeLines lines = new(file, WholeForm.LongestLine);
        byte[] said = Encoding.UTF8.GetBytes($":{{\"id\":\"{id}\"");
        while (lines.Next())
        {
            if (lines.Line.IndexOf(said) >= 0) return lines.Number;
        }

        return null;
    }

    private WholeOutcome Read(IWholeFilling archive, WholeLines lines, IProgress<long>? progress)
    {
        if (!lines.Next()) return Refused(lines, "cut-off");
        if (NotOurs(lines, out int form) is { } other) return other;
        lines.Count();
        long objects = 0, records = 0;
        foreach (WholeSection section in WholeForm.Of(form))
        {
            if (!lines.Next()) return Refused(lines, "cut-off");
            lines.Count();
            long before = objects;
            if ((section.IsSingle ? ReadSingle(archive, lines, section, ref objects) : ReadList(archive, lines, section, ref objects, progress)) is { } wrong) return wrong;
            if (section.Name == WholeForm.OfRecords) records = objects - before;
            if (section.Name == WholeForm.OfKinds && !TakeKinds(archive)) return Refused(lines, "own-kinds");
        }

        return ReadEnd(lines, objects, records);
    }

    private static WholeOutcome.Refused? NotOurs(WholeLines lines, out int form)
    {
        form = 0;
        string line = Encoding.UTF8.GetString(lines.Line);
        if (!IsWhole(lines.Line) || !line.StartsWith(WholeForm.Beginning, StringComparison.Ordinal) || !line.EndsWith(',')
            || !int.TryParse(line.AsSpan(WholeForm.Beginning.Length, line.Length - WholeForm.Beginning.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out form))
        {
            return Refused(lines, "no-export");
        }

        return form > WholeForm.Number ? Refused(lines, "newer-form") : form < 1 ? Refused(lines, "no-export") : null;
    }

    private WholeOutcome.Refused? ReadSingle(IWholeFilling archive, WholeLines lines, WholeSection section, ref long objects)
    {
        byte[] name = Encoding.UTF8.GetBytes($"\"{section.Name}\":");
        if (!lines.Line.StartsWith(name) || lines.Line is not [.., (byte)',']) return Refused(lines, "wrong-line");
        objects++;
        return Put(archive, lines, lines.Line[name.Length..^1], section, null, out _);
    }

    private WholeOutcome.Refused? ReadList(IWholeFilling archive, WholeLines lines, WholeSection section, ref long objects, IProgress<long>? progress)
    {
        if (!lines.Line.SequenceEqual(Encoding.UTF8.GetBytes($"\"{section.Name}\":["))) return Refused(lines, "wrong-line");
        string? before = null;
        for (bool isLast = false; ;)
        {
            if (!lines.Next()) return Refused(lines, "cut-off");
            lines.Count();
            if (lines.Line.SequenceEqual("],"u8)) return isLast || before is null ? null : Refused(lines, "wrong-line");
            if (isLast) return Refused(lines, "wrong-line");
            isLast = lines.Line is not [.., (byte)','];
            if (Put(archive, lines, isLast ? lines.Line : lines.Line[..^1], section, before, out before) is { } wrong) return wrong;
            objects++;
            if (objects % 1000 == 0) progress?.Report(objects);
        }
    }

    private WholeOutcome.Refused? Put(IWholeFilling archive, WholeLines lines, ReadOnlySpan<byte> said, WholeSection section, string? before, out string? place)
    {
        place = null;
        Line = lines.Number;
        try
        {
            place = section.Put(said, archive, before);
            return place is null ? Refused(lines, "out-of-order") : null;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or ArgumentException or InvalidOperationException or OverflowException or KeyNotFoundException)
        {
            return Refused(lines, "wrong-line");
        }
    }

    private bool TakeKinds(IWholeFilling archive)
    {
        OwnKinds own = WholeForm.OwnKindsOf(archive.Session);
        // A field that comes with Kindred says whether a community is asked: no declaration takes its place.
        if (OwnKindsCheck.Check(own, OwnKinds.None, Shared.Texts.Source, []).Any(finding => finding.Code == "name-taken")) return false;
        kinds.Take(KindSet.Of(own));
        return true;
    }

    private static WholeOutcome ReadEnd(WholeLines lines, long objects, long records)
    {
        byte[] digest = lines.Digest();
        if (!lines.Next()) return Refused(lines, "cut-off");
        if (!lines.Line.StartsWith(End)) return Refused(lines, "wrong-line");
        string end = FormattableString.Invariant($"\"end\":{{\"objects\":{objects},\"sha256\":\"{Convert.ToHexStringLower(digest)}\"}}}}");
        if (!lines.Line.SequenceEqual(Encoding.UTF8.GetBytes(end))) return Refused(lines, "changed");
        return lines.Next() ? Refused(lines, "wrong-line") : new WholeOutcome.Done(WholeForm.MarkOf(digest), objects, records, []);
    }

    /// <summary>The line that is wrong is the one after the last whole one where the file ended within it.</summary>
    private static WholeOutcome.Refused Refused(WholeLines lines, string why) => new(why, why == "cut-off" ? lines.Number + 1 : lines.Number, []);
}

/// <summary>How it ends.</summary>
public abstract record WholeOutcome
{
    private WholeOutcome()
    {
    }

    /// <param name="Mark">By which a journal of withdrawals knows the export.</param>
    /// <param name="Objects">How many, of everything.</param>
    /// <param name="Settled">What was published there and is not here.</param>
    public sealed record Done(RecordId Mark, long Objects, long Records, ImmutableArray<RecordId> Settled) : WholeOutcome;

    /// <param name="Why">no-export, newer-form, cut-off, changed, wrong-line, out-of-order, own-kinds, unknown-kind, unfit, unconsented, or wrong-signatures.</param>
    /// <param name="Line">The line that is wrong; null: it is wrong beside others.</param>
    /// <param name="Subjects">Records and connections it is about, the first of them.</param>
    public sealed record Refused(string Why, long? Line, ImmutableArray<RecordId> Subjects) : WholeOutcome;
}
