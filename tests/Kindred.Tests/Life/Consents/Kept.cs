using System.Collections;
using System.Reflection;

namespace Kindred.Tests.Life.Consents;

/// <summary>What an object held at a moment: its collections are copied as deep as they go; what is in them never changes.</summary>
internal static class Kept
{
    /// <returns>Makes it so again, as often as asked.</returns>
    public static System.Action Of(object one)
    {
        (FieldInfo Field, object? Value)[] held = [.. one.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Select(field => (field, Copy(field.GetValue(one))))];
        return () =>
        {
            foreach ((FieldInfo field, object? value) in held) field.SetValue(one, Copy(value));
        };
    }

    public static T Copy<T>(T value)
    {
        if (value is null || value.GetType() is not { IsGenericType: true, IsClass: true, Namespace: "System.Collections.Generic" } type) return value;
        // A set, whose elements hold nothing of their own.
        if (value is not (IDictionary or IList)) return (T)Activator.CreateInstance(type, value)!;
        object copy = Activator.CreateInstance(type)!;
        if (value is IDictionary pairs)
        {
            foreach (DictionaryEntry pair in pairs) ((IDictionary)copy).Add(pair.Key, Copy(pair.Value));
        }
        else
        {
            foreach (object? item in (IList)value) ((IList)copy).Add(Copy(item));
        }

        return (T)copy;
    }
}
