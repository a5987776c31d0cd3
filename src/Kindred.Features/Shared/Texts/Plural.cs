namespace Kindred.Features.Shared;

/// <summary>Unicode CLDR 46 cardinal plural rules for whole numbers, in the languages that ship.</summary>
public static class Plural
{
    public static string Form(string language, long number)
    {
        ulong n = (ulong)Math.Abs(number);
        return language switch
        {
            "ar" => Arabic(n),
            "es" => n == 1 ? "one" : n != 0 && n % 1_000_000 == 0 ? "many" : "other",
            _ => n == 1 ? "one" : "other",
        };
    }

    private static string Arabic(ulong n) => (n, n % 100) switch
    {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, >= 3 and <= 10) => "few",
        (_, >= 11) => "many",
        _ => "other",
    };
}
