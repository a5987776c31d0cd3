using System.Globalization;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Depositing;

/// <summary>What programs say in headers when they hand something in, and when they come back to it.</summary>
internal static class ProgramHeaders
{
    private const string ReceiptHeader = "Kindred-Receipt", KeyHeader = "Idempotency-Key";
    private const int LongestKey = 200;

    /// <summary>128 bits as programs write them: whoever sends the same words under the same key is given the receipt.</summary>
    private const int ShortestKey = 22;

    /// <param name="key">Empty: none was said.</param>
    /// <returns>What to answer where the key is none; null: go on.</returns>
    public static ProblemResult? Key(HttpContext context, out string key)
    {
        key = context.Request.Headers[KeyHeader].ToString();
        if (key.Length is > 0 and < ShortestKey) return Problems.NotRight(context, new Finding("idempotency-key-short", KeyHeader, ShortestKey.ToString(CultureInfo.InvariantCulture)));
        return key.Length > LongestKey ? Problems.NotRight(context, Finding.TooLong(KeyHeader, LongestKey)) : null;
    }

    /// <returns>What to answer where the receipt can't be read; null: go on.</returns>
    public static ProblemResult? Receipt(HttpContext context, out ReceiptCode? code)
    {
        ReceiptReading reading = ReceiptCode.Read(context.Request.Headers[ReceiptHeader].ToString());
        code = (reading as ReceiptReading.Read)?.Code;
        return reading switch
        {
            ReceiptReading.UnknownWord unknown => Problems.NotRight(context, new Finding("receipt-unknown-word", ReceiptHeader, unknown.Nearest)),
            ReceiptReading.WrongCount => Problems.NotRight(context, new Finding("receipt-not-seven", ReceiptHeader)),
            _ => null,
        };
    }

    public static ProblemResult Later(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "60";
        return Problems.Result(Problem.TooMany);
    }
}
