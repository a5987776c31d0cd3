namespace Kindred.Domain.Visibility;

/// <summary>Something that the policy has let one viewer see. Only <see cref="VisibilityPolicy"/> can make one.</summary>
public readonly struct Visible<T>
    where T : notnull
{
    internal Visible(T value) => Value = value;

    public T Value { get; }
}
