using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace Kindred.Features.Importing.Pages;

/// <summary>A profile as a file to take along.</summary>
internal static class ProfileFile
{
    public static FileContentResult Of(string profile, string name)
    {
        string plain = new([.. name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-').Take(80)]);
        return new FileContentResult(Encoding.UTF8.GetBytes(profile), "application/json") { FileDownloadName = (plain.Length > 0 ? plain : "profile") + ".json" };
    }
}
