using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Kinds;
using Kindred.Features.Importing;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Shared;
using Path = System.IO.Path;

namespace Kindred.Host.Commands;

/// <summary>The profile that <c>kindred import --profile</c> names: a file, or one that comes with Kindred.</summary>
public static class ProfileFile
{
    private static readonly Texts Words = Texts.For(Texts.Source);

    /// <summary>Where it is, as whoever does the work finds it.</summary>
    public static string? Find(string? name)
    {
        if (name is null || File.Exists(name)) return name is null ? null : Path.GetFullPath(name);
        string known = Path.Combine(ShippedProfiles.Folder, name + ".json");
        return File.Exists(known) ? known : Path.GetFullPath(name);
    }

    /// <summary>The file as the register will have it, or why it can't be read by the profile.</summary>
    /// <param name="plain">What is known of it without.</param>
    /// <param name="progress">Told what is found about the whole of the file.</param>
    public static (ImportSource? Source, CommandResult? Wrong) Describe(string path, Stream file, KindList kinds, ImportSource plain, TextWriter progress)
    {
        if (!File.Exists(path)) return (null, CommandResult.Otherwise("no-profile", $"There is no profile {path}; nothing was taken."));
        if (new FileInfo(path).Length > ProfileJson.Longest) return (null, CommandResult.Otherwise("wrong-profile", $"{path} is too large to be a profile; nothing was taken."));
        string text = File.ReadAllText(path);
        List<Finding> findings = [];
        Profile? profile = ProfileJson.Read(text, findings);
        if (profile is not null) findings.AddRange(ProfileCheck.Check(profile, kinds.Now));
        if (profile is null || findings is not [])
            return (null, CommandResult.Otherwise("wrong-profile", [$"The profile {path} is not right; nothing was taken.", .. findings.Select(finding => $"{finding.Field}: {Words.Words(finding)}")]));
        Source read = SourceFile.Open(file, "", profile.Reading);
        file.Position = 0;
        if (read.Recognised.Form == SourceForm.Unknown || read.Findings.Any(finding => finding.Code == "source-empty")) return (null, CommandResult.Otherwise("not-recognised", [.. read.Findings.Select(Words.Words), "Nothing was taken."]));
        // Other sheets, lines above the headings: what is not read is said before anything is taken.
        foreach (Finding finding in read.Findings) progress.WriteLine(Words.Words(finding));
        return (plain with { Form = ProfiledRows.FormName, Profile = text, ProfileName = profile.Name }, null);
    }
}
