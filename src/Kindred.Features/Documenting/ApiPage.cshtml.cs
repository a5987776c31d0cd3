using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Documenting;

/// <summary>For people who write programs: what there is and where it is described.</summary>
public sealed class ApiPage(IEnumerable<EndpointDataSource> sources) : PageModel
{
    public ImmutableArray<ApiRoute> Routes { get; } = ApiRoute.OfApi(sources);
}
