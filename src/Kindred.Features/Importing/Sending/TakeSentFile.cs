using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Kinds;
using Kindred.Domain.Visibility;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Importing.Tables;

namespace Kindred.Features.Importing.Sending;

/// <summary>Makes a sent file of what a form brought: with the profile that was chosen or sent along, or with one that is guessed.</summary>
public sealed class TakeSentFile(SentFiles files, ProfileShelf shelf, KindList kinds)
{
    /// <summary>What stands in the place of a profile's name: guessed from headings and rows; or none, for lines by the names of fields.</summary>
    public const string Guess = "guess", Own = "own";

    /// <summary>The file, or what was not right.</summary>
    public async Task<(SentFile? File, ImmutableArray<Finding> Findings)> Do(SentForm? form, Viewer.Member who, CancellationToken cancel)
    {
        (SentFile? file, ImmutableArray<Finding> findings) = await Take(form, who, cancel);
        if (file is null) form?.Dispose();
        return (file, findings);
    }

    private async Task<(SentFile? File, ImmutableArray<Finding> Findings)> Take(SentForm? form, Viewer.Member who, CancellationToken cancel)
    {
        if (form is { IsTooLarge: true }) return Not(new Finding("file-too-large", "file", files.MostMegabytes.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (form?.File is not { } id) return Not(new Finding("file-missing", "file"));
        if (files.IsFull) return Not(new Finding("files-full", "file", SentFiles.Most.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        string kindName = form.Fields.GetValueOrDefault("kind").ToString(), choice = form.Fields.GetValueOrDefault("profile").ToString();
        Kind? kind = kinds.Find(kindName);
        if (kind is null && kindName.Length > 0) return Not(new Finding("unknown-kind", "kind", kindName));
        SentFile file = new() { Id = id, Name = form.FileName, Length = form.Length, Day = files.Today, Who = who.Handle, Form = ProfiledRows.FormName, Kind = kind?.Name };
        if (choice == Own && form.Profile is null) return Taken(file with { Form = RecordLines.FormName }, form);
        string? json = form.Profile;
        if (json is null && choice is not ("" or Guess) && (json = await shelf.Find(choice, who, cancel)) is null) return Not(new Finding("no-such-profile", "profile", choice));
        List<Finding> wrong = [];
        Profile? chosen = json is null ? null : Read(json);
        // What is said beside the file counts before what its profile says of how it is read.
        SourceOptions reading = ReadingFields.Take(chosen?.Reading ?? SourceOptions.None, field => form.Fields.TryGetValue(field, out Microsoft.Extensions.Primitives.StringValues said) ? said.ToString() : null, wrong.Add);
        if (wrong is not []) return Not(wrong.Distinct());
        await using FileStream bytes = files.Open(id)!;
        Source source = SourceFile.Open(bytes, "", reading);
        if (source.Recognised.Form == SourceForm.Unknown) return Not(source.Findings.Select(finding => finding with { Field = "file" }));
        if (json is null)
        {
            // A table of this archive's own says itself what its columns are; an export of another that is known has its profile.
            if (TableRows.Is(source)) return Taken(file with { Form = TableRows.FormName }, form);
            if (ShippedProfiles.Recognise(source) is { } known) chosen = Read(json = ShippedProfiles.Find(known.Name)!);
            if (wrong is not []) return Not(wrong.Distinct());
        }

        if (chosen is not null) return Taken(file with { Profile = chosen.Reading == reading ? json : ProfileJson.Write(chosen with { Reading = reading }) }, form);

        if (kind is null) return Not(new Finding("needs-kind", "kind"));
        Profile guessed = HeadingGuess.Of(source.Headings, [.. source.Rows().Take(HeadingGuess.MostRows)], kind);
        return Taken(file with { Profile = ProfileJson.Write(guessed with { Name = form.FileName, Reading = reading }) }, form);

        Profile? Read(string profile)
        {
            List<Finding> findings = [];
            Profile? read = ProfileJson.Read(profile, findings);
            if (read is not null) findings.AddRange(ProfileCheck.Check(read, kinds.Now));
            wrong.AddRange(findings.Select(finding => finding with { Field = form.Profile is null ? "profile" : SentForm.ProfileField }));
            return read;
        }

        static (SentFile?, ImmutableArray<Finding>) Not(params IEnumerable<Finding> findings) => (null, [.. findings]);
    }

    private (SentFile?, ImmutableArray<Finding>) Taken(SentFile file, SentForm form)
    {
        files.Put(file);
        form.Keep();
        return (file, []);
    }
}
