using System.Collections.Immutable;

namespace Kindred.Domain.Kinds;

/// <summary>Every kind that the archive knows now. One for an archive; what it holds is replaced as a whole when something is declared, and whoever reads sees the
/// old or the new. Nothing that was there is ever missing afterwards: a kind, field or term is retired, never taken out.</summary>
public sealed class KindList(KindSet first)
{
    private readonly AsyncLocal<KindSet?> held = new();
    private volatile KindSet now = first;

    /// <summary>The kinds that come with Kindred; a list of its own each time, for an archive to declare on.</summary>
    public static KindList BuiltIn => new(KindSet.BuiltIn);

    public KindSet Now => held.Value ?? now;

    public ImmutableArray<Kind> All => Now.All;

    public Kind this[string name] => Now[name];

    public Kind? Find(string name) => Now.Find(name);

    public Kind? ByPlural(string plural) => Now.ByPlural(plural);

    /// <summary>From now on these are the kinds.</summary>
    public void Take(KindSet kinds) => now = kinds;

    /// <summary>What follows in this flow of control sees the kinds as they are now: no page is made half of the old and half of the new.</summary>
    public void Hold() => held.Value = now;
}
