using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.House;

/// <summary>Nothing is read from a store without a viewer, and what the policy decides about comes out of it only as something it has let one see.</summary>
public class StoreRules
{
    /// <summary>Reads that take no viewer, each with the reason.</summary>
    private static readonly Dictionary<string, string> WithoutViewer = new()
    {
        ["IArchiveSession"] = "decides inside a write and shows nothing; pages don't hold one",
        ["IArchiveWriter"] = "writes",
        ["IMemberStore"] = "members are no records; who sees which is each page's",
        ["ISearchIndex"] = "holds only what is public; what it finds is read again with a viewer",
        ["IImportStore.Weigh"] = "decides as an act would and shows nothing",
        ["IImportStore.EachName"] = "for an import, which asks what is there already; pages don't hold it",
        ["IWholeArchive"] = "everything, for the operator's whole export alone; WholeExportRules names who reads it",
        ["IWholeReading"] = "what that reads",
        ["IWholeFilling"] = "writes an archive that nobody can open yet",
        ["IRecordStore.Settings"] = "public",
        ["IRecordStore.Tombstones"] = "everyone's",
        ["IDepositStore.FindByReceipt"] = "gives an id, by which the deposit is read with a viewer",
    };

    /// <summary>What the policy shows: <c>Visible&lt;Record&gt;</c> and its like.</summary>
    private static readonly HashSet<Type> Decided =
        [.. typeof(VisibilityPolicy).GetMethods().Where(method => method.Name == nameof(VisibilityPolicy.Show)).Select(method => Nullable.GetUnderlyingType(method.ReturnType)!.GetGenericArguments()[0])];

    [Fact]
    public void Every_read_takes_a_viewer() => Assert.Empty(Stores.SelectMany(Viewerless));

    [Fact]
    public void What_the_policy_decides_about_comes_only_through_it() => Assert.Empty(Stores.Where(store => !WithoutViewer.ContainsKey(store.Name)).SelectMany(Bare));

    [Fact]
    public void Every_exception_is_needed() =>
        Assert.Empty(WithoutViewer.Keys.Except(Stores.SelectMany(store => store.GetMethods().Select(method => $"{store.Name}.{method.Name}").Prepend(store.Name))));

    [Fact]
    public void A_read_without_a_viewer_and_a_bare_record_are_seen()
    {
        Assert.Equal(["ILeaky.Read", "ILeaky.All"], Viewerless(typeof(ILeaky)));
        Assert.Equal(["ILeaky.Read gives a bare Record.", "ILeaky.Found gives a bare Revision."], Bare(typeof(ILeaky)));
    }

    private static IEnumerable<Type> Stores => typeof(IRecordStore).Assembly.GetExportedTypes().Where(type => type.IsInterface && type.Namespace == typeof(IRecordStore).Namespace);

    private static IEnumerable<string> Viewerless(Type store) =>
        from method in store.GetMethods()
        let name = $"{store.Name}.{method.Name}"
        where !method.IsSpecialName && !WithoutViewer.ContainsKey(store.Name) && !WithoutViewer.ContainsKey(name)
        where !method.GetParameters().Any(parameter => parameter.ParameterType.IsAssignableTo(typeof(Viewer)))
        select name;

    private static IEnumerable<string> Bare(Type store) =>
        from method in store.GetMethods()
        from type in Unwrapped(method.ReturnType)
        where Decided.Contains(type)
        select $"{store.Name}.{method.Name} gives a bare {type.Name}.";

    /// <summary>The type and its arguments, as deep as they go; what the policy has let see is left in its wrapping.</summary>
    private static IEnumerable<Type> Unwrapped(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Visible<>)
        ? []
        : [type, .. type.GetGenericArguments().SelectMany(Unwrapped)];

    private interface ILeaky
    {
        long ChangeNumber { get; }

        Task<Record?> Read(RecordId id, CancellationToken cancel);

        Task<IReadOnlyList<Revision>> Found(Viewer.Member member, CancellationToken cancel);

        Task<Visible<Record>?> Shown(RecordId id, Viewer viewer, CancellationToken cancel);

        IAsyncEnumerable<Visible<Record>> All(CancellationToken cancel);
    }
}
