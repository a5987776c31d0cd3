using Kindred.Domain.Stores;

namespace Kindred.Features.Browsing;

/// <summary>A note with its answers, as it stands beside what it is about.</summary>
/// <param name="Level">Of its heading; those of its answers lie one deeper.</param>
public sealed record NoteShown(NoteBeside Note, FieldHtml Html, int Level);
