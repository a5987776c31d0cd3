using Kindred.Bench;

return args switch
{
    ["make", string data, string file] => await Corpus.Make(data, file, count: 100_000),
    ["run", string program, string corpus, string work, .. string[] only] => await Figures.Take(program, corpus, work, only),
    ["kill", string program, string work, string times] => await Kills.Run(program, work, int.Parse(times, System.Globalization.CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        make DATA FILE                    100,000 records as JSON Lines, from the folder of shared data `scale`
        run PROGRAM FILE WORK [NAME …]    load FILE with a published `kindred`, and take the figures (all, or those named): import start names
                                          record cached list search common connections deposits desk memory
        kill PROGRAM WORK TIMES           end the archive at so many random moments, and see that nothing acknowledged is lost

        Needs wrk and nginx (Debian). See docs/performance.md.
        """);
    return 2;
}
