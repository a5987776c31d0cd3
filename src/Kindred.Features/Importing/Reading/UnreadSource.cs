using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>Nothing that is read here.</summary>
internal sealed class UnreadSource : Source
{
    public UnreadSource(Finding why, SourceForm form = SourceForm.Unknown)
    {
        Findings = [why];
        Recognised = new SourceRecognition { Form = form };
    }

    public override IEnumerable<SourceRow> Rows() => [];
}
