using System.CommandLine;
using System.Text;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Search;
using Kindred.Host;
using Kindred.Host.Commands;

namespace Kindred.Tests.House;

/// <summary>The reference pages of settings, commands, findings and search say what the code says. <c>UPDATE_EXPECTED=1</c> rewrites them.</summary>
public class ReferenceDocs
{
    [Fact]
    public void Every_setting_is_in_its_reference_page() => ReferencePage.Hold("settings.md", SettingsPage());

    [Fact]
    public void Every_command_is_in_its_reference_page() => ReferencePage.Hold("commands.md", CommandsPage());

    [Fact]
    public void Every_finding_is_in_its_reference_page()
    {
        StringBuilder page = new("""
            # Findings

            What isn't right yet in something handed in, by form, API or import: a code, where it stands, and words in the reader's language
            (`finding.{code}` in the texts). The API lists them in a problem of type `/problems/not-right-yet`, of an address in one of type `/problems/address-not-right`:
            `{"findings": [{"path": "records[a].centres", "code": "needs-centres", "words": "…"}]}`.

            | code | in English |
            |---|---|

            """);
        Texts english = Texts.For(Texts.Source);
        foreach (string key in english.Keys.Where(key => key.StartsWith("finding.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)) page.Append($"| `{key["finding.".Length..]}` | {english[key]} |\n");
        ReferencePage.Hold("findings.md", page.ToString());
    }

    [Fact]
    public void What_can_be_typed_into_the_search_box_is_in_its_reference_page()
    {
        StringBuilder page = new("""
            # Searching

            What can be typed into the search box and given as `q=` to `GET /api/v1/records`. Nothing that is typed is an error.

            | typed | finds |
            |---|---|
            | `words` | records with all of them, in the forms that their language has |
            | `"several words"` | records where they stand together |
            | `one OR other` | records with either |
            | `-word`, `NOT word` | none with it |
            | `begin*` | words that begin so |
            | `title:word` | it stands in the title, another name or a translated title |
            | `place:queens`, `year:2017` | records with that term, by its label or value |

            Of texts only the title can be asked for by itself: the index holds two of a record, its title and all the rest, and ranks by these. What is a
            term, a place, a community or a date is narrowed by the name of its facet, which may be written in any language of the pages. Of those the first
            eight count, of everything typed the first 500 characters and 32 terms; the page says that it left something out.

            | name | in the languages of the pages |
            |---|---|

            """);
        foreach (string facet in SearchRecords.Facets)
            page.Append($"| `{facet}` | {string.Join(", ", Texts.Languages.Select(language => Texts.For(language)[$"field.facet.{facet}.label"]).Distinct())} |\n");
        ReferencePage.Hold("searching.md", page.ToString());
    }

    [Fact]
    public void A_page_behind_the_code_is_seen()
    {
        Assert.False(ReferencePage.IsHeld("commands.md", CommandsPage() + "\n## `kindred forget`\n"));
        Assert.False(ReferencePage.IsHeld("nothing.md", ""));
    }

    [Fact]
    public void Every_command_has_an_example() => Assert.Empty(Unexampled(CommandTree.Make()));

    [Fact]
    public void A_command_without_an_example_is_seen() =>
        Assert.Equal(["kindred forget"], Unexampled(new RootCommand { new Command("keep", "Keeps it.\n\nExample:\n  kindred keep"), new Command("forget", "Forgets it.\n\nExample:\n  kindred keep") }));

    [Fact]
    public void Every_command_of_a_how_to_can_be_typed() =>
        Assert.Empty(Source.All.Where(file => file.IsBelow("docs/howto")).SelectMany(file => Untypable(file.Text)));

    [Fact]
    public void A_command_that_cannot_be_typed_is_seen() =>
        Assert.Equal(["kindred member add amina --stewart \"Yemeni Americans\"", "kindred begin"], Untypable("    kindred member add amina --stewart \"Yemeni Americans\"\n    kindred serve\n\tkindred begin\n"));

    private static IEnumerable<string> Untypable(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("kindred ", StringComparison.Ordinal)).Where(line => CommandTree.Make().Parse(line["kindred ".Length..]).Errors.Count > 0);

    private static string SettingsPage()
    {
        StringBuilder page = new("""
            # Settings

            What the operator sets, as environment variables or in `kindred.json` in the data folder: one JSON object of the same names and texts. The
            environment wins; `--data` and `--urls` win over both. `kindred settings` shows what holds. What keepers set (name, languages, contact, terms, default
            rights) is on `/keep`.

            | name | default | what it does |
            |---|---|---|

            """);
        foreach (Setting setting in Settings.All.Where(setting => setting.IsBuilt))
            page.Append('|').Append($" `{setting.Name}` | {(setting.Default is null ? "" : $"`{setting.Default}`")} | {setting.Help} |\n");
        page.Append("""

            Where `KINDRED_METRICS` is set, an hour's counts go there, and nothing else: OpenTelemetry's protocol over HTTP, to that very address. No count has a name, an id or an address of anyone. Pages on
            which people hand something in are in none of the requests, because an hour would tell when they came.

            | count | what of |
            |---|---|
            | `kindred.requests` | Answers by route and class of status, those to depositors left out. |
            | `kindred.writes.waiting` | Acts that wait for the writer. |
            | `kindred.deposits` | Handed in on the last whole day. |
            | `kindred.publications` | Published on the last whole day. |
            | `kindred.withdrawals` | Withdrawn or destroyed on the last whole day. |

            """);
        page.Append("\nNot built yet; set, they are refused rather than passed over:\n\n");
        foreach (Setting setting in Settings.All.Where(setting => !setting.IsBuilt)) page.Append($"- `{setting.Name}`: {setting.Help}\n");
        return page.ToString();
    }

    private static string CommandsPage()
    {
        StringBuilder page = new("""
            # Commands

            One executable, `kindred`; from a checkout `dotnet run --project src/Kindred.Host -- …`. A command works beside a running archive: it hands its work
            to the server over a socket in the data folder, or does it itself where none runs. On an empty or absent data folder it makes an archive there.

            Every command takes `--data DIR`, `--json` and `--help`. Exit status: 0 done; 1 findings or a foreseen other outcome; 2 wrong usage; 3 a fault of the
            system. 4 is kept for an integrity alarm; nothing raises one yet.

            """);
        foreach ((string path, Command command) in Leaves(CommandTree.Make(), "kindred"))
        {
            string[] parts = command.Description!.Split("\n\nExample:\n  ");
            page.Append($"\n## `{path}{string.Concat(command.Arguments.Select(argument => " " + argument.HelpName))}`\n\n{parts[0]}\n\n");
            foreach (Argument argument in command.Arguments) page.Append($"- `{argument.HelpName}`: {argument.Description}\n");
            foreach (Option option in command.Options.Where(option => option.Description is not null && option is not System.CommandLine.Help.HelpOption))
                page.Append($"- `{option.Name}{(option.HelpName is null ? "" : " " + option.HelpName)}`: {option.Description}\n");
            page.Append($"{(command.Arguments.Count + command.Options.Count > 0 ? "\n" : "")}    {parts[1]}\n");
        }

        return page.ToString();
    }

    private static IEnumerable<string> Unexampled(Command tree) =>
        Leaves(tree, "kindred").Where(leaf => leaf.Command.Description?.Contains($"Example:\n  {leaf.Path}", StringComparison.Ordinal) != true).Select(leaf => leaf.Path);

    private static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path) =>
        command.Subcommands.Count == 0 ? [(path, command)] : command.Subcommands.SelectMany(part => Leaves(part, $"{path} {part.Name}"));
}
