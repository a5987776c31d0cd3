using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kindred.Features.Documenting;

/// <summary>For people who write programs: what there is and where it is described.</summary>
public sealed class ApiPage : PageModel;
