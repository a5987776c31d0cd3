using System.Collections.Frozen;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Importing.Mapping.Dates;

/// <summary>What a word or sign says in a date.</summary>
internal enum DateRole
{
    Number,
    Sign,
    Month,
    Season,
    Weekday,
    Filler,

    /// <summary>The number before it is a month: 月.</summary>
    MonthAfter,

    /// <summary>The number behind it is a month: tháng.</summary>
    MonthBefore,
    Century,
    Decade,

    /// <summary>Early, late, first half: more than an EDTF date has a place for.</summary>
    Nearer,
    About,
    Perhaps,
    Before,
    After,
    Since,
    Until,
    Between,
    To,
    And,
    Or,
    BeforeOurEra,
    HalfOfDay,
    Zone,
}

/// <summary>Words of dates in the languages that archives of movements write in most, folded, so that capitals and accents don't matter. One table for all of them: a
/// sheet rarely says in which language its dates are, and often mixes two. A word that means one thing here and another there is left out.</summary>
internal static class DateWords
{
    /// <summary>Words of the longest phrase.</summary>
    public const int LongestPhrase = 3;

    private static readonly string[] Months =
    [
        "january jan enero ene janvier janv januar janner janeiro gennaio gen januari января январь ocak يناير كانون_الثاني جانفي tháng_giêng tháng_một",
        "february feb febrero février févr fév februar feber fevereiro fev febbraio februari февраля февраль şubat فبراير شباط فيفري tháng_hai",
        "march mar marzo mars märz mär mrz março maart maret марта март mart مارس آذار tháng_ba",
        "april apr abril abr avril avr aprile апреля апрель nisan أبريل إبريل نيسان أفريل tháng_tư tháng_bốn",
        "may mayo mai maio maggio mag mei мая май mayıs مايو أيار ماي tháng_năm",
        "june jun junio juin juni junho giugno giu июня июнь haziran يونيو حزيران جوان tháng_sáu",
        "july jul julio juillet juil juli julho luglio lug июля июль temmuz يوليو تموز جويلية يوليوز tháng_bảy",
        "august aug agosto ago août augustus agustus августа август ağustos أغسطس آب أوت غشت tháng_tám",
        "september sept sep septiembre setiembre septembre setembro set settembre сентября сентябрь eylül سبتمبر أيلول شتنبر tháng_chín",
        "october oct octubre octobre oktober okt outubro out ottobre ott октября октябрь ekim أكتوبر تشرين_الأول tháng_mười",
        "november nov noviembre novembre novembro ноября ноябрь kasım نوفمبر تشرين_الثاني نونبر tháng_mười_một",
        "december dec diciembre dic décembre déc dezember dez dezembro dicembre desember декабря декабрь aralık ديسمبر كانون_الأول دجنبر tháng_mười_hai tháng_chạp",
    ];

    private static readonly string[] Seasons =
    [
        "spring primavera printemps frühling frühjahr lente voorjaar весна весной ربيع الربيع mùa_xuân 春 春季 春天",
        "summer verano été sommer verão estate zomer лето летом صيف الصيف mùa_hè mùa_hạ 夏 夏季 夏天",
        "autumn fall otoño automne herbst outono autunno herfst осень осенью خريف الخريف mùa_thu 秋 秋季 秋天",
        "winter invierno hiver inverno зима зимой شتاء الشتاء mùa_đông 冬 冬季 冬天",
    ];

    private static readonly (DateRole Role, string Words)[] Others =
    [
        (DateRole.Weekday, "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun lunes martes miércoles jueves viernes sábado domingo "
            + "lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lunedì martedì mercoledì giovedì venerdì sabato domenica "
            + "segunda terça quarta quinta sexta feira الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật "
            + "星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日"),
        (DateRole.Filler, "of the in on at year de del la el los las le les l d der den dem des im am an do da dos das di della il lo em no na en dans nel anno année année año años ano anos jahr jahre jahren "
            + "anni années days day ngày العام عام سنة في يوم شهر من ad ce م st nd rd th"),
        (DateRole.Filler, "年 năm 년 года год г 日 号 號 일"),
        (DateRole.MonthAfter, "月 월"),
        (DateRole.MonthBefore, "tháng"),
        (DateRole.Century, "century centuries siglo siglos siècle siècles jahrhundert jahrhunderts jh jhd século séculos secolo القرن قرن thế_kỷ thế_kỉ 世纪 世紀 век века"),
        (DateRole.Decade, "decade década decenio décennie jahrzehnt decennio عقد thập_niên thập_kỷ 年代"),
        (DateRole.Nearer, "early mid middle late beginning end start first second third last half quarter principios inicios comienzos mediados finales fines début milieu fin anfang mitte ende "
            + "início inícios meados fim final inizio metà أوائل منتصف أواخر مطلع نهاية بداية đầu cuối 初 中 末 底 上旬 中旬 下旬"),
        (DateRole.About, "about around circa c ca approx approximately roughly hacia alrededor aproximadamente aprox cerca environ vers env um ungefähr etwa zirka gegen verso حوالي حوالى نحو تقريبا khoảng 约 約 大约 大約 около"),
        (DateRole.About, "por_volta por_volta_de"),
        (DateRole.Perhaps, "probably possibly perhaps quizás quizá probablemente probablement wahrscheinlich vermutlich provavelmente talvez forse probabilmente ربما có_lẽ 可能"),
        (DateRole.Before, "before prior prior_to antes avant vor prima قبل trước 之前 以前"),
        (DateRole.After, "after después despues après nach depois dopo بعد sau 之后 以后 之後 以後"),
        (DateRole.Since, "since from desde depuis seit von du dal dalla منذ từ 自 从 從 no_earlier_than not_before"),
        (DateRole.Until, "until till through hasta jusque jusqu bis até fino حتى đến 直到 not_after no_later_than"),
        (DateRole.Between, "between entre zwischen tra fra بين giữa"),
        (DateRole.To, "to a al au à إلى الى 至 到 до"),
        (DateRole.And, "and y e et und و và và 和 与 與"),
        (DateRole.Or, "or o ou oder أو hoặc 或"),
        (DateRole.BeforeOurEra, "bc bce"),
        (DateRole.HalfOfDay, "am pm"),
        (DateRole.Zone, "z utc gmt est edt cst cdt mst mdt pst pdt cet cest wet west eet eest bst msk jst"),
    ];

    private static readonly FrozenDictionary<string, (DateRole Role, int Value)> ByWord = Read();
    private static readonly FrozenDictionary<string, (DateRole, int)>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByWord.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whole values that say that there is no date.</summary>
    private static readonly FrozenSet<string> NoDate = new[]
    {
        "nd", "n d", "no date", "not dated", "undated", "date unknown", "unknown", "none", "sf", "s f", "sin fecha", "sd", "s d", "sans date", "oj", "o j", "ohne jahr", "ohne datum", "undatiert", "sem data", "senza data",
        "بدون تاريخ", "غير معروف", "غير مورخ", "không rõ", "không có ngày", "无日期", "不详", "日期不详",
    }.Select(Folded).ToFrozenSet(StringComparer.Ordinal);

    /// <param name="folded">Words with one space between.</param>
    public static bool TryFind(ReadOnlySpan<char> folded, out (DateRole Role, int Value) word) => BySpan.TryGetValue(folded, out word);

    public static bool SaysNoDate(string text) => text.Length < 30 && NoDate.Contains(Folded(text));

    /// <summary>Its words as they are compared.</summary>
    private static string Folded(string text)
    {
        List<string> words = [];
        WordReader reader = new(text);
        int end = -1;
        while (reader.Read())
        {
            // Pairs of Han overlap: their first characters make the run again.
            string word = Folding.Fold(reader.Current.In(text));
            if (reader.Current.Kind is WordKind.Pair or WordKind.LastPair && end > reader.Current.Start) words[^1] += word[^1..];
            else words.Add(word);
            end = reader.Current.End;
        }

        return string.Join(' ', words);
    }

    private static FrozenDictionary<string, (DateRole, int)> Read()
    {
        Dictionary<string, (DateRole, int)> all = new(StringComparer.Ordinal);
        foreach ((string words, int at) in Months.Select((words, at) => (words, at))) Add(words, DateRole.Month, at + 1);
        foreach ((string words, int at) in Seasons.Select((words, at) => (words, at))) Add(words, DateRole.Season, at + 21);
        foreach ((DateRole role, string words) in Others) Add(words, role, 0);
        all["pm"] = (DateRole.HalfOfDay, 12);
        return all.ToFrozenDictionary(StringComparer.Ordinal);

        // What stands first holds: months over everything. As they are written, too: đến is no den.
        void Add(string words, DateRole role, int value)
        {
            foreach (string word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                all.TryAdd(word.Replace('_', ' '), (role, value));
                all.TryAdd(string.Join(' ', word.Split('_').Select(part => Folding.Fold(part))), (role, value));
            }
        }
    }
}
