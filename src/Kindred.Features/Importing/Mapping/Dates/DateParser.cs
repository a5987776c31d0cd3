using System.Globalization;

namespace Kindred.Features.Importing.Mapping.Dates;

/// <summary>Puts the parts of a written date together. Where two readings are possible it gives none.</summary>
internal ref struct DateParser(List<DateToken> tokens, DateForm form)
{
    /// <summary>Members of "1950, 1952 and 1955".</summary>
    private const int MostMembers = 20;

    private readonly List<DateToken> tokens = tokens;
    private int at;

    public DateTrouble Trouble { get; private set; }

    public DateLoss Loss { get; private set; }

    public bool IsAgainstOrder { get; private set; }

    /// <summary>Null: <see cref="Trouble"/> says why.</summary>
    public string? Parse()
    {
        DateRole bound = default;
        if (Now.Role is DateRole.Before or DateRole.After or DateRole.Since or DateRole.Until or DateRole.Between) bound = tokens[at++].Role;
        if (!ReadPoint(out DatePoint first)) return Fail();
        if (at < tokens.Count && Now.Role is DateRole.Before or DateRole.After && at == tokens.Count - 1) bound = tokens[at++].Role;
        if (at == tokens.Count) return bound == DateRole.Between ? Fail() : Bounded(bound, first);
        if (bound is DateRole.Before or DateRole.After) return Fail();

        DateToken joint = tokens[at++];
        bool isRange = joint.IsDash || joint.IsSign('/') || joint.Role is DateRole.To or DateRole.Until || (joint.Role == DateRole.And && bound == DateRole.Between);
        if (!isRange && !(joint.Role is DateRole.And or DateRole.Or || joint.IsSign(','))) return Fail();
        if (!ReadPoint(out DatePoint second)) return Fail();
        if (!isRange) return Set(joint, first, second);
        if (at != tokens.Count || !Share(ref first, ref second)) return Fail();
        return (first.ToEdtf(), second.ToEdtf()) is ({ } start, { } end) ? $"{start}/{end}" : Fail();
    }

    private readonly DateToken Now => at < tokens.Count ? tokens[at] : default;

    private readonly DateToken Ahead(int steps) => at + steps < tokens.Count ? tokens[at + steps] : default;

    private string? Fail()
    {
        if (Trouble == DateTrouble.None) Trouble = DateTrouble.Unread;
        return null;
    }

    private string? Bounded(DateRole bound, DatePoint point)
    {
        if (point.ToEdtf() is not { } edtf) return Fail();
        // Before 1900 leaves 1900 out, which an open interval cannot.
        if (bound is DateRole.Before or DateRole.After) Loss |= DateLoss.Words;
        return bound switch
        {
            DateRole.Before or DateRole.Until => "../" + edtf,
            DateRole.After or DateRole.Since => edtf + "/..",
            _ => edtf,
        };
    }

    private string? Set(DateToken joint, DatePoint first, DatePoint second)
    {
        List<DatePoint> members = [first, second];
        while (at < tokens.Count && members.Count < MostMembers)
        {
            DateToken next = tokens[at++];
            if (next.Role is DateRole.And or DateRole.Or) joint = next;
            else if (!next.IsSign(',')) return Fail();
            if (!ReadPoint(out DatePoint another)) return Fail();
            members.Add(another);
        }

        // May, June and July 1950: the year stands with the last.
        for (int one = members.Count - 2; one >= 0; one--)
        {
            DatePoint member = members[one], after = members[one + 1];
            if (!Share(ref member, ref after)) return Fail();
            (members[one], members[one + 1]) = (member, after);
        }

        string?[] written = [.. members.Select(member => member.ToEdtf())];
        if (at < tokens.Count || written.Contains(null)) return Fail();
        string list = string.Join(',', written);
        return joint.Role == DateRole.Or ? $"[{list}]" : $"{{{list}}}";
    }

    /// <summary>What is said once and holds for both: "12–15 March 1953", "1942–45", "19th–20th century", "c. 1940–1950".</summary>
    private static bool Share(ref DatePoint first, ref DatePoint second)
    {
        if (second.Century is not null && first.IsDayAlone) (first.Century, first.Day) = (first.Day, null);
        if (second.IsDayAlone && first is { Year: { } year, Month: null, Season: null, Century: null })
        {
            if (second.Day is not { } end || first.IsDecade || end <= year % 100) return false;
            (second.Year, second.Day) = ((year / 100 * 100) + end, null);
        }

        if (first is { Day: not null, Month: null }) first.Month = second.Month;
        if (second is { Day: not null, Month: null }) second.Month = first.Month;
        if (first.Century is null && second.Century is null)
        {
            first.Year ??= second.Year;
            second.Year ??= first.Year;
        }

        if (first.IsAbout) second.IsAbout = true;
        if (second.IsBeforeOurEra) first.IsBeforeOurEra = true;
        return true;
    }

    private bool ReadPoint(out DatePoint point)
    {
        point = default;
        bool isCentury = false, isDecade = false;
        while (at < tokens.Count)
        {
            DateToken now = Now;
            switch (now.Role)
            {
                case DateRole.About:
                    point.IsAbout = true;
                    break;
                case DateRole.Perhaps:
                    point.IsUnsure = true;
                    break;
                case DateRole.Nearer:
                    Loss |= DateLoss.Words;
                    break;
                case DateRole.Century when point.IsDayAlone:
                    (point.Century, point.Day) = (point.Day, null);
                    break;
                case DateRole.Century:
                    isCentury = true;
                    break;
                case DateRole.Decade when point.Year % 10 == 0:
                    point.IsDecade = true;
                    break;
                case DateRole.Decade:
                    isDecade = true;
                    break;
                case DateRole.BeforeOurEra:
                    point.IsBeforeOurEra = true;
                    break;
                case DateRole.MonthBefore when Ahead(1) is { IsShort: true, Value: >= 1 and <= 12 } && point.Month is null:
                    point.Month = (int)Ahead(1).Value;
                    at++;
                    break;
                case DateRole.Month when point.Month is null && point.Season is null:
                    point.Month = (int)now.Value;
                    break;
                case DateRole.Season when point.Month is null && point.Season is null:
                    point.Season = (int)now.Value;
                    break;
                case DateRole.Sign when now.IsSign('?'):
                    point.IsUnsure = true;
                    break;
                case DateRole.Sign when now.IsSign('~'):
                    point.IsAbout = true;
                    break;
                case DateRole.Sign when now.IsSign('[') || now.IsSign('.'):
                    if (now.IsSign('[')) Loss |= DateLoss.Words;
                    break;
                case DateRole.Sign when IsWithin(now, point):
                    break;
                case DateRole.Number when point.Day is not null && point.Year is not null && point.Month is not null && Ahead(1).IsSign(':'):
                    if (!ReadTime(ref point)) return false;
                    continue;
                case DateRole.Number:
                    if (!ReadNumber(ref point, ref isCentury, ref isDecade)) return !point.IsEmpty && Trouble == DateTrouble.None;
                    continue;
                default:
                    return !point.IsEmpty;
            }

            at++;
        }

        return !point.IsEmpty;
    }

    /// <summary>A sign inside one date: 16-Mar-1920, March 16, 1920, 5/1968 behind tháng.</summary>
    private readonly bool IsWithin(DateToken sign, DatePoint point)
    {
        DateToken next = Ahead(1);
        if (sign.IsSign(',')) return point.Year is null ? next.IsYear || (next.Role is DateRole.Month or DateRole.Season && point.Month is null) || point.IsEmpty : Ahead(2).IsSign(':');
        if (point.IsEmpty) return sign.IsDash && at > 0 && tokens[at - 1].Role == DateRole.Nearer;
        if (!sign.IsSign('-') && !sign.IsSign('/')) return false;
        return (next.Role == DateRole.Month && (point.IsDayAlone || (point.Year is not null && point.Month is null))) || (next.IsYear && point.Month is not null && point.Year is null)
            || (next.IsShort && point is { Year: not null, Month: not null, Day: null } && sign.IsSign('-') && !Ahead(2).IsDash);
    }

    private bool ReadNumber(ref DatePoint point, ref bool isCentury, ref bool isDecade)
    {
        DateToken now = Now;
        if (isCentury || Ahead(1).Role == DateRole.Century)
        {
            if (point.Century is not null || now.Digits > 2) return false;
            point.Century = now.Value;
            at += isCentury ? 1 : 2;
            isCentury = false;
            // 20世纪60年代
            if (Now is { Digits: 2 } && Now.Value % 10 == 0 && Ahead(1).Role == DateRole.Decade)
            {
                (point.Year, point.Century, point.IsDecade) = (((point.Century - 1) * 100) + Now.Value, null, true);
                at += 2;
            }

            return true;
        }

        if (Ahead(1).Role == DateRole.MonthAfter && point.Month is null && now.Value is >= 1 and <= 12)
        {
            point.Month = (int)now.Value;
            at += 2;
            return true;
        }

        if (point is { Year: null, Month: null, Day: null } && ReadDigits(ref point)) return true;
        if (Trouble != DateTrouble.None) return false;
        if (now.IsYear && point.Year is null)
        {
            point.Year = now.Value;
            point.IsDecade = isDecade;
            at++;
            return !isDecade || now.Value % 10 == 0;
        }

        if (point.Day is null && now.Value is >= 1 and <= 99 && now.Digits <= 2 && (now.Digits > 0 || point.IsEmpty) && (point.Year is null || point.Month is not null))
        {
            point.Day = (int)now.Value;
            at++;
            return true;
        }

        // Roman months: 3.V.1968.
        if (now.Digits == 0 && point is { Day: not null, Month: null } && now.Value <= 12)
        {
            point.Month = (int)now.Value;
            at++;
            return true;
        }

        if (point is { Day: not null, Month: not null, Year: null } && now.Digits == 2)
        {
            if (form.ShortYearsFrom is not { } from) Trouble = DateTrouble.ShortYear;
            else point.Year = Long(now.Value, from);
            at++;
            return Trouble == DateTrouble.None;
        }

        return false;
    }

    /// <summary>The year of these two digits in the hundred years from that one on.</summary>
    private static long Long(long digits, int from) => (from / 100 * 100) + digits is var year && year < from ? year + 100 : year;

    /// <summary>Digits with signs between. False with no trouble: they are none of that.</summary>
    private bool ReadDigits(ref DatePoint point)
    {
        DateToken first = Now, sign = Ahead(1), second = Ahead(2);
        if (first.Role != DateRole.Number || second.Role != DateRole.Number || !(sign.IsSign('-') || sign.IsSign('/') || sign.IsSign('.'))) return false;
        if (Ahead(3) == sign && Ahead(4).Role == DateRole.Number) return ReadThree(ref point, first, second, Ahead(4));
        if (first.IsShort && second.IsYear && first.Value is >= 1 and <= 12)
        {
            (point.Month, point.Year) = ((int)first.Value, second.Value);
            at += 3;
            return true;
        }

        if (!first.IsYear || !second.IsShort || second.Digits != 2) return false;
        bool canBeMonth = second.Value is >= 1 and <= 12, canBeRange = second.Value > first.Value % 100;
        if (canBeMonth && canBeRange && (sign.IsSign('/') || form.HasYearRanges)) Trouble = DateTrouble.TwoWays;
        if (!canBeMonth || Trouble != DateTrouble.None) return false;
        (point.Year, point.Month) = (first.Value, (int)second.Value);
        at += 3;
        return true;
    }

    private bool ReadThree(ref DatePoint point, DateToken first, DateToken second, DateToken third)
    {
        if (first.IsYear && second.IsShort && third.IsShort) (point.Year, point.Month, point.Day) = (first.Value, (int)second.Value, (int)third.Value);
        else if (first.IsShort && second.IsShort && (third.IsYear || third.Digits == 2))
        {
            if (DateReader.OrderOf(first.Value, second.Value) is not { } order)
            {
                Trouble = DateTrouble.NoSuchDay;
                return false;
            }

            if (!third.IsYear && form.ShortYearsFrom is null) Trouble = DateTrouble.ShortYear;
            else if (order == DateOrder.Unknown && first.Value != second.Value && form.Order == DateOrder.Unknown) Trouble = DateTrouble.TwoWays;
            if (Trouble != DateTrouble.None) return false;
            if (order != DateOrder.Unknown && form.Order != DateOrder.Unknown && order != form.Order) IsAgainstOrder = true;
            DateOrder read = order == DateOrder.Unknown ? form.Order : order;
            (point.Day, point.Month) = read == DateOrder.MonthFirst ? ((int)second.Value, (int)first.Value) : ((int)first.Value, (int)second.Value);
            point.Year = third.IsYear ? third.Value : Long(third.Value, form.ShortYearsFrom!.Value);
        }
        else
        {
            return false;
        }

        at += 5;
        return true;
    }

    /// <summary>14:05, 14:05:09 +02:00, 2:05 pm. Without its seconds, or with a zone that is a name, it has no place in an EDTF date.</summary>
    private bool ReadTime(ref DatePoint point)
    {
        long hour = tokens[at].Value, minute = Ahead(2).Value;
        if (Ahead(2).Role != DateRole.Number || hour > 24 || minute > 59) return false;
        at += 3;
        long? second = null;
        if (Now.IsSign(':') && Ahead(1).Role == DateRole.Number)
        {
            second = Ahead(1).Value;
            at += 2;
            // Thousandths.
            if (Now.IsSign('.') && Ahead(1).Role == DateRole.Number) at += 2;
        }

        if (Now.Role == DateRole.HalfOfDay)
        {
            if (hour is 0 or > 12) return false;
            hour = (hour % 12) + Now.Value;
            at++;
        }

        string zone = "";
        if (Now.Role == DateRole.Zone)
        {
            Loss |= DateLoss.Zone;
            at++;
        }
        else if ((Now.IsSign('+') || Now.IsSign('-')) && Ahead(1) is { Role: DateRole.Number, Digits: 2, Value: <= 14 } && Ahead(2).IsSign(':') && Ahead(3) is { Role: DateRole.Number, Digits: 2, Value: < 60 })
        {
            zone = string.Create(CultureInfo.InvariantCulture, $"{(char)Now.Value}{Ahead(1).Value:00}:{Ahead(3).Value:00}");
            at += 4;
        }

        // Midnight without a zone is what programs write where no time is known.
        bool isNone = hour == 0 && minute == 0 && second is null or 0 && zone.Length == 0;
        if (second is { } said && hour < 24 && said < 60) point.Time = isNone ? null : string.Create(CultureInfo.InvariantCulture, $"T{hour:00}:{minute:00}:{said:00}{zone}");
        else if (!isNone) Loss |= DateLoss.Time;
        return true;
    }
}
