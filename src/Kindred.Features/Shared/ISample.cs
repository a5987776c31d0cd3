namespace Kindred.Features.Shared;

/// <summary>Fills an empty archive with the sample of <c>samples/</c>.</summary>
public interface ISample
{
    /// <param name="folder">The folder of samples.</param>
    /// <param name="progress">A line for each step.</param>
    Task Load(string folder, TextWriter progress, CancellationToken cancel);
}
