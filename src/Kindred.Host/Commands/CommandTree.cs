using System.CommandLine;

namespace Kindred.Host.Commands;

/// <summary>The commands there are, their help, and the outer edge where every ending becomes an exit status.</summary>
public static class CommandTree
{
    public static RootCommand Make()
    {
        RootCommand root = new("Kindred, an archive of solidarity practices: its server and its tools.");
        root.Add(Terminal.Data);
        root.Add(Terminal.Json);
        root.Add(Serve.Create());
        Command member = new("member", "Members, their roles, links and tokens.");
        foreach (Command part in new[] { MemberList.Create(), MemberAdd.Create(), MemberTerm.Create(), MemberToken.Create(), MemberLink.Create() }) member.Add(part);
        root.Add(member);
        root.Add(Import.Create());
        root.Add(Export.Create());
        root.Add(Silos.Create());
        root.Add(Map.Create());
        root.Add(Timeline.Create());
        root.Add(Kin.Create());
        root.Add(Roots.Create());
        root.Add(ShowingUp.Create());
        root.Add(Circle.Create());
        root.Add(ThreadBetween.Create());
        root.Add(SettingsList.Create());
        root.Add(Doctor.Create());
        root.Add(Migrate.Create());
        root.Add(Backup.Create());
        root.Add(Restore.Create());
        return root;
    }

    /// <summary>A command with its help, which ends in an example.</summary>
    internal static Command Named(string name, string description, string example) =>
        new(name, $"{description}\n\nExample:\n  {example}");

    public static async Task<int> Run(IReadOnlyList<string> args, TextWriter? output = null)
    {
        // The server ends by its own host, orderly; a command is simply ended: its transactions are whole or not at all.
        InvocationConfiguration invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        if (output is not null) (invocation.Output, invocation.Error) = (output, output);
        try
        {
            ParseResult parsed = Make().Parse(args);
            int exit = await parsed.InvokeAsync(invocation);
            return parsed.Errors.Count > 0 ? ExitStatus.WrongUsage : exit;
        }
        catch (WrongUsageException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return ExitStatus.WrongUsage;
        }
        catch (Exception fault)
        {
            // The outer edge: the operator sees what broke, and nobody else does.
            await Console.Error.WriteLineAsync($"Something broke: {fault.GetType().Name}: {fault.Message}");
            return ExitStatus.Fault;
        }
    }
}
