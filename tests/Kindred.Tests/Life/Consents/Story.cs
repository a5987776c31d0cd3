namespace Kindred.Tests.Life.Consents;

/// <summary>Steps that random ones hardly ever come to: a record that both communities said yes to, a note on it, a no of one of them, the other going on without
/// it, and with it again. Or to a kinship of the two that is said otherwise, hidden and shown.</summary>
internal static partial class Story
{
    public const int Choices = 12;

    // Deposits and subjects by number: the practice, then the note.
    private const int Practice = 0, TheNote = 1;
    // How a practice is corrected, as World.Correct reads it.
    private const int InWhatNobodyIsAsked = 5, InWords = 1, WithoutHers = 9, WithBoth = 14;
    // What is answered, as World.Answer reads it.
    private const int Yes = 21, Declined = 12, Conditional = 6;

    /// <summary>Of each line one thing is done, or none.</summary>
    public static readonly int[][] Lines =
    [
        [Correct(InWhatNobodyIsAsked)],
        [Note],
        [Accept(TheNote)],
        [Amal(TheNote, Yes), Amal(TheNote, Declined), Amal(TheNote, Conditional)],
        [Bo(TheNote)],
        [Amal(Practice, Declined), Amal(Practice, Conditional), Withdraw(Practice), Pass(30)],
        [Withdraw(TheNote)],
        [Correct(InWords), Correct(WithoutHers)],
        [Accept(Practice)],
        [Amal(Practice, Yes)],
        [Bo(Practice)],
        [Pass(30)],
        [Note],
        [Accept(TheNote)],
        [Bo(TheNote)],
        [Correct(WithBoth)],
        [Accept(Practice)],
        [Amal(Practice, Yes)],
        [Bo(Practice)],
        [Withdraw(Practice)],
        [Correct(WithoutHers)],
        [Accept(Practice)],
        [Pass(40)],
    ];

    // As World.Tell reads it: by both communities, or by the first; for everyone, or for those who answer for them.
    private static readonly int[][] TellingLines =
    [
        [Tell(2, 4), Tell(2, 1), Tell(0, 4)],
        [Accept(1)],
        [Amal(1, Yes), Amal(1, Declined), Amal(1, Conditional)],
        [Bo(1)],
        [Amal(Practice, Declined), Withdraw(Practice), TakeBack, Pass(30)],
        [CorrectTelling(1), CorrectTelling(3), CorrectTelling(8), CorrectTelling(9)],
        [Accept(1), Accept(0)],
        [Amal(1, Yes), Amal(0, Yes)],
        [Bo(1), Bo(0)],
        [Withdraw(1), Amal(1, Declined)],
        [CorrectTelling(14), CorrectTelling(13)],
        [Accept(1), Accept(0)],
        [Bo(1)],
        [Amal(1, Yes)],
        [TakeBack, Pass(40)],
    ];

    private static readonly int[][] KinshipLines =
    [
        [Correct(1)],
        [Accept(Practice)],
        [Amal(Practice, Yes)],
        [Bo(Practice)],
        [Hide],
        [Amal(Practice, Declined), Amal(Practice, Conditional), Withdraw(Practice), Pass(30)],
        [Correct(2)],
        [Accept(Practice)],
        [Amal(Practice, Yes)],
        [Bo(Practice)],
        [Show],
        [Pass(30)],
        [Correct(3)],
        [Accept(Practice)],
        [Amal(Practice, Yes)],
        [Bo(Practice)],
        [Pass(40)],
    ];

    private static int Kinship => World.Step(18, 0, 0, 0);

    private static int Hide => World.Step(12, Practice, 0, 0);

    private static int Show => World.Step(12, Practice, 0, 1);

    private static int Note => World.Step(17, Practice, 0, 0);

    /// <summary>Of the practice's deposit, which came first.</summary>
    private static int TakeBack => World.Step(13, Practice, 0, 1);

    private static int Tell(int tellers, int how) => World.Step(17, Practice, tellers, how);

    private static int CorrectTelling(int how) => World.Step(2, 1, 0, how);

    /// <param name="isForAWhile">Her first yes has a last day.</param>
    /// <param name="chosen">For each line, below <see cref="Choices"/>.</param>
    public static int[] Of(bool isForAWhile, int[] chosen) => Of(World.Step(0, 2, 0, 0), Lines, isForAWhile, chosen);

    public static int[] OfTelling(bool isForAWhile, int[] chosen) => Of(World.Step(0, 2, 0, 0), TellingLines, isForAWhile, chosen);

    public static int[] OfKinship(bool isForAWhile, int[] chosen) => Of(Kinship, KinshipLines, isForAWhile, chosen);

    private static int[] Of(int told, int[][] lines, bool isForAWhile, int[] chosen) =>
        [World.Step(10, 1, 1, 1), told, Accept(Practice), Amal(Practice, Yes, isForAWhile), Bo(Practice), .. Lined(lines, chosen)];

    private static IEnumerable<int> Lined(int[][] lines, int[] chosen) => lines.Zip(chosen).Where(one => one.Second < Choices * 3 / 4).Select(one => one.First[one.Second % one.First.Length]);

    private static int Accept(int deposit) => World.Step(4, deposit, 0, 0);

    private static int Correct(int how) => World.Step(2, Practice, 0, how);

    private static int Amal(int subject, int word, bool isForAWhile = false) => World.Step(6, subject, isForAWhile ? 0 : 2, word);

    private static int Bo(int subject) => World.Step(6, subject, 1, 1);

    private static int Withdraw(int subject) => World.Step(9, subject, 0, 0);

    private static int Pass(int days) => World.Step(14, 0, 2, days);
}
