using System.Collections.Frozen;

namespace Kindred.Features.Shared;

/// <summary>A foreseen ending that is not what was asked for (RFC 9457). Each has an address that explains it, <c>/problems/{slug}</c>, a line
/// in <c>docs/reference/problems.md</c>, and four texts: <c>problem.{slug}.title</c>, <c>.what</c> happened, what was <c>.kept</c>, what to do
/// <c>.now</c>.</summary>
public sealed record Problem(string Slug, int Status)
{
    /// <summary>Something sent isn't right yet; the answer lists the findings.</summary>
    public static readonly Problem NotRightYet = new("not-right-yet", 400);
    /// <summary>The same of an address, where there is no form to look at again.</summary>
    public static readonly Problem AddressNotRight = new("address-not-right", 400);
    public static readonly Problem Unreadable = new("unreadable", 400);
    public static readonly Problem SignInNeeded = new("sign-in-needed", 401);
    public static readonly Problem SignInEnded = new("sign-in-ended", 401);
    public static readonly Problem NotYours = new("not-yours", 403);
    public static readonly Problem FromElsewhere = new("from-elsewhere", 403);
    /// <summary>For what never was, is private, or was withdrawn before it was public, alike.</summary>
    public static readonly Problem NotFound = new("not-found", 404);
    public static readonly Problem OtherMethod = new("other-method", 405);
    public static readonly Problem NoSuchFormat = new("no-such-format", 406);
    public static readonly Problem AlreadyDecided = new("already-decided", 409);
    public static readonly Problem Withdrawn = new("withdrawn", 410);
    public static readonly Problem ChangedMeanwhile = new("changed-meanwhile", 412);
    public static readonly Problem TooLarge = new("too-large", 413);
    public static readonly Problem UnknownType = new("unknown-type", 415);
    public static readonly Problem TooMany = new("too-many", 429);
    public static readonly Problem Fault = new("fault", 500);
    public static readonly Problem NotNow = new("not-now", 503);

    /// <summary>The journal of withdrawals can't be written.</summary>
    public static readonly Problem NotTakenAway = new("not-taken-away", 503);

    /// <summary>It would have left something public against a word of those it names, and was undone: an integrity alarm.</summary>
    public static readonly Problem HeldBack = new("held-back", 503);

    public static IReadOnlyList<Problem> All { get; } =
    [
        NotRightYet, AddressNotRight, Unreadable, SignInNeeded, SignInEnded, NotYours, FromElsewhere, NotFound, OtherMethod, NoSuchFormat, AlreadyDecided, Withdrawn,
        ChangedMeanwhile, TooLarge, UnknownType, TooMany, Fault, NotNow, NotTakenAway, HeldBack,
    ];

    private static readonly FrozenDictionary<string, Problem> BySlug = All.ToFrozenDictionary(problem => problem.Slug);

    public string Address => "/problems/" + Slug;

    /// <summary>A fault of ours: carries a trace id, which is all an operator needs to find it.</summary>
    public bool IsFault => Status >= 500;

    public static Problem? Named(string slug) => BySlug.GetValueOrDefault(slug);

    /// <summary>The problem a bare status stands for; a request nobody can read, and a fault, for those with none of their own.</summary>
    public static Problem Of(int status) => status switch
    {
        400 => Unreadable,
        403 => NotYours,
        >= 500 and not 503 => Fault,
        _ => All.FirstOrDefault(problem => problem.Status == status) ?? (status == 408 ? NotNow : Unreadable),
    };

    public string Title(Texts texts) => texts[$"problem.{Slug}.title"];
    public string What(Texts texts) => texts[$"problem.{Slug}.what"];
    public string Kept(Texts texts) => texts[$"problem.{Slug}.kept"];
    public string Now(Texts texts) => texts[$"problem.{Slug}.now"];
}
