using Kindred.Features.Shared;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Features.Exporting;

/// <summary>What anyone may take away, and how to go on with it.</summary>
[OutputCache(PolicyName = PublicPageCache.Policy)]
public sealed class ExportPage : PageModel;
