namespace Kindred.Tests.House;

/// <summary>The folder of the solution these tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "Kindred.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("House tests need the checkout: no Kindred.slnx above " + AppContext.BaseDirectory);
    }
}
