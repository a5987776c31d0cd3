using System.CommandLine;
using System.Text.Json.Nodes;

namespace Kindred.Host.Commands;

/// <summary><c>kindred settings</c></summary>
public static class SettingsList
{
    public static Command Create()
    {
        Command command = CommandTree.Named("settings", "List the operator's settings and what they are set to here.", "kindred settings --data /srv/kindred");
        command.SetAction(parsed =>
        {
            Settings settings = Terminal.SettingsOf(parsed);
            JsonObject json = [];
            List<string> lines = [];
            foreach (Setting setting in Settings.All.Where(setting => setting.IsBuilt))
            {
                string value = setting.Name == "KINDRED_DATA" ? settings.Data : settings[setting.Name];
                json[setting.Name] = value;
                lines.Add($"{setting.Name}={value}");
            }

            return Terminal.Print(CommandResult.Done(json, lines), parsed.GetValue(Terminal.Json));
        });
        return command;
    }
}
