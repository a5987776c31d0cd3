namespace Kindred.Features.Importing.Reading;

/// <summary>A source whose bytes are text from beginning to end, with no heading row.</summary>
internal abstract class TextSource : Source
{
    protected TextSource(SourceForm form, SourceBytes bytes, TextForm text, SourceOptions options)
    {
        (Bytes, Text, Options) = (bytes, text, options);
        Recognised = new SourceRecognition { Form = form, Encodings = text.Names };
        Headings = HeadingSample.Of(Rows());
    }

    protected SourceBytes Bytes { get; }

    protected TextForm Text { get; }

    protected SourceOptions Options { get; }
}
