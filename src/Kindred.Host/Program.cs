using Kindred.Host.Commands;

return await CommandTree.Run(args);

/// <summary>Named so that tests can point at this assembly.</summary>
public partial class Program;
