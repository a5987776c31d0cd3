namespace Kindred.Tests.House;

/// <summary>A file of the tree, by its path from the root with forward slashes.</summary>
internal sealed record Source(string Path, string Text)
{
    private static readonly string[] Made = ["bin", "obj", ".git", "artifacts", "TestResults", "kindred-data"];

    public static IReadOnlyList<Source> All { get; } = [.. Below(new DirectoryInfo(Checkout.Root))];

    public static IEnumerable<Source> Code => All.Where(file => file.Extension is ".cs" or ".cshtml");

    public static IEnumerable<Source> Projects => All.Where(file => file.Extension == ".csproj");

    public string Name => System.IO.Path.GetFileName(Path);

    public string Extension => System.IO.Path.GetExtension(Path);

    public bool IsBelow(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public static Source At(string path) => All.SingleOrDefault(file => file.Path == path) ?? throw new FileNotFoundException(path);

    private static IEnumerable<Source> Below(DirectoryInfo folder) =>
    [
        .. folder.EnumerateDirectories().Where(one => !Made.Contains(one.Name)).SelectMany(Below),
        .. folder.EnumerateFiles().Where(file => file.Length < 1 << 20 && file.LinkTarget is null && file.Name != ".git")
            .Select(file => new Source(System.IO.Path.GetRelativePath(Checkout.Root, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName))),
    ];
}
