using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Importing.Sending;

/// <summary>Profiles that can be chosen: those that come with Kindred, and those that this archive keeps.</summary>
public sealed class ProfileShelf(IImportStore imports, IArchiveWriter writer, TimeProvider time)
{
    /// <summary>Before the name of one that comes along, and of one that is kept here.</summary>
    public const string ShippedMark = "shipped:", SavedMark = "saved:";

    public Task<IReadOnlyList<SavedProfile>> Saved(Viewer viewer, CancellationToken cancel) => imports.Profiles(viewer, cancel);

    /// <summary>Its JSON; null: there is none.</summary>
    /// <param name="choice">With its mark.</param>
    public async Task<string?> Find(string choice, Viewer viewer, CancellationToken cancel)
    {
        if (choice.StartsWith(ShippedMark, StringComparison.Ordinal)) return ShippedProfiles.Find(choice[ShippedMark.Length..]);
        if (!choice.StartsWith(SavedMark, StringComparison.Ordinal)) return null;
        return (await imports.Profiles(viewer, cancel)).FirstOrDefault(one => one.Name == choice[SavedMark.Length..])?.Profile;
    }

    /// <summary>Keeps it under a name, in the stead of another of that name. Null: it is kept.</summary>
    public async Task<Finding?> Save(string name, Profile profile, string who, CancellationToken cancel)
    {
        name = RecordInput.Clean(name);
        if (name.Length == 0) return new Finding("profile-name-missing", "name");
        if (name.Length > SavedProfile.LongestName) return Finding.TooLong("name", SavedProfile.LongestName);
        string json = ProfileJson.Write(profile with { Name = name });
        if (json.Length > ProfileJson.Longest) return Finding.TooLong("name", ProfileJson.Longest);
        return await writer.Write<Finding?>(
            session =>
            {
                if (session.ImportProfiles() is { Count: >= SavedProfile.Most } all && all.All(one => one.Name != name)) return new Finding("too-many", "name");
                session.Put(new SavedProfile(name, json, who, time.Today()));
                return null;
            },
            cancel);
    }

    public Task Remove(string name, CancellationToken cancel) => writer.Write(
        session =>
        {
            session.RemoveImportProfile(name);
            return true;
        },
        cancel);
}
