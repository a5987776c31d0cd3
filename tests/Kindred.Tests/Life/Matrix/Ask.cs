using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kindred.Features.Documenting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Kindred.Tests.Life.Matrix;

/// <summary>One way of asking for something: an address with <see cref="Key"/> where the key of a thing goes, and what is sent there.</summary>
/// <param name="Route">As in the route table.</param>
internal sealed record Ask(string Route, string Method, string Path)
{
    public const string Key = "§key§", Word = "§word§";

    public ImmutableArray<(string Name, string Value)> Form { get; init; } = [];

    public string? Json { get; init; }

    public string Accept { get; init; } = "text/html";

    /// <summary>A number goes there and nothing else.</summary>
    public bool IsOfNumber { get; init; }

    /// <summary>A question that lists and searches take, the same for everyone.</summary>
    public bool IsQuestion { get; init; }

    public bool IsForm => Method != "GET" && Json is null;

    public bool IsForPrograms => Path.StartsWith("/api/", StringComparison.Ordinal);

    public bool HasKey => Path.Contains('§') || Json?.Contains('§') == true || Form.Any(one => one.Value.Contains('§'));

    /// <summary>Whether the key can go there. A list or search is asked for what people type: names and ids.</summary>
    public bool Fits(Thing thing) => HasKey && IsOfNumber == (thing.Kind == KeyKind.Number) && (!IsQuestion || thing.Kind is KeyKind.Id or KeyKind.Handle);

    /// <summary>Whoever asks has it from elsewhere.</summary>
    public bool Says(string text) =>
        Path.Contains(text, StringComparison.OrdinalIgnoreCase) || Json?.Contains(text, StringComparison.OrdinalIgnoreCase) == true || Form.Any(one => one.Value.Contains(text, StringComparison.OrdinalIgnoreCase));

    public Ask Of(string key, string word)
    {
        return this with { Path = Put(Path), Json = Json is null ? null : Put(Json), Form = [.. Form.Select(field => (field.Name, Put(field.Value)))] };

        string Put(string text) => text.Replace(Key, key, StringComparison.Ordinal).Replace(Word, word, StringComparison.Ordinal);
    }

    public override string ToString() =>
        $"{Method} {Path}{(Accept == "text/html" ? "" : " as " + Accept)} {Json}{string.Join('&', Form.Select(field => $"{field.Name}={(field.Value.Length > 40 ? "…" : field.Value)}"))}".Trim();
}

/// <summary>Everything that can be asked of an archive: every endpoint of its route table, with all that its handlers take. No route is listed here; one that nobody
/// knows how to fill is not reached, and what nothing reached fails the test.</summary>
internal static partial class Asks
{
    // Whether one's own new password will do depends on how long it is.
    private const string OwnPassword = "violet anchors hum beneath gravel";

    // What lists and views are asked by hand, beside what they declare.
    private static readonly string[] Questions = ["q", "about", "on"];

    public static async Task<IReadOnlyList<Ask>> Of(TestArchive archive)
    {
        List<Ask> asks = [];
        foreach (RouteEndpoint endpoint in Endpoints(archive))
        {
            PageActionDescriptor? page = endpoint.Metadata.GetMetadata<PageActionDescriptor>();
            CompiledPageActionDescriptor? compiled = page is null ? null : await archive.Get<PageLoader>().LoadAsync(page, endpoint.Metadata);
            asks.AddRange(compiled is null ? OfProgram(endpoint) : OfPage(endpoint, compiled));
        }

        return asks;
    }

    public static IEnumerable<RouteEndpoint> Endpoints(TestArchive archive) => archive.Get<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    /// <summary>An endpoint by its address and methods; a page is loaded anew when it is first asked for, and is the same.</summary>
    public static string NameOf(RouteEndpoint endpoint) =>
        $"{string.Join(',', endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Where(method => method != "HEAD") ?? ["PAGE"])} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";

    /// <summary>What each route says of itself: whether it is for members, and whether it takes words from anyone.</summary>
    public static async Task<IReadOnlyList<(string Route, bool IsForMembers, bool TakesStrangersWords)>> Guards(TestArchive archive)
    {
        List<(string, bool, bool)> guards = [];
        foreach (RouteEndpoint endpoint in Endpoints(archive))
        {
            PageActionDescriptor? page = endpoint.Metadata.GetMetadata<PageActionDescriptor>();
            TypeInfo? model = page is null ? null : (await archive.Get<PageLoader>().LoadAsync(page, endpoint.Metadata)).ModelTypeInfo;
            ApiOperation? told = Told(endpoint, endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "");
            guards.Add((
                NameOf(endpoint), model?.IsDefined(typeof(Features.Shared.MembersPageAttribute)) ?? told?.Access == ApiAccess.Token,
                model?.IsDefined(typeof(Features.Shared.SameSiteFormAttribute)) ?? told is { Access: ApiAccess.Anyone }));
        }

        return guards;
    }

    private static ApiOperation? Told(RouteEndpoint endpoint, string method)
    {
        string path = "/" + Constraint().Replace(endpoint.RoutePattern.RawText ?? "", "{$1}").Trim('/');
        return ApiOperation.All.FirstOrDefault(one => one.Method == method && one.Path == path);
    }

    private static IEnumerable<Ask> OfPage(RouteEndpoint endpoint, CompiledPageActionDescriptor page)
    {
        string[] inPath = [.. endpoint.RoutePattern.Parameters.Select(one => one.Name)];
        foreach ((string path, bool isOfNumber) in Paths(endpoint))
        {
            Ask read = new(NameOf(endpoint), "GET", path) { IsOfNumber = isOfNumber };
            yield return read;
            string[] taken = [.. page.HandlerMethods.Where(one => one.HttpMethod == "Get").SelectMany(one => one.MethodInfo.GetParameters()).Where(one => IsText(one.ParameterType)).Select(one => one.Name!)];
            foreach (Ask question in Asked(read, read.HasKey ? taken.Except(inPath) : taken.Except(inPath).Concat(Questions))) yield return question;
            foreach (HandlerMethodDescriptor handler in page.HandlerMethods.Where(one => one.HttpMethod != "Get"))
            {
                string to = handler.Name is null ? path : $"{path}?handler={handler.Name}";
                IEnumerable<(string Name, Type Type)> fields = handler.MethodInfo.GetParameters().Select(one => (one.Name!, one.ParameterType))
                    .Concat(page.ModelTypeInfo!.GetProperties().Where(one => one.GetCustomAttribute<Microsoft.AspNetCore.Mvc.BindPropertyAttribute>() is not null).Select(one => (one.Name, one.PropertyType)))
                    .Where(one => !inPath.Contains(one.Item1, StringComparer.OrdinalIgnoreCase) && one.Item2 != typeof(CancellationToken));
                foreach (ImmutableArray<(string, string)> form in Forms([.. fields]))
                    yield return new Ask(read.Route, handler.HttpMethod.ToUpperInvariant(), to) { IsOfNumber = isOfNumber, Form = form };
            }
        }
    }

    private static IEnumerable<Ask> OfProgram(RouteEndpoint endpoint)
    {
        foreach (string method in (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(method => method != "HEAD"))
        {
            ApiOperation? told = Told(endpoint, method);
            foreach ((string path, bool isOfNumber) in Paths(endpoint, told))
            {
                Ask ask = new(NameOf(endpoint), method, path) { IsOfNumber = isOfNumber, Accept = "application/json" };
                if (method == "GET")
                {
                    yield return ask;
                    foreach (Ask question in Asked(ask, told?.Parameters.Where(one => !one.IsHeader && one.Most is null && one.Words.IsEmpty).Select(one => one.Name) ?? [])) yield return question;
                }
                else foreach (string body in Bodies(endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType)) yield return ask with { Json = body };
            }
        }
    }

    private static IEnumerable<Ask> Asked(Ask read, IEnumerable<string> declared)
    {
        foreach (string name in declared.Distinct())
        {
            yield return read with { Path = $"{read.Path}?{name}={Ask.Key}", IsQuestion = true };
            if (!read.HasKey) yield return read with { Path = $"{read.Path}?{name}={Ask.Word}", IsQuestion = true };
        }
    }

    /// <summary>The address with the key in every parameter that is free to take it, and with what the others take.</summary>
    private static IEnumerable<(string Path, bool IsOfNumber)> Paths(RouteEndpoint endpoint, ApiOperation? told = null)
    {
        RoutePattern pattern = endpoint.RoutePattern;
        bool hasText = pattern.Parameters.Any(one => one.ParameterPolicies.Count == 0 && Listed(one) is []);
        List<string> paths = [""];
        foreach (RoutePatternPathSegment segment in pattern.PathSegments)
        {
            List<string> parts = [""];
            foreach (RoutePatternPart part in segment.Parts)
            {
                string[] values = part switch
                {
                    RoutePatternLiteralPart literal => [literal.Content],
                    RoutePatternSeparatorPart separator => [separator.Content],
                    RoutePatternParameterPart parameter => Values(parameter),
                    _ => [],
                };
                parts = [.. parts.SelectMany(before => values.Select(value => before + value))];
            }

            paths = [.. paths.SelectMany(before => parts.Select(part => part.Length == 0 ? before : $"{before}/{part}"))];
        }

        return paths.Select(path => (path.Length == 0 ? "/" : path, !hasText && path.Contains(Ask.Key, StringComparison.Ordinal)));

        string[] Listed(RoutePatternParameterPart parameter) => [.. told?.Parameters.FirstOrDefault(one => one.Name == parameter.Name)?.Words ?? []];

        string[] Values(RoutePatternParameterPart parameter)
        {
            string[] policies = [.. parameter.ParameterPolicies.Select(one => one.Content ?? "")];
            string[] values = Listed(parameter) is [_, ..] words ? words
                : policies.Any(one => one is "int" or "long") ? hasText ? ["1", "2"] : [Ask.Key]
                : policies.Contains("ownkind") ? [MatrixArchive.OwnPlural]
                : policies.Select(one => Literal().Match(one)).FirstOrDefault(match => match.Success) is { } literal ? [literal.Groups[1].Value]
                : [Ask.Key];
            return parameter.IsOptional || parameter.Default is not null ? [.. values, ""] : values;
        }
    }

    /// <summary>What a handler takes, filled in; once for every value of what has only a few.</summary>
    private static IEnumerable<ImmutableArray<(string, string)>> Forms((string Name, Type Type)[] fields)
    {
        Type? choice = fields.Select(one => Plain(one.Type)).FirstOrDefault(type => type.IsEnum);
        string[] choices = choice is null ? [""] : Enum.GetNames(choice);
        return choices.Select(chosen => fields.Where(one => Value(one.Type) is not null).Select(one => (one.Name, one.Name == "password" ? OwnPassword : Plain(one.Type) == choice ? chosen : Value(one.Type)!)).ToImmutableArray());
    }

    private static string? Value(Type type)
    {
        Type plain = Plain(type);
        return IsText(type) ? Ask.Key
            : plain == typeof(bool) ? "true"
            : plain == typeof(int) || plain == typeof(long) ? "1"
            : plain == typeof(DateOnly) ? "2026-12-01"
            : plain.IsEnum ? Enum.GetNames(plain)[0]
            : null;
    }

    /// <summary>What a program would send: every text the key, once for every value of what has only a few. Where the endpoint reads its body itself, what such are sent.</summary>
    private static IEnumerable<string> Bodies(Type? body)
    {
        if (body is null)
        {
            return
            [
                $$"""{"text":"{{Ask.Key}}"}""",
                $$"""{"records":[{"ref":"a","kind":"practice","language":"en","title":"Ours","story":"Told.","centres":["{{Ask.Key}}"],"rootedIn":["{{Ask.Key}}"]}]}""",
            ];
        }

        PropertyInfo[] properties = [.. body.GetProperties().Where(one => one.GetIndexParameters() is [] && one.CanRead)];
        Type? choice = properties.Select(one => Plain(one.PropertyType)).FirstOrDefault(type => type.IsEnum);
        return (choice is null ? [""] : Enum.GetNames(choice)).Select(chosen =>
        {
            JsonObject sent = [];
            foreach (PropertyInfo property in properties)
            {
                Type plain = Plain(property.PropertyType);
                JsonNode? value = plain == typeof(string) ? property.Name == "Role" ? "steward" : Ask.Key
                    : plain == typeof(bool) ? true
                    : plain == typeof(int) || plain == typeof(long) ? 1
                    : plain == typeof(DateOnly) ? "2026-12-01"
                    : plain.IsEnum ? Features.Shared.ValueName.Of((dynamic)Enum.Parse(plain, plain == choice ? chosen : Enum.GetNames(plain)[0]))
                    : null;
                // What nobody need say is left out where it isn't a text: a wrong scope would hide what a right one finds.
                if (value is not null) sent[char.ToLowerInvariant(property.Name[0]) + property.Name[1..]] = value;
            }

            return sent.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        });
    }

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(string[]) || typeof(IEnumerable<string>).IsAssignableFrom(type);

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    [GeneratedRegex(@"\{\**([A-Za-z]+)[:=?*][^}]*\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"^regex\(\^([A-Za-z-]+)\$\)$")]
    private static partial Regex Literal();
}
