namespace Kindred.Bench;

/// <summary>The yardstick: nginx with the same bytes as a static file.</summary>
internal static class Nginx
{
    public static async Task<Load> Serve(string work, string page, int connections)
    {
        // It would look beside its own program otherwise.
        string folder = Path.GetFullPath(Path.Combine(work, "nginx"));
        Directory.CreateDirectory(Path.Combine(folder, "pages"));
        await File.WriteAllTextAsync(Path.Combine(folder, "pages", "page.html"), page);
        int port = Child.FreePort();
        string configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            daemon off;
            worker_processes 2;
            pid {{folder}}/nginx.pid;
            error_log stderr;
            events {}
            http {
                access_log off;
                open_file_cache max=10;
                default_type text/html;
                client_body_temp_path {{folder}}/body;
                server { listen 127.0.0.1:{{port}} reuseport; root {{folder}}/pages; }
            }
            """);
        // The user that nginx falls to must be able to read the page.
        if (Environment.UserName == "root") await File.WriteAllTextAsync(configuration, "user root;\n" + await File.ReadAllTextAsync(configuration));
        using Child nginx = Child.Start("nginx", ["-c", configuration]);
        await Task.Delay(500);
        Load load = await Load.Get($"http://127.0.0.1:{port}", ["/page.html"], connections);
        await Child.Run("nginx", "-c", configuration, "-s", "quit");
        return load;
    }
}
