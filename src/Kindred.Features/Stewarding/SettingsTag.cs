using System.Security.Cryptography;
using System.Text.Json;
using Kindred.Domain.Stewarding;

namespace Kindred.Features.Stewarding;

/// <summary>A digest of a community's settings: who changes them gives back what they read.</summary>
public static class SettingsTag
{
    public static string Of(CommunitySettings settings) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(settings)).AsSpan(0, 16));
}
