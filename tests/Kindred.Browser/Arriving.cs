namespace Kindred.Browser;

/// <summary>A click or a key returns before the page that it leads to is there, and what is read then is read of the page before.</summary>
internal static class Arriving
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Does what leads to another page, and waits until that one is there, its styles too.</summary>
    public static async Task Arrive(this IPage page, Func<Task> act)
    {
        TaskCompletionSource there = new(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Load += Loaded;
        try
        {
            await act();
            await there.Task.WaitAsync(Patience);
        }
        finally
        {
            page.Load -= Loaded;
        }

        void Loaded(object? sender, IPage loaded) => there.TrySetResult();
    }

    public static Task Follow(this ILocator link) => link.Page.Arrive(() => link.ClickAsync());
}
