namespace Kindred.Tests.Life.Matrix;

/// <summary>Who asks, as far as it decides what they may know.</summary>
public enum Asker
{
    Anyone,

    /// <summary>Holds the receipt of the deposit that the thing came with, or is.</summary>
    Receipt,
    OtherReceipt,

    /// <summary>Holds the receipt of a concern about one of the things.</summary>
    Teller,

    /// <summary>Of the community that the things name.</summary>
    Steward,
    OtherSteward,
    EndedSteward,
    Keeper,

    /// <summary>Until yesterday.</summary>
    EndedKeeper,

    /// <summary>Until last year.</summary>
    LongEndedKeeper,

    /// <summary>Shows a session and a token that were ended.</summary>
    Revoked,
}

public enum Knows
{
    /// <summary>Not even that it is there.</summary>
    Nothing,

    /// <summary>That it was there, and no word of it.</summary>
    Tombstone,
    Sees,

    /// <summary>There is no such cell: nobody holds a receipt of what came with no deposit, or others decide it.</summary>
    NotAsked,
}

/// <summary>Who knows what, written from the papers (domain.md, who-sees-what.md) and not from the policy that it is held against: no line here calls any code of the archive.</summary>
internal static class Oracle
{
    // s sees, t tombstone, - knows nothing, . not asked
    private const string Table = """
                                        | Anyone Receipt OtherReceipt Teller Steward OtherSteward EndedSteward Keeper EndedKeeper LongEndedKeeper Revoked
        published                       |   s       s         s          s      s         s            s          s        s             s            s
        asked                           |   -       s         -          -      s         -            -          s        -             -            -
        in review                       |   -       s         -          -      s         -            -          s        -             -            -
        declined                        |   -       s         -          -      s         -            -          s        -             -            -
        embargoed                       |   -       s         -          -      s         -            -          s        -             -            -
        hidden                          |   -       s         -          -      s         -            -          s        -             -            -
        hidden, was public              |   -       s         -          -      s         -            -          s        -             -            -
        lapsed                          |   -       s         -          -      s         -            -          s        -             -            -
        for the community               |   -       .         -          -      s         -            -          s        -             -            -
        for keepers                     |   -       .         -          -      -         -            -          s        -             -            -
        for the depositor               |   -       .         -          -      -         -            -          -        -             -            -
        withdrawn, was public           |   t       .         t          t      t         t            t          t        t             t            t
        destroyed, never public         |   -       .         -          -      -         -            -          -        -             -            -
        change that waits               |   -       s         -          -      s         -            -          s        -             -            -
        part that waits                 |   -       s         -          -      s         -            -          s        -             -            -
        published connection            |   s       .         s          s      s         s            s          s        s             s            s
        asked connection                |   -       .         -          -      s         -            -          s        -             -            -
        in review connection            |   -       .         -          -      s         -            -          s        -             -            -
        declined connection             |   -       .         -          -      s         -            -          s        -             -            -
        embargoed connection            |   -       .         -          -      s         -            -          s        -             -            -
        hidden connection               |   -       .         -          -      s         -            -          s        -             -            -
        connection with a hidden end    |   -       .         -          -      s         -            -          s        -             -            -
        destroyed connection            |   -       .         -          -      -         -            -          -        -             -            -
        deposit                         |   -       s         -          -      s         -            -          s        -             -            -
        deposit in review               |   -       s         -          -      s         -            -          s        -             -            -
        deposit in quarantine           |   -       s         -          -      s         -            -          s        -             -            -
        declined deposit                |   -       s         -          -      s         -            -          s        -             -            -
        deposit of another community    |   -       s         -          -      -         s            -          s        -             -            -
        draft                           |   -       s         -          -      -         -            -          -        -             -            -
        entry of a deposit              |   -       s         -          -      s         -            -          s        -             -            -
        entry of a draft                |   -       s         -          -      -         -            -          -        -             -            -
        concern                         |   -       .         -          s      s         -            -          s        -             -            -
        concern of another community    |   -       .         -          -      -         s            -          s        -             -            -
        act of two keepers              |   -       .         -          -      -         -            -          s        -             -            -
        member                          |   -       .         -          -      .         -            -          s        -             -            -
        browser of another              |   -       .         -          -      -         -            -          -        -             -            -
        token of another                |   -       .         -          -      -         -            -          -        -             -            -
        feed of another                 |   -       .         -          -      -         -            -          -        -             -            -
        feed that ended                 |   -       .         -          -      -         -            -          -        -             -            -
        invitation                      |   -       .         -          -      -         -            -          .        -             -            -
        invitation that ended           |   -       .         -          -      -         -            -          -        -             -            -
        """;

    private static readonly Asker[] Columns = [.. Lines()[0][1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Asker>)];

    private static readonly Dictionary<string, Knows[]> Rows = Lines().Skip(1).ToDictionary(
        line => line[0].Trim(), line => line[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Read).ToArray(), StringComparer.Ordinal);

    public static IEnumerable<string> Things => Rows.Keys;

    public static Knows What(Asker role, string thing) => Rows[thing][Array.IndexOf(Columns, role)];

    private static string[][] Lines() => [.. Table.Split('\n').Select(line => line.Split('|'))];

    private static Knows Read(string sign) => sign switch
    {
        "s" => Knows.Sees,
        "t" => Knows.Tombstone,
        "-" => Knows.Nothing,
        _ => Knows.NotAsked,
    };
}
