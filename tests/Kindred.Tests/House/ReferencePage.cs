namespace Kindred.Tests.House;

/// <summary>A page of docs/reference that is written from the code. <c>UPDATE_EXPECTED=1</c> rewrites it.</summary>
internal static class ReferencePage
{
    public static void Hold(string name, string expected)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1") File.WriteAllText(PathOf(name), expected);
        Assert.True(IsHeld(name, expected), $"docs/reference/{name} is behind the code: run this test with UPDATE_EXPECTED=1.");
    }

    public static bool IsHeld(string name, string expected) => File.Exists(PathOf(name)) && File.ReadAllText(PathOf(name)) == expected;

    private static string PathOf(string name) => Path.Combine(Checkout.Root, "docs", "reference", name);
}
