using System.Diagnostics;
using System.Text.Json;

namespace Kindred.Tests.House;

/// <summary>What the host's project makes of an archive that lies in its folder: nothing.</summary>
public class HostProject
{
    [Fact]
    public async Task An_archive_is_never_built_or_published_and_lies_where_its_command_was_typed()
    {
        string folder = Path.Combine(Path.GetTempPath(), "kindred-test-" + Domain.Records.RecordId.Mint());
        string data = Path.Combine(folder, "src", "Kindred.Host", "kindred-data");
        Directory.CreateDirectory(data);
        try
        {
            foreach (string file in (string[])["Directory.Build.props", "Directory.Packages.props", "src/Kindred.Host/Kindred.Host.csproj"])
                File.Copy(Path.Combine(Checkout.Root, file), Path.Combine(folder, file));
            await File.WriteAllTextAsync(Path.Combine(data, "keystore.json"), "{}");
            ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Path.Combine(folder, "src", "Kindred.Host") };
            foreach (string word in (string[])["msbuild", "Kindred.Host.csproj", "-getProperty:RunWorkingDirectory,AssemblyName", "-getItem:Content"]) start.ArgumentList.Add(word);
            using Process process = Process.Start(start)!;
            string said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            using JsonDocument project = JsonDocument.Parse(said);
            Assert.Equal("kindred", project.RootElement.GetProperty("Properties").GetProperty("AssemblyName").GetString());
            Assert.Equal("", project.RootElement.GetProperty("Properties").GetProperty("RunWorkingDirectory").GetString());
            Assert.DoesNotContain("keystore.json", project.RootElement.GetProperty("Items").ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
