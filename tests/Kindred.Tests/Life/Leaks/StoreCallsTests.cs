using System.Reflection;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Sqlite;
using Kindred.Tests.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Tests.Life.Leaks;

/// <summary>How long an answer takes tells nothing either: for what is not public and what never was the stores are asked the same, as often.</summary>
public sealed class StoreCallsTests
{
    [Fact]
    public async Task What_is_not_public_is_looked_for_as_what_never_was()
    {
        List<string> heard = [];
        await using TestArchive archive = await TestArchive.Start(adjust: services => services
            .AddSingleton(of => Listening<IRecordStore>.To(of.GetRequiredService<SqliteArchive>().Records, heard))
            .AddSingleton(of => Listening<IDepositStore>.To(of.GetRequiredService<SqliteArchive>().Deposits, heard))
            .AddSingleton(of => Listening<ISearchIndex>.To(of.GetRequiredService<SqliteArchive>().Search, heard))
            .AddSingleton(of => Listening<IMemberStore>.To(of.GetRequiredService<SqliteArchive>().Members, heard)));
        await archive.Write(session =>
        {
            foreach (Kind kind in KindList.BuiltIn.All)
                Told.Put(session, Twin.SecretId(kind.Name), kind.Name, Told.Content("secret"), archive.Today, RecordState.Asked, kind == Community.Kind ? [Twin.SecretId(kind.Name)] : []);
        });
        using HttpClient anyone = archive.Anyone();
        List<string> unlike = [];
        int read = 0;
        foreach (Address address in Address.Of(archive))
        {
            RecordId id = Twin.SecretIds.FirstOrDefault(one => address.Path.Contains(one.ToString(), StringComparison.Ordinal));
            if (id == default) continue;
            // Each is asked for once: what was read before is held. What is read for all is held by the time these are.
            await Calls(Of(new RecordId(id.Value + 2)));
            (string never, string secret) = (await Calls(Of(new RecordId(id.Value + 1))), await Calls(address));
            if (secret != never) unlike.Add($"{address}: {secret}; of what never was: {never}");
            if (secret.Length > 0) read++;

            Address Of(RecordId nobodys) => address with { Path = address.Path.Replace(id.ToString(), nobodys.ToString(), StringComparison.Ordinal) };
        }

        Assert.True(unlike is [], string.Join('\n', unlike.Take(20)));
        Assert.True(read > 20, "Hardly any address asked a store.");

        async Task<string> Calls(Address address)
        {
            lock (heard) heard.Clear();
            using HttpRequestMessage request = new(new HttpMethod(address.Method), address.Path);
            request.Headers.TryAddWithoutValidation("Accept", address.Accept ?? "text/html");
            using HttpResponseMessage answer = await anyone.SendAsync(request);
            lock (heard) return string.Join(", ", heard);
        }
    }

    /// <summary>Writes down what a store is asked, and asks it.</summary>
    public class Listening<T> : DispatchProxy
        where T : class
    {
        private T store = null!;
        private List<string> heard = null!;

        internal static T To(T store, List<string> heard)
        {
            T listening = Create<T, Listening<T>>();
            Listening<T> self = (Listening<T>)(object)listening;
            (self.store, self.heard) = (store, heard);
            return listening;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            lock (heard) heard.Add($"{typeof(T).Name}.{targetMethod!.Name}");
            return targetMethod.Invoke(store, args);
        }
    }
}
