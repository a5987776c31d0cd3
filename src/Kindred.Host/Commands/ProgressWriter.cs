using System.Text;

namespace Kindred.Host.Commands;

/// <summary>Says how far something is: on a terminal in one line that changes, elsewhere in a line now and then.</summary>
internal sealed class ProgressWriter(TextWriter writer, bool isRedirected, TimeProvider time) : StringWriter
{
    private const string ToEndOfLine = "\u001b[K";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly Lock turn = new();
    private bool isInLine;
    private long last;

    public override Encoding Encoding => writer.Encoding;

    public override void WriteLine(string? value)
    {
        lock (turn)
        {
            if (value?.StartsWith('\r') != true)
            {
                End();
                writer.WriteLine(value);
            }
            else if (!isRedirected)
            {
                writer.Write(value + ToEndOfLine);
                writer.Flush();
                isInLine = true;
            }
            else if (last == 0 || time.GetElapsedTime(last) >= Pause)
            {
                last = time.GetTimestamp();
                writer.WriteLine(value[1..]);
            }
        }
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    /// <summary>What comes next begins a line of its own.</summary>
    public void End()
    {
        if (isInLine) writer.WriteLine();
        isInLine = false;
    }
}
