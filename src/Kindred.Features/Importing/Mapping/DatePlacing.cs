using System.Collections.Frozen;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Features.Importing.Mapping.Dates;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Puts written dates to their fields, and says what is odd about them.</summary>
internal sealed class DatePlacing(RowDraft draft, DateOnly today)
{
    /// <summary>Later than this many years from now is a slip of the pen.</summary>
    private const int FarYears = 5;

    /// <summary>Days that programs write where no day is known.</summary>
    private static readonly FrozenSet<string> Made = FrozenSet.Create(StringComparer.Ordinal, "1900-01-01", "1899-12-30", "1899-12-31", "1904-01-01", "1970-01-01", "0001-01-01", "1601-01-01", "1753-01-01", "9999-12-31");

    private List<(int Ordinal, string Heading, string Source)>? ends;

    public LossReason? Take(Step step, FieldDraft held, string value, string source)
    {
        if (Read(step, value, source) is not { } edtf) return LossReason.Unread;
        if (held.One is not null && held.One != edtf) return LossReason.NoRoom;
        held.One = edtf;
        return null;
    }

    public LossReason? TakeEnd(Step step, FieldDraft held, string value, string source)
    {
        bool isStart = step.Place.Role == PlaceRole.Start;
        if (Read(step, value, source) is not { } edtf) return LossReason.Unread;
        if ((isStart ? held.Start : held.End) is { } before && before != edtf) return LossReason.NoRoom;
        if (isStart) held.Start = edtf;
        else held.End = edtf;
        (ends ??= []).Add((step.Place.Ordinal, step.Heading, source));
        return null;
    }

    /// <summary>A whole day. Null: it is none, and a finding says so.</summary>
    public string? Day(Step step, string value, string source)
    {
        if (Read(step, value, source) is not { } edtf) return null;
        if (edtf.Length > 10 && edtf[10] == 'T')
        {
            draft.Leave(step.Heading, source, LossReason.Time);
            edtf = edtf[..10];
        }

        if (WrittenDay.TryRead(edtf, out _)) return edtf;
        draft.Tell(new Finding("day-not-a-day", step.Rule.To, RowPlacing.Short(value)));
        return null;
    }

    /// <summary>Start and end become one date.</summary>
    public void Finish(Field field, FieldDraft held)
    {
        if (held.Start is null && held.End is null) return;
        string whole = (held.Start, held.End) switch
        {
            ({ } start, null) => start,
            (null, { } end) => end.Contains('/') ? end : "/" + end,
            ({ } start, { } end) when start == end => start,
            // An end that is itself from one day to another ends with the latter.
            var (start, end) => $"{start!.Split('/')[0]}/{end!.Split('/')[^1]}",
        };
        if (held.One is null && IsPlain(held))
        {
            held.One = whole;
            return;
        }

        EdtfDate? date = null;
        EdtfProblem problem = EdtfProblem.None;
        if (held.One is null && EdtfDate.TryParse(whole, out date, out problem))
        {
            held.One = date.ToString();
            return;
        }

        if (problem == EdtfProblem.IntervalReversed) draft.Tell(new Finding("date-end-before-start", field.Name, whole));
        else if (problem != EdtfProblem.None) draft.Tell(new Finding("date-unread", field.Name, whole));
        // Which of the two is wrong nobody knows: neither is taken.
        int ordinal = draft.Kind.Fields.IndexOf(field);
        foreach ((_, string heading, string source) in (ends ?? []).Where(one => one.Ordinal == ordinal)) draft.Leave(heading, source, held.One is null ? LossReason.Unread : LossReason.NoRoom);
    }

    /// <summary>Two whole days in their order, which nearly all are, need not be read again.</summary>
    private static bool IsPlain(FieldDraft held) =>
        held is { Start: { Length: 10 } start, End: { Length: 10 } end } && start[4] == '-' && end[4] == '-' && char.IsAsciiDigit(start[0]) && char.IsAsciiDigit(end[0]) && char.IsAsciiDigit(start[9]) && char.IsAsciiDigit(end[9])
        && string.CompareOrdinal(start, end) <= 0;

    private string? Read(Step step, string value, string source)
    {
        WrittenDate read = DateReader.Read(value, step.Dates);
        string at = step.Place.Field?.Name ?? step.Rule.To;
        if (read.Edtf is not { } edtf)
        {
            if (Unread(read.Trouble, at, RowPlacing.Short(value)) is { } finding) draft.Tell(finding);
            return null;
        }

        if (read.Loss != DateLoss.None) draft.Leave(step.Heading, source, read.Loss.HasFlag(DateLoss.Words) ? LossReason.Nearer : LossReason.Time);
        if (read.IsSerial) draft.Tell(new Finding("date-was-serial", at, edtf));
        if (read.IsAgainstOrder) draft.Tell(new Finding("date-against-order", at, RowPlacing.Short(value)));
        if (Made.Contains(edtf)) draft.Tell(new Finding("date-looks-made", at, edtf));
        if (IsFar(edtf)) draft.Tell(new Finding("date-far-ahead", at, edtf));
        return edtf;
    }

    /// <summary>Null: it says itself that there is no date.</summary>
    private static Finding? Unread(DateTrouble trouble, string at, string value) => trouble switch
    {
        DateTrouble.TwoWays => new Finding("date-two-ways", at, value),
        DateTrouble.ShortYear => new Finding("date-year-short", at, value),
        DateTrouble.NoSuchDay => new Finding("date-no-such-day", at, value),
        DateTrouble.Reversed => new Finding("date-interval-reversed", at, value),
        DateTrouble.NoDate => null,
        _ => new Finding("date-unread", at, value),
    };

    private bool IsFar(string edtf)
    {
        // Nearly all begin with a year of four digits that is not ahead at all.
        if (edtf.Length >= 4 && char.IsAsciiDigit(edtf[0]) && int.TryParse(edtf.AsSpan(0, 4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int year) && year <= today.Year && !edtf.Contains('/')) return false;
        return EdtfDate.TryParse(edtf, out EdtfDate? date) && ((date.Span.IsOpenAtEnd ? date.Earliest : date.Latest) > today.AddYears(FarYears).DayNumber || (!date.Span.IsOpenAtStart && date.Earliest > today.AddYears(FarYears).DayNumber));
    }
}
