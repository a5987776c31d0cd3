namespace Kindred.Tests.Life.Matrix;

/// <summary>What an address, a form or a program may name by its key.</summary>
public enum KeyKind
{
    Id,
    Number,
    Handle,
    Secret,
    Hash,
}

/// <summary>Something that the archive holds, with a word that stands nowhere else.</summary>
/// <param name="Name">Its row of the <see cref="Oracle"/>.</param>
/// <param name="Receipt">Seven words, where it came with a deposit.</param>
internal sealed record Thing(string Name, string Key, string Word, KeyKind Kind = KeyKind.Id, string? Receipt = null)
{
    /// <summary>A word that nothing ever held.</summary>
    public const string NeverWord = "quarzonnever";

    /// <summary>Its key is that of something else, which is asked for by itself.</summary>
    public bool IsWordOnly { get; init; }

    public Knows To(Asker role) => Oracle.What(role, Name);

    /// <summary>Two keys of the kind that nothing ever had.</summary>
    public static (string One, string Other) Never(KeyKind kind) => kind switch
    {
        KeyKind.Id => (MatrixArchive.IdOf("never").ToString(), MatrixArchive.IdOf("never either").ToString()),
        KeyKind.Number => ("918273645", "918273646"),
        KeyKind.Handle => ("nobodyone", "nobodytwo"),
        _ => (new string('3', 64), new string('5', 64)),
    };

    public override string ToString() => Name;
}
