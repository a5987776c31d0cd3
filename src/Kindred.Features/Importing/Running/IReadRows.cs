using Kindred.Domain.Importing;

namespace Kindred.Features.Importing.Running;

/// <summary>Reads sources of one form. The same bytes with the same description give the same rows in the same order: that is how an import goes on where it
/// was cut off.</summary>
public interface IReadRows
{
    /// <summary>As in <see cref="ImportSource.Form"/>.</summary>
    string Form { get; }

    IEnumerable<ImportRow> Read(Stream bytes, ImportSource source);

    /// <summary>Of the columns that a report shows beside its findings.</summary>
    IReadOnlyList<string> Headings(ImportSource source);

    /// <summary>The same, where the file itself has to say it.</summary>
    IReadOnlyList<string> Headings(Stream bytes, ImportSource source) => Headings(source);
}
