using Kindred.Bench;

return args switch
{
    ["make", string data, string file] => await Corpus.Make(data, file, count: 100_000),
    ["make-events", string folder, string count] => await Events.Make(folder, Number(count)),
    ["import", string program, string file, string work] => await Imports.Take(program, file, work, rows: 0, times: 3),
    ["import", string program, string file, string work, string rows] => await Imports.Take(program, file, work, Number(rows), times: 3),
    ["import", string program, string file, string work, string rows, string times] => await Imports.Take(program, file, work, Number(rows), Number(times)),
    ["run", string program, string corpus, string work, .. string[] only] => await Figures.Take(program, corpus, work, only),
    ["kill", string program, string work, string times] => await Kills.Run(program, work, Number(times)),
    ["layouts", string folder] => Layouts.Take(folder),
    ["kill-import", string program, string file, string work, string rows, string times] => await KilledImports.Run(program, file, work, Number(rows), Number(times)),
    ["views", string program, string work] => await Views.Take(program, work),
    ["kin", string program, string work] => await Kinships.Take(program, work),
    ["paths"] => Paths.Take(),
    ["measures", string folder] => Measures.Take(folder),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("""
        make DATA FILE                    100,000 records as JSON Lines, from the folder of shared data `scale`
        make-events FOLDER COUNT          so many rows of events with places and organisations by name, as events.jsonl and events.csv
        import PROGRAM FILE WORK [ROWS [TIMES]]
                                          take FILE (or its first ROWS) into an empty archive, three times or TIMES: rows a second, processor time, private memory
        run PROGRAM FILE WORK [NAME …]    load FILE with a published `kindred`, and take the figures (all, or those named): import start names
                                          record cached list search common connections deposits desk memory
        layouts FOLDER                    lay out graphs of 2,000 and 20,000 nodes, and write them into FOLDER for layouts.py, which has igraph do the same
        measures FOLDER                   measure the network of 100,000 actions of 20,000 organisations, and write it into FOLDER for measures.py, which has igraph do the same
        views PROGRAM WORK                silos of 2,000 organisations from a published `kindred`: cold, warm, and how many bytes
        kin PROGRAM WORK                  kin of a thousand practices among 200,000 with 1,000,000 connections, beside their circles and themselves
        paths                             a thousand circles and threads among 1,000,000 connections of 300,000 records
        kill PROGRAM WORK TIMES           end the archive at so many random moments, and see that nothing acknowledged is lost
        kill-import PROGRAM FILE WORK ROWS TIMES
                                          take the first ROWS of FILE, end that so many times and go on each time, and see that each row came in exactly once

        Needs wrk and nginx (Debian). See docs/performance.md.
        """);
    return 2;
}
