using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>A source out of a <c>.gz</c>. Where it turns out to be damaged, cut off or far larger than it seems, the rows before that are read and it is told.</summary>
internal sealed class PackedSource : Source
{
    private readonly Source packed;

    public PackedSource(Source packed)
    {
        this.packed = packed;
        (Recognised, Headings, Findings) = (packed.Recognised with { IsPacked = true }, packed.Headings, packed.Findings);
    }

    /// <summary>What unpacking throws for what is in the file; a disk throws other things.</summary>
    public static Finding? Fault(Exception thrown) => thrown switch
    {
        UnpacksTooLargeException => new Finding("source-unpacks-on"),
        EndOfStreamException => new Finding("source-cut-off"),
        InvalidDataException => new Finding("source-damaged"),
        _ => null,
    };

    public override IEnumerable<SourceRow> Rows()
    {
        using IEnumerator<SourceRow> rows = packed.Rows().GetEnumerator();
        long last = 0;
        while (true)
        {
            Finding? fault = null;
            bool isThere = false;
            try
            {
                isThere = rows.MoveNext();
            }
            catch (Exception thrown) when (Fault(thrown) is not null)
            {
                fault = Fault(thrown);
            }

            if (fault is not null) yield return RefusedRow.Of(last + 1, 0, fault);
            if (!isThere) break;
            last = rows.Current.Number;
            Portion = packed.Portion;
            yield return rows.Current;
        }

        Portion = 1;
    }
}
