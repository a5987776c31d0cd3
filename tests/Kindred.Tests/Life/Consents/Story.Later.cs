namespace Kindred.Tests.Life.Consents;

/// <summary>What is done to a record that both communities said yes to: changes that others propose, parts that are taken out; and a record that names one of them, or that rests on two keepers'
/// word.</summary>
internal static partial class Story
{
    // As World.Propose and World.TakeProposal read them.
    private const int Title = 0, Unresolved = 1, StoryAndUnresolved = 2, Translated = 3, Own = 5, StoodWith = 6, WhereItWas = 7;
    private const int Whole = 0, OnePart = 3, ByKeeper = 4;

    // As World.KeepBack reads it.
    private const int All = 26, TheStory = 25;

    // As World.TakeOut reads it: each is undone by an even number.
    private const int TakeStory = 1, TakeUnresolved = 7;

    private static readonly int[][] ProposalLines =
    [
        [Propose(Title), Propose(StoryAndUnresolved), Propose(Unresolved), Propose(Own), Propose(StoodWith), Propose(WhereItWas)],
        [Take(0, Whole), Take(0, OnePart)],
        [Amal(Practice, Yes), Amal(Practice, Yes), Amal(Practice, Declined)],
        [Bo(Practice)],
        [Propose(Translated), Propose(Title), Propose(Unresolved), Propose(Own)],
        [Take(1, Whole), Take(1, OnePart)],
        [Amal(Practice, Yes)],
        [Bo(Practice)],
        [TakeProposalBack, Restore(1), TakePart(TakeStory), Withdraw(Practice), Declare],
        [Correct(InWords), Correct(WithoutHers), Correct(InWhatNobodyIsAsked)],
        [Accept(Practice)],
        [TakeProposalBack, Propose(Translated), Propose(Title)],
        [Amal(Practice, Yes)],
        [Bo(Practice)],
        [Take(0, Whole), Take(1, Whole), TakeProposalBack],
        [Pass(30), TakeProposalBack],
    ];

    private static readonly int[][] PartLines =
    [
        [Correct(InWhatNobodyIsAsked), Propose(Unresolved), Propose(Translated), Propose(Own)],
        [Accept(Practice), Take(0, Whole)],
        [TakePart(TakeStory), TakePart(TakeUnresolved), DestroyPart(2), DestroyPart(0)],
        [Amal(Practice, Yes), Correct(InWhatNobodyIsAsked), Propose(Unresolved), Restore(1)],
        [Accept(Practice), Take(0, Whole), Take(1, Whole), Bo(Practice)],
        [PutPartBack, PutPartBack, TakePart(TakeUnresolved)],
        [Amal(Practice, Yes), Decide],
        [Bo(Practice), Pass(10)],
        [TakePart(TakeStory), TakePart(TakeUnresolved), DestroyPart(2)],
        [PutPartBack, Correct(InWords)],
        [Accept(Practice), Propose(Translated)],
        [Amal(Practice, Yes), Take(1, Whole)],
        [Bo(Practice)],
    ];

    private static readonly int[][] OtherLines =
    [
        [Appoint(1), World.Step(26, 0, 2, 9), Pass(20)],
        [Amal(Practice, Yes)],
        [Claim, Claim, Propose(StoodWith)],
        [World.Step(26, 0, 2, 9), World.Step(26, 0, 0, 6), Take(0, Whole), Appoint(1)],
        [Bo(Practice), Note],
        [Correct(InWords), Correct(InWhatNobodyIsAsked), Claim],
        [Accept(Practice), FirstHand(0), Accept(1)],
        [FirstHand(1), Pass(31), FirstHand(0)],
        [FirstHand(1), FirstHand(0), Dismiss(1)],
        [Amal(Practice, Yes), Bo(Practice)],
        [Dismiss(1), Dismiss(0), World.Step(26, 1, 6, 0), Withdraw(Practice)],
        [Pass(20), HideHere(0), HideHere(1), Pass(30)],
        [Appoint(1), Appoint(0), Bo(Practice)],
        [HideHere(1), HideHere(0), World.Step(12, Practice, 0, 1)],
        [Pass(31)],
    ];

    // Whoever goes on is asked to: chance hardly ever comes to a translation of what is taken back, or to words that others said yes without.
    private static readonly int[][] TranslatedLines =
    [
        [Correct(InWhatNobodyIsAsked), TakePart(TakeUnresolved), Restore(1)],
        [TakeProposalBack],
        [Amal(Practice, Yes)],
        [Bo(Practice)],
        [TakeProposalBack, Propose(Title)],
        [Take(0, Whole)],
        [Amal(Practice, Yes)],
        [Bo(Practice)],
    ];

    private static readonly int[][] HeldLines =
    [
        [TakePart(TakeStory), TakePart(TakeUnresolved)],
        [Correct(InWhatNobodyIsAsked), Propose(Title)],
        [Accept(Practice), Take(0, Whole)],
        [Bo(Practice), Amal(Practice, Yes)],
        [PutPartBack],
        [Amal(Practice, Yes), TakePart(TakeStory)],
        [BoToo],
        [Bo(Practice)],
        [PutPartBack, World.Step(19, Practice, 0, 4)],
    ];

    private static readonly int[][] BackUpLines =
    [
        [World.BackingUp],
        [Accept(Practice)],
        [Amal(Practice, Yes)],
        [Bo(Practice), World.BackingUp],
        [Claim, Claim, KeepBack(All), KeepBack(TheStory), Propose(Title)],
        [Take(0, Whole), TakePart(TakeStory), DestroyPart(0), HideHere(0)],
        [Amal(Practice, Yes), Amal(Practice, Declined)],
        [Bo(Practice), World.BackingUp],
        [Withdraw(Practice), TakeBack, TakeProposalBack, Correct(WithoutHers)],
        [Accept(Practice), Bo(Practice)],
        [World.GoingBack],
        [Accept(Practice)],
        [Amal(Practice, Yes)],
        [Bo(Practice), Pass(20)],
        [Pass(40)],
    ];

    public static int Longest { get; } = ((int[][][])[Lines, TellingLines, KinshipLines, ProposalLines, PartLines, OtherLines, BackUpLines]).Max(lines => lines.Length);

    /// <summary>Who answers for the second answers for the first, too.</summary>
    private static int BoToo => World.Step(6, Practice, 2, 1);

    private static int TakeProposalBack => World.Step(25, 0, 0, 0);

    private static int PutPartBack => World.Step(19, Practice, 0, 18 + 1);

    private static int Declare => World.Step(31, 0, 0, 7);

    private static int Decide => World.Step(16, 0, 0, 0);

    private static int Claim => World.Step(27, Practice, 1, 0);

    public static int[] OfProposal(bool isForAWhile, int[] chosen) => Of(World.Step(0, 2, 0, 0), ProposalLines, isForAWhile, chosen);

    /// <summary>Somebody proposed a title, and somebody else its translation.</summary>
    public static int[] OfTranslation(bool isForAWhile, int[] chosen) =>
    [
        .. Of(World.Step(0, 2, 0, 0), [], isForAWhile, chosen), Propose(Title), Take(0, Whole), Amal(Practice, Yes), Bo(Practice), Propose(Translated), Take(1, Whole),
        .. isForAWhile ? (int[])[] : [Amal(Practice, Yes), Bo(Practice)], .. Lined(TranslatedLines, chosen),
    ];

    /// <summary>Where both stewards of the first must say so before anything is destroyed.</summary>
    public static int[] OfHeld(bool isForAWhile, int[] chosen) => [.. Of(World.Step(0, 2, 0, 0), [], isForAWhile, chosen), Appoint(0), Decide, .. Lined(HeldLines, chosen)];

    public static int[] OfPart(bool isForAWhile, int[] chosen) => Of(World.Step(0, 2, 0, 0), PartLines, isForAWhile, chosen);

    /// <summary>It names the first community alone, or both of which the second has nobody yet.</summary>
    public static int[] OfOthers(bool isForAWhile, int[] chosen) =>
    [
        World.Step(0, isForAWhile ? 0 : 2, 0, chosen[0] % 4), .. chosen[1] % 3 == 0 ? (int[])[Accept(Practice)] : [FirstHand(0), FirstHand(chosen[1] % 2)],
        .. Lined(OtherLines, chosen),
    ];

    /// <summary>It names the first community, or both; and an old back-up is brought back.</summary>
    public static int[] OfBackUp(bool isForAWhile, int[] chosen) => [World.Step(10, 1, 1, 1), World.Step(0, isForAWhile ? 2 : 0, 0, 0), .. Lined(BackUpLines, chosen)];

    /// <summary>Its depositor, for some weeks.</summary>
    private static int KeepBack(int what) => World.Step(19, Practice, 1, 3 * what);

    private static int Propose(int what) => World.Step(20, Practice, what, 1);

    private static int Take(int proposal, int how) => World.Step(22, proposal, how, ByKeeper);

    private static int Restore(int revision) => World.Step(13, Practice, revision - 1, 2);

    private static int TakePart(int what) => World.Step(19, Practice, 0, (3 * what) + 1);

    private static int DestroyPart(int what) => World.Step(29, Practice, what, 0);

    private static int FirstHand(int keeper) => World.Step(28, Practice, keeper, 0);

    private static int Appoint(int community) => World.Step(10, 1, community, 1);

    private static int Dismiss(int community) => World.Step(10, community, community, 0);

    private static int HideHere(int keeper) => World.Step(12, Practice, keeper, 0);
}
