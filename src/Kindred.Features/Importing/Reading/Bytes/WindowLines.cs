namespace Kindred.Features.Importing.Reading;

/// <summary>Lines of a file, of any length.</summary>
internal static class WindowLines
{
    /// <summary>With its end, of the line that the window begins with; -1: there is none. Of one that is too long only its end is left.</summary>
    public static int Length(ByteWindow window, out bool isTooLong)
    {
        isTooLong = false;
        for (int from = 0; ;)
        {
            int end = window.Bytes[from..].IndexOf((byte)'\n');
            if (end >= 0)
            {
                isTooLong |= from + end > Source.LongestRow;
                return from + end + 1;
            }

            if (window.IsLast) return window.Length == 0 && !isTooLong ? -1 : window.Length;
            isTooLong |= window.Length > Source.LongestRow;
            if (isTooLong) window.Skip(window.Length);
            from = window.Length;
            window.Grow();
        }
    }
}
