using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Records;

/// <summary>An id as somebody may have it at hand: alone, or in the address of its page.</summary>
public static class TypedRecord
{
    public static RecordId? In(string typed)
    {
        foreach (string part in typed.Trim().Split('/', '?', '#', '.'))
        {
            if (RecordId.TryParse(part, out RecordId id)) return id;
        }

        return null;
    }
}
